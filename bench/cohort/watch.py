"""Looks over the bot's shoulder: what must never happen.

It reads the store and the chat after every answer and every tick. How soon advice comes is in `ladder`.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from bench.cohort.ladder import Ladder
from bench.cohort.person import Simulated, taps_of
from bot.domain.coaching.exercises import STANDARD
from bot.domain.coaching.review import weekly_minutes
from bot.domain.day import local_day, week_start
from bot.domain.history.spans import covering
from bot.domain.safety.colours import RED, colour
from bot.domain.safety.escalation import EASING, STOPPING, UNRAISED, is_severe
from bot.domain.safety.scores import before, now_scores
from bot.facts import people, suitability
from bot.facts.context import Context, Walker
from bot.facts.history import streak
from bot.flows.safety import screens
from bot.store.diary import days, pain_reports, pauses, walks
from bot.store.diary.doses import OTHER_DAYS, Decided
from bot.store.rows import from_rows
from bot.store.safety import holds
from tests.support.story import LIBRARY, RENDERER, Bubble

INVARIANTS = {
    "raised_after_red": "a target raised after a week with a RED walk or more than 3 held days, or under a hold",
    "above_cap": "a weekly rise above the cap, but for a minute more of walks of 5 minutes and less",
    "locked_exercise": "a blocked or locked exercise offered",
    "walk_in_danger": "a walk offered at pain 7 or more, under EMERGENCY, URGENT clearance, or a flag unanswered",
    "unanswered_flag": "a red-flag answer without advice in the reply",
    "advice_without_evidence": "advice without stored evidence",
    "two_nudges": "two daily nudges for one local day",
    "streak_lost_to_pain": "a streak lost to pain",
    "nudge_lost": "a nudge lost",
    "advice_late": "advice later than the reply in which its rule became true",
    "endless": "a conversation that does not end",
    "failed": "an answer or a nudge that failed",
}
DAY, WEEK = timedelta(days=1), timedelta(days=7)
RESCHEDULED = 3
"""Days between a change and a day that it may touch: a day is judged once it is over everywhere on earth."""
SORRY = RENDERER.text("en", "chat/sorry", {})
RULES = LIBRARY.rules


class Watch:
    """Counts for a world of people. `broken`: invariant → examples; all must stay empty."""

    def __init__(self) -> None:
        self.broken: dict[str, list[str]] = defaultdict(list)
        self.ladder = Ladder(self._report)
        self._last_walk: dict[int, int] = defaultdict(int)
        self._last_dose: dict[int, int] = defaultdict(int)
        self._nudged_on: dict[int, set[date]] = defaultdict(set)
        self._streaks: dict[int, tuple[date, int, datetime]] = {}

    def _report(self, invariant: str, person: Simulated, what: str) -> None:
        self.broken[invariant].append(f"{person.user_id} at {person.story.clock.instant:%Y-%m-%d %H:%M}: {what}")

    async def after(self, person: Simulated, heard: list[Bubble], by_itself: bool) -> None:
        """Judge what one answer, or one tick (`by_itself`), said to somebody and left in the store."""
        async with person.story.engine.database.transaction() as tx:
            context = people.meet(tx, person.user_id, person.story.clock.instant, LIBRARY, "en")
            self.ladder.after(person, context)
            self._doses(person, context)
            self._exercises(person, context, heard)
            self._offers(person, context, heard)
            if by_itself:
                self._nudges(person, context)
                self._streak(person, context)
        if any(bubble.text == SORRY for bubble in heard):
            self._report("failed", person, "an answer")
        if person.ended_on_fault:
            self._report("endless", person, person.ended_on_fault)
            person.ended_on_fault = ""

    def _doses(self, person: Simulated, context: Context) -> None:
        rows = context.tx.all("SELECT * FROM doses WHERE user_id = ? ORDER BY dose_id", (person.user_id,))
        new = [row for row in rows if row["dose_id"] > self._last_dose[person.user_id]]
        if not new or len(rows) < 2:
            self._last_dose[person.user_id] = rows[-1]["dose_id"] if rows else 0
            return
        self._last_dose[person.user_id] = rows[-1]["dose_id"]
        today = context.today
        monday = week_start(today) - WEEK
        decided = from_rows(Decided, rows)
        # What counted this morning: a choice of days of today is only tried out.
        morning = next((d for d in reversed(decided[:-1]) if d.from_on < today or d.reason != OTHER_DAYS), decided[0])
        now = _weekly(decided[-1])
        if now <= _weekly(morning):
            return
        least = _weekly(morning)
        if decided[-1].reason == OTHER_DAYS:  # else a choice of yesterday would be the base of one of today
            ends = [[d for d in decided[:-1] if d.from_on <= monday + n * DAY] or decided[:1] for n in range(7)]
            least = min(_weekly(of_day[-1]) for of_day in ends)
        short = decided[-1].minutes == decided[-2].minutes + 1 and decided[-2].minutes <= RULES.reviewing.longest_bout
        if decided[-2].bouts == 1 and not short and now > least * (1 + RULES.reviewing.weekly_cap):
            self._report("above_cap", person, f"{least} to {now} min a week")
        held = [h for h in holds.since(context.tx, person.user_id, monday) if h.closed_by != "mistake"]
        open_now = [hold.rule for hold in held if hold.closed_at is None and hold.rule in (*EASING, *UNRAISED)]
        is_held = covering(hold.span for hold in held if hold.rule in EASING)
        held_days = sum(is_held(monday + DAY * number) for number in range(7))
        if open_now or held_days > RULES.reviewing.held_days_to_hold:
            self._report("raised_after_red", person, f"{held_days} days held, open: {open_now}")
        logged = walks.since(context.tx, person.user_id, monday - WEEK)
        reports = pain_reports.since(context.tx, person.user_id, monday - WEEK)
        scores = now_scores(logged, reports)
        of_week = [walk for walk in logged if monday <= walk.on_day < monday + WEEK and walk.minutes]
        if any(colour(walk, before(walk, scores), RULES.colours) == RED for walk in of_week):
            self._report("raised_after_red", person, "RED walk")

    def _exercises(self, person: Simulated, context: Context, heard: list[Bubble]) -> None:
        """Look at the move of the newest walk, and at those that may be chosen."""
        offered = {tap[1] for bubble in heard for tap in taps_of(bubble) if tap[0] == "ex" and tap[2:] == ("choose",)}
        row = context.tx.one("SELECT * FROM walks WHERE user_id = ? ORDER BY walk_id DESC LIMIT 1", (person.user_id,))
        walked = set()
        if row is not None and row["walk_id"] > self._last_walk[person.user_id]:
            self._last_walk[person.user_id] = row["walk_id"]
            walked = {row["exercise"]} - {STANDARD}
        standings = suitability.judged(context) if offered | walked and isinstance(context, Walker) else {}
        for name in sorted(offered | walked):
            asked_for = name in offered and standings[name].reasons == ("opt_in",)  # choosing it is asking for it
            if standings[name].verdict != "open" and not asked_for:
                self._report("locked_exercise", person, name)

    def _offers(self, person: Simulated, context: Context, heard: list[Bubble]) -> None:
        """No walk, and no step of one, is offered under a stop, after severe pain, or before a red-flag question."""
        offering = [bubble for bubble in heard if _offers_a_walk(bubble)]
        if not offering:
            return
        said = offering[-1].plain[:50]
        open_holds = [hold.rule for hold in holds.open_of(context.tx, context.user_id)]
        if any(rule in STOPPING for rule in open_holds):
            self._report("walk_in_danger", person, f"under {open_holds}: {said!r}")
        if screens.waiting(context) is not None:
            self._report("walk_in_danger", person, f"while a red-flag question is open: {said!r}")
        walk = context.tx.one("SELECT * FROM walks WHERE user_id = ? ORDER BY walk_id DESC LIMIT 1", (context.user_id,))
        going = any(tap[:2] == ("ci", "set") for bubble in offering for tap in taps_of(bubble))
        if walk and going and walk["minutes"] is None and is_severe(walk["gate_pain"] or 0, RULES.escalation):
            self._report("walk_in_danger", person, f"gate {walk['gate_pain']}")

    def _nudges(self, person: Simulated, context: Context) -> None:
        """Count the daily nudges that were said on each of their days, as the clock tells it that they told of."""
        row = context.tx.one(
            "SELECT 1 FROM nudges WHERE user_id = ? AND kind = 'daily' AND status = 'sent' AND settled_at = ?",
            (person.user_id, context.now),
        )
        if row is None:
            return
        profile = context.profile
        assert profile is not None
        assert profile.zone is not None
        today = local_day(context.now, profile.zone)
        if today in self._nudged_on[person.user_id]:
            self._report("two_nudges", person, str(today))
        self._nudged_on[person.user_id].add(today)

    def _streak(self, person: Simulated, context: Context) -> None:
        """Compare the streak with that of the day before, where that day was one of pain."""
        today = local_day(person.story.clock.instant, str(person.zone))
        was = self._streaks.get(person.user_id)
        if was is not None and was[0] == today:
            return
        now = streak.kept_up(context) if isinstance(context, Walker) else 0
        self._streaks[person.user_id] = (today, now, context.now)
        if was is None or now >= was[1] or _rewritten(person, context, was[0], was[2]):
            return
        painful = True
        day = was[0]
        while day < today:
            held = covering(hold.span for hold in holds.since(context.tx, person.user_id, day))
            rested = days.kind_of(context.tx, person.user_id, day) == days.REST_PAIN
            painful = painful and (rested or held(day))
            day += timedelta(days=1)
        if painful:
            self._report("streak_lost_to_pain", person, f"{was[1]} to {now}")

    def day_over(self, person: Simulated, context: Context, day: date) -> None:
        """Look whether anything was said on a chosen day that is over, or kept back for a reason."""
        profile = context.profile
        if profile is None or profile.first_walk_on is None or profile.onboarded_at is None:
            return
        began_on = local_day(profile.onboarded_at, str(person.zone))
        if day < profile.first_walk_on or day <= began_on or day.weekday() not in profile.walk_days:
            return
        # A time that has passed on the day of a change, or of a journey there or back, is not made up for.
        returned = context.tx.all(
            "SELECT on_day FROM nudges WHERE user_id = ? AND kind = 'home' AND status = 'sent'", (person.user_id,)
        )
        changed = person.rescheduled | {date.fromisoformat(row["on_day"]) for row in returned}
        if any(abs((day - near).days) <= RESCHEDULED for near in changed):
            return
        row = context.tx.one(
            "SELECT 1 FROM nudges WHERE user_id = ? AND kind = 'daily' AND on_day = ?"
            " AND status IN ('sent', 'skipped')",
            (person.user_id, day),
        )
        paused = covering([pause.span for pause in pauses.since(context.tx, person.user_id, day)])
        if row is None and not paused(day):
            self._report("nudge_lost", person, str(day))


def _rewritten(person: Simulated, context: Context, since: date, since_at: datetime) -> bool:
    """Tell whether a walk was taken back, or other days were chosen, since then: the past itself is another now."""
    undone = context.tx.one(
        "SELECT 1 FROM walks WHERE user_id = ? AND (undone_at >= ? OR (minutes IS NULL AND on_day >= ?))",
        (person.user_id, since_at, since),
    )
    return undone is not None or any(day >= since for day in person.rescheduled)


def _weekly(decided: Decided) -> int:
    return weekly_minutes(decided.dose, decided.walk_days, RULES.dosing)


def _offers_a_walk(bubble: Bubble) -> bool:
    return any(
        tap[:2] in (("day", "start"), ("day", "done"), ("walk", "gate"))
        or (tap[:2] == ("ci", "set") and tap[3] == "minutes")
        for tap in taps_of(bubble)
    )
