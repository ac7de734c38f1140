"""Another time zone for some days: the clock goes along, and comes home by itself."""

from datetime import date, datetime, timedelta

from bot import places
from bot.domain.coaching.profile import CITY
from bot.domain.day import at_local
from bot.facts import people, scheduling
from bot.facts.context import Context, Walker
from bot.flows import heard
from bot.flows.parts import zone_question
from bot.flows.parts.asking import Unclear
from bot.flows.parts.zone_question import cities_said, surely_one
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.person import expecting
from bot.store.safety import crises

ROUTE = "trip"
HOME = "home"
DAYS = (3, 7, 14, 30)
ROOM = 50  # bytes of a tap that are left for a zone and a city


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("ask",), ("for", days), ("city", zone, name) or ("home",)."""
    match arguments:
        case ("city", zone, name) if places.is_zone(zone) and any(name == one.name for one in cities_said(name)):
            return [_ask(walker, Edit, zone, name)]
        case ("for", days) if days.isdecimal() and int(days) in DAYS:
            return _away(walker, int(days))
        case ("home",) if walker.profile.home_zone is not None:
            return [_at_home(walker, Edit)]
        case ("home",):
            return None
    return [_ask(walker, Edit)]


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear:
    """Take what is typed below "how long?": a number of days, or already the city, which is kept till then."""
    days = heard.days(walker, text)
    if days is not None and days <= walker.rules.nudges.pause_most_days:
        return _away(walker, days)
    found = cities_said(text)
    if surely_one(text, found):
        return [_ask(walker, Say, found[0].zone, found[0].name)]
    rows = [
        [
            Button(
                "zone/city",
                (ROUTE, "city", place.zone, place.name),
                {**zone_question.zone_facts(walker, place.zone), "city": place.name, "country": place.country},
            )
        ]
        for place in found
        if ":" not in place.name and len(f"{place.zone}:{place.name}".encode()) <= ROOM
    ]
    return [Say("zone/which", buttons=rows)] if rows else Unclear([_ask(walker, Say)])


def back(context: Context, nudge: Nudge) -> Replies:
    """Put the clock back when the trip is over; nothing to say where it never changed, or after words of despair."""
    if not isinstance(context, Walker):
        return []
    if context.profile.home_zone is None or context.profile.home_on != nudge.on_day:
        return []
    moved = context.zone != context.profile.home_zone
    said = _at_home(context, Say)
    return [said] if moved and crises.open_of(context.tx, context.user_id) is None else []


def _ask(walker: Walker, message: type[Say] | type[Edit], zone: str = "", city: str = "") -> Say | Edit:
    """Ask how long; a city that is known already waits for the answer."""
    expecting.ask(walker.tx, walker.user_id, ROUTE, 0, f"{zone}:{city}", walker.now)
    return message("travel/ask", {"home": people.home_city(walker), "city": city or None}, _rows(walker))


def _away(walker: Walker, days: int) -> Replies:
    """Remember the way home, and ask for the zone as the settings do, unless the city was told already."""
    expected = expecting.find(walker.tx, walker.user_id)
    zone, _, city = expected.field.partition(":") if expected and expected.flow == ROUTE else ("", "", "")
    home = walker.profile.home_zone or walker.zone
    home_on = walker.today + timedelta(days=days)
    home_from = walker.profile.home_zone_from if walker.profile.home_zone else walker.profile.zone_from
    home_city = walker.profile.home_city if walker.profile.home_zone else walker.profile.city
    walker = people.update(walker, home_zone=home, home_zone_from=home_from, home_city=home_city, home_on=home_on)
    nudges.cancel(walker.tx, walker.user_id, HOME)
    due_at = _morning(walker, home_on, home)
    nudges.plan(walker.tx, walker.user_id, f"{HOME}:{home_on}:{walker.now:%H%M%S}", HOME, due_at, home_on)
    if not zone:
        return zone_question.ask(walker)
    expecting.clear(walker.tx, walker.user_id)
    walker = people.update(walker, zone=zone, zone_from=CITY, city=city)
    scheduling.plan_daily(walker)
    facts = {
        **zone_question.zone_facts(walker, zone),
        "city": city,
        "home": people.home_city(walker),
        "home_on": home_on,
    }
    return [Say("travel/away", facts, [[Button("travel/settings", ("go", "settings"))]])]


def _at_home(walker: Walker, message: type[Say] | type[Edit]) -> Say | Edit:
    home = walker.profile.home_zone
    back = {"zone": home, "zone_from": walker.profile.home_zone_from, "city": walker.profile.home_city}
    walker = people.update(walker, **back, home_zone=None, home_zone_from=None, home_city=None, home_on=None)
    nudges.cancel(walker.tx, walker.user_id, HOME)
    scheduling.plan_daily(walker)
    rows = [[Button("travel/still_away", (ROUTE, "ask")), Button("travel/settings", ("go", "settings"))]]
    return message("travel/home", {"home": people.city(walker)}, rows)


def _morning(walker: Walker, day: date, zone: str) -> datetime:
    return at_local(day, walker.rules.nudges.quiet_until, zone)


def _rows(walker: Walker) -> Rows:
    stays = [Button("travel/days", (ROUTE, "for", str(days)), {"days": days}) for days in DAYS]
    rows = [stays[:2], stays[2:]]
    if walker.profile.home_zone is not None:
        rows.append([Button("travel/home", (ROUTE, "home"))])
    return [*rows, [Button("settings/back", ("set", "back"))]]
