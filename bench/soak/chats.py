"""What Telegram saw: every message, when it arrived, which life of the program sent it, and whether that was told."""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from random import Random

from bot.localchat.api.errors import Json
from bot.localchat.api.faults import Fault
from bot.localchat.server import LocalServer

LONGEST_PARCEL = 4  # messages that belong together, and come again together
LOGGED = re.compile(r"(\d+) min\b")


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message in a chat. `life`: which one made the call; `at`: the server's clock, in seconds."""

    text: str
    life: int
    at: int
    answer_lost: bool


CALL: ContextVar[tuple[int, bool]] = ContextVar("CALL")
"""Of the call that a server's task answers: the life that made it, and whether its answer is lost."""


@dataclass
class Mischief:
    """Lets a share of all calls go wrong, by lot. `life` is the number of the program's present life, from 1."""

    lots: Random
    share: float
    life: int = 0
    up: asyncio.Event = field(default_factory=asyncio.Event)  # the present life has asked for updates
    taken: Counter[str] = field(default_factory=Counter)

    def begin(self) -> None:
        """Begin the next life."""
        self.life += 1
        self.up.clear()

    def __call__(self, method: str, _: Json) -> Fault | None:
        """Draw one lot."""
        if method == "getUpdates":
            self.up.set()
        fault = self.lots.choice(FAULTS) if self.lots.random() < self.share else None
        CALL.set((self.life, fault is not None and fault.kind == "lose"))
        if fault:
            self.taken[fault.kind] += 1
        return fault


FAULTS = (
    Fault("*", "too_many", seconds=1),
    Fault("*", "html", status=502),
    Fault("*", "html", status=504),
    Fault("*", "drop"),
    Fault("*", "lose"),
    Fault("*", "delay", seconds=0.3),
)
"""Too many requests, gateways' pages, connections cut before and after the deed, and slowness."""


class Watched:
    """Keeps every message of a server's chats."""

    def __init__(self, server: LocalServer, mischief: Mischief) -> None:
        self.server, self.mischief = server, mischief
        self.chats: dict[int, list[Arrived]] = {}
        server.world.feed.hearers.append(self._hear)
        server.faults.by_lot = mischief

    def _hear(self, event: Json) -> None:
        if event["kind"] == "message" and event["message"]["from"]["is_bot"]:
            message = event["message"]
            life, lost = CALL.get()
            self.chats.setdefault(event["chat"], []).append(Arrived(message["text"], life, message["date"], lost))


def is_logged(arrived: Arrived) -> bool:
    """Tell whether this says a typed check-in back: it begins with the minutes."""
    return LOGGED.match(arrived.text) is not None


def minutes(arrived: Arrived) -> int:
    """Return the minutes that an answer repeats."""
    found = LOGGED.match(arrived.text)
    assert found
    return int(found[1])


def once(arrived: Sequence[Arrived]) -> tuple[list[Arrived], list[tuple[Arrived, Arrived]]]:
    """Return the messages without repeats, and the repeats, each with what it repeats.

    What was on its way comes again as a whole: of two messages the first, the second, the first, the second. Any other
    order is none of a repeat.
    """
    kept: list[Arrived] = []
    repeats: list[tuple[Arrived, Arrived]] = []
    for one in arrived:
        kept.append(one)
        for length in range(1, LONGEST_PARCEL + 1):
            first, again = kept[-2 * length : -length], kept[-length:]
            if [each.text for each in first] == [each.text for each in again]:
                repeats += zip(first, again, strict=True)
                kept[-2 * length :] = again
                break
    return kept, repeats
