"""Too much from one person: a burst is welcome, a stream is answered at a lasting pace, and said so once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.rules import Flood

Admission = Literal["answer", "tell", "drop"]


@dataclass(frozen=True, slots=True)
class Meter:
    """What somebody sent of late: at the lasting pace all of it would have come by `done_at`.

    `told`: it was too much, and they know.
    """

    done_at: datetime
    told: bool = False


def admit(meter: Meter | None, now: datetime, rules: Flood) -> tuple[Admission, Meter]:
    """Return what to do with one more update, and the meter after it.

    "tell" comes once, and again only after the person has been quiet until `done_at`.
    """
    most = timedelta(seconds=rules.burst * rules.spacing_seconds)
    if meter is None or not now < meter.done_at <= now + most:  # nothing is further ahead but after a clock went back
        meter = Meter(now)
    done_at = meter.done_at + timedelta(seconds=rules.spacing_seconds)
    if done_at - now <= most:
        return "answer", Meter(done_at, meter.told)
    return "drop" if meter.told else "tell", Meter(meter.done_at, told=True)
