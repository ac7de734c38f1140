"""The real content: no faults, and the whole article in it as facts."""

import pytest

from bot.content import library
from bot.content.shapes import LINES
from bot.domain.coaching.exercises import REGIONS

CONTENT = library.load()

ARTICLE = {
    "benefits": "low_impact heart immunity mood prevention strength posture lubrication stiffness stress brief_walks"
    " steady_habit variety back_study",
    "tips": "start_small build_slowly shoes posture arms intention water listen",
    "pt": "gait posture_muscles patterns form_pace_time plan tolerance manual_therapy joint_mobilisation"
    " soft_tissue_massage myofascial_release see_severe see_persistent see_worse see_limited walk_with_ease",
    "exercises": "standard backward incline farmers lunges crab duck",
    "conditions": "back arthritis knee hip stiffness",
}
CONDITION_FACTS = {
    "back": "support discs prevention",
    "arthritis": "blood_flow inflammation stiffness walk_with_ease",
    "knee": "muscles alignment runners_knee early_osteoarthritis prevention",
    "hip": "movement muscles daily_life",
    "stiffness": "lubrication locked_up prevention",
}
MUSCLES = {
    "standard": "core hips legs",
    "backward": "hamstrings calves back_stabilisers hip_stabilisers",
    "incline": "glutes calves low_back",
    "farmers": "core shoulders forearms grip",
    "lunges": "quads hamstrings glutes hip_flexors",
    "crab": "shoulders arms core",
    "duck": "glutes quads ankles",
}
SUITABILITY = {
    "standard": (1, 1, 1, 1, 1),
    "backward": (2, 2, 2, 2, 2),
    "incline": (2, 2, 2, 2, 2),
    "farmers": (2, 2, 2, 2, 2),
    "lunges": (2, 3, 3, 3, 2),
    "crab": (3, 3, 3, 3, 3),
    "duck": (3, "X", "X", "X", 3),
}


@pytest.mark.parametrize("part", ARTICLE)
def test_every_fact_of_the_article_is_there(part: str) -> None:
    """Each has an id, the article among its sources, and words in every language."""
    facts = getattr(CONTENT, part)
    for key in ARTICLE[part].split():
        assert key in facts
        for words in CONTENT.words.values():
            assert key in getattr(words, part)
        if part != "conditions":
            assert "article" in facts[key].sources


@pytest.mark.parametrize("condition", CONDITION_FACTS)
def test_every_claim_on_a_condition_is_there(condition: str) -> None:
    """Runner's knee, early osteoarthritis and prevention among them."""
    for fact in CONDITION_FACTS[condition].split():
        assert "article" in CONTENT.conditions[condition].facts[fact].sources
        for words in CONTENT.words.values():
            assert words.conditions[condition].facts[fact]


@pytest.mark.parametrize("name", MUSCLES)
def test_each_exercise_is_complete(name: str) -> None:
    """What it trains, why, steps, doses, mistakes, kit, space, cautions, suitability and sources."""
    exercise = CONTENT.exercises[name]
    assert set(MUSCLES[name].split()) <= set(exercise.trains)
    assert tuple(getattr(exercise.suitability, region) for region in REGIONS) == SUITABILITY[name]
    assert exercise.benefits
    assert exercise.kit
    for words in CONTENT.words.values():
        card = words.exercises[name]
        assert len(card.steps) >= 5
        assert len(card.mistakes) >= 3
        assert card.cautions
        assert "{" not in card.start + card.progress + card.space


def test_only_seven() -> None:
    """The article has seven, in the order from easy to hard."""
    assert list(CONTENT.exercises) == ARTICLE["exercises"].split()
    tiers = [exercise.tier for exercise in CONTENT.exercises.values()]
    assert tiers == sorted(tiers) == [0, 1, 1, 2, 2, 3, 3]


def test_figures_reach_the_words() -> None:
    """A number stands once, in the facts; the sentence takes it from there."""
    words = CONTENT.words["en"]
    assert words.exercises["backward"].start == "4 times 30 seconds, up to 3 days a week."
    assert words.exercises["farmers"].start == "2 times 20 seconds, 1 to 2 kg (2 to 4 lb) in each hand."
    assert words.standing.reasons["weeks_1"] == "It opens after 2 weeks of walking."


def test_daily_tips_last_two_weeks() -> None:
    """With fourteen, none comes twice within a week."""
    assert sum(tip.daily for tip in CONTENT.tips.values()) >= 14
    assert all(not tip.daily for tip in CONTENT.tips.values() if tip.when & {"hot", "cold", "air", "dark"})


def test_lines_last_two_weeks() -> None:
    """With fourteen of a kind, none comes twice within a week, in any language."""
    for words in CONTENT.words.values():
        for lines in (words.lines.target, words.lines.easy, words.lines.evening):
            assert len(set(lines)) == len(lines) >= LINES


def test_no_claim_that_the_evidence_does_not_carry() -> None:
    """Walking does not slow wear; the odd moves have no trial; nothing cures."""
    said = str(CONTENT.words["en"]).casefold()
    for claim in ("cure", "degenerat", "slows", "stationary", "heal your", "guarantee", "treats"):
        assert claim not in said
    for name in ("crab", "duck"):
        assert "No study shows" in CONTENT.words["en"].exercises[name].why


def test_every_number_of_the_rules_has_a_source() -> None:
    """What is D or M can be listed for a physical therapist to sign off."""
    assert CONTENT.figures["gate.half_from"].tag == "D"
    assert all(figure.source and figure.unit for figure in CONTENT.figures.values())
