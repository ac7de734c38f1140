"""A year in every time zone, with kills, outages and clocks that are wrong, in minutes.

The whole application but its sockets, over one file. Each person has a zone, an hour and whims. Nothing happens between
two events, so the clock goes from one to the next.
"""

import asyncio
import heapq
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from telegram.error import TelegramError

from bench.soak.ledger import Ledger, Life, Said, Trouble, Verdict, What
from bot.app import Application
from bot.clock import FixedClock
from bot.facts import scheduling
from bot.localchat.api.errors import Json
from bot.localchat.api.faults import Fault
from bot.localchat.server import LocalServer
from bot.store.database import Database, Transaction
from bot.store.delivery import nudges
from tests.support.running import KEY, settings
from tests.support.settled import walker_in
from tests.support.states import put_plan
from tests.support.story import RENDERER
from tests.support.wire import Power, PoweredOffError, Wire, powered

SHARE_OF_FAULTS = 0.005
FAULTS = (Fault("*", "too_many", seconds=2), Fault("*", "html", status=502), Fault("*", "drop"), Fault("*", "lose"))
CUT = Fault("*", "drop")
WHAT: tuple[What, ...] = ("down", "unreachable", "clock")
KEPT = 6  # messages of a chat
STEP, QUARTER = timedelta(minutes=5), timedelta(minutes=15)
CALL: ContextVar[tuple[int, bool, bool]] = ContextVar("CALL")
"""Of the call in hand: the life of the program that makes it, whether its answer is lost, whether it is quiet."""


class MachineClock:
    """The clock that the program sees: `ahead` of the true one, or behind."""

    sure = True

    def __init__(self, true: FixedClock) -> None:
        self._true = true
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        """Return the instant that the machine believes in."""
        return self._true.instant + self.ahead


@dataclass
class Outcome:
    """What a year came to."""

    verdict: Verdict = field(default_factory=Verdict)
    people: int = 0
    zones: set[str] = field(default_factory=set)
    moves: int = 0
    kills: int = 0
    repeats: Counter[str] = field(default_factory=Counter)
    windows: Counter[int] = field(default_factory=Counter)  # size → how many kills repeated so many messages
    troubles: Counter[str] = field(default_factory=Counter)
    messages: int = 0

    def add(self, other: "Outcome") -> None:
        """Take in the year of others."""
        self.verdict.add(other.verdict)
        self.people += other.people
        self.zones |= other.zones
        self.moves += other.moves
        self.kills += other.kills
        self.repeats += other.repeats
        self.windows += other.windows
        self.troubles += other.troubles
        self.messages += other.messages


class Year:
    """One world: one store, one program that is killed and started again, some people."""

    def __init__(self, folder: Path, seed: str, homes: list[tuple[str, int]], start: datetime, days: int) -> None:
        self.folder, self.lots, self.homes = folder, Random(seed), homes
        self.start, self.end = start, start + timedelta(days=days)
        self.true = FixedClock(start)
        self.clock = MachineClock(self.true)
        self.server = LocalServer(self.true)
        self.server.faults.by_lot = self._lot
        self.server.world.feed.hearers.append(self._hear)
        self.ledger, self.outcome = Ledger(), Outcome(people=len(homes))
        self.agenda: list[tuple[datetime, int, Callable[[], Awaitable[None] | None]]] = []
        self.trouble: Trouble | None = None
        self._numbers = count()
        self._life = 0
        self._last: dict[int, tuple[str, int, bool]] = {}
        self._heard_on: dict[int, date] = {}
        self._next_step_at = self.start
        self._windows: Counter[int] = Counter()  # life → how many of its messages came again

    async def run(self) -> Outcome:
        """Live it."""
        await self._prepare()
        await self._start()
        while self.true.instant < self.end:
            due = await self._next_due()
            self.true.instant = max(self.true.instant, min(due or self.end, self.agenda[0][0]))
            while self.agenda and self.agenda[0][0] <= self.true.instant:
                happened = heapq.heappop(self.agenda)[2]()
                if happened is not None:
                    await happened
            await self._work()
        await self._stop()
        self.outcome.verdict = self.ledger.verdict(self.start, self.end)
        self.outcome.windows = Counter(self._windows.values())
        return self.outcome

    # The program

    async def _start(self) -> None:
        self._life += 1
        self.power = Power(None)
        self.database = await Database.open(self.folder / "data" / "a.db", KEY)
        self.wire, self._offset = Wire(self.server, self.power), 0
        wire: Any = self.wire
        given = settings(self.folder, MESSAGES_PER_SECOND="1000")
        self.store = powered(self.database, self.power)
        self.app = Application.build(given, self.store, self.clock, wire, renderer=RENDERER)
        self.sending = asyncio.create_task(self.app.sender.run())
        with suppress(PoweredOffError):
            await self.app.inbox.resume()

    async def _stop(self) -> None:
        self.sending.cancel()
        await asyncio.wait([self.sending])
        with suppress(PoweredOffError):
            await self.app.inbox.stop()
        await self.database.close()

    async def _work(self) -> None:
        """Let the program do all that it can do now; one that is killed meanwhile is started again."""
        if self.trouble and self.trouble.what == "down":
            return
        while True:
            with suppress(PoweredOffError):
                await self.power.runs(self._settle())
            if not self.power.off.is_set():
                break
            self.outcome.kills += 1
            await self._stop()
            await self._start()
        self.server.calls.clear()
        next_try_at = await self._next_try_at()
        if next_try_at and next_try_at != self._next_step_at:
            self._next_step_at = next_try_at
            self._at(next_try_at, lambda: None)  # to work is what the program does after everything that happens

    async def _settle(self) -> None:
        with suppress(TelegramError):
            while batch := await self.wire.call("getUpdates", {"offset": self._offset}):
                await self.app.inbox.receive(batch)
                self._offset = batch[-1]["update_id"] + 1
        await self.app.inbox.idle()
        await self.app.sender.idle()
        while await self.app.tick():
            await self.app.sender.idle()

    @asynccontextmanager
    async def _look(self) -> AsyncIterator[Transaction]:
        """Look into the database past the power, between the transactions of the program: both use one connection."""
        async with self.store._turn:
            await self.store._end()
            async with self.database.transaction() as tx:
                yield tx

    async def _next_due(self) -> datetime | None:
        if self.trouble and self.trouble.what != "clock":
            return None  # nothing will be said before its end
        async with self._look() as tx:
            due = nudges.earliest_due(tx)
        return due - self.clock.ahead if due else None

    async def _next_try_at(self) -> datetime | None:
        async with self._look() as tx:
            found = tx.one("SELECT count(*) AS n, min(not_before_at) AS at FROM outbox")
        if found is None or not found["n"]:
            return None
        soon = self.true.instant + timedelta(seconds=1)
        return max(datetime.fromisoformat(found["at"]) - self.clock.ahead, soon) if found["at"] else soon

    # What goes wrong

    def _lot(self, _: str, values: Json) -> Fault | None:
        fault = self.lots.choice(FAULTS) if self.lots.random() < SHARE_OF_FAULTS else None
        if self.trouble and self.trouble.what == "unreachable":
            fault = CUT
        lost = fault is not None and fault.kind == "lose"
        CALL.set((self._life, lost, bool(values.get("disable_notification"))))
        return fault

    def _plan_troubles(self) -> None:
        at = self.start + timedelta(days=2)
        while at < self.end:
            at += timedelta(hours=self.lots.expovariate(1 / 60))
            what: What = self.lots.choice(WHAT)
            minutes = self.lots.choice((3, 20, 90, 200, 300, 700, 1500)) * self.lots.uniform(0.5, 1.2)
            ahead = timedelta(0)
            if what == "clock":
                minutes = min(minutes, 200)
                ahead = timedelta(minutes=self.lots.choice((-60, -30, -5, 5, 30, 60)))
            trouble = Trouble(what, _whole(at), _whole(at + timedelta(minutes=minutes)), ahead)
            self._at(trouble.begins_at, partial(self._begin, trouble))
            self._at(trouble.ends_at, partial(self._end, trouble))
            at = trouble.ends_at + timedelta(hours=1)
        at = self.start
        while at < self.end:
            at += timedelta(hours=self.lots.expovariate(1 / 6))
            self._at(_whole(at), self._kill)

    def _begin(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.clock.ahead = trouble.ahead
        self.ledger.troubles.append(trouble)
        self.outcome.troubles[trouble.what] += 1

    async def _end(self, trouble: Trouble) -> None:
        self.trouble = None
        self.clock.ahead = timedelta(0)
        if trouble.what == "down" and self.lots.random() < 0.5:  # the others are machines that were asleep
            await self._stop()
            await self._start()

    def _kill(self) -> None:
        """Cut the power at one of the next commits or calls."""
        self.power.off_at = self.power.points + self.lots.randrange(1, 25)

    # The people

    async def _prepare(self) -> None:
        database = await Database.open(self.folder / "data" / "a.db", KEY)
        for user_id, (zone, minute) in enumerate(self.homes, 1):
            self.server.user(user_id).chat.started = True
            fields = {"zone": zone, "nudge_minute": minute, "first_walk_on": self.start.date()}
            await put_plan(database, user_id, self.start, **fields, evening_reminder=self.lots.random() < 0.3)
            async with database.transaction() as tx:
                scheduling.plan_daily(walker_in(tx, user_id, self.start))
            self.ledger.lives[user_id] = Life(zone, minute, habits=[(self.start, zone, minute)])
            self._plan_whims(user_id)
        await database.close()
        self.outcome.zones = {zone for zone, _ in self.homes}
        self._plan_troubles()
        for number in range((self.end - self.start).days):
            self._at(self.start + timedelta(days=number), self._tidy)
        self._at(self.end, lambda: None)

    def _plan_whims(self, user_id: int) -> None:
        at = self.start + timedelta(days=5)
        while True:
            at += timedelta(days=self.lots.expovariate(1 / 45))
            if at > self.end:
                return
            whim = self.lots.choice((self._move, self._other_hour, self._leave))
            self._at(_whole(at), partial(self._when_it_works, partial(whim, user_id)))

    def _when_it_works(self, do: Callable[[], None]) -> None:
        """Do something now, or once the trouble is over: what Telegram keeps for a day only is no matter of ours."""
        if self.trouble is None:
            do()
        else:
            self._at(self.trouble.ends_at + STEP, partial(self._when_it_works, do))

    def _move(self, user_id: int) -> None:
        zone, _ = self.lots.choice(self.homes)
        self.outcome.moves += 1
        self._change(user_id, f"zone:set:{zone}", zone, self.ledger.lives[user_id].minute)

    def _other_hour(self, user_id: int) -> None:
        minute = self.lots.randrange(96) * 15
        self._change(user_id, f"set:hour:{minute}", self.ledger.lives[user_id].zone, minute)

    def _change(self, user_id: int, data: str, zone: str, minute: int) -> None:
        person, life = self.server.user(user_id), self.ledger.lives[user_id]
        if not person.said:
            return
        person.press(person.last["message_id"], f"1:{data}")
        life.zone, life.minute = zone, minute
        life.habits.append((self.true.instant, zone, minute))
        life.changed_at.append(self.true.instant)
        life.heard_at.append(self.true.instant)

    def _leave(self, user_id: int) -> None:
        """Block the bot, and come back some days later."""
        self.server.user(user_id).block()
        self.ledger.lives[user_id].changed_at.append(self.true.instant)
        back_at = self.true.instant + timedelta(minutes=self.lots.randrange(30, 4000))
        self._at(back_at, partial(self._when_it_works, partial(self._return, user_id)))

    def _return(self, user_id: int) -> None:
        self.server.user(user_id).unblock()
        self.ledger.lives[user_id].changed_at.append(self.true.instant)

    def _hear(self, event: Json) -> None:
        if event["kind"] != "message" or not event["message"]["from"]["is_bot"]:
            return
        user_id, message = event["chat"], event["message"]
        life, lost, quiet = CALL.get()
        self.outcome.messages += 1
        before = self._last.get(user_id)
        self._last[user_id] = (message["text"], life, lost)
        repeat = before is not None and before[0] == message["text"] and (before[1] < life or before[2])
        if repeat and before:
            self.outcome.repeats["lost answer" if before[2] else "kill"] += 1
            self._windows[before[1]] += not before[2]
        day = _day_of(message)
        if day and not quiet and self.true.instant not in self.ledger.lives[user_id].changed_at[-1:]:
            said = Said(self.true.instant, day, "late" in message["text"], repeat)
            self.ledger.lives[user_id].said.append(said)
            self._react(user_id, day)

    def _react(self, user_id: int, day: date) -> None:
        """Answer it some time later; nobody is silent for two days, or the bot would leave them in peace."""
        heard_on = self._heard_on.get(user_id, self.start.date() - timedelta(days=1))
        if self.lots.random() < 0.4 or (day - heard_on).days > 1:
            at = self.true.instant + self.lots.randint(1, 16) * QUARTER
            self._at(
                at - timedelta(minutes=at.minute % 15), partial(self._when_it_works, partial(self._tap, user_id, day))
            )

    def _tap(self, user_id: int, day: date) -> None:
        person = self.server.user(user_id)
        if person.chat.blocked or not person.said:
            return
        what = self.lots.choice(("not_today", "not_today", "later"))
        person.press(person.last["message_id"], f"1:day:{what}:{day}")
        self._heard_on[user_id] = day
        self.ledger.lives[user_id].heard_at.append(self.true.instant)

    def _tidy(self) -> None:
        """Forget old messages, as everybody does."""
        for person in self.server.people.values():
            for message_id in list(person.chat.messages)[:-KEPT]:
                del person.chat.messages[message_id]
            person.fresh.clear()
            person.toasts.clear()
        self.server.world.queries.clear()

    def _at(self, instant: datetime, what: Callable[[], Awaitable[None] | None]) -> None:
        heapq.heappush(self.agenda, (instant, next(self._numbers), what))


def _whole(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def _day_of(message: Json) -> date | None:
    """Return the day that a nudge's buttons were made for."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    data = (button.get("callback_data", "") for row in rows for button in row)
    found = next((tap for tap in data if tap.startswith("1:day:")), None)
    return date.fromisoformat(found.split(":")[3]) if found else None
