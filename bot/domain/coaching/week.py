"""What a week's walks come to: their colours, and which target walks were done."""

from collections.abc import Sequence

from bot.domain.checkin import Walk
from bot.domain.coaching.plan import is_done
from bot.domain.rules import Colours, Dosing
from bot.domain.safety.colours import OPEN, RED, colour
from bot.domain.safety.scores import NowScore, before


def colours_of(walks: Sequence[Walk], scores: Sequence[NowScore], rules: Colours) -> tuple[str, ...]:
    """Return the colours of walks; OPEN where no pain was told."""
    return tuple(colour(walk, before(walk, scores), rules) or OPEN for walk in walks)


def red_since(colours_then: Sequence[str], colours_now: Sequence[str]) -> tuple[str, ...]:
    """Return RED once for each walk of a reviewed week that turned RED only after its review."""
    return (RED,) * max(0, colours_now.count(RED) - colours_then.count(RED))


def target_done(of_day: Sequence[Walk], rules: Dosing) -> bool:
    """Tell whether a day's walks make a target walk done: 80 % of what was offered; several add up."""
    minutes = sum(walk.minutes or 0 for walk in of_day)
    offered = max((walk.offered_minutes or 0 for walk in of_day), default=0)
    return minutes >= offered * rules.done_share if offered else is_done(minutes, None, rules)
