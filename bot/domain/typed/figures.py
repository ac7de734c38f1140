"""Figures that are not the walk's: ages, "3 more than yesterday", "at 7", "14 min, not 40"; and minutes of no clock."""

from collections.abc import Sequence

from bot.domain.typed.words import Item

LATEST_HOUR = 12
_CUARTO = 4
"""What "cuarto" becomes by a slip of the finger: "un cuatro de hora"."""
UNITS = frozenset({"minutes", "hours", "prime"})
_SMALL = frozenset({"filler", "article", "about", "of"})
_GOES = frozenset({"went", "walked", "leaves", "done"})
_ENDS = frozenset(
    {"break", "pain", "body", "number", "no_pain", "place", "within", "part_of_day", "day", "reason", "and"}
)
_COMPARED = frozenset({"compares", "compared", "further"})
_ME = frozenset({"me", "myself", "yo"})
_HURTS = frozenset({"body", "back_or_body", "pain"})
_DOUBT = "compared"
"""The kind of a word that makes the span beside it one to be asked about."""


def read_figures(items: Sequence[Item]) -> list[Item]:
    """Return the items without the figures of something else, and with a doubt where a span is not told exactly."""
    read = _moments(_company(items))
    return _denied(_compared(_ages(_whiles(_some_more(_mangled_hours(read))))))


def has_unit(items: Sequence[Item], at: int) -> bool:
    """Tell whether the number there has a unit of time."""
    return at + 1 < len(items) and items[at + 1].kind in UNITS


def _company(items: Sequence[Item]) -> list[Item]:
    """Leave out who came along: "me and the missus did 20 min"."""
    found = list(items)
    for at, item in enumerate(items):
        if item.kind != "and":
            continue
        front = [one for one in range(max(0, at - 3), at) if items[one].kind != "article"]
        behind = [one for one in range(at + 1, min(at + 4, len(items))) if items[one].kind != "article"]
        me_first = bool(front) and items[front[-1]].text in _ME and (len(front) == 1 or front[0] == at - 3)
        person = next((one for one in behind if items[one].kind == "person"), None)
        if me_first and at <= 2 and person is not None:
            found[at] = Item("filler", item.text)
            found[person] = Item("filler", items[person].text)
    return found


def _moments(items: Sequence[Item]) -> list[Item]:
    """Read "5 going out" as before, "durante 5" as during, and what a knee gave as its score."""
    found: list[Item] = []
    front = ""
    numbers = _numbers_ahead(items)
    for at, item in enumerate(items):
        kind = item.kind
        if kind == "setting_out":
            kind = "before" if front == "number" else "not_yet"
        elif kind == "lasting" and item.text != "for" and numbers[at]:
            kind = "after"
        elif kind == "went" and front in _HURTS and numbers[at]:
            kind = "was"
        elif kind == "gives":
            kind = "was" if front in _HURTS and numbers[at] else "not_yet"
        found.append(Item(kind, item.text, item.number))
        if item.kind == "setting_out" and kind == "before":
            found.append(Item("break", ","))
        front = front if kind in _SMALL else kind
    return found


def _numbers_ahead(items: Sequence[Item]) -> list[bool]:
    """Tell of each item whether a number without a unit of time is the next that says something."""
    ahead: list[bool] = []
    number = False
    for at in range(len(items) - 1, -1, -1):
        ahead.append(number)
        if items[at].kind not in _SMALL:
            number = items[at].kind == "number" and not has_unit(items, at)
    return ahead[::-1]


def _mangled_hours(items: Sequence[Item]) -> list[Item]:
    """Doubt "hlaf an hour" and "an hour and a hlaf": a word that is not known may be a part of the hour."""
    found = list(items)
    for at, item in enumerate(items):
        if item.kind != "hours":
            continue
        kinds = [one.kind for one in items[max(0, at - 2) : at]]
        if kinds in (["half", "and"], ["quarter", "and"]):
            found[at - 1] = Item("filler", "and")  # "half n hour"
        if kinds == ["number", "of"] and items[at - 2].number == _CUARTO and items[max(0, at - 3)].kind != "slash":
            found[at - 2 : at + 1] = [Item(_DOUBT, ""), Item("quarter", "cuarto"), item]
            continue
        front = at - 1
        while front >= 0 and items[front].kind in ("article", "of", "and", "dash", "filler"):
            front -= 1
        if front >= 0 and items[front].kind == "unknown":
            found[front] = Item(_DOUBT, items[front].text)
        behind = at + 1
        if [one.kind for one in items[behind : behind + 1]] != ["and"]:
            continue
        behind += 2 if [one.kind for one in items[behind + 1 : behind + 2]] == ["article"] else 1
        following = items[behind + 1].kind if behind + 1 < len(items) else "break"
        if behind < len(items) and items[behind].kind == "unknown" and following in _ENDS:
            found[at + 1 : behind] = [Item("filler", "and")] * (behind - at - 1)
            found[behind] = Item(_DOUBT, items[behind].text)
    return found


def _some_more(items: Sequence[Item]) -> list[Item]:
    """Read "20 odd minutes" as some 20 minutes."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.kind == "some_more":
            dash = found[-1:] != [] and found[-1].kind == "dash"
            numbered = found[-2 if dash else -1 :][:1]
            if not numbered or numbered[0].kind not in ("number", *UNITS):
                found.append(Item("unknown", item.text))
            else:
                if dash:
                    found.pop()
                of = [one.kind for one in items[at + 1 : at + 3]][:1] == ["of"]
                unit = items[at + 2 if of else at + 1 :][:1]
                if numbered[0].kind == "number" and unit and unit[0].kind in UNITS:
                    found.append(unit[0])
                    at += 2 if of else 1
                found.append(Item(_DOUBT, item.text))
        else:
            found.append(item)
        at += 1
    return found


def _whiles(items: Sequence[Item]) -> list[Item]:
    """Read "a good while" as some minutes, where nothing tells how many; "20 min, I think" as minutes in doubt."""
    timed = any(has_unit(items, at) for at, item in enumerate(items) if item.kind in ("number", "article", "half"))
    found: list[Item] = []
    for at, item in enumerate(items):
        if item.kind == "while":
            found += [Item("filler", item.text)] if timed else [Item("vague", item.text), Item("minutes", item.text)]
        elif item.kind == "i_think":
            found.append(Item(_DOUBT if at and items[at - 1].kind in UNITS else "filler", item.text))
        else:
            found.append(item)
    return found


def _ages(items: Sequence[Item]) -> list[Item]:
    """Leave out "he is 6": how old somebody is."""
    found: list[Item] = []
    for at, item in enumerate(items):
        kinds = [one.kind for one in found[-2:]]
        person = kinds in (["person", "asks"], ["person", "was"], ["person", "aged"])
        if item.kind == "number" and person and not has_unit(items, at):
            found[-1] = Item("break", ",")
        else:
            found.append(item)
    return found


def hours_of_the_day(items: Sequence[Item]) -> list[Item]:
    """Read "went out at 7" as a part of the day; what the clock tells of minutes has been read before."""
    found: list[Item] = []
    front = ""
    for at, item in enumerate(items):
        hour = item.kind == "number" and item.number == int(item.number) and 1 <= item.number <= LATEST_HOUR
        behind = items[at + 1].kind if at + 1 < len(items) else ""
        led = found[-1:] != [] and (
            found[-1].kind in ("leaves", "returns") or (found[-1].text == "at" and front in _GOES)
        )
        if hour and led and behind not in (*UNITS, "colon", "slash", "number", "to", "dash"):
            found[-1] = Item("part_of_day", f"at {item.text}")
            continue
        found.append(item)
        front = front if item.kind in _SMALL or item.text == "at" else item.kind
    return found


def _compared(items: Sequence[Item]) -> list[Item]:
    """Leave out "3 more than yesterday" where other minutes are told."""
    timed = [at for at, item in enumerate(items) if item.kind in ("number", "article", "half") and has_unit(items, at)]
    found: list[Item] = []
    than = False
    for at, item in enumerate(items):
        if item.kind in ("day", "weekday") and than:
            than = False
            continue
        day = [one.kind for one in items[at + 1 : at + 2]] in (["day"], ["weekday"])
        than = item.kind == "than" and day
        if item.kind == "than" and not day:
            item = Item("not_yet", item.text)
        if item.kind == "compares" or than:
            start = len(found)
            while start and found[start - 1].kind in (*_COMPARED, *UNITS, "filler"):
                start -= 1
            number = start - 1
            others = len(timed) - sum(1 for one in range(at - 3, at) if one in timed)
            if number >= 0 and found[number].kind == "number" and others:
                found[number:] = [Item("filler", item.text)]
                continue
            item = Item("compares", item.text)
        found.append(item)
    return found


def _denied(items: Sequence[Item]) -> list[Item]:
    """Leave out the figure that is denied behind the one that is told: "14 min, not 40"; a correction before both."""
    found: list[Item] = []
    figured = False
    at = 0
    while at < len(items):
        item = items[at]
        figured = figured or item.kind in ("number", "half", "hours", "no_pain")
        if item.kind == "corrects" and not figured:
            item = Item("filler", item.text)  # of a message before
        told = any(one.kind in UNITS for one in found[-2:])
        numbered = [one.kind for one in items[at + 1 : at + 2]] == ["number"] and [
            one.kind for one in items[at + 2 : at + 3]
        ] in (
            [],
            ["break"],
        )
        if item.kind == "sorry":
            item = Item("corrects" if told and numbered else "filler", item.text)
        if item.kind == "corrects" and told and numbered:
            found += [item, items[at + 1], Item("minutes", "min")]
            at += 2
            continue
        size = 3 if has_unit(items, at + 1) else 2
        behind = items[at + size].kind if at + size < len(items) else "break"
        if (
            item.kind == "not"
            and told
            and [one.kind for one in items[at + 1 : at + 2]] == ["number"]
            and behind == "break"
            and found[-1].kind in ("break", "and", *UNITS)
        ):
            at += size
            continue
        found.append(item)
        at += 1
    return found
