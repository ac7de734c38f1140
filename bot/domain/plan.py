"""The dose: where to start, what a day asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dose:
    """The stored target: `bouts` walks of `minutes` on a target day, `target_days` such days a week."""

    minutes: int
    bouts: int
    target_days: int
