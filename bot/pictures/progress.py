"""Facts of the progress picture → what its layout draws: places, scale, labels. `templates/_drawings/progress.typ`."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from statistics import median
from typing import Any

from babel.dates import format_skeleton, get_day_names
from babel.numbers import format_decimal

from bot.pictures.drawing import Drawer, looks
from bot.pictures.makers import Maker, Reuse
from bot.rendering import Renderer, date_range

MOST_TICKS = 5  # dates that fit side by side
MOST_MINUTES = 999  # beyond that they are told in hours
MOST_LABELS = 8  # bars with their figure above
OUTLIER = 2.5  # times the plan and the median: what is beyond is cut off, and says its figure
HEADROOM = 1.12  # for the figure above the highest bar
DENSE_DAYS = 100  # beyond that single days cannot be told apart
STEPS = (5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000)


def maker(renderer: Renderer, drawer: Drawer) -> Maker:
    """Return what draws the picture: somebody's own, and the same as long as their facts are."""

    async def draw(language: str, facts: Mapping[str, Any]) -> bytes:
        return await drawer.png("progress", data(renderer, language, facts))

    return Maker(draw, Reuse.USER, looks("progress", __file__))


def data(renderer: Renderer, language: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the picture shows: the chart, the dates it tells of, and three figures above it.

    `facts` beside those of the chart: `from_on` and `until_on`, `streak` (0: not shown), `habit`, `way` to the goal
    (`bot.facts.growth.drawn`; None: there is none).
    """
    last_on = facts["last_on"]
    way = facts.get("way")  # pictures that waited in the outbox through an upgrade have none
    told = {**facts, "last_on": date.fromisoformat(last_on) if last_on else None, "way": _dated(way) if way else None}
    words = renderer.drawn(language, "progress", told)
    ends = [date.fromisoformat(facts[name]) for name in ("from_on", "until_on")]
    long = facts["minutes"] > MOST_MINUTES
    walked = ("hours", facts["minutes"] // 60) if long else ("minutes", facts["minutes"])
    figures = [walked, ("streak", facts["streak"]), ("habit", facts["habit"])] if facts["minutes"] else []
    return {
        **chart(language, facts, {**words, "range": date_range(language, *ends)}),
        "figures": [[format_decimal(value, locale=language), words[name]] for name, value in figures if value],
        "way": {"share": way["share"], "reached": way["reached"]} if way else None,
    }


def _dated(way: Mapping[str, Any]) -> Mapping[str, Any]:
    days = {name: way[name] and date.fromisoformat(way[name]) for name in ("soonest_on", "latest_on")}
    return {**way, **days}


def chart(language: str, facts: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """Return what `chart.typ` draws. Places count in days from the left edge.

    `facts`: `unit`, `first_on`, `columns` (place, days, minutes, planned), `so_far` (the last column is not over),
    `spans` (place, days, lowest, highest pain), `usual` and `after` (place, mean pain), `reports` (place, pain told
    outside a walk), `rests` (places), `breaks` (from, to, what), `minutes`.
    """
    first = date.fromisoformat(facts["first_on"])
    columns: Sequence[Sequence[Any]] = facts["columns"]
    days = columns[-1][0] + columns[-1][1]
    top, step = scale([column[2] for column in columns], [column[3] for column in columns])
    return {
        "words": words,
        "empty": not facts["minutes"],
        "days": days,
        "top": top,
        "scale": [[value, str(value)] for value in (0, step, 2 * step)],
        "bars": [_bar(column, top, len(columns)) for column in columns],
        "so_far": bool(facts["so_far"] and columns[-1][2]),
        "ticks": _ticks(language, facts["unit"], first, columns),
        "spans": facts["spans"],
        "highest": max(facts["spans"], key=lambda span: (span[3], span[0]), default=None),
        "usual": facts["usual"],
        "after": facts["after"],
        "lines": {name: _lines(facts[name], columns) for name in ("usual", "after")},
        "reports": facts["reports"] if days <= DENSE_DAYS else [],
        "rests": facts["rests"] if days <= DENSE_DAYS else [],
        "breaks": facts["breaks"] if facts["unit"] != "year" else [],
    }


def _lines(points: Sequence[Sequence[float]], columns: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return the lines between points of neighbouring columns: over a column without pain there is none."""
    number = {place + days / 2: index for index, (place, days, *_) in enumerate(columns)}
    return [[a, b] for a, b in pairwise(points) if number[b[0]] - number[a[0]] == 1]


def scale(minutes: Sequence[float], planned: Sequence[float]) -> tuple[int, int]:
    """Return the highest value of the scale, and its step (half of it); one wild figure does not flatten the rest."""
    walked = [value for value in minutes if value > 0]
    usual = max([*planned, median(walked) if len(walked) > 2 else max(walked, default=0)])
    limit = HEADROOM * max([*(value for value in walked if value <= OUTLIER * usual), *planned], default=0)
    step = next((step for step in STEPS if 2 * step >= limit), None) or 500 * ceil(limit / 1000)
    return 2 * step, step


def _bar(column: Sequence[Any], top: int, count: int) -> dict[str, Any]:
    place, days, minutes, planned = column
    cut = minutes > top
    labelled = minutes > 0 and (cut or count <= MOST_LABELS)
    return {
        "at": place,
        "span": days,
        "minutes": minutes,
        "shown": 0.9 * top if cut else minutes,
        "cut": cut,
        "target": planned,
        "label": f"{minutes:.0f}" if labelled else "",
    }


def _ticks(language: str, unit: str, first: date, columns: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return place, width and date of the columns that say theirs."""
    every = 1 if unit == "day" else ceil(len(columns) / MOST_TICKS)
    return [
        [place, days, _tick(language, unit, first + timedelta(days=place))]
        for number, (place, days, *_) in enumerate(columns)
        if number % every == (len(columns) - 1) % every
    ]


def _tick(language: str, unit: str, day: date) -> str:
    if unit == "day":
        name: str = get_day_names("abbreviated", locale=language)[day.weekday()]
        return name
    skeleton = {"week": "MMMd", "month": "MMM", "year": "y"}[unit]
    return format_skeleton(skeleton, day, locale=language)
