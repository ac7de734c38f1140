"""What is heard without being asked for: free words, places, pictures, changed messages, commands that do not exist.

Red-flag words come first, in every state of a conversation. Nothing is met with silence.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.domain.intents import intent
from bot.domain.profile import missing
from bot.domain.red_words import red_flag
from bot.facts import people
from bot.facts.context import Context
from bot.flows import speak, ways
from bot.flows.day import checkin, today, walk
from bot.flows.own import account, health, help, learn, pt, settings
from bot.flows.plan import exercises, pausing
from bot.flows.safety import emergency, pain, screens
from bot.flows.start import language, onboarding, zone
from bot.messages import Button, Replies, Say
from bot.store import expecting

Answer: TypeAlias = Callable[[Context], Replies]


def red_flags(context: Context, text: str) -> Replies | None:
    """Open the red-flag questions where the text names one, in whatever language, else return None.

    Before consent no answer may be stored, so what to do in an emergency is said at once.
    """
    if red_flag(text, *(heard.triggers for heard in context.heard)) is None:
        return None
    if people.consented(context):
        return screens.open_screen(context, "red_flags", "free_words")
    return emergency.help_now(context, "")


def free_text(context: Context, text: str) -> Replies:
    """Answer text that no question waits for: red-flag words, then a typed check-in, then what its words want."""
    flagged = red_flags(context, text)
    if flagged is not None:
        return flagged
    started = people.onboarded(people.profile(context))
    if started:
        logged = checkin.typed(context, text)
        if logged is not None:
            return logged
    reported = pain.said(context, text)
    if reported is not None:
        return reported
    wanted = context.understood(lambda heard: intent(text, heard.intents)) or ""
    if wanted in AT_ANY_TIME:
        return AT_ANY_TIME[wanted](context)
    if not started and people.consented(context):
        return onboarding.proceed(context)
    if wanted in SAID_BACK:
        return [Say(f"speak/{wanted}", buttons=ways.ways_on(context))]
    if not started:
        return speak.where_things_stand(context)
    if wanted in ONCE_STARTED:
        return ONCE_STARTED[wanted](context)
    return [Say("speak/lost", buttons=ways.ways_on(context))]


def location(context: Context, latitude: float, longitude: float) -> Replies:
    """Give a shared place to who asked for it: the zone question, or else the search for a therapist."""
    expected = expecting.find(context.tx, context.user_id)
    profile = people.profile(context)
    if (expected and expected.flow == "zone") or (profile and missing(profile) == "zone"):
        return zone.located(context, latitude, longitude)
    return pt.located(context, latitude, longitude)


def media(context: Context, kind: str) -> Replies:
    """Answer a "voice", "photo", "sticker" or other message without words."""
    return [Say("speak/media", {"kind": kind}, ways.ways_on(context))]


def edited(context: Context) -> Replies:
    """Answer a message that was changed after it was sent."""
    return [Say("speak/edited", buttons=ways.ways_on(context))]


def unknown_command(context: Context, name: str) -> Replies:
    """Answer a command that does not exist."""
    return [Say("speak/unknown_command", buttons=ways.ways_on(context))]


def _bare(command: Callable[[Context, str], Replies]) -> Answer:
    return lambda context: command(context, "")


def _tired(context: Context) -> Replies:
    return [Say("speak/tired", buttons=[[Button("speak/today", ("go", "today"))]])]


# an intent → what answers it, whoever says it
AT_ANY_TIME: Mapping[str, Answer] = {
    "emergency": _bare(emergency.help_now),
    "despair": _bare(emergency.despair),
    "pain": _bare(pain.hurt),
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
# an intent → what answers it for someone who has a plan
ONCE_STARTED: Mapping[str, Answer] = {
    "pause": _bare(pausing.pause),
    "resume": _bare(pausing.resume),
    "today": today.card,
    "walk": _bare(walk.set_off),
    "log": _bare(checkin.log),
    "yesterday": _bare(checkin.yesterday),
    "undo": _bare(checkin.undo),
    "settings": _bare(settings.show),
    "health": _bare(health.show),
    "tired": _tired,
}
# intents that a kind word answers
SAID_BACK = ("thanks", "hello", "fine")
