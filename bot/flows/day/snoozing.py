"""Later: today's reminder put off, and another hour for all of them where that happens again and again."""

from datetime import date, datetime

from bot.domain.coaching import nudges as rule
from bot.domain.coaching.nudges import Snooze
from bot.domain.coaching.profile import first_day
from bot.domain.day import ONE_DAY, during, local_minute
from bot.domain.typed.misread import Misread
from bot.facts import people, scheduling
from bot.facts.context import Walker
from bot.facts.standing import DayStanding, standing
from bot.flows import heard
from bot.flows.day.today import ROUTE, act_rows
from bot.flows.parts.asking import Unclear, for_hour
from bot.flows.parts.schedule_choice import hour_rows
from bot.messages import Button, Edit, Replies, Rows, Say, as_new
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.person import expecting

EXAMPLE = 17 * 60 + 30
"""A minute of the day, to show how a time is typed."""


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
    expecting.ask(walker.tx, walker.user_id, ROUTE, 0, "later", walker.now)
    once = [Button("daily/next_hour", (ROUTE, "next", day))]
    facts = {"minute": EXAMPLE, "twelve_hour": walker.twelve_hour}
    return [Edit("daily/later", facts, [buttons, once, [Button("daily/back", (ROUTE, "back", day))]])]


def ask_next(walker: Walker, here: DayStanding) -> Replies:
    """Ask for the hour of the next message, and of that one alone."""
    expecting.ask(walker.tx, walker.user_id, ROUTE, 0, "next", walker.now)
    return [Edit("daily/next_hour", scheduling.next_nudge(walker), _next_rows(walker, here))]


def _next_rows(walker: Walker, here: DayStanding) -> Rows:
    back = [Button("daily/back", (ROUTE, "back", str(here.today)))]
    return [*hour_rows(walker, (ROUTE, "once", str(here.today)), None), back]


def next_at(walker: Walker, minute: int) -> Replies:
    """Say the next daily message, and no other, at a minute of the day; the usual hour stands for those after it."""
    pending = nudges.find_pending(walker.tx, walker.user_id, "daily")
    if pending is None:
        return [Say("daily/no_next", buttons=[[Button("daily/settings", ("go", "settings"))]])]
    day = pending.on_day if pending.on_day > walker.today else next_on(walker)
    walker = people.update(walker, once_on=day, once_minute=minute)
    scheduling.plan_daily(walker)
    facts = {"day": day, "minute": minute, "usual": walker.nudge_minute, "twelve_hour": walker.twelve_hour}
    expecting.clear(walker.tx, walker.user_id)
    return [Edit("daily/once", facts, [[Button("daily/today", ("go", "today"))]])]


def next_on(walker: Walker) -> date:
    """Return the next chosen day after today."""
    return first_day(walker.today, walker.profile.walk_days)


def typed(walker: Walker, field: str, text: str) -> Replies | Unclear | None:
    """Take a typed time: for today's reminder ("later"), or for the next message alone ("next")."""
    minute = heard.time(walker, text)
    here = standing(walker)
    if isinstance(minute, Misread):
        if field == "next":
            tap = (ROUTE, "once", str(here.today))
            return for_hour(minute, tap, _next_rows(walker, here), twelve_hour=walker.twelve_hour)
        return None  # the buttons stand; what else it may be is read as any other words
    return as_new(next_at(walker, minute)) if field == "next" else later_at(walker, here, minute)


def wished(walker: Walker, text: str) -> Replies | None:
    """Take "remind me at 17:30" or "tomorrow at 10 only"; None: the text wishes nothing of the kind."""
    wish = heard.wish(walker, text)
    if wish is None:
        return None
    if wish.tomorrow:
        return as_new(next_at(walker, wish.minute))
    here = standing(walker)
    if here.settled or here.paused or here.stopped is not None:
        return None
    return later_at(walker, here, wish.minute)


def later_at(walker: Walker, here: DayStanding, minute: int) -> Replies:
    """Remind of today's walk at a minute of the day that was typed."""
    used = len(nudges.of_day(walker.tx, walker.user_id, "snooze", here.today))
    if used >= walker.rules.nudges.snoozes_a_day:
        return as_new(_no_later(walker, here, used))
    due_at = during(here.today, minute, here.zone)
    if due_at <= walker.now:
        return [Say("daily/too_early", {"minute": minute, "twelve_hour": walker.twelve_hour}, act_rows(here))]
    expecting.clear(walker.tx, walker.user_id)
    return as_new(_put_off_to(walker, here, due_at, used))


def put_off(walker: Walker, here: DayStanding, name: str) -> Replies:
    """Remind at one of the times on offer: "30", "60" or "evening"."""
    offers, used = _offers(walker, here)
    offer = next((offer for offer in offers if offer.name == name), None)
    pending = nudges.find_pending(walker.tx, walker.user_id, "snooze")
    if pending and (offer is None or abs((pending.due_at - offer.due_at).total_seconds()) < 60):
        return [_snoozed(walker, here, pending)]  # the second of two quick taps
    if offer is None:
        return _no_later(walker, here, used)
    if name == "evening":
        nudges.cancel(walker.tx, walker.user_id, "evening")
    return _put_off_to(walker, here, offer.due_at, used)


def _put_off_to(walker: Walker, here: DayStanding, due_at: datetime, used: int) -> Replies:
    nudges.cancel(walker.tx, walker.user_id, "snooze")
    key = f"snooze:{here.today}:{used + 1}"
    nudges.plan(walker.tx, walker.user_id, key, "snooze", due_at, here.today)
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
