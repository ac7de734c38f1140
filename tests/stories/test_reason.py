"""Half a year of what somebody walks for, kept as a transcript of the days on which it is spoken of."""

from datetime import date, timedelta

from tests.stories.test_weeks import MADRID
from tests.support.settled import settle
from tests.support.story import Person, Story
from tests.support.transcripts import matches

FIRST = date(2026, 11, 23)
ANSWERS = {6: ("4", "6"), 12: ("4", "8"), 26: ("1", "9")}
"""Programme week → how hard it is then, and how sure she is."""


def question(ana: Person, words: str) -> bool:
    """Tell whether the newest message asks something."""
    return words in ana.last.plain


async def test_half_a_year_of_the_own_reason() -> None:
    """Not sure at first, so a week of notes; then weeks 6, 12 and 26, each with the change named."""
    async with Story.open() as story:
        story.zone = MADRID
        ana = await settle(story, evening_reminder=False, walk_days=(0, 2, 4))
        hard: list[int] = []
        days = [FIRST + timedelta(weeks=week, days=ahead) for week in range(27) for ahead in (0, 2, 4)]
        for day in days:
            await story.until(f"{day} 10:00", MADRID)
            await ana.say("20 min pain 2 to 2 easy")
            if question(ana, "What would you like to do again?"):
                await ana.say("dance with Rosa")
                await ana.tap_each("7", "3")
            elif question(ana, "How hard is this for you now"):
                week = (day - FIRST).days // 7 + 1
                hard.append(week)
                for label in ANSWERS[week]:
                    await ana.tap(label, ana.last)
        assert hard == [6, 12, 26]
        parts = ana.transcript().split("\n\n— ")
        spoken = [part for part in parts if "Rosa" in part or "[Stop these notes]" in part]
        ana.lines = ["\n\n— ".join(spoken)]
        matches(ana, "own_reason")
