"""The question where on the clock a person lives. `bot.flows.zone` takes the answers."""

from bot import places
from bot.domain.day import local_minute
from bot.domain.time_words import twelve_hour
from bot.facts.context import Context
from bot.messages import Button, Facts, Replies, Say
from bot.store.person import expecting


def ask(context: Context) -> Replies:
    """Ask for the zone: a city typed, the clock tapped, or the place shared once."""
    expecting.ask(context.tx, context.user_id, "zone", 0, "zone", context.now)
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
