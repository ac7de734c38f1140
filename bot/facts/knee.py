"""What a review has to know of a knee with severe arthritis."""

from typing import Any

from bot.domain.coaching.exercises import STANDARD
from bot.facts.context import Walker
from bot.store.person import abilities

SEVERE = "severe_knee"
REGIONS = frozenset(("knee", "arthritis"))
"""Where it hurts for those who are asked."""


def known(walker: Walker) -> dict[str, Any]:
    """Return what a review has to know: the minutes a week that the knee allows, and whether that is still open."""
    severe = abilities.answers(walker.tx, walker.user_id).get(SEVERE)
    agreed = STANDARD in abilities.approved(walker.tx, walker.user_id, abilities.THERAPIST)
    most = walker.rules.reviewing.knee_weekly if severe and not agreed else None
    return {"weekly_most": most, "knee_unknown": severe is None and not REGIONS.isdisjoint(walker.profile.regions)}
