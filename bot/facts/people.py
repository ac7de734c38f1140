"""Who is in front of the coach."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import TypeVar

from bot import places
from bot.content.library import Library
from bot.content.shapes import Line
from bot.domain.coaching.profile import COUNTRY_KNOWN_BY
from bot.domain.rules import Nudges
from bot.facts import instructed
from bot.facts.context import Context, Walker
from bot.places import country_of
from bot.store.database import Transaction
from bot.store.person import consents, profiles

C = TypeVar("C", bound=Context)


def meet(
    tx: Transaction, user_id: int, now: datetime, library: Library, language: str, operators: tuple[int, ...] = ()
) -> Context:
    """Return what is known of somebody: a Walker once their start is finished.

    What a professional said and is over by now ends first, so that nothing below asks for its day.
    """
    found = _known(Context(tx, user_id, now, library, language, profiles.find(tx, user_id), operators))
    if isinstance(found, Walker):
        instructed.keep_holds(found)
    return found


def update(context: C, **changed: object) -> C:
    """Keep some fields of the profile, made where there is none; return the context that knows them."""
    return replace(context, profile=profiles.update(context.tx, context.user_id, **changed))


def started(context: Context, **changed: object) -> Walker:
    """Keep the last fields that the start asks for."""
    walker = _known(update(context, **changed))
    assert isinstance(walker, Walker)
    instructed.keep_holds(walker)  # of what was told at the start, and is over by now
    return walker


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
    found = context.profile
    if found is None or found.zone is None or found.zone_from not in COUNTRY_KNOWN_BY:
        return None
    return lines.get(country_of(found.zone) or "")


def city(context: Context) -> str:
    """Return the city whose clock somebody has: the one they named, else the biggest of their zone."""
    return (context.profile and context.profile.city) or places.city_of(context.zone)


def home_city(walker: Walker) -> str:
    """Return the same of where they live: while travelling that is another."""
    profile = walker.profile
    return city(walker) if profile.home_zone is None else profile.home_city or places.city_of(profile.home_zone)


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
