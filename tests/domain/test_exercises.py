"""Which ways to walk are open to whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import library
from bot.domain.coaching.exercises import (
    ASKED_LATER,
    GATES,
    REGIONS,
    RESTRICTIONS,
    VERDICTS,
    PastWalk,
    Person,
    Standing,
    falls_back,
    locked_by,
    standing,
    unasked,
)

CONTENT = library.load()
EXERCISES, RULES = CONTENT.exercises, CONTENT.rules.unlock
TODAY = date(2026, 11, 23)


def days_ago(days: int) -> date:
    """Return a day before TODAY."""
    return TODAY - timedelta(days=days)


FIT = Person(
    today=TODAY,
    first_walk_on=days_ago(70),
    walks=tuple(PastWalk(days_ago(day), 25, 1) for day in range(1, 28)),
    pains=((days_ago(1), 1), (days_ago(9), 2)),
    chair_stands_pain=1,
    answered=frozenset(ASKED_LATER),
    opted_in=frozenset(EXERCISES),
)
"""Somebody for whom all gates are open."""


def verdict(name: str, person: Person) -> str:
    """Return the verdict alone."""
    return standing(name, EXERCISES, person, RULES).verdict


def test_a_stranger_gets_standard_walking_and_nothing_else() -> None:
    """What is not known keeps a move locked, and the easier one is offered."""
    nobody = Person(today=TODAY)
    assert standing("standard", EXERCISES, nobody, RULES) == Standing("open")
    for name in EXERCISES.keys() - {"standard"}:
        its = standing(name, EXERCISES, nobody, RULES)
        assert its.verdict == "later"
        assert its.reasons[0] == "weeks_1"
        assert its.instead == "standard"


def test_all_seven_open_to_a_fit_person() -> None:
    """No region, no restriction, all gates met."""
    assert {verdict(name, FIT) for name in EXERCISES} == {"open"}


@pytest.mark.parametrize(
    ("region", "pt_only", "avoid"),
    [
        ("back", {"crab", "duck"}, set()),
        ("arthritis", {"lunges", "crab"}, {"duck"}),
        ("knee", {"lunges", "crab"}, {"duck"}),
        ("hip", {"lunges", "crab"}, {"duck"}),
        ("stiffness", {"crab", "duck"}, set()),
    ],
)
def test_suitability_by_region(region: str, pt_only: set[str], avoid: set[str]) -> None:
    """The table of the coaching rules."""
    person = replace(FIT, regions=frozenset({region}))
    assert {name for name in EXERCISES if verdict(name, person) == "pt_only"} == pt_only
    assert {name for name in EXERCISES if verdict(name, person) == "avoid"} == avoid


@pytest.mark.parametrize(
    ("restriction", "still_open", "pt_only"),
    [
        ("balance", {"standard"}, {"backward"}),
        ("pregnancy", {"standard"}, {"incline", "farmers", "lunges"}),
        ("blood_pressure", {"standard", "backward", "incline", "lunges", "crab", "duck"}, set()),
        ("wrist_shoulder", {"standard", "backward", "incline", "lunges", "duck"}, set()),
        ("hand", {"standard", "backward", "incline", "lunges", "duck"}, {"farmers"}),
        ("weak_bones", {"standard", "backward", "incline", "lunges"}, set()),
        ("recent_fracture", {"standard", "backward", "incline", "lunges"}, set()),
        ("meniscus", {"standard", "backward", "incline", "farmers", "crab"}, {"lunges"}),
        ("joint_replacement", {"standard", "backward", "incline", "farmers", "crab"}, {"lunges"}),
        ("recent_surgery", {"standard"}, set()),
    ],
)
def test_hard_blocks(restriction: str, still_open: set[str], pt_only: set[str]) -> None:
    """The list of the coaching rules."""
    person = replace(FIT, restrictions=frozenset({restriction}))
    assert {name for name in EXERCISES if verdict(name, person) == "open"} == still_open
    assert {name for name in EXERCISES if verdict(name, person) == "pt_only"} == pt_only


def test_carrying_waits_for_the_answer_whether_it_is_painless() -> None:
    """With sore wrists or shoulders it stays locked until they say that it does not hurt."""
    person = replace(FIT, restrictions=frozenset({"wrist_shoulder"}))
    its = standing("farmers", EXERCISES, person, RULES)
    assert (its.verdict, its.reasons, its.instead) == ("later", ("wrist_shoulder_unasked",), "incline")
    assert verdict("farmers", replace(person, painless=frozenset({"farmers"}))) == "open"
    assert verdict("crab", replace(person, painless=frozenset({"crab"}))) == "avoid"


def test_approval_opens_what_asks_for_it_and_nothing_else() -> None:
    """A physical therapist's yes does not lift what is to be avoided, nor a gate."""
    knee = replace(FIT, regions=frozenset({"knee"}), approved=frozenset({"lunges", "duck"}))
    assert verdict("lunges", knee) == "open"
    assert verdict("duck", knee) == "avoid"
    assert verdict("lunges", replace(knee, first_walk_on=TODAY)) == "later"


def test_the_strictest_reason_comes_first() -> None:
    """Avoid before "ask first" before "later"."""
    person = Person(today=TODAY, regions=frozenset({"back", "knee"}))
    its = standing("duck", EXERCISES, person, RULES)
    assert its.verdict == "avoid"
    assert its.reasons[:2] == ("knee", "back")
    assert its.reasons[2:] == (*locked_by(3, person, RULES), "unasked", "opt_in")


def test_cautions_come_with_an_open_move() -> None:
    """Incline stays open with a sore knee: uphill only."""
    its = standing("incline", EXERCISES, replace(FIT, regions=frozenset({"knee"})), RULES)
    assert (its.verdict, its.cautions) == ("open", ("up_only",))


@pytest.mark.parametrize(
    ("change", "tier", "gates"),
    [
        ({"first_walk_on": days_ago(13)}, 1, ("weeks_1",)),
        ({"first_walk_on": days_ago(14)}, 1, ()),
        ({"first_walk_on": None}, 1, ("weeks_1",)),
        ({"walks": FIT.walks[:5]}, 1, ("walks_1",)),
        ({"walks": FIT.walks[:6]}, 1, ()),
        ({"walks": (PastWalk(TODAY, 9, 1), *FIT.walks)}, 1, ("walks_1",)),
        ({"walks": (PastWalk(TODAY, 10, 7, red=True), *FIT.walks)}, 1, ("red",)),
        ({"walks": tuple(PastWalk(days_ago(day), 10, 3) for day in range(6))}, 1, ()),
        ({"walks": tuple(PastWalk(days_ago(day), 10, 4) for day in range(6))}, 1, ("worst",)),
        ({"walks": tuple(PastWalk(days_ago(day), 10) for day in range(6))}, 1, ("worst",)),
        ({"first_walk_on": days_ago(27)}, 2, ("weeks_2",)),
        ({"walks": tuple(replace(walk, minutes=19) for walk in FIT.walks)}, 2, ("walks_2",)),
        ({"walks": tuple(PastWalk(days_ago(day), 25, 1) for day in (1, 3, 5, 8, 9, 10))}, 2, ("walks_2",)),
        ({"chair_stands_pain": None}, 2, ("chair_stands",)),
        ({"chair_stands_pain": 3}, 2, ("chair_stands",)),
        ({"first_walk_on": days_ago(55)}, 3, ("weeks_3",)),
        ({"pains": ((days_ago(13), 3),)}, 3, ("calm",)),
        ({"pains": ((days_ago(14), 9),)}, 3, ()),
        ({"first_walk_on": TODAY}, 3, ("weeks_1", "weeks_2", "weeks_3")),
    ],
)
def test_gates_of_the_tiers(change: dict[str, object], tier: int, gates: tuple[str, ...]) -> None:
    """Each gate at its edge."""
    assert locked_by(tier, replace(FIT, **change), RULES) == gates  # type: ignore[arg-type]


def test_easy_walks_do_not_keep_the_first_tier_locked() -> None:
    """84 perfect days: every other walk is an easy one of half the minutes, short by design."""
    days = range(1, 85)
    walks = tuple(PastWalk(days_ago(day), 20 if day % 2 else 9, 1, target=bool(day % 2)) for day in days)
    perfect = replace(FIT, first_walk_on=days_ago(85), walks=walks)
    assert locked_by(1, perfect, RULES) == ()
    easy_only = replace(perfect, walks=tuple(replace(walk, target=False) for walk in walks))
    assert "walks_1" in locked_by(1, easy_only, RULES)


def test_one_new_move_in_two_weeks() -> None:
    """The one begun stays open; another waits."""
    person = replace(FIT, begun={"standard": days_ago(70), "backward": days_ago(3)})
    assert verdict("backward", person) == "open"
    assert standing("incline", EXERCISES, person, RULES).reasons == ("new_move",)
    assert verdict("incline", replace(person, begun={"backward": days_ago(14)})) == "open"


def test_hard_moves_are_only_for_those_who_ask() -> None:
    """Crab and duck are never suggested by themselves."""
    person = replace(FIT, opted_in=frozenset())
    assert {name for name in EXERCISES if verdict(name, person) != "open"} == {"crab", "duck"}
    assert standing("crab", EXERCISES, person, RULES).reasons == ("opt_in",)


def test_a_new_move_that_hurts_is_left() -> None:
    """Worst pain above 3 within two weeks of the first time; the walk itself is never left."""
    assert not falls_back("backward", 3, TODAY, TODAY, RULES)
    assert falls_back("backward", 4, TODAY, days_ago(13), RULES)
    assert not falls_back("backward", 4, TODAY, days_ago(14), RULES)
    assert not falls_back("backward", None, TODAY, TODAY, RULES)
    assert not falls_back("standard", 9, TODAY, TODAY, RULES)


def test_what_a_move_minds_is_asked_first() -> None:
    """In order; a restriction that is known needs no question."""
    curious = replace(FIT, answered=frozenset())
    assert unasked(EXERCISES["farmers"], curious) == ("wrist_shoulder", "hand")
    assert unasked(EXERCISES["farmers"], replace(curious, restrictions=frozenset({"hand"}))) == ("wrist_shoulder",)
    assert unasked(EXERCISES["standard"], curious) == ()
    assert standing("farmers", EXERCISES, curious, RULES).reasons == ("unasked",)


PEOPLE = st.builds(
    Person,
    today=st.just(TODAY),
    regions=st.frozensets(st.sampled_from(REGIONS)),
    restrictions=st.frozensets(st.sampled_from(RESTRICTIONS)),
    first_walk_on=st.none() | st.integers(0, 80).map(days_ago),
    walks=st.lists(
        st.builds(
            PastWalk,
            on_day=st.integers(0, 40).map(days_ago),
            minutes=st.integers(1, 60),
            worst=st.none() | st.integers(0, 10),
            red=st.booleans(),
        ),
        max_size=12,
    ).map(tuple),
    pains=st.lists(st.tuples(st.integers(0, 30).map(days_ago), st.integers(0, 10)), max_size=5).map(tuple),
    chair_stands_pain=st.none() | st.integers(0, 10),
    answered=st.frozensets(st.sampled_from(ASKED_LATER)),
    painless=st.frozensets(st.sampled_from(list(EXERCISES))),
    approved=st.frozensets(st.sampled_from(list(EXERCISES))),
    opted_in=st.frozensets(st.sampled_from(list(EXERCISES))),
) | st.just(FIT)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(PEOPLE, st.sampled_from(list(EXERCISES)), st.sampled_from(REGIONS), st.sampled_from(RESTRICTIONS))
def test_more_trouble_never_loosens(person: Person, name: str, region: str, restriction: str) -> None:
    """Another region or restriction makes a verdict the same or stricter, once all questions are answered."""
    person = replace(person, answered=frozenset(ASKED_LATER))
    before = VERDICTS.index(standing(name, EXERCISES, person, RULES).verdict)
    worse = (
        replace(person, regions=person.regions | {region}),
        replace(person, restrictions=person.restrictions | {restriction}),
    )
    for other in worse:
        assert VERDICTS.index(standing(name, EXERCISES, other, RULES).verdict) >= before


@settings(derandomize=True, deadline=None, max_examples=60)
@given(PEOPLE, st.sampled_from(list(EXERCISES)))
def test_every_answer_can_be_said(person: Person, name: str) -> None:
    """Open without a reason, or locked with reasons that have words and something open instead."""
    its = standing(name, EXERCISES, person, RULES)
    assert (its.verdict == "open") == (not its.reasons)
    assert (its.verdict == "open") == (its.instead is None)
    if its.instead:
        assert verdict(its.instead, person) == "open"
    words = CONTENT.words["en"].standing
    assert set(its.reasons) <= words.reasons.keys()
    assert set(its.cautions) <= words.cautions.keys()


@settings(derandomize=True, deadline=None, max_examples=60)
@given(PEOPLE)
def test_higher_tiers_ask_more(person: Person) -> None:
    """A tier asks everything that the tiers below ask; standard walking is always open."""
    asked = [set(locked_by(tier, person, RULES)) for tier in range(4)]
    assert asked[0] == set()
    assert asked[1] <= asked[2] <= asked[3] <= set(GATES)
    assert verdict("standard", person) == "open"


def test_a_week_made_shorter_by_its_review_rests_the_moves_for_a_week() -> None:
    """Also where no single walk was RED: three AMBER ones are reason enough."""
    rests = replace(FIT, regressed_on=days_ago(RULES.rest_after_red_days - 1))
    assert {name for name in EXERCISES if verdict(name, rests) == "open"} == {"standard"}
    assert "red" in standing("incline", EXERCISES, rests, RULES).reasons
    rested = replace(FIT, regressed_on=days_ago(RULES.rest_after_red_days))
    assert {verdict(name, rested) for name in EXERCISES} == {"open"}
