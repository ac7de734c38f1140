"""What somebody has kept up: streak and habit score, recomputed from facts each time.

Both look at chosen days only, oldest first: True for one kept (a walk done, or a rest in pain said honestly), False for
a miss. Days that are not chosen, paused, held or in a flare are left out before.
"""

from collections import deque
from collections.abc import Sequence

from bot.domain.rules import Habit


def streak(kept: Sequence[bool], rules: Habit) -> int:
    """Return the days kept in a row. Two misses in any seven days neither break the row nor add to it.

    kept, miss, kept → 2; kept, miss, miss, miss → 0.
    """
    row = 0
    window: deque[bool] = deque(maxlen=rules.grace_window)
    for day in kept:
        window.append(day)
        if day:
            row += 1
        elif window.count(False) > rules.grace_days:
            row = 0
            window.clear()
    return row


def habit_score(kept: Sequence[bool], rules: Habit) -> int:
    """Return 0-100: exponential smoothing, so that 13 kept days reach 50 and a miss costs little.

    13 x kept → 50; 26 x kept → 75.
    """
    keep = 0.5 ** (1 / rules.half_life)
    score = 0.0
    for day in kept:
        score = score * keep + (1 - keep) * day
    return round(100 * score)
