"""An age under 18 that somebody tells after the start: asked once, then nothing of theirs is kept but the refusal."""

from bot.domain.coaching.profile import Profile, missing
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.flows import heard
from bot.flows.start import onboarding_questions as questions
from bot.messages import Button, Edit, Replies, Say
from bot.store.person import consents, expecting, users

ROUTE = "age"


def told(context: Context, text: str) -> Replies | None:
    """Ask somebody who tells an age under 18 whether it is theirs; None: the text tells none, or nothing is kept."""
    age = heard.age_under(context, text)
    if age is None or not people.consented(context) or _is_asked(context):
        return None
    expecting.clear(context.tx, context.user_id)
    rows = [[Button("onboarding/under", (ROUTE, "under"))], [Button("onboarding/adult", (ROUTE, "adult"))]]
    return [Say("onboarding/age_told", {"age": age}, rows)]


def _is_asked(context: Context) -> bool:
    """Tell whether the start asks for the age: an answer to that needs no second question."""
    profile = context.profile or Profile(context.user_id)
    return not isinstance(context, Walker) and missing(profile) == "age_band"


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take the answer: ("under",) or ("adult",). A tap after everything was deleted is old."""
    if not people.consented(context):
        return None
    match arguments:
        case ("under",):
            version = context.rules.onboarding.consent_version
            users.delete(context.tx, context.user_id)
            users.ensure(context.tx, context.user_id, context.language, context.now)
            consents.record(context.tx, context.user_id, version, False, context.now)
            return [questions.too_young()]
        case ("adult",):
            return [Edit("onboarding/adult_told", buttons=[[Button("onboarding/go_on_adult", ("go", "today"))]])]
    return None
