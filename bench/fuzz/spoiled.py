"""A proper update, spoiled by lot: what no server sends, and what a bot must outlive all the same."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, TypeAlias

from bench.fuzz.words import text

Place: TypeAlias = tuple[Any, Any]
"""A dict or list, and the key or index in it."""


def spoiled(lots: Random, update: dict[str, Any]) -> Any:
    """Return a copy of `update` with one to three things wrong with it."""
    copy = _copied(update)
    for _ in range(lots.randint(1, 3)):
        places = list(_places(copy))
        if places:
            holder, key = lots.choice(places)
            lots.choice(WAYS)(lots, holder, key)
    return copy


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _places(value: Any) -> Iterator[Place]:
    """Yield every place in a value but the update's own number, without which nobody could tell it from others."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if key != "update_id":
            yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def _missing(_: Random, holder: Any, key: Any) -> None:
    del holder[key]


def _other_type(lots: Random, holder: Any, key: Any) -> None:
    holder[key] = lots.choice((None, True, 0, -1, 1.5, float("1e300"), "", "x", [], {}, [[]], {"a": {}}, "\ud83d", "7"))


def _huge_number(lots: Random, holder: Any, key: Any) -> None:
    holder[key] = lots.choice((2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**30))


def _huge_text(lots: Random, holder: Any, key: Any) -> None:
    holder[key] = (text(lots) or "x") * lots.choice((10, 1000))


def _deep(lots: Random, holder: Any, key: Any) -> None:
    value = holder[key]
    for _ in range(lots.choice((5, 50, 150))):
        value = lots.choice(({"message": value}, {"reply_to_message": value}, [value]))
    holder[key] = value


def _swapped(lots: Random, holder: Any, key: Any) -> None:
    """Put there what stands somewhere else beside it."""
    holder[key] = _copied(lots.choice(list(holder.values() if isinstance(holder, dict) else holder)))


WAYS: tuple[Callable[[Random, Any, Any], None], ...] = (
    _missing, _other_type, _other_type, _huge_number, _huge_text, _deep, _swapped,
)  # fmt: skip
