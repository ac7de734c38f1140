"""Minutes of parts beside their total, and minutes whose unit is told once: "9 there, 13 back, minutes that is"."""

from collections.abc import Sequence

from bot.domain.typed.figures import UNITS, has_unit
from bot.domain.typed.words import Item

_BARE = frozenset({"filler", "article", "about", "of", "colon"})
_SCORED = frozenset(
    {"pain", "body", "was", "before", "outset", "after", "at_point", "slash", "from", "to", "dash", "between"}
)
_OTHERS = frozenset(
    {"repeats", "distance", "unit", "day_unit", "lap", "times", "slash", "seconds", "to", "dash", "score"}
)


def read_totals(items: Sequence[Item]) -> list[Item]:
    """Return the items without the parts of a total, and with the unit beside each of the numbers it is told for."""
    return _totals(_unit_told_once(items))


def _unit_told_once(items: Sequence[Item]) -> list[Item]:
    """Give the unit to two numbers before it that are no scores: "9 down to the harbour and 13 back, minutes"."""
    unit = next(
        (
            at
            for at, item in enumerate(items)
            if item.kind == "minutes" and at and items[at - 1].kind == "break" and not has_unit(items, at - 2)
        ),
        None,
    )
    if unit is None or any(item.kind in UNITS for item in items[:unit]):
        return list(items)
    numbers = [at for at in range(unit) if items[at].kind == "number"]
    if len(numbers) != 2 or any(_front(items, at) in _SCORED or _behind(items, at) in _OTHERS for at in numbers):
        return list(items)
    found: list[Item] = []
    for at, item in enumerate(items):
        if at == unit:
            continue
        found.append(item)
        if at in numbers:
            found += [Item("minutes", items[unit].text), Item("leg", "")]
    return found


def _totals(items: Sequence[Item]) -> list[Item]:
    """Leave out the minutes of parts where their total is told; a sum that is not theirs stays to be asked about."""
    total = next(
        (at for at, item in enumerate(items) if item.kind == "total" and _of_total(items, at) is not None), None
    )
    plain = [Item("filler", item.text) if item.kind == "total" else item for item in items]
    if total is None:
        return plain
    at = _of_total(items, total)
    assert at is not None
    numbers = [one for one, item in enumerate(items) if item.kind == "number" and one != at]
    parts = [one for one in numbers if has_unit(items, one) or _front(items, one) == "further"]
    before = [one for one in numbers if one < at and _front(items, one) not in _SCORED - {"before", "at_point"}]
    if len(before) > 1 and sum(items[one].number for one in before) == items[at].number:
        parts = before
    if not parts or max(items[one].number for one in parts) > items[at].number:
        return plain
    told = sum(items[one].number for one in parts)
    if len(parts) > 1 and told != items[at].number:
        return plain
    dropped = {one for part in parts for one in (part - 1, part, part + 1) if one == part or _of_part(items, one)}
    found = [Item("filler", item.text) if one in dropped else item for one, item in enumerate(plain)]
    return found if has_unit(items, at) else [*found[: at + 1], Item("minutes", "min"), *found[at + 1 :]]


def _of_part(items: Sequence[Item], at: int) -> bool:
    return 0 <= at < len(items) and items[at].kind in (*UNITS, "further")


def _of_total(items: Sequence[Item], at: int) -> int | None:
    """Return where the number is that a word makes a total: "20 all in", "total 20"; it is no score."""
    front = at - 1
    while front >= 0 and items[front].kind in (*UNITS, "filler", "about"):
        front -= 1
    if front >= 0 and items[front].kind == "number" and _front(items, front) not in ("pain", "body", "was", "after"):
        return front
    behind = at + 1
    while behind < len(items) and items[behind].kind in _BARE:
        behind += 1
    told = behind < len(items) and items[behind].kind == "number" and _behind(items, behind) not in _OTHERS
    return behind if told else None


def _front(items: Sequence[Item], at: int) -> str:
    return next((items[one].kind for one in range(at - 1, -1, -1) if items[one].kind not in _BARE), "")


def _behind(items: Sequence[Item], at: int) -> str:
    return items[at + 1].kind if at + 1 < len(items) else ""
