"""Items that mean one thing, read as one: "8/10", "2 and a half", "no real pain", "on a scale of 1 to 10"."""

from collections.abc import Sequence

from bot.domain.typed.aside import read_asides
from bot.domain.typed.efforts import read_efforts
from bot.domain.typed.figures import hours_of_the_day, read_figures
from bot.domain.typed.legs import read_legs
from bot.domain.typed.times import minutes_by_clock
from bot.domain.typed.totals import read_totals
from bot.domain.typed.words import MOST_OF_A_SCALE, Item

_WALKED = frozenset({"walked", "done", "walk"})
_SCORED = frozenset({"pain", "body", "number", "score", "was", "before", "outset", "after"})
_SPAN_UNITS = frozenset({"minutes", "hours", "prime"})
_ENDS = frozenset({"", "break", "and", "number", "body", "pain", "reason", "no_pain"})
_BETWEEN = frozenset({"article", "filler", "about", "was"})
_DENIES = frozenset({"not", "lacking", "none", "no_pain"})
_OF_DENIAL = frozenset({"filler", "article", "of", "none", "much"})
_MOST_OF_DENIAL = 2
"""Words that may stand between a denial and the pain: "don't feel any pain"."""


def read_together(items: Sequence[Item]) -> list[Item]:
    """Return the items with those that belong together read as one."""
    told = _contrast(_twice(_after_tea(read_efforts(read_asides(items)))))
    read = hours_of_the_day(minutes_by_clock(read_figures(told)))
    return _hedges(_half_points(_denied_pain(_out_of_ten(_scale(read_legs(read_totals(read)))))))


def read_numbers(items: Sequence[Item]) -> list[Item]:
    """Return the items with only those read as one that make a single figure; nothing is left out."""
    return _half_points(_denied_pain(_out_of_ten(_scale(minutes_by_clock(_twice(items), hours_aside=False)))))


def _twice(items: Sequence[Item]) -> list[Item]:
    """Read "twice" as "2 times", and "10 min am" as of a part of the day."""
    found: list[Item] = []
    for at, item in enumerate(items):
        if item.text == "one" and _is_a_walk(found, _behind(items, at)):
            found.append(Item("filler", item.text))
        elif item.kind == "twice":
            found += [Item("number", item.text, 2), Item("repeats", item.text)]
        elif item.text in ("am", "pm") and found and found[-1].kind in _SPAN_UNITS:
            found.append(Item("part_of_day", item.text))
        else:
            found.append(item)
    return found


def _is_a_walk(found: Sequence[Item], following: str) -> bool:
    """Tell whether "one" is no number: "quite a hilly one"."""
    kinds = [item.kind for item in found[-3:]]
    return "article" in kinds and kinds[-1] != "article" and "pain" not in kinds and following in ("", "break")


def _after_tea(items: Sequence[Item]) -> list[Item]:
    """Read "after tea" as a part of the day, where it does not count from there: "20 min after surgery"."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        size = 1
        if items[at].kind in ("at_point", "before") and not (found and found[-1].kind in _SPAN_UNITS):
            end = at + 1
            while end < len(items) and items[end].kind in ("article", "filler", "of"):
                end += 1
            if end < len(items) and items[end].kind in ("unknown", "other") and _behind(items, end) in _ENDS:
                size = end + 1 - at
        found.append(items[at] if size == 1 else Item("part_of_day", items[at].text))
        at += size
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


def _scale(items: Sequence[Item]) -> list[Item]:
    """Read "from 1 to 10" as the name of a score."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        opened = items[at].kind in ("from", "of", "between", "article")
        first = at + 1 if opened else at
        row = items[first : first + 4]
        if (
            [one.kind for one in row[:3]] in (["number", "to", "number"], ["number", "dash", "number"])
            and row[0].number in (0, 1)
            and row[2].number == MOST_OF_A_SCALE
            and (len(row) < 4 or row[3].kind not in _SPAN_UNITS)
        ):
            found.append(Item("pain", "1-10"))
            at = first + 3
            continue
        found.append(items[at])
        at += 1
    return found


def _denied_pain(items: Sequence[Item]) -> list[Item]:
    """Read "didn't feel any pain" as none, and "didn't hurt much" as a pain whose score may follow."""
    found: list[Item] = []
    for at, item in enumerate(items):
        if item.kind == "none" and "no_pain" in [one.kind for one in found[-2:]]:
            found[-1:] = found[-1:] if found[-1].kind == "no_pain" else []  # "no me dolio nada de nada"
            continue
        if item.kind == "much" and found and found[-1].kind == "no_pain":
            found[-1] = Item("pain", found[-1].text)
            continue
        if item.kind in ("after", "from") and found and found[-1].kind == "not":
            found[-1] = Item("about", item.text)  # "never went over 3"
            continue
        start = _denial_before(found) if item.kind == "pain" else None
        if start is not None and any(one.kind == "much" for one in found[start:]):
            found[start:] = [Item("pain", item.text)]
        elif start is not None and not _score_follows(items, at + 1):
            found[start:] = [Item("no_pain", item.text)]
        else:
            found.append(item)
    return found


def _denial_before(found: Sequence[Item]) -> int | None:
    """Return where a denial stands that the next word belongs to."""
    for at in range(len(found) - 1, max(-1, len(found) - 2 - _MOST_OF_DENIAL), -1):
        if found[at].kind in _DENIES or (found[at].kind == "number" and found[at].text in ("0", "zero", "cero")):
            return at
        if found[at].kind not in _OF_DENIAL:
            return None
    return None


def _score_follows(items: Sequence[Item], at: int) -> bool:
    while at < len(items) and items[at].kind in _BETWEEN:
        at += 1
    rest = [one.kind for one in items[at : at + 2]]
    return rest[:1] == ["score"] or (rest[:1] == ["number"] and rest[1:] not in (["minutes"], ["hours"], ["prime"]))


def _out_of_ten(items: Sequence[Item]) -> list[Item]:
    """Read "8/10" and "8 out of 10" as one score, and "going to" between two numbers as "to"."""
    found: list[Item] = []
    for at, item in enumerate(items):
        of_span = at + 1 < len(items) and items[at + 1].kind in ("minutes", "hours")
        ten = item.kind == "number" and item.number == 10 and not of_span
        kinds = tuple(one.kind for one in found[-2:])
        if item.kind == "points" and kinds[-1:] == ("number",):
            found[-1] = Item("score", found[-1].text, found[-1].number)
            continue
        if ten and kinds in (("number", "slash"), ("number", "of"), ("number", "from")):
            found[-2:] = [Item("score", f"{found[-2].text}/10", found[-2].number)]
            continue
        if item.kind == "number" and kinds in (("number", "not_yet"), ("score", "not_yet")):
            found[-1] = Item("to", "→")
        chain = [one.text if one.kind == "dash" else one.kind for one in found[-4:]]
        if item.kind == "number" and chain == ["number", "then", "number", "then"]:
            found[-2:] = [max(found[-2], item, key=lambda one: one.number)]  # "2 then 4 then 3"
            continue
        if (
            item.kind == "number"
            and kinds == ("number", "then")
            and not of_span
            and _behind(items, at) not in _SPAN_UNITS
        ):
            found[-1] = Item("dash", "then")
        found.append(item)
    return found


def _behind(items: Sequence[Item], at: int) -> str:
    return items[at + 1].kind if at + 1 < len(items) else ""


def _half_points(items: Sequence[Item]) -> list[Item]:
    """Read "2 and a half" as 2.5 where no hours follow; "las 8 y media" is an hour."""
    found: list[Item] = []
    for at, item in enumerate(items):
        behind = items[at + 1].kind if at + 1 < len(items) else ""
        kinds = [one.kind for one in found[-3:]]
        size = 2 if kinds[-2:] == ["number", "and"] else 3 if kinds == ["number", "and", "article"] else 0
        if item.kind == "half" and item.text != "media" and size and behind not in ("hours", "of"):
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
        if not following and found and found[-1].kind in ("number", "score"):
            found.append(Item("about", item.text))
            continue
        if number and not of_span and found and found[-1].kind == "or":
            found[-1] = Item("or_maybe", item.text)  # "3 or maybe 4"
            continue
        last = found[-2 if found and found[-1].text == "," else -1 :]
        if number and last and last[0].kind in ("number", "score"):
            found[len(found) - len(last) + 1 :] = [Item("or_maybe", item.text)]
            continue
        said = {one.kind for one in _since_break(found)}
        if of_span:
            told = bool(said & (_WALKED - {"walk"}))
        elif number:
            kinds = {one.kind for one in _since_break(found, ".!\n")}
            pain = following[0].number <= MOST_OF_A_SCALE and "pain" in kinds
            told = pain or bool(said & (_WALKED | _SCORED))
        else:
            told = bool(following) and following[0].kind in ("pain", "body")
        found.append(Item("about" if told else "not_yet", item.text))
    return found


def _since_break(found: Sequence[Item], signs: str = "") -> Sequence[Item]:
    """Return what stands behind the last break, or behind the last of those signs."""
    last = max(
        (at for at, item in enumerate(found) if item.kind == "break" and item.text in (signs or item.text)), default=-1
    )
    return found[last + 1 :]
