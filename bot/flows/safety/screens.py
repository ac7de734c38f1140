"""Red-flag questions as one edited message: several can be marked, "none of these" is one tap, a yes may ask one more.

What the answers lead to is in `bot.flows.judged`.
"""

from collections.abc import Mapping

from bot.domain.screening import NO, YES, Screen, next_step
from bot.facts import people
from bot.facts.context import Context
from bot.messages import Button, Edit, Replies, as_new
from bot.store import screens

ROUTE = "scr"
REPORT = "report-"  # what a trigger begins with where a pain report opened the screen: "report-17:8"


def open_screen(context: Context, kind: str, trigger: str, answered: Mapping[str, str] | None = None) -> Replies:
    """Begin a round: kind start, severe or red_flags; `trigger` says what opened it, `answered` what is known."""
    version = context.library.rules.version
    screen = screens.start(context.tx, context.user_id, kind, trigger, version, context.now)
    return ask(context, screens.answer(context.tx, screen, answered) if answered else screen)


def ask_about_nights(context: Context) -> Replies:
    """Ask about nights, rest and stiffness where a report gives reason to, once a month at most."""
    last = screens.last_finished(context.tx, context.user_id, "night")
    quiet_days = context.library.rules.escalation.quiet_days
    today = people.today(context)
    if last and last.finished_at and (today - people.day_of(context, last.finished_at)).days < quiet_days:
        return []
    return as_new(open_screen(context, "night", "pain"))


def waiting(context: Context) -> Replies | None:
    """Return the question of a round that was begun and left, to be answered before any walk; or None.

    However long ago that was: who named a red flag and put the phone away is not sent walking the next morning. The
    start screen, which comes again without a reason, waits only for a day, or where something is marked already.
    """
    for kind in ("red_flags", "severe", "start"):
        screen = screens.latest(context.tx, context.user_id, kind)
        if screen is None or screen.finished_at is not None:
            continue
        fresh = people.day_of(context, screen.asked_at) == people.today(context)
        if kind != "start" or fresh or YES in screen.answers.values():
            return as_new(ask(context, screen))
    return None


def ask(context: Context, screen: Screen) -> Replies:
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
        return [Edit("screens/follow_up", {"question": name, "number": people.emergency_number(context)}, rows)]
    groups = context.library.screening.groups[screen.kind]
    group = groups[int(name)]
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
    if screen.trigger.startswith(REPORT):
        report_id, _, _ = screen.trigger.removeprefix(REPORT).partition(":")
        rows.append([Button("screens/wrong_score", ("pain", "again", report_id))])
    facts = {
        "kind": screen.kind,
        "part": int(name) + 1,
        "parts": len(groups),
        "questions": group,
        "urgent": severe_score(screen) >= context.library.rules.escalation.urgent_from,
        "left": people.day_of(context, screen.asked_at) != people.today(context),
    }
    return [Edit("screens/group", facts, rows)]


def severe_score(screen: Screen) -> int:
    """Return the score that opened a severe-pain screen ("walk:8"), 0 for other kinds."""
    return int(screen.trigger.rpartition(":")[2]) if screen.kind == "severe" else 0


def answered(context: Context, screen: Screen, arguments: tuple[str, ...]) -> Screen:
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
    return screens.answer(context.tx, screen, answers)


def is_over(context: Context, screen: Screen) -> bool:
    """Tell whether nothing is left to ask."""
    return next_step(screen.kind, screen.answers, context.library.screening) is None
