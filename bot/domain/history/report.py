"""What somebody chooses to show a physical therapist, and in which words of their own."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.history.series import ALL, MONTH, QUARTER

SECTIONS = ("walks", "pain", "moves", "safety", "notes")
REPORT_PERIODS = (MONTH, QUARTER, ALL)
NAME_AT_MOST, NOTE_AT_MOST = 60, 300
"""Characters."""
JOINERS = "\u200c\u200d"
"""Invisible, and part of words in some scripts and of many an emoji."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticked sections, in their order, the period, the name that stands on the report (None: left blank), and its
    language (None: the chat's)."""

    sections: tuple[str, ...] = SECTIONS
    period: str = QUARTER
    name: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note or a question of somebody's own."""

    note_id: int
    words: str
    said_on: date


def ticked(choice: Choice, section: str) -> Choice:
    """Return the choice with a section ticked, or no longer."""
    others = {name for name in choice.sections if name != section}
    wanted = others if section in choice.sections else others | {section}
    return replace(choice, sections=tuple(name for name in SECTIONS if name in wanted))


def one_line(text: str, most: int) -> str:
    """Return a text without line breaks and other control characters, cut to at most so many characters with "…"."""
    kept = (character if character.isprintable() or character in JOINERS else " " for character in text)
    words = " ".join("".join(kept).split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
