"""Later: today's reminder put off, and another hour for all of them where that happens again and again."""

from bot.domain import nudges as rule
from bot.domain.day import ONE_DAY, during, local_minute
from bot.domain.nudges import Snooze
from bot.domain.time_words import twelve_hour
from bot.facts import people, scheduling
from bot.facts.context import Context
from bot.facts.standing import DayStanding
from bot.flows.day.today import ROUTE, act_rows
from bot.messages import Button, Edit, Replies
from bot.places import country_of
from bot.store import nudges, profiles
from bot.store.nudges import Nudge


def _offers(context: Context, here: DayStanding) -> tuple[list[Snooze], int]:
    """Return the times today's nudge may still be put off to, and how often it was put off."""
    used = len(nudges.of_day(context.tx, context.user_id, "snooze", here.today))
    said = nudges.of_day(context.tx, context.user_id, "daily", here.today)
    daily_at = said[0].due_at if said else during(here.today, here.profile.nudge_minute or 0, here.zone)
    rules = people.nudge_rules(context, here.profile)
    return rule.snoozes(context.now, here.today, here.zone, daily_at, used, rules), used


def later(context: Context, here: DayStanding) -> Replies:
    """Ask when to remind of today's walk."""
    offers, used = _offers(context, here)
    if not offers:
        return _no_later(context, here, used)
    day = str(here.today)
    buttons = [Button(f"daily/in_{offer.name}", (ROUTE, "in", day, offer.name)) for offer in offers]
    return [Edit("daily/later", buttons=[buttons, [Button("daily/back", (ROUTE, "back", day))]])]


def put_off(context: Context, here: DayStanding, name: str) -> Replies:
    """Remind at one of the times on offer: "30", "60" or "evening"."""
    offers, used = _offers(context, here)
    offer = next((offer for offer in offers if offer.name == name), None)
    pending = nudges.find_pending(context.tx, context.user_id, "snooze")
    if pending and (offer is None or abs((pending.due_at - offer.due_at).total_seconds()) < 60):
        return [_snoozed(context, here, pending)]  # the second of two quick taps
    if offer is None:
        return _no_later(context, here, used)
    nudges.cancel(context.tx, context.user_id, "snooze")
    key = f"snooze:{here.today}:{used + 1}"
    nudges.plan(context.tx, context.user_id, key, "snooze", offer.due_at, here.today)
    if name == "evening":
        nudges.cancel(context.tx, context.user_id, "evening")
    planned = nudges.find_pending(context.tx, context.user_id, "snooze")
    assert planned is not None
    return [_snoozed(context, here, planned)]


def _snoozed(context: Context, here: DayStanding, planned: Nudge) -> Edit:
    """Say when the reminder comes; who puts it off again and again is asked whether that hour is the better one."""
    rules = context.library.rules.nudges
    put_off = nudges.put_off_to(context.tx, context.user_id, here.today - (rules.other_hour_days - 1) * ONE_DAY)
    chosen = here.profile.nudge_minute or 0
    better = rule.better_minute([local_minute(at, here.zone) for at in put_off], chosen, rules)
    clock = {"twelve_hour": twelve_hour(country_of(here.zone))}
    facts = {"minute": local_minute(planned.due_at, here.zone), "better": better, "times": len(put_off), **clock}
    facts["days"] = rules.other_hour_days
    rows = [*act_rows(here)]
    if better is not None:
        move = Button("daily/hour", (ROUTE, "hour", str(here.today), str(better)), {"minute": better, **clock})
        rows.append([move])
    return Edit("daily/snoozed", facts, rows)


def move_hour(context: Context, here: DayStanding, minute: int) -> Replies:
    """Come at another hour from the next day on; a reminder of today stays."""
    profiles.update(context.tx, context.user_id, nudge_minute=minute)
    scheduling.plan_daily(context)
    facts = {"minute": minute, "twelve_hour": twelve_hour(country_of(here.zone))}
    return [Edit("daily/hour_moved", facts, act_rows(here))]


def _no_later(context: Context, here: DayStanding, used: int) -> Replies:
    facts = {"often": used >= context.library.rules.nudges.snoozes_a_day}
    last = [Button("daily/not_today", (ROUTE, "not_today", str(here.today)))]
    return [Edit("daily/no_later", facts, [*act_rows(here), last])]
