"""What somebody walks for, from what they told."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.domain.coaching import reason as rule
from bot.domain.coaching.profile import NO_REGION
from bot.domain.coaching.reason import Reason
from bot.facts.context import Walker
from bot.store.person import reasons

Facts: TypeAlias = Mapping[str, Any]
TOLD = 4
"""So many answers of each kind are told: the first one and the newest."""


def named(walker: Walker) -> Facts | None:
    """Return what the reason is, as a message or a drawing names it; None: there is none."""
    reason = rule.current(reasons.asked(walker.tx, walker.user_id))
    return None if reason is None else facts_of(reason)


def facts_of(reason: Reason) -> Facts:
    """Return what names a reason: an activity's id, or own words."""
    return {"activity": reason.activity, "words": reason.words}


def is_painless(walker: Walker) -> bool:
    """Tell whether somebody walks to stay well: then nothing is asked about hard things and about walking in pain."""
    return walker.profile.regions == (NO_REGION,)


def told(walker: Walker) -> Facts | None:
    """Return the reason with how hard it was and how sure they were, each answer with its day, as JSON can carry it."""
    asked = reasons.asked(walker.tx, walker.user_id)
    reason = rule.current(asked)
    if reason is None:
        return None
    hard = [(each.asked_on.isoformat(), each.hard) for each in rule.same(asked, reason) if each.hard is not None]
    sure = [(each.asked_on.isoformat(), each.sure) for each in asked if each.sure is not None]
    return {**facts_of(reason), "hard": _few(hard), "sure": _few(sure)}


def _few(answers: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return answers if len(answers) <= TOLD else [answers[0], *answers[1 - TOLD :]]
