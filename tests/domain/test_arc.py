"""When a kept-up month is over, and what goes beyond what was kept."""

from datetime import date, timedelta

import pytest

from bot.domain.coaching.arc import Arc, grows_beyond, looks_back
from bot.domain.coaching.plan import Dose
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.arc
MONDAY = date(2027, 1, 4)


def test_it_looks_back_every_fourth_week() -> None:
    """Not on the very day, nor while an arc goes on; also where it ended in the middle of a week."""
    assert not looks_back(Arc(1, MONDAY), MONDAY + timedelta(weeks=4), RULES)
    ended = Arc(1, MONDAY - timedelta(weeks=6), MONDAY, Dose(12, 1, 5))
    told = [week for week in range(13) if looks_back(ended, MONDAY + timedelta(weeks=week), RULES)]
    assert told == [4, 8, 12]


@pytest.mark.parametrize(
    ("dose", "beyond"),
    [
        (Dose(12, 1, 5), False),
        (Dose(13, 1, 5), True),
        (Dose(11, 1, 6), True),
        (Dose(6, 2, 5), False),
        (Dose(7, 2, 3), True),
    ],
)
def test_longer_days_and_more_of_them_go_beyond(dose: Dose, beyond: bool) -> None:
    """Two bouts of 6 are as much as one walk of 12."""
    assert grows_beyond(dose, Dose(12, 1, 5)) is beyond
