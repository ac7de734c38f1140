"""What changed since the start: where it hurts, or something that the safety questions ask about."""

from bot.domain.coaching.profile import NO_REGION, REGIONS, Profile, with_region
from bot.facts import people
from bot.facts.context import Walker
from bot.flows.parts.regions import region_rows
from bot.flows.safety import screens
from bot.messages import Button, Edit, Replies, Rows, Say

ROUTE = "health"
CHANGED = "changed"


def show(walker: Walker, argument: str) -> Replies:
    """Say where it hurts, as far as it is known, and offer to change it."""
    return [_card(walker.profile, Say)]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("show",), ("region", region) or ("changed",): then the safety questions come again, all of them."""
    match arguments:
        case ("show",):
            return [_card(walker.profile, Edit)]
        case ("region", region) if region in (*REGIONS, NO_REGION):
            regions = with_region(walker.profile.regions, region)
            return [_card(people.update(walker, regions=regions).profile, Edit)]
        case ("changed",):
            return screens.open_screen(walker, "start", CHANGED)
    return None


def _card(profile: Profile, message: type[Say] | type[Edit]) -> Say | Edit:
    return message("health/card", {"regions": [r for r in profile.regions if r != NO_REGION]}, _rows(profile))


def _rows(profile: Profile) -> Rows:
    well = [] if profile.regions == (NO_REGION,) else [[Button("onboarding/nowhere", (ROUTE, "region", NO_REGION))]]
    return [
        *region_rows(profile.regions, (ROUTE, "region")),
        *well,
        [Button("health/changed", (ROUTE, "changed"))],
        [Button("health/done", ("go", "today"))],
    ]
