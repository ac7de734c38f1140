"""/pause, /resume and /stop: leaving people in peace for as long as they want, and coming back."""

from bot.domain.day import ONE_DAY, local_day
from bot.domain.pause import UNTIL_TOLD, is_paused, pause_ends_at
from bot.domain.profile import Profile
from bot.facts import people, scheduling
from bot.facts.context import Context
from bot.flows import heard, speak
from bot.flows.day import today
from bot.messages import Button, Edit, Replies, Rows
from bot.store import expecting, nudges, pauses, profiles

ROUTE = "pause"


def pause(context: Context, argument: str) -> Replies:
    """Answer /pause, or "/pause 10" with a number of days."""
    profile = people.profile(context)
    if profile is None or not people.onboarded(profile):
        return speak.where_things_stand(context)
    days = heard.days(context, argument) if argument else None
    return _pause_for(context, days) if days else _ask(context)


def stop(context: Context, argument: str) -> Replies:
    """Answer /stop and a typed STOP: silence until told, and the ways back and out. Nobody is asked why."""
    if not people.onboarded(people.profile(context)):
        nudges.cancel(context.tx, context.user_id)
        expecting.clear(context.tx, context.user_id)
        return [Edit("pausing/stopped_early", buttons=[[Button("pausing/delete", ("go", "delete"))]])]
    _be_quiet(context)
    buttons = [[Button("pausing/resume", (ROUTE, "resume"))], [Button("pausing/delete", ("go", "delete"))]]
    return [Edit("pausing/stopped", buttons=buttons)]


def resume(context: Context, argument: str) -> Replies:
    """Answer /resume: nudges come again from the next chosen day on."""
    profile = people.profile(context)
    if profile is None or not people.onboarded(profile):
        return speak.where_things_stand(context)
    was_paused = is_paused(profile.paused_until, context.now)
    expecting.clear(context.tx, context.user_id)
    profiles.update(context.tx, context.user_id, paused_until=None)
    pauses.end(context.tx, context.user_id, people.today(context) + ONE_DAY)
    scheduling.plan_daily(context)
    return [Edit("pausing/resumed", {"was_paused": was_paused, **today.next_nudge(context)}, _ways_on())]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("for", days), ("until_told",), ("keep",) or ("resume",)."""
    if not people.onboarded(people.profile(context)):
        return speak.where_things_stand(context)
    match arguments:
        case ("for", days) if days.isdecimal() and 1 <= int(days) <= context.library.rules.nudges.pause_most_days:
            return _pause_for(context, int(days))
        case ("until_told",):
            return _until_told(context)
        case ("keep",):
            return _keep(context)
        case ("resume",):
            return resume(context, "")
    return speak.where_things_stand(context)


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take a typed number of days; None for what is none, and on a later day than the question."""
    days = heard.days(context, text)
    asked = expecting.find(context.tx, context.user_id)
    zone = (_profile(context)).zone or "UTC"
    if days is None or asked is None or local_day(asked.asked_at, zone) != local_day(context.now, zone):
        return None
    return _pause_for(context, days)


def _ask(context: Context) -> Replies:
    expecting.ask(context.tx, context.user_id, ROUTE, 0, "days", context.now)
    choices = [
        Button("pausing/days", (ROUTE, "for", str(days)), {"days": days})
        for days in context.library.rules.nudges.pause_days
    ]
    last = [Button("pausing/until_told", (ROUTE, "until_told")), Button("pausing/keep", (ROUTE, "keep"))]
    return [Edit("pausing/ask", buttons=[choices, last])]


def _pause_for(context: Context, days: int) -> Replies:
    profile = _profile(context)
    assert profile.zone is not None
    if days > context.library.rules.nudges.pause_most_days:
        return _until_told(context)
    _leave_in_peace(context)
    first = local_day(context.now, profile.zone)
    ends_at = pause_ends_at(first, days, profile.zone)
    pauses.begin(context.tx, context.user_id, first, first + days * ONE_DAY)
    profiles.update(context.tx, context.user_id, paused_until=ends_at)
    scheduling.plan_daily(context)
    facts = {"days": days, **today.next_nudge(context)}
    return [Edit("pausing/paused", facts, [[Button("pausing/resume", (ROUTE, "resume"))]])]


def _until_told(context: Context) -> Replies:
    _be_quiet(context)
    return [Edit("pausing/until_told", buttons=[[Button("pausing/resume", (ROUTE, "resume"))]])]


def _keep(context: Context) -> Replies:
    """Change nothing; whoever is in a pause stays in it."""
    expecting.clear(context.tx, context.user_id)
    if is_paused((_profile(context)).paused_until, context.now):
        return [Edit("pausing/still_paused", buttons=[[Button("pausing/resume", (ROUTE, "resume"))]])]
    return [Edit("pausing/kept", today.next_nudge(context), _ways_on())]


def _be_quiet(context: Context) -> None:
    _leave_in_peace(context)
    profiles.update(context.tx, context.user_id, paused_until=UNTIL_TOLD)
    pauses.begin(context.tx, context.user_id, people.today(context), None)
    scheduling.plan_daily(context)


def _leave_in_peace(context: Context) -> None:
    """Drop everything that would be said, follow-up questions included: a pause is a pause."""
    expecting.clear(context.tx, context.user_id)
    nudges.cancel(context.tx, context.user_id)


def _profile(context: Context) -> Profile:
    profile = people.profile(context)
    assert profile is not None
    return profile


def _ways_on() -> Rows:
    return [[Button("pausing/today", ("go", "today"))]]
