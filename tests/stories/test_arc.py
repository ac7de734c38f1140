"""Six weeks and a flare, each kept as a transcript that a clinician can read: `transcripts/`."""

from datetime import date, timedelta

from tests.stories.test_weeks import MADRID, SUNDAY, onboard
from tests.support.settled import settle
from tests.support.story import Person, Story
from tests.support.transcripts import matches


async def walked(story: Story, ana: Person, day: str, said: str, two_hours_on: str = "") -> None:
    """Live to the nudge of a day, type the walk twenty minutes later, and answer the question two hours on."""
    await story.until(f"{day} 09:20", MADRID)
    await ana.say(said)
    await story.until(f"{day} 11:21", MADRID)
    if two_hours_on:
        await ana.tap(two_hours_on, ana.last)


def walk_days(monday: date, weeks: int) -> list[str]:
    """Return the Mondays, Wednesdays and Fridays of some weeks."""
    return [str(monday + timedelta(weeks=week, days=ahead)) for week in range(weeks) for ahead in (0, 2, 4)]


async def test_six_weeks_from_the_first_walk_to_keeping_it_up() -> None:
    """Three days a week: a self-test, calm weeks, one hard walk, a week of life, the end, and a month later."""
    async with Story.open(SUNDAY) as story:
        story.zone = MADRID
        ana = story.person()
        answers = ("I agree", "18–64", "Back", "None", "None", "None", "3", "15 min", "Madrid", "09:00", "Change days")
        assert await onboard(ana, *answers) <= 11
        await ana.tap_each("✓ Tue", "✓ Thu", "✓ Sat", "✓ Sun", "Done")
        await walked(story, ana, "2026-11-23", "12 min, pain 3 before, 3 worst, steady", "3")
        await walked(story, ana, "2026-11-25", "12 min pain 3 easy")
        start = next(bubble for bubble in ana.bubbles if "Where do you stand now?" in bubble.plain)
        for label in ("Start", "5", "4", "4", "10", "9"):
            await ana.tap(label, start)
        await walked(story, ana, "2026-11-27", "12 min pain 2 easy")
        plan = next(bubble for bubble in ana.bubbles if "A small plan" in bubble.plain)
        for label in ("After breakfast", "Round the block", "The weather is bad", "I walk indoors"):
            await ana.tap(label, plan)
        for day in ("2026-11-30", "2026-12-02", "2026-12-04"):
            await walked(story, ana, day, "13 min pain 2 easy", "2")
        for day, said in (
            ("2026-12-07", "14 min pain 2"),
            ("2026-12-09", "14 min pain 4 hard"),
            ("2026-12-11", "14 min"),
        ):
            await walked(story, ana, day, said)
        await story.until("2026-12-21 09:20", MADRID)
        await ana.say("8 min pain 2 easy")
        for day in ("2026-12-23", "2026-12-25"):
            await walked(story, ana, day, "14 min pain 2 easy")
        for day in walk_days(date(2026, 12, 28), weeks=2):
            await walked(story, ana, day, "15 min pain 1 easy")
        await story.until("2027-01-11 09:20", MADRID)
        end = next(bubble for bubble in ana.bubbles if "6 weeks done!" in bubble.plain)
        await ana.tap("Take the self-test", end)
        test = ana.last
        for label in ("3", "2", "2", "20", "13"):
            await ana.tap(label, test)
        await ana.tap("Keep it as it is", ana.last)
        for day in walk_days(date(2027, 1, 11), weeks=4):
            await walked(story, ana, day, "16 min pain 1 easy")
        await story.until("2027-02-08 09:20", MADRID)
        await ana.say("/check")
        matches(ana, "six_weeks")


async def report(ana: Person, score: int) -> None:
    """Tell of the usual pain in the usual place: a score, known, not worse with walking, not at night."""
    await ana.say(f"/pain {score}")
    await ana.tap_each("Yes, my usual pain", "No", "No")


async def answer(ana: Person, before: str, worst: str, effort: str) -> None:
    """Answer what a check-in asks; it does not always ask everything."""
    for question, label in (("before the walk", before), ("worst", worst), ("how hard", effort)):
        if question in ana.last.plain and "Logged" not in ana.last.plain:
            await ana.tap(label, ana.last)


async def test_a_flare_and_the_way_back() -> None:
    """Days of more pain than usual: asked, begun, very short walks and rest, the streak kept, and a week's ramp."""
    async with Story.open(SUNDAY) as story:
        story.zone = MADRID
        ana = await settle(story, evening_reminder=False)
        for day, said in enumerate(("Not now", "", "No plan, thanks", "", "", "")):
            await story.until(f"2026-11-{23 + day} 09:05", MADRID)
            await ana.tap("Done")
            await answer(ana, "2", "2", "Easy")
            if said and day:
                await ana.tap(said, ana.last)
        for label in ("Warmth", "2 min", "A friend or a neighbour"):  # the plan for hard days, offered on a good one
            await ana.tap(label, ana.last)
        await story.until("2026-11-29 09:20", MADRID)
        await report(ana, 5)
        await story.until("2026-11-30 09:20", MADRID)
        await report(ana, 5)
        await story.until("2026-12-01 09:10", MADRID)
        await report(ana, 5)
        question = ana.last
        await ana.tap("Why am I told this?", question)
        await ana.tap("Go easy for some days", question)
        await ana.say("/today")
        await story.until("2026-12-01 09:20", MADRID)
        await ana.tap("Done")
        await answer(ana, "4", "4", "Easy")
        await story.until("2026-12-02 09:20", MADRID)
        await ana.tap("Not today")
        for day in (3, 4, 5):
            await story.until(f"2026-12-0{day} 09:20", MADRID)
            await ana.tap("Done")
            await answer(ana, "3", "3", "Easy")
            while "None of these" in ana.last.labels():  # pain that has grown over weeks asks about red flags
                await ana.tap("None of these", ana.last)
        await ana.say("/today")
        for day in (6, 7, 8, 9, 10, 11, 12, 13):
            await story.until(f"2026-12-{day:02} 09:20", MADRID)
            await ana.say(f"{(await story.rows('doses'))[-1]['minutes']} min pain 2 easy")
        await story.until("2026-12-14 09:01", MADRID)
        matches(ana, "flare")
