"""What pain and answers mean: when to halve, to rest, and to advise a professional. Pain is NRS 0-10."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from bot.domain.limits import Between


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
class Crises:
    """What follows words of despair, or of having taken too much."""

    ask_after_days: Annotated[int, Between(1, 7)]


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a professional said about walking, as it is entered. It ends by itself, on a day that is said."""

    until_weeks: tuple[int, ...]
    until_usual_weeks: Annotated[int, Between(1, 12)]
    until_most_weeks: Annotated[int, Between(1, 52)]
    limit_minutes: tuple[int, ...]
    limit_most_minutes: Annotated[int, Between(30, 600)]
    sentence_letters: Annotated[int, Between(80, 1000)]
