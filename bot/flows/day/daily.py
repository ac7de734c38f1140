"""The daily nudge, its reminder in the evening, and what a tap on them does.

Each button carries the day it was made for: one of yesterday answers with where today stands.
"""

from datetime import date

from bot.domain.action_plan import Barrier
from bot.domain.choice import in_turn
from bot.domain.coaching import nudges as rule
from bot.domain.coaching.lapse import is_silent
from bot.domain.coaching.pause import is_paused
from bot.domain.coaching.reason import is_named
from bot.domain.day import ONE_DAY
from bot.domain.safety.escalation import TOLD_NO_WALKS
from bot.domain.safety.flare import FLARE
from bot.facts import people, plans, reason, scheduling
from bot.facts.allowed import allowed
from bot.facts.context import Walker
from bot.facts.offer import rests
from bot.facts.standing import DayStanding, silent_days, standing
from bot.facts.unanswered import unanswered, waits
from bot.flows.day import checkin, followups, lapse, left, snoozing, today, walk
from bot.flows.day.today import ROUTE, act_rows, checked_rows
from bot.flows.parts.asking import Unclear
from bot.flows.plan import action_plan, barriers, thread, weekly
from bot.flows.safety import calm, flare, hard_day, pain, rescreen, screens
from bot.messages import Button, Edit, Facts, Replies, Rows, Say
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.diary import days, pain_reports
from bot.store.person import users


def daily(walker: Walker, nudge: Nudge) -> Replies:
    """Say today's nudge, or nothing when it is too late, and plan the next one.

    The week's review comes along with the first nudge of the week. A day that is settled already gets no nudge.
    """
    timeliness = _timeliness(walker, nudge)
    if is_paused(walker.profile.paused_until, walker.now) or timeliness == "skip":
        scheduling.plan_next(walker, nudge)
        return []
    back = walker.profile.paused_until is not None
    if back:
        walker = people.update(walker, paused_until=None)
        users.seen(walker.tx, walker.user_id, walker.now)  # the break was announced: it is no silence
    questions = unanswered(walker) is not None  # they come first, and nothing comes with them
    review = [] if questions else weekly.first_of_the_week(walker)
    here = standing(walker)  # now: the review may have changed what the day asks for
    silent = silent_days(walker)
    lapsed = here.stopped is None and is_silent(silent, walker.rules.lapses.silent_days)
    said: Replies = _nudge(walker, here, timeliness == "late", back, lapsed)
    if said and lapsed:
        said = lapse.said(walker, here, silent)
    said = _question_first(walker, said)
    scheduling.plan_next(walker, nudge)
    if said and here.stopped is None and not lapsed:
        scheduling.plan_evening(walker, nudge)
    along: Replies = []
    if said and not questions:
        asked = left.since_the_last_nudge(walker) if here.stopped is None else []
        along = [*asked, *rescreen.reminder(walker), *flare.still(walker, here)][:1]
    return [*review, *said, *along]


def snooze(walker: Walker, nudge: Nudge) -> Replies:
    """Remind of today's walk at the time that was asked for."""
    here = standing(walker)
    if here.walking or _leave_alone(here, nudge) or _timeliness(walker, nudge) == "skip":
        return []
    return _question_first(walker, [Say("daily/snooze", _offer_facts(here), _rows(here))])


def evening(walker: Walker, nudge: Nudge) -> Replies:
    """Remind once more, without a sound, of a day of which nothing is known yet. In a flare once a day is enough."""
    here = standing(walker)
    if _leave_alone(here, nudge) or here.flare or not here.profile.evening_reminder:
        return []
    if _timeliness(walker, nudge) == "skip" or nudges.find_pending(walker.tx, walker.user_id, "snooze"):
        return []
    if followups.asked_this_morning(walker):
        return []  # one follow-up a day
    if _left_open(walker, here.today):
        return []  # a pain was begun to be told today: nobody asks that person for a walk in the evening
    begun = left.of_today(walker)
    if begun is not None:
        return _question_first(walker, begun)
    facts = {**_offer_facts(here), "line": _line(walker, here, "evening")}
    return _question_first(walker, [Say("daily/evening", facts, _rows(here), quiet=True)])


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (what, the day it was made for, …). "hurt" counts on any day."""
    if arguments[:1] == ("hurt",):
        return pain.hurt_from(walker, "nudge")
    here = standing(walker)
    logs = arguments[:1] == ("done",) and here.stopped is None  # what was walked before a rest in pain is kept
    stands = allowed(walker, here.offer).walk or (logs and not waits(walker))
    if here.paused or not stands or arguments[1:2] != (str(here.today),):
        return today.card(walker)
    match (arguments[0], *arguments[2:]):
        case ("start",):
            return walk.start(walker)
        case ("done", minutes) if minutes.isdecimal():
            return checkin.begin(walker, int(minutes)) if here.walked == 0 else None
        case ("not_today",) if here.walked == 0:
            return _not_today(walker, here)
        case ("barrier", name) if here.walked == 0 and (barrier := barriers.known(name)):
            return _barrier(walker, here, barrier)
        case ("later",) if not here.settled:
            return snoozing.later(walker, here)
        case ("next",):
            return snoozing.ask_next(walker, here)
        case ("once", minute) if minute.isdecimal() and int(minute) < rule.MINUTES_A_DAY:
            return snoozing.next_at(walker, int(minute))
        case ("in", name) if not here.settled:
            return snoozing.put_off(walker, here, name)
        case ("hour", minute) if minute.isdecimal() and int(minute) < rule.MINUTES_A_DAY:
            return snoozing.move_hour(walker, here, int(minute))
        case ("back",) if not here.settled:
            facts = _nudge_facts(walker, here)
            return [Edit("daily/nudge", facts, _nudge_rows(here, facts))]
    return today.card(walker)


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take a typed time below [Later]."""
    return snoozing.typed(walker, field, text)


SMALLEST = ("tired", "fear")
"""Barriers on which a minute is what is asked for; else a walk that counts in the week."""


def _question_first(walker: Walker, said: Replies) -> Replies:
    """Return what is to be said, or a red-flag question of today that was left open: it comes before any walk."""
    return (screens.waiting(walker) or said) if said else said


def _nudge(walker: Walker, here: DayStanding, late: bool, back: bool, lapsed: bool) -> list[Say]:
    if here.stopped is not None:
        # Targets stay away until a professional was seen; that is asked once a week, not every day.
        if not rule.asks_again(here.stopped.opened_on, here.today, here.profile.walk_days):
            return []
        if here.stopped.rule == TOLD_NO_WALKS:
            return [Say("daily/told", today.told_until(walker), checked_rows(here.stopped))]
        return [Say("daily/held", {"rule": here.stopped.rule}, checked_rows(here.stopped))]
    if here.settled or here.walking or not here.offer.allowed:
        return []
    if here.more and not (late or back or lapsed):
        thread.tell(walker)
    facts = _nudge_facts(walker, here, late, back)
    return [Say("daily/nudge", facts, _nudge_rows(here, facts))]


def _nudge_facts(walker: Walker, here: DayStanding, late: bool = False, back: bool = False) -> Facts:
    smaller = here.offer.reason is not None  # then nothing about walking more
    tips = sorted(
        name for name, tip in walker.library.tips.items() if tip.daily and ("walking" in tip.when or not smaller)
    )
    kind = _kind(walker, here)
    return {
        **_offer_facts(here),
        "exercise": here.exercise,
        "kind": kind,
        "line": _line(walker, here, kind),
        "message": thread.todays(walker) if here.more else None,
        **_aim(walker, here),
        "plan": action_plan.whole(walker),
        "hard": hard_day.whole(walker) if here.flare else None,
        "tip": in_turn(walker.user_id, here.today, "tip", tips),
        "late": late,
        "back": back,
        "overnight": followups.waits_for_the_night(walker),
        "after_pain": here.flare is None and _hurt_yesterday(walker, here.today - ONE_DAY),
    }


def _aim(walker: Walker, here: DayStanding) -> Facts:
    """Return what somebody walks for, on some of the days that ask for a whole walk, and in changing words."""
    rules, today = walker.rules.reason, here.today
    whole = here.more and here.offer.reason is None
    if not whole or not is_named(walker.user_id, today, walker.profile.walk_days, rules):
        return {"aim": None, "opening": 0}
    openings = walker.library.words[walker.language].reasons.nudge
    opening = in_turn(walker.user_id, today, "aim", range(len(openings)))
    return {"aim": reason.named(walker), "opening": opening}


def _kind(walker: Walker, here: DayStanding) -> str:
    """Return which lines fit the day: those of what makes it smaller, else of the walk that it asks for."""
    if here.offer.reason is not None:
        return {FLARE: "flare", "gap": "gap"}.get(here.offer.reason, "less")
    if not here.offer.target:
        return "easy"
    return "keep" if plans.is_kept(walker) else "target"


def _line(walker: Walker, here: DayStanding, kind: str) -> int:
    """Return which line of a kind (target, keep, easy, …) is today's: its index in the language's list."""
    lines = getattr(walker.library.words[walker.language].lines, kind)
    return in_turn(walker.user_id, here.today, kind, range(len(lines)))


def _offer_facts(here: DayStanding) -> Facts:
    return {
        "minutes": here.offer.minutes,
        "bouts": here.offer.bouts,
        "target": here.offer.target,
        "reason": here.offer.reason,
    }


def _hurt_yesterday(walker: Walker, yesterday: date) -> bool:
    return rests(walker, yesterday) or _left_open(walker, yesterday)


def _left_open(walker: Walker, since: date) -> bool:
    """Tell whether a pain was begun to be told since a day, and left."""
    return any(report.finished_at is None for report in pain_reports.since(walker.tx, walker.user_id, since))


def _rows(here: DayStanding) -> Rows:
    day = str(here.today)
    return [
        *act_rows(here),
        [Button("daily/later", (ROUTE, "later", day)), Button("daily/not_today", (ROUTE, "not_today", day))],
        [Button("daily/hurt", (ROUTE, "hurt", day)), *([calm.BUTTON] if here.flare else [])],
    ]


def _nudge_rows(here: DayStanding, facts: Facts) -> Rows:
    return [*_rows(here), *([[thread.STOP]] if facts["message"] else [])]


def _leave_alone(here: DayStanding, nudge: Nudge) -> bool:
    """Tell whether a reminder has nothing to say any more."""
    over = nudge.on_day != here.today or here.settled
    return over or here.paused or here.stopped is not None or not here.offer.allowed


def _timeliness(walker: Walker, nudge: Nudge) -> rule.Timeliness:
    rules = people.nudge_rules(walker)
    chosen = nudge.kind != "evening"
    ends_at = rule.window_ends_at(nudge.due_at, nudge.on_day, walker.zone, rules, chosen=chosen)
    return rule.timeliness(nudge.due_at, walker.now, ends_at, rules)


def _not_today(walker: Walker, here: DayStanding) -> Replies:
    """Note the rest. Nobody has to say why; who does gets a small answer. Pain has its own button."""
    if here.mark is None:
        days.mark(walker.tx, walker.user_id, here.today, "not_today", walker.now)
    nudges.cancel(walker.tx, walker.user_id, "snooze")
    nudges.cancel(walker.tx, walker.user_id, "evening")
    day = str(here.today)
    last = [Button("daily/hurt", (ROUTE, "hurt", day)), Button("daily/walk_after_all", (ROUTE, "start", day))]
    rows = [*barriers.rows(ROUTE, "barrier", day), last]
    return [Edit("daily/not_today", scheduling.next_nudge(walker), rows)]


def _barrier(walker: Walker, here: DayStanding, barrier: Barrier) -> Replies:
    """Answer what got in the way with what helped before, or with an idea: something small, that still counts."""
    day, rules = str(here.today), walker.rules
    least = rules.habit.worst_day_minutes
    facts = barriers.told(walker, barrier, here.today)
    small = least if barrier in SMALLEST or not facts["answer"] else rules.dosing.done_minutes
    small = max(least, min(small, here.offer.total))
    done = Button("today/done", (ROUTE, "done", day, str(small)), {"minutes": small})
    rest = Button("daily/rest", (ROUTE, "rest", day))
    return [Edit(barriers.ANSWERED, {**facts, "minutes": small}, [[done, rest]])]
