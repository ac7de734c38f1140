"""What changed since the start: where it hurts, or something that the safety questions ask about."""

from bot.domain.profile import NO_REGION, REGIONS, Profile, with_region
from bot.facts import people
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.safety import screens
from bot.flows.start.onboarding_questions import region_rows
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.store import profiles

ROUTE = "health"
CHANGED = "changed"


def show(context: Context, argument: str) -> Replies:
    """Say where it hurts, as far as it is known, and offer to change it."""
    profile = people.profile(context)
    if profile is None or not people.onboarded(profile):
        return speak.where_things_stand(context)
    return [_card(profile, Say)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("show",), ("region", region) or ("changed",): then the safety questions come again, all of them."""
    profile = people.profile(context)
    if profile is None:
        return speak.where_things_stand(context)
    match arguments:
        case ("show",):
            return [_card(profile, Edit)]
        case ("region", region) if region in (*REGIONS, NO_REGION):
            profiles.update(context.tx, context.user_id, regions=with_region(profile.regions, region))
            changed = people.profile(context)
            assert changed is not None
            return [_card(changed, Edit)]
        case ("changed",):
            return screens.open_screen(context, "start", CHANGED)
    return speak.where_things_stand(context)


def _card(profile: Profile, message: type[Say] | type[Edit]) -> Say | Edit:
    return message("health/card", {"regions": [r for r in profile.regions if r != NO_REGION]}, _rows(profile))


def _rows(profile: Profile) -> Rows:
    well = [] if profile.regions == (NO_REGION,) else [[Button("onboarding/nowhere", (ROUTE, "region", NO_REGION))]]
    return [
        *region_rows(profile, (ROUTE, "region")),
        *well,
        [Button("health/changed", (ROUTE, "changed"))],
        [Button("health/done", ("go", "today"))],
    ]
