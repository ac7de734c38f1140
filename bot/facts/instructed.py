"""What a professional said about walking, as far as it counts on a day."""

from datetime import date

from bot.domain.coaching import instruction as rule
from bot.domain.coaching.instruction import Instruction
from bot.domain.day import starts_at
from bot.domain.safety.escalation import TOLD
from bot.facts.context import Context, Walker
from bot.store.safety import holds, instructions


def current(context: Context, day: date | None = None) -> Instruction | None:
    """Return the instruction that counts on a day (None: today), or None."""
    return rule.in_force(instructions.of(context.tx, context.user_id), day or context.today)


def minutes_a_day(walker: Walker, day: date) -> int | None:
    """Return how many minutes were allowed for a day, today or earlier; None: no limit was told."""
    found = current(walker, day)
    counted = found is not None and found.confirmed_on is not None and found.confirmed_on <= day
    return found.minutes_a_day if found and counted else None


def moves(walker: Walker) -> frozenset[str] | None:
    """Return the exercises that were allowed beside the walk, and no others; None: nothing was said of them."""
    found = current(walker)
    return frozenset(found.moves) if found and found.moves is not None else None


def approved(walker: Walker) -> frozenset[str]:
    """Return the exercises that a physical therapist or doctor allowed, and that waited for their yes."""
    found = current(walker)
    return frozenset(found.moves or ()) if found and found.said_by in rule.PROFESSIONS else frozenset()


def keep_holds(walker: Walker) -> None:
    """Close the holds of an instruction that is over, as of its last day. Nothing else ends them, and it ends no other.

    The hold's last instant is the beginning of the day on which walks are allowed again.
    """
    standing = [hold for hold in holds.open_of(walker.tx, walker.user_id) if hold.rule in TOLD]
    if not standing:
        return
    counting = current(walker)
    over = [hold for hold in standing if counting is None or hold.rule != counting.holds]
    known = instructions.of(walker.tx, walker.user_id)
    for hold in over:
        ends = [each.until_on for each in known if each.holds == hold.rule and each.confirmed_at and not each.ended_at]
        ended_at = starts_at(max(ends), walker.zone) if ends else walker.now
        holds.close_each(walker.tx, [hold], "settled", min(max(ended_at, hold.opened_at), walker.now))


def follow(context: Context, before: Instruction | None, after: Instruction | None) -> None:
    """Let the holds follow a change of what was said: the one that goes with it stays or opens, another ends."""
    wanted = after.holds if after else None
    ended = before.holds if before else None
    if ended and ended != wanted:
        holds.close(context.tx, context.user_id, "user", context.now, ended)
    if wanted:
        holds.put(context.tx, context.user_id, wanted, context.today, context.now)
