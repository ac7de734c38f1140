"""What the page asks for: one chat as it stands, a stream of what happens, the acts of a user, and the clock."""

import asyncio
import base64
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import cast
from zoneinfo import available_timezones

from aiohttp import web

from bot.domain.time_words import twelve_hour
from bot.localchat.api.errors import Json, Refused
from bot.localchat.person import Person
from bot.localchat.town import Town
from bot.places import country_of

PAGE = Path(__file__).parent / "page"
BEAT_SECONDS = 15.0
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
SHOWABLE = ("image/png", "image/jpeg", "image/gif", "image/webp", "video/mp4")
PLAYABLE = ("audio/ogg", "audio/webm", "audio/mpeg", "audio/mp4", "audio/wav")
SENT = ("photo", "voice", "document")
LONGEST_SAID = 4096


class PageApi:
    """The page's side of the local server, under `/` and `/local/`."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        acts: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "say": self.say,
            "tap": self.tap,
            "location": self.location,
            "send": self.send,
            "block": self.block,
            "unblock": self.unblock,
            "user": self.add_user,
            "language": self.change_language,
            "clock": self.move_clock,
        }
        return [
            web.get("/", self.index),
            web.get("/page/{name}", self.asset),
            web.get("/local/chat", self.chat),
            web.get("/local/events", self.events),
            web.get("/local/stored", self.stored),
            web.get("/local/file/{file_id}", self.file),
            *(web.post(f"/local/{name}", _act(act)) for name, act in acts.items()),
        ]

    async def index(self, _: web.Request) -> web.Response:
        """Serve the page."""
        return _asset("index.html")

    async def asset(self, request: web.Request) -> web.Response:
        """Serve one of the page's own files."""
        return _asset(request.match_info["name"])

    async def chat(self, request: web.Request) -> web.Response:
        """Return everything the page needs to draw one user's chat."""
        person = self._person(request.query["user"]) if "user" in request.query else self._town.first_user()
        world = self._town.world
        language = person.chat.language or ""
        profile = world.profile
        facts: Json = {
            "user": _shown(person),
            "users": [_shown(other) for other in self._town.people.values()],
            "messages": person.messages,
            "keyboard": person.chat.keyboard,
            "bot": {
                **{name: profile.text(name, language) for name in ("name", "description", "short_description")},
                "username": profile.username,
            },
            "commands": profile.commands_for(person.user_id, language),
            "twelve_hour_zones": _twelve_hour_zones(),
            **await self._time(),
        }
        return web.json_response(facts)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream what happens in one user's chat, and to the clock and the users, until the page goes away."""
        person = self._person(request.query.get("user"))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        with suppress(ConnectionError), self._town.world.feed.listen() as events:
            await response.write(b'retry: 1000\n\ndata: {"kind": "hello"}\n\n')
            while True:
                try:
                    event = await asyncio.wait_for(events.get(), BEAT_SECONDS)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if event is None:
                    break
                if event["chat"] in (None, person.user_id):
                    await response.write(f"data: {json.dumps(event)}\n\n".encode())
        return response

    async def stored(self, request: web.Request) -> web.Response:
        """Return what the application keeps about one user, as text that can be read, and when it speaks next."""
        person = self._person(request.query.get("user"))
        tables = await self._town.controls.stored(person.user_id) if self._town.controls else {}
        readable = {
            name: [{key: _readable(value) for key, value in row.items()} for row in rows]
            for name, rows in tables.items()
        }
        return web.json_response({"tables": readable, **await self._time()})

    async def file(self, request: web.Request) -> web.Response:
        """Serve a file of a message: a picture to be shown, anything else to be kept."""
        file = self._town.world.files.find(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        mime_type = file.upload.mime_type.partition(";")[0]
        shown = mime_type in SHOWABLE + PLAYABLE
        name = re.sub(r"[^\w.\- ]", "_", file.upload.name)
        return web.Response(
            body=file.upload.content,
            content_type=mime_type if shown else "application/octet-stream",
            headers={"Content-Disposition": "inline" if shown else f'attachment; filename="{name}"'},
        )

    async def say(self, body: Json) -> Json:
        """Type a message."""
        text = str(body.get("text", "")).strip()
        if not 1 <= len(text) <= LONGEST_SAID:
            raise web.HTTPBadRequest(text=f"A message has 1 to {LONGEST_SAID} characters.")
        return {"message_id": self._person(body.get("user")).say(text)["message_id"]}

    async def send(self, body: Json) -> Json:
        """Send a photo, a voice message or a document: its bytes as base64."""
        kind, name, mime_type = (str(body[key])[:120] for key in ("kind", "name", "type"))
        if kind not in SENT:
            raise web.HTTPBadRequest(text="Send a photo, a voice message or a document.")
        content = base64.b64decode(str(body["data"]), validate=True)
        try:
            person = self._person(body.get("user"))
            message = person.send_file(kind, name, content, mime_type, str(body.get("caption", ""))[:1024])
        except Refused as refused:
            raise web.HTTPBadRequest(text=f"This file was not sent: {refused.description}.") from None
        return {"message_id": message["message_id"]}

    async def tap(self, body: Json) -> Json:
        """Press an inline button."""
        person = self._person(body.get("user"))
        message = person.chat.messages.get(int(body.get("message", 0)))
        if message is None:
            raise web.HTTPNotFound(text="This message is gone.")
        return {"query": person.press(message["message_id"], str(body.get("data", ""))).query_id}

    async def location(self, body: Json) -> Json:
        """Share a place."""
        person = self._person(body.get("user"))
        return {"message_id": person.share_location(float(body["latitude"]), float(body["longitude"]))["message_id"]}

    async def block(self, body: Json) -> Json:
        """Block the bot."""
        self._person(body.get("user")).block()
        return {}

    async def unblock(self, body: Json) -> Json:
        """Unblock the bot."""
        self._person(body.get("user")).unblock()
        return {}

    async def add_user(self, body: Json) -> Json:
        """Add one more user."""
        name = str(body.get("name", "")).strip()[:64]
        if not name:
            raise web.HTTPBadRequest(text="A user has a name.")
        person = self._town.user(self._town.free_id(), name, _language(body))
        self._users_changed()
        return _shown(person)

    async def change_language(self, body: Json) -> Json:
        """Set the language of a user's Telegram: what the next update says."""
        person = self._person(body.get("user"))
        person.chat.language = _language(body)
        self._users_changed()
        return _shown(person)

    def _users_changed(self) -> None:
        self._town.world.feed.publish("users", users=[_shown(other) for other in self._town.people.values()])

    async def move_clock(self, body: Json) -> Json:
        """Move the clock: to the next nudge, or by an hour, a day, a week."""
        timeline, move = self._town.timeline, str(body.get("move", ""))
        if timeline is None:
            raise web.HTTPConflict(text="This server has no clock to move.")
        if move == "nudge":
            before = self._said()
            moved = await timeline.to_next_nudge()
            return {"moved": moved, "said": self._said() != before, **await self._time()}
        try:
            await timeline.by(move)
        except KeyError:
            raise web.HTTPBadRequest(text="Move by nudge, hour, day or week.") from None
        return {"moved": True, **await self._time()}

    async def _time(self) -> Json:
        due = await self._town.controls.next_due() if self._town.controls else None
        return {
            "now": self._town.world.stamp(),
            "next_due": int(due.timestamp()) if due else None,
            "movable": self._town.controls is not None,
        }

    def _said(self) -> int:
        """Return how many messages of the bot stand in all chats."""
        return sum(len(person.said) for person in self._town.people.values())

    def _person(self, user_id: object) -> Person:
        try:
            return self._town.people[int(str(user_id))]
        except (ValueError, KeyError):
            raise web.HTTPNotFound(text="There is no such user.") from None


@cache
def _twelve_hour_zones() -> list[str]:
    """Return the zones of countries where clocks show twelve hours, as the bot's own messages do."""
    return sorted(zone for zone in available_timezones() if twelve_hour(country_of(zone)))


def _act(act: Callable[[Json], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        try:
            body = json.loads(await request.read())
            if not isinstance(body, dict):
                raise TypeError
            return web.json_response(await act(cast(Json, body)))
        except (ValueError, KeyError, TypeError):
            raise web.HTTPBadRequest(text="That is not what the page sends.") from None

    return handler


def _asset(name: str) -> web.Response:
    path = PAGE / name
    if path.parent != PAGE or path.suffix not in TYPES or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8")


def _shown(person: Person) -> Json:
    chat = person.chat
    return {"id": person.user_id, "name": chat.name, "language": chat.language, "blocked": chat.blocked}


def _language(body: Json) -> str:
    language = str(body.get("language", "en"))
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,4})?", language):
        raise web.HTTPBadRequest(text="A language is written as en, es or pt-br.")
    return language


def _readable(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, str | int | float | bool) or value is None else json.dumps(value, default=str)
