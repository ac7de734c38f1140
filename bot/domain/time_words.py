"""A time of day as people type it: "8:30 pm", "19", "7.30", "noon"."""

import re

TWELVE_HOUR_COUNTRIES = frozenset({"US", "CA", "AU", "NZ", "IN", "PK", "BD", "PH", "EG", "SA", "MY", "CO", "PR"})

_TIME = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:\s?[:.h,]\s?([0-5]\d))?\s*h?\s*([ap])?\.?\s?(?:m\b\.?)?(?![\d:.,]*\d)", re.I
)
_COMPACT = re.compile(r"(?<!\d)([01]\d|2[0-3])([0-5]\d)(?!\d)")
_NAMED = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
_AFTERNOON = re.compile(r"\b(afternoon|evening|tonight)\b", re.I)


def parse_time(text: str) -> int | None:
    """Return minutes after midnight (0-1439), or None where `text` names no single time of day.

    A bare number is read on the 24-hour clock unless "am", "pm" or a part of the day says otherwise: "7" is 07:00.
    """
    words = text.casefold().replace("o'clock", "").replace("o’clock", "").strip()
    if words in _NAMED:
        return _NAMED[words]
    compact = _COMPACT.findall(words)
    if len(compact) == 1 and not re.search(r"\d", _COMPACT.sub("", words)):
        return int(compact[0][0]) * 60 + int(compact[0][1])
    found = _TIME.findall(words)
    if len(found) != 1 or len(re.findall(r"\d+", words)) > 2:
        return None
    hour, minute, half = int(found[0][0]), int(found[0][1] or 0), found[0][2]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif _AFTERNOON.search(words) and hour < 12:
        hour += 12
    return hour * 60 + minute if hour < 24 else None


def twelve_hour(country: str | None) -> bool:
    """Tell whether people there read "8:30 pm" more easily than "20:30" (ISO 3166 code)."""
    return country in TWELVE_HOUR_COUNTRIES
