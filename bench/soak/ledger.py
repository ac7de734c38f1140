"""What was promised and what was said, day by day: the verdict of a simulated year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bench.soak.promise import LATE_AFTER, ROLLOVER, Promise, promise

ON_TIME = timedelta(minutes=1)
RETRY = timedelta(minutes=6)
"""After Telegram is back a message may wait for its next try for so long: five minutes, and the step of the clock."""
SETTLED = timedelta(hours=40)
"""So long before and after a nudge nothing may have changed, else which nudge is owed is a matter of taste."""

SILENT_DAYS = 2

What = Literal["down", "unreachable", "clock"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept the bot from speaking. `ahead`: how far its clock was ahead (or behind) meanwhile."""

    what: What
    begins_at: datetime
    ends_at: datetime
    ahead: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Said:
    """One daily nudge that arrived. `repeat`: it came again, because a kill or a lost answer left nobody to know."""

    at: datetime
    day: date
    says_late: bool
    repeat: bool


@dataclass
class Life:
    """One person: where and when they want to be nudged, since when, and when they were heard."""

    zone: str
    minute: int
    changed_at: list[datetime] = field(default_factory=list)
    habits: list[tuple[datetime, str, int]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    heard_at: list[datetime] = field(default_factory=list)


@dataclass
class Verdict:
    """Days counted by what became of their nudge. `faults` must stay empty."""

    days: Counter[str] = field(default_factory=Counter)
    edges: int = 0
    latest: timedelta = timedelta(0)
    latest_alone: timedelta = timedelta(0)
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Verdict") -> None:
        """Take in the verdict on others."""
        self.days += other.days
        self.edges += other.edges
        self.latest = max(self.latest, other.latest)
        self.latest_alone = max(self.latest_alone, other.latest_alone)
        self.faults += other.faults


class Ledger:
    """Lives and troubles, and what to make of them."""

    def __init__(self) -> None:
        self.lives: dict[int, Life] = {}
        self.troubles: list[Trouble] = []

    def verdict(self, begins_at: datetime, ends_at: datetime) -> Verdict:
        """Judge every day of every life between two instants."""
        verdict = Verdict()
        for user_id, life in self.lives.items():
            self._judge(user_id, life, begins_at, ends_at, verdict)
        return verdict

    def _judge(self, user_id: int, life: Life, begins_at: datetime, ends_at: datetime, verdict: Verdict) -> None:
        by_day: dict[date, list[Said]] = {}
        for said in life.said:
            if not said.repeat:
                by_day.setdefault(self._own_day(life, said), []).append(said)
        for day, nudges in by_day.items():
            if len(nudges) > 1:
                verdict.faults.append(f"{user_id} {day}: {len(nudges)} nudges, {[str(one.at) for one in nudges]}")
        day = begins_at.date()
        while day <= ends_at.date():
            wanted = self._promised(life, day, begins_at, ends_at)
            before = by_day.get(day - timedelta(days=1), [None])[0]
            if wanted and day not in by_day and before is not None and before.day == day:
                verdict.days["left out: the one before was answered on this day"] += 1
            elif wanted:
                one = by_day.get(day, [None])[0]
                fate = self._fate(wanted, one, life, verdict)
                verdict.days[fate] += 1
                verdict.edges += wanted.edge
                if fate.startswith("!"):
                    at = one.at if one else None
                    verdict.faults.append(f"{user_id} {life.habits} {day}: {fate[1:]}, due {wanted.due_at}, said {at}")
            day += timedelta(days=1)

    @staticmethod
    def _own_day(life: Life, said: Said) -> date:
        """Return the day that a nudge counts for; where the clocks leave out its hour its buttons name the next."""
        _, zone, minute = [habit for habit in life.habits if habit[0] <= said.at][-1]
        before = said.day - timedelta(days=1)
        wanted, own = promise(before, minute, zone), promise(said.day, minute, zone)
        over = wanted is not None and local_day(wanted.due_at, zone) == said.day
        return before if over and (own is None or said.at < own.due_at) else said.day

    def _promised(self, life: Life, day: date, begins_at: datetime, ends_at: datetime) -> Promise | None:
        """Return what is promised for a day, where nothing changed about it."""
        noon = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)
        habits = [habit for habit in life.habits if habit[0] <= noon]
        if not habits:
            return None
        _, zone, minute = habits[-1]
        wanted = promise(day, minute, zone)
        if wanted is None or not begins_at + SETTLED <= wanted.due_at <= ends_at - SETTLED:
            return None
        changed = any(abs(at - wanted.due_at) < SETTLED for at in life.changed_at)
        return None if changed else wanted

    def _fate(self, wanted: Promise, said: Said | None, life: Life, verdict: Verdict) -> str:
        troubles = [trouble for trouble in self.troubles if _meets(trouble, wanted)]
        clocks = [abs(trouble.ahead) for trouble in troubles if trouble.what == "clock"]
        off = max(clocks, default=timedelta(0))
        silent = [trouble for trouble in troubles if trouble.what != "clock"]
        free = _free(wanted, silent)
        if said is None:
            if free <= RETRY + off:
                return "left out: there was no way to say it in time"
            return "left out: nothing was heard for two days" if _is_silent(life, wanted, silent) else "!lost"
        late = said.at - wanted.due_at
        if late > timedelta(0):
            verdict.latest = max(verdict.latest, late)
        if said.at > wanted.until + RETRY + off:
            return "!too late"
        if late < -off or late > ON_TIME + off + (wanted.until - wanted.due_at if silent else timedelta(0)):
            return "!at the wrong time"
        # What asks after silence names no time, and need not say that it is late.
        if late >= LATE_AFTER + RETRY + off and not said.says_late and not _is_silent(life, wanted, silent):
            return "!late without saying so"
        if not troubles:
            verdict.latest_alone = max(verdict.latest_alone, late)
        if abs(late) <= ON_TIME:
            return "said at its minute"
        return (
            "said by a clock that was wrong" if clocks and abs(late) <= off + ON_TIME else "said late, after an outage"
        )


def _is_silent(life: Life, wanted: Promise, troubles: Iterable[Trouble]) -> bool:
    """Tell whether somebody had not been heard for two days when the nudge could first be said: it may be left out."""
    at = wanted.due_at
    for trouble in sorted(troubles, key=lambda trouble: trouble.begins_at):
        if trouble.begins_at <= at:
            at = max(at, trouble.ends_at)
    zone = next(zone for since, zone, _ in reversed(life.habits) if since <= at)
    heard = max((heard for heard in life.heard_at if heard <= at), default=life.habits[0][0])
    return (local_day(wanted.due_at, zone) - local_day(heard, zone)).days >= SILENT_DAYS


def _meets(trouble: Trouble, wanted: Promise) -> bool:
    room = RETRY + abs(trouble.ahead)
    return trouble.begins_at - room < wanted.until and trouble.ends_at + room > wanted.due_at


def _free(wanted: Promise, troubles: Iterable[Trouble]) -> timedelta:
    """Return for how long in its window the nudge could have been said."""
    free, at = timedelta(0), wanted.due_at
    for trouble in sorted(troubles, key=lambda trouble: trouble.begins_at):
        free += max(timedelta(0), min(trouble.begins_at, wanted.until) - at)
        at = max(at, trouble.ends_at)
    return free + max(timedelta(0), wanted.until - at)


def local_day(instant: datetime, zone: str) -> date:
    """Return somebody's day: the night until three o'clock belongs to the one before."""
    shown = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return (shown - timedelta(hours=ROLLOVER.hour)).date()
