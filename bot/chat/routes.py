"""Which words, buttons and moments lead to which flow. One readable table each."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.facts import people
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.back import progress, report
from bot.flows.day import checkin, daily, followups, guided, lapse, today, walk
from bot.flows.own import account, feedback, health, help, learn, operator, pt, retention, settings
from bot.flows.plan import action_plan, arc, exercises, knee, pausing, self_test, travel, unlocking, weekly
from bot.flows.safety import advice, emergency, flare, pain, screened, visit
from bot.flows.start import language, onboarding, zone
from bot.messages import Replies
from bot.store.nudges import Nudge

Command: TypeAlias = Callable[[Context, str], Replies]
Tapped: TypeAlias = Callable[[Context, tuple[str, ...]], Replies]
Typed: TypeAlias = Callable[[Context, int, str, str], Replies | None]
Nudged: TypeAlias = Callable[[Context, Nudge], Replies]


def _after_start(flow: Command) -> Command:
    """Return `flow` for people who have a plan; for others the next question of the start."""

    def gated(context: Context, argument: str) -> Replies:
        if not people.onboarded(people.profile(context)):
            return onboarding.proceed(context)
        return flow(context, argument)

    return gated


def _tap_after_start(flow: Tapped) -> Tapped:
    """Return `flow` for people who have a plan: a button from before /delete must not bring anything back."""

    def gated(context: Context, arguments: tuple[str, ...]) -> Replies:
        if not people.onboarded(people.profile(context)):
            return onboarding.proceed(context)
        return flow(context, arguments)

    return gated


def _go(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Do what a command does: a button that stands for one carries its name."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    return command(context, "") if command else speak.where_things_stand(context)


# /name → flow(context, what stood behind the command). `_after_start`: needs a finished start.
COMMANDS: Mapping[str, Command] = {
    "start": onboarding.start,
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
    "walk": _after_start(walk.set_off),
    "log": _after_start(checkin.log),
    "check": _after_start(arc.show),
    "yesterday": _after_start(checkin.yesterday),
    "undo": _after_start(checkin.undo),
    "pause": _after_start(pausing.pause),
    "resume": _after_start(pausing.resume),
    "stop": pausing.stop,
    "feedback": feedback.ask,
    "admin": operator.show,
}

# first part of a button's tap → flow(context, the other parts)
TAPS: Mapping[str, Tapped] = {
    "ob": onboarding.tapped,
    "zone": zone.tapped,
    "scr": screened.tapped,
    "adv": advice.tapped,
    "safe": emergency.tapped,
    "pain": pain.tapped,
    "go": _go,
    "ex": exercises.tapped,
    "learn": learn.tapped,
    "pt": pt.tapped,
    "help": help.tapped,
    "acc": account.tapped,
    "lang": language.tapped,
    "set": _tap_after_start(settings.tapped),
    "day": _tap_after_start(daily.tapped),
    "lapse": _tap_after_start(lapse.tapped),
    "pause": _tap_after_start(pausing.tapped),
    "walk": _tap_after_start(walk.tapped),
    "ci": _tap_after_start(checkin.tapped),
    "fu": _tap_after_start(followups.tapped),
    "flare": _tap_after_start(flare.tapped),
    "guide": _tap_after_start(guided.tapped),
    "key": _tap_after_start(unlocking.tapped),
    "visit": _tap_after_start(visit.tapped),
    "week": _tap_after_start(weekly.tapped),
    "arc": _tap_after_start(arc.tapped),
    "knee": _tap_after_start(knee.tapped),
    "health": _tap_after_start(health.tapped),
    "test": _tap_after_start(self_test.tapped),
    "plan": _tap_after_start(action_plan.tapped),
    "progress": _tap_after_start(progress.tapped),
    "trip": _tap_after_start(travel.tapped),
    "feedback": feedback.tapped,
    "op": operator.tapped,
    "report": _tap_after_start(report.tapped),
}

# expecting.flow → flow(context, entity_id, field, text); None means "that was no answer to my question"
TYPED: Mapping[str, Typed] = {
    "onboarding": onboarding.typed,
    "zone": zone.typed,
    "checkin": checkin.typed_answer,
    "pain": pain.typed,
    "pt": pt.typed,
    "settings": settings.typed,
    "pause": pausing.typed,
    "visit": visit.typed,
    "feedback": feedback.typed,
    "op": operator.typed,
    "test": self_test.typed,
    "report": report.typed,
}

# a nudge's kind → flow(context, nudge); no replies means that there is nothing to say any more
NUDGES: Mapping[str, Nudged] = {
    "daily": daily.daily,
    "snooze": daily.snooze,
    "evening": daily.evening,
    "two_hour": followups.two_hour,
    "morning": followups.morning,
    "visit": visit.ask,
    "step": guided.step,
    "home": travel.back,
    "warn": retention.warn,
    "expire": retention.expire,
    "feedback": feedback.told,
    "broadcast": operator.broadcast,
}
