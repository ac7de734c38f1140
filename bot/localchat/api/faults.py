"""Faults on purpose: what goes wrong between a bot and Telegram, for the next calls of a method."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.localchat.api.errors import Json

Kind = Literal["too_many", "html", "drop", "delay", "hold", "lose", "refuse"]


@dataclass
class Fault:
    """One thing that goes wrong `left` times."""

    method: str
    kind: Kind
    left: int = 1
    seconds: float = 0
    status: int = 400
    description: str = ""
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let a held call go on."""
        self.released.set()


class Faults:
    """The faults that wait; a method may be "*" for any. The first that fits is taken first."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self.by_lot: Callable[[str, Json], Fault | None] = lambda *_: None
        """Asked about each call that no planned fault fits: method, parameters → what goes wrong with it."""

    def too_many(self, method: str, retry_after: int = 1, times: int = 1) -> Fault:
        """Answer 429 with `retry_after` seconds; nothing is done."""
        return self._plan(Fault(method, "too_many", times, seconds=retry_after))

    def html(self, method: str, status: int = 502, times: int = 1) -> Fault:
        """Answer a gateway's HTML page instead of JSON; nothing is done."""
        return self._plan(Fault(method, "html", times, status=status))

    def drop(self, method: str, times: int = 1) -> Fault:
        """Cut the connection before anything is done."""
        return self._plan(Fault(method, "drop", times))

    def lose(self, method: str, times: int = 1) -> Fault:
        """Do what was asked, then cut the connection: the answer is lost."""
        return self._plan(Fault(method, "lose", times))

    def delay(self, method: str, seconds: float, times: int = 1) -> Fault:
        """Wait before doing what was asked."""
        return self._plan(Fault(method, "delay", times, seconds=seconds))

    def hold(self, method: str, times: int = 1) -> Fault:
        """Set the fault's `reached`, then wait until its `release()`."""
        return self._plan(Fault(method, "hold", times))

    def refuse(self, method: str, status: int, description: str, times: int = 1) -> Fault:
        """Answer an error of your choice; nothing is done."""
        return self._plan(Fault(method, "refuse", times, status=status, description=description))

    def clear(self) -> None:
        """Forget what has not gone wrong yet."""
        self.planned.clear()

    def take(self, method: str, values: Json) -> Fault | None:
        """Return what goes wrong with this call, counting it."""
        for fault in self.planned:
            if fault.method in ("*", method):
                fault.left -= 1
                if fault.left <= 0:
                    self.planned.remove(fault)
                return fault
        return self.by_lot(method, values)

    def _plan(self, fault: Fault) -> Fault:
        self.planned.append(fault)
        return fault
