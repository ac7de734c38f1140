"""The colour of a walk: GREEN, AMBER or RED, from the worst pain W and its rise R above before."""

from bot.domain.checkin import Walk
from bot.domain.rules import Colours

GREEN, AMBER, RED = "GREEN", "AMBER", "RED"
OPEN = "OPEN"
"""What a weekly review calls a walk of which no pain was told: like AMBER it holds, unlike it it takes nothing back."""


def worst(walk: Walk) -> int | None:
    """Return W: the worst of during, right after and two hours later, as far as known."""
    known = [score for score in (walk.worst_pain, walk.two_hour_pain) if score is not None]
    return max(known, default=None)


def rise(walk: Walk, before: float | None) -> float | None:
    """Return R: W minus before; None where one of them is unknown."""
    most = worst(walk)
    return None if most is None or before is None else most - before


def colour(walk: Walk, before: float | None, rules: Colours) -> str | None:
    """Return the colour; None while nothing is known of the pain. RED first.

    before 2: worst 3 → GREEN, 4 → AMBER, 6 → RED; before 5: worst 6 → GREEN, 7 → RED; before unknown: worst 4 → AMBER.
    """
    if walk.something_new:
        return RED
    most, risen = worst(walk), rise(walk, before)
    if most is None:
        return None
    if most >= rules.red_worst:
        return RED
    if risen is None:
        return RED if most >= rules.red_worst_unknown else GREEN if most <= rules.green_worst else AMBER
    if most >= rules.red_worst_risen and risen >= rules.red_risen:
        return RED
    if risen >= rules.red_rise:
        return RED
    if risen >= rules.unsettled_rise and walk.settled is False:
        return RED
    if most <= rules.green_worst or (most <= rules.green_worst_steady and risen <= rules.green_rise):
        return GREEN
    return AMBER


def asks_next_morning(walk: Walk, before: float | None, rules: Colours) -> bool:
    """Tell whether "settled overnight?" is still to be asked: the pain rose clearly, and the walk is not RED."""
    risen = rise(walk, before)
    if risen is None or risen < rules.unsettled_rise or walk.settled is not None:
        return False
    return colour(walk, before, rules) != RED
