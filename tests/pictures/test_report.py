"""The report: what decides on its first page, two pages at most, legible, every word selectable, in each language."""

import json
from io import BytesIO
from typing import Any, get_args

import pytest
from pypdf import PdfReader

from bot.checks.samples import drawn_samples
from bot.content.library import data_folder
from bot.domain.action_plan import BARRIERS
from bot.domain.coaching.instruction import SAID_BY
from bot.domain.coaching.self_test import Direction
from bot.domain.safety.body_map import SPREADS
from bot.domain.words.beside import Cause
from bot.pictures.drawing import Drawer
from bot.pictures.report import SECTIONS, breakable, data, maker
from tests.pictures.test_progress import facts as chart
from tests.support.story import LIBRARY, RENDERER

DRAWER = Drawer()
MAKER = maker(RENDERER, DRAWER, lambda: "walk_coach_bot")
SAMPLES = drawn_samples(data_folder("templates"))["report"]
USUAL, EMPTY = SAMPLES["usual"], SAMPLES["empty"]
WALKS, PAIN, SAFETY, NOTES = (USUAL[section] for section in ("walks", "pain", "safety", "notes"))
SITE, [MOVE], [ADVICE] = PAIN["sites"][0], USUAL["moves"]["done"], SAFETY["advice"]
LEAST_POINTS = 7.9
UNKNOWN_LETTERS = "Letters that no font here has: 膝が痛い 무릎이 아파요 最近膝盖疼"


def facts(**changed: Any) -> dict[str, Any]:
    """Return facts as they lie in the outbox."""
    return dict(json.loads(json.dumps({"code": "0123456789abcdef", **USUAL, **changed})))


ASKED = [name for name, words in LIBRARY.words["en"].screening.items() if words.label][:14]
FULL = facts(
    paper="us-letter",
    name="W" * 60,
    regions=["back", "knee", "hip", "arthritis", "stiffness"],
    chart=chart(11, 365, "year", minutes=86_000, breaks=[[n * 60, n * 60 + 5, "flare"] for n in range(60)]),
    told={**USUAL["told"], "words": "W" * 300, "moves": list(LIBRARY.exercises)[1:]},
    walks={
        **WALKS,
        "minutes": 999_999,
        "walks": 99_999,
        "bouts": 2,
        "planned": 99_999,
        "done": 99_999,
        "weeks": [{**WALKS["weeks"][1], "halved": 7, "stopped": 7, "flare": 7, "pause": 7}] * 6,
        "counts": {"done": 99, "short": 99, "missed": 99, "eased": 99, "break": 99},
        "pauses": {"shown": [["2018-12-28", "2019-01-12"]] * 4, "more": 99},
    },
    pain={
        **PAIN,
        "sites": [{**SITE, "region": name, "side": "both"} for name in list(LIBRARY.body_map)[:8]],
        "more_sites": 9,
        "marks": [{"place": name, "side": "both", "score": 10} for name in LIBRARY.body_map],
        "flares": {"shown": [["2018-12-28", "2019-01-12"]] * 4, "more": 99},
        "nights": {
            "on": "2026-11-05",
            "answers": dict.fromkeys(("woken", "night_ill", "rest", "legs", "stiff"), "yes"),
        },
        "beside": [[cause, 9_999, 10.0] for cause in get_args(Cause)],
    },
    moves={"done": [{**MOVE, "exercise": name, "times": 9_999} for name in LIBRARY.exercises], "chosen": []},
    safety={
        **SAFETY,
        "yes": [{"question": name, "times": 99, "last_on": "2026-11-05"} for name in ASKED],
        "gravest": "NIGHT_OR_REST",
        "restrictions": list(LIBRARY.words["en"].restrictions),
        "holds": [
            {"rule": "URGENT", "since_on": "2026-11-20", "stops": True},
            {"rule": "EXACERBATED_BY_WALKING", "since_on": "2026-11-20", "stops": False},
        ],
        "screens": [{**SAFETY["screens"][0], "yes": ASKED[:7]}] * 4,
        "flare_since": "2025-11-20",
        "older_screens": 99,
        "advice": [{**ADVICE, "words": "W" * 160}] * 4,
        "older_advice": 99,
    },
    notes=[["2025-11-25", "W" * 300]] * 3 + [["2025-11-25", UNKNOWN_LETTERS]],
)
SHAPES = {
    "usual": facts(),
    "letter": facts(paper="us-letter"),
    "empty": EMPTY,
    "full": FULL,
    "one_section": {key: value for key, value in facts(told=None).items() if key not in SECTIONS or key == "notes"},
    "what_is_new_to_the_words": facts(
        pain={**PAIN, "sites": [{**SITE, "region": "elbow"}]},
        moves={"done": [{**MOVE, "exercise": "moonwalk", "worst_mean": None, "worst_most": None}], "chosen": []},
        safety={
            **SAFETY,
            "yes": [{"question": "new", "times": 1, "last_on": "2026-11-05"}],
            "gravest": "NEW",
            "holds": [{"rule": "NEW", "since_on": "2026-11-05", "stops": False}],
            "screens": [{**SAFETY["screens"][0], "kind": "new", "outcome": None, "yes": ["new"]}],
            "advice": [{**ADVICE, "rule": "NEW", "answer": None, "detail": None, "words": ""}],
        },
    ),
}


def read(pdf: bytes) -> tuple[PdfReader, list[str]]:
    """Return a PDF, and the text of its pages with all white space as single spaces."""
    reader = PdfReader(BytesIO(pdf))
    return reader, [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.mark.parametrize("language", RENDERER.languages)
@pytest.mark.parametrize("shape", SHAPES)
async def test_two_pages_and_the_answer_on_the_first(shape: str, language: str) -> None:
    """No data, a usual quarter, one section, keys without words; a third only with every text at its longest."""
    reader, pages = read(await MAKER.make(language, SHAPES[shape]))
    words = data(RENDERER, language, SHAPES[shape])["words"]
    assert len(pages) == (3 if shape == "full" else 2)
    width = round(float(reader.pages[0].mediabox.width))
    assert width == (612 if SHAPES[shape]["paper"] == "us-letter" else 595)
    assert words["title"] in pages[0]
    assert words["reply"] in pages[0]
    assert words["reply_name"] in pages[0]


@pytest.mark.parametrize("language", RENDERER.languages)
@pytest.mark.parametrize("shape", ["usual", "full"])
async def test_no_letter_is_smaller_than_eight_points(shape: str, language: str) -> None:
    """On the fullest page, too."""
    reader, _ = read(await MAKER.make(language, SHAPES[shape]))
    sizes: list[tuple[float, str]] = []
    for page in reader.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, _, size: (
                sizes.append((size * abs(tm[0] or tm[1]) * abs(cm[0]), text)) if text.strip() else None
            )
        )
    assert len(sizes) > 50
    assert min(sizes)[0] >= LEAST_POINTS, min(sizes)


async def test_the_first_page_says_what_decides() -> None:
    """Safe? The question, the goal, better or worse, does walking stir it up, what was asked and done."""
    _, [first, _] = read(await MAKER.make("en", SHAPES["usual"]))
    for words in (
        "Safe to walk?",
        "YES, last on Nov 5: Wakes me often; Long morning stiffness",
        "Walks halved since Nov 20: Strong pain",
        "Safety questions are open and not answered.",
        "Strong pain (7 or more; a walk’s worst 8 or more) on 10 days, highest 8 on Nov 25.",
        "unsteady or falls, high blood pressure",
        "Is it fine that my knee clicks? 🙂",
        "climb stairs – how hard, 0 (not at all) to 10 (cannot): 7 (Jul 30), 4 (Sep 1)",
        "30 min on 5 days a week. Now: 11 min on 3 days",
        "3.7 (Nov 3, 3 weeks ago)",
        "better",
        "Counts: PEG 1 point (Reed 2024), pain 2 points or 30 % (Farrar 2001), stands 3 (Gill 2022)",
        "calm 34, some pain 4, stirred up 12",
        "back near the pain of before in 8 of 12",
        "settled in 3 of 5",
        "morning 4.9 (57)",
        "yes in 3 of 4 reports",
        "With a painkiller 6 × (mean pain 4.2)",
        "eased (halved 4 days)",
        "In all: 5 weeks done as asked, 1 week with less than asked, 1 week missed, 4 weeks eased for pain or safety",
        "Counts now: easier walks; at most 15 min a day",
        "entered by the person, not checked, Nov 12",
    ):
        assert words in first, words


@pytest.mark.parametrize(
    ("language", "said"), [("en", "In a flare, with small walks, since Nov 20."), ("es", "En un brote")]
)
async def test_a_flare_of_now_stands_in_the_box(language: str, said: str) -> None:
    """It is no alarm, and decides how much walking is asked for."""
    _, [first, _] = read(await MAKER.make(language, facts(safety={**SAFETY, "flare_since": "2026-11-20"})))
    assert said in first
    _, [first, _] = read(await MAKER.make(language, facts(safety={**SAFETY, "flare_since": None})))
    assert said not in first
    calm = {**SAFETY, "flare_since": "2026-11-20", "yes": [], "holds": [], "unfinished": False}
    assert not data(RENDERER, language, facts(safety=calm))["safety"]["alarm"]


async def test_before_the_first_walk_nothing_is_said_of_walks() -> None:
    """No row of zeros, and no rise that was not there."""
    _, [first, _] = read(await MAKER.make("en", EMPTY))
    assert "After a walk no walk yet Rise no walk with pain before and after Two hours later not asked yet" in first
    assert "Next morning not asked yet" in first


@pytest.mark.parametrize("rises", [(0, "not asked: no clear rise"), (3, "no answer")])
async def test_a_morning_that_was_not_told(rises: tuple[int, str]) -> None:
    """It is asked after a clear rise only, and may be left without an answer."""
    two, said = rises
    told = {**PAIN, "morning": {"asked": 0, "settled": 0}, "rises": {**PAIN["rises"], "two": two}}
    _, [first, _] = read(await MAKER.make("en", facts(pain=told)))
    assert f"Next morning {said}" in first


async def test_the_second_page_has_the_rest() -> None:
    """The pain table without an empty cell, rounds and advice and how many are older, moves, barriers, breaks."""
    _, [_, second] = read(await MAKER.make("en", SHAPES["usual"]))
    for words in (
        "What eases it Warmth",
        "Told beside the scores: a painkiller: 6 × (mean pain 4.2); a bad night: 3 × (mean pain 5.7)",
        "a lot of sitting: 1 ×",
        "Before a walk 50 5.0 4.4 4–5 Nov 25",
        "Knee 6 7.0 6.3 6–7 Nov 18",
        "“not today” 1, busy 2, tired 1, weather 2",
        "30 of 36 full walks (83 %) in 12 weeks",
        "Backward walking 6 1.2, 3 Oct 31",
        "Chosen, not done yet: Walking lunges",
        "2 older rounds are not listed; every “yes” is in the box on page 1.",
        "1 older piece of advice not listed.",
        "was seen, walk easier",
        "Page 2 of 2",
    ):
        assert words in second, words


async def test_what_is_not_on_it_is_not_in_it_and_said() -> None:
    """Hidden data is data: a section that was not ticked leaves no word; nobody takes silence for an all-clear."""
    _, pages = read(await MAKER.make("en", SHAPES["one_section"]))
    text = " ".join(pages)
    assert "my knee clicks" in text
    assert "Left out by the person: safety answers, walks, pain, exercises." in text
    for words in ("Safe to walk", "PEG", "Backward", "stiffness", "Shorter"):
        assert words not in text


async def test_it_declares_pdf_ua_and_shows_its_title() -> None:
    """PDF/UA-1, a language, a title that the window shows; no clock and no machine: the same facts, the same bytes."""
    pdf = await MAKER.make("es", SHAPES["usual"])
    assert pdf == await maker(RENDERER, Drawer(), lambda: "walk_coach_bot").make("es", SHAPES["usual"])
    reader, _ = read(pdf)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "es"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Informe de caminatas"
    assert reader.metadata.creation_date is None


async def test_the_link_leads_to_the_form() -> None:
    """A short t.me link on paper and in the file; without a bot's name the command instead."""
    reader, [first, _] = read(await MAKER.make("en", SHAPES["usual"]))
    [link] = [note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert link == "https://t.me/walk_coach_bot?start=a-0123456789abcdef"
    reader, [first, _] = read(await maker(RENDERER, DRAWER).make("en", SHAPES["usual"]))
    assert "/Annots" not in reader.pages[0]
    assert "send /answer in the chat" in first


async def test_in_the_therapists_language() -> None:
    """Whatever the chat's is."""
    _, [first, _] = read(await MAKER.make("en", facts(language="es")))
    assert "¿Es seguro caminar?" in first


@pytest.mark.parametrize("language", RENDERER.languages)
async def test_what_was_told_beside_scores(language: str) -> None:
    """Every cause in words, and painkillers on the first page, too; pages made before the upgrade have none."""
    causes = get_args(Cause)
    told = facts(pain={**PAIN, "beside": [[cause, 99, 10.0] for cause in causes]})
    _, [first, second] = read(await MAKER.make(language, told))
    content = LIBRARY.words[language].exported.values["beside"]
    words = data(RENDERER, language, told)["words"]
    assert f"{words['dulled']} 99 ×" in first
    for cause in causes:
        assert f"{content[cause]}: 99 ×" in second, cause
    without = facts(pain={**{key: value for key, value in PAIN.items() if key != "beside"}})
    _, [first, second] = read(await MAKER.make(language, without))
    assert words["dulled"] not in first
    assert f"{words['beside']}: {words['nothing']}" in second


async def test_letters_without_a_font_are_said_to_be_missing() -> None:
    """Never an empty box; what can be printed is."""
    notes = [["2026-11-25", f"दर्द ব্যথা வலி ปวด მუხლი كتف כתף 👨‍👩‍👧 1️⃣ {UNKNOWN_LETTERS}"]]
    shown = data(RENDERER, "en", facts(notes=notes))
    [[_, said]] = shown["notes"]["first"]
    assert said.startswith("दर्द ব্যথা வலி ปวด მუხლი كتف כתף 👨‍👩‍👧 1️⃣")
    assert said.endswith("has: [letters not printed]")
    assert shown["unprinted"]
    assert not data(RENDERER, "en", facts())["unprinted"]


def test_every_rule_and_answer_has_words() -> None:
    """What the bot can advise or ask stands on the page in words, not as its key."""
    known = set(RENDERER.drawn_keys("en"))
    folder = data_folder("templates") / "en" / "advice"
    rules = {path.name.removeprefix("why_").removesuffix(".html.j2").upper() for path in folder.glob("why_*.html.j2")}
    assert {f"report/rule_{rule}" for rule in rules - {"FLARE", "FLARE_ASKED"}} <= known
    assert {f"report/screen_{kind}" for kind in LIBRARY.screening.groups} <= known
    assert {f"report/barrier_{barrier}" for barrier in BARRIERS} <= known
    assert {f"report/verdict_{verdict}" for verdict in get_args(Direction)} <= known
    assert {f"report/leg_{spread}" for spread in SPREADS} <= known
    assert {f"report/by_{by}" for by in SAID_BY} <= known


def test_long_words_can_be_broken() -> None:
    """Every eighteen characters, only within a word, and never within an emoji."""
    assert breakable("x" * 40).split("\u200b") == ["x" * 18, "x" * 18, "x" * 4]
    assert breakable("no need to break this sentence anywhere") == "no need to break this sentence anywhere"
    family = "👨‍👩‍👧"
    assert set(breakable(family * 40).replace("\u200b", " ").split()) == {family * 18, family * 4}


def test_the_data_is_all_words() -> None:
    """Typst is given texts: no figure is left for it to format."""
    page = data(RENDERER, "en", SHAPES["usual"])
    assert all(isinstance(cell, str) for row in page["pain"]["rows"] for cell in row)
    assert all(isinstance(cell, str) for row in page["walks"]["weeks"] for cell in row)
