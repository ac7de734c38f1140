"""Another time zone for some days: the clock goes along, and comes home by itself."""

from datetime import date, datetime, timedelta

from bot import places
from bot.domain.day import at_local
from bot.domain.profile import Profile
from bot.facts import people, scheduling
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.start import zone_question
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.store import nudges, profiles
from bot.store.nudges import Nudge

ROUTE = "trip"
HOME = "home"
DAYS = (3, 7, 14, 30)


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("ask",), ("for", days) or ("home",)."""
    profile = people.profile(context)
    if profile is None or not people.onboarded(profile):
        return speak.where_things_stand(context)
    match arguments:
        case ("for", days) if days.isdecimal() and int(days) in DAYS:
            return _away(context, profile, int(days))
        case ("home",) if profile.home_zone is not None:
            return [_at_home(context, profile, Edit)]
        case ("home",):
            return speak.where_things_stand(context)
    return [Edit("travel/ask", {"home": places.city_of(profile.home_zone or profile.zone or "UTC")}, _rows(profile))]


def back(context: Context, nudge: Nudge) -> Replies:
    """Put the clock back when the trip is over; nothing to say where it never changed."""
    profile = people.profile(context)
    if profile is None or profile.home_zone is None or profile.home_on != nudge.on_day:
        return []
    moved = profile.zone != profile.home_zone
    said = _at_home(context, profile, Say)
    return [said] if moved else []


def _away(context: Context, profile: Profile, days: int) -> Replies:
    """Remember the way home, and ask for the zone as the settings do."""
    home = profile.home_zone or profile.zone or "UTC"
    home_on = people.today(context) + timedelta(days=days)
    profiles.update(context.tx, context.user_id, home_zone=home, home_on=home_on)
    nudges.cancel(context.tx, context.user_id, HOME)
    due_at = _morning(context, home_on, home)
    nudges.plan(context.tx, context.user_id, f"{HOME}:{home_on}:{context.now:%H%M%S}", HOME, due_at, home_on)
    return zone_question.ask(context)


def _at_home(context: Context, profile: Profile, message: type[Say] | type[Edit]) -> Say | Edit:
    profiles.update(context.tx, context.user_id, zone=profile.home_zone, home_zone=None, home_on=None)
    nudges.cancel(context.tx, context.user_id, HOME)
    scheduling.plan_daily(context)
    rows = [[Button("travel/still_away", (ROUTE, "ask")), Button("travel/settings", ("go", "settings"))]]
    return message("travel/home", {"home": places.city_of(profile.home_zone or "UTC")}, rows)


def _morning(context: Context, day: date, zone: str) -> datetime:
    return at_local(day, context.library.rules.nudges.quiet_until, zone)


def _rows(profile: Profile) -> Rows:
    stays = [Button("travel/days", (ROUTE, "for", str(days)), {"days": days}) for days in DAYS]
    rows = [stays[:2], stays[2:]]
    if profile.home_zone is not None:
        rows.append([Button("travel/home", (ROUTE, "home"))])
    return [*rows, [Button("settings/back", ("set", "back"))]]
