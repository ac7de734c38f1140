"""When each rule of the ladder became true, and when its advice came: evaluated anew from what is stored.

Its findings do not rest on the flows: after every answer and every tick in which a fact changed, the pure rules are
asked again. What they find must have been said by then. That the rules are right is the business of their own tests.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from bench.cohort.person import Simulated
from bot.domain.checkin import Walk
from bot.domain.coaching.review import REGRESS
from bot.domain.safety import escalation as rule
from bot.domain.safety.escalation import STOPPING
from bot.domain.safety.flare import FLARE
from bot.domain.safety.level import flare_days
from bot.domain.safety.scores import by_day, by_week, now_scores
from bot.facts import asking
from bot.facts.context import Context, Walker
from bot.flows.safety import screens
from bot.store.database import Row
from bot.store.diary import pain_reports, walks
from bot.store.safety import advice, holds, visits
from tests.support.story import LIBRARY

EXACERBATED, WORSENING, PERSISTENT = "EXACERBATED_BY_WALKING", "WORSENING", "PERSISTENT"
LOOK_BACK = timedelta(weeks=13)
RULES = LIBRARY.rules
# The score of the start is stored when the start is over; its questions came when it was said, maybe long before.
ASKED_AT_THE_START = (
    " AND NOT (trigger = 'onboarding' AND EXISTS (SELECT 1 FROM screens WHERE user_id = :who AND kind = 'severe'"
    " AND trigger LIKE 'onboarding%'))"
)
SEVERE_SCORES = " UNION ALL ".join(
    f"SELECT '{what}' AS what, {key} AS id, {what} AS score FROM {table} WHERE user_id = :who AND {what} >= "
    + (":worst" if what == "worst_pain" else ":from")
    + (ASKED_AT_THE_START if table == "pain_reports" else "")
    for table, key, scores in (
        ("walks", "walk_id", ("gate_pain", "before_pain", "worst_pain", "two_hour_pain")),
        ("pain_reports", "report_id", ("score",)),
        ("self_tests", "test_id", ("pain",)),
    )
    for what in scores
)
Report = Callable[[str, Simulated, str], None]


class Ladder:
    """Follows the advice of a few people. `delays`: rule → minutes from criterion to advice, one for each piece."""

    def __init__(self, report: Report) -> None:
        self.delays: dict[str, list[float]] = defaultdict(list)
        self.advised: Counter[str] = Counter()
        self.advised_people: dict[str, set[int]] = defaultdict(set)
        self._report = report
        self._true_since: dict[tuple[int, str], datetime] = {}
        self._last_advice: dict[int, int] = defaultdict(int)
        self._last_review: dict[int, str] = defaultdict(str)
        self._last_screen: dict[int, int] = defaultdict(int)
        self._facts: dict[int, set[tuple[Any, ...]]] = {}
        self._severe: dict[int, set[tuple[str, int, int]]] = defaultdict(set)

    def after(self, person: Simulated, context: Context) -> None:
        """Judge what one answer or tick left behind."""
        self._screens(person, context)
        changed = self._changed(context)
        self._severe_scores(person, context)
        if changed:
            self._check_in_rules(person, context)
        self._weeks(person, context)
        self._given(person, context)
        self._late(person, context)

    def _changed(self, context: Context) -> bool:
        """Tell whether a check-in or a report was ended, or changed, since the last time."""
        since = context.now.date() - LOOK_BACK
        of_user = (context.user_id, since)
        logged = context.tx.all("SELECT * FROM walks WHERE user_id = ? AND on_day >= ?", of_user)
        reports = context.tx.all(
            "SELECT * FROM pain_reports WHERE user_id = ? AND on_day >= ? AND finished_at IS NOT NULL", of_user
        )
        facts = {*map(tuple, reports), *(tuple(row) for row in logged if _ended(row))}
        known, self._facts[context.user_id] = self._facts.get(context.user_id, set()), facts
        return not facts <= known

    def _screens(self, person: Simulated, context: Context) -> None:
        """Red-flag answers, and severe pain without any, lead to advice in the reply to the last of them."""
        sql = "SELECT * FROM screens WHERE user_id = ? AND finished_at IS NOT NULL AND screen_id > ? ORDER BY screen_id"
        for row in context.tx.all(sql, (person.user_id, self._last_screen[person.user_id])):
            self._last_screen[person.user_id] = row["screen_id"]
            if row["outcome"] == "clear" and row["kind"] != "severe":
                continue
            given = context.tx.one(
                "SELECT rule FROM advice WHERE user_id = ? AND given_at = ?", (person.user_id, row["finished_at"])
            )
            if given is None:
                self._report("unanswered_flag", person, f"{row['kind']}: {row['outcome']}")

    def _severe_scores(self, person: Simulated, context: Context) -> None:
        """A severe score is answered with the red-flag questions, in the same reply."""
        rows = context.tx.all(
            SEVERE_SCORES,
            {
                "who": person.user_id,
                "from": RULES.escalation.severe_from,
                "worst": RULES.escalation.severe_worst_from,
            },
        )
        said = {(row["what"], row["id"], row["score"]) for row in rows}
        new = said - self._severe[person.user_id]
        self._severe[person.user_id] |= said
        if not new:
            return
        screen = context.tx.one(
            "SELECT 1 FROM screens WHERE user_id = ? AND kind = 'severe' AND asked_at = ?",
            (person.user_id, context.now),
        )
        if screen is None:
            self._report("advice_late", person, f"no questions after {sorted(new)}")

    def _check_in_rules(self, person: Simulated, context: Context) -> None:
        """Ask the rules of check-ins and reports; note since when one is true that was not before."""
        user_id, today = person.user_id, context.today
        logged = walks.since(context.tx, user_id, today - LOOK_BACK)
        reports = pain_reports.since(context.tx, user_id, today - LOOK_BACK)
        scores = now_scores(logged, reports)
        # A walk whose check-in is not over yet has its say with the last answer.
        whole = [walk for walk in logged if walk is not logged[-1] or _is_over(context, walk)]
        ended_at = holds.last_closed_at(context.tx, user_id, EXACERBATED)
        walked = rule.exacerbated(whole, scores, RULES.colours, RULES.escalation, ended_at)
        self._note(context, EXACERBATED, walked is not None)

    def _note(self, context: Context, name: str, true: bool) -> None:
        """Start the clock of a rule that has become true; one whose advice stands, or waits its turn, has none."""
        key = (context.user_id, name)
        open_rules = {hold.rule for hold in holds.open_of(context.tx, context.user_id)}
        given = context.tx.one(
            "SELECT 1 FROM advice WHERE user_id = ? AND rule = ? AND given_at = ?", (context.user_id, name, context.now)
        )
        if not true or (given is None and (name in open_rules or self._something_first(context, open_rules))):
            self._true_since.pop(key, None)
        else:
            self._true_since.setdefault(key, context.now)

    def _something_first(self, context: Context, open_rules: set[str]) -> bool:
        """Tell whether something more urgent has the floor: then this is judged with the next check-in.

        That is a stop, red-flag questions that are open or came in this very reply, or other advice in it.
        """
        if not open_rules.isdisjoint(STOPPING) or screens.waiting(context) is not None:
            return True
        now = context.now
        spoken = context.tx.one(
            "SELECT 1 FROM advice WHERE user_id = ? AND given_at = ? AND rule NOT LIKE 'FLARE%' UNION"
            " SELECT 1 FROM screens WHERE user_id = ? AND asked_at = ? AND kind IN ('severe', 'red_flags')",
            (context.user_id, now, context.user_id, now),
        )
        return spoken is not None

    def _weeks(self, person: Simulated, context: Context) -> None:
        """Reviews in a row that take back, WORSENING, and PERSISTENT where it is due again."""
        sql = "SELECT week_on, outcome, made_at FROM reviews WHERE user_id = ? ORDER BY week_on DESC LIMIT ?"
        last = context.tx.all(sql, (person.user_id, RULES.escalation.exacerbated_regressions))
        if not last or last[0]["week_on"] == self._last_review[person.user_id]:
            return
        self._last_review[person.user_id] = last[0]["week_on"]
        if datetime.fromisoformat(last[0]["made_at"]) != context.now:
            return  # made while nothing was said, under a hold that is over by now
        profile = context.profile
        open_rules = {hold.rule for hold in holds.open_of(context.tx, person.user_id)}
        if profile is None or profile.first_walk_on is None or not open_rules.isdisjoint(STOPPING):
            return
        taken_back = [row["outcome"] for row in last] == [REGRESS] * RULES.escalation.exacerbated_regressions
        if taken_back and _a_week_apart(last):
            self._note(context, EXACERBATED, true=True)
        today = context.today
        first = min(today - LOOK_BACK, profile.first_walk_on - LOOK_BACK)
        logged = walks.since(context.tx, person.user_id, first)
        scores = now_scores(logged, pain_reports.since(context.tx, person.user_id, first))
        looked = [holds.last_checked_at(context.tx, person.user_id)]
        looked.append(visits.last_went_at(context.tx, person.user_id))
        assessed_at = max((at for at in looked if at), default=None)
        assessed_on = context.day_of(assessed_at) if assessed_at else None
        if self._grown(person, context, by_day(scores), profile.first_walk_on, today):
            return  # one thing at a time
        found = rule.persistent(scores, profile.first_walk_on, today, RULES.escalation, assessed_on)
        if found is None:
            return
        said_on = [day for day in advice.days_of(context.tx, person.user_id, found.rule) if day < today]
        if rule.says_again(said_on, today, found.rule == "PERSISTENT_SOON", RULES.escalation):
            self._true_since[person.user_id, found.rule] = context.now

    def _grown(self, person: Simulated, context: Context, days: dict[date, float], start_on: date, today: date) -> bool:
        """Tell whether pain has grown from week to week; note it where no such hold was open before."""
        of_user = holds.since(context.tx, person.user_id, start_on)
        flares = flare_days([hold.span for hold in of_user if hold.rule == FLARE], today, RULES.escalation)
        known = {day: pain for day, pain in days.items() if day not in flares and day < today}
        ended_at = holds.last_closed_at(context.tx, person.user_id, WORSENING)
        ended_on = context.day_of(ended_at) if ended_at else None
        if any(h.rule == WORSENING and h.closed_at is None and h.opened_at < context.now for h in of_user):
            return False
        weeks = by_week(known, RULES.escalation.scored_days)
        found = rule.worsening(weeks, start_on, today, RULES.escalation, ended_on)
        if found is not None:
            self._true_since[person.user_id, WORSENING] = context.now
        return found is not None

    def _given(self, person: Simulated, context: Context) -> None:
        """Take in new advice, and how long its criterion had been true."""
        sql = "SELECT * FROM advice WHERE user_id = ? AND advice_id > ? ORDER BY advice_id"
        for row in context.tx.all(sql, (person.user_id, self._last_advice[person.user_id])):
            self._last_advice[person.user_id] = row["advice_id"]
            self.advised[row["rule"]] += 1
            self.advised_people[row["rule"]].add(person.user_id)
            given_at = datetime.fromisoformat(row["given_at"])
            since = self._true_since.pop((person.user_id, row["rule"]), given_at)
            self.delays[row["rule"]].append((given_at - since).total_seconds() / 60)
            if row["evidence"] in ("", "{}", "null") or not row["version"]:
                self._report("advice_without_evidence", person, row["rule"])

    def _late(self, person: Simulated, context: Context) -> None:
        """Report what is true and was not said."""
        for (user_id, name), since in self._true_since.items():
            if user_id == person.user_id and since == context.now:
                self._report("advice_late", person, name)


def _is_over(context: Context, walk: Walk) -> bool:
    return not isinstance(context, Walker) or asking.next_question(context, walk) is None


def _ended(walk: Row) -> bool:
    """Tell whether the check-in of a walk was answered to the end; one that severe pain broke off was not."""
    return walk["minutes"] is not None and walk["worst_pain"] is not None and walk["undone_at"] is None


def _a_week_apart(reviews: Sequence[Row]) -> bool:
    mondays = [date.fromisoformat(row["week_on"]) for row in reviews]
    return all(newer - older == timedelta(weeks=1) for newer, older in pairwise(mondays))
