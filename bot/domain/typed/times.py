"""Minutes told by the clock: "0:25", "from 3 to 3:20", "left at nine, got back at nine twenty", "de 8 a 8 y media"."""

from collections.abc import Sequence

from bot.domain.typed.clock import HOUR
from bot.domain.typed.words import Item

HALF_A_DAY = 12 * HOUR
LATEST_HOUR = 24
MOST_BY_CLOCK = 180
"""Minutes: a longer walk that is told by the clock is more likely something else."""
LONGEST_WAY = 8
"""Items that may stand between leaving and the hour, and between the hour and coming back."""

_MINUTES = Item("minutes", "min")
_SPAN_UNITS = frozenset({"minutes", "hours", "prime"})
_PARTS = {"half": 30, "quarter": 15}
_OF_CLOCK = frozenset({"am", "pm", "oclock", "am.", "h", "hs", "hrs"})
_MINUTES_TO = (10, 20, 25)
"""Minutes that are told before an hour: "ten to three". "5 to 8" may be a pain."""
_BEFORE_HOURS = frozenset({"las", "a las"})
_OF_AN_HOUR = frozenset({"media", "cuarto"})  # "cuatro y medio" is a score
_LEAVES = frozenset({"leaves", "went", "before", "outset", "walked"})
_RETURNS = frozenset({"returns", "back_or_body", "after", "done"})
_AGAINST = frozenset({"other", "not", "not_yet", "habit", "asks"})
_SAID = frozenset(
    {"filler", "article", "about", "place", "place_of_time", "within", "part_of_day", "unknown", "where", "at_hour"}
)


def minutes_by_clock(items: Sequence[Item], *, hours_aside: bool = True) -> list[Item]:
    """Return the items with the minutes that the clock tells read as a number of minutes.

    `hours_aside`: "a las 5" is read as a part of the day, and its figure is gone.
    """
    found: list[Item] = []
    at = 0
    while at < len(items):
        size, minutes = (
            _left_and_back(items, at) or (_at_hour(items, at) if hours_aside else None) or _span_at(items, at)
        )
        found += minutes if size else [items[at]]
        at += size or 1
    return found


def clock_at(items: Sequence[Item], at: int) -> tuple[int, float] | None:
    """Return how many items a time of the clock takes, and its minute of the day; None where it may be other figures.

    "9:25", "9.25", "ten to three", "half nine", "las 8 y media"; not "at 9", "3 to 5", "10 y 10".
    """
    kinds = [item.kind for item in items[at : at + 3]]
    if kinds[:2] == ["half", "number"] and _hour(items[at + 1]) and kinds[2:] not in (["hours"], ["minutes"]):
        return 2, items[at + 1].number * HOUR + _PARTS["half"]
    found = _time_at(items, at, spoken=True)
    if found is None or found[1] > LATEST_HOUR:
        return None
    size, hour, minute = found
    joint = items[at + 1] if size > 1 else None
    if joint is None:
        told = not _whole(items[at])
    elif joint.kind == "to":
        told = kinds[0] in _PARTS or items[at].number in _MINUTES_TO
    elif joint.kind == "and":
        told = items[at + 2].text in _OF_AN_HOUR or (at > 0 and items[at - 1].text in _BEFORE_HOURS)
    else:
        told = joint.kind in ("colon", "less") or joint.text == "past" or joint.text in _OF_CLOCK
    return (size, hour * HOUR + minute) if told else None


def _span_at(items: Sequence[Item], at: int) -> tuple[int, list[Item]]:
    """Return how many items from there on tell minutes by the clock, and what they are read as; 0 where none do."""
    first = _time_at(items, at, spoken=False)
    if first is None:
        return 0, []
    size, hour, minute = first
    joined = items[at + size].kind if at + size < len(items) else ""
    last = _time_at(items, at + size + 1, spoken=size > 1) if joined in ("to", "dash") else None
    if last and (size > 1 or last[0] > 1):
        minutes = _between(first, last)
        return (size + 1 + last[0], _minutes(minutes)) if minutes else (0, [])
    if items[at + 1 : at + 2] == [] or items[at + 1].kind != "colon" or (at and items[at - 1].kind == "colon"):
        return 0, []
    if joined == "hours" or hour == 0:
        return size + (joined in _SPAN_UNITS), _minutes(hour * HOUR + minute)
    if hour > LATEST_HOUR:  # minutes and seconds: which minute, is asked
        return size + (joined in _SPAN_UNITS), [*_minutes(hour)[:1], Item("or", "/"), *_minutes(hour + 1)]
    return 0, []


def _left_and_back(items: Sequence[Item], at: int) -> tuple[int, list[Item]] | None:
    """Read when somebody left and came back; what stands between is kept, for it may tell of a bus."""
    if items[at].kind not in _LEAVES:
        return None
    leaving = _time_after(items, at + 1, _SAID)
    if leaving is None:
        return None
    start, first = leaving
    end = start + first[0]
    for turn in range(end, min(end + LONGEST_WAY, len(items))):
        if items[turn].kind in _RETURNS or (turn == end and items[turn].kind in ("to", "dash")):
            coming = _time_after(items, turn + 1, _SAID | {"returns", "before"}, hour=first[1])
            if coming is None:
                continue
            stop, last = coming
            minutes = _between(first, last)
            told = items[at].kind == "leaves" and items[turn].kind == "returns"
            if not minutes or not (told or first[0] > 1 or last[0] > 1):  # "started at 2, ended at 4" are scores
                return None
            between = [*items[at + 1 : start], *items[end:turn]]
            kept = [item for item in between if item.kind in _AGAINST]
            return stop + last[0] - at, [Item("went", items[at].text), *kept, *_minutes(minutes)]
    return None


def _at_hour(items: Sequence[Item], at: int) -> tuple[int, list[Item]] | None:
    """Read "a las 5" as a part of the day, where nothing tells an end."""
    found = _time_at(items, at + 1, spoken=True) if items[at].kind == "at_hour" else None
    return (1 + found[0], [Item("part_of_day", items[at].text)]) if found else None


def _time_after(
    items: Sequence[Item], at: int, passed: frozenset[str], hour: float | None = None
) -> tuple[int, tuple[int, float, float]] | None:
    """Return the first time and where it stands. `hour`: of "half past" alone."""
    for place in range(at, min(at + LONGEST_WAY, len(items))):
        found = _past_alone(items, place, hour) or _time_at(items, place, spoken=True)
        if found:
            return place, found
        if items[place].kind not in passed:
            return None
    return None


def _past_alone(items: Sequence[Item], at: int, hour: float | None) -> tuple[int, float, float] | None:
    """Read "half past" of the hour that was told before: "left at ten past nine, back by half past"."""
    part = _part(items, at)
    past = [item.text for item in items[at + 1 : at + 2]] == ["past"]
    if hour is None or part is None or not past or any(map(_hour, items[at + 2 : at + 3])):
        return None
    return 2, hour, part


def _between(first: tuple[int, float, float], last: tuple[int, float, float]) -> float:
    """Return the minutes between two times of a clock; 0 where they are no walk."""
    if max(first[1], last[1]) > LATEST_HOUR:
        return 0
    minutes = ((last[1] - first[1]) * HOUR + last[2] - first[2]) % HALF_A_DAY
    return minutes if minutes <= MOST_BY_CLOCK else 0


def _minutes(minutes: float) -> list[Item]:
    return [Item("number", str(minutes), minutes), _MINUTES]


def _time_at(items: Sequence[Item], at: int, *, spoken: bool) -> tuple[int, float, float] | None:
    """Return how many items a time takes, its hour and its minute: 3:20, or 3 alone.

    `spoken`: what may be other figures elsewhere counts as well: "nine twenty", "ten to three", "7.30", "8 y media".
    """
    forms = [_plain_time(items, at), _past(items, at), _spoken_time(items, at) if spoken else None]
    found = max((form for form in forms if form), key=lambda form: form[0], default=None)
    if found is None:
        return None
    size = found[0]
    if at + size < len(items) and items[at + size].text in _OF_CLOCK and (spoken or size > 1):
        size += 1
    return size, found[1], found[2]


def _plain_time(items: Sequence[Item], at: int) -> tuple[int, float, float] | None:
    if at >= len(items) or not _whole(items[at]):
        return None
    behind = items[at + 1 : at + 4]
    if len(behind) > 1 and behind[0].kind == "colon" and _whole(behind[1]) and behind[1].number < HOUR:
        pair = len(behind[1].text) == 2 and [item.kind for item in behind[2:]] != ["colon"]
        return (3, items[at].number, behind[1].number) if pair else None
    return 1, items[at].number, 0


def _past(items: Sequence[Item], at: int) -> tuple[int, float, float] | None:
    """Read "twenty past two", "half past 9"."""
    part = _part(items, at)
    if part is None or at + 2 >= len(items) or items[at + 1].text != "past" or not _hour(items[at + 2]):
        return None
    return 3, items[at + 2].number, part


def _spoken_time(items: Sequence[Item], at: int) -> tuple[int, float, float] | None:
    rest = items[at : at + 4]
    kinds = [item.kind for item in rest]
    if not rest:
        return None
    if kinds[0] == "number" and not _whole(rest[0]) and rest[0].text[-3:-2] in (".", ","):  # "7.30"
        hour, minute = int(rest[0].number), int(rest[0].text[-2:])
        return (1, hour, minute) if minute < HOUR else None
    part = _part(items, at)
    if part is not None and kinds[1:2] == ["to"] and len(rest) > 2 and _hour(rest[2]):  # "ten to three"
        return 3, rest[2].number, -part
    if not _hour(rest[0]):
        return None
    spoken_hour = rest[0].number
    sign = {"and": 1, "less": -1}.get(kinds[1] if len(kinds) > 1 else "")
    told = _part(items, at + 2) if sign else None
    if sign and told is not None:  # "7 y media", "10 menos diez"
        return 3, spoken_hour, sign * told
    if len(rest) > 1 and _whole(rest[1]) and 10 <= rest[1].number < HOUR and kinds[2:3] not in (["minutes"], ["colon"]):
        return 2, spoken_hour, rest[1].number  # "nine twenty"
    return 1, spoken_hour, 0


def _part(items: Sequence[Item], at: int) -> float | None:
    if at >= len(items):
        return None
    if items[at].kind in _PARTS:
        return _PARTS[items[at].kind]
    return items[at].number if _whole(items[at]) and items[at].number < HOUR else None


def _hour(item: Item) -> bool:
    return _whole(item) and item.number <= LATEST_HOUR


def _whole(item: Item) -> bool:
    return item.kind == "number" and item.number == int(item.number) and "." not in item.text and "," not in item.text
