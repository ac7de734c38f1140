"""Days as people type them: "mon wed fri", "weekdays", "Monday to Friday", "on Saturday", "two days ago", "ayer"."""

import re
from datetime import date, timedelta

from bot.domain.folding import fold
from bot.domain.typed.length import LONGEST_READ
from bot.domain.typed.misread import Misread
from bot.domain.typed.words import TypedWords, items

WEEK = 7
_BETWEEN = frozenset({"filler", "fair", "break", "and", "plus", "slash", "where"})


def read_weekdays(text: str, words: TypedWords) -> tuple[int, ...] | Misread:
    """Return the days of the week that a text names, in order (0: Monday), or why it names none."""
    said = " ".join(re.findall(r"\w+", fold(text)[:LONGEST_READ]))
    if said in words.day_sets:
        return tuple(words.day_sets[said])
    named: list[int] = []
    until = False
    for item in items(text, words):
        day = int(item.number) if item.kind == "weekday" else words.short_weekdays.get(item.text)
        if day is not None:
            named += range(named[-1] + 1, day + 1) if until and named[-1] < day else [day]
            until = False
        elif item.kind in ("dash", "to") and named:
            until = True
        elif item.kind not in _BETWEEN:
            return Misread("unclear")
    return tuple(sorted(set(named))) if named and not until else Misread("unclear")


def day_told(today: date, days_ago: int | None, weekday: int | None) -> date:
    """Return the day that "two days ago" or "on Saturday" is, the last one that was so named; today itself last."""
    if weekday is None:
        return today - timedelta(days=days_ago or 0)
    return today - timedelta(days=(today.weekday() - weekday) % WEEK)
