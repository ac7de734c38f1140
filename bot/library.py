"""`content/` as frozen dataclasses.

A fault names the file, the key, what is wrong and what it should be, in a sentence a clinician understands; all
faults of all files are told at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import yaml

from bot.domain.rules import Rules


_YAML: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ContentError(Exception):
    """One or more content files are wrong; the text has a line for each fault."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from: V read, V2 seen in a secondary page, M not verified, D a default to be signed off."""

    tag: str
    source: str
    unit: str


class Words:
    """The content words of one language: `words.exercises["backward"].title`. An unknown key is an error."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._entries = {key: Words(value) if isinstance(value, dict) else value for key, value in entries.items()}

    def __getitem__(self, key: str) -> Any:
        return self._entries[key]

    def __getattr__(self, key: str) -> Any:
        try:
            return self._entries[key]
        except KeyError:
            raise AttributeError(key) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under `content/`, checked."""

    rules: Rules
    sources: dict[str, Source]  # "gate.half_from" → its source
    words: dict[str, Words]  # by language
    tips: dict[str, Any]
    exercises: dict[str, Any]


def data_folder(name: str) -> Path:
    """Return `content` or `templates`: of the checkout, or as installed inside the package."""
    inside = Path(__file__).parent / "_data" / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


def load(content: Path | None = None) -> Library:
    """Read and check the whole content folder."""
    content = content or data_folder("content")
    sources: dict[str, Source] = {}
    sections: dict[str, Any] = {"version": _yaml(content / "rules" / "version.yaml")["value"]}
    for field, kind in get_type_hints(Rules).items():
        if is_dataclass(kind):
            sections[field] = _section(content / "rules" / f"{field}.yaml", field, kind, sources)
    words = {
        folder.name: Words({file.stem: _yaml(file) for file in sorted(folder.glob("*.yaml"))})
        for folder in sorted((content / "words").iterdir())
    }
    tips = _yaml(content / "tips.yaml")
    exercises = _yaml(content / "words" / "en" / "exercises.yaml")
    return Library(rules=Rules(**sections), sources=sources, words=words, tips=tips, exercises=exercises)


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_YAML)


def _section(path: Path, name: str, kind: Any, sources: dict[str, Source]) -> Any:
    raw = _yaml(path)
    hints = get_type_hints(kind)
    values = {}
    for field in fields(kind):
        entry = raw[field.name]
        sources[f"{name}.{field.name}"] = Source(entry["tag"], entry["source"], entry.get("unit", ""))
        value = entry["value"]
        hint = hints[field.name]
        values[field.name] = Fraction(str(value)) if hint is Fraction else msgspec.convert(value, hint)
    return kind(**values)
