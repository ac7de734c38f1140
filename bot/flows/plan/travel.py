"""Another time zone for some days: the clock goes along, and comes home by itself."""

from datetime import date, datetime, timedelta

from bot import places
from bot.domain.day import at_local
from bot.facts import people, scheduling
from bot.facts.context import Walker
from bot.flows.parts import zone_question
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge

ROUTE = "trip"
HOME = "home"
DAYS = (3, 7, 14, 30)


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("ask",), ("for", days) or ("home",)."""
    match arguments:
        case ("for", days) if days.isdecimal() and int(days) in DAYS:
            return _away(walker, int(days))
        case ("home",) if walker.profile.home_zone is not None:
            return [_at_home(walker, Edit)]
        case ("home",):
            return None
    return [Edit("travel/ask", {"home": places.city_of(walker.profile.home_zone or walker.zone)}, _rows(walker))]


def back(walker: Walker, nudge: Nudge) -> Replies:
    """Put the clock back when the trip is over; nothing to say where it never changed."""
    if walker.profile.home_zone is None or walker.profile.home_on != nudge.on_day:
        return []
    moved = walker.zone != walker.profile.home_zone
    said = _at_home(walker, Say)
    return [said] if moved else []


def _away(walker: Walker, days: int) -> Replies:
    """Remember the way home, and ask for the zone as the settings do."""
    home = walker.profile.home_zone or walker.zone
    home_on = walker.today + timedelta(days=days)
    home_from = walker.profile.home_zone_from if walker.profile.home_zone else walker.profile.zone_from
    walker = people.update(walker, home_zone=home, home_zone_from=home_from, home_on=home_on)
    nudges.cancel(walker.tx, walker.user_id, HOME)
    due_at = _morning(walker, home_on, home)
    nudges.plan(walker.tx, walker.user_id, f"{HOME}:{home_on}:{walker.now:%H%M%S}", HOME, due_at, home_on)
    return zone_question.ask(walker)


def _at_home(walker: Walker, message: type[Say] | type[Edit]) -> Say | Edit:
    home = walker.profile.home_zone
    back = {"zone": home, "zone_from": walker.profile.home_zone_from}
    walker = people.update(walker, **back, home_zone=None, home_zone_from=None, home_on=None)
    nudges.cancel(walker.tx, walker.user_id, HOME)
    scheduling.plan_daily(walker)
    rows = [[Button("travel/still_away", (ROUTE, "ask")), Button("travel/settings", ("go", "settings"))]]
    return message("travel/home", {"home": places.city_of(home or "UTC")}, rows)


def _morning(walker: Walker, day: date, zone: str) -> datetime:
    return at_local(day, walker.rules.nudges.quiet_until, zone)


def _rows(walker: Walker) -> Rows:
    stays = [Button("travel/days", (ROUTE, "for", str(days)), {"days": days}) for days in DAYS]
    rows = [stays[:2], stays[2:]]
    if walker.profile.home_zone is not None:
        rows.append([Button("travel/home", (ROUTE, "home"))])
    return [*rows, [Button("settings/back", ("set", "back"))]]
