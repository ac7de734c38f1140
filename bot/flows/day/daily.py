"""The daily nudge, its reminder in the evening, and what a tap on them does.

Each button carries the day it was made for: one of yesterday answers with where today stands.
"""

from bot.domain import nudges as rule
from bot.domain.choice import in_turn
from bot.domain.flare import FLARE
from bot.domain.lapse import is_silent
from bot.facts import people, scheduling
from bot.facts.context import Context
from bot.facts.standing import DayStanding, standing
from bot.flows import speak
from bot.flows.day import checkin, lapse, snoozing, today, walk
from bot.flows.day.today import ROUTE, act_rows, checked_rows
from bot.flows.plan import action_plan, arc, weekly
from bot.flows.safety import flare, pain, rescreen, screens
from bot.messages import Button, Edit, Facts, Replies, Rows, Say
from bot.store import barriers, days, nudges, profiles, users
from bot.store.nudges import Nudge


def daily(context: Context, nudge: Nudge) -> Replies:
    """Say today's nudge, or nothing when it is too late, and plan the next one.

    The week's review comes along with the first nudge of the week. A day that is settled already gets no nudge.
    """
    here = standing(context)
    if here is None or here.paused or _verdict(context, here, nudge) == "skip":
        scheduling.plan_next(context, nudge, "skipped")
        return []
    back = here.profile.paused_until is not None
    if back:
        profiles.update(context.tx, context.user_id, paused_until=None)
        users.seen(context.tx, context.user_id, context.now)  # the break was announced: it is no silence
    review = weekly.first_of_the_week(context)
    here = standing(context)  # the review may have changed what the day asks for
    assert here is not None
    said: Replies = _nudge(context, here, nudge, back)
    silent = lapse.silent_days(context, here)
    lapsed = here.stopped is None and is_silent(silent, context.library.rules.lapses.silent_days)
    if said and lapsed:
        said = lapse.said(context, here, silent)
    said = _question_first(context, said)
    scheduling.plan_next(context, nudge, "sent" if said or review else "skipped")
    if said and here.stopped is None and not lapsed:
        scheduling.plan_evening(context, nudge)
    along = [*flare.still(context, here), *rescreen.reminder(context)] if said else []
    return [*review, *said, *along]


def snooze(context: Context, nudge: Nudge) -> Replies:
    """Remind of today's walk at the time that was asked for."""
    here = standing(context)
    if here is None or here.walking or _leave_alone(here, nudge) or _verdict(context, here, nudge) == "skip":
        return []
    return _question_first(context, [Say("daily/snooze", _offer_facts(here), _rows(here))])


def evening(context: Context, nudge: Nudge) -> Replies:
    """Remind once more, without a sound, of a day of which nothing is known yet. In a flare once a day is enough."""
    here = standing(context)
    if here is None or _leave_alone(here, nudge) or here.flare or not here.profile.evening_reminder:
        return []
    if _verdict(context, here, nudge) == "skip" or nudges.find_pending(context.tx, context.user_id, "snooze"):
        return []
    facts = {**_offer_facts(here), "line": _line(context, here, "evening")}
    return _question_first(context, [Say("daily/evening", facts, _rows(here), quiet=True)])


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (what, the day it was made for, …). "hurt" counts on any day."""
    if arguments[:1] == ("hurt",):
        return pain.hurt_from(context, "nudge")
    here = standing(context)
    if here is None:
        return speak.where_things_stand(context)
    if here.paused or here.stopped is not None or arguments[1:2] != (str(here.today),):
        return today.card(context)
    match (arguments[0], *arguments[2:]):
        case ("start",):
            return walk.start(context)
        case ("done", minutes) if minutes.isdecimal() and here.walked == 0:
            return checkin.begin(context, int(minutes))
        case ("not_today",) if here.walked == 0:
            return _not_today(context, here)
        case ("barrier", name) if here.walked == 0 and name in BARRIERS:
            return _barrier(context, here, name)
        case ("later",) if not here.settled:
            return snoozing.later(context, here)
        case ("in", name) if not here.settled:
            return snoozing.put_off(context, here, name)
        case ("hour", minute) if minute.isdecimal() and int(minute) < rule.MINUTES_A_DAY:
            return snoozing.move_hour(context, here, int(minute))
        case ("back",) if not here.settled:
            return [Edit("daily/nudge", _nudge_facts(context, here), _rows(here))]
    return today.card(context)


BARRIERS = ("busy", "weather", "tired")
"""What people say gets in the way; pain is asked about elsewhere."""


def _question_first(context: Context, said: Replies) -> Replies:
    """Return what is to be said, or a red-flag question of today that was left open: it comes before any walk."""
    return (screens.waiting(context) or said) if said else said


def _nudge(context: Context, here: DayStanding, nudge: Nudge, back: bool) -> list[Say]:
    if here.stopped is not None:
        # Targets stay away until a professional was seen; that is asked once a week, not every day.
        if not rule.asks_again(here.stopped.opened_on, here.today, here.profile.walk_days):
            return []
        return [Say("daily/held", {"rule": here.stopped.rule}, checked_rows())]
    if here.settled or here.walking or not here.offer.allowed:
        return []
    late = _verdict(context, here, nudge) == "late"
    return [Say("daily/nudge", _nudge_facts(context, here, late, back), _rows(here))]


def _nudge_facts(context: Context, here: DayStanding, late: bool = False, back: bool = False) -> Facts:
    smaller = here.offer.reason is not None  # then nothing about walking more
    tips = sorted(
        name for name, tip in context.library.tips.items() if tip.daily and ("walking" in tip.when or not smaller)
    )
    kind = _kind(context, here)
    return {
        **_offer_facts(here),
        "exercise": here.exercise,
        "kind": kind,
        "line": _line(context, here, kind),
        "plan": action_plan.whole(context),
        "tip": in_turn(context.user_id, here.today, "tip", tips),
        "late": late,
        "back": back,
    }


def _kind(context: Context, here: DayStanding) -> str:
    """Return which lines fit the day: those of what makes it smaller, else of the walk that it asks for."""
    if here.offer.reason is not None:
        return {FLARE: "flare", "gap": "gap"}.get(here.offer.reason, "less")
    if not here.offer.target:
        return "easy"
    return "keep" if arc.is_kept(context) else "target"


def _line(context: Context, here: DayStanding, kind: str) -> int:
    """Return which line of a kind (target, keep, easy, …) is today's: its index in the language's list."""
    lines = getattr(context.library.words[context.language].lines, kind)
    return in_turn(context.user_id, here.today, kind, range(len(lines)))


def _offer_facts(here: DayStanding) -> Facts:
    return {
        "minutes": here.offer.minutes,
        "bouts": here.offer.bouts,
        "target": here.offer.target,
        "reason": here.offer.reason,
    }


def _rows(here: DayStanding) -> Rows:
    day = str(here.today)
    return [
        *act_rows(here),
        [Button("daily/later", (ROUTE, "later", day)), Button("daily/not_today", (ROUTE, "not_today", day))],
        [Button("daily/hurt", (ROUTE, "hurt", day))],
    ]


def _leave_alone(here: DayStanding, nudge: Nudge) -> bool:
    """Tell whether a reminder has nothing to say any more."""
    over = nudge.on_day != here.today or here.settled
    return over or here.paused or here.stopped is not None or not here.offer.allowed


def _verdict(context: Context, here: DayStanding, nudge: Nudge) -> rule.Verdict:
    rules = people.nudge_rules(context, here.profile)
    chosen = nudge.kind != "evening"
    ends_at = rule.window_ends_at(nudge.due_at, nudge.on_day, here.zone, rules, chosen=chosen)
    return rule.verdict(nudge.due_at, context.now, ends_at, rules)


def _not_today(context: Context, here: DayStanding) -> Replies:
    """Note the rest. Nobody has to say why; who does gets a small answer. Pain has its own button."""
    if here.mark is None:
        days.mark(context.tx, context.user_id, here.today, "not_today", context.now)
    nudges.cancel(context.tx, context.user_id, "snooze")
    nudges.cancel(context.tx, context.user_id, "evening")
    day = str(here.today)
    barriers = [Button(f"daily/{name}", (ROUTE, "barrier", day, name)) for name in BARRIERS]
    last = [Button("daily/hurt", (ROUTE, "hurt", day)), Button("daily/walk_after_all", (ROUTE, "start", day))]
    return [Edit("daily/not_today", today.next_nudge(context), [barriers, last])]


def _barrier(context: Context, here: DayStanding, name: str) -> Replies:
    """Answer what got in the way, each with something small that still counts."""
    barriers.tell(context.tx, context.user_id, here.today, name, context.now)
    day = str(here.today)
    small = context.library.rules.dosing.done_minutes
    done = Button("today/done", (ROUTE, "done", day, str(small)), {"minutes": small})
    ways = [done] if name != "tired" else []
    plan = action_plan.whole(context)
    facts = {"minutes": small, "plan": plan.answer if plan and plan.barrier == name else None}
    return [Edit(f"daily/is_{name}", facts, [[*ways, Button("daily/rest", (ROUTE, "rest", day))]])]
