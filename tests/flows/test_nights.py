"""Nights, rest and mornings: asked about only where a report gives reason to."""

import pytest

from tests.support.settled import settle
from tests.support.story import Person, Story

ASKED = "A few questions about nights and mornings"
LABELS = {
    "woken": "Wakes me often",
    "rest": "Never eases, even at rest",
    "legs": "Legs heavy on walking",
    "stiff": "Long morning stiffness",
}


async def report(ana: Person, at_night: bool = True) -> None:
    """Report known pain 3, at night or not."""
    await ana.say("/pain 3")
    await ana.tap_each("Yes, my usual pain", "No", "Yes" if at_night else "No")


async def marked(ana: Person, *names: str) -> None:
    """Mark some answers and go on."""
    for name in names:
        await ana.tap(LABELS[name], ana.last)
    await ana.tap("Go on" if names else "None of these", ana.last)


async def test_they_are_asked_after_a_bad_night_and_once_a_month() -> None:
    """Not without reason, and not again within four weeks."""
    async with Story.open() as story:
        ana = await settle(story)
        await report(ana, at_night=False)
        assert ASKED not in ana.last.plain
        await report(ana)
        assert ASKED in ana.last.plain
        await marked(ana)
        await story.wait(days=1)
        await report(ana)
        assert ASKED not in ana.last.plain
        await story.wait(days=28)
        await report(ana)
        assert ASKED in ana.last.plain


@pytest.mark.parametrize(
    ("names", "more", "rule", "words"),
    [
        (("woken",), ("No",), "NIGHT_OR_REST", "physical therapist or your doctor"),
        (("rest", "legs"), ("No",), "NIGHT_OR_REST", "physical therapist or your doctor"),
        (("woken", "rest"), ("Yes",), "URGENT", "See a doctor today."),
        (("legs",), (), "PATTERN", "Tell your doctor about this at a visit soon."),
        (("stiff",), ("Yes",), "PATTERN", "Tell your doctor about this at a visit soon."),
    ],
)
async def test_where_the_answers_lead(names: tuple[str, ...], more: tuple[str, ...], rule: str, words: str) -> None:
    """To a therapist or doctor in time, the same day only with a sign of illness; what was answered is the reason."""
    async with Story.open() as story:
        ana = await settle(story)
        await report(ana)
        await marked(ana, *names)
        await ana.tap_each(*more)
        assert words in ana.last.plain
        assert [row["rule"] for row in await story.rows("advice")] == [rule]
        stopped = [row["rule"] for row in await story.rows("holds")]
        assert stopped == (["URGENT"] if rule == "URGENT" else [])
        await ana.tap("Why am I told this?")
        assert "Why I said that" in ana.last.plain


@pytest.mark.parametrize(("names", "more"), [((), ()), (("stiff",), ("No",))])
async def test_most_of_the_time_nothing_follows(names: tuple[str, ...], more: tuple[str, ...]) -> None:
    """A bad night alone alarms nobody."""
    async with Story.open() as story:
        ana = await settle(story)
        await report(ana)
        await marked(ana, *names)
        await ana.tap_each(*more)
        assert await story.rows("advice") == []
