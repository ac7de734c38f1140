"""What is said and asked in the course of days and weeks: nudges, check-ins, what helps, what somebody walks for."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from bot.domain.action_plan import Answer
from bot.domain.day import ROLLOVER_MINUTE
from bot.domain.limits import Between


@dataclass(frozen=True, slots=True)
class Nudges:
    """When the bot speaks first. Times of day count in minutes from local midnight."""

    grace_minutes: Annotated[int, Between(15, 24 * 60)]
    late_after_minutes: int
    quiet_from: int
    quiet_until: int
    chosen_minutes: int
    evening: int
    evening_gap_minutes: int
    snooze_minutes: tuple[int, ...]
    snoozes_a_day: Annotated[int, Between(0, 10)]
    rollover_minute: Annotated[int, Between(ROLLOVER_MINUTE, ROLLOVER_MINUTE)]  # stored days depend on it
    pause_days: tuple[int, ...]
    pause_most_days: Annotated[int, Between(1, 365)]
    retry_minutes: tuple[int, ...]
    other_hour_days: Annotated[int, Between(2, 28)]
    other_hour_after: Annotated[int, Between(2, 28)]
    other_hour_step: Annotated[int, Between(5, 60)]


@dataclass(frozen=True, slots=True)
class Lapses:
    """What happens to the daily nudge after silence."""

    silent_days: tuple[int, int, int, int, int]
    half_factor: Fraction
    back_after: int  # days without a walk, then coming back is praised


@dataclass(frozen=True, slots=True)
class Checkins:
    """What a check-in accepts, and which of its questions are asked when."""

    minute_choices: tuple[int, ...]
    most_minutes: int
    two_hours: int  # minutes after the day's last walk
    plan_offered_after: Annotated[int, Between(1, 30)]  # walks logged
    offer_again_days: Annotated[int, Between(1, 28)]  # that pass before the same thing is offered again
    far_more: Annotated[int, Between(2, 10)]  # times what was offered
    far_more_least: Annotated[int, Between(1, 60)]  # minutes above it
    before_days: Annotated[int, Between(0, 7)]  # scored days of the week, then "before" is not asked any more
    full_weeks: Annotated[int, Between(0, 26)]  # programme weeks in which everything is asked
    new_dose_walks: Annotated[int, Between(0, 14)]
    two_hours_rise: int
    two_hours_worst: int
    two_hours_every: Annotated[int, Between(1, 30)]  # walks


@dataclass(frozen=True, slots=True)
class Habit:
    """Streak and habit score."""

    grace_days: int
    grace_window: int  # chosen days
    half_life: int  # chosen days
    worst_day_minutes: Annotated[int, Between(1, 10)]  # that keep a day in a flare, under a hold, or called off


@dataclass(frozen=True, slots=True)
class Insights:
    """What may be said about somebody's own figures."""

    least_days: Annotated[int, Between(2, 60)]  # on each side
    look_back_days: Annotated[int, Between(30, 365)]


@dataclass(frozen=True, slots=True)
class Barriers:
    """What may help against what gets in the way, the first idea first."""

    busy: tuple[Answer, ...]
    weather: tuple[Answer, ...]
    tired: tuple[Answer, ...]
    fear: tuple[Answer, ...]
    forgot: tuple[Answer, ...]
    alone: tuple[Answer, ...]
    bored: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class HardDays:
    """The plan for hard days, and two calm minutes."""

    offered_after: Annotated[int, Between(1, 60)]  # walks logged
    ease_choices: tuple[str, ...]
    walk_choices: tuple[int, ...]
    whom_choices: tuple[str, ...]
    own_words: Annotated[int, Between(20, 200)]  # characters
    calm_minutes: Annotated[int, Between(1, 10)]
    breathe_in: Annotated[int, Between(2, 8)]  # seconds
    breathe_out: Annotated[int, Between(2, 12)]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What somebody walks for, and how sure they are of walking."""

    again_weeks: tuple[int, ...]  # programme weeks in which it is asked again
    again_gap_days: Annotated[int, Between(7, 90)]
    change_points: int  # of how hard it is
    sure_from: int  # less is little
    nudge_every_days: Annotated[int, Between(1, 14)]  # one nudge of so many names the reason
    words_most: Annotated[int, Between(20, 200)]  # characters
    thread_again_days: Annotated[int, Between(7, 365)]
    thread_most_days: Annotated[int, Between(7, 60)]
