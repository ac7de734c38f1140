"""What the rules made of each walk, for its sheet."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.checkin import Walk
from bot.domain.day import ONE_DAY
from bot.domain.rules import Colours
from bot.domain.safety.colours import colour
from bot.domain.safety.pain import PainReport
from bot.domain.safety.scores import WEEK, NowScore, before, now_scores
from bot.export.columns import Row
from bot.store.rows import from_fields


def judged(walks: Sequence[Row], reports: Sequence[Row], rules: Colours) -> list[dict[str, Any]]:
    """Return the rows of walks with `before`, the pain before it as it was told, and `colour`, as the rules judge it.

    What was taken back is not judged, and judges nothing.
    """
    known = {row["walk_id"]: from_fields(Walk, row) for row in walks}
    counting = [walk for walk in known.values() if walk.undone_at is None]
    by_day: dict[date, list[NowScore]] = {}
    for score in now_scores(counting, [from_fields(PainReport, row) for row in reports]):
        by_day.setdefault(score.on_day, []).append(score)
    found = []
    for row in walks:
        walk = known[row["walk_id"]]
        counts = walk.undone_at is None and walk.minutes
        found.append(
            {
                **row,
                "before": walk.pain_before,
                "colour": colour(walk, before(walk, _of_the_week_to(walk.on_day, by_day)), rules) if counts else None,
            }
        )
    return found


def _of_the_week_to(day: date, by_day: Mapping[date, list[NowScore]]) -> list[NowScore]:
    """Return the scores of a day and of the week before it, oldest first: a walk's "before" asks for no others."""
    return [score for ahead in range(WEEK.days + 1) for score in by_day.get(day - WEEK + ahead * ONE_DAY, ())]
