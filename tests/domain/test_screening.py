"""Where the answers to the red-flag questions lead, and what is asked next."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.safety.screening import (
    CLEAR,
    CLEARANCE,
    EMERGENCY,
    GP,
    LADDER,
    NO,
    SOON,
    URGENT,
    YES,
    next_step,
    outcome,
)
from tests.support.story import LIBRARY

QUESTIONS = LIBRARY.screening
ASKED = sorted({question for groups in QUESTIONS.groups.values() for group in groups for question in group})
FOLLOW_UPS = sorted(QUESTIONS.follow_ups.values())
RESTRICTING = {"pregnant", "bones", "falls", "pressure"}
NO_FLAG = {*RESTRICTING, "constant"}  # of themselves they restrict, or say how soon

ROUTES = [
    ({}, CLEAR),
    ({"limited": YES}, CLEARANCE),
    ({"chest": YES, "chest_now": YES}, EMERGENCY),
    ({"chest": YES, "chest_now": NO}, CLEARANCE),
    ({"chest": YES}, EMERGENCY),  # not answered is not "no"
    ({"chest": YES, "chest_now": NO, "calf": YES}, EMERGENCY),
    ({"fainted": YES}, CLEARANCE),
    ({"saddle": YES}, EMERGENCY),
    ({"weakness": YES, "weakness_fast": YES}, EMERGENCY),
    ({"weakness": YES}, EMERGENCY),
    ({"weakness": YES, "weakness_fast": NO}, URGENT),
    ({"fall": YES, "fall_severe": NO}, CLEARANCE),
    ({"fall": YES, "fall_severe": YES}, URGENT),
    ({"fall": YES}, URGENT),
    ({"fall": YES, "fall_severe": NO, "bones": YES}, URGENT),
    ({"fever": YES}, URGENT),
    ({"calf": YES}, URGENT),
    ({"cancer": YES, "cancer_signs": YES}, URGENT),
    ({"cancer": YES}, URGENT),
    ({"cancer": YES, "cancer_signs": NO}, GP),
    ({"cancer": YES, "cancer_signs": NO, "constant": YES}, URGENT),
    ({"surgery": YES}, CLEARANCE),
    ({"pregnant": YES, "pregnancy_signs": YES}, URGENT),
    ({"pregnant": YES}, URGENT),
    ({"pregnant": YES, "pregnancy_signs": NO}, CLEAR),
    ({"bones": YES}, CLEAR),
    ({"falls": YES}, CLEAR),
    ({"pressure": YES}, CLEAR),
    ({"weight": YES}, URGENT),
    ({"sudden": YES}, URGENT),
    ({"constant": YES}, CLEAR),
    ({"collapse": YES}, EMERGENCY),
    ({"both_legs": YES}, EMERGENCY),
    ({"accident": YES}, EMERGENCY),
    ({"after_walk": YES}, SOON),
    ({"limited": YES, "fever": YES}, URGENT),
    ({"fever": YES, "saddle": YES}, EMERGENCY),
    ({"cancer": YES, "cancer_signs": NO, "limited": YES}, CLEARANCE),
]


@pytest.mark.parametrize(("answers", "level"), ROUTES)
def test_every_route(answers: dict[str, str], level: str) -> None:
    """Each answer leads where the rules say."""
    assert outcome(answers).level == level


def test_a_minor_fall_of_a_frail_person_is_urgent() -> None:
    """At 70 or with weak bones a fall counts like a hard one."""
    answers = {"fall": YES, "fall_severe": NO}
    assert outcome(answers).level == CLEARANCE
    assert outcome(answers, frail=True).level == URGENT


@pytest.mark.parametrize(
    ("answer", "restriction"),
    [
        ("pregnant", "pregnancy"),
        ("bones", "weak_bones"),
        ("falls", "balance"),
        ("pressure", "blood_pressure"),
        ("surgery", "recent_surgery"),
        ("fall", "recent_fracture"),
    ],
)
def test_what_limits_the_exercises_is_kept(answer: str, restriction: str) -> None:
    """A restriction comes with its answer, whatever else was said."""
    assert outcome({answer: YES}).restrictions == {restriction}
    assert restriction in outcome({answer: YES, "saddle": YES}).restrictions
    assert outcome({answer: NO}).restrictions == frozenset()


answers_of = st.fixed_dictionaries({}, optional={name: st.sampled_from([YES, NO]) for name in [*ASKED, *FOLLOW_UPS]})


@given(answers_of, st.sampled_from([*ASKED, *FOLLOW_UPS]), st.booleans())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_another_yes_never_lowers_the_level(answers: dict[str, str], question: str, frail: bool) -> None:
    """Nor does it take a restriction away."""
    less = outcome({**answers, question: NO}, frail)
    more = outcome({**answers, question: YES}, frail)
    assert LADDER.index(more.level) <= LADDER.index(less.level)
    assert more.restrictions >= less.restrictions


@given(answers_of, st.sampled_from(sorted({*ASKED} - NO_FLAG)), st.booleans())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_red_flag_is_never_clear(answers: dict[str, str], flag: str, frail: bool) -> None:
    """Each level names the answers that led to it."""
    found = outcome({**answers, flag: YES}, frail)
    assert found.level != CLEAR
    assert found.reasons


@given(answers_of, st.sampled_from(FOLLOW_UPS))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_what_was_not_answered_counts_as_yes(answers: dict[str, str], question: str) -> None:
    """Only a "no" calms."""
    without = {name: said for name, said in answers.items() if name != question}
    assert outcome(without).level == outcome({**without, question: YES}).level


@given(answers_of)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_being_frail_never_lowers_the_level(answers: dict[str, str]) -> None:
    """Age and weak bones only add."""
    assert LADDER.index(outcome(answers, True).level) <= LADDER.index(outcome(answers).level)


def test_the_start_screen_asks_fourteen_questions_on_three_screens() -> None:
    """Every one of the fourteen is asked once, five at most together."""
    groups = QUESTIONS.groups["start"]
    assert [len(group) for group in groups] == [5, 5, 4]
    assert len({question for group in groups for question in group}) == 14


def test_a_mark_ahead_of_its_screen_ends_nothing_before_its_own_question() -> None:
    """Weakness told from an older copy: how fast it grows is asked first, in its turn."""
    first, second, _ = QUESTIONS.groups["red_flags"]
    answers = {**dict.fromkeys(first, NO), "weakness": YES}
    assert next_step("red_flags", answers, QUESTIONS) == ("group", "1")
    answers = {**dict.fromkeys(second, NO), **answers}
    assert next_step("red_flags", answers, QUESTIONS) == ("follow_up", "weakness_fast")


def test_the_severe_screen_asks_what_the_rules_ask() -> None:
    """2 and 4 to 9 of the start screen, weight, and whether it is constant."""
    asked = {question for group in QUESTIONS.groups["severe"] for question in group}
    assert {"chest", "saddle", "weakness", "fall", "fever", "calf", "cancer", "weight", "constant"} <= asked


@pytest.mark.parametrize("kind", sorted(QUESTIONS.groups))
def test_none_of_these_is_two_steps(kind: str) -> None:
    """Whoever has nothing to say is through after as many taps as there are screens."""
    answers: dict[str, str] = {}
    for number, group in enumerate(QUESTIONS.groups[kind]):
        assert next_step(kind, answers, QUESTIONS) == ("group", str(number))
        answers |= dict.fromkeys(group, NO)
    assert next_step(kind, answers, QUESTIONS) is None
    assert outcome(answers).level == CLEAR


def test_a_follow_up_comes_before_the_next_screen() -> None:
    """And an emergency ends the questions there."""
    first, *_ = QUESTIONS.groups["start"]
    answers = {**dict.fromkeys(first, NO), "chest": YES}
    assert next_step("start", answers, QUESTIONS) == ("follow_up", "chest_now")
    assert next_step("start", {**answers, "chest_now": NO}, QUESTIONS) == ("group", "1")
    assert next_step("start", {**answers, "chest_now": YES}, QUESTIONS) is None


@pytest.mark.parametrize("flag", sorted(QUESTIONS.at_once))
def test_some_answers_end_the_questions_at_once(flag: str) -> None:
    """They wait for no other answer, and are emergencies."""
    kind = next(kind for kind, groups in QUESTIONS.groups.items() if any(flag in group for group in groups))
    assert next_step(kind, {flag: YES}, QUESTIONS) is None
    assert outcome({flag: YES}).level == EMERGENCY


@given(st.sampled_from(sorted(QUESTIONS.groups)), st.data())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_the_questions_always_end(kind: str, data: st.DataObject) -> None:
    """Whatever is answered, a round is over after a few steps, and stays over."""
    answers: dict[str, str] = {}
    for _ in range(9):
        step = next_step(kind, answers, QUESTIONS)
        if step is None:
            break
        what, name = step
        asked = QUESTIONS.groups[kind][int(name)] if what == "group" else (name,)
        answers |= {question: data.draw(st.sampled_from([YES, NO, NO, NO])) for question in asked}
    assert next_step(kind, answers, QUESTIONS) is None
