"""Before a walk: what the pain of now makes of it."""

from collections.abc import Mapping
from datetime import date

from bot.domain.rules import Flares, Gate
from bot.domain.safety.flare import usual


def halves(pain: int, days: Mapping[date, float], day: date, gate: Gate, flare: Flares) -> bool:
    """Tell whether pain now (NRS 0-10) halves the walk of `day`: 5 or more, and 2 above the usual level.

    `days` is P by day. Usual 5: 5 and 6 change nothing; usual 3: 5 halves. Nothing scored yet: 5 halves.
    """
    level = usual(days, day, flare, gate.usual_scored)
    return pain >= gate.half_from and (level is None or pain >= level + gate.half_rise)
