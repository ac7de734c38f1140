"""How much to walk: where the dose starts, what a day makes of it, how it grows, and when harder ways open."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from bot.domain.limits import Between


@dataclass(frozen=True, slots=True)
class Onboarding:
    """What the first questions offer."""

    consent_version: int  # of the text that asks for consent
    minutes_choices: tuple[int, ...]  # comfortable minutes, one button each
    first_hour: int  # of the nudge, as buttons offer it
    last_hour: int


@dataclass(frozen=True, slots=True)
class Dosing:
    """Where the dose starts, and what a day makes of it. Minutes unless said otherwise."""

    tolerance_factor: Fraction  # of the minutes that are comfortable
    least_start: int
    most_start: int
    seasoned_from: int  # comfortable minutes, on most days: starts at seasoned_start
    seasoned_start: int
    bouts_below: int  # comfortable minutes below which the day is cut in bouts
    bouts_a_day: int  # of those who start below that
    unknown_start: int
    unknown_careful_start: int  # aged 70 or more, inactive, or in pain
    careful_pain: int
    start_target_days: int
    all_targets_up_to: int  # chosen days a week
    easy_factor: Fraction
    hold_factor: Fraction
    after_red_factor: Fraction  # on the walk after a RED one
    gap_short_from: int  # days since the last walk done
    gap_short_factor: Fraction
    gap_long_from: int
    gap_long_factor: Fraction
    gap_restart_from: int
    gap_days: int  # after the first walk back, the gap still counts for so long
    done_minutes: int  # a walk counts as done from here on, or from a share of what was offered
    done_share: Fraction


@dataclass(frozen=True, slots=True)
class Reviewing:
    """The weekly review: when the dose grows, stays or shrinks, and by how much."""

    least_checkins: int
    red_to_regress: int
    amber_to_regress: int  # target walks, AMBER or RED
    amber_share_to_regress: Fraction  # of the target walks done
    amber_to_hold: int
    held_days_to_hold: int  # more days under a hold or a flare hold the week
    adherence_to_progress: Fraction
    adherence_to_offer_smaller: Fraction
    effort_to_hold: int
    least_efforts: int
    regress_factor: Fraction
    bouts_below: int  # minutes a walk
    least_more: int  # minutes a walk
    rest_every: Annotated[int, Between(1, 52)]  # at the gentle pace the reviews that close weeks 4, 8, 12 … never raise
    gentle_rise: Fraction  # of the weekly minutes
    standard_rise: Fraction
    standard_most_pain: int  # at the start
    standard_most_more: int  # minutes a walk
    weekly_cap: Fraction
    most_target_days: int
    ceiling: int
    ceiling_chosen: int  # for those who want longer walks
    pace_weeks: int  # at the ceiling the pace is named so often, then variety
    knee_weekly: int  # minutes a week with severe arthritis of the knee, until a therapist agrees to more
    longest_bout: int


@dataclass(frozen=True, slots=True)
class Growth:
    """How the way to the goal is told."""

    slower_share: Fraction  # of the weeks that grow, in the slower case
    least_share: Fraction  # however slow the own pace was
    own_weeks: Annotated[int, Between(1, 26)]
    own_least: Annotated[int, Between(1, 26)]
    horizon_weeks: Annotated[int, Between(1, 48)]


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
class Guide:
    """How the minutes of a guided walk are shared out."""

    slow_share: Fraction  # at the start, and the same at the end
    slow_minutes: int  # at most
    least_minutes: int  # shorter walks have no slow part
    exercise_minutes: int
    late_minutes: int  # after the end


@dataclass(frozen=True, slots=True)
class Arc:
    """Six weeks with a self-test at either end, then keeping what was reached."""

    weeks: Annotated[int, Between(1, 26)]
    test_offered_after: Annotated[int, Between(1, 7)]  # days with a walk
    test_open_days: Annotated[int, Between(1, 14)]
    pain_questions_days: Annotated[int, Between(7, 90)]
    told_weeks: Annotated[int, Between(1, 13)]  # between two looks back
    pain_change: int  # points of the mean of the three questions
    pain_worse: int
    stands_change: int
    most_stands: int
    minutes_change: Fraction  # of the comfortable minutes
    minutes_least: int
    stands_choices: tuple[int, ...]
    no_stands: tuple[str, ...]  # restrictions
