"""Several walks told in one message: "12 there and 11 back", "12 min each way", "two walks, 12 and 15 min".

The minutes of each way get their unit and a mark, kind "leg", so that the reader adds them.
"""

from collections.abc import Sequence

from bot.domain.typed.durations import MOST_BOUTS
from bot.domain.typed.words import Item

FEWEST_ALONE = 5
"""Minutes: a smaller number beside a part of the day may be a score."""
MOST_ALONE = 180
"""Minutes: a greater number without a unit is something else."""

_MINUTES = Item("minutes", "min")
_LEG = Item("leg", "leg")
_BARE = frozenset({"filler", "about", "article", "and", "added", "for"})
_SCORED = frozenset(
    {
        "pain",
        "body",
        "was",
        "before",
        "outset",
        "after",
        "colon",
        "slash",
        "score",
        "at_point",
        "not_yet",
        "place",
        "from",
    }
)
_UNITS = frozenset({"minutes", "prime", "hours"})
_SMALL = frozenset({"filler", "article", "about", "hedge"})
_COUNTED = frozenset({"walk", "repeats", "distance", "lap", "went"})
_BETWEEN = frozenset({"and", "plus", "added", "break", "filler", "about", "colon", "day", "part_of_day", "of", "leg"})
_OTHER_UNITS = frozenset(
    {"distance", "lap", "unit", "day_unit", "seconds", "score", "slash", "times", "repeats", "walk"}
)


def read_legs(items: Sequence[Item]) -> list[Item]:
    """Return the items with the minutes of each way marked, and words that may be a way read as what they are."""
    return _counted(_parts_of_the_day(_ways(_each_way(_resolved(items)))))


def _resolved(items: Sequence[Item]) -> list[Item]:
    """Read "back" behind the minutes of the way there as the way back, elsewhere as the body; "vuelta" as laps."""
    found: list[Item] = []
    out = False
    for at, item in enumerate(items):
        following = next((one.kind for one in items[at + 1 : at + 4] if one.kind not in _SMALL), "")
        if item.kind == "leg_behind" and _number_before(found) is not None:
            item = Item("leg", item.text)
        if item.kind == "leg" or (item.kind == "to" and any(one.kind in _UNITS for one in found[-6:])):
            out = True
        if item.kind == "after" and _leads_to_a_place(items, at + 1):
            item = Item("went", item.text)  # "got to the park"
        if item.kind == "leaves" and following == "body":
            item = Item("filler", item.text)  # "left knee"
        if item.kind == "feet":
            item = Item("distance" if found and found[-1].kind == "number" else "body", item.text)
        if item.kind in ("back_or_body", "back_or_lap"):
            numbered = _number_before(found) is not None
            ahead = following == "number" and [one.kind for one in items[at + 2 : at + 3]] == ["minutes"]
            told = any(one.kind in _UNITS for one in found)
            way = (
                (numbered and (out or item.kind == "back_or_lap") and following not in ("number", "was", "pain"))
                or (ahead and told and not numbered)
                or (item.kind == "back_or_lap" and following == "number" and out)
                or [one.kind for one in items[at + 1 : at + 3]] == ["number", "repeats"]
            )
            home = not way and following not in ("number", "was", "pain", "score", "body", "article")
            home = home and found[-1:] != [] and found[-1].kind in ("and", "where", "walk")
            body = "filler" if home else "body"  # "to the shop and back"
            item = Item("leg" if way else body if item.kind == "back_or_body" else "lap", item.text)
        found.append(item)
    return found


def _leads_to_a_place(items: Sequence[Item], at: int) -> bool:
    while at < len(items) and items[at].kind in ("filler", "article"):
        at += 1
    return at < len(items) and items[at].kind in ("where", "unknown")


def _number_before(found: Sequence[Item]) -> int | None:
    """Return where the number stands that the last item belongs to, past its unit and what says nothing."""
    at = len(found) - 1
    while at >= 0 and (found[at].kind in _UNITS or found[at].kind in ("filler", "about", "of")):
        at -= 1
    return at if at >= 0 and found[at].kind == "number" else None


def _each_way(items: Sequence[Item]) -> list[Item]:
    """Read "12 min each way" as 24 minutes; "9 mins a go" as often as the walks were counted."""
    found: list[Item] = []
    for item in items:
        at = _number_before(found) if item.kind in ("each_way", "each") else None
        counted = _count_at(found) if item.kind == "each" else None
        bouts = 2 if item.kind == "each_way" else None if counted is None else int(found[counted].number)
        if at is None or not bouts:
            found.append(item if item.kind != "each" else Item("habit", item.text))
            continue
        unit = [_MINUTES] if found[at + 1 :] == [] or found[at + 1].kind not in _UNITS else []
        told = Item("number", found[at].text, found[at].number * bouts)
        found[at:] = [told, *unit, *found[at + 1 :]]
        if counted is not None:
            found[counted : counted + 2] = [Item("filler", "counted")]
    return found


def _count_at(items: Sequence[Item]) -> int | None:
    """Return where it is told how many walks there were: "2 walks", "twice", "3 laps"."""
    for at, counted in enumerate(items[1:]):
        if items[at].kind == "number" and counted.kind in _COUNTED and items[at].number in range(2, MOST_BOUTS + 1):
            return at
    return None


def _ways(items: Sequence[Item]) -> list[Item]:
    """Give their unit to the numbers of two ways: "16 there and 19 back"."""
    told = [at for at in range(len(items)) if _is_told(items, at) and _beside(items, at, "leg")]
    others = any(_has_unit(items, at) and _leads_somewhere(items, at) for at in range(len(items)) if at not in told)
    return _with_units(items, told) if len(told) > 1 or others else list(items)


def _leads_somewhere(items: Sequence[Item], at: int) -> bool:
    """Tell whether the minutes there are of a way to a place: "walked to school 18 min"."""
    return "to" in {one.kind for one in items[max(0, at - 5) : at + 4]}


def _parts_of_the_day(items: Sequence[Item]) -> list[Item]:
    """Give their unit to the numbers of two parts of the day: "in the morning 10 and in the evening 12"."""
    told = [
        at
        for at in range(len(items))
        if _is_told(items, at)
        and _beside(items, at, "part_of_day")
        and (_has_unit(items, at) or FEWEST_ALONE <= items[at].number <= MOST_ALONE)
    ]
    return _with_units(items, told) if len(told) > 1 else list(items)


def _counted(items: Sequence[Item]) -> list[Item]:
    """Mark the minutes of as many walks as were counted: "2 walks today, 12 and 15 min"."""
    start = _count_at(items)
    if start is None:
        return list(items)
    told: list[int] = []
    for at in range(start + 2, len(items)):
        if _is_told(items, at):
            told.append(at)
        elif items[at].kind not in _BETWEEN and items[at].kind not in _UNITS and items[at].kind != "part_of_day":
            break
    if len(told) != items[start].number or not _has_unit(items, told[-1]):
        return list(items)
    marked = _with_units(items, told, mark=True)
    marked[start : start + 2] = [Item("filler", "counted")]
    return marked


def _is_told(items: Sequence[Item], at: int) -> bool:
    """Tell whether the number there may be minutes."""
    if items[at].kind != "number" or items[at].number != int(items[at].number):
        return False
    behind = items[at + 1].kind if at + 1 < len(items) else ""
    front = next((items[one].kind for one in range(at - 1, -1, -1) if items[one].kind not in _BARE), "")
    return behind not in _OTHER_UNITS and (front not in _SCORED or _has_unit(items, at))


def _has_unit(items: Sequence[Item], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].kind in _UNITS


def _beside(items: Sequence[Item], at: int, kind: str) -> bool:
    """Tell whether a word of that kind stands next to a number, or to its unit."""
    end = at + 2 if _has_unit(items, at) else at + 1
    behind = [one.kind for one in items[end : end + 3] if one.kind not in ("filler", "about", "of", "article")]
    front = [one.kind for one in items[max(0, at - 3) : at] if one.kind not in ("filler", "about", "colon", "article")]
    return behind[:1] == [kind] or front[-1:] == [kind]


def _with_units(items: Sequence[Item], told: Sequence[int], *, mark: bool = False) -> list[Item]:
    found: list[Item] = []
    for at, item in enumerate(items):
        found.append(item)
        if at in told and not _has_unit(items, at):
            found.append(_MINUTES)
        if at in told and mark:
            found.insert(len(found) - (1 if found[-1].kind == "number" else 2), _LEG)
    return found
