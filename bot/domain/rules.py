"""The numbers the domain works with. Their values, tags and sources stand in `content/rules/<section>.yaml`.

Each section is one dataclass here and one file there, with the same field names; `bot.content.library` reads them and
hands the whole to whoever asks a rule. Factors are exact fractions.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from bot.domain.action_plan import Answer
from bot.domain.day import ROLLOVER_MINUTE
from bot.domain.limits import Between

BACKUP_DAYS = 30


@dataclass(frozen=True, slots=True)
class Gate:
    """Before a walk: pain now, 0–10, decides. There is none from `escalation.severe_from` on."""

    half_from: int
    half_rise: int  # points above the usual level, too
    usual_scored: Annotated[int, Between(1, 14)]  # scored days that make a usual level for the gate
    half_factor: Fraction
    calm_walks: Annotated[int, Between(1, 14)]  # newest walks, all GREEN, then no score is asked
    calm_days: Annotated[int, Between(1, 7)]  # within which the newest of them and the newest score lie
    calm_rise: Fraction  # points of the usual above the own level; from here on a score is asked


@dataclass(frozen=True, slots=True)
class Onboarding:
    """What the first questions offer."""

    consent_version: int  # of the text that asks for consent
    minutes_choices: tuple[int, ...]  # comfortable minutes, one button each
    first_hour: int  # of the nudge, as buttons offer it
    last_hour: int


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
class Colours:
    """Walk colours: W is the worst pain, R the rise above before. NRS 0-10."""

    red_worst: int
    red_worst_risen: int
    red_risen: int
    red_rise: int
    unsettled_rise: int
    green_worst: int
    green_worst_steady: int
    green_rise: int
    red_worst_unknown: int


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
class Operator:
    """What the operator is shown of all people together."""

    small_cell: int


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the answers of somebody who is silent are kept."""

    inactive_days: int
    notice_days: int
    backup_days: Annotated[int, Between(BACKUP_DAYS, BACKUP_DAYS)]  # the store removes older copies


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
class Escalation:
    """When to advise a professional. Pain is NRS 0-10."""

    severe_from: int  # pain now, and two hours later
    severe_worst_from: int  # worst pain of a walk
    urgent_from: int  # a score from here on is URGENT by itself
    severe_window: int  # newest scores looked at
    severe_count: int
    exacerbated_window: int  # newest walks looked at
    exacerbated_red: int
    exacerbated_risen: int
    exacerbated_rise: int
    exacerbated_regressions: int  # in a row
    exacerbated_factor: Fraction  # of the stored target, once
    level_weeks: Annotated[int, Between(1, 26)]  # first scored weeks that make the own level
    level_first_weeks: Annotated[int, Between(1, 26)]
    level_first_until: int  # programme weeks
    level_newer_weeks: Annotated[int, Between(1, 26)]
    level_lower: int
    worsening_weeks: Annotated[int, Between(1, 12)]
    worsening_points: Fraction  # above the own level
    worsening_close: int
    worsening_flare_days: int  # of one flare, left out
    rescreen_days: int  # after the last start screen
    visit_asked_after: int  # days after advice to see somebody
    visit_words: int  # characters kept of what they said
    scored_days: int  # a week needs so many to have a mean
    persistent_mean: int
    persistent_weeks: int
    persistent_soft_weeks: int
    persistent_skipped: int  # weeks without a mean that do not break the row
    persistent_again_weeks: tuple[int, int]  # from the first to the second, from there on to each of the next
    chronic_weeks: int
    chronic_pain: int
    chronic_scored_weeks: int
    no_gain_weeks: int
    gain_points: int
    gain_percent: int
    settle_days: int
    settle_rise: int
    new_calm_walks: Annotated[int, Between(1, 14)]  # in a row, after something new
    quiet_days: int  # routine advice is not repeated for so long
    ramp_days: int  # after a hold that stopped or halved
    ramp_factor: Fraction


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
class Lapses:
    """What happens to the daily nudge after silence."""

    silent_days: tuple[int, int, int, int, int]
    half_factor: Fraction
    back_after: int  # days without a walk, then coming back is praised


@dataclass(frozen=True, slots=True)
class Flares:
    """Some days with more pain than usual."""

    factor: Fraction  # of the easy walk's minutes
    least_minutes: int
    rise: int  # points above the usual level
    usual_days: int
    usual_scored: int
    asked_after: int  # scored days in a row
    asked_again_days: int
    ends_after: int
    asks_after: int  # days


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


@dataclass(frozen=True, slots=True)
class Flood:
    """How many messages and taps of one person are answered, and how much of a message is read."""

    burst: Annotated[int, Between(1, 10_000)]
    spacing_seconds: Annotated[int, Between(1, 60)]
    longest_read: Annotated[int, Between(200, 4096)]  # characters; of a longer message only danger is heard


@dataclass(frozen=True, slots=True)
class Hearing:
    """When danger is heard in free text."""

    least_danger: Fraction  # share that the model gives to all dangers, where the rules are silent
    least_despair: Fraction  # share that it gives to despair and overdose alone
    ask_despair: Fraction  # and the share from which on the bot asks whether it is despair
    least_named: Fraction  # the least of these shares where the rules saw a danger only named: denied, past, in general
    least_unusual: Fraction  # the same in a text longer than the model sees at once, or of one or two words
    sure_of_none: Fraction  # share that it gives to no danger, from which on an urgent sign of the rules is dropped
    surest_of_none: Fraction  # and an emergency


@dataclass(frozen=True, slots=True)
class Crises:
    """What follows words of despair, or of having taken too much."""

    ask_after_days: Annotated[int, Between(1, 7)]


@dataclass(frozen=True, slots=True)
class Answering:
    """When an ordinary question is answered."""

    least_share: Fraction  # share that the model gives to one topic
    least_pair: Fraction  # share of the two likeliest together, from which on the bot asks which is meant


@dataclass(frozen=True, slots=True)
class Telling:
    """When a check-in in free words is logged, asked about, or no check-in, by shares that models give to each part."""

    least_effort: Fraction  # share of an effort that the rules did not hear
    least_against: Fraction  # share of another value than the rules' certain one, from which on it is asked about
    least_taken: Fraction  # share of a value that the rules do not have, or would ask about
    least_guess: Fraction  # and of one that is the guess of the question
    least_part: Fraction  # share of each value from which on a walk that the rules are not certain of is logged
    least_told: Fraction  # and of a walk told, where the rules hear one
    least_told_alone: Fraction  # and where they hear none
    most_none: Fraction  # share of no walk, above which nothing is asked where the rules hear none


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a professional said about walking, as it is entered. It ends by itself, on a day that is said."""

    until_weeks: tuple[int, ...]
    until_usual_weeks: Annotated[int, Between(1, 12)]
    until_most_weeks: Annotated[int, Between(1, 52)]
    limit_minutes: tuple[int, ...]
    limit_most_minutes: Annotated[int, Between(30, 600)]
    sentence_letters: Annotated[int, Between(80, 1000)]


@dataclass(frozen=True, slots=True)
class Rules:
    """Every section."""

    version: int
    gate: Gate
    onboarding: Onboarding
    nudges: Nudges
    unlock: Unlock
    dosing: Dosing
    colours: Colours
    checkins: Checkins
    habit: Habit
    insights: Insights
    escalation: Escalation
    reviewing: Reviewing
    growth: Growth
    barriers: Barriers
    hard_days: HardDays
    lapses: Lapses
    flare: Flares
    guide: Guide
    retention: Retention
    operator: Operator
    arc: Arc
    reason: Reasons
    flood: Flood
    hearing: Hearing
    crisis: Crises
    answering: Answering
    telling: Telling
    instructions: Instructions
