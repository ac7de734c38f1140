"""The start screen again: every 90 days, after more than four weeks without a walk, and what a red flag cut short."""

from datetime import date

from bot.domain.safety.escalation import STOPPING
from bot.domain.safety.screening import NO
from bot.facts.context import Walker
from bot.facts.offer import gap_since
from bot.flows.safety import screens
from bot.flows.safety.judged import REST
from bot.messages import Button, Replies, Say
from bot.store.safety import screens as store

START, GAP, TIME = "start", "gap", "time"
WEEK_DAYS = 7


def due(walker: Walker) -> str | None:
    """Return why the start screen is due again: gap or time; None: it is not."""
    asked_on = _asked_on(walker)
    if asked_on is None:
        return None
    rules = walker.rules
    if gap_since(walker, asked_on) >= rules.dosing.gap_restart_from:
        return GAP
    passed = (walker.today - asked_on).days
    return TIME if passed >= rules.escalation.rescreen_days else None


def before_a_walk(walker: Walker) -> Replies | None:
    """Return the questions that come before a walk; None where there are none.

    After a long gap these are all of them. Where an emergency ended the round early they are its other questions:
    what limits the choice of exercises was never asked. What was said to the others was looked at by a professional.
    """
    if due(walker) == GAP:
        return screens.open_screen(walker, START, GAP)
    last = store.last_finished(walker.tx, walker.user_id, START)
    groups = walker.library.screening.groups[START]
    if last is None or last.outcome not in STOPPING or all(name in last.answers for group in groups for name in group):
        return None
    return screens.open_screen(walker, START, REST, dict.fromkeys(last.answers, NO))


def reminder(walker: Walker) -> Replies:
    """Return what comes along with a daily nudge while the questions are due: once a week, and never in their way."""
    asked_on = _asked_on(walker)
    if asked_on is None or due(walker) != TIME:
        return []
    passed = (walker.today - asked_on).days
    if (passed - walker.rules.escalation.rescreen_days) % WEEK_DAYS:
        return []
    return [Say("screens/again", buttons=[[Button("screens/answer", (screens.ROUTE, "again"))]])]


def opened(walker: Walker) -> Replies | None:
    """Open the questions from the reminder's button; None: it is old."""
    why = due(walker)
    return None if why is None else screens.open_screen(walker, START, why)


def _asked_on(walker: Walker) -> date | None:
    last = store.last_finished(walker.tx, walker.user_id, START)
    return walker.day_of(last.finished_at) if last and last.finished_at else None
