"""The walk that a text tells, by the rules and by a learnt second opinion.

The rules are exact on the words that they know; the models (`opinion.py`) have a share for everything. What the rules
are certain of stands, or is asked about where the models are very sure of another value; what it lacks the models may
add. Where the rules would ask, or hear nothing, what the models are sure of is taken, and it is logged if they are sure
of every part. How sure: content/rules/telling.yaml.
"""

from dataclasses import replace
from typing import TypeAlias

from bot.domain.rules import Telling
from bot.domain.typed.checkin import MOST_SURE, MOST_UNNAMED, CheckIn, by_rules
from bot.domain.typed.known import known_items
from bot.domain.typed.words import TypedWords
from bot.domain.words.opinion import Opinion, Part, WalkModels, opinion

Day: TypeAlias = tuple[int | None, int | None]
"""Days ago and weekday, as in `CheckIn`."""


def read_walk(text: str, models: WalkModels | None, telling: Telling, *languages: TypedWords) -> CheckIn | None:
    """Return the walk that a text tells, or None; without models by the rules alone."""
    known, verbs_tell_who = known_items(text, *languages)
    ruled = by_rules(known, verbs_tell_who)
    if models is None or not known:
        return ruled
    return weighed(ruled, opinion(text, known, models), telling)


def weighed(ruled: CheckIn | None, heard: Opinion, telling: Telling) -> CheckIn | None:
    """Return what the rules and the models hear together."""
    return _beside(ruled, heard, telling) if ruled else _alone(heard, telling)


def _alone(heard: Opinion, telling: Telling) -> CheckIn | None:
    """Return what the models hear where the rules hear nothing: asked about, unless they are very sure."""
    if heard.minutes.value is None or heard.none > telling.most_none:
        return None
    guess = heard.minutes.value if heard.minutes.share >= telling.least_guess else None
    if guess is None and heard.told < telling.least_told:
        return None
    parts = (heard.minutes, heard.worst, heard.before, heard.days_ago)
    share = min(part.share for part in parts)
    sure = heard.told >= telling.least_told_alone and share >= telling.least_part and heard.exact
    return CheckIn(
        guess,
        heard.before.value,
        heard.worst.value,
        _effort(None, heard, telling),
        heard.days_ago.value,
        heard.weekday,
        certain=sure and guess is not None and 1 <= guess <= MOST_UNNAMED,
    )


def _beside(ruled: CheckIn, heard: Opinion, telling: Telling) -> CheckIn:
    """Return what the rules heard, with what the models hear besides or better."""
    minutes, minutes_share = _settled(ruled.minutes, heard.minutes, ruled, telling, exact=heard.exact)
    minutes = ruled.minutes if minutes is None else minutes  # a guess is one tap, none is another question
    worst, worst_share = _settled(ruled.worst, heard.worst, ruled, telling, exact=heard.exact)
    before, before_share = _settled(ruled.before, heard.before, ruled, telling, exact=heard.exact)
    (days_ago, weekday), day_share = _day(ruled, heard, telling)
    share = min(minutes_share, worst_share, before_share, day_share)
    sure = share >= telling.least_part
    if not ruled.certain:
        sure = sure and heard.told >= telling.least_told and heard.exact and not ruled.impossible
    return replace(
        ruled,
        minutes=minutes,
        before=before,
        worst=worst,
        effort=_effort(ruled.effort, heard, telling),
        days_ago=days_ago,
        weekday=weekday,
        certain=sure and minutes is not None and 1 <= minutes <= (MOST_SURE if ruled.certain else MOST_UNNAMED),
    )


def _settled(ruled: int | None, heard: Part, by: CheckIn, telling: Telling, *, exact: bool) -> tuple[int | None, float]:
    """Return a value and how sure it is. What the rules are certain of stands, or is asked about.

    To what they are certain of only an exact value is added; one that is not exact is left to the question after it.
    """
    if by.certain and ruled is not None:
        against = heard.named and heard.value not in (ruled, None) and heard.share >= telling.least_against
        return ruled, 0 if against else 1
    if ruled == heard.value:
        return ruled, 1 if by.certain else heard.share
    if ruled is not None and not heard.named:
        return ruled, 0
    if heard.value is not None and heard.share >= telling.least_taken and (exact or not by.certain):
        return heard.value, heard.share
    if by.certain:
        return None, 1
    return heard.value if ruled is None or heard.share >= telling.least_guess else ruled, 0


def _day(ruled: CheckIn, heard: Opinion, telling: Telling) -> tuple[Day, float]:
    said: Day = (heard.days_ago.value, heard.weekday)
    by_rule: Day = (ruled.days_ago, ruled.weekday)
    share = heard.days_ago.share
    if said == by_rule or not heard.days_ago.named:
        return by_rule, 1 if ruled.certain or not heard.days_ago.named else share
    if ruled.certain:
        return by_rule, 0 if share >= telling.least_against else 1
    if share >= telling.least_taken:
        return said, share
    return said if share >= telling.least_guess else by_rule, 0


def _effort(ruled: str | None, heard: Opinion, telling: Telling) -> str | None:
    """Return the rules' effort, else that of the models where they are sure."""
    name, share = heard.effort
    return ruled or (name if share >= telling.least_effort else None)
