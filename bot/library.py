"""`content/` as frozen dataclasses.

A fault names the file, the key, what is wrong and what it should be, in a sentence a clinician understands; all
faults of all files are told at once.
"""

from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import yaml

from bot.domain.rules import Rules


class ContentError(Exception):
    """One or more content files are wrong; the text has a line for each fault."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from: V read, V2 seen in a secondary page, M not verified, D a default to be signed off."""

    tag: str
    source: str
    unit: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under `content/`, checked."""

    rules: Rules
    sources: dict[str, Source]  # "gate.half_from" → its source


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
    return Library(rules=Rules(**sections), sources=sources)


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


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
