"""Six weeks with a self-test at either end. After them the walks grow on, unless somebody chooses to keep them."""

from dataclasses import dataclass
from datetime import date

from bot.domain.coaching.plan import Dose
from bot.domain.rules import Arc as ArcRules

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Arc:
    """One arc. `kept`: the dose beyond which nothing grows, where somebody chose to keep it once the arc was over."""

    user_id: int
    began_on: date
    ended_on: date | None = None
    kept: Dose | None = None


def looks_back(arc: Arc, monday: date, rules: ArcRules) -> bool:
    """Tell whether a month is over on a Monday: every fourth week after the arc's end."""
    if arc.ended_on is None:
        return False
    weeks = (monday - arc.ended_on).days // WEEK_DAYS
    return weeks > 0 and weeks % rules.told_weeks == 0


def grows_beyond(dose: Dose, kept: Dose) -> bool:
    """Tell whether a dose asks for more than the kept one: a longer day, or more target walks."""
    return dose.minutes * dose.bouts > kept.minutes * kept.bouts or dose.target_days > kept.target_days
