"""What a professional said only ever takes away: a walk, minutes, growth."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.coaching.instruction import (
    AS_BEFORE,
    EASIER,
    NO_WALKS,
    WALKING,
    Instruction,
    capped,
    fitted,
    in_force,
    kept,
    toggled,
)
from bot.domain.coaching.plan import Dose, Offer
from bot.domain.safety.escalation import HALVING, STOPPING, TOLD, Hold, ended_by_check

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
TODAY = NOW.date()
MINUTES, BOUTS = st.integers(1, 60), st.integers(1, 2)
MOST = st.none() | st.integers(1, 180)
DOSES = st.builds(Dose, MINUTES, BOUTS, st.integers(1, 7))
OFFERS = st.builds(Offer, MINUTES, BOUTS, st.booleans(), st.none() | st.just("FLARE"), st.booleans())


def told(number: int = 1, **fields: object) -> Instruction:
    """Return a confirmed one that counts for a week."""
    usual = Instruction(number, 1, "therapist", TODAY + timedelta(days=7), NOW, confirmed_at=NOW, confirmed_on=TODAY)
    return replace(usual, **fields)  # type: ignore[arg-type]


@given(OFFERS, MOST)
def test_a_limit_never_adds_a_minute(offered: Offer, most: int | None) -> None:
    """The strictest of it and whatever made the offer counts; what was not allowed stays so."""
    within = capped(offered, most)
    assert within.total <= offered.total
    assert within.minutes >= 1
    assert most is None or within.total <= most
    assert (within.allowed, within.target) == (offered.allowed, offered.target)
    assert (within == offered) == (most is None or offered.total <= most)


@given(DOSES, MOST, st.none() | DOSES)
def test_nothing_grows_beyond_a_limit(dose: Dose, most: int | None, own: Dose | None) -> None:
    """The stored target fits; a review keeps to the smaller of what was allowed and what the person keeps."""
    within = fitted(dose, most)
    assert within.minutes * within.bouts <= min(dose.minutes * dose.bouts, most or 999)
    bound = kept(within, most, own)
    assert (bound is None) == (most is None and own is None)
    if bound is not None:
        assert bound.minutes * bound.bouts <= max(within.bouts, most or 999)
        assert own is None or bound.minutes * bound.bouts <= own.minutes * own.bouts


@given(st.permutations([*STOPPING, *HALVING]), st.integers(0, 8))
def test_being_checked_never_ends_what_was_told(rules: list[str], at: int) -> None:
    """Whatever is open, in whatever order, and whichever hold somebody looked at."""
    holds = [Hold(number, 1, rule, NOW + timedelta(hours=number), TODAY) for number, rule in enumerate(rules)]
    others = [hold for hold in holds if hold.rule not in TOLD]
    ended = ended_by_check(others[at % len(others)], holds)
    assert not {hold.rule for hold in ended} & set(TOLD)


def test_only_one_counts_and_only_its_days() -> None:
    """Not before it is confirmed, not from its day on, not once it has ended; the newest of several."""
    assert in_force([told()], TODAY + timedelta(days=6)) == told()
    assert in_force([told()], TODAY + timedelta(days=7)) is None
    assert in_force([told(confirmed_at=None)], TODAY) is None
    assert in_force([told(ended_at=NOW)], TODAY) is None
    assert in_force([told(1), told(2)], TODAY) == told(2)


def test_what_it_says() -> None:
    """As before limits nothing; easier and no walks have their holds; a sentence alone says something."""
    holds = {walking: told(walking=walking).holds for walking in WALKING}
    assert holds == {AS_BEFORE: None, EASIER: "TOLD_EASIER", NO_WALKS: "TOLD_NO_WALKS"}
    assert not told(walking=AS_BEFORE).limits
    assert told(moves=()).limits
    assert not told().tells
    assert told(words="Go on").tells


def test_moves_are_switched_in_the_order_of_the_library() -> None:
    """On and off again; from nothing said."""
    order = ["standard", "backward", "incline"]
    assert toggled(None, "incline", order) == ("incline",)
    assert toggled(("incline",), "backward", order) == ("backward", "incline")
    assert toggled(("backward",), "backward", order) == ()


def test_two_bouts_within_a_limit() -> None:
    """2 x 8 within 10 is 2 x 5; within one minute it is one."""
    offered = Offer(8, 2, True, None, allowed=True)
    assert (capped(offered, 10).minutes, capped(offered, 10).bouts) == (5, 2)
    assert (capped(offered, 1).minutes, capped(offered, 1).bouts) == (1, 1)
    assert capped(offered, 10).reason == "told_most"


def test_the_days_are_dates() -> None:
    """`until_on` is the first day on which it does not count."""
    assert in_force([told(until_on=date(2026, 12, 9))], date(2026, 12, 8)) is not None
    assert in_force([told(until_on=date(2026, 12, 9))], date(2026, 12, 9)) is None
