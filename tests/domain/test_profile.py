"""What is missing, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.coaching.profile import NO_REGION, REGIONS, Profile, age_band, first_day, missing, with_region

ANSWERS: list[tuple[str, object]] = [
    ("age_band", "18-64"),
    ("regions", ("back",)),
    ("screen_id", 1),
    ("pain_now", 0),
    ("comfortable_minutes", 10),
    ("walks_often", "not_asked"),
    ("zone", "Europe/Madrid"),
    ("nudge_minute", 0),
    ("onboarded_at", datetime(2026, 11, 23, tzinfo=UTC)),
]


def test_questions_come_in_their_order() -> None:
    """Each answer uncovers the next question, and the last one ends it."""
    profile = Profile(1)
    for field, answer in ANSWERS:
        assert missing(profile) == field
        profile = replace(profile, **{field: answer})  # type: ignore[arg-type]
    assert missing(profile) is None


@given(st.sets(st.sampled_from([name for name, _ in ANSWERS[:-1]])))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_the_first_gap_is_asked(gaps: set[str]) -> None:
    """Whatever is missing, the first of it is asked, and a zero is an answer."""
    profile = replace(Profile(1), **{name: value for name, value in ANSWERS[:-1] if name not in gaps})  # type: ignore[arg-type]
    expected = next((name for name, _ in ANSWERS if name in gaps), "onboarded_at")
    assert missing(profile) == expected


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, None), (17, None), (18, "18-64"), (64, "18-64"), (65, "65-69"), (69, "65-69"), (70, "70+"), (101, "70+")],
)
def test_age_bands(age: int, band: str | None) -> None:
    """The limits belong to the upper band."""
    assert age_band(age) == band


@given(st.lists(st.sampled_from([*REGIONS, NO_REGION])))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_regions_stay_an_answer(taps: list[str]) -> None:
    """However one taps, something stays chosen, in order, and "none" never stands beside a region."""
    regions: tuple[str, ...] = ("back",)
    for region in taps:
        regions = with_region(regions, region)
        assert regions
        assert regions == (NO_REGION,) or [name for name in REGIONS if name in regions] == list(regions)


@pytest.mark.parametrize(
    ("days", "first"),
    [((0, 1, 2, 3, 4, 5, 6), date(2026, 11, 24)), ((0,), date(2026, 11, 30)), ((2, 4), date(2026, 11, 25))],
)
def test_the_first_walk_falls_on_a_chosen_day(days: tuple[int, ...], first: date) -> None:
    """From a Monday: the next chosen day, a week later where only Mondays are chosen."""
    assert first_day(date(2026, 11, 23), days) == first
