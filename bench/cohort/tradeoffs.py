"""What a threshold buys and what it costs: alarms at steady pain against how soon what is true is found."""

from dataclasses import replace
from fractions import Fraction
from statistics import mean, median

from bench.cohort.kinds import AT_15, HIGHER, MIDDLE, MORE, RISES_ON, WORSE, WORSENING, found_in_time, variant
from bench.cohort.pain import Pain
from bench.cohort.quick import lives
from bench.cohort.quick_who import Lived, Who
from bot.domain.rules import Rules

POINTS = ((Fraction(1), 3), (Fraction(5, 4), 2), (Fraction(13, 10), 2), (Fraction(3, 2), 2), (Fraction(2), 2))
"""Points above the own level, in so many weeks."""
WALKS = ((3, 4), (3, 5), (4, 4), (4, 5), (5, 6))
"""Of seven walks: so many RED, or so many with a rise."""
STIRRED = replace(AT_15, kind="fixed tolerance of 15 min, all walks too long", tolerance=8.0)
"""Whose walks stir it up in truth, from the first day: they say 12 minutes, and 8 are what they bear."""


def worsening(people: int, rules: Rules, seed: str) -> list[str]:
    """Return the thresholds of WORSENING, one a row; the one in force is marked."""
    now = rules.escalation.worsening_points, rules.escalation.worsening_weeks
    lines = [
        "| each of so many weeks | above the own level by | found in 12 weeks | median day | alarmed before it grows"
        " | false a year: middle / higher noise |",
        "|-:|-:|-:|-:|-:|-:|",
    ]
    for points, weeks in POINTS:
        close = min(rules.escalation.worsening_close, points - Fraction(1, 4))
        tried = variant(rules, "escalation", worsening_points=points, worsening_weeks=weeks, worsening_close=close)
        lived = list(lives(Who(WORSENING), people, tried, seed))
        found = found_in_time(lived)
        early = mean(each.first_alarm.get(WORSE, RISES_ON) < RISES_ON for each in lived)
        false = " / ".join(f"{_a_year(pain, people, tried, seed, WORSE):.2f}" for pain in (MIDDLE, HIGHER))
        mark = " (in force)" if (points, weeks) == now else ""
        day = "–" if found.day is None else f"{found.day:.0f}"
        lines.append(
            f"| {weeks}{mark} | {float(points):.2f} | {found.share:.0%} + {found.seen:.0%} | {day} | {early:.0%}"
            f" | {false} |"
        )
    return lines


def exacerbated(people: int, rules: Rules, seed: str) -> list[str]:
    """Return the thresholds of EXACERBATED_BY_WALKING, one a row; the one in force is marked."""
    now = rules.escalation.exacerbated_red, rules.escalation.exacerbated_risen
    lines = [
        "| RED, or risen, of 7 walks | told, of those whose walks are too long | median day | RED a week there"
        " | told, fixed tolerance of 15 | median day | false a year: middle / higher noise |",
        "|-:|-:|-:|-:|-:|-:|-:|",
    ]
    for red, risen in WALKS:
        tried = variant(rules, "escalation", exacerbated_red=red, exacerbated_risen=risen)
        stirred = list(lives(Who(STIRRED), people, tried, seed))
        fixed = list(lives(Who(AT_15), people, tried, seed))
        false = " / ".join(f"{_a_year(pain, people, tried, seed, MORE):.2f}" for pain in (MIDDLE, HIGHER))
        mark = " (in force)" if (red, risen) == now else ""
        reds = mean(sum(each.reds) / each.days * 7 for each in stirred)
        lines.append(f"| {red} or {risen}{mark} | {_told(stirred)} | {reds:.2f} | {_told(fixed)} | {false} |")
    return lines


def _told(lived: list[Lived]) -> str:
    days = [each.first_alarm[MORE] for each in lived if MORE in each.first_alarm]
    return f"{len(days) / len(lived):.0%} | {median(days):.0f}" if days else "0% | –"


def _a_year(pain: Pain, people: int, rules: Rules, seed: str, alarm: str) -> float:
    lived = list(lives(Who(pain), people, rules, seed))
    return sum(each.alarms[alarm] for each in lived) / sum(each.days for each in lived) * 365
