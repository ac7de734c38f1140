"""How much of a move today: from the start dose up, a step at a time, while it feels right.

The sessions that were logged say it all; nothing else is stored. The dose of the walk itself is in
`bot.domain.coaching.plan`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.coaching.exercises import Exercise, MoveDose
from bot.domain.rules import Unlock


@dataclass(frozen=True, slots=True)
class Session:
    """One walk with the move in it. `worst` is NRS 0-10 during or after; None: not told."""

    on_day: date
    worst: int | None


def steps_up(sessions: Sequence[Session], today: date, every_days: int, rules: Unlock, restart_from: int) -> int:
    """Return how many steps above the start dose a move stands today. `sessions`: all of them, oldest first.

    A step up comes with the first session `every_days` or more after the last change, if the session before it felt
    right; one that hurt takes a step back, and after a gap of `restart_from` days it is the start again.
    """
    steps, changed_on, last = 0, None, None
    for session in [*sessions, Session(today, None)]:
        if last is None or changed_on is None or (session.on_day - last.on_day).days >= restart_from:
            steps, changed_on = 0, session.on_day
        elif last.worst is not None and last.worst > rules.drop_back_above:
            steps, changed_on = max(0, steps - 1), session.on_day
        elif last.worst is not None and (session.on_day - changed_on).days >= every_days:
            steps, changed_on = steps + 1, session.on_day
        last = session
    return steps


def dose_after(exercise: Exercise, steps: int) -> MoveDose:
    """Return the dose so many steps up; at the end of the progression it stays as it is.

    Backward: 4 x 30 s, then 3 minutes in all, 4, … 10. Lunges: 1 x 4 a leg … 1 x 8, 2 x 5 … 2 x 8.
    """
    start, adds, until = exercise.start, exercise.progression.adds, exercise.progression.until
    if steps == 0:
        return start
    if adds.seconds and start.seconds and until.seconds:
        seconds = min(until.seconds, start.seconds + steps * adds.seconds)
        return replace(start, seconds=seconds)
    if adds.reps and start.reps and until.reps:
        sets, most_sets = start.sets or 1, until.sets or 1
        a_round = until.reps - start.reps  # steps from the first dose of a round to its last
        rounds, over = divmod(steps - 1, a_round)
        if sets + rounds > most_sets:
            rounds, over = most_sets - sets, a_round - 1
        return replace(start, sets=sets + rounds, reps=start.reps + over + 1)
    if adds.minutes and until.minutes:
        seconds = (start.seconds or 60 * (start.minutes or 1)) * (start.sets or 1)
        minutes = min(until.minutes, seconds // 60 + steps * adds.minutes)
        return replace(start, sets=None, seconds=None, minutes=minutes)
    return start
