"""What onboarding must learn, and what is still missing."""

from dataclasses import dataclass
from datetime import date, datetime

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Profile:
    """One person, as far as they have told. None: not answered yet."""

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
