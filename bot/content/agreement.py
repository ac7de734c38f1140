"""Numbers of the rules that must agree with each other, across files: each fault is a sentence."""

from collections.abc import Iterator

from bot.domain.rules import Rules

NO_MORE_THAN = (
    ("gate.half_from", "escalation.severe_from", "pain that halves a walk is less than pain that forbids it"),
    ("escalation.severe_from", "escalation.severe_worst_from", "pain at rest is severe before the worst of a walk is"),
    ("escalation.severe_from", "escalation.urgent_from", "urgent pain is severe, too"),
    ("colours.red_worst", "escalation.severe_worst_from", "a walk with severe pain is RED"),
    ("colours.red_worst_risen", "colours.red_worst", "a rise makes a walk RED sooner"),
    ("colours.red_worst_unknown", "colours.red_worst", "what is not known makes a walk RED sooner"),
    ("colours.green_worst", "colours.green_worst_steady", "a steady pain is GREEN for longer"),
    ("colours.green_rise", "colours.red_risen", "a GREEN rise is less than a RED one"),
    ("colours.red_risen", "colours.red_rise", "less of a rise is RED where the pain is high"),
    ("reviewing.amber_to_hold", "reviewing.amber_to_regress", "a week is held before it is taken back"),
    ("reviewing.adherence_to_offer_smaller", "reviewing.adherence_to_progress", "less done asks for a smaller target"),
    ("reviewing.gentle_rise", "reviewing.standard_rise", "the gentle pace is the slower one"),
    ("reviewing.standard_rise", "reviewing.weekly_cap", "no pace goes above the cap"),
    ("reviewing.ceiling", "reviewing.ceiling_chosen", "longer walks are longer"),
    ("escalation.worsening_close", "escalation.worsening_points", "a hold must be able to end"),
    ("escalation.exacerbated_red", "escalation.exacerbated_window", "more than all walks cannot be RED"),
    ("escalation.exacerbated_risen", "escalation.exacerbated_window", "more than all walks cannot hurt"),
    ("escalation.severe_count", "escalation.severe_window", "more than all scores cannot be severe"),
)
"""A number, one that it may not exceed, and why."""


def faults_of_rules(rules: Rules) -> Iterator[str]:
    """Return a sentence for each pair of numbers that contradict each other."""
    for less, more, why in NO_MORE_THAN:
        if _value(rules, less) > _value(rules, more):
            yield (
                f"content/rules: {less} is {_value(rules, less)} and {more} is {_value(rules, more)};"
                f" the first may not be more, as {why}."
            )


def _value(rules: Rules, key: str) -> float:
    section, name = key.split(".")
    value: float = getattr(getattr(rules, section), name)
    return value
