"""What got in the way: one question at most, and then what helped last time, or the next idea."""

from datetime import date

from bot.domain.action_plan import BARRIERS, Barrier
from bot.domain.coaching import barriers as rule
from bot.domain.coaching.barriers import Told
from bot.facts.context import Walker
from bot.flows.plan import action_plan
from bot.messages import Button, Facts, Rows
from bot.store.diary import barriers, walks

ANSWERED = "barriers/answer"
"""The message that answers; the facts are those of `told`."""


def rows(*tap: str) -> Rows:
    """Return a button for each barrier, in short rows; `tap`: what goes before its name."""
    buttons = [Button(f"barriers/{name}", (*tap, name)) for name in BARRIERS]
    return [buttons[start : start + 3] for start in range(0, len(buttons), 3)]


def known(name: str) -> Barrier | None:
    """Return a barrier by its name."""
    return next((barrier for barrier in BARRIERS if barrier == name), None)


def told(walker: Walker, barrier: Barrier, day: date) -> Facts:
    """Keep what got in the way of a day, with what is offered against it now; return what the answer says."""
    plan = action_plan.whole(walker)
    earlier = barriers.all_of(walker.tx, walker.user_id)
    first = min((each.on_day for each in earlier), default=day)
    answer, helped = rule.best(
        barrier,
        earlier,
        plan.answer if plan and plan.barrier == barrier else None,
        walks.by_day(walker.tx, walker.user_id, first),
        walker.profile.walk_days,
        walker.today,
        walker.rules.barriers,
    )
    barriers.tell(walker.tx, walker.user_id, Told(day, barrier, answer), walker.now)
    own = plan is not None and plan.barrier == barrier and plan.answer == answer
    return {"barrier": barrier, "answer": answer, "helped": helped, "plan": own}


def were_told(walker: Walker, monday: date) -> bool:
    """Tell whether somebody told in the week from `monday` on what got in the way."""
    return any(0 <= (each.on_day - monday).days < 7 for each in barriers.all_of(walker.tx, walker.user_id))
