"""/tips and /why: every page, and its sources."""

import pytest

from bot.flows.own.learn import KINDS, WHEN
from tests.support.states import onboarded
from tests.support.story import LIBRARY, Person, Story

LONGEST = 700
WORDS = LIBRARY.words["en"]


async def read_all(person: Person, data: str) -> str:
    """Tap a group and turn its pages; return everything that was said."""
    await person.tap_data(data, person.last)
    said = person.last.plain
    while "More ›" in person.last.labels():
        await person.tap("More ›")
        said += person.last.plain
        assert len(person.last.plain) <= LONGEST
    return said


async def test_every_tip_is_reached() -> None:
    """The groups and their pages together say every tip, in one message that changes."""
    async with Story.open() as story:
        ana = story.person(9)
        await ana.say("/tips")
        said = "".join([await read_all(ana, f"1:learn:tip:{group}:0") for group in WHEN])
        assert all(words.text in said for words in WORDS.tips.values())
        assert len(ana.bubbles) == 1


async def test_every_benefit_and_condition_is_reached() -> None:
    """So do the reasons; each condition has its page."""
    async with Story.open() as story:
        ana = story.person(9)
        await ana.say("/why")
        said = "".join([await read_all(ana, f"1:learn:good:{group}:0") for group in KINDS])
        assert all(words.text in said for words in WORDS.benefits.values())
        for condition, words in WORDS.conditions.items():
            said = await read_all(ana, f"1:learn:for:{condition}")
            assert all(fact in said for fact in (words.how, *words.facts.values()))
        assert len(ana.bubbles) == 1


async def test_sources_come_on_request_and_lead_back() -> None:
    """One tap shows where it is known from, the next goes back to the same page."""
    async with Story.open() as story:
        ana = story.person(9)
        await ana.say("/why")
        await ana.tap("Low back pain")
        page = ana.last.plain
        await ana.tap("Sources")
        assert "WalkBack" in ana.last.plain
        assert "https://doi.org/" in ana.last.text
        await ana.tap("‹ Back")
        assert ana.last.plain == page


async def test_what_hurts_comes_first() -> None:
    """Someone with hip pain reads of the hip first."""
    async with Story.open() as story:
        ana = await onboarded(story, regions=("hip",))
        await ana.say("/why")
        conditions = [label for label in ana.last.labels() if label in {c.title for c in WORDS.conditions.values()}]
        assert conditions[0] == WORDS.conditions["hip"].title


@pytest.mark.parametrize("data", ["1:learn:tip:prepare:99", "1:learn:tip:zz:0", "1:learn:for:zz", "1:learn:from:zz"])
async def test_forged_pages_are_answered(data: str) -> None:
    """A page that is not there shows the last one, or the groups."""
    async with Story.open() as story:
        ana = story.person(9)
        await ana.say("/tips")
        await ana.tap_data(data, ana.last)
        assert ana.last.buttons
