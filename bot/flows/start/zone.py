"""Learning the zone, for onboarding and for the settings: a shared place, a typed city, or the time it is now."""

from bot import places
from bot.domain.day import local_minute
from bot.facts import people, scheduling
from bot.facts.context import Context
from bot.flows import heard
from bot.flows.own import settings
from bot.flows.start import onboarding
from bot.flows.start.zone_question import ask, zone_facts
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.places import Place
from bot.store import expecting, profiles

__all__ = ["ask", "located", "tapped", "typed", "zone_facts"]

DAY = 24 * 60
PAGE = 8


def located(context: Context, latitude: float, longitude: float) -> Replies:
    """Take a place that was shared: its zone is kept, the place is not."""
    zone = places.zone_at(latitude, longitude)
    if zone is None:
        return [Say("zone/no_place", buttons=[[Button("zone/by_clock", ("zone", "clocks"))]])]
    return _settled(context, zone)


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies:
    """Take a typed city, country or time. A country is never taken for its biggest city: it may have several clocks."""
    minute = heard.time(context, text)
    if minute is not None:
        return _cities_at(context, minute, 0, Say)
    country = places.country_named(text, context.library.words)
    clocks = places.zones_in(country)[:PAGE] if country else []
    found = _one_for_each_clock(places.cities_named(text))
    if len(clocks) < 2 and found and places.is_name(text) and _stands_out(found):
        return _settled(context, found[0].zone, found[0])
    found = clocks or found
    if not found:
        return [Say("zone/not_found", buttons=[[Button("zone/by_clock", ("zone", "clocks"))]])]
    return [Say("zone/which", buttons=[*_city_rows(context, found), [Button("zone/by_clock", ("zone", "clocks"))]])]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("clocks",), ("clock", minutes ahead of UTC's, page) or ("set", zone)."""
    if not people.consented(context):
        return onboarding.start(context, "")
    match arguments:
        case ("clocks",):
            return [Edit("zone/clocks", buttons=_clock_rows(context))]
        case ("clock", ahead, page) if ahead.isdecimal() and page.isdecimal():
            minute = (local_minute(context.now, "UTC") + int(ahead)) % DAY
            return _cities_at(context, minute, int(page), Edit)
        case ("set", zone) if places.is_zone(zone):
            return [Edit("zone/chosen", zone_facts(context, zone)), *_settled(context, zone)]
    return ask(context)


def _settled(context: Context, zone: str, place: Place | None = None) -> Replies:
    """Keep the zone, take the location keyboard away, and go on with whatever asked."""
    profiles.update(context.tx, context.user_id, zone=zone)
    expected = expecting.find(context.tx, context.user_id)
    if expected and expected.flow == "zone":
        expecting.clear(context.tx, context.user_id)
    facts = {**zone_facts(context, zone), **({"city": place.name} if place else {})}
    found = Say("zone/found", facts, keyboard="remove")
    if not people.onboarded(people.profile(context)):
        return [found, *onboarding.proceed(context)]
    scheduling.plan_daily(context)
    return [found, *settings.zone_changed(context)]


def _clock_rows(context: Context) -> Rows:
    """Return the 24 times that it is somewhere, at full hours from UTC; a half-hour zone is found by its neighbour."""
    now = local_minute(context.now, "UTC")
    clocks = sorted(((now + ahead) % DAY, ahead) for ahead in range(0, DAY, 60))
    buttons = [Button("zone/clock", ("zone", "clock", str(ahead), "0"), {"minute": minute}) for minute, ahead in clocks]
    return [buttons[start : start + 4] for start in range(0, len(buttons), 4)]


def _cities_at(context: Context, minute: int, page: int, message: type[Say] | type[Edit]) -> Replies:
    """Offer the cities where it is about `minute` now, where most people live first."""
    found = places.zones_at_local_time(context.now, minute)
    shown = found[page * PAGE : (page + 1) * PAGE] or found[:PAGE]
    rows = list(_city_rows(context, shown))
    last = [Button("zone/other_time", ("zone", "clocks"))]
    if len(found) > (page + 1) * PAGE:
        ahead = (minute - local_minute(context.now, "UTC")) % DAY
        last.append(Button("zone/more", ("zone", "clock", str(ahead), str(page + 1))))
    return [message("zone/cities", {"found": bool(found)}, [*rows, last])]


def _city_rows(context: Context, found: list[Place]) -> Rows:
    return [
        [
            Button(
                "zone/city",
                ("zone", "set", place.zone),
                {**zone_facts(context, place.zone), "city": place.name, "country": place.country},
            )
        ]
        for place in found
    ]


def _one_for_each_clock(found: list[Place]) -> list[Place]:
    """Keep the first of the cities that share a zone: whichever is meant, the clock is the same."""
    zones: dict[str, Place] = {}
    for place in found:
        zones.setdefault(place.zone, place)
    return list(zones.values())


def _stands_out(found: list[Place]) -> bool:
    """Tell whether the first city is surely meant: alone on its clock, or ten times as big as the next."""
    return len(found) == 1 or found[0].population >= 10 * found[1].population
