"""Red-flag questions as one edited message: several can be marked, "none of these" is one tap, a yes may ask one more.

What the answers lead to is in `bot.flows.safety.judged`.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.safety.screening import (
    EMERGENCY,
    NO,
    URGENT,
    YES,
    Screen,
    groups_of,
    next_step,
    outcome,
    severe_score,
    told_at,
)
from bot.facts import breaks, people, scheduling
from bot.facts.context import Context, Walker
from bot.facts.unanswered import AGE, ALARMS, alarm, unanswered
from bot.flows.parts import age_question
from bot.flows.safety import crisis
from bot.messages import Button, Edit, Replies, Say, as_new
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.person import expecting
from bot.store.safety import crises, screens

ROUTE, SLIP = "scr", "slip"
WORDS = "free_words"  # a trigger; with a question behind it, "free_words:chest", that is what was told of
BESIDE_ALARMS = ("checkin", "fu", "crisis", "onboarding", "zone")
"""expecting.flows that red-flag questions of these kinds leave open."""
CHEST_NOW = "chest_now"
PLACE = "place-"  # what a trigger begins with where an answer about a pain opened it, before any score: "place-17"


def open_screen(context: Context, kind: str, trigger: str, answered: Mapping[str, str] | None = None) -> Replies:
    """Begin a round: kind start, severe or red_flags; `trigger` says what opened it, `answered` what is known."""
    if kind in ALARMS:
        _drop_open_question(context)
    version = context.rules.version
    screen = screens.start(context.tx, context.user_id, kind, trigger, version, context.now)
    if kind in ALARMS:
        scheduling.plan_check(context)
    return ask(context, screens.answer(context.tx, screen, answered) if answered else screen)


def _drop_open_question(context: Context) -> None:
    """Expect no answer any more to what was asked before danger was told: the next words are about that.

    How a walk was, and whether somebody thinks of harming themselves, can still be answered beside it.
    """
    expected = expecting.find(context.tx, context.user_id)
    if expected is not None and expected.flow not in BESIDE_ALARMS:
        expecting.clear(context.tx, context.user_id)


def ask_about_nights(context: Context) -> Replies:
    """Ask about nights, rest and stiffness where a report gives reason to, once a month at most."""
    last = screens.last_finished(context.tx, context.user_id, "night")
    quiet_days = context.rules.escalation.quiet_days
    today = context.today
    if last and last.finished_at and (today - context.day_of(last.finished_at)).days < quiet_days:
        return []
    return as_new(open_screen(context, "night", "pain"))


def waiting(context: Context) -> Replies | None:
    """Return the question of a round that was begun and left, to be answered before any walk; or None."""
    screen = unanswered(context)
    return as_new(ask(context, screen, again=True)) if screen else None


def next_day(walker: Walker, nudge: Nudge) -> Replies:
    """Ask what was left open in a break once more, without a sound; nothing where it is over: the daily nudge asks."""
    screen = alarm(walker)
    if screen is None or not breaks.is_silent(walker):
        return []
    return [replace(said, quiet=True) for said in as_new(ask(walker, screen)) if isinstance(said, Say)]


def ask(context: Context, screen: Screen, *, again: bool = False) -> Replies:
    """Return the question that is next in an unfinished round; `again`: it was asked today already."""
    if screen.kind == AGE:
        return _ask_age(context, screen)
    step = _next(context, screen)
    assert step is not None
    what, name = step
    number = str(screen.screen_id)
    if what == "follow_up":
        rows = [
            [Button("screens/yes", (ROUTE, "more", number, name, YES))],
            [Button("screens/no", (ROUTE, "more", number, name, NO))],
        ]
        return [Edit("screens/follow_up", {"question": name, "number": people.emergency_number(context)}, rows)]
    groups = groups_of(screen.kind, context.library.screening, first_of(screen))
    group = groups[int(name)]
    rows = [
        [
            Button(
                "screens/marked" if screen.answers.get(question) == YES else "screens/open",
                (ROUTE, "unmark" if screen.answers.get(question) == YES else "mark", number, question),
                {"question": question},
            )
        ]
        for question in group
    ]
    silent = screen.kind in ALARMS and breaks.is_silent(context)
    check = nudges.find_pending(context.tx, context.user_id, scheduling.CHECK) if silent else None
    level = _told_so_far(context, screen)
    marked = any(screen.answers.get(question) == YES for question in group)
    rows.append([Button("screens/go_on" if marked else "screens/none", (ROUTE, "next", number, group[0]))])
    if told_at(screen) is not None:
        rows.append([Button("screens/wrong_score", (SLIP, str(screen.screen_id)))])
    facts = {
        "kind": screen.kind,
        "part": int(name) + 1,
        "parts": len(groups),
        "questions": group,
        "urgent": severe_score(screen) >= context.rules.escalation.urgent_from or level in (EMERGENCY, URGENT),
        "call": level == EMERGENCY,
        "number": people.emergency_number(context),
        "left": context.day_of(screen.asked_at) != context.today,
        "silent": silent,
        "check": None if check is None else (check.on_day - context.today).days,
        "short": again and context.day_of(screen.asked_at) == context.today,
    }
    return [Edit("screens/group", facts, rows)]


def _ask_age(context: Context, screen: Screen) -> Replies:
    """Ask for the age; a typed answer is waited for each time, but beside a crisis: a "yes" there is about that."""
    if crises.open_of(context.tx, context.user_id) is None and not crisis.speaks_of_another(context):
        expecting.ask(context.tx, context.user_id, age_question.ROUTE, 0, AGE, context.now)
    return [age_question.ask(age_told(screen))]


def age_told(screen: Screen) -> int:
    """Return the age under 18 that opened a round."""
    return int(screen.trigger.partition("-")[2])


def answered(context: Context, screen: Screen, arguments: tuple[str, ...]) -> Screen:
    """Take one tap on an unfinished round: mark, more or next; any other tap changes nothing.

    "next" names the first question of its group, and denies only what stands there. A mark counts wherever it stands:
    in an older copy, or in a message of a version that asked in other groups.
    """
    groups = groups_of(screen.kind, context.library.screening, first_of(screen))
    step = _next(context, screen)
    answers = dict(screen.answers)
    match (step, arguments):
        case (_, ("mark", question)) if any(question in group for group in groups):
            answers[question] = YES  # a second tap changes nothing: to take it back is another button
        case (("group", at), ("unmark", question)) if question in groups[int(at)]:
            answers.pop(question, None)
        case (("group", at), ("next", question)) if question == groups[int(at)][0]:
            for asked in groups[int(at)]:
                answers.setdefault(asked, NO)
        case (("follow_up", asked), ("more", question, ("yes" | "no") as said)) if asked == question:
            answers[question] = said
        case _:
            return screen
    return screens.answer(context.tx, screen, answers)


def _told_so_far(context: Context, screen: Screen) -> str:
    """Return the level that the marks lead to already, so that its advice does not wait for the questions left.

    What a further question about a mark may find does not count before it, but for pain in the chest: "is it now?"
    stands in the advice itself.
    """
    later = (name for name in context.library.screening.follow_ups.values() if name != CHEST_NOW)
    return outcome({**dict.fromkeys(later, NO), **screen.answers}).level


def is_over(context: Context, screen: Screen) -> bool:
    """Tell whether nothing is left to ask."""
    return _next(context, screen) is None


def first_of(screen: Screen) -> str:
    """Return the question about what free words told of, or ""."""
    trigger, _, question = screen.trigger.partition(":")
    return question if trigger == WORDS else ""


def _next(context: Context, screen: Screen) -> tuple[str, str] | None:
    return next_step(screen.kind, screen.answers, context.library.screening, first_of(screen))
