"""Which of the seven moves are open to this person, judged from all that they told."""

from collections.abc import Mapping
from datetime import date

from bot.domain.checkin import Walk
from bot.domain.choice import in_turn
from bot.domain.coaching import exercises as rule
from bot.domain.coaching.exercise_dose import Session, dose_after, steps_up
from bot.domain.coaching.exercises import STANDARD, MoveDose, PastWalk, Person, Standing
from bot.domain.coaching.profile import NO_REGION
from bot.domain.safety import scores
from bot.domain.safety.colours import RED, colour, worst
from bot.facts import instructed
from bot.facts.context import Walker
from bot.store.diary import pain_reports, reviews, walks
from bot.store.person import abilities, choices, restrictions


def judged(walker: Walker) -> Mapping[str, Standing]:
    """Return how each exercise stands, in the order of the library."""
    person = person_of(walker)
    exercises, unlock = walker.library.exercises, walker.rules.unlock
    return {name: rule.standing(name, exercises, person, unlock) for name in exercises}


def todays_exercise(walker: Walker) -> str | None:
    """Return the exercise that goes with the walk today: the chosen ones take turns; one that is locked waits."""
    chosen = choices.chosen(walker.tx, walker.user_id)
    standings = judged(walker) if chosen else {}
    ready = [name for name in chosen if name in standings and standings[name].verdict == "open"]
    return in_turn(walker.user_id, walker.today, "exercise", ready) if ready else None


def dose_today(walker: Walker, exercise: str) -> MoveDose | None:
    """Return how much of a move it is today, by the walks it was part of; None for the walk itself."""
    if exercise == STANDARD:
        return None
    logged = walks.since(walker.tx, walker.user_id, date.min)
    sessions = [Session(walk.on_day, worst(walk)) for walk in logged if walk.minutes and walk.exercise == exercise]
    rules, its = walker.rules, walker.library.exercises[exercise]
    today = walker.today
    steps = steps_up(sessions, today, its.progression.every_days, rules.unlock, rules.dosing.gap_restart_from)
    return dose_after(its, steps)


def person_of(walker: Walker) -> Person:
    """Return all that an exercise is judged by."""
    logged = [walk for walk in walks.since(walker.tx, walker.user_id, date.min) if walk.minutes]
    reports = pain_reports.since(walker.tx, walker.user_id, date.min)
    now_scores = scores.now_scores(logged, reports)
    joints = abilities.answers(walker.tx, walker.user_id)
    regressed_at = reviews.last_regressed_at(walker.tx, walker.user_id)
    begun: dict[str, date] = {}
    for walk in logged:
        begun.setdefault(walk.exercise, walk.on_day)
    return Person(
        today=walker.today,
        regions=frozenset(walker.profile.regions) - {NO_REGION},
        restrictions=restrictions.of(walker.tx, walker.user_id) | {name for name in joints if joints[name]},
        answered=frozenset(joints),
        approved=abilities.approved(walker.tx, walker.user_id, abilities.THERAPIST) | instructed.approved(walker),
        only=instructed.moves(walker),
        painless=abilities.approved(walker.tx, walker.user_id, abilities.PAINLESS),
        chair_stands_pain=abilities.chair_pain(walker.tx, walker.user_id),
        first_walk_on=walker.first_walk_on,
        walks=tuple(_past(walker, walk, scores.before(walk, now_scores)) for walk in logged),
        pains=tuple((score.on_day, score.score) for score in now_scores),
        # Choosing a move that is never suggested is asking for it.
        opted_in=frozenset(choices.chosen(walker.tx, walker.user_id)) - {STANDARD},
        begun=begun,
        regressed_on=walker.day_of(regressed_at) if regressed_at else None,
    )


def _past(walker: Walker, walk: Walk, before: float | None) -> PastWalk:
    red = colour(walk, before, walker.rules.colours) == RED
    return PastWalk(walk.on_day, walk.minutes or 0, worst(walk), red, walk.target)
