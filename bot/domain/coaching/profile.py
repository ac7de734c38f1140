"""What onboarding must learn, and what is still missing."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.day import Zone

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
AGE_BANDS = ("18-64", "65-69", "70+")
GENTLE, STANDARD = "gentle", "standard"
REGIONS = ("back", "knee", "hip", "arthritis", "stiffness")
NO_REGION = "none"  # just to stay well
UNKNOWN_MINUTES = -1
OFTEN = ("rarely", "some", "most")  # most: on three days a week or more
CITY, LOCATION, CLOCK = "city", "location", "clock"
COUNTRY_KNOWN_BY = (CITY, LOCATION)
"""How a zone was found that tells the country, too."""
NOT_ASKED = "not_asked"  # the start dose does not depend on it


@dataclass(frozen=True, slots=True)
class Profile:
    """One person, as far as they have told. None: not answered yet.

    `comfortable_minutes` is -1 for someone who does not know. `nudge_minute` counts from local midnight. Monday is 0.
    """

    user_id: int
    age_band: str | None = None
    regions: tuple[str, ...] = ()
    screen_id: int | None = None
    pain_now: int | None = None
    comfortable_minutes: int | None = None
    walks_often: str | None = None
    zone: str | None = None
    nudge_minute: int | None = None
    walk_days: tuple[int, ...] = EVERY_DAY
    first_walk_on: date | None = None
    onboarded_at: datetime | None = None
    paused_until: datetime | None = None
    evening_reminder: bool = True
    style: str = "gentle"
    under_care: bool = False
    quiet_from: int | None = None  # minute of the day; None: as the rules say
    quiet_until: int | None = None
    streak_shown: bool = True
    day_begins: int | None = None  # minute at which days roll over; None: 03:00
    zone_from: str | None = None  # how the zone was found: city, location or clock; None: not known
    city: str | None = None  # of that zone, as it was named; None: found by the clock or a shared place
    home_zone: str | None = None  # while travelling: the zone to come back to
    home_zone_from: str | None = None
    home_city: str | None = None
    home_on: date | None = None  # the day it comes back
    longer_walks: bool = False
    guide_messages: bool = True  # on the way of a walk
    weekend_minute: int | None = None  # of the nudge on Saturdays and Sundays; None: as on other days
    once_on: date | None = None  # a day with an hour of its own, and that hour
    once_minute: int | None = None

    def __post_init__(self) -> None:
        """Let the zone carry the rollover: whatever asks for somebody's day asks with both."""
        if self.day_begins is not None:
            for field in ("zone", "home_zone"):
                if getattr(self, field) is not None:
                    object.__setattr__(self, field, Zone(getattr(self, field), self.day_begins))


def missing(profile: Profile) -> str | None:
    """Return the first field that onboarding still has to ask for; None once it is done.

    "onboarded_at" stands for the last step: the summary, and when to walk first.
    """
    if profile.onboarded_at is not None:
        return None
    if not profile.regions and profile.age_band is not None:
        return "regions"
    order = (
        "age_band",
        "screen_id",
        "pain_now",
        "comfortable_minutes",
        "walks_often",
        "zone",
        "nudge_minute",
        "onboarded_at",
    )
    return next(name for name in order if getattr(profile, name) is None)


def may_choose_pace(profile: Profile) -> bool:
    """Tell whether the standard pace is open to somebody: below 65 years."""
    return profile.age_band == AGE_BANDS[0]


def pace(profile: Profile) -> str:
    """Return the pace that counts: the chosen one where it is open to somebody, else the gentle one."""
    return profile.style if may_choose_pace(profile) else GENTLE


def default_pace(profile: Profile, restricted: bool, most_pain: int) -> str:
    """Return the pace to begin with: standard below 65 years, with pain up to `most_pain` and no restriction."""
    calm = (profile.pain_now or 0) <= most_pain
    return STANDARD if may_choose_pace(profile) and calm and not restricted else GENTLE


def age_band(age: int) -> str | None:
    """Return the band of an age in years; None for someone under 18, for whom this coach is not made."""
    if age < 18:
        return None
    return "18-64" if age < 65 else "65-69" if age < 70 else "70+"


def with_region(regions: tuple[str, ...], region: str) -> tuple[str, ...]:
    """Return the regions after a tap on one: it comes or goes, in the order of the list; "none" stands alone.

    The last one never goes: an empty answer would be no answer.
    """
    if region == NO_REGION:
        return (NO_REGION,)
    chosen = set(regions) ^ {region}
    return tuple(name for name in REGIONS if name in chosen) or regions


def first_day(today: date, walk_days: tuple[int, ...]) -> date:
    """Return the first chosen day after `today`."""
    days = (date.fromordinal(today.toordinal() + ahead) for ahead in range(1, 8))
    return next(day for day in days if day.weekday() in walk_days)
