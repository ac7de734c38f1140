"""After silence: a few nudges, further and further apart, then none. Whoever answers is back at once."""

from collections.abc import Sequence

STEPS = ("pain_or_life", "half", "barrier", "fresh_start", "last")
"""What each nudge after silence is about, one for each of the days in `content/rules/lapses.yaml`."""


def is_silent(silent_days: int, days: Sequence[int]) -> bool:
    """Tell whether the daily nudge gives way: `silent_days` since the person was last heard."""
    return silent_days >= days[0]


def step(silent_days: int, said_after: int, days: Sequence[int]) -> str | None:
    """Return what to say after `silent_days`, or None: nothing today.

    `said_after` is how many silent days had passed at the last nudge. With days 2, 4, 7, 14, 30: after 2 days pain or
    life, on day 3 nothing, on day 5 (no nudge on day 4) what was due on day 4.
    """
    due = [name for day, name in zip(days, STEPS, strict=True) if said_after < day <= silent_days]
    return due[-1] if due else None
