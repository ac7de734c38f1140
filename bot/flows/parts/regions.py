"""Where it hurts, as switches: onboarding and the health card ask the same way."""

from bot.domain.coaching.profile import REGIONS
from bot.messages import Button, Rows, in_rows

COLUMNS = 2


def region_rows(chosen: tuple[str, ...], tap: tuple[str, str]) -> Rows:
    """Return the regions, those that hurt marked. `tap`: how the meaning of each begins."""
    switches = [
        Button(
            "onboarding/region_on" if region in chosen else "onboarding/region_off",
            (*tap, region),
            {"region": region},
        )
        for region in REGIONS
    ]
    return in_rows(switches, COLUMNS)
