"""The numbers the domain works with. Their values, tags and sources stand in `content/rules/<section>.yaml`.

Each section is one dataclass here and one file there, with the same field names; `bot.library` reads them and
hands the whole to whoever asks a rule. Factors are exact fractions.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Gate:
    """Before a walk: pain now, 0–10, decides."""

    half_from: int
    no_walk_from: int
    half_factor: Fraction


@dataclass(frozen=True, slots=True)
class Rules:
    """Every section."""

    version: int
    gate: Gate
