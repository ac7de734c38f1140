"""The program ends and starts again between any two updates; nobody in the chat can tell."""

from datetime import UTC, datetime
from pathlib import Path

from tests.support.story import Story

STEPS = (
    "/start",
    "[I agree]",
    "[18–64]",
    "[Back]",
    "[None of these]",
    "[None of these]",
    "[None of these]",
    "[4]",
    "[10 min]",
    "Madrid",
    "[09:00]",
    "2026-11-23 09:00",
    "[▶ Start]",
    "[3]",
    "2026-11-23 09:09",
    "[Done]",
    "[3]",
    "[Steady]",
    "2026-11-23 11:09",
    "[2]",
    "2026-11-24 09:00",
    "[Later]",
    "[1 hour]",
    "2026-11-24 10:00",
    "[I hurt]",
    "[1 · Neck]",
    "[8]",
    "[None of these]",
    "[None of these]",
    "[None of these]",
    "/today",
    "2026-11-25 09:00",
    "/pause",
    "[1 week]",
    "/resume",
    "/settings",
    "[Hour]",
    "7:30 pm",
    "2026-11-30 20:00",
)


async def transcript(path: Path, restarts: bool) -> list[str]:
    """Play the steps and return the chat."""
    async with Story.open(datetime(2026, 11, 22, 17, 0, tzinfo=UTC), path) as story:
        ana = story.person()
        for step in STEPS:
            if restarts:
                await story.restart()
            if step.startswith("["):
                await ana.tap(step.strip("[]"))
            elif step.startswith("20"):
                await story.until(step, "Europe/Madrid")
            else:
                await ana.say(step)
        return ana.lines


async def test_a_restart_between_any_two_updates_changes_nothing(tmp_path: Path) -> None:
    """The same words, buttons and times."""
    plain = await transcript(tmp_path / "plain.db", restarts=False)
    assert await transcript(tmp_path / "restarted.db", restarts=True) == plain
    assert len(plain) > 150
