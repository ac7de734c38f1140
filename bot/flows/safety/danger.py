"""Danger that free words tell of: heard before anything else, in every state, in every language.

`heard` is the only door.
"""

from bot.domain.safety.crisis import DESPAIR, OVERDOSE
from bot.domain.words.hearing import MAYBE, danger
from bot.facts import people
from bot.facts.context import Context
from bot.flows.safety import crisis, emergency, screens
from bot.messages import Replies

NO_QUESTION_FIRST = ("ask", "other")
"""Signs: somebody asks for help, or tells of somebody else. What to do in an emergency is said at once."""


def heard(context: Context, text: str) -> Replies | None:
    """Answer a text that tells of danger, else return None.

    Overdose and despair have replies of their own, without a question first; where little speaks for despair, it is
    asked. All else opens the red-flag questions, led by the one about what was told; before consent no answer may be
    stored, so what to do in an emergency is said.
    """
    told = danger(text, context.library.ears(context.language), context.rules.hearing)
    if told is None:
        return None
    if told.sign == MAYBE:
        return crisis.ask_quietly(context)
    if told.kind in (DESPAIR, OVERDOSE):
        return crisis.told(context, told.kind, told.sure)
    if told.sign in NO_QUESTION_FIRST or not people.consented(context):
        return emergency.help_now(context, "")
    question = context.library.screening.told.get(told.sign)
    return screens.open_screen(context, "red_flags", f"{screens.WORDS}:{question}" if question else screens.WORDS)
