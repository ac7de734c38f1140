"""An age under 18 that somebody tells after it was asked: until they answer whether it is theirs no walk is offered.

Is it theirs, nothing is kept but the refusal.
"""

from bot.domain.coaching.profile import Profile, missing
from bot.domain.safety.screening import Screen
from bot.domain.typed.misread import Misread
from bot.domain.words.circumstances import ADULT_FROM
from bot.domain.words.typed_answers import parse_age
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.facts.unanswered import AGE
from bot.flows import heard
from bot.flows.parts.age_question import ROUTE
from bot.flows.parts.asking import Unclear
from bot.flows.safety import ladder, screens, still_open
from bot.flows.start import onboarding
from bot.flows.start import onboarding_questions as questions
from bot.messages import Button, Edit, Replies, as_new
from bot.store.person import consents, expecting, users
from bot.store.safety import screens as store


def told(context: Context, age: int) -> Replies | None:
    """Ask somebody who tells an age under 18 whether it is theirs; None: nothing is kept yet, or the start asks.

    Danger that is open stands alone: the question comes once it is answered.
    """
    if not people.consented(context) or _is_asked(context):
        return None
    trigger = f"{AGE}-{age}"
    if not still_open.is_dangerous(context):
        return as_new(screens.open_screen(context, AGE, trigger))
    open_still = still_open.below(context)
    store.start(context.tx, context.user_id, AGE, trigger, context.rules.version, context.now)
    return open_still


def _is_asked(context: Context) -> bool:
    """Tell whether the start asks for the age: an answer to that needs no second question."""
    profile = context.profile or Profile(context.user_id)
    return not isinstance(context, Walker) and missing(profile) == "age_band"


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take the answer: ("under",) or ("adult",). A tap on a question that is open no more is old."""
    if _open(context) is None:
        return None
    match arguments:
        case ("under",):
            return _under(context)
        case ("adult",):
            return _adult(context)
    return None


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take a typed yes or no, or an age; None: it is asked no more."""
    screen = _open(context)
    if screen is None:
        return None
    theirs, age = heard.yes(context, text), parse_age(text)
    if not isinstance(theirs, Misread):
        return as_new(_under(context) if theirs else _adult(context))
    return as_new(_adult(context)) if age is not None and age >= ADULT_FROM else Unclear(screens.ask(context, screen))


def _open(context: Context) -> Screen | None:
    """Return the round that asks for the age, where it waits for its answer."""
    screen = store.latest(context.tx, context.user_id, AGE)
    return screen if screen is not None and screen.finished_at is None else None


def _under(context: Context) -> Replies:
    goodbye = questions.too_young(still_open.help_facts(context), planned=isinstance(context, Walker))
    version = context.rules.onboarding.consent_version
    users.delete(context.tx, context.user_id)
    users.ensure(context.tx, context.user_id, context.language, context.now)
    consents.record(context.tx, context.user_id, version, False, context.now)
    return [goodbye]


def _adult(context: Context) -> Replies:
    """Go on; what the ladder of rules kept back for the question follows."""
    screen = _open(context)
    if screen is not None:
        store.drop(context.tx, screen)
    expecting.answered(context.tx, context.user_id, ROUTE, 0)
    if not isinstance(context, Walker):
        return [Edit("onboarding/adult_told"), *as_new(onboarding.proceed(context))]
    on = [[Button("safety/go_on", ("go", "today"))]]
    return [Edit("onboarding/adult_told", buttons=on), *as_new(ladder.evaluate(context))]
