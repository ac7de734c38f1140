"""YAML → frozen dataclasses, strictly: every key known, none missing, every value of its type and in its range.

A fault is a sentence with file and key, what is wrong and what it should be. Reading goes on after one, so that all
are told at once; what could not be read is `FAULTY`.
"""

import difflib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from bot.domain.limits import Between

FAULTY: Any = object()
"""Stands for a value that could not be read; its fault has been noted."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: where a fault is, and where to note it."""

    file: str
    faults: list[str]
    key: str = ""

    def at(self, key: object) -> "Where":
        """Return the place of a key or list position below this one."""
        return Where(self.file, self.faults, f"{self.key}.{key}" if self.key else str(key))

    def note(self, what: str) -> Any:
        """Note a fault, "backward.tier" + " is 7; it must be 0, 1, 2 or 3.", and return FAULTY."""
        self.faults.append(f"{self.file}: {self.key}{what}" if self.key else f"{self.file}{what}")
        return FAULTY


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Keeps what plain YAML forgets: a key written twice."""

    twice: list[tuple[str, int]]

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                self.twice.append((key.value, key.start_mark.line + 1))
            seen.add(key.value)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def document(path: Path, where: Where) -> Any:
    """Return what a YAML file says, or FAULTY."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return where.note(" is missing.")
    except (OSError, UnicodeDecodeError) as error:
        return where.note(f" cannot be read as UTF-8 text: {error}.")
    loader = _Loader(text)
    loader.twice = []
    try:
        value = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = f" line {error.problem_mark.line + 1}" if error.problem_mark else ""
        return where.note(
            f"{line} is not YAML: {error.problem}. Put text that holds a colon in quotes, and look at the indent."
        )
    except (yaml.YAMLError, ValueError) as error:
        return where.note(f" is not YAML: {error}.")
    finally:
        loader.dispose()
    for key, number in loader.twice:
        where.note(f" line {number} has the key {key} a second time; each key may stand once.")
    return value


def read(kind: Any, value: Any, where: Where) -> Any:
    """Return `value` as a `kind` (a dataclass, a collection, a Literal, a plain type), or FAULTY."""
    if value is FAULTY:
        return FAULTY
    between: Between | None = None
    if get_origin(kind) is Annotated:
        kind, *notes = get_args(kind)
        between = next((note for note in notes if isinstance(note, Between)), None)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _optional(kind, value, where, between)
    if is_dataclass(kind):
        return _record(kind, value, where)
    if origin is Literal:
        allowed = get_args(kind)
        fits = any(value == choice and type(value) is type(choice) for choice in allowed)
        return value if fits else where.note(f" is {shown(value)}; it must be {either(allowed)}.")
    if origin is not None:
        return _collection(kind, origin, value, where)
    return _plain(kind, value, where, between)


def either(choices: Sequence[Any]) -> str:
    """Return "a, b or c"."""
    names = [str(choice) for choice in choices]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def shown(value: Any) -> str:
    """Return a value as it would stand in YAML, cut to a readable length."""
    if value is None:
        return "empty"
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, dict):
        return "a group of keys"
    elif isinstance(value, list):
        text = f"the list [{', '.join(map(str, value))}]"
    else:
        text = str(value)
    return text if len(text) <= 70 else f"{text[:67]}…"


def nearest(name: str, known: Sequence[str]) -> str:
    """Return " Did you mean …?" for a slip, else ""."""
    close = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean {close[0]}?" if close else ""


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _optional(kind: Any, value: Any, where: Where, between: Between | None) -> Any:
    kinds = [choice for choice in get_args(kind) if choice is not type(None)]
    if value is None:
        return None
    assert len(kinds) == 1, f"the reader knows only `X | None`, not {kind}"
    return read(Annotated[kinds[0], between] if between else kinds[0], value, where)


def _record(kind: Any, value: Any, where: Where) -> Any:
    if not isinstance(value, dict):
        return where.note(f" is {shown(value)}; it must be a group of keys: {', '.join(f.name for f in fields(kind))}.")
    known = [field.name for field in fields(kind)]
    for key in value:
        if key not in known:
            where.at(key).note(
                f" is not a key that is known here.{nearest(str(key), known)} Known: {', '.join(known)}."
            )
    entries = {}
    for field in fields(kind):
        if field.name in value:
            entries[field.name] = read(_hints(kind)[field.name], value[field.name], where.at(field.name))
        elif field.default is MISSING and field.default_factory is MISSING:
            where.at(field.name).note(f" is missing; it must be {expected(_hints(kind)[field.name])}.")
            entries[field.name] = FAULTY
    return FAULTY if any(entry is FAULTY for entry in entries.values()) else kind(**entries)


def _collection(kind: Any, origin: Any, value: Any, where: Where) -> Any:
    inner = get_args(kind)
    if origin is dict or issubclass(origin, Mapping):
        if not isinstance(value, dict):
            return where.note(f" is {shown(value)}; it must be {expected(kind)}.")
        for key in value:
            if not isinstance(key, str):
                where.at(key).note(" is not read as text; put the key in quotes.")
        if get_origin(inner[0]) is Literal:
            known = get_args(inner[0])
            for key in value.keys() - set(known):
                where.at(key).note(
                    f" is not a key that is known here.{nearest(str(key), known)} Known: {either(known)}."
                )
        read_in = {key: read(inner[1], entry, where.at(key)) for key, entry in value.items() if isinstance(key, str)}
        return {key: entry for key, entry in read_in.items() if entry is not FAULTY}
    if not isinstance(value, list):
        return where.note(f" is {shown(value)}; it must be {expected(kind)}.")
    entries = [read(inner[0], entry, where.at(index)) for index, entry in enumerate(value, 1)]
    if any(entry is FAULTY for entry in entries):
        return FAULTY
    if origin is frozenset and len(set(entries)) < len(entries):
        return where.note(" has an entry twice; each may stand once.")
    make: Callable[[Any], Any] = tuple if issubclass(origin, Sequence) else frozenset
    return make(entries)


def _plain(kind: Any, value: Any, where: Where, between: Between | None) -> Any:
    known = _taken(kind, value)
    if known is FAULTY or (between and not between.low <= known <= between.high):
        return where.note(f" is {shown(value)}; it must be {expected(Annotated[kind, between] if between else kind)}.")
    return known


def _taken(kind: Any, value: Any) -> Any:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind is Any:
        return value
    if kind is str:
        return value.strip() if isinstance(value, str) and value.strip() else FAULTY
    if kind is bool:
        return value if isinstance(value, bool) else FAULTY
    if kind is int:
        return value if number and isinstance(value, int) else FAULTY
    if kind is float:
        return float(value) if number else FAULTY
    if kind is Fraction:
        try:
            return Fraction(str(value)) if number or isinstance(value, str) else FAULTY
        except (ValueError, ZeroDivisionError):
            return FAULTY
    raise AssertionError(f"the reader does not know the type {kind}")


_NAMES = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Fraction: "a fraction such as 1/2",
    Any: "given",
}


def expected(kind: Any) -> str:
    """Return what a value of `kind` must be: "a whole number from 0 to 10"."""
    origin = get_origin(kind)
    if origin is Annotated:
        inner, between = get_args(kind)[:2]
        return f"{expected(inner)} from {between.low} to {between.high}"
    if origin in (Union, UnionType):
        return expected(next(choice for choice in get_args(kind) if choice is not type(None)))
    if origin is Literal:
        return either(get_args(kind))
    if origin is not None and (origin is dict or issubclass(origin, Mapping)):
        return f"a group of keys, each with {expected(get_args(kind)[1])}"
    if origin is not None:
        return f"a list, each entry {expected(get_args(kind)[0])}"
    if is_dataclass(kind):
        return f"a group of keys: {', '.join(field.name for field in fields(kind))}"
    return _NAMES[kind]
