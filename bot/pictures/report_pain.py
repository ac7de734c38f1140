"""The pain of the report → cells: what walking does to it, where and when it is felt, and what was told beside it."""

from collections.abc import Mapping
from typing import Any

from bot.pictures.report_words import UNKNOWN, Wording


def cells(page: Wording) -> dict[str, Any]:
    """Return what walking does to the pain, the rows of the pain table, and the lines below it."""
    facts, words = page.facts["pain"], page.words
    moments = [(words[f"moment_{moment['name']}"], *_scores(page, moment)) for moment in facts["moments"]]
    sites = [(page.place(site), *_scores(page, {**site, "count": site["reports"]})) for site in facts["sites"]]
    if facts["more_sites"]:
        sites.append((words["and_more"].replace("#", str(facts["more_sites"])), *[""] * 5))
    day = [f"{words[f'day_{name}']} {page.figure(mean)} ({count})" for name, mean, count in facts["day"] if count]
    spread = [f"{words[f'leg_{name}']} {count}" for name, count in facts["down_leg"].items()]
    nights = facts["nights"]
    answers = (nights["answers"] if nights else {}).items()
    asked = [f"{page.question(name)}: {words[answer]}" for name, answer in answers]
    beside = facts.get("beside", [])  # pages that waited in the outbox through an upgrade have none
    return {
        "stirred": [
            *((words[name], words[f"{name}_value"]) for name in ("response", "rise", "two_hours", "morning")),
            (words["day"], ", ".join(day) or words["not_told"]),
            (words["worse_walking"], words["worse_walking_value"]),
            (words["at_night"], words["at_night_value"]),
            *((words["dulled"], _times(page, *told)) for cause, *told in beside if cause == "painkiller"),
        ],
        "rows": [*moments, *sites],
        "beside": "; ".join(_cause(page, row) for row in beside) or words["nothing"],
        "lines": [
            (words["nights"], f"{'; '.join(asked)} ({page.date(nights['on'])})" if nights else words["not_asked"]),
            (words["down_leg"], ", ".join(spread) or words["not_told"]),
            (words["eases"], _eases(page, facts["eases"])),
            (words["flares"], page.spans(facts["flares"]) or words["none"]),
        ],
    }


def _cause(page: Wording, row: tuple[str, int, float | None]) -> str:
    """Return what was told beside scores: "a painkiller: 6 × (mean pain 4.2)"."""
    cause, times, mean = row
    name = page.content.exported.values["beside"].get(cause, cause)
    return f"{name}: {_times(page, times, mean)}"


def _times(page: Wording, times: int, mean: float | None) -> str:
    return f"{times} ×" if mean is None else f"{times} × ({page.words['mean_pain']} {page.figure(mean)})"


def _eases(page: Wording, told: str | None) -> str:
    """Return what eases on a hard day, in words of ours or of the person's."""
    return page.printable(page.content.habit.eases.get(told, told)) if told else page.words["not_told"]


def _scores(page: Wording, scores: Mapping[str, Any]) -> tuple[str, ...]:
    told = scores["count"] and scores["least"] is not None
    return (
        str(scores["count"]),
        page.figure(scores["early"]),
        page.figure(scores["late"]),
        _range(scores["least"], scores["most"]) if told else UNKNOWN,
        page.date(scores["last_on"]),
    )


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"
