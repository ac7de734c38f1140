"""Later: today's reminder put off, and another hour for all of them where that happens again and again."""

from bot.domain.coaching import nudges as rule
from bot.domain.coaching.nudges import Snooze
from bot.domain.day import ONE_DAY, during, local_minute
from bot.facts import people, scheduling
from bot.facts.context import Walker
from bot.facts.standing import DayStanding
from bot.flows.day.today import ROUTE, act_rows
from bot.messages import Button, Edit, Replies
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge


def _offers(walker: Walker, here: DayStanding) -> tuple[list[Snooze], int]:
    """Return the times today's nudge may still be put off to, and how often it was put off."""
    used = len(nudges.of_day(walker.tx, walker.user_id, "snooze", here.today))
    said = nudges.of_day(walker.tx, walker.user_id, "daily", here.today)
    daily_at = said[0].due_at if said else during(here.today, walker.nudge_minute, here.zone)
    rules = people.nudge_rules(walker)
    return rule.snoozes(walker.now, here.today, here.zone, daily_at, used, rules), used


def later(walker: Walker, here: DayStanding) -> Replies:
    """Ask when to remind of today's walk."""
    offers, used = _offers(walker, here)
    if not offers:
        return _no_later(walker, here, used)
    day = str(here.today)
    buttons = [Button(f"daily/in_{offer.name}", (ROUTE, "in", day, offer.name)) for offer in offers]
    return [Edit("daily/later", buttons=[buttons, [Button("daily/back", (ROUTE, "back", day))]])]


def put_off(walker: Walker, here: DayStanding, name: str) -> Replies:
    """Remind at one of the times on offer: "30", "60" or "evening"."""
    offers, used = _offers(walker, here)
    offer = next((offer for offer in offers if offer.name == name), None)
    pending = nudges.find_pending(walker.tx, walker.user_id, "snooze")
    if pending and (offer is None or abs((pending.due_at - offer.due_at).total_seconds()) < 60):
        return [_snoozed(walker, here, pending)]  # the second of two quick taps
    if offer is None:
        return _no_later(walker, here, used)
    nudges.cancel(walker.tx, walker.user_id, "snooze")
    key = f"snooze:{here.today}:{used + 1}"
    nudges.plan(walker.tx, walker.user_id, key, "snooze", offer.due_at, here.today)
    if name == "evening":
        nudges.cancel(walker.tx, walker.user_id, "evening")
    planned = nudges.find_pending(walker.tx, walker.user_id, "snooze")
    assert planned is not None
    return [_snoozed(walker, here, planned)]


def _snoozed(walker: Walker, here: DayStanding, planned: Nudge) -> Edit:
    """Say when the reminder comes; who puts it off again and again is asked whether that hour is the better one."""
    rules = walker.rules.nudges
    put_off = nudges.put_off_to(walker.tx, walker.user_id, here.today - (rules.other_hour_days - 1) * ONE_DAY)
    chosen = walker.nudge_minute
    better = rule.better_minute([local_minute(at, here.zone) for at in put_off], chosen, rules)
    clock = {"twelve_hour": walker.twelve_hour}
    facts = {"minute": local_minute(planned.due_at, here.zone), "better": better, "times": len(put_off), **clock}
    facts["days"] = rules.other_hour_days
    rows = [*act_rows(here)]
    if better is not None:
        move = Button("daily/hour", (ROUTE, "hour", str(here.today), str(better)), {"minute": better, **clock})
        rows.append([move])
    return Edit("daily/snoozed", facts, rows)


def move_hour(walker: Walker, here: DayStanding, minute: int) -> Replies:
    """Come at another hour from the next day on; a reminder of today stays."""
    walker = people.update(walker, nudge_minute=minute)
    scheduling.plan_daily(walker)
    facts = {"minute": minute, "twelve_hour": walker.twelve_hour}
    return [Edit("daily/hour_moved", facts, act_rows(here))]


def _no_later(walker: Walker, here: DayStanding, used: int) -> Replies:
    facts = {"often": used >= walker.rules.nudges.snoozes_a_day}
    last = [Button("daily/not_today", (ROUTE, "not_today", str(here.today)))]
    return [Edit("daily/no_later", facts, [*act_rows(here), last])]
