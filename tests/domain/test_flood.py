"""Too much from one person."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.flood import Admission, Meter, admit
from bot.domain.rules import Flood

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RULES = st.builds(Flood, burst=st.integers(1, 20), spacing_seconds=st.integers(1, 10))
GAPS = st.lists(st.integers(0, 15), max_size=120)


def judged(gaps: list[int], rules: Flood) -> list[tuple[datetime, Admission]]:
    """Return when each update came, and what was done with it; `gaps` are the seconds before each."""
    meter: Meter | None = None
    now, found = NOON, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        verdict, meter = admit(meter, now, rules)
        found.append((now, verdict))
    return found


@given(GAPS, RULES)
def test_no_more_is_answered_than_the_burst_and_the_lasting_pace(gaps: list[int], rules: Flood) -> None:
    """Between any two answers, both counted."""
    answered = [at for at, verdict in judged(gaps, rules) if verdict == "answer"]
    for first, begin in enumerate(answered):
        for last in range(first, len(answered)):
            seconds = (answered[last] - begin).total_seconds()
            assert last - first + 1 <= rules.burst + seconds / rules.spacing_seconds


@given(st.integers(0, 200), RULES)
def test_who_keeps_the_pace_is_always_answered(count: int, rules: Flood) -> None:
    """However long it goes on."""
    assert all(verdict == "answer" for _, verdict in judged([rules.spacing_seconds] * count, rules))


@given(RULES)
def test_a_burst_is_welcome(rules: Flood) -> None:
    """All of it at one instant; then it is told once, and the rest is silence."""
    verdicts = [verdict for _, verdict in judged([0] * (rules.burst + 5), rules)]
    assert verdicts == ["answer"] * rules.burst + ["tell"] + ["drop"] * 4


@given(GAPS, RULES)
def test_it_is_told_once_until_all_is_quiet(gaps: list[int], rules: Flood) -> None:
    """Between two tellings there was quiet, and after it a whole burst was answered."""
    verdicts = [verdict for _, verdict in judged(gaps, rules)]
    told = [place for place, verdict in enumerate(verdicts) if verdict == "tell"]
    for one, other in pairwise(told):
        assert verdicts[one:other].count("answer") >= rules.burst
    assert "drop" not in verdicts[: told[0] if told else None]


@given(RULES, st.integers(1, 50))
def test_after_a_while_it_is_forgotten(rules: Flood, excess: int) -> None:
    """A flood held back costs its sender no more than the burst took."""
    calm = rules.burst * rules.spacing_seconds
    gaps = [0] * (rules.burst + excess) + [calm] + [0] * (rules.burst - 1)
    verdicts = [verdict for _, verdict in judged(gaps, rules)]
    assert verdicts[-rules.burst :] == ["answer"] * rules.burst
