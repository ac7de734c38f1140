"""What draws: the same bytes every time, and nothing that people write can break it."""

import asyncio
from pathlib import Path

import pytest
import typst

from bot.content.library import data_folder
from bot.localchat.api.files import picture_size
from bot.pictures.drawing import PIXELS_PER_INCH, Drawer

LAYOUT = """
#set document(title: "A text")
#set page(width: 100pt, height: auto, margin: 4pt)
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji"))
#json(bytes(sys.inputs.data)).text
"""


@pytest.fixture(scope="module")
def drawer(tmp_path_factory: pytest.TempPathFactory) -> Drawer:
    """Draw with a layout that shows a text, and the fonts that come along."""
    folder = tmp_path_factory.mktemp("drawings")
    (folder / "text.typ").write_text(LAYOUT, encoding="utf-8")
    (folder / "fonts").symlink_to(data_folder("templates") / "_drawings" / "fonts")
    return Drawer(folder)


async def test_the_same_data_makes_the_same_bytes(drawer: Drawer) -> None:
    """By whichever drawer, in whatever order the data comes; a picture is as wide as its layout says."""
    one = await drawer.png("text", {"text": "minutes", "other": 1})
    two = await Drawer(drawer.folder).png("text", {"other": 1, "text": "minutes"})
    assert one == two != await drawer.png("text", {"text": "pain"})
    assert picture_size(one) is not None
    assert picture_size(one)[0] == 100 * PIXELS_PER_INCH // 72  # type: ignore[index]
    assert await drawer.pdf("text", {"text": "minutes"}) == await drawer.pdf("text", {"text": "minutes"})


@pytest.mark.parametrize("text", ["#panic()", '"); #read("/etc/passwd")', "$x$ *b* _i_ `c` @me <l>", "\\u{0}\0", "​"])
async def test_what_people_write_is_never_code(drawer: Drawer, text: str) -> None:
    """A text is shown as it is, whatever it means to the layout's language."""
    assert picture_size(await drawer.png("text", {"text": text}))


@pytest.mark.parametrize("text", ["Ñandú ő ß ğ", "Ελλάδα, Київ", "ليلى تمشي", "אורי הולך", "🙂 🚶 🌧 ❤ 🦵"])
async def test_the_fonts_have_what_people_write(drawer: Drawer, text: str) -> None:
    """Latin, Greek, Cyrillic, Arabic, Hebrew, emoji: each of their characters has a glyph of its own, not the box."""
    box = await drawer.png("text", {"text": "\ue000"})
    drawn = [await drawer.png("text", {"text": character}) for character in text if character.strip(" ,")]
    assert box not in drawn


async def test_drawings_wait_for_each_other_and_not_for_the_event_loop(drawer: Drawer) -> None:
    """Many at once come out right, and the loop turns meanwhile."""
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    turning = asyncio.create_task(turn())
    texts = [str(number) for number in range(8)]
    drawn = await asyncio.gather(*(drawer.png("text", {"text": text}) for text in texts))
    turning.cancel()
    assert drawn == [await drawer.png("text", {"text": text}) for text in texts]
    assert turns > len(texts)


async def test_a_layout_with_a_fault_says_so(drawer: Drawer) -> None:
    """The next drawing is none the worse for it."""
    (drawer.folder / "broken.typ").write_text("#json(bytes(sys.inputs.data)).missing", encoding="utf-8")
    with pytest.raises(typst.TypstError):
        await drawer.png("broken", {})
    assert await drawer.png("text", {"text": "x"})


def test_no_font_of_this_machine_is_used() -> None:
    """Each font lies in the folder, with its licence, and is open (OFL)."""
    fonts = data_folder("templates") / "_drawings" / "fonts"
    assert {path.suffix for path in fonts.iterdir()} == {".ttf", ".txt", ".md"}
    found = typst.Fonts(False, False, [str(fonts)]).families()
    assert set(found) == {
        "Noto Emoji",
        *("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Bengali", "Noto Sans Devanagari"),
        *("Noto Sans Georgian", "Noto Sans Tamil", "Noto Sans Thai"),
    }
    assert "SIL OPEN FONT LICENSE" in Path(fonts / "OFL.txt").read_text(encoding="utf-8")


async def test_what_no_font_has_shows_as_a_box(drawer: Drawer) -> None:
    """A script that is not covered breaks nothing: there is a box for each character."""
    assert await drawer.png("text", {"text": "日"}) == await drawer.png("text", {"text": "\ue000"})


async def test_the_fonts_have_what_we_write(drawer: Drawer) -> None:
    """No character of the words that are drawn, in any language, is a box."""
    files = data_folder("templates").glob("*/*/drawn.yaml")
    used = {character for file in files for character in file.read_text(encoding="utf-8") if character.isprintable()}
    boxes = await drawer.png("text", {"text": "\ue000"})
    missing = [one for one in sorted(used - {" "}) if await drawer.png("text", {"text": one}) == boxes]
    assert missing == []
