"""Who is in front of the coach: facts that nearly every flow asks for first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.content.shapes import Line
from bot.domain.day import local_day
from bot.domain.profile import COUNTRY_KNOWN_BY, Profile
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
    """Return the emergency number of the country where somebody is, where both are known."""
    line = _line(context, context.library.emergency.numbers)
    return line.number if line else None


def crisis_line(context: Context) -> Line | None:
    """Return who listens to people in despair, day and night, in the country where somebody is; None: not known."""
    return _line(context, context.library.emergency.crisis)


def poison_line(context: Context) -> Line | None:
    """Return who advises on poisons, day and night, in the country where somebody is; None: not known."""
    return _line(context, context.library.emergency.poison)


def _line(context: Context, lines: Mapping[str, Line]) -> Line | None:
    """A zone chosen by its clock says nothing of the country: whoever shares New York's may live in Bogotá."""
    found = profile(context)
    if found is None or found.zone is None or found.zone_from not in COUNTRY_KNOWN_BY:
        return None
    return lines.get(country_of(found.zone) or "")


def nudge_rules(context: Context, profile: Profile | None) -> Nudges:
    """Return the rules of nudges with the quiet hours that somebody chose."""
    rules = context.library.rules.nudges
    if profile is None or profile.quiet_from is None or profile.quiet_until is None:
        return rules
    return replace(rules, quiet_from=profile.quiet_from, quiet_until=profile.quiet_until)


def onboarded(profile: Profile | None) -> bool:
    """Tell whether onboarding is done."""
    return profile is not None and profile.onboarded_at is not None
