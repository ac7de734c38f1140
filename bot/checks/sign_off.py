"""Every number of the rules with its tag, its source and where it is used: the list that a therapist signs off."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from pathlib import Path

from bot.content.library import Library, data_folder

TO_SIGN = ("M", "D")
"""Tags of numbers that nobody has verified, or that are this project's own defaults."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number. `used`: the modules and templates that read it."""

    key: str
    value: str
    unit: str
    tag: str
    source: str
    used: tuple[str, ...]

    @property
    def to_sign(self) -> bool:
        """Tell whether a licensed physical therapist has to sign it off."""
        return self.tag in TO_SIGN


def rows(library: Library) -> list[Row]:
    """Return every number of `content/rules/`, section by section."""
    used = _uses()
    return [
        Row(f"{section}.{name}", _shown(value), figure.unit, figure.tag, figure.source, used.get(name, ()))
        for section, name, value in _numbers(library)
        for figure in (library.figures[f"{section}.{name}"],)
    ]


def text(library: Library) -> str:
    """Return the table for a terminal: what is to be signed off is marked with *."""
    found = rows(library)
    width = max(len(row.key) for row in found)
    lines = [
        f"{'*' if row.to_sign else ' '} {row.key:{width}}  {row.value} ({row.unit}) [{row.tag}] {row.source}"
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
                "| | number | value | unit | tag | source | used in |",
                "|-|-|-|-|-|-|-|",
            ]
        used = ", ".join(f"`{place}`" for place in row.used)
        sign = "✍" if row.to_sign else ""
        lines.append(f"| {sign} | {name} | {row.value} | {row.unit} | {row.tag} | {row.source} | {used} |")
    return "\n".join(lines) + "\n"


def _summary(found: list[Row]) -> str:
    return f"{sum(row.to_sign for row in found)} of {len(found)} numbers are to be signed off."


def _numbers(library: Library) -> Iterator[tuple[str, str, object]]:
    for section in fields(library.rules):
        values = getattr(library.rules, section.name)
        if is_dataclass(values):
            for field in fields(values):
                yield section.name, field.name, getattr(values, field.name)


def _shown(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _uses() -> dict[str, tuple[str, ...]]:
    """Return name of a number → where it is read: attributes in the code, `rules.…` in templates and content."""
    found: dict[str, set[str]] = {}
    package = Path(__file__).parent.parent
    for path in package.rglob("*.py"):
        place = f"bot/{path.relative_to(package).as_posix()}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                found.setdefault(node.attr, set()).add(place)
            elif isinstance(node, ast.Name) and node.id.isupper():  # a constant that a number may only equal
                found.setdefault(node.id.lower(), set()).add(place)
    for name in ("templates", "content"):
        for path in data_folder(name).rglob("*.*"):
            if path.suffix in (".j2", ".yaml"):
                place = f"{name}/{path.relative_to(data_folder(name)).as_posix()}"
                for used in re.findall(r"rules\.\w+\.(\w+)", path.read_text(encoding="utf-8")):
                    found.setdefault(used, set()).add(place)
    return {name: tuple(sorted(places)) for name, places in found.items()}
