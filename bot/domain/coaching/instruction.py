"""What a physical therapist or doctor said about walking, as the person enters it: the answer to the report.

It only ever takes something away: the strictest of it and every other rule counts. The one thing it opens is a move
that waits for a therapist's yes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.coaching.plan import Dose, Offer
from bot.domain.day import ONE_DAY
from bot.domain.safety.escalation import TOLD_EASIER, TOLD_NO_WALKS

AS_BEFORE, EASIER, NO_WALKS = WALKING = ("as_before", "easier", "no_walks")
PROFESSIONS = ("therapist", "doctor")
SAID_BY = (*PROFESSIONS, "other")
CAPPED = "told_most"
"""Why a day is smaller: no more minutes were allowed."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One answer. Until it is confirmed it counts nowhere; from `until_on` on it does not count any more.

    `moves`: the exercises allowed beside the walk, and no others; None: nothing was said of them.
    """

    instruction_id: int
    user_id: int
    said_by: str
    until_on: date
    begun_at: datetime
    page_id: int | None = None
    walking: str | None = None
    minutes_a_day: int | None = None
    moves: tuple[str, ...] | None = None
    words: str | None = None
    confirmed_at: datetime | None = None
    confirmed_on: date | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None

    @property
    def last_on(self) -> date:
        """The last day on which it counts."""
        return self.until_on - ONE_DAY

    @property
    def tells(self) -> bool:
        """Tell whether anything was entered."""
        return any((self.walking, self.minutes_a_day, self.moves is not None, self.words))

    @property
    def limits(self) -> bool:
        """Tell whether it asks for less than the plan, so that its end changes something."""
        return self.walking in (EASIER, NO_WALKS) or self.minutes_a_day is not None or self.moves is not None

    @property
    def holds(self) -> str | None:
        """The rule of the hold that goes with it."""
        return {EASIER: TOLD_EASIER, NO_WALKS: TOLD_NO_WALKS}.get(self.walking or "")


def in_force(instructions: Sequence[Instruction], day: date) -> Instruction | None:
    """Return the one that counts on a day: the newest that is confirmed, not ended, and not over."""
    counting = [each for each in instructions if each.confirmed_at and not each.ended_at and day < each.until_on]
    return counting[-1] if counting else None


def tightened(told: Instruction, before: Instruction) -> Instruction | None:
    """Return what was told, with what counted before and it leaves unsaid; None: it would lift some of that.

    "At most 10" over "at most 15, easier" is at most 10, and easier. What is stricter counts however soon it ends.
    """
    ends_sooner = told.until_on < before.until_on
    if told.walking == NO_WALKS:
        return None if before.walking == NO_WALKS and ends_sooner else told
    if told.minutes_a_day is None or before.walking == NO_WALKS:
        return None
    most = before.minutes_a_day
    if most is not None and (told.minutes_a_day > most or (told.minutes_a_day == most and ends_sooner)):
        return None
    return replace(told, walking=before.walking, moves=before.moves)


def capped(offered: Offer, most: int | None) -> Offer:
    """Return a day's walk within so many minutes a day; never more than was offered. 2 x 8 within 10 → 2 x 5."""
    if most is None or offered.total <= most:
        return offered
    bouts = min(offered.bouts, most)
    return replace(offered, minutes=most // bouts, bouts=bouts, reason=CAPPED)


def fitted(dose: Dose, most: int | None) -> Dose:
    """Return the stored target within so many minutes a day, so that the end of a limit is no leap."""
    if most is None or dose.minutes * dose.bouts <= most:
        return dose
    bouts = min(dose.bouts, most)
    return replace(dose, minutes=most // bouts, bouts=bouts)


def kept(dose: Dose, most: int | None, other: Dose | None) -> Dose | None:
    """Return what a review may not grow beyond: the smaller of what the person keeps and what was allowed.

    `other`: what the person keeps; None: nothing.
    """
    if most is None:
        return other
    allowed = Dose(max(1, most // dose.bouts), dose.bouts, max(dose.target_days, 7))
    return allowed if other is None else min(other, allowed, key=lambda each: each.minutes * each.bouts)


def toggled(moves: Collection[str] | None, move: str, order: Sequence[str]) -> tuple[str, ...]:
    """Return the moves allowed with one more, or one fewer, in the order of the library."""
    chosen = set(moves or ())
    return tuple(name for name in order if name in chosen ^ {move})
