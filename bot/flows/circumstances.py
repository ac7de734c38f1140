"""What a person tells of themselves that goes before any open question: a hospital, a professional's words, an age."""

from dataclasses import dataclass

from bot.domain.words.circumstances import Professional
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
OF_THEMSELVES = ("home_again", "having_a_flare", crisis.NOT_MEANT, crisis.OTHERWISE)
"""Intents that tell of one's own state."""
CHEST = f"{screens.WORDS}:chest"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What a text tells of its writer, beside its intent; `chest`: pain there that is said to be gone, or to come."""

    wanted: str
    age: int | None
    professional: Professional | None
    chest: bool


def read(context: Context, text: str, wanted: str) -> Circumstance | None:
    """Return what a text tells of such things, or None; `wanted`: its intent. Asks nothing of the store."""
    chest = wanted in ("fine", "pain") and heard.names_chest(context, text)
    age_under, professional = heard.age_under(context, text), heard.professional(context, text)
    tells = wanted in OF_THEMSELVES or chest or age_under is not None or professional is not None
    return Circumstance(wanted, age_under, professional, chest) if tells else None


def told(context: Context, text: str, found: Circumstance) -> Replies | None:
    """Answer such words; None: nothing of it can be taken here."""
    if found.wanted in (crisis.NOT_MEANT, crisis.OTHERWISE):
        return crisis.denied(context, text)
    young = age.told(context, found.age) if found.age is not None else None
    if young is not None:
        return young
    if isinstance(context, Walker) and crises.open_of(context.tx, context.user_id) is None:
        if found.wanted == "having_a_flare":
            return flare.told(context) or as_new(today.card(context))
        said = hospital.home(context) if found.wanted == "home_again" else None
        if said is not None:
            return said
    said = instruction_told.told(context, text, found.professional) if found.professional is not None else None
    if said is not None:
        return [*said, *_below(context)]
    if found.chest and people.consented(context):
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
