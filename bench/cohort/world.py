"""A few people who share one store and one clock, for half a year."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bench.cohort.answers import answer, red_flag
from bench.cohort.habits import look
from bench.cohort.person import DAY, Simulated
from bench.cohort.watch import Watch
from bot.facts import people
from bot.store.delivery import nudges
from tests.support.story import LIBRARY, Story

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)  # both changes of the clock lie within the half year that follows
GROUP = 20
RETRY = timedelta(minutes=10)
OVER = 2
GOAL = (30, 5)


@dataclass
class Outcome:
    """What became of some people. `minutes`: walked, by person and week from 0 on; `used`: taps and words, by flow.

    `reviews`: how often each outcome was found for each reason.
    """

    people: int = 0
    active: Counter[int] = field(default_factory=Counter)
    minutes: dict[int, list[int]] = field(default_factory=dict)
    reached_goal: dict[int, int] = field(default_factory=dict)
    stopped: set[int] = field(default_factory=set)  # who stopped logging on the way
    advised: Counter[str] = field(default_factory=Counter)
    advised_people: Counter[str] = field(default_factory=Counter)
    delays: dict[str, list[float]] = field(default_factory=dict)
    broken: dict[str, list[str]] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)
    reviews: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    updates: int = 0
    ticks: int = 0
    nudges: int = 0

    def add(self, other: "Outcome") -> None:
        """Take in another group."""
        self.people += other.people
        self.active += other.active
        self.minutes |= other.minutes
        self.reached_goal |= other.reached_goal
        self.stopped |= other.stopped
        self.advised += other.advised
        self.advised_people += other.advised_people
        for rule, delays in other.delays.items():
            self.delays.setdefault(rule, []).extend(delays)
        for invariant, examples in other.broken.items():
            self.broken.setdefault(invariant, []).extend(examples)
        self.used += other.used
        self.reviews += other.reviews
        self.kinds += other.kinds
        self.updates += other.updates
        self.ticks += other.ticks
        self.nudges += other.nudges


async def live(seed: str, first_id: int, people: int, weeks: int) -> Outcome:
    """Let some people live through so many weeks and return what became of them."""
    async with Story.open(START) as story:
        world = [Simulated(story, first_id + number, seed, 7 * weeks) for number in range(people)]
        story.people = {person.user_id: person for person in world}
        watch, outcome = Watch(), Outcome(people=people)
        end = START + timedelta(weeks=weeks)
        for person in world:
            await _begin(person, watch)
        while True:
            due = await _next_nudge(story)
            first = min(world, key=lambda person: person.agenda[0][:2] if person.agenda else (end, 0))
            mine = first.agenda[0][0] if first.agenda else end
            at = max(min(due or end, mine), story.clock.instant)
            if at >= end:
                break
            if at.date() > story.clock.instant.date():
                await _days_over(world, watch, story.clock.instant.date(), at.date())
            story.clock.instant = at
            if due is not None and due <= mine:
                outcome.ticks += 1
                await story.engine.tick()
                await story.deliver()
                if await _next_nudge(story) == due:  # it would be due for ever
                    watch.broken["failed"].append(f"a nudge at {story.clock.instant:%Y-%m-%d %H:%M}")
                    story.clock.instant += RETRY
                for person in world:
                    if person.touched:
                        outcome.nudges += 1
                        await watch.after(person, person.news, by_itself=True)
                        person.news.clear()
                        person.nudged(look)
            else:
                outcome.updates += 1
                await first.pick_up(answer)
                await watch.after(first, first.news, by_itself=False)
                first.news.clear()
        story.clock.instant = end
        for person in world:
            await _measure(person, weeks, outcome)
            if person.stops_at is not None and person.stops_at < end:
                outcome.stopped.add(person.user_id)
            outcome.used += person.used
            outcome.kinds.update(person.traits.kinds())
        outcome.broken = dict(watch.broken)
        outcome.advised = watch.ladder.advised
        outcome.advised_people = Counter({rule: len(who) for rule, who in watch.ladder.advised_people.items()})
        outcome.delays = dict(watch.ladder.delays)
        return outcome


async def _begin(person: Simulated, watch: Watch) -> None:
    await person.say("/start")
    await person.converse(answer)
    for off in person.traits.days_off:
        await person.say("/settings")
        await person.tap_data(f"1:set:day:{off}", person.last)
    if person.traits.gentle:
        await person.tap_data("1:set:pace:gentle", person.last)
    await watch.after(person, person.news, by_itself=False)
    person.touched.clear()
    if person.traits.stops_on is not None:
        person.stops_at = START + timedelta(days=person.traits.stops_on)
    if person.traits.red_flag_on is not None:
        person.later(DAY * person.traits.red_flag_on, partial(red_flag, person))


async def _days_over(world: list[Simulated], watch: Watch, since: date, until: date) -> None:
    """Look back at the days that are over everywhere on earth when `until` begins, and were not on `since`."""
    story = world[0].story
    async with story.engine.database.transaction() as tx:
        for number in range((until - since).days):
            for person in world:
                context = people.meet(tx, person.user_id, story.clock.instant, LIBRARY, "en")
                watch.day_over(person, context, since + timedelta(days=number - OVER))


async def _next_nudge(story: Story) -> datetime | None:
    async with story.engine.database.transaction() as tx:
        return nudges.earliest_due(tx)


async def _measure(person: Simulated, weeks: int, outcome: Outcome) -> None:
    async with person.story.engine.database.transaction() as tx:
        rows = tx.all(
            "SELECT on_day, minutes FROM walks WHERE user_id = ? AND undone_at IS NULL AND minutes > 0",
            (person.user_id,),
        )
        doses = tx.all("SELECT * FROM doses WHERE user_id = ? ORDER BY dose_id", (person.user_id,))
        reviews = tx.all(
            "SELECT outcome, reason FROM reviews WHERE user_id = ? AND made_at < ?",
            (person.user_id, person.stops_at or datetime.max.replace(tzinfo=UTC)),
        )
    outcome.reviews.update((row["outcome"], row["reason"]) for row in reviews)
    by_week = [0] * weeks
    for row in rows:
        week = (datetime.fromisoformat(row["on_day"]).date() - START.date()).days // 7
        if 0 <= week < weeks:
            by_week[week] += row["minutes"]
    outcome.minutes[person.user_id] = by_week
    outcome.active.update(week for week, minutes in enumerate(by_week) if minutes)
    for row in doses:
        if row["minutes"] * row["bouts"] >= GOAL[0] and row["target_days"] >= GOAL[1]:
            from_on = datetime.fromisoformat(row["from_on"]).date()
            outcome.reached_goal.setdefault(person.user_id, (from_on - START.date()).days // 7)
            break
