"""How somebody's day stands: the facts that the nudge, the reminder and /today all ask for."""

from dataclasses import dataclass
from datetime import date

from bot.domain.coaching.pause import is_paused
from bot.domain.coaching.plan import Offer
from bot.domain.coaching.profile import Profile
from bot.domain.day import ONE_DAY
from bot.domain.safety.escalation import HALVING, STOPPING, Hold
from bot.domain.safety.flare import FLARE
from bot.facts import offer
from bot.facts.allowed import allowed, todays_move
from bot.facts.context import Walker
from bot.store.delivery import nudges
from bot.store.diary import days, walks
from bot.store.person import users
from bot.store.safety import holds


@dataclass(frozen=True, slots=True)
class DayStanding:
    """One local day of somebody."""

    profile: Profile
    zone: str
    today: date
    offer: Offer
    stopped: Hold | None  # the most urgent open hold that stops all targets
    flare: Hold | None
    halved: Hold | None  # the newest open hold that makes walks smaller
    walked: int  # minutes logged today
    walking: bool  # set off, and not logged yet
    mark: str | None  # rest_pain | not_today
    paused: bool
    more: bool  # moves, plans, self-tests and praise have their place today
    exercise: str | None  # that goes with the walk today

    @property
    def settled(self) -> bool:
        """Tell whether it is known what became of the day: walked, rested or called off."""
        return self.walked > 0 or self.mark is not None


def standing(walker: Walker) -> DayStanding:
    """Return how the day stands."""
    today = walker.today
    of_today = walks.of_day(walker.tx, walker.user_id, today)
    open_holds = holds.open_of(walker.tx, walker.user_id)
    todays = offer.todays_offer(walker)
    may = allowed(walker, todays)
    return DayStanding(
        profile=walker.profile,
        zone=walker.zone,
        today=today,
        offer=todays,
        stopped=min((h for h in open_holds if h.stops), key=lambda h: STOPPING.index(h.rule), default=None),
        flare=next((hold for hold in open_holds if hold.rule == FLARE), None),
        halved=next((hold for hold in reversed(open_holds) if hold.rule in HALVING), None),
        walked=sum(walk.minutes or 0 for walk in of_today),
        walking=any(walk.started_at is not None and walk.logged_at is None for walk in of_today),
        mark=days.kind_of(walker.tx, walker.user_id, today),
        paused=is_paused(walker.profile.paused_until, walker.now),
        more=may.more,
        exercise=todays_move(walker, todays, may),
    )


def silent_days(walker: Walker) -> int:
    """Return how many local days have passed since this person was last heard; 0 where no nudge went unanswered.

    Days on which the bot itself was silent, in an outage, are nobody's lapse; nor are those of a rest that was told.
    """
    user = users.find(walker.tx, walker.user_id)
    last_on = nudges.last_sent_on(walker.tx, walker.user_id, walker.today - ONE_DAY)
    assert user is not None
    seen_on = walker.day_of(user.seen_at)
    rests = (hold.span[1] for hold in holds.since(walker.tx, walker.user_id, seen_on) if hold.stops)
    seen_on = max([seen_on, *(ended_on for ended_on in rests if ended_on)])
    return (walker.today - seen_on).days if last_on and last_on > seen_on else 0
