"""The start as a person takes it, from /start to the plan."""

from tests.support.rounds import NONE
from tests.support.story import Bubble, Person, Story

MADRID = (40.4168, -3.7038)

# The ten taps of the shortest way; a pair of numbers is a shared place.
SHORTEST: list[str | tuple[float, float]] = [
    "I agree",
    "18–64",
    "Back",
    NONE,
    NONE,
    NONE,
    "3",
    "10 min",
    MADRID,
    "09:00",
]


async def do(ana: Person, step: str | tuple[float, float]) -> None:
    """Tap a button, or share a place."""
    if isinstance(step, tuple):
        await ana.share_location(*step)
    else:
        await ana.tap(step)


async def walk_through(ana: Person, steps: int, way: list[str | tuple[float, float]] | None = None) -> None:
    """Say /start and take the first `steps` steps."""
    await ana.say("/start")
    for step in (way or SHORTEST)[:steps]:
        await do(ana, step)


def question(ana: Person) -> Bubble:
    """Return the newest message with buttons."""
    return next(bubble for bubble in reversed(ana.bubbles) if bubble.buttons)


async def profile(story: Story) -> dict[str, object]:
    """Return the only profile."""
    (row,) = await story.rows("profiles")
    return row
