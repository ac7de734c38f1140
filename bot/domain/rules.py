"""The numbers the domain works with. Their values, tags and sources stand in `content/rules/<section>.yaml`.

Each section is one dataclass here and one file there, with the same field names; `bot.library` reads them and
hands the whole to whoever asks a rule. Factors are exact fractions.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Gate:
    """Before a walk: pain now, 0–10, decides."""

    half_from: int
    no_walk_from: int
    half_factor: Fraction


@dataclass(frozen=True, slots=True)
class Onboarding:
    """What the first questions offer."""

    consent_version: int  # of the text that asks for consent
    minutes_choices: tuple[int, ...]  # comfortable minutes, one button each
    often_from: int  # from so many minutes on, how often decides about the start dose
    first_hour: int  # of the nudge, as buttons offer it
    last_hour: int


@dataclass(frozen=True, slots=True)
class Nudges:
    """When the bot speaks first. Times of day count in minutes from local midnight."""

    grace_minutes: int
    late_after_minutes: int
    quiet_from: int
    quiet_until: int
    chosen_minutes: int
    evening: int
    evening_gap_minutes: int
    snooze_minutes: tuple[int, ...]
    snoozes_a_day: int
    rollover_minute: int
    pause_days: tuple[int, ...]
    pause_most_days: int
    retry_minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unlock:
    """When a harder way to walk opens. Each tier asks what the tiers below ask, too."""

    tier_1_weeks: int
    tier_1_walks: int  # the newest so many walks are looked at
    tier_1_minutes: int
    tier_1_worst: int  # the most that their median worst pain may be
    tier_2_weeks: int
    tier_2_minutes: int
    tier_2_walks_a_week: int
    chair_stands: int
    chair_stands_pain: int
    tier_3_weeks: int
    tier_3_calm_days: int
    tier_3_pain: int
    new_move_days: int
    drop_back_above: int
    rest_after_red_days: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Every section."""

    version: int
    gate: Gate
    onboarding: Onboarding
    nudges: Nudges
    unlock: Unlock
