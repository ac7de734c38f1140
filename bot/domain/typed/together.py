"""Items that mean one thing, read as one: "8/10", "2 and a half", "0:25", "from 3 to 3:20", "maybe 3"."""

from collections.abc import Sequence

from bot.domain.typed.words import Item

HOUR = 60
HALF_A_DAY = 12 * HOUR
LATEST_HOUR = 24
MOST_BY_CLOCK = 180
"""Minutes: a longer walk that is told by the clock is more likely something else."""

_MINUTES = Item("minutes", "min")
_WALKED = frozenset({"walked", "done", "walk"})
_SCORED = frozenset({"pain", "body", "number", "score", "was", "before", "after"})
_SPAN_UNITS = frozenset({"minutes", "hours", "prime"})
_BETWEEN = frozenset({"article", "filler", "about", "was"})


def read_together(items: Sequence[Item]) -> list[Item]:
    """Return the items with those that belong together read as one."""
    return _hedges(_half_points(_out_of_ten(_by_clock(_contrast(_twice(items))))))


def _twice(items: Sequence[Item]) -> list[Item]:
    """Read "twice" as "2 times", and "10 min am" as of a part of the day."""
    found: list[Item] = []
    for item in items:
        if item.kind == "twice":
            found += [Item("number", item.text, 2), Item("repeats", item.text)]
        elif item.text in ("am", "pm") and found and found[-1].kind in _SPAN_UNITS:
            found.append(Item("part_of_day", item.text))
        else:
            found.append(item)
    return found


def _contrast(items: Sequence[Item]) -> list[Item]:
    """Read "not 20 but 15" as "20" taken back, and 15."""
    found: list[Item] = []
    for item in items:
        behind = [one.kind for one in found[-3:]]
        size = next((size for size in (2, 3) if behind[-size:][:2] == ["not", "number"]), 0)
        if item.kind == "contrast" and size:
            found[-size:] = [Item("corrects", item.text)]
        else:
            found.append(item)
    return found


def _by_clock(items: Sequence[Item]) -> list[Item]:
    """Read "0:25", "1:10 h" and "25:30" as minutes, and "from 3 to 3:20" as those between the two."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        size, minutes = _minutes_by_clock(items, at)
        if size:
            found += minutes
            at += size
        else:
            found.append(items[at])
            at += 1
    return found


def _minutes_by_clock(items: Sequence[Item], at: int) -> tuple[int, list[Item]]:
    """Return how many items from there on tell minutes by the clock, and what they are read as; 0 where none do."""
    first = _time_at(items, at)
    if first is None:
        return 0, []
    size, hour, minute = first
    joined = items[at + size].kind if at + size < len(items) else ""
    last = _time_at(items, at + size + 1) if joined in ("to", "dash") else None
    if last and (size > 1 or last[0] > 1):
        minutes = ((last[1] - hour) * HOUR + last[2] - minute) % HALF_A_DAY
        if hour <= LATEST_HOUR and last[1] <= LATEST_HOUR and 0 < minutes <= MOST_BY_CLOCK:
            return size + 1 + last[0], _minutes(minutes)
        return 0, []
    if size == 1 or (at and items[at - 1].kind == "colon"):
        return 0, []
    if joined == "hours" or hour == 0:
        return size + (joined in _SPAN_UNITS), _minutes(hour * HOUR + minute)
    if hour > LATEST_HOUR:  # minutes and seconds: which minute, is asked
        return size + (joined in _SPAN_UNITS), [*_minutes(hour)[:1], Item("or", "/"), *_minutes(hour + 1)]
    return 0, []


def _minutes(minutes: float) -> list[Item]:
    return [Item("number", str(minutes), minutes), _MINUTES]


def _time_at(items: Sequence[Item], at: int) -> tuple[int, float, float] | None:
    """Return how many items a time takes, its hour and its minute: 3:20, or 3 alone."""
    if at >= len(items) or not _whole(items[at]):
        return None
    behind = items[at + 1 : at + 4]
    if len(behind) > 1 and behind[0].kind == "colon" and _whole(behind[1]) and behind[1].number < HOUR:
        pair = len(behind[1].text) == 2 and [item.kind for item in behind[2:]] != ["colon"]
        return (3, items[at].number, behind[1].number) if pair else None
    return 1, items[at].number, 0


def _whole(item: Item) -> bool:
    return item.kind == "number" and item.text.isdecimal()


def _out_of_ten(items: Sequence[Item]) -> list[Item]:
    """Read "8/10" and "8 out of 10" as one score, and "going to" between two numbers as "to"."""
    found: list[Item] = []
    for at, item in enumerate(items):
        of_span = at + 1 < len(items) and items[at + 1].kind in ("minutes", "hours")
        ten = item.kind == "number" and item.number == 10 and not of_span
        kinds = tuple(one.kind for one in found[-2:])
        if ten and kinds in (("number", "slash"), ("number", "of")):
            found[-2:] = [Item("score", f"{found[-2].text}/10", found[-2].number)]
            continue
        if item.kind == "number" and kinds in (("number", "not_yet"), ("score", "not_yet")):
            found[-1] = Item("to", "→")
        found.append(item)
    return found


def _half_points(items: Sequence[Item]) -> list[Item]:
    """Read "2 and a half" as 2.5 where no hours follow."""
    found: list[Item] = []
    for at, item in enumerate(items):
        behind = items[at + 1].kind if at + 1 < len(items) else ""
        kinds = [one.kind for one in found[-3:]]
        size = 2 if kinds[-2:] == ["number", "and"] else 3 if kinds == ["number", "and", "article"] else 0
        if item.kind == "half" and size and behind not in ("hours", "of"):
            whole = found[-size]
            found[-size:] = [Item("number", f"{whole.text} ½", whole.number + 0.5)]
            continue
        found.append(item)
    return found


def _hedges(items: Sequence[Item]) -> list[Item]:
    """Read "maybe" as "about" beside a score that was told, as "or" between two numbers, else as a plan."""
    found: list[Item] = []
    for at, item in enumerate(items):
        if item.kind != "hedge":
            found.append(item)
            continue
        following = [one for one in items[at + 1 : at + 5] if one.kind not in _BETWEEN]
        number = bool(following) and following[0].kind in ("number", "score", "half")
        of_span = number and any(one.kind in _SPAN_UNITS for one in following[1:2])
        last = found[-2 if found and found[-1].text == "," else -1 :]
        if number and last and last[0].kind in ("number", "score"):
            found[len(found) - len(last) + 1 :] = [Item("or", item.text)]
            continue
        said = {one.kind for one in _since_break(found)}
        if of_span:
            told = bool(said & (_WALKED - {"walk"}))
        elif number:
            told = bool(said & (_WALKED | _SCORED))
        else:
            told = bool(following) and following[0].kind in ("pain", "body")
        found.append(Item("about" if told else "not_yet", item.text))
    return found


def _since_break(found: Sequence[Item]) -> Sequence[Item]:
    last = max((at for at, item in enumerate(found) if item.kind == "break"), default=-1)
    return found[last + 1 :]
