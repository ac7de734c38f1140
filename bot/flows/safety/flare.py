"""Flare mode: a small plan for some days with more pain than usual, the streak kept, and a way back.

While a flare lasts a hold of the rule FLARE is open. It ends by a tap, or with three days at the usual level.
"""

from bot.domain.coaching.nudges import asks_again
from bot.domain.safety import flare as rule
from bot.domain.safety.escalation import HALVING
from bot.domain.safety.flare import FLARE
from bot.facts.context import Context, Walker
from bot.facts.history.scored import scored_days, worst_days
from bot.facts.standing import DayStanding
from bot.flows.safety import calm, hard_day, screens
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.store.safety import advice, holds

ROUTE = "flare"
LEVEL = "ease"
ASKED = "FLARE_ASKED"


def begin_row(standing: DayStanding) -> Rows:
    """Return the button that starts a flare, where there is neither a flare nor a stop."""
    if standing.stopped is not None or standing.flare is not None:
        return []
    return [[Button("flare/begin", (ROUTE, "begin"))]]


def notice(context: Context) -> Replies:
    """Say what the newest scores mean: a flare begins, may begin, or is over. Most of the time nothing."""
    today = context.today
    open_holds = holds.open_of(context.tx, context.user_id)
    if any(hold.stops for hold in open_holds) or screens.waiting(context) is not None:
        return []  # one thing at a time: red-flag questions must be the last that is said
    days = scored_days(context, today)
    rules = context.rules.flare
    lasting = next((hold for hold in open_holds if hold.rule == FLARE), None)
    if lasting is not None:
        is_over = rule.calm(days, worst_days(context, today), lasting.opened_on, rules)
        return _end(context, "settled") if is_over else []
    # Who ended a flare has had the say on the days up to then.
    ended_at = holds.last_closed_at(context.tx, context.user_id, FLARE)
    ended_on = context.day_of(ended_at) if ended_at else None
    asked_on = advice.last_on(context.tx, context.user_id, ASKED)
    if not rule.asks(days, today, asked_on, ended_on, rules):
        return []
    run = [days[day] for day in rule.raised(days, today, rules)]
    evidence: dict[str, object] = {"usual": rule.usual(days, today, rules), "latest": run}
    given = _store(context, ASKED, evidence)
    return [Say("flare/ask", evidence, [_yes_no(), [_why(given)]])]


def still(walker: Walker, here: DayStanding) -> Replies:
    """Ask once a week whether the flare is over; it comes along with the daily nudge."""
    if here.flare is None or (here.today - here.flare.opened_on).days < walker.rules.flare.asks_after:
        return []
    if not asks_again(here.flare.opened_on, here.today, here.profile.walk_days):
        return []
    buttons = [Button("flare/over", (ROUTE, "end")), Button("flare/lasts", (ROUTE, "lasts"))]
    return [Say("flare/still", {"since": here.flare.opened_on}, [buttons])]


def told(walker: Walker) -> Replies | None:
    """Offer easier days to somebody who says that they have a flare; None: there is one, or a stop."""
    open_holds = holds.open_of(walker.tx, walker.user_id)
    if any(hold.stops or hold.rule == FLARE for hold in open_holds) or screens.waiting(walker) is not None:
        return None
    rows = [_yes_no(), [Button("flare/hurt", ("go", "pain"))], [Button("flare/wrong", ("go", "wrong"))]]
    return [Say("flare/told", buttons=rows)]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("begin",), ("no",), ("end",), ("usual",) or ("lasts",)."""
    open_holds = holds.open_of(walker.tx, walker.user_id)
    lasting = any(hold.rule == FLARE for hold in open_holds)
    stopped = any(hold.stops for hold in open_holds)
    if stopped:
        return None
    match arguments:
        case ("begin",) if not lasting:
            return _begin(walker, {"usual": None, "latest": []})
        case ("no",):
            return [Edit("flare/not_now", buttons=[[Button("flare/today", ("go", "today"))]])]
        case ("end",) if lasting:
            return _end(walker, "user")
        case ("usual",) if lasting:
            holds.close(walker.tx, walker.user_id, "mistake", walker.now, FLARE)
            return [Edit("flare/as_usual", buttons=[[Button("flare/today", ("go", "today"))]])]
        case ("lasts",) if lasting:
            return [Edit("flare/lasts", buttons=[[Button("flare/pt", ("go", "pt"))]])]
    return None


def _begin(context: Context, evidence: dict[str, object]) -> Replies:
    """Open the hold, store why, and say what changes."""
    holds.put(context.tx, context.user_id, FLARE, context.today, context.now)
    given = _store(context, FLARE, evidence)
    noticed = bool(evidence["latest"])
    own = [Button("flare/usual", (ROUTE, "usual")) if noticed else Button("flare/over", (ROUTE, "end"))]
    rows = [[*own, _why(given)], [Button("flare/tips", ("go", "tips"))]]
    plan = hard_day.shown(context)
    if plan:
        return [*plan, Say("flare/begun", evidence, rows)]
    return [(Say if noticed else Edit)("flare/begun", evidence, [*rows, [calm.BUTTON]])]


def _end(context: Context, closed_by: str) -> Replies:
    holds.close(context.tx, context.user_id, closed_by, context.now, FLARE)
    noticed = closed_by == "settled"
    message = Say if noticed else Edit
    halved = any(hold.rule in HALVING for hold in holds.open_of(context.tx, context.user_id))
    return [message("flare/ended", {"noticed": noticed, "halved": halved}, [[Button("flare/today", ("go", "today"))]])]


def _store(context: Context, about: str, evidence: dict[str, object]) -> int:
    version = context.rules.version
    today = context.today
    given = advice.give(context.tx, context.user_id, about, LEVEL, evidence, version, today, context.now)
    return given.advice_id


def _yes_no() -> list[Button]:
    return [Button("flare/begin", (ROUTE, "begin")), Button("flare/no", (ROUTE, "no"))]


def _why(advice_id: int) -> Button:
    return Button("advice/why", ("adv", "why", str(advice_id)))
