"""How hard a walk was, where more than one word tells it: "effort: fine", "not too hard, not too easy"."""

from collections.abc import Sequence

from bot.domain.checkin import EFFORTS
from bot.domain.typed.words import MOST_OF_A_SCALE, Item

_BETWEEN = frozenset({"filler", "was", "colon", "article", "of", "about", "at_point"})
_TOLD = {"fair": "steady", "effort_low": "easy", "effort_high": "hard"}
_DENIES = frozenset({"not", "lacking"})
WIDEST = 3
"""Words that may stand between a denial and what it denies, or between "effort" and the word for it."""


def read_efforts(items: Sequence[Item]) -> list[Item]:
    """Return the items with effort told by its name or by two denials read as one of `EFFORTS`."""
    return _neither(_named(_unrated(items)))


def _unrated(items: Sequence[Item]) -> list[Item]:
    """Leave out the figure of an effort, which is no pain: "effort 5 of 10"."""
    found = list(items)
    for at, item in enumerate(items):
        number = at + 1
        while number < len(items) and number - at <= WIDEST and items[number].kind in _BETWEEN:
            number += 1
        kinds = [one.kind for one in items[number : number + 3]]
        if item.kind != "labels_effort" or kinds[:1] != ["number"] or items[number].number > MOST_OF_A_SCALE:
            continue
        if kinds[1:2] in (["minutes"], ["hours"], ["prime"]):
            continue
        of_ten = kinds[1:] in (["slash", "number"], ["of", "number"])
        found[number : number + (3 if of_ten else 1)] = [Item("filler", "")] * (3 if of_ten else 1)
    return found


def _named(items: Sequence[Item]) -> list[Item]:
    """Read "fine" beside "effort" as steady; what stands beside it outranks any other word for how hard it was."""
    said: dict[int, str] = {}
    for at, item in enumerate(items):
        if item.kind == "labels_effort":
            said |= _beside(items, at, 1) or _beside(items, at, -1)
    found: list[Item] = []
    for at, item in enumerate(items):
        if at in said:
            found.append(Item(said[at], item.text))
        elif item.kind in ("labels_effort", *_TOLD) or (said and item.kind in EFFORTS):
            found.append(Item("filler", item.text))
        else:
            found.append(item)
    return found


def _beside(items: Sequence[Item], label: int, step: int) -> dict[int, str]:
    """Return where the word is that tells the effort, and which it is: behind the label, or before it."""
    for at in range(label + step, label + step * (WIDEST + 1), step):
        if not 0 <= at < len(items):
            break
        if items[at].kind in _TOLD:
            return {at: _TOLD[items[at].kind]}
        if items[at].kind in EFFORTS:
            return {at: items[at].kind}
        if items[at].kind not in _BETWEEN:
            break
    return {}


def _neither(items: Sequence[Item]) -> list[Item]:
    """Read "not too hard, not too easy" as steady."""
    denied = {
        item.kind: at
        for at, item in enumerate(items)
        if item.kind in ("easy", "hard") and any(one.kind in _DENIES for one in items[max(0, at - WIDEST) : at])
    }
    if len(denied) != 2:
        return list(items)
    first, last = sorted(denied.values())
    if last - first > WIDEST + 2:
        return list(items)
    start = next(at for at in range(first, -1, -1) if items[at].kind in _DENIES)
    return [*items[:start], Item("steady", "neither"), *items[last + 1 :]]
