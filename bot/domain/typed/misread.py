"""What a reader returns for a text that is no answer."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Misread:
    """What was typed is no answer. `why` tells what it is instead, or what is wrong; `options`: what it may mean."""

    why: Literal["unclear", "distance", "seconds", "minutes", "above", "below", "zero", "fraction", "unsure", "which"]
    options: tuple[int, ...] = ()
