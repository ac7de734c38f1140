"""Days and weeks with the coach, each kept as a transcript that a clinician can read: `transcripts/`."""

from datetime import UTC, date, datetime

from tests.support.rounds import through
from tests.support.settled import settle
from tests.support.story import Person, Story
from tests.support.transcripts import matches

MADRID = "Europe/Madrid"
SUNDAY = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


async def onboard(ana: Person, *answers: str) -> int:
    """Take the shortest way to a plan, and return how many taps that were. The city is typed."""
    await ana.say("/start")
    for answer in answers:
        await (ana.say if answer == "Madrid" else ana.tap)(answer)
    return len(answers)


async def test_the_first_week() -> None:
    """From /start to the first Monday review: walks, a snooze, a day off, a typed check-in, a second thought."""
    async with Story.open(SUNDAY) as story:
        story.zone = MADRID
        ana = story.person()
        answers = ("I agree", "18–64", "Back", "None", "None", "None", "3", "15 min", "Madrid", "09:00")
        assert await onboard(ana, *answers) == 10
        await story.until("2026-11-23 09:00", MADRID)
        await ana.tap("▶ Start")
        await ana.tap("3")
        await story.wait(minutes=13)
        for label in ("Done · 12 min", "3", "Steady"):
            await ana.tap(label)
        await story.wait(hours=2)
        await ana.tap("2")
        await story.until("2026-11-24 09:00", MADRID)
        await ana.tap("Later")
        await ana.tap("1 h")
        await story.until("2026-11-24 10:00", MADRID)
        await ana.tap("Not today")
        await story.until("2026-11-25 09:40", MADRID)
        await ana.say("20 min pain 3")
        await story.until("2026-11-26 09:05", MADRID)
        await ana.tap("Done")
        for label in ("2", "2", "Easy", "Undo", "Put it back"):
            await ana.tap(label)
        await story.until("2026-11-27 09:10", MADRID)
        for label in ("Done", "3", "5", "Hard"):
            await ana.tap(label)
        await story.until("2026-11-28 08:00", MADRID)
        await ana.tap("Yes")
        await story.until("2026-11-28 12:00", MADRID)
        await ana.say("/today")
        await story.until("2026-11-29 09:20", MADRID)
        await ana.say("10 minutes, no pain, easy")
        await story.until("2026-11-30 09:00", MADRID)
        matches(ana, "first_week")


async def test_a_day_with_pain_eight() -> None:
    """Severe pain, the red-flag questions, advice with its reason, rest that keeps the streak, and the way back."""
    async with Story.open() as story:
        story.zone = MADRID
        ana = await settle(story)
        for _ in range(3):
            await ana.say("12 min pain 2")
            await story.wait(days=1)
        await ana.tap("I hurt")
        for label in ("3 · Upper back", "8", "None", "None", "None", "Why am I told this?"):
            await ana.tap(label)
        await ana.say("/walk")
        await ana.say("/today")
        await story.until("2026-11-27 09:00", MADRID)
        await ana.tap("▶ Start")
        await ana.tap("3")
        await story.wait(minutes=6)
        for label in ("Done", "3", "Easy"):
            await ana.tap(label)
        await story.until("2026-12-02 09:00", MADRID)
        matches(ana, "pain_eight")


async def test_a_red_flag_at_the_start() -> None:
    """Advice at once, no walks, a question a week, and walks once somebody has looked."""
    async with Story.open(SUNDAY) as story:
        story.zone = MADRID
        ana = story.person()
        await onboard(ana, "I agree", "65–69", "Knee", "New weakness", "Go on", "No")
        await through(ana)
        await story.until("2026-12-06 12:00", MADRID)
        matches(ana, "red_flag_at_the_start")


async def test_a_week_of_red_walks() -> None:
    """Walks that hurt more: less at once, a smaller week, and the advice to see somebody, with its reason."""
    async with Story.open() as story:
        story.zone = MADRID
        ana = await settle(story)
        for day in range(4):
            await story.until(f"2026-11-{24 + day} 09:00", MADRID)
            await ana.tap("Done")
            for label in ("2", "6", *(("Steady",) if day == 0 else ())):  # effort says nothing of a smaller walk
                await ana.tap(label)
        await ana.tap("Why am I told this?")
        await story.until("2026-11-30 09:05", MADRID)
        matches(ana, "red_walks")


async def test_a_journey_and_a_change_of_the_clock() -> None:
    """Summer time ends in Madrid, then a flight to New York: nine o'clock each day, once a day."""
    async with Story.open(datetime(2026, 10, 23, 12, 0, tzinfo=UTC)) as story:
        story.zone = MADRID
        ana = await settle(story, evening_reminder=False, first_walk_on=date(2026, 10, 23))
        await story.until("2026-10-27 12:00", MADRID)
        for label in ("/settings", "Time zone"):
            await (ana.say if label[0] == "/" else ana.tap)(label)
        await ana.say("New York")
        if any("New York" in label for label in ana.last.labels()):
            await ana.tap("New York")
        story.zone = "America/New_York"
        await story.until("2026-11-02 12:00", story.zone)
        days = [
            row["on_day"] for row in await story.rows("nudges") if row["kind"] == "daily" and row["status"] == "sent"
        ]
        assert days == [f"2026-10-{day}" for day in range(24, 32)] + ["2026-11-01", "2026-11-02"]
        matches(ana, "journey")


async def test_a_stranger_may_read() -> None:
    """Without consent tips and exercises are there, and nothing is stored but the refusal."""
    async with Story.open(SUNDAY) as story:
        ana = story.person()
        await ana.say("/start")
        await ana.tap("No, thank you")
        for command in ("/tips", "/exercises", "/help_now", "/pain", "/today", "my back hurts"):
            await ana.say(command)
        assert [row["given"] for row in await story.rows("consents")] == [0]
        for table in ("profiles", "walks", "pain_reports", "screens", "nudges", "days", "holds", "advice"):
            assert await story.rows(table) == [], table
        matches(ana, "stranger")


async def test_everything_is_gone() -> None:
    """After /delete no row of the person is in any table."""
    async with Story.open(SUNDAY) as story:
        story.zone = MADRID
        ana = story.person()
        await onboard(ana, "I agree", "18–64", "Back", "None", "None", "None", "3", "15 min", "Madrid", "09:00")
        await story.until("2026-11-23 10:00", MADRID)
        for text in ("12 min pain 3", "pain 8", "/delete"):
            await ana.say(text)
        await ana.tap("Yes, delete everything")
        async with story.engine.database.transaction() as tx:
            tables = [*tx.tables()]
        for table in tables:
            rows = await story.rows(table)
            assert [row for row in rows if 1 in (row.get("user_id"), row.get("chat_id"))] == [], table
        matches(ana, "everything_gone")
