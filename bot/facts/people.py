"""Who is in front of the coach: facts that nearly every flow asks for first."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.day import local_day
from bot.domain.profile import Profile
from bot.domain.rules import Nudges
from bot.facts.context import Context
from bot.places import country_of
from bot.store import consents, profiles


def profile(context: Context) -> Profile | None:
    """Return what this person told so far; None before consent, after a refusal, after /delete."""
    return profiles.find(context.tx, context.user_id)


def today(context: Context) -> date:
    """Return the person's local day; in UTC as long as their zone is not known."""
    return day_of(context, context.now)


def day_of(context: Context, instant: datetime) -> date:
    """Return the person's local day of an instant."""
    found = profile(context)
    return local_day(instant, (found and found.zone) or "UTC")


def consented(context: Context) -> bool:
    """Tell whether health answers of this person may be stored."""
    consent = consents.latest(context.tx, context.user_id)
    return consent is not None and consent.given


def emergency_number(context: Context) -> str | None:
    """Return the emergency number of the country of somebody's time zone, where both are known."""
    found = profile(context)
    country = country_of(found.zone) if found and found.zone else None
    return context.library.emergency.numbers.get(country) if country else None


def nudge_rules(context: Context, profile: Profile | None) -> Nudges:
    """Return the rules of nudges with the quiet hours that somebody chose."""
    rules = context.library.rules.nudges
    if profile is None or profile.quiet_from is None or profile.quiet_until is None:
        return rules
    return replace(rules, quiet_from=profile.quiet_from, quiet_until=profile.quiet_until)


def onboarded(profile: Profile | None) -> bool:
    """Tell whether onboarding is done."""
    return profile is not None and profile.onboarded_at is not None
