"""What every flow is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.content.library import Library
from bot.content.shapes import Heard
from bot.store.database import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """One user's update or nudge, inside one transaction.

    `now` was read once, at the edge. What a flow does with `tx` happens exactly once, together with its replies.
    """

    tx: Transaction
    user_id: int
    now: datetime
    library: Library
    language: str
    operators: tuple[int, ...] = ()  # the ids of those who run this bot

    @property
    def heard(self) -> Iterable[Heard]:
        """What typed words mean: in the chat's own language first, then in every other one."""
        heard = self.library.heard
        return (heard[self.language], *(words for language, words in heard.items() if language != self.language))

    def understood(self, read: Callable[[Heard], T | None]) -> T | None:
        """Return what `read` makes of the first language whose words it understands, or None."""
        return next((found for heard in self.heard if (found := read(heard)) is not None), None)
