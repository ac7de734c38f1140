"""Danger that free words tell of: heard before anything else, in every state, in every language.

`heard` is the only door.
"""

from bot.domain.safety.crisis import DESPAIR, OVERDOSE
from bot.domain.words.hearing import MAYBE, danger
from bot.domain.words.intents import intent
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.flows.heard import another, anothers_life, command
from bot.flows.safety import crisis, emergency, screens
from bot.messages import Replies
from bot.store.diary import walks

NO_QUESTION_FIRST = ("ask", "other")
"""Signs: somebody asks for help, or tells of somebody else. What to do in an emergency is said at once."""

ENDS = "end_walk"
"""An intent: words that may mean the end of a walk, or of a life."""


EXPLAINED = ("in_hospital", "having_a_flare", crisis.NOT_MEANT, crisis.OTHERWISE)
"""Intents: a message that is just that has an answer of its own, unless a rule hears danger in it."""
EXPLAINED_SIGNS = ("", "ask", MAYBE)
"""Signs of what no rule heard, or of asking for an ambulance that is on its way."""


def heard(context: Context, text: str) -> Replies | None:
    """Answer a text that tells of danger, else return None.

    Overdose and despair have replies of their own, without a question first; where little speaks for despair, it is
    asked. While a walk is under way "end it here" may mean the walk, and is asked about.
    All else opens the red-flag questions, led by the one about what was told; before consent no answer may be
    stored, so what to do in an emergency is said.
    """
    told = danger(text, context.library.ears(context.language), context.rules.hearing)
    if told is not None and told.sign in EXPLAINED_SIGNS and command(context, text) in EXPLAINED:
        return None
    if told is None or told.kind == DESPAIR:
        walk = _walk_that_may_end(context, text)
        if walk is not None:
            return crisis.ask_on_a_walk(context, walk)
    if told is None:
        return None
    of_them = told.sign == MAYBE and crisis.speaks_of_another(context) and another(context, text)
    if told.kind in (DESPAIR, OVERDOSE) and (of_them or anothers_life(context, text)):
        return crisis.about_another(context, told.kind)
    if told.sign == MAYBE:
        return crisis.ask_quietly(context)
    if told.kind in (DESPAIR, OVERDOSE):
        return crisis.told(context, told.kind, told.sure)
    if told.sign in NO_QUESTION_FIRST or not people.consented(context):
        return emergency.help_now(context, "")
    question = context.library.screening.told.get(told.sign)
    return screens.open_screen(context, "red_flags", f"{screens.WORDS}:{question}" if question else screens.WORDS)


def _walk_that_may_end(context: Context, text: str) -> int | None:
    """Return the id of the walk under way that a text may want to end: "end it here"; None: there is none."""
    if not isinstance(context, Walker) or context.understood(lambda heard: intent(text, heard.intents)) != ENDS:
        return None
    today = walks.of_day(context.tx, context.user_id, context.today)
    under_way = (walk.walk_id for walk in today if walk.started_at is not None and walk.logged_at is None)
    return next(under_way, None)
