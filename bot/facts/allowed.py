"""What may be offered to somebody now, from what is stored: see `bot.domain.safety.allowed`."""

from bot.domain.coaching.plan import Offer
from bot.domain.day import ONE_DAY
from bot.domain.safety.allowed import Allowed, Now
from bot.domain.safety.allowed import allowed as rule
from bot.facts import suitability
from bot.facts.context import Walker
from bot.facts.offer import rests, todays_offer
from bot.facts.unanswered import unanswered
from bot.store.safety import holds


def allowed(walker: Walker, offer: Offer | None = None) -> Allowed:
    """Return what may be offered now; `offer`: today's, where it is known already."""
    return rule(
        Now(
            round_open=unanswered(walker) is not None,
            holds={hold.rule for hold in holds.open_of(walker.tx, walker.user_id)},
            rests=rests(walker, walker.today),
            rested_yesterday=rests(walker, walker.today - ONE_DAY),
            smaller=(offer or todays_offer(walker)).reason,
        )
    )


def todays_move(walker: Walker, offer: Offer) -> str | None:
    """Return the move that goes with today's walk; on a day made smaller for whatever reason the walk is enough."""
    if offer.reason is not None or not allowed(walker, offer).more:
        return None
    return suitability.todays_exercise(walker)
