"""What may be offered to somebody now, from what is stored: see `bot.domain.safety.allowed`.

Whatever offers something beside the walk of the day (a plan, a self-test, a move, a longer walk) asks `offers` first.
"""

from bot.domain.coaching.plan import Offer
from bot.domain.day import ONE_DAY
from bot.domain.safety.allowed import Allowed, Now, is_due
from bot.domain.safety.allowed import allowed as rule
from bot.facts import suitability
from bot.facts.context import Context, Walker
from bot.facts.offer import rests, todays_offer
from bot.facts.unanswered import unanswered
from bot.store.diary import days
from bot.store.diary import offers as store
from bot.store.safety import crises, holds


def allowed(walker: Walker, offer: Offer | None = None) -> Allowed:
    """Return what may be offered now; `offer`: today's, where it is known already."""
    return rule(
        Now(
            round_open=unanswered(walker) is not None,
            crisis=crises.open_of(walker.tx, walker.user_id) is not None,
            holds={hold.rule for hold in holds.open_of(walker.tx, walker.user_id)},
            rests=rests(walker, walker.today),
            rested_yesterday=rests(walker, walker.today - ONE_DAY),
            smaller=(offer or todays_offer(walker)).reason,
        )
    )


def held(context: Context, walking: bool = True) -> str | None:
    """Return what stands above words about walking in general: "stopped", no walks now, or "eased", smaller ones.

    `walking`: the words ask for walking; what does not is only in the way of a stop. None: nothing stands there.
    """
    if not isinstance(context, Walker):
        return None
    now = allowed(context)
    return "stopped" if not now.walk else "eased" if walking and not now.more else None


def offers(walker: Walker, what: str) -> bool:
    """Tell whether something may be offered now, and if so remember that it is: no offer comes twice in a week.

    None on a hard day, nor on one that was called off; and one thing a day.
    """
    if not allowed(walker).more or days.kind_of(walker.tx, walker.user_id, walker.today) is not None:
        return False
    week = walker.rules.checkins.offer_again_days
    if not is_due(what, store.of(walker.tx, walker.user_id), walker.today, week):
        return False
    store.note(walker.tx, walker.user_id, what, walker.today)
    return True


def todays_move(walker: Walker, offer: Offer, may: Allowed | None = None) -> str | None:
    """Return the move that goes with today's walk; on a day made smaller for whatever reason the walk is enough.

    `may`: what may be offered, where it is known already.
    """
    if offer.reason is not None or not (may or allowed(walker, offer)).more:
        return None
    return suitability.todays_exercise(walker)
