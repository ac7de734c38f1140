"""/pause, /resume and /stop: leaving people in peace for as long as they want, and coming back."""

from bot.domain.coaching.pause import UNTIL_TOLD, pause_ends_at
from bot.domain.coaching.thread import PAUSE
from bot.domain.day import ONE_DAY
from bot.facts import breaks, people, scheduling
from bot.facts.allowed import allowed
from bot.facts.context import Context, Walker
from bot.flows import heard
from bot.flows.parts.asking import Unclear
from bot.flows.safety import crisis, screens, still_open
from bot.messages import Button, Edit, Replies, Rows, as_new
from bot.store.delivery import nudges
from bot.store.diary import courses, pauses, threads
from bot.store.person import expecting

ROUTE = "pause"


def pause(walker: Walker, argument: str) -> Replies:
    """Answer /pause, or "/pause 10" with a number of days."""
    days = heard.days(walker, argument) if argument else None
    return _pause_for(walker, days) if days else _ask(walker)


def stop(context: Context, argument: str) -> Replies:
    """Answer /stop and a typed STOP: silence until told, and the ways back and out. Nobody is asked why.

    Where danger is open, it is said whom to call: nothing asks about it any more.
    """
    nudges.cancel(context.tx, context.user_id)
    facts = still_open.help_facts(context)
    delete = [Button("pausing/delete", ("go", "delete"))]
    if not isinstance(context, Walker):
        expecting.clear(context.tx, context.user_id)
        return [Edit("pausing/stopped_early", facts, [delete])]
    be_quiet(context)
    return [Edit("pausing/stopped", facts, [[Button("pausing/resume", (ROUTE, "resume"))], delete])]


def resume(walker: Walker, argument: str) -> Replies:
    """Answer /resume: nudges come again from the next chosen day on; after words of despair by a tap of its own."""
    was_paused = breaks.is_silent(walker)
    expecting.clear(walker.tx, walker.user_id)
    walker = breaks.end(walker)
    scheduling.plan_daily(walker)
    silent = crisis.card(walker)
    if silent is not None:
        return [silent]
    facts = {"was_paused": was_paused, "well": allowed(walker).walk, **scheduling.next_nudge(walker)}
    return [Edit("pausing/resumed", facts, _ways_on()), *(screens.waiting(walker) or [])]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("for", days), ("until_told",), ("keep",) or ("resume",)."""
    match arguments:
        case ("for", days) if days.isdecimal() and 1 <= int(days) <= walker.rules.nudges.pause_most_days:
            return _pause_for(walker, int(days))
        case ("until_told",):
            return _until_told(walker)
        case ("keep",):
            return _keep(walker)
        case ("resume",):
            return resume(walker, "")
    return None


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear:
    """Take a typed number of days."""
    days = heard.days(walker, text)
    return Unclear(as_new(_ask(walker))) if days is None else _pause_for(walker, days)


def _ask(walker: Walker) -> Replies:
    expecting.ask(walker.tx, walker.user_id, ROUTE, 0, "days", walker.now)
    choices = [
        Button("pausing/days", (ROUTE, "for", str(days)), {"days": days}) for days in walker.rules.nudges.pause_days
    ]
    last = [Button("pausing/until_told", (ROUTE, "until_told")), Button("pausing/keep", (ROUTE, "keep"))]
    return [Edit("pausing/ask", buttons=[choices, last])]


def _pause_for(walker: Walker, days: int) -> Replies:
    if days > walker.rules.nudges.pause_most_days:
        return _until_told(walker)
    _leave_in_peace(walker)
    first = walker.today
    ends_at = pause_ends_at(first, days, walker.zone)
    pauses.begin(walker.tx, walker.user_id, first, first + days * ONE_DAY)
    walker = people.update(walker, paused_until=ends_at)
    scheduling.plan_daily(walker)
    facts = {
        "days": days,
        "check": scheduling.plan_check(walker),
        "well": allowed(walker).walk,
        **scheduling.next_nudge(walker),
    }
    return [Edit("pausing/paused", facts, [[Button("pausing/resume", (ROUTE, "resume"))]])]


def _until_told(walker: Walker) -> Replies:
    check = scheduling.plan_check(be_quiet(walker))
    return [
        Edit(
            "pausing/until_told",
            {"well": allowed(walker).walk, "check": check},
            buttons=[[Button("pausing/resume", (ROUTE, "resume"))]],
        )
    ]


def _keep(walker: Walker) -> Replies:
    """Change nothing; whoever is in a pause stays in it."""
    expecting.clear(walker.tx, walker.user_id)
    if breaks.is_silent(walker):
        return [Edit("pausing/still_paused", buttons=[[Button("pausing/resume", (ROUTE, "resume"))]])]
    return [Edit("pausing/kept", {"well": allowed(walker).walk, **scheduling.next_nudge(walker)}, _ways_on())]


def be_quiet(walker: Walker) -> Walker:
    """Say nothing unasked any more until /resume."""
    _leave_in_peace(walker)
    walker = people.update(walker, paused_until=UNTIL_TOLD)
    pauses.begin(walker.tx, walker.user_id, walker.today, None)
    scheduling.plan_daily(walker)
    return walker


def _leave_in_peace(walker: Walker) -> None:
    """Drop everything that would be said, follow-up questions included: a pause is a pause.

    Only who wrote of despair, or left red-flag questions open, is asked the next day.
    """
    expecting.clear(walker.tx, walker.user_id)
    nudges.cancel_but(walker.tx, walker.user_id, crisis.CHECK)
    courses.rest_all(walker.tx, walker.user_id, walker.now)
    threads.end(walker.tx, walker.user_id, PAUSE, walker.now)


def _ways_on() -> Rows:
    return [[Button("pausing/today", ("go", "today"))]]
