"""When the own reason is asked for, what a change is, and which day names it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.coaching.profile import EVERY_DAY
from bot.domain.coaching.reason import OWN, Reason, change, current, is_due, is_low, is_named, next_question, same
from bot.domain.coaching.thread import DANGER, PAUSE, TAP, TOLD, Thread, may_begin, next_message, told_today
from bot.domain.history.report import one_line
from tests.support.story import LIBRARY

RULES = LIBRARY.rules.reason
TUESDAY = date(2026, 11, 17)  # the first walk; programme week 1 begins on the Monday after it
OVER = datetime(2026, 11, 17, 9, tzinfo=UTC)
NOTES = list(LIBRARY.thread)


def told(on: date, activity: str | None = "stairs", **fields: object) -> Reason:
    """Return a time of asking that is over."""
    return Reason(1, 1, on, activity, finished_at=OVER, **fields)  # type: ignore[arg-type]


def due_weeks(asked: list[Reason], weeks: int) -> list[int]:
    """Return the programme weeks of 30 in which it is asked again, each time answered at once."""
    monday, found = date(2026, 11, 23), []
    for week in range(1, weeks):
        day = monday + timedelta(weeks=week - 1)
        if day > asked[-1].asked_on and is_due(asked, TUESDAY, day, RULES):
            asked = [*asked, told(day)]
            found.append(week)
    return found


def test_it_is_asked_once_and_again_in_three_weeks() -> None:
    """Whether it was asked in the days before week 1 or within it; one who was asked late counts from then on."""
    assert is_due([], TUESDAY, TUESDAY, RULES)
    assert due_weeks([told(TUESDAY)], 60) == [6, 12, 26]
    assert due_weeks([told(date(2026, 11, 26))], 60) == [6, 12, 26]
    late = date(2026, 11, 23) + timedelta(weeks=19, days=2)  # week 20
    assert due_weeks([told(late)], 60) == [25, 31, 45]


def test_a_new_reason_is_left_in_peace_for_four_weeks() -> None:
    """Told anew in week 5, it is asked about four weeks later and not in week 6."""
    assert due_weeks([told(TUESDAY), told(date(2026, 12, 21), "garden")], 30) == [9, 13, 26]


def test_who_left_it_out_is_not_asked_again() -> None:
    """Nor who deleted it, in any week."""
    assert due_weeks([told(TUESDAY, None)], 60) == []


@pytest.mark.parametrize(
    ("first", "now", "found"),
    [(7, 5, "easier"), (7, 6, "same"), (7, 7, "same"), (7, 8, "same"), (7, 9, "harder"), (10, 0, "easier")],
)
def test_two_points_count(first: int, now: int, found: str) -> None:
    """More is harder."""
    assert change(first, now, RULES) == found


def test_low_is_below_seven() -> None:
    """Of ten."""
    assert [score for score in range(11) if is_low(score, RULES)] == [0, 1, 2, 3, 4, 5, 6]


def test_every_third_day_names_it_but_not_the_first_of_the_week() -> None:
    """That day the week's review has named it; people differ in their days."""
    days = [date(2026, 11, 23) + timedelta(days=ahead) for ahead in range(21)]
    named = [day for day in days if is_named(1, day, EVERY_DAY, RULES)]
    assert 5 <= len(named) <= 7
    assert all(day.weekday() != 0 for day in named)
    assert named != [day for day in days if is_named(2, day, EVERY_DAY, RULES)]
    assert not any(is_named(1, day, (1, 4), RULES) for day in days if day.weekday() == 1)


def test_questions_come_in_order_and_a_painless_one_is_asked_for_the_activity_alone() -> None:
    """What is over asks nothing."""
    asked = Reason(1, 1, TUESDAY)
    assert next_question(asked, painless=False) == "activity"
    assert next_question(Reason(1, 1, TUESDAY, "play"), painless=False) == "hard"
    assert next_question(Reason(1, 1, TUESDAY, "play", hard=0), painless=False) == "sure"
    assert next_question(Reason(1, 1, TUESDAY, "play", hard=0, sure=0), painless=False) is None
    assert next_question(Reason(1, 1, TUESDAY, "play"), painless=True) is None
    assert next_question(told(TUESDAY, None), painless=False) is None


def test_answers_about_other_activities_are_not_compared() -> None:
    """Own words count as they stand."""
    asked = [told(TUESDAY, OWN, words="dance"), told(TUESDAY, OWN, words="swim"), told(TUESDAY, OWN, words="dance")]
    assert [each.words for each in same(asked, asked[2])] == ["dance", "dance"]
    assert current([*asked, Reason(9, 1, TUESDAY)]) == asked[2]


def test_a_message_comes_a_day_until_all_are_told() -> None:
    """The first on the day after; twice a day none; none after three weeks, stopped or told."""
    thread, day, found = Thread(1, 1, TUESDAY), TUESDAY, []
    assert next_message(thread, NOTES, TUESDAY, RULES) is None
    for _ in range(10):
        day += timedelta(days=1)
        note = next_message(thread, NOTES, day, RULES)
        if note is not None:
            found.append(note)
            thread = Thread(1, 1, TUESDAY, thread.told + 1, day)
            assert next_message(thread, NOTES, day, RULES) is None
            assert told_today(thread, NOTES, day) == note
    assert found == NOTES
    assert len(NOTES) == 7
    late = TUESDAY + timedelta(days=RULES.thread_most_days)
    assert next_message(Thread(1, 1, TUESDAY), NOTES, late, RULES) == NOTES[0]
    assert next_message(Thread(1, 1, TUESDAY), NOTES, late + timedelta(days=1), RULES) is None
    ended = Thread(1, 1, TUESDAY, 2, day, OVER, TAP)
    assert next_message(ended, NOTES, day + timedelta(days=1), RULES) is None
    assert told_today(ended, NOTES, day) is None


def test_a_thread_begins_again_after_eight_weeks_but_not_for_who_stopped_one() -> None:
    """Whatever else ended it."""
    later = TUESDAY + timedelta(days=RULES.thread_again_days)
    for why in (TOLD, PAUSE, DANGER):
        thread = Thread(1, 1, TUESDAY, 3, TUESDAY, OVER, why)
        assert not may_begin([thread], later - timedelta(days=1), RULES)
        assert may_begin([thread], later, RULES)
    assert not may_begin([Thread(1, 1, TUESDAY, 3, TUESDAY, OVER, TAP)], later, RULES)


@pytest.mark.parametrize("words", ["👩‍👩‍👧 بازی می‌کنم", "नमस्क‍ार", "dance 💃🏽"])
def test_words_of_any_script_stay_whole(words: str) -> None:
    """Joiners are part of them; what would turn the page round or end the line is not."""
    assert one_line(f" {words}\n\u202e", 80) == words
