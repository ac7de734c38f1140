"""What ends a thread of talk ends it with ways on: nobody is left with a message and nothing to tap."""

import pytest

from tests.support.rounds import through
from tests.support.settled import settle
from tests.support.story import Person, Story


async def _report(ana: Person) -> None:
    await ana.say("/report")
    await ana.tap("Make")


async def _why(ana: Person) -> None:
    await ana.say("/pain 8")
    await through(ana)
    await ana.tap("Why am I told this?")


async def _why_stopped(ana: Person) -> None:
    await ana.say("/pain 9")
    await through(ana)
    await ana.tap("Why am I told this?")


ENDS = {
    "help now": lambda ana: ana.say("/help_now"),
    "the export": lambda ana: ana.say("/export"),
    "nothing to undo": lambda ana: ana.say("/undo"),
    "the report": _report,
    "why am I told this": _why,
    "why, under a stop": _why_stopped,
}


@pytest.mark.parametrize("end", ENDS)
async def test_it_ends_with_ways_on(end: str) -> None:
    """Each of them works."""
    async with Story.open() as story:
        ana = await settle(story)
        await ENDS[end](ana)
        assert "I hurt" in ana.last.labels()
        assert "Today" in ana.last.labels()
        if end == "why, under a stop":
            assert ana.last.labels()[0] == "Emergency help"
