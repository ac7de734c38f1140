"""Onboarding's questions answered in typed English: an age, a score, minutes, a place that hurts."""

import re

from bot.domain.profile import NO_REGION, REGIONS, UNKNOWN_MINUTES, age_band

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_REGIONS = {
    "back": r"back|spine|lumbar|sciatic\w*",
    "knee": r"knees?|kneecaps?",
    "hip": r"hips?",
    "arthritis": r"\w*arthritis|\w*arthrosis|arthritic|joints?|rheumati\w*",
    "stiffness": r"stiff\w*",
}
_NOWHERE = re.compile(r"\b(none|nothing|nowhere|no pain|not? (?:hurt|ache)\w*|well|healthy|fine|no)\b", re.I)
_UNKNOWN = re.compile(r"(don'?t|do not|not|no) (know|sure|idea)|unsure|\?", re.I)


def _figures(text: str) -> list[int]:
    words = re.findall(r"\d+|[a-z]+", text.casefold())
    return [int(word) if word.isdigit() else _NUMBERS[word] for word in words if word.isdigit() or word in _NUMBERS]


def parse_age(text: str) -> int | None:
    """Return the age in years, or None where the text names no age a person can have; of a band, its lower end."""
    ages = [int(figure) for figure in re.findall(r"\d+", text)]
    if not 1 <= len(ages) <= 2 or not all(1 <= age <= 120 for age in ages) or re.search(r"\d[.,]\d", text):
        return None
    return ages[0] if len({age_band(age) for age in ages}) == 1 else None


def parse_score(text: str) -> int | None:
    """Return a pain score from 0 to 10 ("4", "4/10", "four", "about 4"), or None."""
    figures = _figures(re.sub(r"(?<=\d)\s*(?:/|out of|of)\s*10\b", "", text.casefold()))
    if not figures and re.fullmatch(r"\W*(no pain|none|nothing)\W*", text.casefold()):
        return 0
    if "-" in text or re.search(r"\d[.,]\d", text):
        return None
    return figures[0] if len(figures) == 1 and figures[0] <= 10 else None


def parse_minutes(text: str) -> int | None:
    """Return minutes from 1 to 600, -1 for "I don't know", or None where the text says neither.

    Of a span ("10-15") the lower end counts; hours are understood.
    """
    words = text.casefold()
    if re.search(r"half an? hour", words):
        return 30
    if re.search(r"\b(an|one|1) hour\b", words):
        return 60
    figures = _figures(words)
    if not figures:
        return UNKNOWN_MINUTES if _UNKNOWN.search(words.replace("’", "'")) else None
    if len(figures) > 2 or re.search(r"\d[.,]\d", words):
        return None
    minutes = min(figures) * (60 if re.search(r"\d\s*(h|hours?|hrs?)\b", words) else 1)
    return minutes if 1 <= minutes <= 600 else None


def parse_regions(text: str) -> tuple[str, ...] | None:
    """Return the regions a text names, ("none",) where it says that nothing hurts, or None."""
    named = tuple(name for name in REGIONS if re.search(rf"\b(?:{_REGIONS[name]})\b", text, re.I))
    if named:
        return named
    return (NO_REGION,) if _NOWHERE.search(text) else None


def parse_often(text: str) -> str | None:
    """Return "most" for three days a week or more, "some" for fewer, "rarely" for none; None if not understood."""
    words = text.casefold()
    if re.search(r"every ?day|daily|most|often", words):
        return "most"
    if re.search(r"never|rarely|hardly|seldom", words):
        return "rarely"
    if re.search(r"some|once|twice|few", words):
        return "some"
    figures = _figures(words)
    if len(figures) != 1 or figures[0] > 7:
        return None
    return "most" if figures[0] >= 3 else "some" if figures[0] else "rarely"


def parse_when(text: str) -> str | None:
    """Return "now" or "later" for the first walk, or None."""
    if re.search(r"\b(tomorrow|later|next|not (now|today))\b", text, re.I):
        return "later"
    return "now" if re.search(r"\b(now|today|right away|go|start)\b", text, re.I) else None
