"""The rules on simulated people, without flows or a store: thousands of half-years a minute, to judge and tune rules.

Only `bot.domain` decides what happens. What the flows make of it is the business of the whole cohort (`world`).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bench.cohort.body import SILENCES, SILENT, Traits, says_more
from bench.cohort.pain import DAYS
from bench.cohort.quick_rules import EASING, FIRST, START
from bench.cohort.quick_weeks import Weeks
from bench.cohort.quick_who import Lived, Who
from bot.content import library
from bot.domain.checkin import Asking, Walk, asks_two_hours, due
from bot.domain.coaching.plan import target_days
from bot.domain.day import programme_week, week_start
from bot.domain.rules import Rules
from bot.domain.safety import escalation as ladder
from bot.domain.safety import flare, gate
from bot.domain.safety.colours import RED, asks_next_morning, colour, rise
from bot.domain.safety.escalation import STOPPING
from bot.domain.safety.flare import FLARE
from bot.domain.safety.scores import worst_by_day

GUIDED, ANSWERS, CHECKED = 0.5, 0.7, 0.4
"""Invented: walks that begin at the gate; follow-ups answered; stops looked at in a week."""
EFFORT_FROM = 1.0
ASKED = {"before_pain": "before", "worst_pain": "worst", "effort": "effort"}


class Life(Weeks):
    """One person under the rules, day by day."""

    def live(self) -> Lived:
        """Live through half a year, or until they stop logging."""
        until = min(DAYS, self.who.stops_on or DAYS)
        for number in range(until):
            self.body.night()
            self.today, self.now = FIRST + timedelta(days=number), START + timedelta(days=number)
            self._day(number)
        self.lived.days = until
        return self.lived

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
                over = flare.calm(self.days, worst_by_day(recent), hold.opened_on, rules.flare)
                asked = (self.today - hold.opened_on).days >= rules.flare.asks_after and not self.body.flare_days
                if over or asked:
                    self._close(FLARE, "settled")
            elif ladder.settled(hold, recent, self._recent_scores(), self.today, rules.colours, rules.escalation):
                self._close(hold.rule, "settled")

    def _morning(self) -> None:
        """Answer whether yesterday's walk has settled."""
        last = self.walks[-1] if self.walks else None
        if last is None or last.on_day != self.today - timedelta(days=1):
            return
        if asks_next_morning(last, self._before(last), self.rules.colours):
            self._asked("next morning")
            if self.random.random() < ANSWERS:
                self.walks[-1] = replace(last, settled=self.body.settled())
                self._exacerbated()

    def _walk(self, week: int) -> None:
        rules, body = self.rules, self.body
        self.questions = 0
        pain = body.pain()
        guided = self.random.random() < GUIDED
        scored = guided and self._tells(pain)
        usual_half = scored and gate.halves(pain, self.days, self.today, rules.gate, rules.flare)
        if scored:
            self._score(pain)
            self._asked("before")
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
        asking = self._asking(walk, eased=offered.reason is not None)
        asked = due(walk, asking, rules.checkins)
        worst = body.walk(offered.minutes)
        self._asked(*(ASKED[field] for field in asked if field in ASKED))  # minutes come with the tap that says "done"
        walk = replace(walk, minutes=offered.total, worst_pain=worst, logged_at=self.now)
        if "before_pain" in asked or (self.who.all_before and not scored):
            walk = replace(walk, before_pain=pain)
            self._score(pain)
        if "effort" in asked:
            ratio = offered.minutes / body.capacity
            walk = replace(walk, effort="hard" if ratio > EFFORT_FROM else "steady" if ratio > 0.5 else "easy")
        self.since_two_hours += 1
        if asks_two_hours(walk, rise(walk, self._before(walk)), asking, rules.checkins):
            self._asked("two hours")
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

    def _asking(self, walk: Walk, *, eased: bool) -> Asking:
        monday = week_start(self.today)
        targets = target_days(self.who.walk_days, self.dose.target_days, self.rules.dosing)
        return Asking(
            programme_week=programme_week(FIRST, monday),
            scored_days=sum(monday <= day for day in list(self.days)[-7:]),
            dose_walks=self.dose_walks,
            last_target=walk.target and self.today.weekday() == max(targets),
            new_move=False,
            since_two_hours=self.since_two_hours,
            eased=eased,
        )


def lives(who: Who, people: int, rules: Rules, seed: str) -> Iterator[Lived]:
    """Let so many people of a kind live through half a year."""
    for number in range(people):
        yield Life(who, rules, f"{seed}:{who.pain.kind}:{who.style}:{number}").live()


def rules_alone(people: int, seed: str) -> dict[int, list[int]]:
    """Return minutes by person and week of the people of a cohort, one half-year of each under the rules alone."""
    rules = library.load().rules
    numbers = range(1, people + 1)
    return {n: Life(Who.of(Traits.of(seed, n, DAYS)), rules, f"{seed}:{n}").live().minutes for n in numbers}
