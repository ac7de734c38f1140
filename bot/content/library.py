"""`content/` as frozen dataclasses.

A fault names the file, the key, what is wrong and what it should be, in a sentence a clinician understands; all
faults of all files are told at once.

How to add …
- a number of a rule: a field in a section of `bot.domain.rules`, and an entry in `content/rules/<section>.yaml` with
  `value`, `unit`, `tag`, `source`. Its unit gives its range (RANGES below); `min` and `max` beside it narrow it.
- a section of rules: a dataclass and a field in `bot.domain.rules.Rules`, and its file.
- a file of facts, `content/<name>.yaml`: a frozen dataclass in the domain (or in `bot.content`), and a field
  `<name>` in `bot.content.Library`. Ids in it are checked in `bot.references`.
- words, `content/words/<language>/<name>.yaml`: a field `<name>` in `bot.content.Words`. Templates say `words.<name>`.
  Where the facts have a file of that name, the ids must be the same, and `{start.sets}` or `{rules.gate.half_from}`
  in a sentence stands for the figure of its fact, or of the rules.
- what is recognised in typed text, `content/<name>/<language>.yaml`: a field `<name>` in `bot.content.Heard`;
  flows ask `context.understood` or `context.heard`, the chat's language first.
- a language: `content/words/<language>/` and a file in each folder of what is heard, and in `content/reading/`. Nothing
  here names one.
Types may be dataclasses, `Mapping[str, T]` (or with a Literal of the keys), `tuple[T, ...]`, `frozenset[T]`, Literal,
int, float, Fraction, str, bool, `T | None`, and `Annotated[int, Between(0, 10)]`. A default makes a key optional.
"""

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from bot.content.agreement import faults_of_rules
from bot.content.readability import Measure
from bot.content.reading import FAULTY, Where, document, nearest, read, shown
from bot.content.references import faults_of_references
from bot.content.shapes import Condition, Figure, Heard, Library, Tag, Words
from bot.domain.limits import Between
from bot.domain.rules import Rules
from bot.domain.words.text_model import model

__all__ = ["ContentError", "Library", "data_folder", "load", "unread"]

RANGES = {
    "NRS 0-10": Between(0, 10),
    "CR10": Between(0, 10),
    "minute of the day": Between(0, 1439),
    "hour of the day": Between(0, 23),
    "days a week": Between(0, 7),
    "factor": Between(0, 3),
    "share": Between(0, 1),
    "percent": Between(0, 100),
}
"""What the beginning of a unit says about the values. No figure of the rules is below 0."""


BY_LANGUAGE_OR_RULE = ("rules", "figures", "words", "heard", "measures", "models")
"""Fields of the library that are no file of facts."""


class ContentError(Exception):
    """One or more content files are wrong; the text has a line for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class _Entry:
    """One number in a file of rules."""

    value: Any
    unit: str
    tag: Tag
    source: str
    min: float | None = None
    max: float | None = None
    was: Any = None


def data_folder(name: str) -> Path:
    """Return `content` or `templates`: of the checkout, or as installed inside the package."""
    package = Path(__file__).parent.parent
    inside = package / "_data" / name
    return inside if inside.is_dir() else package.parent / name


def load(content: Path | None = None) -> Library:
    """Read and check the whole content folder; ContentError tells all faults."""
    content = content or data_folder("content")
    faults: list[str] = []
    figures: dict[str, Figure] = {}
    values: dict[str, Any] = {"rules": _rules(content, figures, faults), "figures": figures}
    kinds = get_type_hints(Library)
    ids: dict[str, list[str]] = {}
    for name in _facts_files():
        where = Where(f"content/{name}.yaml", faults)
        raw = document(content / f"{name}.yaml", where)
        values[name] = read(kinds[name], raw, where)
        ids[name] = list(raw) if isinstance(raw, dict) else []
    languages = [folder.name for folder in sorted((content / "words").glob("*/"))]
    values["words"] = {language: _words(content, language, values, ids, faults) for language in languages}
    values["heard"] = {language: _heard(content, language, faults) for language in languages}
    values["models"] = {path.stem: _model(path, faults) for path in sorted((content / "models").glob("*.json"))}
    values["measures"] = {language: _measure(content, language, faults) for language in languages}
    if not faults:
        faults = [*faults_of_references(Library(**values)), *faults_of_rules(values["rules"])]
    if faults:
        raise ContentError(faults)
    return Library(**values)


def unread(content: Path) -> Iterable[str]:
    """Yield a sentence for every YAML file that nothing reads: a slip in its name, or left behind."""
    known = {content: _facts_files(), content / "rules": [field.name for field in fields(Rules)]}
    known |= {folder: [field.name for field in fields(Words)] for folder in (content / "words").glob("*/")}
    languages = [folder.name for folder in (content / "words").glob("*/")]
    known |= {content / name: languages for name in ("reading", *(field.name for field in fields(Heard)))}
    for folder, names in known.items():
        for path in sorted(folder.glob("*.y*ml")):
            if path.stem not in names or path.suffix != ".yaml":
                file = f"content/{path.relative_to(content).as_posix()}"
                yield f"{file} is read by nothing.{nearest(path.stem, names)}"


def _facts_files() -> list[str]:
    return [field.name for field in fields(Library) if field.name not in BY_LANGUAGE_OR_RULE]


def _rules(content: Path, figures: dict[str, Figure], faults: list[str]) -> Any:
    sections: dict[str, Any] = {}
    for name, kind in get_type_hints(Rules).items():
        where = Where(f"content/rules/{name}.yaml", faults)
        raw = document(content / "rules" / f"{name}.yaml", where)
        if raw is FAULTY:
            sections[name] = FAULTY
        elif is_dataclass(kind):
            sections[name] = _section(name, kind, raw, figures, where)
        else:
            sections[name] = read(kind, raw.get("value") if isinstance(raw, dict) else raw, where.at("value"))
    return FAULTY if any(section is FAULTY for section in sections.values()) else Rules(**sections)


def _section(name: str, kind: Any, raw: Any, figures: dict[str, Figure], where: Where) -> Any:
    if not isinstance(raw, dict):
        return where.note(f" is {shown(raw)}; it must be a group of keys, each with value, unit, tag and source.")
    hints = get_type_hints(kind, include_extras=True)
    for key in raw.keys() - hints.keys():
        where.at(key).note(f" is not a number that the rules know.{nearest(str(key), list(hints))}")
    values = {}
    for key, hint in hints.items():
        if key not in raw:
            values[key] = where.at(key).note(" is missing; it must have value, unit, tag and source.")
            continue
        entry = read(_Entry, raw[key], where.at(key))
        value = FAULTY if entry is FAULTY else read(hint, entry.value, where.at(key).at("value"))
        values[key] = value if value is FAULTY else _in_range(value, entry, where.at(key).at("value"))
        if entry is not FAULTY:
            figures[f"{name}.{key}"] = Figure(entry.tag, entry.source, entry.unit, _was(entry))
    return FAULTY if any(value is FAULTY for value in values.values()) else kind(**values)


def _was(entry: _Entry) -> str | None:
    return None if entry.was is None else str(entry.was)


def _in_range(value: Any, entry: _Entry, where: Where) -> Any:
    by_unit = next((limits for unit, limits in RANGES.items() if entry.unit.startswith(unit)), None)
    low = entry.min if entry.min is not None else by_unit.low if by_unit else 0
    high = entry.max if entry.max is not None else by_unit.high if by_unit else None
    for number in _numbers(value):
        if number < low or (high is not None and number > high):
            limits = f"{low:g} or more" if high is None else f"from {low:g} to {high:g}"
            return where.note(f" is {number}; it must be {limits} ({entry.unit}).")
    return value


def _numbers(value: Any) -> Iterable[Any]:
    if isinstance(value, (int, float, Fraction)) and not isinstance(value, bool):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _numbers(entry)
    elif isinstance(value, (tuple, frozenset)):
        for entry in value:
            yield from _numbers(entry)


def _heard(content: Path, language: str, faults: list[str]) -> Any:
    heard = {}
    for name, kind in get_type_hints(Heard).items():
        where = Where(f"content/{name}/{language}.yaml", faults)
        raw = document(content / name / f"{language}.yaml", where)
        heard[name] = read(kind, raw, where)
    return FAULTY if FAULTY in heard.values() else Heard(**heard)


def _model(path: Path, faults: list[str]) -> Any:
    where = Where(f"content/models/{path.name}", faults)
    try:
        return model(msgspec.json.decode(path.read_bytes()))
    except (OSError, KeyError, TypeError, ValueError) as error:
        return where.note(f" is no model: {error}. `make words` writes it anew, `make walks` those of walks.")


def _measure(content: Path, language: str, faults: list[str]) -> Any:
    where = Where(f"content/reading/{language}.yaml", faults)
    measure = read(Measure, document(content / "reading" / f"{language}.yaml", where), where)
    for key in ("syllable", "silent") if measure is not FAULTY else ():
        try:
            re.compile(getattr(measure, key) or "")
        except re.error as error:
            where.at(key).note(f" is no pattern: {error}.")
    return measure


def _words(
    content: Path, language: str, facts: Mapping[str, Any], ids: Mapping[str, list[str]], faults: list[str]
) -> Any:
    words: dict[str, Any] = {}
    folder = content / "words" / language
    for name, kind in get_type_hints(Words).items():
        where = Where(f"content/words/{language}/{name}.yaml", faults)
        raw = document(folder / f"{name}.yaml", where)
        entries = facts.get(name)
        if raw is not FAULTY and isinstance(raw, dict) and isinstance(entries, dict):
            raw = {key: _filled(entry, {key: entries.get(key)}, facts, where.at(key)) for key, entry in raw.items()}
        elif raw is not FAULTY:
            raw = _filled(raw, {}, facts, where)
        words[name] = read(kind, raw, where)
        if isinstance(entries, dict) and isinstance(raw, dict):
            _same_ids(list(raw), ids[name], f"content/{name}.yaml", where)
            for key in entries.keys() & words[name].keys():
                if isinstance(entries[key], Condition):
                    below = f"content/{name}.yaml under {key}.facts"
                    _same_ids(list(words[name][key].facts), list(entries[key].facts), below, where.at(key).at("facts"))
    return FAULTY if FAULTY in words.values() else Words(**words)


def _same_ids(words: list[str], facts: list[str], facts_file: str, where: Where) -> None:
    for key in facts:
        if key not in words:
            where.at(key).note(f" is missing; every id of {facts_file} needs its words here.")
    for key in words:
        if key not in facts:
            where.at(key).note(f" is not an id of {facts_file}.{nearest(str(key), facts)}")


class _Figures(string.Formatter):
    """`{start.sets}` → "4"; whole numbers without ".0". A figure that the fact does not have is an error."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            raise AttributeError
        return f"{value:g}" if isinstance(value, float) else str(format(value, format_spec))


def _filled(raw: Any, entry: Mapping[str, Any], facts: Mapping[str, Any], where: Where) -> Any:
    if isinstance(raw, dict):
        return {key: _filled(value, entry, facts, where.at(key)) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_filled(value, entry, facts, where.at(index)) for index, value in enumerate(raw, 1)]
    if not isinstance(raw, str) or "{" not in raw:
        return raw
    fact = next(iter(entry.values()), None)
    known = {"rules": facts["rules"]}
    if is_dataclass(fact):
        known |= {field.name: getattr(fact, field.name) for field in fields(fact)}
    if FAULTY in known.values():
        return raw
    try:
        return _Figures().format(raw, **known)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        return where.note(f" names a figure that is not there: {shown(raw)}.")
