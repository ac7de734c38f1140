"""A note of one's own in a typed message: "note: stiff after the walk", "note for Saturday: fell asleep at once"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.folding import fold, without

LOOK_BACK = 7
"""Days: a note about a day longer ago is a note of today."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The words of one language, lower case, without accents: what opens a note, and what may stand before its day."""

    opens: Sequence[str]
    before_day: Sequence[str]


def read_note(
    text: str, words: NoteWords, days_ago: Mapping[str, int], weekdays: Mapping[str, int], today: date
) -> tuple[date, str] | None:
    """Return the day that a note is about, and its words; None: the text is no note, or has none."""
    head, colon, told = text.partition(":")
    said = " ".join(fold(head).split())
    opened = next((word for word in words.opens if said == word or said.startswith(f"{word} ")), None)
    if not colon or opened is None or not told.strip():
        return None
    day = " ".join(without(said.removeprefix(opened), words.before_day).split())
    if not day:
        return today, told.strip()
    if day in days_ago and days_ago[day] <= LOOK_BACK:
        return today - timedelta(days=days_ago[day]), told.strip()
    if day in weekdays:
        return today - timedelta(days=(today.weekday() - weekdays[day]) % WEEK), told.strip()
    return None
