"""What a person tells of themselves that goes before any open question: a hospital, a professional's words, an age."""

from bot.facts import people
from bot.facts.context import Context, Walker
from bot.flows import heard
from bot.flows.day import today
from bot.flows.own import hospital, instruction_told
from bot.flows.safety import crisis, flare, screens, still_open
from bot.flows.start import age, onboarding, onboarding_questions
from bot.messages import Replies, as_new
from bot.store.safety import crises

IN_HOSPITAL = "in_hospital"
"""An intent."""
CHEST = f"{screens.WORDS}:chest"


def told_of(context: Context, text: str, wanted: str) -> bool:
    """Tell whether a text may tell of such a thing; asks nothing of the store."""
    return (
        wanted in ("home_again", "having_a_flare", crisis.NOT_MEANT, crisis.OTHERWISE)
        or _of_the_chest(context, text, wanted)
        or heard.age_under(context, text) is not None
        or heard.professional(context, text) is not None
    )


def told(context: Context, text: str, wanted: str) -> Replies | None:
    """Answer such words; `wanted`: their intent. None: the text tells of nothing of the kind."""
    if wanted in (crisis.NOT_MEANT, crisis.OTHERWISE):
        return crisis.denied(context, text)
    young = age.told(context, text)
    if young is not None:
        return young
    if isinstance(context, Walker) and crises.open_of(context.tx, context.user_id) is None:
        if wanted == "having_a_flare":
            return flare.told(context) or as_new(today.card(context))
        said = hospital.home(context) if wanted == "home_again" else None
        if said is not None:
            return said
    said = instruction_told.told(context, text)
    if said is not None:
        return [*said, *_below(context)]
    if _of_the_chest(context, text, wanted) and people.consented(context):
        return screens.open_screen(context, "red_flags", CHEST)  # pain in the chest that went away is asked about
    return None


def _below(context: Context) -> Replies:
    """Return what is open; where no danger is, the next question of a start, before consent the one for consent."""
    still = still_open.below(context)
    if still or isinstance(context, Walker):
        return still
    if onboarding.asks_consent(context):
        return [onboarding_questions.consent(context)]
    return as_new(onboarding.proceed(context))


def _of_the_chest(context: Context, text: str, wanted: str) -> bool:
    return wanted in ("fine", "pain") and heard.names_chest(context, text)
