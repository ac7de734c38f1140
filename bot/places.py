"""Where on earth: a place → its time zone, a city's name → the city, a zone → its country. All of it offline.

The cities stand in `content/places.tsv` (GeoNames, CC BY 4.0), biggest first. A place that a user shares is looked
up in the map of zones and forgotten.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale

from bot.content.library import data_folder
from bot.domain.day import local_minute

DAY = 24 * 60
CLOSE_ENOUGH = 0.78  # difflib's ratio: "barcelna" passes, "berne" for "berlin" does not
LONGEST_SLIP = 60  # letters; what is longer is no name with a slip in it, and takes long to compare with all of them


@dataclass(frozen=True, slots=True)
class Place:
    """One city. `country` is its ISO 3166 code, `zone` its IANA name."""

    name: str
    country: str
    zone: str
    population: int


def fold(text: str) -> str:
    """Return a name as it is compared: no accents, no case, no punctuation, single spaces."""
    bare = (letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in bare).split())


def zone_at(latitude: float, longitude: float) -> str | None:
    """Return the zone at a point in degrees; at sea the zone of the ship's clock; None for no place on earth."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    import tzfpy  # its map takes a while to open, and most people type a city or need neither

    zone = tzfpy.get_tz(longitude, latitude)
    return zone if zone and is_zone(zone) else None


@cache
def zones() -> frozenset[str]:
    """Return the names of all zones that this machine knows and people live in."""
    return frozenset(zone for zone in available_timezones() if not zone.startswith(("Etc/", "posix/", "right/")))


def biggest_in(zone: str) -> Place | None:
    """Return the biggest city of a zone; None at sea and for zones without a city."""
    return _biggest_by_zone().get(zone)


def is_zone(zone: str) -> bool:
    """Tell whether this machine knows the zone's clock."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def cities_named(text: str, most: int = 6) -> list[Place]:
    """Return the cities that `text` may mean, likeliest first: the very name, then a beginning, then a small slip.

    Behind a comma, or after the name, a country's code narrows: "Cordoba, AR". Within one way of matching the
    biggest comes first.
    """
    name, _, country = text.partition(",")
    wanted, code = fold(name), country.strip().upper()
    if len(wanted) < 2:
        return []
    found = _lines_with(f"|{wanted}|") or (_lines_with(f"|{wanted}") if len(wanted) >= 4 else [])
    if not found and len(wanted) <= LONGEST_SLIP:
        slips = difflib.get_close_matches(wanted, _names_like(wanted), n=3, cutoff=CLOSE_ENOUGH)
        found = [line for slip in slips for line in _lines_with(f"|{slip}|")[:2]]
    places = [_place(line) for line in dict.fromkeys(found)]
    narrowed = [place for place in places if place.country == code] if len(code) == 2 else []
    return (narrowed or places)[:most]


def country_named(text: str, languages: Iterable[str]) -> str | None:
    """Return the ISO 3166 code of the country that `text` names in one of the languages, or None."""
    wanted = fold(text)
    return next((code for language in languages if (code := _countries(language).get(wanted))), None)


@cache
def _countries(language: str) -> dict[str, str]:
    """Return the ISO 3166 code of every country by its name, folded; of two with one name the first."""
    names = Locale.parse(language).territories.items()
    return {fold(name): str(code) for code, name in reversed(list(names)) if len(code) == 2}


def zones_in(country: str) -> list[Place]:
    """Return the biggest city of every zone of a country, by its ISO 3166 code; the biggest first."""
    return [place for place in _biggest_by_zone().values() if place.country == country]


def is_name(text: str) -> bool:
    """Tell whether `text`, up to a comma, is a city's very name rather than a beginning or a slip."""
    wanted = fold(text.partition(",")[0])
    return bool(wanted) and bool(_lines_with(f"|{wanted}|"))


def zones_at_local_time(now: datetime, minute: int, tolerance: int = 35) -> list[Place]:
    """Return the biggest city of every zone whose clocks show `minute` of the day, give or take `tolerance` minutes.

    The zones where most people live come first.
    """
    return [
        place
        for place in _biggest_by_zone().values()
        if abs((local_minute(now, place.zone) - minute + DAY // 2) % DAY - DAY // 2) <= tolerance
    ]


def city_of(zone: str) -> str:
    """Return the name people know a zone by: its biggest city, else the last part of its own name."""
    place = _biggest_by_zone().get(zone)
    return place.name if place else zone.rpartition("/")[2].replace("_", " ")


def country_of(zone: str) -> str | None:
    """Return the ISO 3166 code of the country a zone belongs to; None at sea and for zones without a city."""
    place = _biggest_by_zone().get(zone)
    return place.country if place else None


@cache
def _biggest_by_zone() -> dict[str, Place]:
    """Return every zone with its biggest city, about 400 of them, in order of size."""
    biggest: dict[str, Place] = {}
    for line in _lines():
        zone = line.split("\t", 3)[2]
        if zone not in biggest and is_zone(zone):
            biggest[zone] = _place(line)
    return biggest


def _file() -> Path:
    return data_folder("content") / "places.tsv"


def _lines() -> Iterator[str]:
    with _file().open(encoding="utf-8") as file:
        yield from (line for line in file if not line.startswith("#"))


def _lines_with(needle: str) -> list[str]:
    text, wanted = _file().read_bytes(), needle.encode()  # decoding all of it takes far longer than looking through it
    found = []
    at = text.find(wanted)
    while at >= 0:  # one search through the whole text: line by line it takes fifty times as long
        start, end = text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at)
        if not text.startswith(b"#", start):
            found.append(text[start : end + 1].decode())
        at = text.find(wanted, end)
    return found


def _names_like(wanted: str) -> list[str]:
    """Return the names that begin like `wanted` and are about as long: what difflib can compare in a moment."""
    shortest, longest = max(len(wanted) - 3, 1), len(wanted) + 1
    alike = re.compile(rf"(?<=\|){re.escape(wanted[0])}[^|\n]{{{shortest},{longest}}}(?=\|)")
    return list(dict.fromkeys(alike.findall(_file().read_text(encoding="utf-8"))))


def _place(line: str) -> Place:
    name, country, zone, population, _ = line.split("\t")
    return Place(name, country, zone, int(population))
