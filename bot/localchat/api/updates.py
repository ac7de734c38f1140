"""The queue of updates: kept for 24 hours, confirmed by an offset, read by one poller at a time."""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.localchat.api.errors import Json, conflict
from bot.localchat.guard import LOOPBACK

KEPT_FOR = timedelta(hours=24)
LONGEST_POLL = 50  # seconds
MOST_AT_ONCE = 100
NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")


@dataclass(frozen=True, slots=True)
class Hook:
    """Where updates are posted, and the secret that goes along."""

    url: str
    secret: str = ""

    @property
    def is_here(self) -> bool:
        """Tell whether the address is one of this machine: nothing is posted elsewhere."""
        return urlsplit(self.url).hostname in LOOPBACK


class Updates:
    """Updates that the bot has not confirmed yet."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        # Ids rise across restarts too: a bot that keeps its store drops ids that it has seen.
        self._ids = count(int(clock.now().timestamp()))
        self._waiting: deque[tuple[datetime, Json]] = deque()
        self._arrived = asyncio.Event()
        self._poll: asyncio.Event | None = None
        self._closed = False
        self.poll_waits = asyncio.Event()  # set while a poll is open that found nothing
        self.allowed: list[str] = []
        self.hook: Hook | None = None
        self.last_error: tuple[datetime, str] | None = None  # of a post
        self.confirmed = 0

    @property
    def pending(self) -> int:
        """How many updates wait."""
        return len(self._waiting)

    def put(self, kind: str, content: Json) -> int | None:
        """Queue one update and return its id, or None where the bot does not want this kind."""
        if (self.allowed and kind not in self.allowed) or (not self.allowed and kind in NOT_BY_DEFAULT):
            return None
        update_id = next(self._ids)
        self._waiting.append((self._clock.now(), {"update_id": update_id, kind: content}))
        self._arrived.set()
        return update_id

    def clear(self) -> None:
        """Forget all that waits."""
        self._waiting.clear()

    def confirm(self, offset: int) -> None:
        """Forget everything below `offset`; a negative one keeps only that many of the newest."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        while self._waiting and self._waiting[0][1]["update_id"] < offset:
            self._waiting.popleft()
        self.confirmed = max(self.confirmed, offset - 1)

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Return what waits, or what arrives within `seconds`; raise Refused when another poll takes over."""
        if self.hook:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        if self._poll:
            self._poll.set()
        mine = self._poll = asyncio.Event()
        try:
            self.confirm(offset)
            await self._wait(mine, min(max(seconds, 0), LONGEST_POLL))
            if self.hook:
                raise conflict("terminated by setWebhook request")
            if mine.is_set() and not self._closed:
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
            self._expire()
            most = limit if 1 <= limit <= MOST_AT_ONCE else MOST_AT_ONCE
            return [update for _, update in list(self._waiting)[:most]]
        finally:
            if self._poll is mine:
                self._poll = None

    def set_hook(self, hook: Hook | None) -> None:
        """Post from now on, or leave everything to polls again."""
        self.hook, self.last_error = hook, None
        if self._poll:
            self._poll.set()
        self._arrived.set()

    async def to_post(self) -> tuple[Hook, Json]:
        """Wait for an update and somewhere to post it; it waits on until it is confirmed."""
        while True:
            self._expire()
            if self.hook and self.hook.is_here and self._waiting:
                return self.hook, self._waiting[0][1]
            self._arrived.clear()
            await self._arrived.wait()

    def failed(self, error: str) -> None:
        """Remember why a post failed."""
        self.last_error = (self._clock.now(), error)

    async def _wait(self, ended: asyncio.Event, seconds: int) -> None:
        self._expire()
        if self._waiting or not seconds or self._closed:
            return
        self._arrived.clear()
        self.poll_waits.set()
        waits = [asyncio.ensure_future(self._arrived.wait()), asyncio.ensure_future(ended.wait())]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if self._poll is ended:  # a poll that took over waits itself
                self.poll_waits.clear()
            for wait in waits:
                wait.cancel()

    def _expire(self) -> None:
        oldest = self._clock.now() - KEPT_FOR
        while self._waiting and self._waiting[0][0] < oldest:
            self._waiting.popleft()

    def close(self) -> None:
        """End the poll that is open."""
        self._closed = True
        if self._poll:
            self._poll.set()
