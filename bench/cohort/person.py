"""What a simulated person does with the chat: reads the newest message and taps one of its buttons, or lets it be.

They know buttons by what they mean (their data), never by their words, and answer honestly from their body.
"""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bench.cohort.body import CITIES, WALKS, WORDS, Body, Traits
from bot.chat.callbacks import decode
from tests.support.story import Bubble, Person, Story

Tap = tuple[str, ...]
BUBBLES_KEPT = 400
TAPS_AT_MOST = 40
"""A conversation that goes on for longer is a fault of the flows."""


class Simulated(Person):
    """One of them. `agenda` holds when they will next pick up the phone, and what for."""

    def __init__(self, story: Story, user_id: int, seed: str, days: int) -> None:
        super().__init__(story, user_id, "en")
        self.random = Random(f"{seed}:{user_id}")
        self.traits = Traits.draw(self.random, days)
        self.body = Body(self.traits, self.random)
        self.agenda: list[tuple[datetime, int, Callable[[], object]]] = []
        self.touched: list[Bubble] = []
        self.news: list[Bubble] = []
        self.flags: set[str] = set(self.traits.start_flags)
        self.marked: set[Tap] = set()
        self.gone_until: datetime | None = None
        self.worst = 0
        self.effort = "easy"
        self.ended_on_fault = ""
        self.startled = False

    @property
    def zone(self) -> ZoneInfo:
        """Where they live."""
        return ZoneInfo(CITIES[self.traits.city])

    def hear(self, call: dict[str, Any]) -> None:
        """Take one call of the bot; keep what it touched."""
        super().hear(call)
        self.lines.clear()
        del self.bubbles[:-BUBBLES_KEPT]
        if call["method"] in ("sendMessage", "editMessageText"):
            identity = call["params"].get("message_id")
            bubble = next((b for b in self.bubbles if b.message_id == identity), self.bubbles[-1])
            self.touched.append(bubble)
            self.news.append(bubble)

    def later(self, minutes: float, what: Callable[[], object]) -> None:
        """Put something on the agenda."""
        due = self.story.clock.instant + timedelta(minutes=minutes)
        heapq.heappush(self.agenda, (due.replace(microsecond=0), next(self.story.ids), what))

    async def begin(self) -> None:
        """Set the bot up."""
        await self.say("/start")
        await self.converse()

    async def pick_up(self) -> None:
        """Do what stands next on the agenda."""
        _, _, what = heapq.heappop(self.agenda)
        self.body.wake(self.story.clock.instant.astimezone(self.zone).date())
        outcome = what()
        if isinstance(outcome, str):
            await self.say(outcome)
            await self.converse()
        elif isinstance(outcome, tuple):
            bubble, tap = outcome
            await self._tap(bubble, tap)
            await self.converse()

    async def converse(self) -> None:
        """Answer until nothing is asked any more; who is startled puts the phone away first."""
        if self.startled:
            self.startled = False
            asked = self.last
            self.later(30, partial(self._screen, asked, _taps(asked)))
            return
        for _ in range(TAPS_AT_MOST):
            touched, self.touched = self.touched, []
            answer = self._answer(touched)
            if answer is None:
                return
            if isinstance(answer, str):
                await self.say(answer)
            else:
                await self._tap(*answer)
        self.ended_on_fault = f"the conversation never ended: {self.last.plain[:60]!r}"

    def nudged(self) -> None:
        """Look at what came by itself, some time later, or not at all."""
        touched, self.touched = self.touched, []
        if not touched or (self.gone_until and self.story.clock.instant < self.gone_until):
            return
        self.body.wake(self.story.clock.instant.astimezone(self.zone).date())
        for bubble in touched:
            self._look_at(bubble, _taps(bubble))

    def _look_at(self, bubble: Bubble, taps: list[Tap]) -> None:
        chance = self.random.random()
        if any(tap[0] == "fu" for tap in taps):
            if chance < 0.7:
                self.later(self.random.uniform(1, 40), partial(self._follow_up, bubble))
        elif any(tap[:2] == ("day", "start") for tap in taps):
            self._decide_on_the_day(bubble)
        elif ("lapse", "life") in taps:
            if chance < 0.6:
                self.later(self.random.uniform(2, 120), lambda: "/walk")
        elif any(tap[:2] == ("safe", "checked") for tap in taps):
            if chance < 0.4:
                self.later(60 * self.random.uniform(1, 60), partial(self._checked, bubble))
        elif ("arc", "next") in taps:
            self.later(30, partial(self._tap_like, bubble, "arc", "next"))
        elif ("knee", "yes") in taps:
            self.later(10, partial(self._tap_like, bubble, "knee", "yes" if self.traits.severe_knee else "no"))
        elif ("flare", "end") in taps and not self.body.flare_days:
            self.later(20, partial(self._tap_like, bubble, "flare", "end"))

    # What they decide

    def _decide_on_the_day(self, bubble: Bubble) -> None:
        random, traits = self.random, self.traits
        if traits.habit == "lapsing" and random.random() < 0.03:
            self.gone_until = self.story.clock.instant + timedelta(days=random.choice((3, 6, 10, 16, 24, 40, 400)))
            return
        if self.body.pain() >= 7 or (self.body.flare_days and random.random() < 0.3):
            self.later(random.uniform(2, 60), self._report)
        elif random.random() < WALKS[traits.habit]:
            self.later(random.uniform(2, 120), partial(self._set_off, bubble))
        elif random.random() < 0.4:
            self.later(random.uniform(2, 30), partial(self._tap_like, bubble, "day", "not_today"))

    def _report(self) -> str:
        return f"/pain {self.body.pain()}"

    def _set_off(self, bubble: Bubble) -> str | tuple[Bubble, Tap] | None:
        if self.traits.types:
            done = next((tap for tap in _taps(bubble) if tap[:2] == ("day", "done")), None)
            return self._walked(int(done[3])) if done else None
        guided = self.random.random() < 0.5
        return self._tap_like(bubble, "day", "start" if guided else "done")

    def _follow_up(self, bubble: Bubble) -> tuple[Bubble, Tap] | None:
        return self._by_score(bubble, "two", self.body.pain()) or self._tap_like(
            bubble, "fu", "settled", "yes" if self.body.carried < 1 else "no"
        )

    def _checked(self, bubble: Bubble) -> tuple[Bubble, Tap]:
        self.body.treated()
        self.flags.clear()
        return bubble, ("safe", "checked")

    # What they answer

    def _answer(self, touched: list[Bubble]) -> str | tuple[Bubble, Tap] | None:
        for bubble in reversed(touched):
            taps = _taps(bubble)
            gate = self._by_score(bubble, "gate", self.body.pain())
            if gate is not None:
                return gate
            for reply in (self._screen, self._onboarding, self._check_in, self._hurt, self._advised):
                found = reply(bubble, taps)
                if found is not None:
                    return found
        return None

    def _screen(self, bubble: Bubble, taps: list[Tap]) -> tuple[Bubble, Tap] | None:
        mark = next((t for t in taps if t[:2] == ("scr", "mark") and t[3] in self.flags and t not in self.marked), None)
        if mark:
            self.marked.add(mark)
            return bubble, mark
        step = next((tap for tap in taps if tap[:2] == ("scr", "next")), None)
        if step:
            return bubble, step
        return self._tap_like(bubble, "scr", "more", self.random.choice(("yes", "no")))

    def _onboarding(self, bubble: Bubble, taps: list[Tap]) -> str | tuple[Bubble, Tap] | None:
        traits = self.traits
        city = next((tap for tap in taps if tap[:2] == ("zone", "set")), None)
        if city is not None:
            return bubble, city
        if ("zone", "clocks") in taps:
            return traits.city
        wanted: list[Tap] = [
            ("ob", "agree"),
            ("ob", "age", traits.age),
            *(("ob", "region", region) for region in traits.regions[:1]),
            ("ob", "pain", str(self.body.pain())),
            ("ob", "min", "20", "some") if traits.minutes >= 20 else ("ob", "min", _at_most(traits.minutes)),
            ("ob", "often", "some"),
            ("ob", "hour", str(traits.hour)),
            ("ob", "first", self.random.choice(("now", "later"))),
            ("ob", "go_on"),
        ]
        chosen = next((tap for tap in wanted if tap in taps), None)
        return (bubble, chosen) if chosen else None

    def _check_in(self, bubble: Bubble, taps: list[Tap]) -> str | tuple[Bubble, Tap] | None:
        minutes = next((tap for tap in taps if tap[:2] == ("ci", "set") and tap[3] == "minutes"), None)
        if minutes is not None and any(tap[:2] == ("guide", "pause") for tap in taps):
            return self._is_guided(int(minutes[4]))
        if minutes is not None:
            typed = self._walked(int(minutes[4]))
            return (bubble, minutes) if self.traits.overdoes == 1 else typed
        for field, score in (("before_pain", self.body.pain()), ("worst_pain", self.worst)):
            found = self._by_score(bubble, field, score)
            if found:
                return found
        return self._tap_like(bubble, "ci", "set", self.effort)

    def _is_guided(self, offered: int) -> str | None:
        """Set off; some listen to the steps on the way, and now and then something alarms them."""
        if self.random.random() < 0.7:
            return self._walked(offered)
        if self.random.random() < 0.005:
            self.later(offered * self.random.random(), self._alarmed)
        else:
            self.later(offered + 1, partial(self._walked, offered))
        return None

    def _alarmed(self) -> str:
        self.startled = True
        return self.red_flag()

    def _walked(self, offered: int) -> str:
        """Walk, and return the check-in as it is typed in one go."""
        minutes = max(1, round(offered * self.traits.overdoes))
        self.worst = self.body.walk(minutes)
        self.effort = "hard" if minutes > 1.4 * self.body.capacity else "steady" if minutes > 10 else "easy"
        return f"{minutes} min pain {self.worst} {self.effort}"

    def _hurt(self, bubble: Bubble, taps: list[Tap]) -> tuple[Bubble, Tap] | None:
        for tap in taps:
            if tap[:2] == ("pain", "set"):
                wanted = {"region": "back", "onset": "known", "worse_walking": "no", "at_night": "no"}.get(tap[3])
                return self._tap_like(bubble, "pain", "set", wanted or str(self.body.pain()))
        if self.body.flare_days and ("flare", "begin") in taps:
            return bubble, ("flare", "begin")
        return None

    def _advised(self, bubble: Bubble, taps: list[Tap]) -> tuple[Bubble, Tap] | None:
        if ("safe", "cleared") in taps:
            return bubble, ("safe", "cleared")
        if ("arc", "more") in taps and ("arc", "keep") in taps:
            return bubble, ("arc", "more" if self.random.random() < self.traits.ambition else "keep")
        why = next((tap for tap in taps if tap[:2] == ("adv", "why")), None)
        if why and ("safe", "checked") in taps and self.random.random() < 0.5:
            self.later(60 * 24 * self.random.uniform(2, 20), partial(self._checked, bubble))
        if why and ("go", "pt") in taps and ("safe", "checked") not in taps and self.random.random() < 0.3:
            self.later(60 * 24 * self.random.uniform(5, 25), self.body.treated)
        return None

    def _by_score(self, bubble: Bubble, what: str, score: int) -> tuple[Bubble, Tap] | None:
        return next(((bubble, tap) for tap in _taps(bubble) if what in tap and tap[-1] == str(score)), None)

    def _tap_like(self, bubble: Bubble, *parts: str) -> tuple[Bubble, Tap] | None:
        """Return the tap that holds all of these parts."""
        return next(((bubble, tap) for tap in _taps(bubble) if set(parts) <= set(tap) and tap[0] == parts[0]), None)

    async def _tap(self, bubble: Bubble, tap: Tap) -> None:
        await self.tap_data(":".join(("1", *tap)), bubble)

    def red_flag(self) -> str:
        """Say something that must never be overheard."""
        self.flags = {"saddle", "fever"}
        return self.random.choice(WORDS)


def _at_most(minutes: float) -> str:
    """Return the choice of onboarding that is not too much."""
    return str(max(choice for choice in (2, 4, 6, 8, 10, 15) if choice <= minutes))


def _taps(bubble: Bubble) -> list[Tap]:
    found = (decode(button.get("callback_data", "")) for row in bubble.buttons for button in row)
    return [tap for tap in found if tap]
