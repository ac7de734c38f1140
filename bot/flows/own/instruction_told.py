"""What a professional said, told in free words: "my physio says no walking this week".

What takes something away counts at once and is said back, with the way to change it or take it away: nothing is
offered meanwhile that they forbade. What would lift a limit is only shown.
"""

from bot.domain.coaching.instruction import NO_WALKS
from bot.facts import instructed
from bot.facts.context import Walker
from bot.flows import heard
from bot.flows.own import instruction
from bot.flows.own.instruction_form import ROUTE
from bot.flows.safety import screens
from bot.messages import Button, Replies, as_new
from bot.store.person import expecting
from bot.store.safety import instructions


def told(walker: Walker, text: str) -> Replies | None:
    """Answer what a professional said about walking; None: the text tells nothing plain of that."""
    found = heard.professional(walker, text)
    if found is None:
        return None
    before = instructed.current(walker)
    if found.what == "may_walk":
        return instruction.show(walker, "") if before is not None and before.limits else None
    if found.minutes is not None and not 1 <= found.minutes <= walker.rules.instructions.limit_most_minutes:
        return None
    expecting.clear(walker.tx, walker.user_id)
    entry = instruction.begun(walker, None)
    walking = NO_WALKS if found.what == NO_WALKS else None
    said = {"said_by": found.by, "walking": walking, "minutes_a_day": found.minutes}
    entry = instructions.update(walker.tx, entry, **said)
    if before is not None and before.limits and walking is None:
        return as_new(instruction.tapped(walker, (str(entry.instruction_id), "check")) or [])
    number = str(entry.instruction_id)
    change = Button("instruction/change", (ROUTE, "new"))
    rows = [[change, Button("instruction/remove", (ROUTE, "end", number))]]
    waiting = screens.waiting(walker)
    return [*as_new(instruction.confirmed(walker, entry, rows)), *(waiting or [])]
