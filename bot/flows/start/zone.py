"""Learning the zone, for onboarding and for the settings: a shared place, a typed city, or the time it is now."""

from bot import places
from bot.domain.coaching.profile import CITY, CLOCK, LOCATION
from bot.domain.day import local_minute
from bot.domain.typed.misread import Misread
from bot.domain.typed.zones import ZoneSaid, read_zone
from bot.facts import people, scheduling
from bot.facts.context import Context, Walker
from bot.flows import heard
from bot.flows.own import settings
from bot.flows.parts.asking import Unclear
from bot.flows.parts.zone_question import THE_PLAN, ask, cities_said, surely_one, zone_facts
from bot.flows.start import first_plan, onboarding
from bot.messages import Button, Edit, Replies, Rows, Say, in_rows
from bot.places import Place
from bot.store.person import expecting

__all__ = ["ask", "located", "tapped", "typed", "zone_facts"]

DAY = 24 * 60
PAGE = 6
ROOM = 60  # bytes of a tap


def located(context: Context, latitude: float, longitude: float) -> Replies:
    """Take a place that was shared: its zone is kept, the place is not."""
    zone = places.zone_at(latitude, longitude)
    if zone is None:
        return [Say("zone/no_place", buttons=[[Button("zone/by_clock", ("zone", "clocks"))]])]
    return _settled(context, zone, LOCATION)


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear:
    """Take a typed zone, time, city or country.

    A country is never taken for its biggest city: it may have several clocks; nor is a name that several cities have.
    """
    said = read_zone(text, context.library.zone_names, places.zones())
    if not isinstance(said, Misread):
        return _zone_said(context, said)
    minute = heard.time(context, text)
    if not isinstance(minute, Misread):
        return _cities_at(context, minute, 0, Say)
    country = places.country_named(text, context.library.words)
    clocks = places.zones_in(country)[:PAGE] if country else []
    found = cities_said(text)
    if len(clocks) < 2 and surely_one(text, found):
        return _settled(context, found[0].zone, CITY, found[0])
    found = clocks or found
    if not found:
        return Unclear([Say("zone/not_found", buttons=[[Button("zone/by_clock", ("zone", "clocks"))]])])
    return [
        Say("zone/which", buttons=[*_city_rows(context, found, CITY), [Button("zone/by_clock", ("zone", "clocks"))]])
    ]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("clocks",), ("clock", minutes ahead of UTC's, page) or ("set", zone, how found)."""
    if not people.consented(context):
        return onboarding.start(context, "")
    match arguments:
        case ("clocks",):
            return [Edit("zone/clocks", buttons=_clock_rows(context))]
        case ("clock", ahead, page) if ahead.isdecimal() and page.isdecimal():
            minute = (local_minute(context.now, "UTC") + int(ahead)) % DAY
            return _cities_at(context, minute, int(page), Edit)
        case ("set", zone, *found_by) if places.is_zone(zone):
            by = CITY if found_by[:1] == [CITY] else CLOCK
            place = _place_named(found_by[1], zone) if len(found_by) > 1 else None
            city = {"city": place.name} if place else {}
            return [Edit("zone/chosen", {**zone_facts(context, zone), **city}), *_settled(context, zone, by, place)]
    return ask(context)


def _settled(context: Context, zone: str, found_by: str, place: Place | None = None) -> Replies:
    """Keep the zone, take the location keyboard away, and go on with whatever asked."""
    city = place.name if place and found_by == CITY else None
    context = people.update(context, zone=zone, zone_from=found_by, city=city)
    expected = expecting.find(context.tx, context.user_id)
    if expected and expected.flow == "zone":
        expecting.clear(context.tx, context.user_id)
    facts = {**zone_facts(context, zone), **({"city": place.name} if place else {})}
    found = Say("zone/found", facts, keyboard="remove")
    if not isinstance(context, Walker):
        return [found, *onboarding.proceed(context)]
    if expected and expected.entity_id == THE_PLAN and first_plan.is_fresh(context):
        return [found, *first_plan.zone_changed(context)]
    scheduling.plan_daily(context)
    return [found, *settings.zone_changed(context)]


def _clock_rows(context: Context) -> Rows:
    """Return the 24 times that it is somewhere, at full hours from UTC; a half-hour zone is found by its neighbour."""
    now = local_minute(context.now, "UTC")
    clocks = sorted(((now + ahead) % DAY, ahead) for ahead in range(0, DAY, 60))
    buttons = [Button("zone/clock", ("zone", "clock", str(ahead), "0"), {"minute": minute}) for minute, ahead in clocks]
    return in_rows(buttons, 4)


def _cities_at(context: Context, minute: int, page: int, message: type[Say] | type[Edit]) -> Replies:
    """Offer the cities where it is about `minute` now, where most people live first."""
    found = places.zones_at_local_time(context.now, minute)
    shown = found[page * PAGE : (page + 1) * PAGE] or found[:PAGE]
    rows = list(_city_rows(context, shown, CLOCK))
    last = [Button("zone/other_time", ("zone", "clocks"))]
    if len(found) > (page + 1) * PAGE:
        ahead = (minute - local_minute(context.now, "UTC")) % DAY
        last.append(Button("zone/more", ("zone", "clock", str(ahead), str(page + 1))))
    return [message("zone/cities", {"found": bool(found)}, [*rows, last])]


def _city_rows(context: Context, found: list[Place], found_by: str) -> Rows:
    return [
        [
            Button(
                "zone/city",
                _tap_for(place, found_by),
                {**zone_facts(context, place.zone), "city": place.name, "country": place.country},
            )
        ]
        for place in found
    ]


def _zone_said(context: Context, said: ZoneSaid) -> Replies:
    """Keep the zone that was named; of a distance from UTC, and of a name that several zones have, offer the cities.

    A zone is a clock: it does not say in which country somebody is.
    """
    if said.ahead is not None:
        return _cities_at(context, (local_minute(context.now, "UTC") + said.ahead) % DAY, 0, Say)
    if len(said.zones) == 1:
        return _settled(context, said.zones[0], CLOCK)
    cities = [place for place in map(places.biggest_in, said.zones) if place]
    by_clock = [Button("zone/by_clock", ("zone", "clocks"))]
    return [Say("zone/which", buttons=[*_city_rows(context, cities, CLOCK), by_clock])]


def _tap_for(place: Place, found_by: str) -> tuple[str, ...]:
    """Return the tap that takes a city; its name goes along where there is room, so that it is said back."""
    tap = ("zone", "set", place.zone, found_by)
    fits = len(":".join((*tap, place.name)).encode()) <= ROOM and ":" not in place.name
    return (*tap, place.name) if fits else tap


def _place_named(name: str, zone: str) -> Place | None:
    return next((place for place in places.cities_named(name) if (place.name, place.zone) == (name, zone)), None)
