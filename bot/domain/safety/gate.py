"""Before a walk: what the pain of now makes of it, and whether it has to be told as a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bot.domain.rules import Checkins, Flares, Gate
from bot.domain.safety.colours import GREEN
from bot.domain.safety.flare import usual


def halves(pain: int, days: Mapping[date, float], day: date, gate: Gate, flare: Flares) -> bool:
    """Tell whether pain now (NRS 0-10) halves the walk of `day`: 5 or more, and 2 above the usual level.

    `days` is P by day. Usual 5: 5 and 6 change nothing; usual 3: 5 halves. Nothing scored yet: 5 halves.
    """
    level = usual(days, day, flare, gate.usual_scored)
    return pain >= gate.half_from and (level is None or pain >= level + gate.half_rise)


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides whether a walk of today may begin with "pain as usual" in the place of a score.

    `plain`: nothing is open, no hold, no flare, no rest in pain yesterday, today's walk is the standard one and nothing
    makes it smaller. `days` is P by day, `own_level` that of `bot.domain.safety.level`; `walks`: day and colour of the
    walks logged before this one, oldest first.
    """

    day: date
    plain: bool
    programme_week: int
    scored_days: int  # of this week
    days: Mapping[date, float]
    own_level: Fraction | None
    walks: Sequence[tuple[date, str | None]]


def asks_score(setting: Setting, gate: Gate, checkins: Checkins, flare: Flares) -> bool:
    """Tell whether the pain of now is asked as a number: wherever the answer can change something.

    It cannot from the third programme week on, on a plain day of a week with enough scores, where the newest walks
    were all GREEN, the usual pain would not halve a walk and has not grown by a point above the own level, and the
    newest score lies near it. What is not known asks.
    """
    day = setting.day
    if not setting.plain or setting.programme_week <= checkins.full_weeks or setting.scored_days < checkins.before_days:
        return True
    newest = setting.walks[-gate.calm_walks :]
    if len(newest) < gate.calm_walks or any(found != GREEN for _, found in newest):
        return True
    level = usual(setting.days, day, flare)
    scored_on = max((on for on in setting.days if on <= day), default=None)
    since = day - timedelta(days=gate.calm_days)
    if level is None or level >= gate.half_from or scored_on is None or scored_on == day:
        return True  # pain that was reported today had a reason
    if setting.own_level is None or level - setting.own_level >= gate.calm_rise:
        return True  # where pain may be growing, each score tells
    return min(scored_on, newest[-1][0]) < since or setting.days[scored_on] >= level + gate.half_rise
