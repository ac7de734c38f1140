"""Mondays under the rules alone: the week that is over, the weeks before it, and the next dose: see `quick`."""

from datetime import date, timedelta

from bench.cohort.quick_rules import EASING, EXACERBATED, FIRST, UnderRules
from bot.domain.checkin import CR10
from bot.domain.coaching.plan import Dose, dose_after, target_days
from bot.domain.coaching.review import REGRESS, WeekFacts, review
from bot.domain.coaching.week import colours_of, red_since, target_done
from bot.domain.day import programme_week
from bot.domain.safety import escalation as ladder
from bot.domain.safety.escalation import STOPPING, WORSENING
from bot.domain.safety.flare import FLARE
from bot.domain.safety.level import calmed, flare_days, own_level
from bot.domain.safety.scores import by_week

WEEK = timedelta(days=7)
GOAL = Dose(30, 1, 5)


class Weeks(UnderRules):
    """One person, with what each Monday makes of their weeks."""

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
        gap = self._gap(rules.dosing.gap_days)
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
            away=self._gap(rules.dosing.gap_days + 1) >= rules.dosing.gap_short_from,
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
