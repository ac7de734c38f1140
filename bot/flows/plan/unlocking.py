"""What opens a locked move: questions about joints, the chair check, a therapist's yes. Each is one short card."""

from bot.domain.coaching import exercises as rule
from bot.domain.coaching.exercises import ASKED_LATER
from bot.domain.safety.escalation import is_severe
from bot.facts import suitability
from bot.facts.allowed import allowed
from bot.facts.context import Walker
from bot.flows.parts.drawn import drawn
from bot.flows.parts.keypad import keypad
from bot.flows.plan import exercises
from bot.flows.safety import pain
from bot.messages import Button, Edit, Replies
from bot.store.diary import walks
from bot.store.person import abilities, choices

ROUTE = "key"


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (what, exercise, …). What is not asked of this person now shows where things stand."""
    standings = suitability.judged(walker)
    exercise = arguments[1] if len(arguments) > 1 else ""
    if exercise not in standings:
        return None
    match (arguments[0], *arguments[2:]):
        case ("joints",):
            return _next_joint(walker, exercise)
        case ("joints", restriction, ("yes" | "no") as said) if restriction in ASKED_LATER:
            abilities.answer(walker.tx, walker.user_id, restriction, said == "yes", walker.now)
            return _next_joint(walker, exercise)
        case ("chair", *_) if not allowed(walker).more:
            return [exercises.card(walker, exercise)]
        case ("chair",):
            return [Edit("unlocking/chair", buttons=_chair_rows(exercise), file=drawn("chair_stand"))]
        case ("chair", "failed"):
            abilities.checked_chair(walker.tx, walker.user_id, False, None, walker.now)
            return [Edit("unlocking/chair_failed", buttons=[[_back(exercise)]])]
        case ("chair", "done"):
            return [Edit("unlocking/chair_pain", buttons=keypad((ROUTE, "chair", exercise, "pain")))]
        case ("chair", "pain", score) if score.isdecimal() and int(score) <= 10:
            if is_severe(int(score), walker.rules.escalation):
                return pain.severe(walker, int(score), "chair-0")
            abilities.checked_chair(walker.tx, walker.user_id, True, int(score), walker.now)
            good = int(score) <= walker.rules.unlock.chair_stands_pain
            return [Edit("unlocking/chair_done", {"good": good}, [[_back(exercise)]])]
        case ("approve",) if standings[exercise].verdict == "pt_only":
            buttons = [[Button("unlocking/yes", (ROUTE, "approve", exercise, "yes"))], [_back(exercise)]]
            return [Edit("unlocking/approve", {"exercise": exercise}, buttons)]
        case ("approve", "yes") if standings[exercise].verdict == "pt_only":
            abilities.approve(walker.tx, walker.user_id, exercise, abilities.THERAPIST, walker.now)
        case ("painless",) if exercises.PAINFUL in standings[exercise].reasons:
            abilities.approve(walker.tx, walker.user_id, exercise, abilities.PAINLESS, walker.now)
        case ("take_back",):
            abilities.take_back(walker.tx, walker.user_id, exercise)
            choices.drop(walker.tx, walker.user_id, exercise)
    return [exercises.card(walker, exercise)]


def fallen_back(walker: Walker, exercise: str, worst: int | None) -> Replies:
    """Let the easier move come back where a new one hurt, and say so; nothing else where it did not."""
    begun_on = walks.begun_on(walker.tx, walker.user_id, exercise)
    today = walker.today
    unlock = walker.rules.unlock
    if begun_on is None or not rule.falls_back(exercise, worst, today, begun_on, unlock):
        return []
    choices.drop(walker.tx, walker.user_id, exercise)
    easier = walker.library.exercises[exercise].easier
    return [Edit("unlocking/fallen_back", {"exercise": exercise, "easier": easier}, [[_back(exercise)]])]


def _next_joint(walker: Walker, exercise: str) -> Replies:
    """Ask the next question that this move needs; the card once there is none, and while no walk may be."""
    person = suitability.person_of(walker)
    left = rule.unasked(walker.library.exercises[exercise], person)
    if not left or not allowed(walker).walk:
        return [exercises.card(walker, exercise)]
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
