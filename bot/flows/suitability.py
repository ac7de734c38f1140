"""Which of the seven moves are open to this person, judged from all that they told."""

from collections.abc import Mapping
from datetime import date

from bot.domain import exercises as rule
from bot.domain import scores
from bot.domain.checkin import Walk
from bot.domain.colours import RED, colour, worst
from bot.domain.exercises import STANDARD, PastWalk, Person, Standing
from bot.domain.profile import NO_REGION
from bot.flows import people
from bot.flows.context import Context
from bot.store import choices, pain_reports, restrictions, walks


async def judged(context: Context) -> Mapping[str, Standing] | None:
    """Return how each exercise stands, in the order of the library; None for someone without a plan."""
    person = await _person(context)
    if person is None:
        return None
    exercises, unlock = context.library.exercises, context.library.rules.unlock
    return {name: rule.standing(name, exercises, person, unlock) for name in exercises}


async def chosen_and_open(context: Context) -> str | None:
    """Return the exercise that goes with the walk today; one that was chosen and is locked since waits."""
    chosen = await choices.chosen(context.tx, context.user_id)
    standings = await judged(context) or {} if chosen else {}
    return next((name for name in chosen if name in standings and standings[name].verdict == "open"), None)


async def _person(context: Context) -> Person | None:
    profile = await people.profile(context)
    if profile is None or not people.onboarded(profile):
        return None
    logged = [walk for walk in await walks.since(context.tx, context.user_id, date.min) if walk.minutes]
    reports = await pain_reports.since(context.tx, context.user_id, date.min)
    now_scores = scores.now_scores(logged, reports)
    begun: dict[str, date] = {}
    for walk in logged:
        begun.setdefault(walk.exercise, walk.on_day)
    return Person(
        today=await people.today(context),
        regions=frozenset(profile.regions) - {NO_REGION},
        restrictions=await restrictions.of(context.tx, context.user_id),
        first_walk_on=profile.first_walk_on,
        walks=tuple(_past(context, walk, scores.before(walk, now_scores)) for walk in logged),
        pains=tuple((score.on_day, score.score) for score in now_scores),
        # Choosing a move that is never suggested is asking for it.
        opted_in=frozenset(await choices.chosen(context.tx, context.user_id)) - {STANDARD},
        begun=begun,
    )


def _past(context: Context, walk: Walk, before: float | None) -> PastWalk:
    red = colour(walk, before, context.library.rules.colours) == RED
    return PastWalk(walk.on_day, walk.minutes or 0, worst(walk), red)
