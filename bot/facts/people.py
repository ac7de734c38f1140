"""Who is in front of the coach."""

from dataclasses import fields, replace
from datetime import datetime
from typing import TypeVar

from bot.content.library import Library
from bot.domain.rules import Nudges
from bot.facts.context import Context, Walker
from bot.places import country_of
from bot.store import consents, profiles
from bot.store.database import Transaction

C = TypeVar("C", bound=Context)


def meet(
    tx: Transaction, user_id: int, now: datetime, library: Library, language: str, operators: tuple[int, ...] = ()
) -> Context:
    """Return what is known of somebody: a Walker once their start is finished."""
    return _known(Context(tx, user_id, now, library, language, profiles.find(tx, user_id), operators))


def update(context: C, **changed: object) -> C:
    """Keep some fields of the profile, made where there is none; return the context that knows them."""
    return replace(context, profile=profiles.update(context.tx, context.user_id, **changed))


def started(context: Context, **changed: object) -> Walker:
    """Keep the last fields that the start asks for."""
    walker = _known(update(context, **changed))
    assert isinstance(walker, Walker)
    return walker


def consented(context: Context) -> bool:
    """Tell whether health answers of this person may be stored."""
    consent = consents.latest(context.tx, context.user_id)
    return consent is not None and consent.given


def emergency_number(context: Context) -> str | None:
    """Return the emergency number of the country of somebody's time zone, where both are known."""
    zone = context.profile.zone if context.profile else None
    country = country_of(zone) if zone else None
    return context.library.emergency.numbers.get(country) if country else None


def nudge_rules(context: Context) -> Nudges:
    """Return the rules of nudges with the quiet hours that somebody chose."""
    rules, profile = context.rules.nudges, context.profile
    if profile is None or profile.quiet_from is None or profile.quiet_until is None:
        return rules
    return replace(rules, quiet_from=profile.quiet_from, quiet_until=profile.quiet_until)


def _known(context: Context) -> Context:
    if context.profile is None or context.profile.onboarded_at is None:
        return context
    return Walker(**{field.name: getattr(context, field.name) for field in fields(context)})
