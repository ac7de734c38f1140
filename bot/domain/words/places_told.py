"""Several places told at once, each with its own score: "left knee 4, back 6"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.folding import fold
from bot.domain.safety.body_map import Side

MOST, WORST = 5, 10
"""Places in one message, and the highest score."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of one language, lower case, without accents. `places`: a place of the body map → how it is called."""

    places: Mapping[str, Sequence[str]]
    sides: Mapping[Side, Sequence[str]]
    joined: Sequence[str]  # what may stand between a place and its score: "is", "about a"


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place, its side where one was told, and its pain, NRS 0-10."""

    region: str
    side: Side | None
    score: int


def places_told(text: str, words: PlaceWords) -> list[PlaceTold]:
    """Return the places of a text, each with its score, where it tells of two or more and of nothing else; else none.

    "knee 4, back 6" → knee 4, lower back 6. "knee 4, back 12", "knee 4, back" and "knee 4 walked 20" tell none.
    """
    found: list[PlaceTold] = []
    for part in re.split(r"[,;.\n]|\s(?:and|y|e)\s|\+", fold(text)):
        if part.strip():
            place = _place(part, words)
            if place is None:
                return []
            found.append(place)
    several = 2 <= len(found) <= MOST and len({(each.region, each.side) for each in found}) == len(found)
    return found if several else []


def _place(part: str, words: PlaceWords) -> PlaceTold | None:
    rest = " ".join(["", *re.findall(r"[^\W_]+", part), ""])
    score = re.search(r" (\d{1,2})(?: (?:10|of 10|out of 10|de 10))? $", rest)
    if score is None or int(score[1]) > WORST:
        return None
    rest = rest[: score.start()] + " "
    side, rest = _taken(rest, words.sides)
    region, rest = _taken(rest, words.places)
    for joined in sorted(words.joined, key=len, reverse=True):
        rest = rest.replace(f" {joined} ", " ")
    if region is None or rest.strip():
        return None
    return PlaceTold(region, side, int(score[1]))  # type: ignore[arg-type]  # the sides are the keys of `sides`


def _taken(text: str, names: Mapping[str, Sequence[str]] | Mapping[Side, Sequence[str]]) -> tuple[str | None, str]:
    """Return what a text names, by the longest phrase, and the text without it."""
    phrases = sorted(((phrase, name) for name, all_ in names.items() for phrase in all_), key=lambda p: -len(p[0]))
    for phrase, name in phrases:
        if f" {phrase} " in text:
            return name, text.replace(f" {phrase} ", " ", 1)
    return None, text
