"""What can be printed: the list of it, the fonts themselves, and what becomes of the rest."""

from fontTools.ttLib import TTFont

from bot.content.library import data_folder
from bot.pictures.glyphs import without_boxes
from bot.pictures.qr import qr

FONTS = data_folder("templates") / "_drawings" / "fonts"


def test_the_list_is_that_of_the_fonts() -> None:
    """Every character that one of them has, and no other: else there would be boxes, or letters left out in vain."""
    codes: set[int] = set()
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            codes |= set(font.getBestCmap())
    listed: list[int] = []
    for line in (FONTS / "coverage.txt").read_text(encoding="ascii").split():
        first, _, last = line.partition("-")
        listed += range(int(first, 16), int(last or first, 16) + 1)
    assert listed == sorted(codes)


def test_what_has_no_font_is_replaced_once_a_run() -> None:
    """Spaces between such letters go with them; joiners stay with what they join; accents are put together first."""
    assert without_boxes("knee 膝 が痛い now", "[…]") == ("knee […] now", set("膝が痛い"))
    assert without_boxes("ma\u0303nana 👩\u200d🦽 1\ufe0f\u20e3", "[…]") == ("mãnana 👩\u200d🦽 1\ufe0f\u20e3", set())
    assert without_boxes("", "[…]") == ("", set())


def test_joined_emoji_stay_joined() -> None:
    """The font keeps the rule that makes one picture of several."""
    with TTFont(FONTS / "NotoEmoji-Regular.ttf") as font:
        assert "ccmp" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_a_qr_code_has_its_quiet_border() -> None:
    """Four modules on each side of a code of version 4 (33 modules): what a camera needs."""
    made = qr("https://t.me/walk_coach_bot?start=a-0123456789abcdef")
    assert 'width="41" height="41"' in made
    assert made.startswith("<svg")
