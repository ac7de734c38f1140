"""Looks over the bot's shoulder: what must never happen, and how soon advice comes.

It reads the store and the chat after every answer and every tick. The rules of advice are evaluated anew from the
stored facts each time, so that a flow that forgets to ask them is found; the rules themselves have their own tests.
"""

import json
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from bench.cohort.person import Simulated
from bot.chat.callbacks import decode
from bot.domain import escalation as ladder
from bot.domain.colours import RED, colour
from bot.domain.day import local_day, week_start
from bot.domain.escalation import HALVING, STOPPING
from bot.domain.plan import Dose
from bot.domain.review import weekly_minutes
from bot.domain.scores import before, now_scores
from bot.domain.spans import covering
from bot.flows import people, screens, streak, suitability
from bot.flows.context import Context
from bot.store import days, holds, pain_reports, walks
from tests.support.story import LIBRARY, Bubble

INVARIANTS = {
    "raised_after_red": "a target raised after a week with a RED walk, or under a hold",
    "above_cap": "a weekly rise above the cap",
    "locked_exercise": "a blocked or locked exercise offered",
    "walk_in_danger": "a walk offered at pain 7 or more, under EMERGENCY, URGENT clearance, or a flag unanswered",
    "unanswered_flag": "a red-flag answer without advice in the reply",
    "advice_without_evidence": "advice without stored evidence",
    "two_nudges": "two daily nudges for one local day",
    "streak_lost_to_pain": "a streak lost to pain",
    "nudge_lost": "a nudge lost",
    "advice_late": "advice later than the reply in which its rule became true",
    "endless": "a conversation that does not end",
}
WEEK = timedelta(days=7)
RULES = LIBRARY.rules


class Watch:
    """Counts for a world of people. `broken`: invariant → examples; all must stay empty."""

    def __init__(self) -> None:
        self.broken: dict[str, list[str]] = defaultdict(list)
        self.advised: Counter[str] = Counter()
        self.advised_people: dict[str, set[int]] = defaultdict(set)
        self._last_advice: dict[int, int] = defaultdict(int)
        self._last_walk: dict[int, int] = defaultdict(int)
        self._last_dose: dict[int, int] = defaultdict(int)
        self._last_screen: dict[int, int] = defaultdict(int)
        self._nudged: dict[int, Counter[date]] = defaultdict(Counter)
        self._streaks: dict[int, tuple[date, int]] = {}

    def _report(self, invariant: str, person: Simulated, what: str) -> None:
        self.broken[invariant].append(f"{person.user_id} at {person.story.clock.instant:%Y-%m-%d %H:%M}: {what}")

    async def after(self, person: Simulated, heard: list[Bubble], by_itself: bool) -> None:
        """Judge what one answer, or one tick (`by_itself`), said to somebody and left in the store."""
        async with person.story.engine.database.transaction() as tx:
            context = Context(tx, person.user_id, person.story.clock.instant, LIBRARY, "en")
            await self._advice(person, context)
            await self._screens(person, context)
            await self._doses(person, context)
            await self._exercises(person, context)
            await self._offers(person, context, heard)
            await self._ladder(person, context)
            if by_itself:
                await self._steps(person, context, heard)
                await self._nudges(person, context)
                await self._streak(person, context)
        if person.ended_on_fault:
            self._report("endless", person, person.ended_on_fault)
            person.ended_on_fault = ""

    async def _advice(self, person: Simulated, context: Context) -> None:
        sql = "SELECT * FROM advice WHERE user_id = ? AND advice_id > ? ORDER BY advice_id"
        for row in await context.tx.all(sql, (person.user_id, self._last_advice[person.user_id])):
            self._last_advice[person.user_id] = row["advice_id"]
            self.advised[row["rule"]] += 1
            self.advised_people[row["rule"]].add(person.user_id)
            if not json.loads(row["evidence"]) or not row["version"]:
                self._report("advice_without_evidence", person, row["rule"])

    async def _screens(self, person: Simulated, context: Context) -> None:
        sql = "SELECT * FROM screens WHERE user_id = ? AND finished_at IS NOT NULL AND screen_id > ?"
        for row in await context.tx.all(sql, (person.user_id, self._last_screen[person.user_id])):
            self._last_screen[person.user_id] = row["screen_id"]
            if row["outcome"] in STOPPING:
                given = await context.tx.one(
                    "SELECT 1 FROM advice WHERE user_id = ? AND given_at = ?", (person.user_id, row["finished_at"])
                )
                if given is None:
                    self._report("unanswered_flag", person, row["outcome"])

    async def _doses(self, person: Simulated, context: Context) -> None:
        rows = await context.tx.all("SELECT * FROM doses WHERE user_id = ? ORDER BY dose_id", (person.user_id,))
        new = [row for row in rows if row["dose_id"] > self._last_dose[person.user_id]]
        if not new or len(rows) < 2:
            self._last_dose[person.user_id] = rows[-1]["dose_id"] if rows else 0
            return
        self._last_dose[person.user_id] = rows[-1]["dose_id"]
        profile = await people.profile(context)
        assert profile is not None
        was, now = (Dose(row["minutes"], row["bouts"], row["target_days"]) for row in rows[-2:])
        minutes = [weekly_minutes(dose, profile.walk_days, RULES.dosing) for dose in (was, now)]
        if minutes[1] <= minutes[0]:
            return
        if was.bouts == 1 and minutes[1] > minutes[0] * (1 + RULES.reviewing.weekly_cap):
            self._report("above_cap", person, f"{minutes[0]} to {minutes[1]} min a week")
        today = await people.today(context)
        monday = week_start(today) - WEEK
        held = [h for h in await holds.since(context.tx, person.user_id, monday) if h.closed_by != "mistake"]
        if any(hold.opened_on < monday + WEEK or hold.closed_at is None for hold in held):
            self._report("raised_after_red", person, f"hold {held[0].rule}")
        logged = await walks.since(context.tx, person.user_id, monday - WEEK)
        reports = await pain_reports.since(context.tx, person.user_id, monday - WEEK)
        scores = now_scores(logged, reports)
        of_week = [walk for walk in logged if monday <= walk.on_day < monday + WEEK and walk.minutes]
        if any(colour(walk, before(walk, scores), RULES.colours) == RED for walk in of_week):
            self._report("raised_after_red", person, "RED walk")

    async def _exercises(self, person: Simulated, context: Context) -> None:
        """Look at the move of the newest walk."""
        row = await context.tx.one(
            "SELECT * FROM walks WHERE user_id = ? ORDER BY walk_id DESC LIMIT 1", (person.user_id,)
        )
        if row is not None and row["walk_id"] > self._last_walk[person.user_id]:
            self._last_walk[person.user_id] = row["walk_id"]
            if row["exercise"] != "standard":
                standings = await suitability.judged(context) or {}
                if standings[row["exercise"]].verdict != "open":
                    self._report("locked_exercise", person, row["exercise"])

    async def _offers(self, person: Simulated, context: Context, heard: list[Bubble]) -> None:
        offering = [bubble for bubble in heard if _offers_a_walk(bubble)]
        if not offering:
            return
        open_holds = [hold.rule for hold in await holds.open_of(context.tx, person.user_id)]
        if any(rule in STOPPING for rule in open_holds):
            self._report("walk_in_danger", person, f"under {open_holds}: {offering[-1].plain[:50]!r}")
        walk = await context.tx.one(
            "SELECT * FROM walks WHERE user_id = ? ORDER BY walk_id DESC LIMIT 1", (person.user_id,)
        )
        going = any(tap[:2] == ("ci", "set") for bubble in offering for tap in _taps(bubble))
        if walk and going and walk["minutes"] is None and (walk["gate_pain"] or 0) >= RULES.gate.no_walk_from:
            self._report("walk_in_danger", person, f"gate {walk['gate_pain']}")

    async def _ladder(self, person: Simulated, context: Context) -> None:
        """Judge the rules that look at every check-in: what they find must have been said by now."""
        open_rules = {hold.rule for hold in await holds.open_of(context.tx, person.user_id)}
        if not open_rules.isdisjoint(STOPPING) or await screens.waiting(context) is not None:
            return  # a stop, or a red-flag question, comes first
        today = await people.today(context)
        since = today - 13 * WEEK
        logged = await walks.since(context.tx, person.user_id, since)
        scores = now_scores(logged, await pain_reports.since(context.tx, person.user_id, since))
        rule = "EXACERBATED_BY_WALKING"
        last = await context.tx.one(
            "SELECT max(given_at) AS at FROM advice WHERE user_id = ? AND rule = 'SEVERE'", (person.user_id,)
        )
        severe_at = datetime.fromisoformat(last["at"]) if last and last["at"] else None
        # One thing at a time: SEVERE says "rest, and see a physical therapist"; this follows with the next check-in.
        newest_at = max((walk.logged_at for walk in logged if walk.logged_at), default=None)
        spoken_for = severe_at is not None and newest_at is not None and newest_at <= severe_at
        if rule not in open_rules and not spoken_for:
            ended_at = await holds.last_closed_at(context.tx, person.user_id, rule)
            # A walk whose check-in is not over yet has its say with the last answer.
            whole = [walk for walk in logged if walk.effort is not None or walk is not logged[-1]]
            if ladder.exacerbated(whole, scores, RULES.colours, RULES.escalation, ended_at):
                self._report("advice_late", person, rule)
        severe = [walk for walk in logged if walk.on_day == today and _severe(walk.worst_pain, walk.gate_pain)]
        held_today = [
            h for h in await holds.since(context.tx, person.user_id, today) if h.rule in (*STOPPING, *HALVING)
        ]
        if severe and not held_today:
            self._report("advice_late", person, "SEVERE")

    async def _steps(self, person: Simulated, context: Context, heard: list[Bubble]) -> None:
        """No step of a walk comes while a red-flag question of today is open."""
        if any(tap[:2] == ("guide", "pause") for bubble in heard for tap in _taps(bubble)):
            question = await screens.waiting(context)
            if question is not None:
                self._report("walk_in_danger", person, "a step while a red-flag question is open")

    async def _nudges(self, person: Simulated, context: Context) -> None:
        row = await context.tx.one(
            "SELECT on_day, count(*) AS said FROM nudges WHERE user_id = ? AND kind = 'daily' AND status = 'sent'"
            " GROUP BY on_day HAVING count(*) > 1",
            (person.user_id,),
        )
        if row is not None:
            self._report("two_nudges", person, row["on_day"])

    async def _streak(self, person: Simulated, context: Context) -> None:
        """Compare the streak with that of the day before, where that day was one of pain."""
        today = local_day(person.story.clock.instant, str(person.zone))
        was = self._streaks.get(person.user_id)
        if was is not None and was[0] == today:
            return
        now = await streak.kept_up(context)
        self._streaks[person.user_id] = (today, now)
        if was is None or now >= was[1]:
            return
        painful = True
        day = was[0]
        while day < today:
            held = covering(hold.span for hold in await holds.since(context.tx, person.user_id, day))
            rested = await days.kind_of(context.tx, person.user_id, day) == days.REST_PAIN
            painful = painful and (rested or held(day))
            day += timedelta(days=1)
        if painful:
            self._report("streak_lost_to_pain", person, f"{was[1]} to {now}")

    async def at_the_end(self, person: Simulated) -> None:
        """Look for chosen days without a row in the ledger, and for two on one day."""
        async with person.story.engine.database.transaction() as tx:
            context = Context(tx, person.user_id, person.story.clock.instant, LIBRARY, "en")
            profile = await people.profile(context)
            if profile is None or profile.first_walk_on is None or not people.onboarded(profile):
                return
            rows = await tx.all("SELECT on_day FROM nudges WHERE user_id = ? AND kind = 'daily'", (person.user_id,))
            counted = Counter(date.fromisoformat(row["on_day"]) for row in rows)
            last = local_day(person.story.clock.instant, str(person.zone)) - timedelta(days=1)
            begun = await tx.one("SELECT onboarded_at FROM profiles WHERE user_id = ?", (person.user_id,))
            assert begun is not None
            began_on = local_day(datetime.fromisoformat(begun["onboarded_at"]), str(person.zone))
            day = max(profile.first_walk_on, began_on + timedelta(days=1))
            while day <= last:
                if day.weekday() in profile.walk_days and counted[day] == 0:
                    self._report("nudge_lost", person, str(day))
                day += timedelta(days=1)
            for on_day, count in counted.items():
                if count > 1:
                    self._report("two_nudges", person, str(on_day))


def _severe(*scores: int | None) -> bool:
    return any(score is not None and score >= RULES.escalation.severe_from for score in scores)


def _offers_a_walk(bubble: Bubble) -> bool:
    return any(
        tap[:2] in (("day", "start"), ("day", "done"), ("walk", "gate"))
        or (tap[:2] == ("ci", "set") and tap[3] == "minutes")
        for tap in _taps(bubble)
    )


def _taps(bubble: Bubble) -> list[tuple[str, ...]]:
    found = (decode(button.get("callback_data", "")) for row in bubble.buttons for button in row)
    return [tap for tap in found if tap]
