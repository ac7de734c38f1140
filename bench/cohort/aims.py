"""What simulated people want to do again, how hard it is for them, how sure they are, and what helps on a hard day.

Every figure here is an assumption of the simulation and invented: those in more pain find it harder and are less sure,
those who have come to walk for longer find it easier and are surer.
"""

from bench.cohort.person import Answer, Simulated, Tap, by_score, tap_like, taps_of
from tests.support.story import Bubble

TELLS_AN_AIM, IN_OWN_WORDS, LEAVES_A_SCORE_OUT = 0.8, 0.3, 0.05
ENDS_THE_NOTES, CHANGES_THE_AIM, DELETES_THE_AIM = 0.1, 0.3, 0.2
MAKES_A_HARD_DAY_PLAN = 0.6
OWN_AIMS = (
    "carry my grandson up to bed",
    "dance at my daughter's wedding",
    "sit through a film",
    "walk to the lake & back",
)
COMFORTABLE, SPREAD = 30.0, 1.5
"""Minutes of walking that make most things easy; points by which an answer strays."""


def reason(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    """Answer what they want to do again, how hard that is and how sure they are of walking; or leave it out."""
    asked = [tap for tap in taps if tap[0] == "reason"]
    fields = {tap[3] for tap in asked if tap[1] == "set"}
    leave = next((tap for tap in asked if tap[1] == "no"), None)
    if "activity" in fields:
        if not person.chance(TELLS_AN_AIM):
            return (bubble, leave) if leave else None
        if person.chance(IN_OWN_WORDS):
            return tap_like(bubble, "reason", "own")
        return bubble, person.random.choice([tap for tap in asked if tap[1] == "set"])
    for field, score in (("hard", how_hard), ("sure", how_sure)):
        if field in fields:
            left_out = leave is not None and person.chance(LEAVES_A_SCORE_OUT)
            return (bubble, leave) if leave and left_out else by_score(bubble, field, score(person))
    if leave is not None:  # in own words
        return person.random.choice(OWN_AIMS) if person.wanted_once(f"own {leave[2]}") else (bubble, leave)
    for what, likely in (("new", CHANGES_THE_AIM), ("delete", DELETES_THE_AIM), ("deleted", 1.0)):
        if ("reason", what) in asked and person.wanted_once(f"reason {what} {person.day}") and person.chance(likely):
            return bubble, ("reason", what)
    return None


def how_hard(person: Simulated) -> int:
    """Return how hard what they want to do is, 0-10: their level of pain, and more where they walk little."""
    weak = 3 * max(0.0, 1 - person.body.capacity / COMFORTABLE)
    return _score(person.body.level + 0.5 + weak + person.random.gauss(0, SPREAD))


def how_sure(person: Simulated) -> int:
    """Return how sure they are that they can walk although it hurts, 0-10."""
    able = 3 * min(1.0, person.body.capacity / COMFORTABLE)
    return _score(8 - 0.7 * person.body.level + able + person.random.gauss(0, SPREAD))


def _score(value: float) -> int:
    return min(10, max(0, round(value)))


def hard_day(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    """Make a plan for hard days, or not."""
    choices = [tap for tap in taps if tap[0] == "hard" and len(tap) == 3]
    if not choices:
        return None
    if ("hard", "no") in taps and not person.chance(MAKES_A_HARD_DAY_PLAN):
        return bubble, ("hard", "no")
    return bubble, person.random.choice(choices)


def has_enough_of_notes(person: Simulated, bubble: Bubble) -> bool:
    """Tell whether they end the notes about fear and pacing, the newest of which is below the day's message."""
    return ("thread", "stop") in taps_of(bubble) and person.chance(ENDS_THE_NOTES)
