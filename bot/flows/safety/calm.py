"""Two calm minutes: a position of ease, slow breathing in a picture that moves. Never before red-flag questions."""

from bot.facts.context import Walker
from bot.flows.safety import screens
from bot.messages import Animation, Button, Edit, Replies
from bot.store.safety import holds

ROUTE = "calm"
BUTTON = Button("calm/begin", (ROUTE, "begin"))
"""Offered on hard days."""


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("begin",) or ("done",). None under a hold that stops the walks: whom to see goes first."""
    waiting = screens.waiting(walker)
    if waiting is not None:
        return waiting
    if any(hold.stops for hold in holds.open_of(walker.tx, walker.user_id)):
        return None
    match arguments:
        case ("begin",):
            rows = [[Button("calm/done", (ROUTE, "done"))], [Button("calm/wrong", ("go", "wrong"))]]
            return [Edit("calm/two_minutes", buttons=rows, file=Animation("breath"))]
        case ("done",):
            return [Edit("calm/done", buttons=[[Button("calm/today", ("go", "today"))]])]
    return None
