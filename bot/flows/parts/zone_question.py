"""The question where on the clock a person lives. `bot.flows.start.zone` takes the answers."""

from bot import places
from bot.domain.day import local_minute
from bot.domain.time_words import twelve_hour
from bot.facts.context import Context
from bot.messages import Button, Facts, Replies, Say
from bot.places import Place
from bot.store.person import expecting

STANDS_OUT = 20
"""Times as many people as in the next city of that name: Paris is taken for Paris, Guadalajara is asked about."""


THE_PLAN = 1
"""Below the first plan it was asked for: the plan is shown again."""


def cities_said(text: str) -> list[Place]:
    """Return the cities that a text may name, the likeliest first, one of each clock."""
    zones: dict[str, Place] = {}
    for place in places.cities_named(text):
        zones.setdefault(place.zone, place)
    return list(zones.values())


def surely_one(text: str, found: list[Place]) -> bool:
    """Tell whether the first city is surely meant: its very name, and no other clock has one, or a far smaller one."""
    if not found or not places.is_name(text):
        return False
    return len(found) == 1 or found[0].population >= STANDS_OUT * found[1].population


def ask(context: Context, asker: int = 0) -> Replies:
    """Ask for the zone: a city typed, the clock tapped, or the place shared once. `asker`: `THE_PLAN`, or another."""
    expecting.ask(context.tx, context.user_id, "zone", asker, "zone", context.now)
    return [
        Say(
            "zone/ask",
            {"trip": context.profile is not None and context.profile.home_zone is not None},
            [[Button("zone/by_clock", ("zone", "clocks"))]],
        ),
        Say("zone/share", keyboard="location"),
    ]


def zone_facts(context: Context, zone: str) -> Facts:
    """Return what a message says about a zone: the name people know it by, and the time there."""
    return {
        "city": places.city_of(zone),
        "minute": local_minute(context.now, zone),
        "twelve_hour": twelve_hour(places.country_of(zone)),
    }
