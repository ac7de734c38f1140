"""The rules on simulated people, without flows or a store: thousands of half-years a minute, to judge and tune rules.

Only `bot.domain` decides what happens. What the flows make of it is the business of the whole cohort (`world`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from random import Random

from bench.cohort.body import SILENCES, SILENT, WALKS, Traits, says_more
from bench.cohort.pain import DAYS, Body, Pain
from bot.content import library
from bot.domain.checkin import CR10, Asking, Walk, asks_two_hours, due
from bot.domain.coaching.plan import (
    Dose,
    Factor,
    Offer,
    dose_after,
    gap_factor,
    longest_gap,
    offer,
    start_dose,
    target_days,
)
from bot.domain.coaching.profile import EVERY_DAY, GENTLE, STANDARD
from bot.domain.coaching.review import REGRESS, WeekFacts, review, taken_back
from bot.domain.coaching.week import colours_of, red_since, target_done
from bot.domain.day import programme_week, week_start
from bot.domain.rules import Rules
from bot.domain.safety import escalation as ladder
from bot.domain.safety import flare, gate
from bot.domain.safety.colours import RED, asks_next_morning, colour, rise
from bot.domain.safety.escalation import HALVING, STOPPING, WORSENING, Hold
from bot.domain.safety.flare import FLARE
from bot.domain.safety.level import calmed, flare_days, own_level
from bot.domain.safety.scores import NowScore, before, by_day, by_week

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST = START.date()
WEEK = timedelta(days=7)
EASING = (*STOPPING, *HALVING, FLARE)
GOAL = Dose(30, 1, 5)
EXACERBATED = "EXACERBATED_BY_WALKING"
GUIDED, ANSWERS, BEGINS_FLARE, CHECKED = 0.5, 0.7, 0.7, 0.4
"""Invented: walks that begin at the gate; follow-ups answered; flares said when asked; stops looked at in a week."""
EFFORT_FROM = 1.0
YOUNG, STANDARD_PAIN = "18-64", 5
"""Who may walk at the standard pace; half a point of the level is no matter here."""


@dataclass(frozen=True)
class Who:
    """A person and how they take part. `start`: comfortable minutes as they say; None: they do not know."""

    pain: Pain
    start: int | None = 12
    style: str = STANDARD
    done: float = 1.0  # chance that they walk on a day
    stops_on: int | None = None
    walk_days: tuple[int, ...] = EVERY_DAY
    all_before: bool = False  # tells the pain before every walk
    often: str | None = None
    age: str | None = None
    lapses: bool = False  # is not seen for some days now and then

    @classmethod
    def of(cls, traits: Traits) -> "Who":
        """Return somebody of the whole cohort, as far as the rules alone know them."""
        said = traits.says_minutes[0]
        pain = traits.pain
        quick = not traits.gentle and traits.age == YOUNG and pain.level <= STANDARD_PAIN and not traits.start_flags
        return cls(
            pain,
            start=None if said == "unsure" else int(said),
            style=STANDARD if quick else GENTLE,
            done=WALKS[traits.habit],
            stops_on=traits.stops_on,
            walk_days=tuple(day for day in EVERY_DAY if day not in traits.days_off),
            often=traits.often,
            age=traits.age,
            lapses=traits.habit == "lapsing",
        )


@dataclass
class Lived:
    """What became of one half-year."""

    goal_week: int | None = None
    minutes: list[int] = field(default_factory=lambda: [0] * (DAYS // 7))
    doses: list[int] = field(default_factory=list)  # minutes of a target walk, week by week
    alarms: Counter[str] = field(default_factory=Counter)
    first_alarm: dict[str, int] = field(default_factory=dict)  # day
    held_days: int = 0
    reds: list[int] = field(default_factory=lambda: [0] * (DAYS // 7))
    reviews: Counter[str] = field(default_factory=Counter)
    days: int = 0
    treated: list[int] = field(default_factory=list)  # days on which a professional eased the pain by a point
    severe_starts: int = 0  # walks begun with severe pain that no gate was told
    questions: list[list[int]] = field(default_factory=lambda: [[], [], []])  # a walk day, weeks 1-2, 3-8, 9-26


class Life:
    """One person under the rules, day by day."""

    def __init__(self, who: Who, rules: Rules, seed: str) -> None:
        self.who, self.rules, self.random = who, rules, Random(seed)
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

    def live(self) -> Lived:
        """Live through half a year, or until they stop logging."""
        until = min(DAYS, self.who.stops_on or DAYS)
        for number in range(until):
            self.body.night()
            self.today, self.now = FIRST + timedelta(days=number), START + timedelta(days=number)
            self._day(number)
        self.lived.days = until
        return self.lived

    # The holds ---------------------------------------------------------------------------------------------------

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

    # A day -------------------------------------------------------------------------------------------------------

    def _day(self, number: int) -> None:
        if number and self.today.weekday() == 0:
            self._monday()
        self._settle()
        if not self.open().isdisjoint(EASING):
            self.lived.held_days += 1
        if number < self.gone_until or self.today.weekday() not in self.who.walk_days:
            return
        if self.who.lapses and self.random.random() < SILENT:
            self.gone_until = number + self.random.choice(SILENCES)
            return
        if self.random.random() >= self.who.done:
            return
        if not self.open().isdisjoint(STOPPING):
            return
        self._morning()
        self._walk(number // 7)

    def _settle(self) -> None:
        rules = self.rules
        for hold in [hold for hold in self.holds if hold.closed_at is None]:
            recent = [walk for walk in self.walks[-20:] if walk.on_day >= self.today - timedelta(days=20)]
            if hold.rule in STOPPING:
                if (self.today - hold.opened_on).days % 7 == 3 and self.random.random() < CHECKED:
                    self.body.treated()
                    self.lived.treated.append((self.today - FIRST).days)
                    self._close(hold.rule, "checked")
            elif hold.rule == FLARE:
                over = flare.calm(self.days, hold.opened_on, rules.flare)
                asked = (self.today - hold.opened_on).days >= rules.flare.asks_after and not self.body.flare_days
                if over or asked:
                    self._close(FLARE, "settled")
            elif ladder.settled(hold, recent, self._recent_scores(), self.today, rules.colours, rules.escalation):
                self._close(hold.rule, "settled")

    def _recent_scores(self) -> list[NowScore]:
        return self.scores[-40:]

    def _before(self, walk: Walk) -> float | None:
        return before(walk, self.scores[-16:])

    def _morning(self) -> None:
        """Answer whether yesterday's walk has settled."""
        last = self.walks[-1] if self.walks else None
        if last is None or last.on_day != self.today - timedelta(days=1):
            return
        if asks_next_morning(last, self._before(last), self.rules.colours):
            self._asked(1)
            if self.random.random() < ANSWERS:
                self.walks[-1] = replace(last, settled=self.body.settled())
                self._exacerbated()

    def _score(self, pain: int) -> None:
        self.scores.append(NowScore(self.today, self.now, pain))
        self.days[self.today] = pain

    def _asked(self, count: int) -> None:
        week = (self.today - FIRST).days // 7
        band = self.lived.questions[0 if week < 2 else 1 if week < 8 else 2]
        self._questions += count
        if band and self._questions > count:
            band[-1] = self._questions
        else:
            band.append(self._questions)

    def _walk(self, week: int) -> None:
        rules, body = self.rules, self.body
        self._questions = 0
        pain = body.pain()
        guided = self.random.random() < GUIDED
        scored = guided and self._tells(pain)
        usual_half = scored and gate.halves(pain, self.days, self.today, rules.gate, rules.flare)
        if scored:
            self._score(pain)
            self._asked(1)
            if ladder.is_severe(pain, rules.escalation):
                self._severe(pain)
                return
        self.lived.severe_starts += ladder.is_severe(pain, rules.escalation)
        offered = self.offer(usual_half)
        self.offers[self.today] = offered
        walk = Walk(
            len(self.walks),
            1,
            self.today,
            offered_minutes=offered.total,
            target=offered.target,
            gate_pain=pain if scored else None,
            started_at=self.now if guided else None,
        )
        asking = self._asking(walk)
        asked = due(walk, asking, rules.checkins)
        worst = body.walk(offered.minutes)
        self._asked(len(asked) - 1)  # minutes come with the tap that says "done"
        walk = replace(walk, minutes=offered.total, worst_pain=worst, logged_at=self.now)
        if "before_pain" in asked or (self.who.all_before and not scored):
            walk = replace(walk, before_pain=pain)
            self._score(pain)
        if "effort" in asked:
            ratio = offered.minutes / body.capacity
            walk = replace(walk, effort="hard" if ratio > EFFORT_FROM else "steady" if ratio > 0.5 else "easy")
        self.since_two_hours += 1
        if asks_two_hours(walk, rise(walk, self._before(walk)), asking, rules.checkins):
            self._asked(1)
            self.since_two_hours = 0
            if self.random.random() < ANSWERS:
                walk = replace(walk, two_hour_pain=body.pain())
        self.walks.append(walk)
        self.dose_walks += 1
        self.lived.minutes[week] += offered.total
        if colour(walk, self._before(walk), rules.colours) == RED:
            self.lived.reds[week] += 1
        severe = ladder.is_severe(worst, rules.escalation, worst=True)
        later = walk.two_hour_pain is not None and ladder.is_severe(walk.two_hour_pain, rules.escalation)
        told = max(s for s in (worst, walk.two_hour_pain, walk.gate_pain, walk.before_pain) if s is not None)
        self.severe_scores.append(told)
        if severe or later or (walk.before_pain is not None and ladder.is_severe(walk.before_pain, rules.escalation)):
            self.severe_scores.pop()
            self._severe(told)
        self._exacerbated()
        self._flare()

    def _tells(self, pain: int) -> bool:
        """Tell whether the gate hears a score: it asks for one, or pain is said to be more than usual."""
        rules, monday = self.rules, week_start(self.today)
        recent = dict(list(self.days.items())[-20:])
        scored_days = sum(monday <= day for day in recent)
        if self.open() or scored_days < rules.checkins.before_days:
            return True
        setting = gate.Setting(
            day=self.today,
            plain=self.offer(False).reason is None,
            programme_week=programme_week(FIRST, monday),
            scored_days=scored_days,
            days=recent,
            own_level=self.own,
            walks=[(w.on_day, colour(w, self._before(w), rules.colours)) for w in self.walks[-rules.gate.calm_walks :]],
        )
        if gate.asks_score(setting, rules.gate, rules.checkins, rules.flare):
            return True
        return says_more(self.random, pain - (flare.usual(recent, self.today, rules.flare) or 0))

    def _asking(self, walk: Walk) -> Asking:
        monday = week_start(self.today)
        targets = target_days(self.who.walk_days, self.dose.target_days, self.rules.dosing)
        return Asking(
            programme_week=programme_week(FIRST, monday),
            scored_days=sum(monday <= day for day in list(self.days)[-7:]),
            dose_walks=self.dose_walks,
            last_target=walk.target and self.today.weekday() == max(targets),
            new_move=False,
            since_two_hours=self.since_two_hours,
        )

    def _gap(self) -> int:
        """Return the longest gap that is open, or ended within the week before."""
        after = self.today - timedelta(days=self.rules.dosing.gap_days)
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
        gap = gap_factor(self._gap(), rules.dosing)
        if gap:
            factors.append(gap)
        ramp = self.today - timedelta(days=rules.escalation.ramp_days)
        if any(h.rule in EASING and h.closed_at and h.closed_at.date() > ramp for h in self.holds):
            factors.append(Factor("ramp", rules.escalation.ramp_factor))
        return offer(self.today, self.dose, self.who.walk_days, factors, rules.dosing)

    # The rules ---------------------------------------------------------------------------------------------------

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
            self._asked(1)
            self.lived.alarms["FLARE_ASKED"] += 1
            if self.body.flare_days and self.random.random() < BEGINS_FLARE:
                self._put(FLARE)

    def _decide(self, dose: Dose) -> None:
        if dose != self.dose:
            self.dose, self.dose_walks = dose, 0

    def _monday(self) -> None:
        rules = self.rules
        monday = self.today - WEEK
        week = [walk for walk in self.walks[-16:] if walk.on_day >= monday]
        earlier = [walk for walk in self.walks[-32:] if monday - WEEK <= walk.on_day < monday]
        scores = self._recent_scores()
        colours = colours_of(week, scores, rules.colours)
        late = red_since(self.colours, colours_of(earlier, scores, rules.colours))
        self._weeks(monday)
        held = [h for h in self.holds if h.rule in EASING and (h.closed_at is None or h.closed_at.date() >= monday)]
        held_days = {
            day
            for hold in held
            for day in (monday + timedelta(days=n) for n in range(7))
            if hold.opened_on <= day <= (hold.closed_at.date() if hold.closed_at else self.today)
        }
        targets = target_days(self.who.walk_days, self.dose.target_days, rules.dosing)
        planned = [d for d in (monday + timedelta(days=n) for n in range(7)) if d.weekday() in targets]
        planned = [day for day in planned if day not in held_days]
        gap = self._gap()
        facts = WeekFacts(
            number=programme_week(FIRST, monday),
            stopped=not self.open().isdisjoint(STOPPING),
            planned=len(planned),
            done=sum(target_done([w], rules.dosing) for w in week if w.on_day in planned),
            checkins=len(week),
            colours=(*colours, *late),
            efforts=tuple(CR10[walk.effort] for walk in week if walk.effort),
            style=self.who.style,
            walk_days=self.who.walk_days,
            target_colours=tuple(found for walk, found in zip(week, colours, strict=True) if walk.target),
            away=gap >= rules.dosing.gap_short_from,
            held_days=len(held_days),
            held_now=any(h.closed_at is None for h in held),
            worsening=WORSENING in self.open(),
        )
        self.colours = colours
        dose = dose_after(gap, self.dose, self.start, rules.dosing)
        found = review(facts, dose, rules.dosing, rules.reviewing)
        self.lived.reviews[f"{found.outcome} {found.reason}"] += 1
        self._decide(found.dose)
        self.regressed = self.regressed + 1 if found.outcome == REGRESS else 0
        if self.regressed >= rules.escalation.exacerbated_regressions and EXACERBATED not in self.open():
            self._alarm(EXACERBATED, "soon")
        self.lived.doses.append(self.dose.minutes * self.dose.bouts)
        reached = self.dose.minutes * self.dose.bouts >= GOAL.minutes and self.dose.target_days >= GOAL.target_days
        if reached and self.lived.goal_week is None:
            self.lived.goal_week = (self.today - FIRST).days // 7

    def _weeks(self, monday: date) -> None:
        """Judge the weeks that are over."""
        rules = self.rules.escalation
        flares = [h.span for h in self.holds if h.rule == FLARE]
        left_out = flare_days(flares, self.today, rules)
        days = {day: pain for day, pain in self.days.items() if day not in left_out and day < self.today}
        weeks = by_week(days, rules.scored_days)
        week = programme_week(FIRST, monday)
        self.own = own_level(weeks, self.today, week, rules)
        opened = next((h for h in self.holds if h.rule == WORSENING and h.closed_at is None), None)
        if opened is not None:
            level = own_level(weeks, opened.opened_on - 2 * WEEK, week, rules)
            if calmed({w: p for w, p in weeks.items() if w == monday}, opened.opened_on, level, rules):
                self._close(WORSENING, "settled")
        else:
            ended = self._ended(WORSENING)
            found = ladder.worsening(weeks, FIRST, self.today, rules, ended.date() if ended else None)
            if found:
                self._alarm(WORSENING, "soon")
        found = ladder.persistent(self.scores, FIRST, self.today, rules)
        if found is not None:
            soft = found.rule == "PERSISTENT_SOON"
            given = [FIRST] * self.soft if soft else self.persistent_on
            if ladder.says_again(given, self.today, soft, rules):
                self._alarm(found.rule, found.level)
                self.soft = self.soft or soft
                self.persistent_on += [] if soft else [self.today]


def lives(who: Who, people: int, rules: Rules, seed: str) -> Iterator[Lived]:
    """Let so many people of a kind live through half a year."""
    for number in range(people):
        yield Life(who, rules, f"{seed}:{who.pain.kind}:{who.style}:{number}").live()


def rules_alone(people: int, seed: str) -> dict[int, list[int]]:
    """Return minutes by person and week of the people of a cohort, one half-year of each under the rules alone."""
    rules = library.load().rules
    numbers = range(1, people + 1)
    return {n: Life(Who.of(Traits.of(seed, n, DAYS)), rules, f"{seed}:{n}").live().minutes for n in numbers}
