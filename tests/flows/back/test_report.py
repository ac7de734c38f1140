"""/report: nothing goes onto the page that was not ticked."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.history.report import SECTIONS
from bot.store.diary import self_tests, walks
from bot.store.person import profiles, restrictions
from bot.store.safety import advice, screens, visits
from tests.support.history import live
from tests.support.settled import settle
from tests.support.story import Person, Story

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
FIRST = date(2026, 8, 3)


@pytest.fixture
async def story() -> AsyncIterator[Story]:
    """A Wednesday."""
    async with Story.open(NOW) as world:
        yield world


@pytest.fixture
async def ana(story: Story) -> Person:
    """Somebody with four months of walks, a round of questions, and advice that was followed."""
    person = await settle(story, first_walk_on=FIRST, regions=("knee",))
    await live(story.engine.database, person.user_id, FIRST, NOW.date(), "knee")
    async with story.engine.database.transaction() as tx:
        restrictions.replace(tx, 1, ["pregnancy"], NOW)
        screen = screens.start(tx, 1, "severe", "walk:1", 1, NOW)
        screen = screens.answer(tx, screen, {"fall": "yes", "cancer": "no"})
        screens.finish(tx, screen, "SOON", NOW)
        given = advice.give(tx, 1, "SEVERE", "soon", {}, 1, date(2026, 11, 4), NOW)
        visits.answer(tx, 1, given.advice_id, "went", NOW, "easier")
        visits.note(tx, 1, given.advice_id, "Shorter walks, twice a day")
        walk = walks.open_walk(tx, 1, date(2026, 11, 20), exercise="backward")
        walks.update(tx, walk, minutes=12, worst_pain=2, logged_at=NOW)
    return person


async def made(ana: Person) -> dict[str, Any]:
    """Have the page made; return the facts of the file."""
    await ana.tap("Make the page")
    assert ana.last.file is not None
    return dict(ana.last.file["facts"])


async def test_the_page_has_what_was_ticked(ana: Person) -> None:
    """Everything at first; the file's name says the day."""
    await ana.say("/report")
    assert all(label.startswith("☑") for label in ana.last.labels()[: len(SECTIONS)])
    facts = await made(ana)
    assert set(SECTIONS) <= set(facts)
    assert ana.last.file is not None
    assert ana.last.file["name"] == "walking-report-2026-11-25.pdf"
    assert facts["paper"] == "a4"
    assert facts["walks"]["efforts"]
    assert facts["pain"]["sites"][0]["region"] == "knee"
    assert [row["exercise"] for row in facts["moves"]["done"]] == ["backward"]
    assert facts["safety"]["advice"][0]["words"] == "Shorter walks, twice a day"
    assert facts["safety"]["screens"][0]["yes"] == ["fall"]


@pytest.mark.parametrize(
    ("label", "section", "secret"),
    [
        ("☑ Walks", "walks", "efforts"),
        ("☑ Pain", "pain", "sites"),
        ("☑ Exercises", "moves", "backward"),
        ("☑ Safety", "safety", "pregnancy"),
        ("☑ My notes", "notes", "my secret"),
    ],
)
async def test_what_is_not_ticked_is_not_in_the_file(ana: Person, label: str, section: str, secret: str) -> None:
    """Neither under its heading nor anywhere else: what a safety answer restricts goes with the safety answers."""
    await ana.say("/report")
    await ana.tap("Add a note")
    await ana.say("my secret")
    before = len(ana.bubbles)
    await ana.tap(label)
    assert len(ana.bubbles) == before
    facts = await made(ana)
    assert section not in facts
    assert secret not in str(facts)


async def test_the_chart_tells_no_more_than_the_sections(ana: Person) -> None:
    """Without walks it has no minutes, without pain no scores, no rests and no flares; with neither it is bare."""
    await ana.say("/report")
    chart = (await made(ana))["chart"]
    assert all(chart[name] for name in ("minutes", "spans", "usual", "after", "rests", "breaks"))
    await ana.tap("☑ Pain")
    chart = (await made(ana))["chart"]
    assert chart["minutes"] > 0
    assert [chart[name] for name in ("spans", "usual", "after", "rests", "breaks")] == [[]] * 5
    await ana.tap("☑ Walks")
    chart = (await made(ana))["chart"]
    assert chart["minutes"] == sum(minutes + planned for _, _, minutes, planned in chart["columns"]) == 0
    await ana.tap("☐ Pain")
    chart = (await made(ana))["chart"]
    assert chart["usual"]
    assert chart["minutes"] == 0
    assert not {"streak", "habit"} & set(chart)


async def test_the_choice_is_remembered(story: Story, ana: Person) -> None:
    """Ticks and period stand as they were the next time."""
    await ana.say("/report")
    await ana.tap("☑ Safety")
    await ana.tap("All")
    await ana.say("/report")
    assert "☐ Safety, advice" in ana.last.labels()
    assert "• All" in ana.last.labels()
    assert (await made(ana))["from_on"] == str(FIRST)


async def test_self_tests_stand_with_walks_and_pain(story: Story, ana: Person) -> None:
    """The first and the newest of each figure; what was skipped or never finished does not."""
    async with story.engine.database.transaction() as tx:
        for day, pain, stands in ((1, 6, 9), (10, 5, -1), (20, 3, 12)):
            test = self_tests.offer(tx, 1, "full", date(2026, 10, day))
            self_tests.update(
                tx, test, pain=pain, enjoyment=pain, activity=pain, minutes=-1, stands=stands, finished_at=NOW
            )
        self_tests.offer(tx, 1, "full", date(2026, 11, 20))
    await ana.say("/report")
    facts = await made(ana)
    assert facts["pain"]["tested"] == {
        "pain": {"told": [["2026-10-01", 6], ["2026-10-20", 3]], "days": 36, "verdict": "better"}
    }
    assert facts["walks"]["tested"] == {
        "stands": {"told": [["2026-10-01", 9], ["2026-10-20", 12]], "days": 36, "verdict": "better"}
    }


async def test_nothing_ticked_makes_nothing(ana: Person) -> None:
    """A word says so; no empty page is sent."""
    await ana.say("/report")
    for label in ("Walks", "Pain", "Exercises", "Safety", "My notes"):
        await ana.tap(f"☑ {label}")
    await ana.tap("Make the page")
    assert ana.toasts == ["Tick at least one part first."]
    assert ana.last.file is None


async def test_notes_and_a_name_in_ones_own_words(story: Story, ana: Person) -> None:
    """Each message is a note; a long one is cut, and said to be; both can be taken away again."""
    await ana.say("/report")
    for words in ("Is it fine that\nmy knee clicks? 🙂", "x" * 400):
        await ana.tap("Add a note")
        await ana.say(words)
    assert "I cut the end" in ana.bubbles[-2].plain
    await ana.tap("My name")
    await ana.say("ليلى Leila")
    facts = await made(ana)
    assert facts["name"] == "ليلى Leila"
    assert [words for _, words in facts["notes"]] == ["x" * 299 + "…", "Is it fine that my knee clicks? 🙂"]
    await ana.tap("Add a note")
    await ana.tap("Remove all notes")
    await ana.tap("My name")
    await ana.tap("Leave it blank")
    facts = await made(ana)
    assert (facts["name"], facts["notes"]) == (None, [])


async def test_a_red_flag_in_a_note_comes_first(ana: Person) -> None:
    """What sounds like an emergency is answered as one, whatever was asked."""
    await ana.say("/report")
    await ana.tap("Add a note")
    await ana.say("I have chest pain right now")
    assert "Chest pain" in " ".join(ana.last.labels())


async def test_letter_paper_where_people_use_it(story: Story, ana: Person) -> None:
    """By the country of the time zone."""
    async with story.engine.database.transaction() as tx:
        profiles.update(tx, 1, zone="America/Chicago")
    await ana.say("/report")
    assert (await made(ana))["paper"] == "us-letter"


async def test_a_beginner_gets_a_page_too(story: Story) -> None:
    """Before the first walk: whatever is known."""
    person = await settle(story, first_walk_on=NOW.date() + timedelta(days=1))
    await person.say("/report")
    facts = await made(person)
    assert facts["walks"]["walks"] == 0


async def test_deleting_takes_notes_and_choices(story: Story, ana: Person) -> None:
    """They go with everything else."""
    await ana.say("/report")
    await ana.tap("☑ Pain")
    await ana.tap("Add a note")
    await ana.say("a note")
    await ana.say("/delete")
    await ana.tap("Yes")
    assert await story.rows("notes") == await story.rows("report_choices") == []


@pytest.mark.parametrize("tap", ["1:report", "1:report:tick:everything", "1:report:period:week", "1:report:make:now"])
async def test_a_forged_button_changes_nothing(story: Story, ana: Person, tap: str) -> None:
    """Where things stand is the answer."""
    await ana.say("/report")
    await ana.tap_data(tap, ana.last)
    assert await story.rows("report_choices") == []
    assert ana.last.file is None
