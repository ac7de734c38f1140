"""From /start to the first walk. The step is the first thing still missing, so that it can stop and go on anywhere.

Nothing is stored before consent is given or refused; a refusal is the only thing stored, and can be changed.
"""

from bot.domain.coaching.profile import (
    AGE_BANDS,
    NO_REGION,
    NOT_ASKED,
    OFTEN,
    REGIONS,
    UNKNOWN_MINUTES,
    Profile,
    age_band,
    missing,
    with_region,
)
from bot.domain.safety.escalation import is_severe
from bot.domain.typed.misread import Misread
from bot.domain.typed.values import MOST_MINUTES
from bot.domain.words.typed_answers import parse_age
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.facts.unanswered import AGE
from bot.flows import heard
from bot.flows.day import today
from bot.flows.parts import zone_question
from bot.flows.parts.asking import Unclear, for_hour
from bot.flows.safety import pain, screens, still_open
from bot.flows.start import first_plan
from bot.flows.start import onboarding_questions as questions
from bot.messages import Edit, Replies, Say, as_new, in_place
from bot.store.person import consents, expecting, profiles, users
from bot.store.safety import screens as screen_rows

SLIP = "onboarding"
"""Where the pain of now is told at the start: see `told_at` of `bot.domain.safety.screening`."""


def start(context: Context, argument: str) -> Replies:
    """Welcome a stranger, go on with someone half-way, show the day to everyone else. A deep link's word is ignored."""
    consent = consents.latest(context.tx, context.user_id)
    if consent is None:
        return questions.welcome(context)
    if not consent.given:
        return [questions.refused()]
    if isinstance(context, Walker):
        return today.card(context)
    return [Say("onboarding/resume"), *proceed(context)]


def proceed(context: Context) -> Replies:
    """Ask the first thing still missing, as a new message; whoever has answered everything sees the day."""
    if not people.consented(context):
        return start(context, "")
    if isinstance(context, Walker):
        return today.card(context)
    profile = context.profile or Profile(context.user_id)
    field = missing(profile)
    assert field is not None
    for kind in ("red_flags", "severe", "start", AGE):
        screen = screen_rows.latest(context.tx, context.user_id, kind)
        if screen and screen.finished_at is None:
            return as_new(screens.ask(context, screen))
    if field == "screen_id":
        screen = screen_rows.latest(context.tx, context.user_id, "start")
        if screen is None:
            return as_new(screens.open_screen(context, "start", "onboarding"))
        context = people.update(context, screen_id=screen.screen_id)
        return proceed(context)
    if field == "zone":
        return zone_question.ask(context)
    if field == "onboarded_at":
        return as_new(first_plan.begin(context))
    expecting.ask(context.tx, context.user_id, "onboarding", 0, field, context.now)
    return [questions.question(context, profile, field)]


def asks_consent(context: Context) -> bool:
    """Tell whether nothing was said about consent yet."""
    return consents.latest(context.tx, context.user_id) is None


def after_screen(context: Context, level: str) -> Replies:
    """Go on below the advice of a screen; in an emergency nothing is asked that could draw the eye from it."""
    if level == "EMERGENCY":
        return [questions.when_safe()]
    return as_new(proceed(context))


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap. One that answers what is no longer asked shows what is."""
    consent = consents.latest(context.tx, context.user_id)
    if consent is None or not consent.given:
        return _consent(context, arguments)
    if isinstance(context, Walker):
        return first_plan.tapped(context, arguments)
    profile = context.profile or Profile(context.user_id)
    asked = missing(profile)
    match arguments:
        case ("age", "under") if asked == "age_band":
            return _too_young(context)
        case ("age", band) if asked == "age_band" and band in AGE_BANDS:
            return _saved(context, age_band=band)
        case ("region", region) if region in (*REGIONS, NO_REGION):
            return _region(context, profile, region)
        case ("more",) if profile.regions:
            return [questions.more_regions(profile.regions)]
        case ("switch", region) if region in REGIONS and profile.regions:
            return _switch(context, profile, region)
        case ("regions_done",) if profile.regions:
            return [questions.regions_noted(profile.regions)]
        case ("pain", score) if asked == "pain_now" and score.isdecimal() and int(score) <= 10:
            return _pain(context, int(score))
        case ("min", minutes, *often) if asked == "comfortable_minutes":
            if minutes == "unsure":
                return _minutes(context, UNKNOWN_MINUTES, *often[:1])
            if minutes.isdecimal() and 1 <= int(minutes) <= MOST_MINUTES:
                return _minutes(context, int(minutes), *often[:1])
        case ("often", often) if asked == "walks_often" and often in OFTEN:
            return _saved(context, walks_often=often)
        case ("hour", minute) if asked == "nudge_minute" and minute.isdecimal() and int(minute) < 24 * 60:
            return _saved(context, nudge_minute=int(minute))
    return in_place(proceed(context))


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take a typed answer; one that is none is told what would do. A word that names a red flag goes first."""
    if isinstance(context, Walker):
        return first_plan.typed(context, text)
    profile = context.profile or Profile(context.user_id)
    if missing(profile) != field:
        return proceed(context)
    match field:
        case "age_band":
            age = parse_age(text)
            if age is not None:
                band = age_band(age)
                return _saved(context, age_band=band) if band else _too_young(context)
        case "regions":
            regions = heard.regions(context, text)
            if regions:
                return _regions_known(context, regions)
        case "pain_now":
            score = heard.score(context, text)
            if isinstance(score, Misread):
                return Unclear([questions.not_understood(field, score.why), *proceed(context)])
            return _pain(context, score)
        case "comfortable_minutes":
            minutes = heard.minutes(context, text, MOST_MINUTES, metres=True)
            if not isinstance(minutes, Misread):
                return _minutes(context, minutes)
            if minutes.why == "unsure":
                return _minutes(context, UNKNOWN_MINUTES)
            walked = heard.checkin(context, text)  # "12 min pain 2"
            if walked and walked.certain and walked.worst is not None and 1 <= (walked.minutes or 0) <= MOST_MINUTES:
                return _minutes(context, walked.minutes or 0)
            return Unclear([questions.not_understood(field, minutes.why), *proceed(context)])
        case "walks_often":
            often = heard.often(context, text)
            if often:
                return _saved(context, walks_often=often)
        case "nudge_minute":
            minute = heard.time(context, text)
            if not isinstance(minute, Misread):
                return _saved(context, nudge_minute=minute)
            if minute.options:
                return for_hour(minute, ("ob", "hour"), [], twelve_hour=context.twelve_hour)
    return Unclear([questions.not_understood(field), *proceed(context)])


def _consent(context: Context, arguments: tuple[str, ...]) -> Replies:
    version = context.rules.onboarding.consent_version
    match arguments:
        case ("agree",):
            users.ensure(context.tx, context.user_id, context.language, context.now)
            consents.record(context.tx, context.user_id, version, True, context.now)
            context = people.update(context)
            return [Edit("onboarding/agreed"), *proceed(context)]
        case ("refuse",):
            consent = consents.latest(context.tx, context.user_id)
            if consent is None:
                users.ensure(context.tx, context.user_id, context.language, context.now)
                consents.record(context.tx, context.user_id, version, False, context.now)
            return [questions.refused()]
        case ("consent",):
            return in_place([questions.consent(context)])
    return start(context, "")


def _too_young(context: Context) -> Replies:
    """Keep nothing but the refusal."""
    goodbye = questions.too_young(still_open.help_facts(context))
    version = context.rules.onboarding.consent_version
    expecting.clear(context.tx, context.user_id)
    profiles.delete(context.tx, context.user_id)
    consents.forget(context.tx, context.user_id)
    consents.record(context.tx, context.user_id, version, False, context.now)
    return [goodbye]


def _saved(context: Context, **fields: object) -> Replies:
    """Keep an answer and put the next question in the place of this one."""
    context = people.update(context, **fields)
    return in_place(proceed(context))


def _region(context: Context, profile: Profile, region: str) -> Replies:
    if profile.regions:  # a second tap on the same button
        return [questions.regions_noted(profile.regions)]
    return _regions_known(context, (region,))


def _regions_known(context: Context, regions: tuple[str, ...]) -> Replies:
    return [questions.regions_noted(regions), *proceed(people.update(context, regions=regions))]


def _switch(context: Context, profile: Profile, region: str) -> Replies:
    regions = with_region(profile.regions, region)
    people.update(context, regions=regions)
    return [questions.more_regions(regions)]


def _pain(context: Context, score: int) -> Replies:
    context = people.update(context, pain_now=score)
    if is_severe(score, context.rules.escalation):
        return pain.severe(context, score, f"{SLIP}-0")
    return in_place(proceed(context))


def score_again(context: Context) -> Replies:
    """Ask for the pain of now anew: the score told was a slip."""
    return in_place(proceed(people.update(context, pain_now=None)))


def _minutes(context: Context, minutes: int, often: str | None = None) -> Replies:
    """Keep the comfortable minutes; how often is asked only where the start dose depends on it."""
    depends = minutes == UNKNOWN_MINUTES or minutes >= context.rules.dosing.seasoned_from
    return _saved(
        context,
        comfortable_minutes=minutes,
        walks_often=often if often in OFTEN else None if depends else NOT_ASKED,
    )
