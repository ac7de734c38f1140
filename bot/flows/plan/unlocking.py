"""What opens a locked move: questions about joints, the chair check, a therapist's yes. Each is one short card."""

from bot.domain import exercises as rule
from bot.domain.exercises import ASKED_LATER
from bot.facts import people, suitability
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.drawn import drawn
from bot.flows.keypad import keypad
from bot.flows.plan import exercises
from bot.messages import Button, Edit, Replies
from bot.store import abilities, choices, walks

ROUTE = "key"


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (what, exercise, …). What is not asked of this person now shows where things stand."""
    standings = suitability.judged(context)
    exercise = arguments[1] if len(arguments) > 1 else ""
    if standings is None or exercise not in standings:
        return speak.where_things_stand(context)
    match (arguments[0], *arguments[2:]):
        case ("joints",):
            return _next_joint(context, exercise)
        case ("joints", restriction, ("yes" | "no") as said) if restriction in ASKED_LATER:
            abilities.answer(context.tx, context.user_id, restriction, said == "yes", context.now)
            return _next_joint(context, exercise)
        case ("chair",):
            return [Edit("unlocking/chair", buttons=_chair_rows(exercise), file=drawn("chair_stand"))]
        case ("chair", "failed"):
            abilities.checked_chair(context.tx, context.user_id, False, None, context.now)
            return [Edit("unlocking/chair_failed", buttons=[[_back(exercise)]])]
        case ("chair", "done"):
            return [Edit("unlocking/chair_pain", buttons=keypad((ROUTE, "chair", exercise, "pain")))]
        case ("chair", "pain", score) if score.isdecimal() and int(score) <= 10:
            abilities.checked_chair(context.tx, context.user_id, True, int(score), context.now)
            good = int(score) <= context.library.rules.unlock.chair_stands_pain
            return [Edit("unlocking/chair_done", {"good": good}, [[_back(exercise)]])]
        case ("approve",) if standings[exercise].verdict == "pt_only":
            buttons = [[Button("unlocking/yes", (ROUTE, "approve", exercise, "yes"))], [_back(exercise)]]
            return [Edit("unlocking/approve", {"exercise": exercise}, buttons)]
        case ("approve", "yes") if standings[exercise].verdict == "pt_only":
            abilities.approve(context.tx, context.user_id, exercise, abilities.THERAPIST, context.now)
        case ("painless",) if exercises.PAINFUL in standings[exercise].reasons:
            abilities.approve(context.tx, context.user_id, exercise, abilities.PAINLESS, context.now)
        case ("take_back",):
            abilities.take_back(context.tx, context.user_id, exercise)
            choices.drop(context.tx, context.user_id, exercise)
    return [exercises.card(context, exercise)]


def fallen_back(context: Context, exercise: str, worst: int | None) -> Replies:
    """Let the easier move come back where a new one hurt, and say so; nothing else where it did not."""
    begun_on = walks.begun_on(context.tx, context.user_id, exercise)
    today = people.today(context)
    unlock = context.library.rules.unlock
    if begun_on is None or not rule.falls_back(exercise, worst, today, begun_on, unlock):
        return []
    choices.drop(context.tx, context.user_id, exercise)
    easier = context.library.exercises[exercise].easier
    return [Edit("unlocking/fallen_back", {"exercise": exercise, "easier": easier}, [[_back(exercise)]])]


def _next_joint(context: Context, exercise: str) -> Replies:
    """Ask the next question that this move needs; the card once there is none."""
    person = suitability.person_of(context)
    assert person is not None
    left = rule.unasked(context.library.exercises[exercise], person)
    if not left:
        return [exercises.card(context, exercise)]
    rows = [
        Button("unlocking/applies", (ROUTE, "joints", exercise, left[0], "yes")),
        Button("unlocking/not", (ROUTE, "joints", exercise, left[0], "no")),
    ]
    return [Edit("unlocking/joint", {"restriction": left[0]}, [rows, [_back(exercise)]])]


def _chair_rows(exercise: str) -> list[list[Button]]:
    return [
        [Button("unlocking/did", (ROUTE, "chair", exercise, "done"))],
        [Button("unlocking/could_not", (ROUTE, "chair", exercise, "failed"))],
        [_back(exercise)],
    ]


def _back(exercise: str) -> Button:
    return Button("unlocking/back", ("ex", exercise))
