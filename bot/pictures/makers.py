"""What a maker of files is; `bot.pictures.kinds` knows them all."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

Make: TypeAlias = Callable[[str, Mapping[str, Any]], Awaitable[bytes]]


class Reuse(Enum):
    """For whom Telegram's copy of a file may be sent again."""

    EVERYBODY = "everybody"  # a drawing with nothing personal in it
    USER = "user"  # it goes with its user
    NEVER = "never"  # more than its facts decides what is in it


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the files of one kind: `make(language, facts)` returns the bytes, and leaves the event loop free meanwhile.

    Where it may be sent again, the same facts make the same bytes. `version` changes when they look different.
    """

    make: Make
    reuse: Reuse
    version: str = "1"


Makers: TypeAlias = Mapping[str, Maker]
