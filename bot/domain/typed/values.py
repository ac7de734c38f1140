"""A score, a count or minutes as the whole answer to a question."""

import math
import re

from bot.domain.checkin import EFFORTS
from bot.domain.folding import fold
from bot.domain.typed.durations import span_at
from bot.domain.typed.length import LONGEST_READ
from bot.domain.typed.misread import Misread
from bot.domain.typed.shape import Shape, shape
from bot.domain.typed.words import MOST_OF_A_SCALE, Item, TypedWords, items

MOST_MINUTES = 600
MOST_COUNT = 100

_SAID = frozenset(
    {
        "filler",
        "labels_effort",
        "sorry",
        "effort_low",
        "effort_high",
        "subject",
        "then",
        "much",
        "leg",
        "lasting",
        "about",
        "was",
        "break",
        "part_of_day",
        "fair",
        "total",
    }
)
_BODY = frozenset({"pain", "body", "back_or_body", "feet"})
_OF_SCORES = _SAID | _BODY | {"article", "colon", "done", "after", "asks", "within", "where", "points"}
_OF_SPANS = _SAID | {"question", "walk", "walked", "done", "colon"}
_OF_COUNTS = _SAID | {"done", "article", "colon"}
_TIMES_A_SCORE = re.compile(r"(?<=n)[/c]n")


def read_score(text: str, words: TypedWords) -> int | Misread:
    """Return a pain score from 0 to 10, or why the text is none.

    "8!", "eight", "it was an 8", "8/10". Of "4-5" and "4,5" the higher one counts: too much care does less harm.
    """
    found = items(text, words)
    if any(item.kind == "question" for item in found):
        return Misread("unclear")
    said = _of_ten(shape(_today_dropped(found), _OF_SCORES))
    if said is None:
        return Misread("unclear")
    if said.letters in ("0", "k"):
        return 0
    if said.matches("-n"):
        return Misread("below")
    if "d" in said.letters:
        return Misread("distance")
    if re.search("[mhs]", said.letters):
        return Misread("minutes")
    if not said.matches(r"n|[fc]?n[to-]n|bnyn|non"):
        return Misread("unclear")
    score = math.ceil(max(said.numbers(0, len(said.letters))))
    return score if score <= MOST_OF_A_SCALE else Misread("above")


def read_count(text: str, words: TypedWords) -> int | Misread:
    """Return how many times something was done, or why the text does not tell: "12", "twelve", "about 12 times"."""
    said = shape(_today_dropped(items(text, words)), _OF_COUNTS)
    if said.matches("0"):
        return 0
    if said.matches("-n"):
        return Misread("below")
    if said.matches("nm|nh|ns"):
        return Misread("minutes")
    if not said.matches("nu?|n"):
        return Misread("unclear")
    count = said.number(0)
    if count != int(count):
        return Misread("fraction")
    return int(count) if count <= MOST_COUNT else Misread("above")


def read_minutes(text: str, words: TypedWords, most: int = MOST_MINUTES, *, metres: bool = False) -> int | Misread:
    """Return whole minutes from 1 to `most`, or why the text tells none.

    Of a span ("20-25 min") the lower end counts, sums are added ("10 + 10"), hours are understood. A distance, steps
    and seconds are none; `why` is "unsure" for "I don't know". With `metres` "20 m" may as well be a distance.
    """
    found = items(text, words)
    said = shape(_today_dropped(found), _OF_SPANS)
    asked = any(item.kind == "question" for item in found)
    if "!" in said.letters or (asked and not said.letters):
        return Misread("unsure")
    if asked:
        return Misread("unclear")
    if "d" in said.letters or (metres and any(item.text == "m" for item in said.items)):
        return Misread("distance")
    if said.matches("-.*"):
        return Misread("below") if said.matches("-nm?") else Misread("unclear")
    span = span_at(said, 0)
    if span is None or span.end != len(said.letters):
        return Misread("unclear")
    if span.seconds:
        return Misread("seconds")
    minutes = math.floor(span.minutes)
    if minutes < 1:
        return Misread("zero")
    return minutes if minutes <= most else Misread("above")


def _today_dropped(found: list[Item]) -> list[Item]:
    return [item for item in found if not (item.kind == "day" and item.number == 0)]


def _of_ten(said: Shape) -> Shape | None:
    """Take "/10" and "out of 10" off; None where the score is out of something else."""
    kept: list[Item] = []
    letters = said.letters
    at = 0
    while at < len(letters):
        if kept and kept[-1].kind == "number" and letters[at] in "/c" and letters[at + 1 : at + 2] == "n":
            if said.number(at + 1) != MOST_OF_A_SCALE:
                return None
            at += 2
            continue
        kept.append(said.items[at])
        at += 1
    return shape(kept)


def names_pain(text: str, words: TypedWords) -> bool:
    """Tell whether a text says that its number is of pain: "pain 8", "my knee is a 6"."""
    found = items(text, words)
    return any(item.kind in _BODY for item in found)


def read_effort(text: str, words: TypedWords) -> str | Misread:
    """Return "easy", "steady" or "hard" where a text says nothing else."""
    found = {item.kind for item in items(text, words) if item.kind not in _SAID}
    return found.pop() if len(found) == 1 and found <= set(EFFORTS) else Misread("unclear")


def read_yes(text: str, words: TypedWords) -> bool | Misread:
    """Return whether a text says yes or no, and nothing else."""
    said = " ".join(re.findall(r"\w+", fold(text[:LONGEST_READ]).replace("'", "")))
    return True if said in words.yes else False if said in words.no else Misread("unclear")
