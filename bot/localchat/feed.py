"""What happens in the chats, told at once to everyone who listens: the pages, and tests that wait."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.localchat.api.errors import Json


class Feed:
    """Every event goes to every listener, in order; nothing is kept for those who come later."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json | None]] = set()
        self.hearers: list[Callable[[Json], None]] = []

    def publish(self, kind: str, chat_id: int | None = None, **facts: object) -> None:
        """Tell the listeners that `kind` happened, in one chat or (None) to everyone."""
        event: Json = {"kind": kind, "chat": chat_id, **facts}
        for hear in self.hearers:
            hear(event)
        for listener in self._listeners:
            listener.put_nowait(event)

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Json | None]]:
        """Yield a queue of the events from now on; None means that the server stops."""
        mine: asyncio.Queue[Json | None] = asyncio.Queue()
        self._listeners.add(mine)
        try:
            yield mine
        finally:
            self._listeners.discard(mine)

    def close(self) -> None:
        """Send the listeners home."""
        for listener in self._listeners:
            listener.put_nowait(None)
