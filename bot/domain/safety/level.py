"""The own level of pain, and pain that rises above it from week to week.

`weeks` is Monday → mean P (`bot.domain.safety.scores.by_week`): the scored weeks, in order.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from statistics import mean

from bot.domain.rules import Escalation

WEEK = timedelta(days=7)


def flare_days(spans: Iterable[tuple[date, date | None]], today: date, rules: Escalation) -> set[date]:
    """Return the days of flares that are left out of weekly means: each flare's first 21 at most.

    `spans`: each flare's first and last day; None: it still lasts.
    """
    found: set[date] = set()
    for first, last in spans:
        length = min(((last or today) - first).days + 1, rules.worsening_flare_days)
        found.update(first + timedelta(days=number) for number in range(length))
    return found


def own_level(weeks: Mapping[date, Fraction], monday: date, programme_week: int, rules: Escalation) -> Fraction | None:
    """Return the own level on a Monday, from the weeks before it; None: too few of them are scored.

    The mean of the first four scored weeks; until the sixth programme week is over, of the first two. Four newer weeks
    in a row that lie a point below it are the new level. It never rises by itself.
    """
    means = [pain for week, pain in sorted(weeks.items()) if week < monday]
    first = rules.level_first_weeks if programme_week <= rules.level_first_until else rules.level_weeks
    if len(means) < first:
        return None
    level = mean(means[:first])
    for end in range(first + rules.level_newer_weeks, len(means) + 1):
        newer = means[end - rules.level_newer_weeks : end]
        if max(newer) <= level - rules.level_lower:
            level = mean(newer)
    return level


def worsened(
    weeks: Mapping[date, Fraction],
    monday: date,
    programme_week: int,
    rules: Escalation,
    since_on: date | None = None,
) -> tuple[Fraction, Fraction] | None:
    """Return the own level and the newest weekly mean where each of the last two lies 1.3 points above the level.

    Judged on `monday` from the weeks before it; a level needs weeks before those two. Weeks that began up to
    `since_on`, when the last hold of this rule ended, have had their say.
    """
    earlier = [week for week in sorted(weeks) if week < monday]
    newest = earlier[-rules.worsening_weeks :]
    if (
        len(newest) < rules.worsening_weeks
        or newest[-1] != monday - WEEK
        or newest[0] < monday - 2 * WEEK * len(newest)
    ):
        return None
    if since_on is not None and newest[0] <= since_on:
        return None
    level = own_level(weeks, newest[0], programme_week, rules)
    if level is None or any(weeks[week] - level < rules.worsening_points for week in newest):
        return None
    return level, weeks[newest[-1]]


def calmed(weeks: Mapping[date, Fraction], opened_on: date, level: Fraction | None, rules: Escalation) -> bool:
    """Tell whether pain that had grown is back: a whole week since then has a mean within 1 point of the own level."""
    since = [pain for week, pain in weeks.items() if week >= opened_on]
    return level is not None and any(pain - level <= rules.worsening_close for pain in since)
