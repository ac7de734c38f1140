"""A time zone as people type it: "UTC+2", "GMT-3", "Europe/Kyiv", "EST"."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.typed.misread import Misread

_OFFSET = re.compile(r"(?:(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?|([+-])(\d{1,2}):([0-5]\d)|(utc|gmt))", re.I)
MOST_AHEAD, MOST_BEHIND = 14 * 60, 12 * 60


@dataclass(frozen=True, slots=True)
class ZoneSaid:
    """What a text says about the zone: minutes ahead of UTC, or the IANA names that it may be, likeliest first."""

    ahead: int | None = None
    zones: tuple[str, ...] = ()


def read_zone(text: str, names: Mapping[str, Sequence[str]], known: Collection[str]) -> ZoneSaid | Misread:
    """Return the zone a text names: a distance from UTC, an IANA name of the `known`, or an abbreviation of `names`."""
    said = text.strip(" .!?")
    offset = _OFFSET.fullmatch(said.replace("−", "-"))
    if offset:
        sign, hours, minutes = (offset[1], offset[2], offset[3]) if offset[1] else (offset[4], offset[5], offset[6])
        ahead = (int(hours or 0) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)
        return ZoneSaid(ahead=ahead) if -MOST_BEHIND <= ahead <= MOST_AHEAD else Misread("above")
    wanted = re.sub(r"\s*/\s*", "/", said).replace(" ", "_").casefold()
    found = next((zone for zone in known if "/" in zone and zone.casefold() == wanted), None)
    if found:
        return ZoneSaid(zones=(found,))
    zones = names.get(said.upper())
    return ZoneSaid(zones=tuple(zones)) if zones else Misread("unclear")
