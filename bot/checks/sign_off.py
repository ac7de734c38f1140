"""Every number of the rules with its tag, its source and where it is used: the list that a therapist signs off."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from pathlib import Path

import bot
from bot.checks.uses import uses
from bot.content.library import Library
from bot.content.shapes import ORIGIN

TO_SIGN = ("M", "D")
"""Tags of numbers that nobody has verified, or that are this project's own defaults."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number. `was`: its value in the version before, where that differs. `used`: what reads it."""

    key: str
    value: str
    unit: str
    tag: str
    source: str
    was: str | None
    used: tuple[str, ...]

    @property
    def to_sign(self) -> bool:
        """Tell whether a licensed physical therapist has to sign it off."""
        return self.tag in TO_SIGN


def rows(library: Library) -> list[Row]:
    """Return every number of `content/rules/`, section by section."""
    used = uses(Path(bot.__path__[0]))
    return [
        Row(key, _shown(value), figure.unit, figure.tag, figure.source, figure.was, used.get(key, ()))
        for key, value in _numbers(library)
        for figure in (library.figures[key],)
    ]


def text(library: Library) -> str:
    """Return the table for a terminal: what is to be signed off is marked with *."""
    found = rows(library)
    width = max(len(row.key) for row in found)
    lines = [
        f"{'*' if row.to_sign else ' '} {row.key:{width}}  {row.value} ({row.unit}){_before(row)} [{row.tag}]"
        f" {row.source}"
        f"\n  {'':{width}}  used in {', '.join(row.used)}"
        for row in found
    ]
    return "\n".join([*lines, "", _summary(found)])


def page(library: Library) -> str:
    """Return the table as a Markdown page."""
    found = rows(library)
    lines = [
        "# The rules, number by number",
        "",
        f"Made by `walk-coach rules --output docs/rules.md` from `content/rules/`, version {library.rules.version}."
        " Tags: **V** read at the source, **V2** seen in a secondary page, **M** general knowledge, not verified, **D**"
        " a design default. ✍ marks what a licensed physical therapist has to sign off.",
        "",
        _summary(found),
    ]
    section = ""
    for row in found:
        head, _, name = row.key.partition(".")
        if head != section:
            section = head
            lines += [
                "",
                f"## {section}",
                "",
                "| | number | value | in the version before | unit | tag | source | used in |",
                "|-|-|-|-|-|-|-|-|",
            ]
        used = ", ".join(f"`{place}`" for place in row.used)
        sign, was = "✍" if row.to_sign else "", row.was or ""
        lines.append(f"| {sign} | {name} | {row.value} | {was} | {row.unit} | {row.tag} | {row.source} | {used} |")
    lines += _thread(library)
    return "\n".join(lines) + "\n"


def _thread(library: Library) -> Iterator[str]:
    """Yield the notes about fear and pacing, each with its words: they are signed off like a number."""
    languages = sorted(library.words, key=lambda language: language != ORIGIN)
    yield from (
        "",
        "## Notes about fear and pacing",
        "",
        f"`content/thread.yaml`: for who is less sure than {library.rules.reason.sure_from} of 10 that they can walk"
        " although it hurts. One with a daily nudge, in this order, never on a hard day, and a tap ends them.",
        "",
        f"| | note | tag | sources | {' | '.join(languages)} |",
        f"|-|-|-|-|{'-|' * len(languages)}",
    )
    for key, note in library.thread.items():
        told = " | ".join(library.words[language].thread[key] for language in languages)
        sources = " ".join(library.sources[source].citation for source in note.sources)
        yield f"| {'✍' if note.tag in TO_SIGN else ''} | {key} | {note.tag} | {sources} | {told} |"


def _before(row: Row) -> str:
    return f", was {row.was}" if row.was else ""


def _summary(found: list[Row]) -> str:
    return f"{sum(row.to_sign for row in found)} of {len(found)} numbers are to be signed off."


def _numbers(library: Library) -> Iterator[tuple[str, object]]:
    for section in fields(library.rules):
        values = getattr(library.rules, section.name)
        if is_dataclass(values):
            for field in fields(values):
                yield f"{section.name}.{field.name}", getattr(values, field.name)


def _shown(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
