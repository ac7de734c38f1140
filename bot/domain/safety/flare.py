"""A flare: some days with clearly more pain than usual. When somebody is asked about one, and when it is over.

The person begins it: many flares are no rise of pain, and a rise of two days is often none.

`days` is P by day (`bot.domain.safety.scores.by_day`): the scored days, oldest first.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median

from bot.domain.rules import Flares

FLARE = "FLARE"
"""The rule of the hold that is open while a flare lasts."""


def usual(days: Mapping[date, float], day: date, rules: Flares, least: int | None = None) -> float | None:
    """Return the usual level of pain before `day`: the median P of the 14 days before it; None: too few are scored.

    `least`: so many scored days are enough; without it as many as a flare needs.
    """
    first = day - timedelta(days=rules.usual_days)
    scored = [pain for on, pain in days.items() if first <= on < day]
    return median(scored) if len(scored) >= (rules.usual_scored if least is None else least) else None


def raised(days: Mapping[date, float], today: date, rules: Flares) -> list[date]:
    """Return the newest scored days in a row that lie 2 points or more above their usual level, up to `today`.

    Empty where today is not one of them. Usual 3: today 5 → [today]; 5 yesterday and today → both.
    """
    if today not in days:
        return []
    run: list[date] = []
    for day in reversed([on for on in days if on <= today]):
        level = usual(days, day, rules)
        if level is None or days[day] < level + rules.rise:
            break
        run.append(day)
    return run[::-1]


def asks(days: Mapping[date, float], today: date, asked_on: date | None, ended_on: date | None, rules: Flares) -> bool:
    """Tell whether it is to be asked today if a flare has begun: two scored days in a row above the usual level.

    `asked_on`: when it was asked last; for 14 days it is not asked again. Days up to `ended_on`, the end of the last
    flare, have had their say.
    """
    if asked_on is not None and (today - asked_on).days < rules.asked_again_days:
        return False
    run = [day for day in raised(days, today, rules) if ended_on is None or day > ended_on]
    return len(run) >= rules.asked_after


def calm(days: Mapping[date, float], worst: Mapping[date, float], began_on: date, rules: Flares) -> bool:
    """Tell whether a flare is over: on the last 3 days told of since it began pain was at the level of before.

    `worst`: the worst pain of each day's walks. It stands in for a day without a score: the pain before a walk was no
    higher. Never over where the level of before is not known: then only the person can tell.
    """
    level = usual(days, began_on, rules)
    told = sorted({**worst, **days}.items())
    since = [pain for day, pain in told if day > began_on][-rules.ends_after :]
    return level is not None and len(since) == rules.ends_after and all(pain < level + rules.rise for pain in since)
