"""A Bot API server that does next to nothing, so that it is never what is measured. Loopback only.

It reads no more of a request than method, chat and query id, and answers after a fixed delay, as if the network took
it. It hands out taps through getUpdates and notes when their two answers came. `python -m bench.speed.server`.
"""

import asyncio
import contextlib
import json
import re
import sys
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, cast

from bench.speed.updates import BOT, DATE, tap

TOKEN = "123456:bench"
MOST_UPDATES = 100  # as Telegram
LENGTH = re.compile(rb"content-length:[ ]*(\d+)")
QUERY = re.compile(rb"callback_query_id\W+(\d+)")
CHAT = re.compile(rb"chat_id\W+(\d+)")


@dataclass
class Tap:
    """One tap on its way, handed out at `asked_at`."""

    asked_at: float
    answered: bool = False
    edited: bool = False


@dataclass
class World:
    """What was asked and answered since the last reset. Instants are those of the system's monotonic clock."""

    delay: float = 0.0
    calls: Counter[str] = field(default_factory=Counter)
    sent_at: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    answered_at: float | None = None
    polled_at: float | None = None
    waiting: deque[dict[str, Any]] = field(default_factory=deque)
    taps: dict[int, Tap] = field(default_factory=dict)
    chains: dict[int, deque[str]] = field(default_factory=dict)
    given: Counter[int] = field(default_factory=Counter)
    updates_made: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    tapping: "asyncio.Task[None] | None" = None
    to_come: int = 0

    async def tap(self, chains: list[tuple[int, list[str]]], every: float) -> None:
        """Let each user tap their buttons in order, the next when the last was answered; one begins `every` seconds."""
        first_at, self.to_come = monotonic(), len(chains)
        for number, (user, taps) in enumerate(chains):
            if every:
                await asyncio.sleep(max(0.0, first_at + number * every - monotonic()))
            self.to_come -= 1
            self.chains[user] = deque(taps)
            self.next_tap(user)

    def next_tap(self, user: int) -> None:
        """Hand out the next tap of somebody, if there is one."""
        chain = self.chains[user]
        if chain:
            self.updates_made += 1
            self.waiting.append(tap(user, self.updates_made, chain.popleft()))
            self.news.set()

    async def updates(self, wait: bool) -> list[dict[str, Any]]:
        """Return what was tapped, as soon as something was."""
        self.polled_at = self.polled_at or monotonic()
        if not self.waiting and wait:
            self.news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), 20)
        batch = [self.waiting.popleft() for _ in range(min(len(self.waiting), MOST_UPDATES))]
        for update in batch:
            self.taps[update["callback_query"]["from"]["id"]] = Tap(monotonic())
        return batch

    def note(self, method: str, body: bytes) -> None:
        """Note a call when it arrives."""
        if method == "sendMessage":
            self.sent_at.append(monotonic())
        elif method == "answerCallbackQuery" and (found := QUERY.search(body)):
            self._half(int(found[1]), "answered")
        elif method == "editMessageText" and (found := CHAT.search(body)):
            self._half(int(found[1]), "edited")

    def _half(self, user: int, which: str) -> None:
        tap = self.taps.get(user)
        if tap is None:
            return
        setattr(tap, which, True)
        if tap.answered and tap.edited:
            self.answered_at = monotonic()
            self.latencies.append(self.answered_at - self.taps.pop(user).asked_at)

    def seen(self, method: str, body: bytes) -> None:
        """Note that an answer has been given: who has got both answers to a tap, in whatever order, taps again."""
        find = {"answerCallbackQuery": QUERY, "editMessageText": CHAT}.get(method)
        if find and (found := find.search(body)) and (user := int(found[1])) in self.chains:
            self.given[user] += 1
            if self.given[user] % 2 == 0:
                self.next_tap(user)

    def report(self) -> dict[str, Any]:
        """Return everything noted."""
        return {
            "calls": self.calls,
            "sent_at": self.sent_at,
            "latencies": self.latencies,
            "answered_at": self.answered_at,
            "polled_at": self.polled_at,
            "open": self.to_come + len(self.taps) + len(self.waiting) + sum(map(len, self.chains.values())),
        }


class Connection(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, server: "Server") -> None:
        self._server = server
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast(asyncio.Transport, transport)
        self._server.connections.add(self._transport)

    def connection_lost(self, _: Exception | None) -> None:
        """Forget it."""
        if self._transport is not None:
            self._server.connections.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        """Take every request that is there as a whole."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._buffer[:end])
            length = LENGTH.search(head.lower())
            start, size = end + 4, int(length[1]) if length else 0
            if len(self._buffer) < start + size:
                return
            body = bytes(self._buffer[start : start + size])
            del self._buffer[: start + size]
            path = head.split(b" ", 2)[1].partition(b"?")[0].decode()
            self._server.take(path.rpartition("/")[2], path.startswith("/control/"), body, self.answer)

    def answer(self, result: bytes) -> None:
        """Write one answer."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (len(result), result)
            )


Answer = Callable[[bytes], None]


class Server:
    """Takes requests and answers them in time."""

    def __init__(self) -> None:
        self.world = World()
        self.connections: set[asyncio.Transport] = set()
        self._message = _ok(
            {
                "message_id": 11,
                "from": BOT,
                "chat": {"id": 1, "first_name": "Ana", "type": "private"},
                "date": DATE,
                "text": "Time for your walk.",
            }
        )
        self._true, self._bot = _ok(True), _ok(BOT)
        self._tasks: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """Hang up."""
        for transport in self.connections:
            transport.abort()
        for task in self._tasks:
            task.cancel()

    def take(self, method: str, control: bool, body: bytes, answer: Answer) -> None:
        """Answer one request, now or later."""
        self.world.calls[method] += 1
        if control or method == "getUpdates":
            task = asyncio.create_task(self._control(method, body, answer) if control else self._poll(body, answer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        world = self.world
        world.note(method, body)
        result = self._bot if method == "getMe" else self._message if "Message" in method else self._true

        def later() -> None:
            answer(result)
            world.seen(method, body)

        if world.delay:
            asyncio.get_running_loop().call_later(world.delay, later)
        else:
            later()

    async def _poll(self, body: bytes, answer: Answer) -> None:
        wait = re.search(rb"timeout\W+[1-9]", body) is not None
        answer(_ok(await self.world.updates(wait)))

    async def _control(self, verb: str, body: bytes, answer: Answer) -> None:
        asked = json.loads(body or b"{}")
        if verb == "reset":
            if self.world.tapping:
                self.world.tapping.cancel()
            self.world = World(delay=asked["delay"])
        elif verb == "tap":
            self.world.tapping = asyncio.create_task(self.world.tap(asked["chains"], asked["every"]))
        answer(json.dumps(self.world.report()).encode())


def _ok(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


async def listen(server: Server) -> tuple[asyncio.Server, int]:
    """Listen on any free port of 127.0.0.1; return it too."""
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: Connection(server), "127.0.0.1", 0, backlog=1024)
    return listening, listening.sockets[0].getsockname()[1]


async def serve() -> None:
    """Print the port, and serve until killed."""
    listening, port = await listen(Server())
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await listening.serve_forever()


if __name__ == "__main__":
    import uvloop

    with contextlib.suppress(KeyboardInterrupt):
        uvloop.run(serve())
