"""A simulated person and their phone: what they pick it up for, what they read on it, how they go on until done.

They know buttons by what they mean (their data), never by their words. What they answer is in `answers`, what they do
by themselves in `habits`; both come honestly from their body.
"""

import heapq
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from bench.cohort.body import CITIES, Traits
from bench.cohort.pain import Body
from bot.chat.callbacks import decode
from tests.support.story import Bubble, Person, Story

Tap: TypeAlias = tuple[str, ...]
Answer: TypeAlias = str | tuple[Bubble, Tap]
BUBBLES_KEPT = 400
TAPS_AT_MOST = 40
"""A conversation that goes on for longer is a fault of the flows."""
TAPS_TWICE = 0.01
DAY = 24 * 60


class Simulated(Person):
    """One of them. `agenda` holds when they will next pick up the phone, and what for."""

    def __init__(self, story: Story, user_id: int, seed: str, days: int) -> None:
        super().__init__(story, user_id, "en")
        self.random = Random(f"{seed}:{user_id}")
        self.traits = Traits.draw(self.random, days)
        self.body = Body(self.traits.pain, self.random)
        self.agenda: list[tuple[datetime, int, Callable[[], Answer | None]]] = []
        self.touched: list[Bubble] = []
        self.news: list[Bubble] = []
        self.city = self.traits.city
        self.flags: set[str] = set(self.traits.start_flags)
        self.marked: set[Tap] = set()
        self.wants: set[str] = set()  # what they opened a list or the settings for
        self.thought_of: set[str] = set()
        self.gone_until: datetime | None = None
        self.stops_at: datetime | None = None  # from then on they answer nothing any more
        self.walked_on: date | None = None
        self.worst = 0
        self.effort = "easy"
        self.startled = False
        self.ended_on_fault = ""
        self.used: Counter[str] = Counter()
        self.rescheduled: set[date] = set()  # days on which they changed when the bot may write

    @property
    def zone(self) -> ZoneInfo:
        """Where they are."""
        return ZoneInfo(CITIES[self.city])

    @property
    def day(self) -> date:
        """The date that their clock shows."""
        return self.story.clock.instant.astimezone(self.zone).date()

    def wanted_once(self, what: str) -> bool:
        """Tell whether this is the first time that they think of something."""
        new = what not in self.thought_of
        self.thought_of.add(what)
        return new

    def chance(self, probability: float) -> bool:
        """Tell whether something happens that has this probability."""
        return self.random.random() < probability

    def hear(self, call: dict[str, Any]) -> None:
        """Take one call of the bot; keep what it touched."""
        super().hear(call)
        self.lines.clear()
        del self.bubbles[:-BUBBLES_KEPT]
        if call["method"] in ("sendMessage", "editMessageText"):
            identity = call["params"].get("message_id")
            bubble = next((b for b in reversed(self.bubbles) if b.message_id == identity), self.bubbles[-1])
            self.touched.append(bubble)
            self.news.append(bubble)

    def later(self, minutes: float, what: Callable[[], Answer | None]) -> None:
        """Put something on the agenda."""
        due = self.story.clock.instant + timedelta(minutes=minutes)
        heapq.heappush(self.agenda, (due.replace(microsecond=0), next(self.story.ids), what))

    async def pick_up(self, answer: Callable[["Simulated", list[Bubble]], Answer | None]) -> None:
        """Do what stands next on the agenda, and answer until nothing is asked any more."""
        _, _, what = heapq.heappop(self.agenda)
        self.body.wake(self.day)
        said = what()
        if said is not None:
            await self.do(said)
            await self.converse(answer)

    async def do(self, said: Answer) -> None:
        """Type, or tap; a hasty thumb taps twice."""
        if isinstance(said, str):
            self.used[said.split()[0] if said.startswith("/") else "typed"] += 1
            await self.say(said)
            return
        bubble, tap = said
        if tap[0] in ("set", "trip", "zone", "pause"):
            self.rescheduled.add(self.day)
        self.used[":".join(part for part in tap[:2] if not part.isdecimal())] += 1
        data = ":".join(("1", *tap))
        await self.tap_data(data, bubble)
        if self.chance(TAPS_TWICE):
            await self.tap_data(data, bubble)

    async def converse(self, answer: Callable[["Simulated", list[Bubble]], Answer | None]) -> None:
        """Answer until nothing is asked any more; who is startled puts the phone away first."""
        if self.startled:
            self.startled = False
            alarming, self.touched = self.touched, []
            self.later(30, lambda: answer(self, alarming))
            return
        asked: list[Bubble] = []
        for _ in range(TAPS_AT_MOST):
            touched, self.touched = self.touched, []
            asked = [bubble for bubble in asked if bubble not in touched] + touched
            said = answer(self, asked)
            if said is None:
                return
            # What else was asked in the same breath is answered afterwards.
            asked = [] if isinstance(said, str) else [bubble for bubble in asked if bubble is not said[0]]
            await self.do(said)
        self.ended_on_fault = f"the conversation never ended: {self.last.plain[:60]!r}"

    def nudged(self, look: Callable[["Simulated", Bubble], None]) -> None:
        """Look at what came by itself, some time later, or not at all."""
        touched, self.touched = self.touched, []
        now = self.story.clock.instant
        if not touched or (self.gone_until and now < self.gone_until) or (self.stops_at and now >= self.stops_at):
            return
        self.body.wake(self.day)
        for bubble in touched:
            look(self, bubble)

    def move(self, city: str) -> str:
        """Go to another city, and return its name."""
        self.rescheduled.add(self.day)
        self.city = city
        self.rescheduled.add(self.day)
        return city

    def walks(self, offered: int) -> int:
        """Walk about so many minutes; return how many it were."""
        minutes = max(1, round(offered * self.traits.overdoes))
        self.worst = self.body.walk(minutes)
        self.effort = "hard" if minutes > 1.4 * self.body.capacity else "steady" if minutes > 10 else "easy"
        self.walked_on = self.day
        return minutes


def taps_of(bubble: Bubble) -> list[Tap]:
    """Return what the buttons of a message mean."""
    found = (decode(button.get("callback_data", "")) for row in bubble.buttons for button in row)
    return [tap for tap in found if tap]


def tap_like(bubble: Bubble, *parts: str) -> Answer | None:
    """Return the first tap that begins with the first of these parts and holds the others."""
    return next(((bubble, tap) for tap in taps_of(bubble) if tap[0] == parts[0] and set(parts) <= set(tap)), None)


def by_score(bubble: Bubble, what: str, score: int) -> Answer | None:
    """Return the key of a score on the keypad of one question."""
    return next(((bubble, tap) for tap in taps_of(bubble) if what in tap and tap[-1] == str(score)), None)
