"""What every flow is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from bot.content.library import Library
from bot.content.shapes import Heard
from bot.domain.coaching.profile import Profile
from bot.domain.day import local_day
from bot.domain.rules import Rules
from bot.domain.time_words import twelve_hour
from bot.places import country_of
from bot.store.database import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """One person's update or nudge, inside one transaction.

    `now` was read once, at the edge. What a flow does with `tx` happens exactly once, together with its replies.
    `profile` is None before consent, after a refusal, after /delete.
    """

    tx: Transaction
    user_id: int
    now: datetime
    library: Library
    language: str
    profile: Profile | None
    operators: tuple[int, ...] = ()  # the ids of those who run this bot

    @property
    def rules(self) -> Rules:
        """The numbers of the coach."""
        return self.library.rules

    @property
    def zone(self) -> str:
        """Their zone; UTC as long as it is not known."""
        return (self.profile and self.profile.zone) or "UTC"

    @property
    def today(self) -> date:
        """Their local day."""
        return local_day(self.now, self.zone)

    @property
    def twelve_hour(self) -> bool:
        """Whether clocks show twelve hours where they are."""
        return twelve_hour(country_of(self.zone))

    def day_of(self, instant: datetime) -> date:
        """Return their local day of an instant."""
        return local_day(instant, self.zone)

    @property
    def heard(self) -> Iterable[Heard]:
        """What typed words mean: in the chat's own language first, then in every other one."""
        heard = self.library.heard
        return (heard[self.language], *(words for language, words in heard.items() if language != self.language))

    def understood(self, read: Callable[[Heard], T | None]) -> T | None:
        """Return what `read` makes of the first language whose words it understands, or None."""
        return next((found for heard in self.heard if (found := read(heard)) is not None), None)


@dataclass(frozen=True, slots=True)
class Walker(Context):
    """Somebody whose start is finished: there is a profile, a zone, an hour and the day of a first walk."""

    profile: Profile

    @property
    def first_walk_on(self) -> date:
        """The day for which the first walk was planned."""
        assert self.profile.first_walk_on is not None
        return self.profile.first_walk_on

    @property
    def nudge_minute(self) -> int:
        """The minute of the local day at which they want to be nudged, 0-1439."""
        return self.profile.nudge_minute or 0
