"""Red-flag questions as one edited message: several can be marked, "none of these" is one tap, a yes may ask one more.

What an answer leads to is said in the very reply to it.
"""

from bot.domain.screening import (
    CLEAR,
    EMERGENCY,
    GP,
    NO,
    SOON,
    URGENT,
    YES,
    Outcome,
    Screen,
    next_step,
    outcome,
)
from bot.flows import people
from bot.flows.advice import advise, emergency_number
from bot.flows.context import Context
from bot.messages import Button, Edit, Replies, in_place
from bot.store import restrictions, screens, walks

ROUTE = "scr"
LEVELS = {EMERGENCY: "emergency", URGENT: "urgent", SOON: "soon", GP: "routine"}


async def open_screen(context: Context, kind: str, trigger: str) -> Replies:
    """Begin a round: kind start, severe or red_flags; `trigger` says what opened it."""
    version = context.library.rules.version
    screen = await screens.start(context.tx, context.user_id, kind, trigger, version, context.now)
    return await ask(context, screen)


async def ask(context: Context, screen: Screen) -> Replies:
    """Return the question that is next in an unfinished round."""
    step = next_step(screen.kind, screen.answers, context.library.screening)
    assert step is not None
    what, name = step
    number = str(screen.screen_id)
    if what == "follow_up":
        rows = [
            [Button("screens/yes", (ROUTE, "more", number, name, YES))],
            [Button("screens/no", (ROUTE, "more", number, name, NO))],
        ]
        return [Edit("screens/follow_up", {"question": name, "number": await emergency_number(context)}, rows)]
    group = context.library.screening.groups[screen.kind][int(name)]
    rows = [
        [
            Button(
                "screens/marked" if screen.answers.get(question) == YES else "screens/open",
                (ROUTE, "mark", number, question),
                {"question": question},
            )
        ]
        for question in group
    ]
    marked = any(screen.answers.get(question) == YES for question in group)
    rows.append([Button("screens/go_on" if marked else "screens/none", (ROUTE, "next", number, name))])
    groups = len(context.library.screening.groups[screen.kind])
    return [Edit("screens/group", {"kind": screen.kind, "part": int(name) + 1, "parts": groups}, rows)]


async def answered(context: Context, screen: Screen, arguments: tuple[str, ...]) -> Screen:
    """Take one tap on an unfinished round: mark, more or next; any other tap changes nothing."""
    questions = context.library.screening
    step = next_step(screen.kind, screen.answers, questions)
    answers = dict(screen.answers)
    match (step, arguments):
        case (("group", at), ("mark", question)) if question in questions.groups[screen.kind][int(at)]:
            if answers.pop(question, None) is None:
                answers[question] = YES
        case (("group", at), ("next", part)) if at == part:
            for question in questions.groups[screen.kind][int(at)]:
                answers.setdefault(question, NO)
        case (("follow_up", asked), ("more", question, ("yes" | "no") as said)) if asked == question:
            answers[question] = said
        case _:
            return screen
    return await screens.answer(context.tx, screen, answers)


def is_over(context: Context, screen: Screen) -> bool:
    """Tell whether nothing is left to ask."""
    return next_step(screen.kind, screen.answers, context.library.screening) is None


async def close(context: Context, screen: Screen, answers: dict[str, str]) -> tuple[Outcome, Replies]:
    """Judge a round that is over, store what it leads to, and return it with the advice (none where all is clear)."""
    profile = await people.profile(context)
    found = outcome(answers, profile.age_band if profile else None)
    await screens.finish(context.tx, screen, found.level, context.now)
    if screen.kind == "start":
        await restrictions.replace(context.tx, context.user_id, found.restrictions, context.now)
    await _colour_the_walk(context, screen, found)
    if found.level == CLEAR:
        return found, []
    evidence = {"screen": screen.kind, "answers": list(found.reasons)}
    level = LEVELS.get(found.level, "soon")
    return found, in_place(await advise(context, found.level, level, evidence))


async def _colour_the_walk(context: Context, screen: Screen, found: Outcome) -> None:
    """Something new after a walk makes that walk RED."""
    what, _, number = screen.trigger.partition(":")
    if what == "walk" and number and found.level != CLEAR:
        walk = await walks.find(context.tx, context.user_id, int(number))
        if walk is not None:
            await walks.update(context.tx, walk, something_new=True)
