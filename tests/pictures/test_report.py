"""The report: one page whatever is on it, every word of it selectable, in each language."""

import json
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.checks.samples import drawn_samples
from bot.content.library import data_folder
from bot.pictures.drawing import Drawer
from bot.pictures.report import SECTIONS, breakable, data, maker
from tests.pictures.test_progress import facts as chart
from tests.support.story import LIBRARY, RENDERER

DRAWER = Drawer()
MAKER = maker(RENDERER, DRAWER)
SAMPLES = drawn_samples(data_folder("templates"))["report"]
USUAL, EMPTY = SAMPLES["usual"], SAMPLES["empty"]
WALKS, PAIN, SAFETY, NOTES = (USUAL[section] for section in ("walks", "pain", "safety", "notes"))
[SITE], [MOVE], [SCREEN], [ADVICE] = PAIN["sites"], USUAL["moves"]["done"], SAFETY["screens"], SAFETY["advice"]


def facts(**changed: Any) -> dict[str, Any]:
    """Return facts as they lie in the outbox."""
    return dict(json.loads(json.dumps({**USUAL, **changed})))


FULL = facts(
    paper="us-letter",
    name="W" * 60,
    regions=["back", "knee", "hip", "arthritis", "stiffness"],
    chart=chart(11, 365, "year", minutes=86_000, flares=[[n * 60, n * 60 + 5] for n in range(60)]),
    walks={**WALKS, "minutes": 999_999, "walks": 99_999, "bouts": 2, "planned": 99_999, "done": 99_999},
    pain={
        **PAIN,
        "sites": [{**SITE, "region": region} for region in ("back", "knee", "hip", "arthritis", "stiffness")],
        "flares": [["2018-12-28", "2019-01-12"]] * 4,
        "more_flares": 99,
    },
    moves={"done": [{**MOVE, "exercise": name, "times": 9_999} for name in LIBRARY.exercises], "chosen": []},
    safety={
        "restrictions": list(LIBRARY.words["en"].restrictions),
        "holds": ["SEVERE", "EXACERBATED_BY_WALKING", "WORSENING", "EASIER"],
        "screens": [{**SCREEN, "yes": list(LIBRARY.words["en"].screening)[:14]}] * 3,
        "advice": [{**ADVICE, "words": "W" * 160}] * 4,
        "more_advice": True,
    },
    notes=[["2025-11-25", "W" * 300]] * 5,
)
SHAPES = {
    "usual": facts(),
    "letter": facts(paper="us-letter"),
    "empty": EMPTY,
    "one_section": {key: value for key, value in facts().items() if key not in SECTIONS or key == "notes"},
    "what_is_new_to_the_words": facts(
        pain={**PAIN, "sites": [{**SITE, "region": "elbow"}]},
        moves={"done": [{**MOVE, "exercise": "moonwalk", "worst_mean": None, "worst_most": None}], "chosen": []},
        safety={
            **SAFETY,
            "holds": ["NEW"],
            "screens": [{**SCREEN, "kind": "new", "outcome": None, "yes": ["new"]}],
            "advice": [{**ADVICE, "rule": "NEW", "answer": None, "detail": None, "words": ""}],
        },
    ),
}


def read(pdf: bytes) -> tuple[PdfReader, str]:
    """Return a PDF, and its text with all white space as single spaces."""
    reader = PdfReader(BytesIO(pdf))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("language", RENDERER.languages)
@pytest.mark.parametrize("shape", SHAPES)
async def test_it_is_one_page(shape: str, language: str) -> None:
    """No data, a usual year, one section, keys without words: always one page of its paper."""
    reader, text = read(await MAKER.make(language, SHAPES[shape]))
    assert len(reader.pages) == 1
    width = round(float(reader.pages[0].mediabox.width))
    assert width == (612 if SHAPES[shape]["paper"] == "us-letter" else 595)
    assert data(RENDERER, language, SHAPES[shape])["words"]["title"] in text


async def test_every_part_is_on_it_and_can_be_copied() -> None:
    """Figures, names of moves and rules, dates, the words of others, right-to-left and emoji."""
    _, text = read(await MAKER.make("en", SHAPES["usual"]))
    for words in (
        "November 25, 2026",
        "Back, Knee",
        "3 × 12 min + 4 × 6 min easy = 60 min/",
        "from 9 to 12 over the period",
        "1048 min in 81 walks",
        "30 of 36 planned target walks (83 %)",
        "25 easy, 39 steady, 0 hard",
        "Numeric rating scale (NRS)",
        "10 (Oct 1), 13 (Nov 12)",
        "5.3 (Oct 1), 4 (Nov 12)",
        "Knee, right 6 6.7 – 6–7 Nov 12",
        "Nov 20 – now; Oct 12 – 16",
        "Backward walking 6 1.2, 3 Oct 31",
        "unsteady or falls, high blood pressure",
        "Fall or accident",
        "Oct 19, 2025",
        "was seen, walk easier",
        "Shorter walks, twice a day.",
        "Is it fine that my knee clicks? 🙂",
        "Leila",
    ):
        assert words in text, words


@pytest.mark.parametrize("told", [SHAPES["usual"], FULL], ids=["usual", "full"])
async def test_nothing_lies_beyond_the_page_or_under_its_foot(told: dict[str, Any]) -> None:
    """The page is made smaller until the last line of the last note stands above the foot."""
    reader, _ = read(await MAKER.make("en", told))
    lines: list[tuple[float, str]] = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, *_: lines.append((cm[3] * tm[5] + cm[5], text)) if text.strip() else None
    )
    [foot] = [y for y, text in lines if "Walk Coach. Target" in text]
    assert 20 < foot < 60
    assert len(reader.pages) == 1
    assert "".join(text for y, text in lines if y < foot + 8) in data(RENDERER, "en", told)["words"]["foot"]
    assert max(y for y, _ in lines) < float(reader.pages[0].mediabox.height)
    expected = FULL["notes"] if told is FULL else NOTES[:1]
    copied = "".join(text for _, text in lines).replace("\n", "").replace("\u200b", "")
    assert copied.count(expected[0][1]) == len(expected)


async def test_what_is_not_on_it_is_not_in_it() -> None:
    """Hidden data is data: a section that was not ticked leaves no word in the file."""
    _, text = read(await MAKER.make("en", SHAPES["one_section"]))
    assert "my knee clicks" in text
    for words in ("Adherence", "NRS", "Backward", "Fall", "Shorter"):
        assert words not in text


async def test_it_tells_no_clock_and_no_machine() -> None:
    """The same facts are the same bytes; the file says who made it and nothing of when or where."""
    pdf = await MAKER.make("en", SHAPES["usual"])
    assert pdf == await maker(RENDERER, Drawer()).make("en", SHAPES["usual"])
    reader, _ = read(pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "Walking report"
    assert reader.metadata.creation_date is None


def test_every_rule_and_answer_has_words() -> None:
    """What the bot can advise or ask stands on the page in words, not as its key."""
    known = set(RENDERER.drawn_keys("en"))
    folder = data_folder("templates") / "en" / "advice"
    rules = {path.name.removeprefix("why_").removesuffix(".html.j2").upper() for path in folder.glob("why_*.html.j2")}
    assert {f"report/rule_{rule}" for rule in rules - {"FLARE", "FLARE_ASKED"}} <= known
    assert {f"report/screen_{kind}" for kind in LIBRARY.screening.groups} <= known


def test_long_words_can_be_broken() -> None:
    """Every eighteen characters, and only within a word."""
    assert breakable("x" * 40).split("\u200b") == ["x" * 18, "x" * 18, "x" * 4]
    assert breakable("no need to break this sentence anywhere") == "no need to break this sentence anywhere"


def test_the_data_is_all_words() -> None:
    """Typst is given texts: no figure is left for it to format."""
    page = data(RENDERER, "en", SHAPES["usual"])
    assert all(isinstance(cell, str) for row in page["pain"]["rows"] for cell in row)
