"""How somebody's day stands: the facts that the nudge, the reminder and /today all ask for."""

from dataclasses import dataclass
from datetime import date

from bot.domain.day import local_day
from bot.domain.escalation import HALVING, STOPPING, Hold
from bot.domain.flare import FLARE
from bot.domain.pause import is_paused
from bot.domain.plan import Offer
from bot.domain.profile import Profile
from bot.facts import offer, people, suitability
from bot.facts.context import Context
from bot.store import days, holds, walks


@dataclass(frozen=True, slots=True)
class DayStanding:
    """One local day of someone who has finished onboarding."""

    profile: Profile
    zone: str
    today: date
    offer: Offer
    stopped: Hold | None  # the oldest open hold that stops all targets
    flare: Hold | None
    halved: bool  # a hold makes walks smaller
    walked: int  # minutes logged today
    walking: bool  # set off, and not logged yet
    mark: str | None  # rest_pain | not_today
    paused: bool
    exercise: str | None  # that goes with the walk today

    @property
    def settled(self) -> bool:
        """Tell whether it is known what became of the day: walked, rested or called off."""
        return self.walked > 0 or self.mark is not None


def standing(context: Context) -> DayStanding | None:
    """Return how the day stands; None for someone who has not finished onboarding."""
    profile = people.profile(context)
    if profile is None or not people.onboarded(profile) or profile.zone is None:
        return None
    today = local_day(context.now, profile.zone)
    of_today = walks.of_day(context.tx, context.user_id, today)
    open_holds = holds.open_of(context.tx, context.user_id)
    todays = offer.todays_offer(context)
    return DayStanding(
        profile=profile,
        zone=profile.zone,
        today=today,
        offer=todays,
        stopped=next((hold for hold in open_holds if hold.rule in STOPPING), None),
        flare=next((hold for hold in open_holds if hold.rule == FLARE), None),
        halved=any(hold.rule in HALVING for hold in open_holds),
        walked=sum(walk.minutes or 0 for walk in of_today),
        walking=any(walk.started_at is not None and walk.logged_at is None for walk in of_today),
        mark=days.kind_of(context.tx, context.user_id, today),
        paused=is_paused(profile.paused_until, context.now),
        # On a day made smaller for safety the walk alone is enough.
        exercise=None if todays.reason else suitability.todays_exercise(context),
    )
