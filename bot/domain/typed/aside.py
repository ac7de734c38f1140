"""What a check-in tells beside the walk of the day: another day, a figure compared with, an age, a pause."""

from collections.abc import Sequence

from bot.domain.typed.words import MOST_OF_A_SCALE, Item

UNITS = frozenset({"minutes", "hours", "prime"})
_PARTS = frozenset({"break", "contrast", "reason"})
_JOINS = _PARTS | {"and", "then"}
_SMALL = frozenset({"filler", "article", "about", "of", "from", "was", "part_of_day"})
_FIGURES = frozenset({"number", "score", "half", "no_pain", *UNITS})
_DAYS = frozenset({"day", "weekday"})
_SCORED = frozenset({"before", "at_point", "after", "outset", "pain", "body", "no_pain"})
_OF_PAUSE = frozenset({"pain", "body", "walk", "walked", "score", "after", "before", "no_pain"})
_LEADS = _SMALL | _DAYS | {"subject", "after", "and"}
_PLANS = frozenset({"not_yet", "asks", "habit"})
_I_AM = frozenset({"im", "tengo"})
_BETWEEN_FIGURES = frozenset({"filler", "after", "break", "subject", "article", "to"})
_OF_SOMETHING = frozenset({"colon", "distance", "unit", "day_unit", "unknown", "where", "person", "other"})
WIDEST = 5
"""Items that may stand between a comparison and its figure, or between a denied figure and the one that is meant."""


def read_asides(items: Sequence[Item]) -> list[Item]:
    """Return the items without what is told of another day, and without figures that are none of the walk."""
    read = _other_day(_compared_with(_contrasted(_laps_of(_sides(items)))))
    return _starts_and_ends(_pause(_own_age(_measured(read))))


def _sides(items: Sequence[Item]) -> list[Item]:
    """Read a slash before what a score is named by as a comma: "22 m / before 3 / after 2"."""
    return [
        Item("break", ",") if item.kind == "slash" and at + 1 < len(items) and items[at + 1].kind in _SCORED else item
        for at, item in enumerate(items)
    ]


def _laps_of(items: Sequence[Item]) -> list[Item]:
    """Part "laps of" before a number: "3 laps of 6 minutes"."""
    found: list[Item] = []
    for at, item in enumerate(items):
        found.append(item)
        if item.kind == "distance" and item.text.endswith(" of") and _timed(items, at + 1):
            found.append(Item("of", "of"))
    return found


def _contrasted(items: Sequence[Item]) -> list[Item]:
    """Leave out the figure that is denied before the minutes meant: "it wasn't 20, I only got to 11 minutes"."""
    found: list[Item] = []
    for at, item in enumerate(items):
        denied = _denied_before(found) if item.kind == "contrast" else None
        number = at + 1
        while number < len(items) and items[number].kind in _SMALL | {"subject"}:
            number += 1
        if denied is None or not _timed(items, number):
            found.append(item)
        else:
            found[denied:] = [Item("break", ",")]
    return found


def _denied_before(found: Sequence[Item]) -> int | None:
    """Return where a denial of a bare figure stands, of which only what says nothing stands behind."""
    at = len(found) - 1
    while at > len(found) - 1 - WIDEST and at >= 0 and found[at].kind in _BETWEEN_FIGURES:
        at -= 1
    if at >= 0 and found[at].kind in UNITS:
        at -= 1
    if at < 1 or found[at].kind != "number":
        return None
    at -= 2 if found[at - 1].kind in ("went", "was") else 1
    if at < 0 or found[at].kind != "not":
        return None
    front = next((item.kind for item in reversed(found[max(0, at - WIDEST) : at]) if item.kind not in _LEADS), "break")
    return at if front == "break" else None  # not "my walk isn't 20 but 15 minutes"


def _compared_with(items: Sequence[Item]) -> list[Item]:
    """Leave out the figure of another day that today's is compared with: "better than yesterday's 8"."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        size = _comparison(items, at) if items[at].kind in ("than", "from") else 0
        found += [Item("filler", items[at].text)] if size else [items[at]]
        at += size or 1
    return found


def _comparison(items: Sequence[Item], at: int) -> int:
    """Return how many items a comparison with a figure of another day takes; 0: there is none."""
    told: set[str] = set()
    size = 1
    for item in items[at + 1 : at + 1 + WIDEST]:
        kind = "day" if item.kind in _DAYS else item.kind
        if kind in ("number", "score", "day") and kind not in told:
            told.add(kind)
        elif kind not in _SMALL:
            break
        size += 1
    unit = items[at + size].kind if at + size < len(items) else ""
    return size if "day" in told and len(told) > 1 and unit not in UNITS else 0


def _other_day(items: Sequence[Item]) -> list[Item]:
    """Leave out a clause of another day, without a figure, before one of today: "yesterday was a washout but today"."""
    found: list[Item] = []
    start = 0
    today = any(item.kind == "day" and not item.number for item in items)
    for end in range(len(items) + 1):
        if end < len(items) and items[end].kind not in _PARTS:
            continue
        part = items[start:end]
        other = any(item.kind in _DAYS and (item.kind == "weekday" or item.number) for item in part)
        figures = any(item.kind in _FIGURES | _PLANS for item in part)
        score = _only_a_score(part)
        if other and ((len(part) > 1 and not figures and _today_follows(items, end)) or (score and today)):
            part = [Item("filler", item.text) for item in part]
        found += [*part, *items[end : end + 1]]
        start = end + 1
    return found


def _only_a_score(part: Sequence[Item]) -> bool:
    """Tell whether a day has a score and nothing else: "yesterday 7"."""
    told = [item for item in part if item.kind not in _SMALL]
    return sorted(item.kind for item in told) == ["day", "number"] and all(
        item.number <= MOST_OF_A_SCALE for item in told
    )


def _today_follows(items: Sequence[Item], at: int) -> bool:
    for item in items[at : at + WIDEST]:
        if item.kind == "not":
            return False
        if item.kind == "day":
            return not item.number
    return False


def _measured(items: Sequence[Item]) -> list[Item]:
    """Leave out what took the time: "my smartwatch says 24 minutes"."""
    found: list[Item] = []
    for at, item in enumerate(items):
        if item.kind == "gives" and found and found[-1].kind == "device" and _timed(items, at + 1):
            found[-1] = Item("filler", found[-1].text)
            item = Item("filler", item.text)
        found.append(item)
    return [Item("unknown", item.text) if item.kind == "device" else item for item in found]


def _own_age(items: Sequence[Item]) -> list[Item]:
    """Leave out how old the one who writes is: "I am 81 and"."""
    found = list(items)
    for at in range(1, len(items)):
        behind = items[at + 1].kind if at + 1 < len(items) else ""
        if (
            items[at].kind == "number"
            and items[at].number > MOST_OF_A_SCALE
            and (items[at - 1].text in _I_AM or (items[at - 1].text == "am" and at > 1 and items[at - 2].text == "i"))
            and behind in ("and", "break", "reason")
        ):
            found[at - 1 : at + 1] = [Item("filler", one.text) for one in items[at - 1 : at + 1]]
    return found


def _pause(items: Sequence[Item]) -> list[Item]:
    """Leave out the minutes of a pause between two parts: "walked 15, sat on the bench for 5, walked another 15"."""
    found: list[Item] = []
    start = 0
    figured = False
    further = max((at for at, item in enumerate(items) if item.kind == "further"), default=-1)
    for end in range(len(items) + 1):
        if end < len(items) and items[end].kind not in _JOINS:
            continue
        part = items[start:end]
        kinds = [item.kind for item in part]
        pause = figured and end < further and "other" in kinds and kinds.count("number") == 1
        if pause and not _OF_PAUSE & set(kinds):
            part = [Item("filler", item.text) for item in part]
        figured = figured or "number" in kinds
        found += [*part, *items[end : end + 1]]
        start = end + 1
    return found


def _starts_and_ends(items: Sequence[Item]) -> list[Item]:
    """Read "started 1, ended 1" and "salí con un 3 y volví con un 5" as the scores at the outset and after."""
    starts = {at for at, item in enumerate(items) if item.kind in ("starts", "outset") and _score_behind(items, at)}
    first = min(starts, default=len(items))
    ends = {
        at
        for at, item in enumerate(items)
        if (at > first and item.kind in ("ends", "returns")) or (first < at <= first + WIDEST and _finished(items, at))
    }
    ends = {at for at in ends if _score_behind(items, at)}
    found: list[Item] = []
    for at, item in enumerate(items):
        if at in ends and _with(items, at):
            item = Item("after", item.text)
        elif item.kind == "starts":
            item = Item("outset" if at in starts and ends else "unknown", item.text)
        elif item.kind == "ends":
            item = Item("unknown", item.text)
        elif at and at - 1 in ends and item.kind in ("place", "within"):
            item = Item("filler", item.text)
        found.append(item)
    return found


def _with(items: Sequence[Item], at: int) -> bool:
    """Tell whether a score is told for sure: "came back with a 5"; "got back at 4" may be the hour."""
    return items[at].kind in ("ends", "done") or (at + 1 < len(items) and items[at + 1].kind in ("place", "within"))


def _finished(items: Sequence[Item], at: int) -> bool:
    """Tell whether "finished" stands before a number alone: "started 3, finished 5"."""
    kinds = [item.kind for item in items[at : at + 3]]
    return kinds in (["done", "number"], ["done", "number", "break"])


def _score_behind(items: Sequence[Item], at: int) -> bool:
    behind = at + 1
    while behind < len(items) and items[behind].kind in _SMALL | {"place", "within"}:
        behind += 1
    told = behind < len(items) and items[behind].kind in ("number", "score") and items[behind].number <= MOST_OF_A_SCALE
    following = items[behind + 1].kind if behind + 1 < len(items) else ""
    return told and following not in (*UNITS, *_OF_SOMETHING)


def _timed(items: Sequence[Item], at: int) -> bool:
    """Tell whether minutes in figures stand there."""
    return at + 1 < len(items) and items[at].kind == "number" and items[at + 1].kind in UNITS
