"""What the columns of the exported tables hold, and which words say what their values mean."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from bot.content.shapes import Words

Row: TypeAlias = Mapping[str, Any]
Tables: TypeAlias = Mapping[str, list[dict[str, Any]]]
Column: TypeAlias = tuple[str, str]
"""A table and one of its columns."""

PASSING = frozenset({"inbox", "outbox", "uploads"})
"""Tables of what is on its way between Telegram and here; nothing in them is kept."""
TECHNICAL = frozenset({"courses", "expecting", "nudges", "pages"})
"""Tables of what the bot needs for its own work."""

JSON: frozenset[Column] = frozenset(
    {
        ("advice", "evidence"),
        ("instructions", "moves"),
        ("pain_reports", "beside"),
        ("walks", "beside"),
        ("doses", "evidence"),
        ("doses", "walk_days"),
        ("profiles", "regions"),
        ("profiles", "walk_days"),
        ("report_choices", "sections"),
        ("reviews", "facts"),
        ("screens", "answers"),
    }
)
"""Columns that hold JSON; what looks like it elsewhere is somebody's own words."""

WEEKDAYS: frozenset[Column] = frozenset({("doses", "walk_days"), ("profiles", "walk_days")})
"""Lists of weekdays, Monday = 0."""

MINUTES_OF_THE_DAY: frozenset[Column] = frozenset(
    ("profiles", name)
    for name in ("nudge_minute", "weekend_minute", "once_minute", "quiet_from", "quiet_until", "day_begins")
)

STAND_INS: Mapping[Column, tuple[Any, str]] = {
    ("profiles", "comfortable_minutes"): (-1, "unknown"),
    ("profiles", "paused_until"): ("9999-12-31T00:00:00Z", "until_told"),
    **{("self_tests", name): (-1, "skipped") for name in ("pain", "enjoyment", "activity", "minutes", "stands")},
}
"""Columns in which one stored value stands for something else: that value, and the word that leaves the house."""

DERIVED: Mapping[str, tuple[str, ...]] = {"walks": ("before", "colour")}
"""Columns of a sheet that are not stored."""

VOCABULARIES: Mapping[Column, tuple[str, ...]] = {
    ("users", "language"): ("language",),
    ("users", "status"): ("status",),
    ("profiles", "age_band"): ("age_band",),
    ("profiles", "regions"): ("regions",),
    ("profiles", "comfortable_minutes"): ("comfortable",),
    ("profiles", "walks_often"): ("often",),
    ("profiles", "walk_days"): ("weekday",),
    ("profiles", "paused_until"): ("until",),
    ("profiles", "style"): ("style",),
    ("profiles", "zone_from"): ("zone_from",),
    ("profiles", "home_zone_from"): ("zone_from",),
    ("screens", "kind"): ("screen_kind",),
    ("screens", "trigger"): ("screen_trigger",),
    ("screens", "answers"): ("answer", "screening"),
    ("screens", "outcome"): ("outcome",),
    ("restrictions", "restriction"): ("restrictions",),
    ("joint_answers", "restriction"): ("restrictions", "more_restrictions"),
    ("approvals", "exercise"): ("exercises",),
    ("approvals", "kind"): ("approval",),
    ("holds", "rule"): ("rule",),
    ("holds", "closed_by"): ("closed_by",),
    ("advice", "rule"): ("rule",),
    ("advice", "level"): ("level",),
    ("barriers", "barrier"): ("barriers",),
    ("barriers", "answer"): ("answers",),
    ("offers", "what"): ("offer",),
    ("reasons", "activity"): ("activities", "own_activity"),
    ("threads", "ended_by"): ("thread_end",),
    ("crises", "kind"): ("crisis",),
    ("crises", "answer"): ("crisis_answer",),
    ("instructions", "walking"): ("detail",),
    ("instructions", "moves"): ("exercises",),
    ("instructions", "said_by"): ("said_by",),
    ("instructions", "ended_by"): ("ended_by",),
    ("report_choices", "language"): ("language",),
    ("hard_day_plans", "eases"): ("eases",),
    ("hard_day_plans", "whom"): ("whom",),
    ("action_plans", "cue"): ("cues",),
    ("action_plans", "place"): ("places",),
    ("action_plans", "barrier"): ("barriers",),
    ("action_plans", "answer"): ("answers",),
    ("visits", "answer"): ("visit",),
    ("visits", "detail"): ("detail",),
    ("doses", "walk_days"): ("weekday",),
    ("doses", "reason"): ("dose_reason",),
    ("reviews", "outcome"): ("review_outcome",),
    ("reviews", "reason"): ("review_reason",),
    ("reviews", "variable"): ("variable",),
    ("self_tests", "kind"): ("test_kind",),
    **{("self_tests", name): ("skipped",) for name in ("pain", "enjoyment", "activity", "minutes", "stands")},
    ("walks", "exercise"): ("exercises",),
    ("walks", "effort"): ("effort",),
    ("walks", "colour"): ("colour",),
    ("walks", "beside"): ("beside",),
    ("pain_reports", "beside"): ("beside",),
    ("pain_reports", "trigger"): ("pain_trigger",),
    ("pain_reports", "region"): ("body_map", "regions"),
    ("pain_reports", "onset"): ("onset",),
    ("pain_reports", "side"): ("side",),
    ("pain_reports", "down_leg"): ("down_leg",),
    ("days", "kind"): ("day_kind",),
    ("exercise_choices", "exercise"): ("exercises",),
    ("report_choices", "sections"): ("section",),
    ("report_choices", "period"): ("period",),
    ("expecting", "flow"): ("flow",),
    ("nudges", "kind"): ("nudge_kind",),
    ("nudges", "status"): ("nudge_status",),
}
"""Columns with a closed set of values, or an open one (OPEN), and the vocabularies that explain them: of `values` in
the words of /export, or of the words that the bot has for the same ids anyway."""


OPEN: frozenset[Column] = frozenset({("hard_day_plans", "eases"), ("hard_day_plans", "whom")})
"""Columns that may hold somebody's own words as well."""


def is_instant(table: str, column: str) -> bool:
    """Tell whether a column holds an instant (ISO 8601, UTC)."""
    return column.endswith("_at") or (table, column) == ("profiles", "paused_until")


def explained(table: str, column: str, words: Words) -> dict[str, str]:
    """Return value → what it means, for each value that the column may hold; empty where it may hold anything."""
    found: dict[str, str] = {}
    for name in VOCABULARIES.get((table, column), ()):
        for value, meaning in _vocabulary(name, words).items():
            found.setdefault(value, meaning)
    return found


def parts(table: str, column: str, value: Any) -> Iterator[str]:
    """Yield the words of a stored value: of a list each, of answers each with its question; a figure has none.

    What opened a round of questions counts without the number behind it.
    """
    if (table, column) in JSON:
        opened = msgspec.json.decode(value)
        yield from opened
        yield from opened.values() if isinstance(opened, dict) else ()
    elif (table, column) == ("screens", "trigger"):
        yield re.split("[-:]", value)[0]
    else:
        stand_in, word = STAND_INS.get((table, column), (None, None))
        said = word if value == stand_in else value
        if isinstance(said, str) and not (is_instant(table, column) and said == value):
            yield said


def _vocabulary(name: str, words: Words) -> Mapping[str, str]:
    match name:
        case "regions":
            return words.regions
        case "body_map":
            return words.body_map
        case "restrictions":
            return {str(key): meaning for key, meaning in words.restrictions.items()}
        case "exercises":
            return {key: exercise.title for key, exercise in words.exercises.items()}
        case "screening":
            return {key: question.ask for key, question in words.screening.items()}
        case "activities":
            return {str(key): meaning for key, meaning in words.reasons.activities.items()}
        case "cues" | "places" | "barriers" | "answers" | "eases" | "whom":
            return {str(key): meaning for key, meaning in getattr(words.habit, name).items()}
    return words.exported.values[name]
