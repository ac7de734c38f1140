"""A whole person's weeks without a network: the real engine on a real store, a clock that is set, a chat in memory.

async with Story.open() as story:
    ana = story.person(7)
    await ana.say("/start")
    await ana.tap("I agree")
    await story.until("2026-11-24 09:00", zone="Europe/Madrid")
    print(ana.transcript())
"""

import html
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.chat.engine import Engine
from bot.chat.incoming.updates import read
from bot.clock import FixedClock
from bot.content import library
from bot.rendering import Renderer
from bot.store.delivery import nudges
from tests.support.engines import open_store
from tests.support.explained import unexplained

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MEDIA = {"photo": "picture", "animation": "moving picture", "document": "file"}
LIBRARY = library.load()
RENDERER = Renderer(LIBRARY)
PHOTO = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]


@dataclass
class Bubble:
    """One message in the chat."""

    message_id: int
    text: str
    buttons: list[list[dict[str, Any]]] = field(default_factory=list)
    file: dict[str, Any] | None = None

    @property
    def plain(self) -> str:
        """The text as it is seen."""
        return html.unescape(re.sub(r"<[^>]+>", "", self.text))

    def labels(self) -> list[str]:
        """All labels, in reading order."""
        return [button["text"] for row in self.buttons for button in row]


class Person:
    """One user and what stands in their chat."""

    def __init__(self, story: "Story", user_id: int, language: str) -> None:
        self.story, self.user_id, self.language = story, user_id, language
        self.bubbles: list[Bubble] = []
        self.toasts: list[str] = []
        self.lines: list[str] = []
        self._noted_at: datetime | None = None
        self.file: bytes | None = None

    @property
    def last(self) -> Bubble:
        """The newest message of the bot."""
        return self.bubbles[-1]

    def transcript(self) -> str:
        """Everything said so far, readable: "<" is the bot, "~" an edit in place, ">" the person; times are theirs."""
        return "\n".join(self.lines)

    def _note(self, line: str) -> None:
        if self._noted_at != self.story.clock.instant:
            self._noted_at = self.story.clock.instant
            self.lines.append(f"\n— {self._noted_at.astimezone(ZoneInfo(self.story.zone)):%a %d %b %Y %H:%M} —")
        self.lines.append(line)

    async def say(self, text: str) -> None:
        """Type a message."""
        self._note(f"> {text}")
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[:1] == "/" else []
        await self._send({"message": self._message({"text": text, "entities": entities})})

    async def speak(self, language: str) -> None:
        """Go on in a language, as if it had been chosen in the settings."""
        async with self.story.engine.database.transaction() as tx:
            tx.run("UPDATE users SET language = ? WHERE user_id = ?", (language, self.user_id))

    async def share_location(self, latitude: float, longitude: float) -> None:
        """Share a place."""
        self._note(f"> (shares {latitude}, {longitude})")
        await self._send({"message": self._message({"location": {"latitude": latitude, "longitude": longitude}})})

    async def send_file(self, name: str, content: bytes, size: int | None = None) -> None:
        """Send a file; a later tap that says yes to it finds it fetched."""
        self._note(f"> (a file: {name})")
        self.file = content
        document = {"file_id": "F1", "file_name": name, "file_size": len(content) if size is None else size}
        await self._send({"message": self._message({"document": document})})

    async def tap(self, label: str, bubble: Bubble | None = None) -> None:
        """Tap the newest button whose label is, or else starts with, `label` (of one message, if given)."""
        where = [bubble] if bubble else list(reversed(self.bubbles))
        for match in (str.__eq__, str.startswith):
            for candidate in where:
                for row in candidate.buttons:
                    for button in row:
                        if match(button["text"], label):
                            await self.tap_data(button["callback_data"], candidate, button["text"])
                            return
        raise AssertionError(f"no button {label!r}; the last message was {self.last.plain!r} {self.last.labels()}")

    async def tap_each(self, *labels: str) -> None:
        """Tap one button after another, each on what is the newest message by then."""
        for label in labels:
            await self.tap(label, self.last)

    async def tap_data(self, data: str, bubble: Bubble, label: str = "") -> None:
        """Tap a button by its data, forged or not."""
        self._note(f"> [{label or data}]")
        await self._send(
            {
                "callback_query": {
                    "id": str(next(self.story.ids)),
                    "from": self._who(),
                    "chat_instance": "1",
                    "data": data,
                    "message": {
                        "message_id": bubble.message_id,
                        "date": 1,
                        "chat": self._chat(),
                        **({"caption": bubble.plain, "photo": PHOTO} if bubble.file else {"text": bubble.plain}),
                    },
                }
            }
        )

    async def _send(self, update: dict[str, Any]) -> None:
        arrived = read({"update_id": next(self.story.ids), **update})
        await self.story.engine.apply(msgspec.structs.replace(arrived, fetched=self.file))
        await self.story.deliver()

    def _who(self) -> dict[str, Any]:
        return {"id": self.user_id, "is_bot": False, "first_name": "Ana", "language_code": self.language}

    def _chat(self) -> dict[str, Any]:
        return {"id": self.user_id, "type": "private"}

    def _message(self, content: dict[str, Any]) -> dict[str, Any]:
        return {
            "message_id": next(self.story.ids),
            "date": 1,
            "chat": self._chat(),
            "from": self._who(),
            **content,
        }

    def hear(self, call: dict[str, Any]) -> None:
        """Take one call of the bot into the chat."""
        method, params = call["method"], call["params"]
        if method == "answerCallbackQuery":
            if params.get("text"):
                self.toasts.append(params["text"])
                self._note(f"  (toast) {params['text']}")
            return
        if method == "deleteMessage":
            self.bubbles = [bubble for bubble in self.bubbles if bubble.message_id != params["message_id"]]
            return
        if method not in ("sendMessage", "editMessageText"):
            self._note(f"  ({method})")
            return
        markup = params.get("reply_markup", {})
        buttons = markup.get("inline_keyboard", [])
        tapped = [bubble for bubble in self.bubbles if bubble.message_id == params.get("message_id")]
        mark = "~" if tapped else "<"
        if tapped:  # one that is gone is answered with a new message, as the sender does
            (bubble,) = tapped
            bubble.text, bubble.buttons, bubble.file = params["text"], buttons, call.get("file")
        else:
            bubble = Bubble(next(self.story.ids), params["text"], buttons, call.get("file"))
            self.bubbles.append(bubble)
        if bubble.file:
            self._note(f"{mark} (a {MEDIA[bubble.file['medium']]}: {bubble.file['name']})")
        self._note(f"{mark} " + bubble.plain.replace("\n", "\n  "))
        for row in buttons:
            self._note("  " + " ".join(f"[{button['text']}]" for button in row))


class Story:
    """The world: one store, one clock, any number of people."""

    def __init__(self, engine: Engine, clock: FixedClock) -> None:
        self.engine, self.clock = engine, clock
        self.people: dict[int, Person] = {}
        self.ids = iter(range(1, 10**9))
        self.path: Path | None = None
        self.zone = "UTC"  # in which transcripts tell the time
        self.in_touch = False  # everybody is heard every day, so that nobody's nudges thin out

    @classmethod
    @asynccontextmanager
    async def open(cls, start: datetime = MONDAY, path: Path | None = None) -> "AsyncIterator[Story]":
        """Open a world with an empty store: in memory, or in a file from which it can be restarted."""
        clock = FixedClock(start)
        story = cls(Engine(await open_store(path), clock, LIBRARY, RENDERER), clock)
        story.path = path
        try:
            yield story
            async with story.engine.database.transaction() as tx:
                not_explained = unexplained(tx, LIBRARY.words.values())
                assert not not_explained, f"the README of an export explains no {not_explained}"
        finally:
            await story.engine.database.close()

    async def restart(self) -> None:
        """End the program and start it again: nothing is kept but the file."""
        assert self.path is not None
        await self.engine.database.close()
        self.engine = Engine(await open_store(self.path), self.clock, LIBRARY, RENDERER)

    def person(self, user_id: int = 1, language: str = "en") -> Person:
        """Return a user of this world."""
        return self.people.setdefault(user_id, Person(self, user_id, language))

    async def until(self, when: str | datetime, zone: str = "UTC") -> None:
        """Move the clock, stopping at every nudge on the way."""
        if isinstance(when, str):
            when = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        while True:
            async with self.engine.database.transaction() as tx:
                due = nudges.earliest_due(tx)
                if due is None or due > when:
                    break
                self.clock.instant = max(due, self.clock.instant)
                if self.in_touch:
                    tx.run("UPDATE users SET seen_at = ?", (self.clock.instant,))
            await self.engine.tick()
            failed = [row for row in await self.rows("nudges") if row["status"] == "pending" and row["tries"]]
            assert not failed, f"a nudge failed, the log says where: {failed}"
            await self.deliver()
        self.clock.instant = when

    async def wait(self, **span: float) -> None:
        """Move the clock by a span: `wait(hours=2)`."""
        await self.until(self.clock.instant + timedelta(**span))

    async def deliver(self) -> None:
        """Bring what lies in the outbox to the chats."""
        async with self.engine.database.transaction() as tx:
            rows = tx.all("SELECT * FROM outbox ORDER BY lane, outbox_id")
            tx.run("DELETE FROM outbox")
        for row in rows:
            for call in json.loads(row["calls"]):
                self.person(row["chat_id"]).hear(call)

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table, in the order of its first columns."""
        async with self.engine.database.transaction() as tx:
            return [dict(zip(row.keys(), row, strict=True)) for row in tx.all(f"SELECT * FROM {table} ORDER BY 1, 2")]
