"""The whole application under siege: strangers, known people and forgers send whatever they like.

Four things must hold: nothing fails (an apology is a failure), what is well formed is not set aside, nobody reads or
changes what is another's, and nothing is said that Telegram refuses.
"""

import asyncio
import json
import logging
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from bench.fuzz.shapes import UPDATES, Shapes
from bench.fuzz.spoiled import spoiled
from bench.fuzz.words import text
from bot import logs
from bot.app import Application
from bot.clock import FixedClock
from bot.flows.routes import COMMANDS, TAPS
from bot.localchat.api.errors import Json
from bot.localchat.server import LocalServer
from bot.localchat.state import Query
from bot.messages import Facts
from bot.rendering import Renderer
from bot.store import everything
from bot.store.database import Database
from bot.store.delivery import nudges
from tests.support.running import NOON, settings
from tests.support.states import put_plan
from tests.support.story import LIBRARY
from tests.support.wire import Wire

STRANGERS = range(101, 105)
KNOWN = range(201, 207)
VICTIMS = range(301, 304)
BATCH = 40
PROJECTILES = ("shape", "typed", "typed", "next", "next", "next", "tap", "forged", "forged", "spoiled", "again")
PARTS = (
    "", "0", "1", "-1", "2", "3", "7", "10", "11", "540", "1439", "1440", "99999", "9223372036854775807",
    "9223372036854775808", "9" * 40, "yes", "no", "unsure", "back", "knee", "next", "none", "set", "start", "done",
    "again", "redo", "on", "off", "minutes", "worst_pain", "effort", "hard", "easy", "UTC", "Europe/Madrid", "../etc",
    "٣", "²", "x", "NULL", "a" * 50, "2026-11-24", "2026-11-23", "9999-12-31", "0000-00-00", "30", "60", "evening",
    "steady", "lunge", "backward", "squat",
)  # fmt: skip
ALLOWED_REFUSALS = (
    "query is too old",  # the forged tap of a query that Telegram never had
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message to delete not found",
    "message can't be deleted for everyone",
    "message identifier is not specified",
    "chat not found",
    "chat_id is empty",
    "bot was blocked by the user",
    "bot can't initiate conversation",
)
MORE = ("/today", "/settings", "/walk", "/exercises", "/log", "/pt", "/privacy", "/pause")
SPOILED = "spoiled"


@dataclass
class Findings:
    """What was thrown, and what broke."""

    thrown: Counter[str] = field(default_factory=Counter)
    set_aside: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Any] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    trespassed: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)  # which messages the bot gave in answer

    @property
    def clean(self) -> bool:
        """Whether nothing broke."""
        return not (self.failed or self.refused or self.trespassed)

    def add(self, other: "Findings") -> None:
        """Take in what another siege found."""
        self.thrown += other.thrown
        self.set_aside += other.set_aside
        self.failed += other.failed
        self.examples = {**other.examples, **self.examples}
        self.refused += other.refused
        self.trespassed += other.trespassed
        self.said |= other.said


class Hearing(logging.Handler):
    """Hears what the program complains about."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.heard.append(f"{logs.CAUSE.get()} {record.getMessage()}")


class Noting(Renderer):
    """A renderer that notes what it was asked for."""

    def __init__(self) -> None:
        super().__init__(LIBRARY)
        self.used: set[str] = set()

    def text(self, language: str, template: str, facts: Facts) -> str:
        """Return a template's HTML."""
        self.used.add(template)
        return super().text(language, template, facts)


class Siege:
    """An application, and those around it. `secret` is what the victims told: nobody else may ever notice it."""

    def __init__(self, app: Application, server: LocalServer, wire: Wire, clock: FixedClock, seed: str) -> None:
        self.app, self.server, self.wire, self.clock, self.lots = app, server, wire, clock, Random(seed)
        self.shapes = Shapes(self.lots, [*STRANGERS, *KNOWN])
        self.findings = Findings()
        self.hearing = Hearing()
        self._ids = count(1)
        self._thrown: dict[int, tuple[str, Any]] = {}
        self._data: list[str] = []

    @classmethod
    @asynccontextmanager
    async def open(cls, seed: str, folder: Path, secret: int) -> "AsyncIterator[Siege]":
        """Open one, over a store in memory."""
        clock = FixedClock(NOON)
        server = LocalServer(clock)
        wire = Wire(server)
        database = await Database.open(None, bytes(32))
        client: Any = wire
        given = settings(folder, MESSAGES_PER_SECOND="1000")
        renderer = Noting()
        app = Application.build(given, database, clock, client, renderer=renderer)
        siege = cls(app, server, wire, clock, seed)
        siege.findings.said = renderer.used
        logger = logging.getLogger("bot")
        logger.addHandler(siege.hearing)
        try:
            await siege._settle(secret)
            yield siege
        finally:
            logger.removeHandler(siege.hearing)
            await database.close()

    async def throw(self, number: int) -> None:
        """Throw so many updates, and note what breaks."""
        before = await self._of_victims()
        for first in range(0, number, BATCH):
            batch = [self._projectile() for _ in range(min(BATCH, number - first))]
            await self._take(batch)
            await self._deliver()
            self._listen()
            self._look_around()
        if await self._of_victims() != before:
            self.findings.trespassed.append("a row of somebody else was changed")
        await self._all_are_answered()

    def said(self, user_id: int) -> list[str]:
        """Return all that stands in a chat, words and buttons, as far as it can be told apart by a reader."""
        shown = ("text", "caption", "reply_markup")
        messages = self.server.user(user_id).said
        return [json.dumps([message.get(name) for name in shown], sort_keys=True) for message in messages]

    # Those around it

    async def _settle(self, secret: int) -> None:
        for user_id in (*STRANGERS, *KNOWN, *VICTIMS):
            self.server.user(user_id).chat.started = True
        for user_id in (*KNOWN, *VICTIMS):
            await put_plan(self.app.database, user_id, NOON)
        told = (f"{10 + secret} min pain {secret}", f"my knee hurts {secret}", f"/pain {8 + secret % 2}")
        updates = [
            self._typed(user_id, text) for user_id in VICTIMS for text in (*told, "/today", "/settings", "/walk")
        ]
        await self._take(updates)
        await self._deliver()
        self._listen()
        self._look_around()
        async with self.app.database.transaction() as tx:
            for user_id in VICTIMS:  # nothing is due for them any more: whatever changes, somebody else has changed it
                nudges.cancel(tx, user_id)

    async def _of_victims(self) -> list[dict[str, list[dict[str, object]]]]:
        async with self.app.database.transaction() as tx:
            return [everything.rows_of(tx, user_id) for user_id in VICTIMS]

    # What is thrown

    def _projectile(self) -> Any:
        lots = self.lots
        who = lots.choice((*STRANGERS, *KNOWN))
        match lots.choice(PROJECTILES):
            case "shape":
                kind = lots.choice(UPDATES)
                return self._note(kind, self.shapes.update(next(self._ids), kind))
            case "typed":
                return self._note("typed text", self._typed(who, text(lots)))
            case "next":
                return self._note("newest button", self._tap_newest(who))
            case "tap":
                return self._note("any button ever sent", self._tap(who, lots.choice(self._data)))
            case "forged":
                return self._note("forged button", self._tap(who, self._forged()))
            case "again" if self._thrown:
                self.findings.thrown["came before"] += 1
                return self._thrown[lots.choice(list(self._thrown))][1]
        proper = lots.choice((self._typed(who, text(lots)), self._tap(who, self._forged())))
        if lots.random() < 0.5:
            proper = self.shapes.update(proper["update_id"], lots.choice(UPDATES))
        return self._note(SPOILED, spoiled(lots, proper))

    def _note(self, what: str, update: Any) -> Any:
        self.findings.thrown[what] += 1
        self._thrown[update["update_id"]] = (what, update)
        return update

    def _typed(self, who: int, words: str) -> dict[str, Any]:
        chat = self.server.user(who).chat
        message = {"message_id": next(self._ids), "date": 1, "chat": chat.as_chat(), "from": chat.as_user()}
        return {"update_id": next(self._ids), "message": {**message, "text": words}}

    def _tap(self, who: int, data: str, message: Json | None = None) -> dict[str, Any]:
        person, query_id = self.server.user(who), str(next(self._ids))
        message = (
            self.lots.choice(person.said)
            if person.said
            else {"message_id": 1, "date": 0, "chat": person.chat.as_chat()}
        )
        self.server.world.queries[query_id] = Query(query_id, who, message["message_id"], self.clock.now())
        query = {"id": query_id, "from": person.chat.as_user(), "chat_instance": "1", "data": data, "message": message}
        return {"update_id": next(self._ids), "callback_query": query}

    def _tap_newest(self, who: int) -> dict[str, Any]:
        """Go on with what the bot said last, as people do: it leads deep into every conversation."""
        person = self.server.user(who)
        for message in reversed(person.said[-3:]):
            data = [button["callback_data"] for button in person.buttons(message) if "callback_data" in button]
            if data:
                return self._tap(who, self.lots.choice(data), message)
        return self._typed(who, "/start")

    def _forged(self) -> str:
        """Return data that no message had: any route with any arguments, or something like a button that there was."""
        lots = self.lots
        if lots.random() < 0.4:
            parts = lots.choice(self._data).split(":")
            parts[lots.randrange(len(parts))] = lots.choice(PARTS)
        else:
            route = lots.choice((*TAPS, "go", *COMMANDS))
            parts = [lots.choice(("1", "1", "1", "1", "0", "2", "")), route]
            parts += [lots.choice(PARTS) for _ in range(lots.randint(0, 4))]
        return ":".join(parts).encode()[:64].decode(errors="ignore")

    # What becomes of it

    async def _take(self, batch: list[Any]) -> None:
        if self.lots.random() < 0.3:
            self.clock.instant += timedelta(minutes=self.lots.choice((1, 30, 300, 1500)))
        try:
            await self.app.inbox.receive(batch)
        except Exception as error:
            self._failure(f"the inbox refused a batch: {error!r}"[:200], batch)
            for update in batch:
                with suppress(Exception):
                    await self.app.inbox.receive([update])
        try:
            async with asyncio.timeout(60):
                await self.app.inbox.idle()
        except TimeoutError:
            self._failure("a lane is dead", batch)
            raise
        await self.app.tick()

    async def _deliver(self) -> None:
        sending = asyncio.create_task(self.app.sender.run())
        await self.app.sender.idle()
        sending.cancel()
        await asyncio.wait([sending])

    def _listen(self) -> None:
        for line in self.hearing.heard:
            found = re.search(r"[Uu]pdate[ -](-?\d+)", line)
            what, update = self._thrown.get(int(found[1]), ("", None)) if found else ("", None)
            if what == SPOILED and "set aside" in line:
                self.findings.set_aside += 1
            elif "without an update id" not in line and "Telegram refused" not in line:
                self._failure(
                    re.sub(r"\d+", "#", line) if found is None else line.replace(found[0], "Update #"), update
                )
        self.hearing.heard.clear()
        for method, refused in self.wire.refused:
            if not any(start in refused.description for start in ALLOWED_REFUSALS):
                self.findings.refused[f"{method}: {refused.description}"] += 1
        self.wire.refused.clear()

    def _failure(self, what: str, example: Any) -> None:
        self.findings.failed[what] += 1
        self.findings.examples.setdefault(what, example)

    def _look_around(self) -> None:
        """Gather the buttons that there are, for those who collect them; in an order that no timing changes."""
        markups = ((params.get("reply_markup") or {}).get("inline_keyboard", []) for _, params in self.server.calls)
        buttons = (button for rows in markups for row in rows for button in row)
        self._data += sorted(button["callback_data"] for button in buttons if "callback_data" in button)
        self._data = self._data[-3000:]
        self.server.calls.clear()

    async def _all_are_answered(self) -> None:
        """Whatever they did, each of them gets an answer to a simple question."""
        people = [self.server.user(user_id) for user_id in (*STRANGERS, *KNOWN)]
        for person in people:
            person.chat.blocked = False
            person.fresh.clear()
        await self._take([self._typed(person.user_id, "/help") for person in people])
        await self._deliver()
        self._listen()
        for person in people:
            if not person.fresh:
                self._failure("nobody answers any more", person.user_id)
