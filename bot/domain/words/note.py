"""A note of one's own in a typed message: "note: stiff", "note for Saturday: slept well", "note on my walk: a hill"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.folding import fold, says, without

LOOK_BACK = 7
"""Days: a note about a day longer ago is a note of today."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The words of one language, lower case, without accents: what opens a note, and what may stand around its day.

    `walk`: words for a walk; the first is what a note about one begins with.
    """

    opens: Sequence[str]
    around_day: Sequence[str]
    walk: Sequence[str]


def read_note(
    text: str, words: NoteWords, days_ago: Mapping[str, int], weekdays: Mapping[str, int], today: date
) -> tuple[date, str] | None:
    """Return the day that a note is about, and its words; None: the text is no note, or has none.

    A note about a walk is one of the walk's day, and begins with that: "Walk: a steep hill".
    """
    head, colon, told = text.partition(":")
    said = " ".join(fold(head).split())
    opened = next((word for word in words.opens if said == word or said.startswith(f"{word} ")), None)
    if not colon or opened is None or not told.strip():
        return None
    about = without(said.removeprefix(opened), words.around_day)
    of_a_walk = says(about, words.walk)
    kept = f"{words.walk[0].capitalize()}: {told.strip()}" if of_a_walk else told.strip()
    day = " ".join(without(about, words.walk).split())
    if not day:
        return today, kept
    if day in days_ago and days_ago[day] <= LOOK_BACK:
        return today - timedelta(days=days_ago[day]), kept
    if day in weekdays:
        return today - timedelta(days=(today.weekday() - weekdays[day]) % WEEK), kept
    return None
