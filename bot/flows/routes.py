"""Which words, buttons and moments lead to which flow. One readable table each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar

from bot.facts import breaks, scheduling
from bot.facts.allowed import allowed
from bot.facts.context import Context, Walker
from bot.flows.back import progress, report
from bot.flows.day import checkin, daily, followups, guided, lapse, today, told, walk
from bot.flows.own import (
    account,
    answers,
    feedback,
    health,
    help,
    hospital,
    instruction,
    instruction_told,
    learn,
    operator,
    pt,
    retention,
    settings,
)
from bot.flows.parts import age_question
from bot.flows.parts.asking import Unclear
from bot.flows.plan import (
    action_plan,
    arc,
    exercises,
    knee,
    pausing,
    reason,
    self_test,
    thread,
    travel,
    unlocking,
    weekly,
)
from bot.flows.safety import advice, calm, crisis, emergency, flare, hard_day, pain, screens, visit
from bot.flows.start import age, language, onboarding, restore, screened, slip, zone
from bot.messages import Button, Replies, Say
from bot.store.delivery.nudges import Nudge
from bot.store.safety import crises

Command: TypeAlias = Callable[[Context, str], Replies]
Tapped: TypeAlias = Callable[[Context, tuple[str, ...]], Replies | None]
Typed: TypeAlias = Callable[[Context, int, str, str], Replies | Unclear | None]
Nudged: TypeAlias = Callable[[Context, Nudge], Replies]


C = TypeVar("C", bound=Context)
R = TypeVar("R")
P = ParamSpec("P")


def _after_start(flow: Callable[Concatenate[Walker, P], R]) -> Callable[Concatenate[Context, P], R | Replies]:
    """Return a command or a tap for people who have a plan; for others the next question of the start.

    A button from before /delete must not bring anything back.
    """

    def gated(context: Context, /, *arguments: P.args, **named: P.kwargs) -> R | Replies:
        if not isinstance(context, Walker):
            return onboarding.proceed(context)
        return flow(context, *arguments, **named)

    return gated


def _with_walks(flow: Callable[[Walker, tuple[str, ...]], Replies | None]) -> Tapped:
    """Return a tap that speaks of walks to come: red-flag questions come before it; where no walk may be, it is old."""

    def gated(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
        return screens.waiting(walker) or (flow(walker, arguments) if allowed(walker).walk else None)

    return _after_start(gated)


def _answer(flow: Callable[[Walker, int, str, str], Replies | Unclear | None]) -> Typed:
    """Return what takes a typed answer of somebody who has a plan; nobody else is waited for."""

    def gated(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
        return flow(context, entity_id, field, text) if isinstance(context, Walker) else None

    return gated


def _nudge(flow: Callable[[Walker, Nudge], Replies], *, in_a_break: bool = True) -> Nudged:
    """Return a nudge for people who have a plan; to others, and after words of despair, there is nothing to say.

    `in_a_break`: false, where there is nothing to say, either, to somebody who asked to be left in peace.
    """

    def gated(context: Context, nudge: Nudge) -> Replies:
        if not isinstance(context, Walker) or crises.open_of(context.tx, context.user_id) is not None:
            return []
        return flow(context, nudge) if in_a_break or not breaks.is_silent(context) else []

    return gated


def _go(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Do what a command does: a button carries its name. "wrong" and "health" are no commands, only buttons."""
    if arguments[:1] == ("wrong",):
        return screened.something_wrong(context)
    if arguments[:1] == ("health",):
        return _after_start(health.show)(context, "")
    command = COMMANDS.get(arguments[0]) if arguments else None
    return command(context, "") if command else None


def _bare(command: Callable[[C, str], Replies]) -> Callable[[C], Replies]:
    return lambda context: command(context, "")


def _tired(walker: Walker) -> Replies:
    """Answer who is tired: a few minutes count, unless something stands in the way of a walk."""
    if not allowed(walker).walk:
        return today.card(walker)
    return [Say("speak/tired", buttons=[[Button("speak/today", ("go", "today"))]])]


def _start(context: Context, argument: str) -> Replies:
    """Open the form of a page whose link was followed, or begin."""
    opened = instruction.linked(context, argument) if argument else None
    return onboarding.start(context, argument) if opened is None else opened


# /name → flow(context, what stood behind the command). `_after_start`: needs a finished start.
COMMANDS: Mapping[str, Command] = {
    "start": _start,
    "help_now": emergency.help_now,
    "pain": pain.hurt,
    "exercises": exercises.show,
    "tips": learn.tips,
    "why": learn.why,
    "pt": pt.show,
    "help": help.show,
    "about": help.about,
    "privacy": account.privacy,
    "delete": account.delete,
    "language": language.show,
    "export": account.export,
    "settings": _after_start(settings.show),
    "today": _after_start(today.show),
    "progress": _after_start(progress.show),
    "report": _after_start(report.show),
    "answer": _after_start(instruction.show),
    "walk": _after_start(walk.set_off),
    "log": _after_start(told.log),
    "check": _after_start(arc.show),
    "yesterday": _after_start(told.yesterday),
    "undo": _after_start(checkin.undo),
    "pause": _after_start(pausing.pause),
    "resume": _after_start(pausing.resume),
    "stop": pausing.stop,
    "feedback": feedback.ask,
    "admin": operator.show,
}

# first part of a button's tap → flow(context, the other parts); None means "this button is old"
TAPS: Mapping[str, Tapped] = {
    "ob": onboarding.tapped,
    "zone": zone.tapped,
    "scr": screened.tapped,
    "slip": slip.tapped,
    "adv": advice.tapped,
    "safe": emergency.tapped,
    "crisis": crisis.tapped,
    "pain": pain.tapped,
    "go": _go,
    "ex": exercises.tapped,
    "topic": answers.tapped,
    "learn": learn.tapped,
    "pt": pt.tapped,
    "help": help.tapped,
    "acc": account.tapped,
    "lang": language.tapped,
    "set": _after_start(settings.tapped),
    "day": _after_start(daily.tapped),
    "lapse": _with_walks(lapse.tapped),
    "pause": _after_start(pausing.tapped),
    "walk": _after_start(walk.tapped),
    "ci": _after_start(checkin.tapped),
    "told": _after_start(told.tapped),
    "fu": _after_start(followups.tapped),
    "flare": _after_start(flare.tapped),
    "calm": _after_start(calm.tapped),
    "hard": _with_walks(hard_day.tapped),
    "guide": _after_start(guided.tapped),
    "key": _after_start(unlocking.tapped),
    "visit": _after_start(visit.tapped),
    "week": _with_walks(weekly.tapped),
    "arc": _with_walks(arc.tapped),
    "knee": _after_start(knee.tapped),
    "health": _after_start(health.tapped),
    hospital.ROUTE: _after_start(hospital.tapped),
    age_question.ROUTE: age.tapped,
    "test": _after_start(self_test.tapped),
    "plan": _with_walks(action_plan.tapped),
    "reason": _after_start(reason.tapped),
    "thread": _after_start(thread.tapped),
    "progress": _after_start(progress.tapped),
    "trip": _after_start(travel.tapped),
    "feedback": feedback.tapped,
    "op": operator.tapped,
    "report": _after_start(report.tapped),
    restore.ROUTE: restore.tapped,
    "instr": instruction.tapped,
    instruction_told.ROUTE: instruction_told.tapped,
}

# expecting.flow → flow(context, entity_id, field, text); None means "I ask this no more", `Unclear` asks again
TYPED: Mapping[str, Typed] = {
    "onboarding": onboarding.typed,
    "zone": zone.typed,
    "checkin": _answer(checkin.typed_answer),
    "told": _answer(told.answered),
    "walk": _answer(walk.typed),
    "fu": _answer(followups.typed),
    "pain": pain.typed,
    crisis.ROUTE: crisis.typed,
    age_question.ROUTE: age.typed,
    "pt": pt.typed,
    "settings": _answer(settings.typed),
    "pause": _answer(pausing.typed),
    "trip": _answer(travel.typed),
    "visit": _answer(visit.typed),
    "feedback": feedback.typed,
    "op": operator.typed,
    "test": _answer(self_test.typed),
    "hard": _answer(hard_day.typed),
    "report": _answer(report.typed),
    "reason": _answer(reason.typed),
    restore.ROUTE: restore.typed,
    "day": _answer(daily.typed),
    "instr": instruction.typed,
    instruction_told.ROUTE: instruction_told.typed,
}
KEEPS_WORDS = ("feedback", "visit", "report", "op")
"""Commands and expecting.flows that take words as they are, of any length."""


# an intent → what answers it, whoever says it
AT_ANY_TIME: Mapping[str, Callable[[Context], Replies]] = {
    "emergency": _bare(emergency.help_now),
    "pain": pain.hurt_in_a_word,
    "help": _bare(help.show),
    "exercises": _bare(exercises.show),
    "tips": _bare(learn.tips),
    "why": _bare(learn.why),
    "pt": _bare(pt.show),
    "privacy": _bare(account.privacy),
    "delete": _bare(account.delete),
    "language": _bare(language.show),
    "stop": _bare(pausing.stop),
}
# intents that go before any open question that did not understand a text
BEFORE_ANY_QUESTION = ("emergency", "stop", "language")
# an intent → what answers it for someone who has a plan
ONCE_STARTED: Mapping[str, Callable[[Walker], Replies]] = {
    "pause": _bare(pausing.pause),
    "resume": _bare(pausing.resume),
    "today": today.card,
    "may_walk": today.card,
    "walk": _bare(walk.set_off),
    "log": _bare(told.log),
    "yesterday": _bare(told.yesterday),
    "undo": _bare(checkin.undo),
    "settings": _bare(settings.show),
    "health": _bare(health.show),
    "tired": _tired,
    "progress": _bare(progress.show),
}
SHOWN_WHEN_ASKED = ("progress", "may_walk")
"""Shown at once, rather than an answer in general: "what's my streak?", "can I walk now?"."""
# intents that a kind word answers
SAID_BACK = ("thanks", "hello", "fine", "grief", "weather", "stumbled", "longer")
KIND_FIRST = ("grief", "thanks", "pain")
"""Answered before a question that is open is asked again."""
ASKS_OF_PAIN = ("walk", "fu", "pain", "onboarding", "hard")
"""What waits for words or scores of pain, or comes before a plan: "it hurts" leads nowhere else."""
MAY_BE_DANGER = ("stumbled",)
"""The way to the red-flag questions stands below these."""
SMILES = ("thanks",)
NOT_ASKED_AGAIN = ("grief",)
"""Of these: the question that is open can wait."""
CHEERFUL = ("fine", "longer", "weather")
"""Not said where something stands in the way of a walk."""
ASKS_FOR_MORE = ("longer",)
"""Of these: not said, either, on a day that is made easier for whatever reason."""


@dataclass(frozen=True, slots=True)
class NudgeKind:
    """What is said when a nudge of a kind is due; no replies mean that there is nothing to say any more.

    `lane` of the outbox: replies go first, 0. `until`: from when on one that was said, and has not reached its reader,
    need not; None: it always should.
    """

    flow: Nudged
    lane: int
    until: Callable[[Context, Nudge], datetime] | None = None


# a nudge's kind → its flow, its lane, until when it is worth sending
NUDGES: Mapping[str, NudgeKind] = {
    "step": NudgeKind(_nudge(guided.step), 1, scheduling.until_late),
    "snooze": NudgeKind(_nudge(daily.snooze), 1, scheduling.until_window),
    "two_hour": NudgeKind(_nudge(followups.two_hour, in_a_break=False), 2, scheduling.until_quiet),
    "morning": NudgeKind(_nudge(followups.morning, in_a_break=False), 2, scheduling.until_next_day),
    "visit": NudgeKind(_nudge(visit.ask, in_a_break=False), 2),
    "instruction": NudgeKind(_nudge(instruction.over, in_a_break=False), 2),
    "home": NudgeKind(travel.back, 2),
    "crisis": NudgeKind(crisis.ask, 2),
    scheduling.CHECK: NudgeKind(_nudge(screens.next_day), 2),
    "feedback": NudgeKind(feedback.told, 2),
    "daily": NudgeKind(_nudge(daily.daily), 3, scheduling.until_window),
    "evening": NudgeKind(_nudge(daily.evening), 3, scheduling.until_quiet),
    "warn": NudgeKind(retention.warn, 3),
    "expire": NudgeKind(retention.expire, 3),
    "broadcast": NudgeKind(operator.broadcast, 3),
}
