"""The numbers the domain works with. Their values, tags and sources stand in `content/rules/<section>.yaml`.

Each section is one dataclass in a module of this package and one file there, with the same field names;
`bot.content.library` reads them and hands the whole to whoever asks a rule. Factors are exact fractions.
"""

from dataclasses import dataclass

from bot.domain.rules.days import Barriers, Checkins, Habit, HardDays, Insights, Lapses, Nudges, Reasons
from bot.domain.rules.dose import Arc, Dosing, Growth, Guide, Onboarding, Reviewing, Unlock
from bot.domain.rules.keeping import BACKUP_DAYS, Operator, Retention
from bot.domain.rules.safety import Colours, Crises, Escalation, Flares, Gate, Instructions
from bot.domain.rules.words import Answering, Flood, Hearing, Telling

__all__ = [
    "BACKUP_DAYS",
    "Answering",
    "Arc",
    "Barriers",
    "Checkins",
    "Colours",
    "Crises",
    "Dosing",
    "Escalation",
    "Flares",
    "Flood",
    "Gate",
    "Growth",
    "Guide",
    "Habit",
    "HardDays",
    "Hearing",
    "Insights",
    "Instructions",
    "Lapses",
    "Nudges",
    "Onboarding",
    "Operator",
    "Reasons",
    "Retention",
    "Reviewing",
    "Rules",
    "Telling",
    "Unlock",
]


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
