"""What is known of one person under the rules alone, and the rules that speak at once: see `quick`."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from random import Random

from bench.cohort.pain import Body
from bench.cohort.quick_who import Lived, Who
from bot.domain.checkin import Walk
from bot.domain.coaching.plan import Dose, Factor, Offer, gap_factor, longest_gap, offer, start_dose
from bot.domain.coaching.review import taken_back
from bot.domain.rules import Rules
from bot.domain.safety import escalation as ladder
from bot.domain.safety import flare
from bot.domain.safety.colours import RED, colour, rise
from bot.domain.safety.escalation import HALVING, STOPPING, Hold
from bot.domain.safety.flare import FLARE
from bot.domain.safety.scores import NowScore, before, by_day

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST = START.date()
EASING = (*STOPPING, *HALVING, FLARE)
EXACERBATED = "EXACERBATED_BY_WALKING"
LATE_FROM = 8
"""Weeks before those whose questions are told apart."""
BEGINS_FLARE = 0.7
"""Invented: flares said when asked."""


class UnderRules:
    """One person, the facts that the rules ask for, and the holds."""

    def __init__(self, who: Who, rules: Rules, seed: str) -> None:
        self.who, self.rules, self.random = who, rules, Random(seed)
        self.today, self.now = FIRST, START
        self.questions = 0  # of the walk day so far
        self.body = Body(who.pain, self.random)
        first = self.body.pain()
        dosing = rules.dosing
        self.dose = start_dose(who.start, who.often, who.age, first, dosing)
        self.start = self.dose
        self.walks: list[Walk] = []
        self.days: dict[date, float] = {}
        self.scores: list[NowScore] = [NowScore(FIRST, START, first)]
        self.days = by_day(self.scores)
        self.holds: list[Hold] = []
        self.lived = Lived()
        self.offers: dict[date, Offer] = {}
        self.asked_on: date | None = None
        self.own: Fraction | None = None
        self.regressed = 0
        self.dose_walks = self.since_two_hours = 0
        self.colours: tuple[str, ...] = ()
        self.severe_scores: list[int] = []
        self.persistent_on: list[date] = []
        self.soft = False
        self.gone_until = 0  # the number of a day

    def open(self) -> set[str]:
        """Return the rules of open holds."""
        return {hold.rule for hold in self.holds if hold.closed_at is None}

    def _put(self, name: str) -> None:
        if name not in self.open():
            self.holds.append(Hold(len(self.holds), 1, name, self.now, self.today))

    def _close(self, name: str, by: str) -> None:
        self.holds = [
            replace(hold, closed_at=self.now, closed_by=by) if hold.rule == name and hold.closed_at is None else hold
            for hold in self.holds
        ]

    def _alarm(self, name: str, level: str) -> None:
        self.lived.alarms[name] += 1
        self.lived.first_alarm.setdefault(name, (self.today - FIRST).days)
        if ladder.opens_hold(name, level):
            self._put(name)

    def _ended(self, name: str) -> datetime | None:
        return max((h.closed_at for h in self.holds if h.rule == name and h.closed_at is not None), default=None)

    def _recent_scores(self) -> list[NowScore]:
        return self.scores[-40:]

    def _before(self, walk: Walk) -> float | None:
        return before(walk, self.scores[-16:])

    def _score(self, pain: int) -> None:
        self.scores.append(NowScore(self.today, self.now, pain))
        self.days[self.today] = pain

    def _asked(self, *what: str) -> None:
        """Count questions, those of the next morning with the walk before it."""
        week = (self.today - FIRST).days // 7
        band = self.lived.questions[0 if week < 2 else 1 if week < 8 else 2]
        self.questions += len(what)
        if week >= LATE_FROM:
            self.lived.asked.update(what)
        if band and self.questions > len(what):
            band[-1] = self.questions
        else:
            band.append(self.questions)

    def _decide(self, dose: Dose) -> None:
        if dose != self.dose:
            self.dose, self.dose_walks = dose, 0

    def _gap(self, days: int) -> int:
        """Return the longest gap that is open, or ended less than so many days ago."""
        after = self.today - timedelta(days=days)
        if self.walks and self.walks[-1].on_day == self.today - timedelta(days=1) and len(self.walks) > 8:
            first = self.walks[-8].on_day
            if (self.today - first).days < self.rules.dosing.gap_short_from:
                return 1  # walked every day
        return longest_gap([walk.on_day for walk in self.walks[-9:]], after, self.today)

    def offer(self, gate_halves: bool) -> Offer:
        """Return what today asks for."""
        rules = self.rules
        factors = [Factor(name, rules.dosing.hold_factor) for name in self.open() if name in HALVING]
        if FLARE in self.open():
            factors.append(Factor(FLARE, rules.flare.factor, of_easy=True, least=rules.flare.least_minutes))
        if gate_halves:
            factors.append(Factor("gate", rules.gate.half_factor))
        last = self.walks[-1] if self.walks else None
        if last is not None and colour(last, self._before(last), rules.colours) == RED:
            factors.append(Factor("after_red", rules.dosing.after_red_factor))
        gap = gap_factor(self._gap(rules.dosing.gap_days), rules.dosing)
        if gap:
            factors.append(gap)
        ramp = self.today - timedelta(days=rules.escalation.ramp_days)
        if any(h.rule in EASING and h.closed_at and h.closed_at.date() > ramp for h in self.holds):
            factors.append(Factor("ramp", rules.escalation.ramp_factor))
        return offer(self.today, self.dose, self.who.walk_days, factors, rules.dosing)

    def _severe(self, score: int) -> None:
        self.severe_scores.append(score)
        found = ladder.severe(score, self.severe_scores, sudden=False, rules=self.rules.escalation)
        self._alarm(found.rule, found.level)

    def _exacerbated(self) -> None:
        rules, last = self.rules, self.walks[-1]
        level = self._before(last)
        hurt = (
            colour(last, level, rules.colours) == RED or (rise(last, level) or 0) >= rules.escalation.exacerbated_rise
        )
        if not hurt or EXACERBATED in self.open():
            return  # only a walk that hurt makes it true
        window = self.walks[-3 * rules.escalation.exacerbated_window :]
        since = self._ended(EXACERBATED)
        if ladder.exacerbated(window, self.scores[-40:], rules.colours, rules.escalation, since):
            self._alarm(EXACERBATED, "soon")
            self._decide(taken_back(self.dose, rules.escalation.exacerbated_factor, rules.reviewing))

    def _flare(self) -> None:
        if FLARE in self.open() or not self.open().isdisjoint(STOPPING):
            return
        ended = self._ended(FLARE)
        recent = dict(list(self.days.items())[-25:])
        if flare.asks(recent, self.today, self.asked_on, ended.date() if ended else None, self.rules.flare):
            self.asked_on = self.today
            self._asked("flare")
            self.lived.alarms["FLARE_ASKED"] += 1
            if self.body.flare_days and self.random.random() < BEGINS_FLARE:
                self._put(FLARE)
