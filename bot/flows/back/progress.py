"""/progress: what was walked and how it felt, as a picture and three lines; the Monday review carries it, too."""

from datetime import date

from bot.domain.history import series
from bot.domain.history.series import MONTH, PERIODS
from bot.facts import growth
from bot.facts.allowed import allowed
from bot.facts.context import Walker
from bot.facts.history.chart import Chart, look, next_days, this_week
from bot.messages import Button, Edit, Facts, Picture, Replies, Rows, Say

ROUTE = "progress"


def show(walker: Walker, argument: str) -> Replies:
    """Answer /progress: the last five weeks; or "/progress all"."""
    return _card(walker, argument if argument in PERIODS else MONTH, Say)


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (period,)."""
    if len(arguments) != 1 or arguments[0] not in PERIODS:
        return None
    return _card(walker, arguments[0], Edit)


def picture(walker: Walker, period: str = MONTH) -> Picture:
    """Return the picture of the last five weeks, or of another period."""
    return Picture("progress", look(walker, period).facts)


def _card(walker: Walker, period: str, message: type[Say] | type[Edit]) -> Replies:
    chart = look(walker, period)
    facts = {**_told(chart), **this_week(walker), "insight": next_days(walker), "way": growth.way(walker)}
    may = allowed(walker).walk
    facts |= {"walk": may, "held": not may}
    if not may:  # what was walked stands; where it may lead, and what it adds up to, is for another day
        facts |= {"way": None, "streak": 0, "habit": 0, "week_planned": 0}
    return [message("progress/progress", facts, _rows(period), file=Picture("progress", chart.facts))]


def _rows(period: str) -> Rows:
    """Return the other periods, and the report."""
    others = [Button(f"progress/{name}", (ROUTE, name)) for name in PERIODS if name != period]
    return [others, [Button("progress/report", ("go", "report"))]]


def _told(chart: Chart) -> Facts:
    """Return what the words below the picture need: they tell it to those who do not see it."""
    drawn, walked, told = chart.facts, chart.walked, chart.told
    last_on = drawn["last_on"]
    return {
        "from_on": date.fromisoformat(str(drawn["from_on"])),
        "minutes": drawn["minutes"],
        "walks": sum(row.walks for row in walked),
        "last_on": date.fromisoformat(str(last_on)) if last_on else None,
        "walks_ever": drawn["walks_ever"],
        "usual": series.mean(sum(row.now for row in told), sum(row.nows for row in told)),
        "after": series.mean(sum(row.after for row in walked), sum(row.after_walks for row in walked)),
        "low": min((row.low for row in told), default=None),
        "high": max((row.high for row in told), default=None),
        "streak": drawn["streak"],
        "habit": drawn["habit"],
    }
