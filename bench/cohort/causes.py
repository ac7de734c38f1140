"""Where the minutes go that the mixed cohort does not walk: each cause switched off, in the people or in the rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import mean

from bench.cohort.kinds import variant
from bench.cohort.quick import Life
from bench.cohort.quick_who import Lived, Who
from bot.domain.coaching.profile import EVERY_DAY, STANDARD
from bot.domain.rules import Rules

MUCH = 60.0
NEVER = 999
Change = Callable[[Who], Who]


@dataclass(frozen=True)
class Cause:
    """One row: who the people are then, and what the rules are."""

    name: str
    change: Change
    rules: Rules


def _pain(**figures: object) -> Change:
    return lambda who: replace(who, pain=replace(who.pain, **figures))  # type: ignore[arg-type]


def _same(who: Who) -> Who:
    return who


def _all_done(who: Who) -> Who:
    return replace(who, done=1.0, lapses=False)


def in_people(rules: Rules) -> list[Cause]:
    """Return what is switched off in the people, one thing at a time."""
    changes: list[tuple[str, Change]] = [
        ("nobody is silent for weeks", lambda who: replace(who, lapses=False)),
        ("every walk of a chosen day is done, nobody is silent", _all_done),
        ("every day is chosen, none is a day off", lambda who: replace(who, walk_days=EVERY_DAY)),
        ("both: everybody walks every day", lambda who: replace(_all_done(who), walk_days=EVERY_DAY)),
        ("nobody's tolerance is below 60 min", _pain(tolerance=MUCH, training=1.0)),
        ("no flares of their own", _pain(flares_a_year=0.0)),
        ("no noise, and no walk raises pain", _pain(noise=0.0, responses=())),
        ("pain is 2 and stays there", _pain(level=2.0, course=0.0)),
        ("everybody may take the standard pace, and does", lambda who: replace(who, style=STANDARD)),
    ]
    return [Cause(name, change, rules) for name, change in changes]


def in_rules(rules: Rules) -> list[Cause]:
    """Return which rules are switched off, one thing at a time: to see what each costs, never as a proposal."""
    one = Fraction(1)
    others = [
        ("holds (SEVERE, EXACERBATED) halve no walk", variant(rules, "dosing", hold_factor=one)),
        ("a hold settles after 7 days without RED, not 14", variant(rules, "escalation", settle_days=7)),
        ("the week after a hold or flare is not easier", variant(rules, "escalation", ramp_factor=one)),
        ("held days do not hold the week", variant(rules, "reviewing", held_days_to_hold=7)),
        ("a flare makes no walk smaller than easy", variant(rules, "flare", factor=one)),
        ("the gate halves nothing", variant(rules, "gate", half_factor=one)),
        ("the walk after a RED one is whole", variant(rules, "dosing", after_red_factor=one)),
        ("AMBER walks hold no week", variant(rules, "reviewing", amber_to_hold=NEVER)),
        ("no week is taken back", variant(rules, "reviewing", red_to_regress=NEVER, amber_to_regress=NEVER)),
        ("no rest in every fourth week of the gentle pace", variant(rules, "reviewing", rest_every=NEVER)),
        ("half of the planned walks is enough to grow", variant(rules, "reviewing", adherence_to_progress=one / 2)),
        ("after 8 to 14 days away nothing is smaller", variant(rules, "dosing", gap_short_from=15)),
        ("after 29 days away the dose is not that of the start", variant(rules, "dosing", gap_restart_from=NEVER)),
        ("easy walks are as long as the others", variant(rules, "dosing", easy_factor=one)),
        ("the start is all of the comfortable minutes, not 80 %", variant(rules, "dosing", tolerance_factor=one)),
    ]
    return [Cause(name, _same, changed) for name, changed in others]


def together(rules: Rules) -> list[Cause]:
    """Return what is switched off in the people, one thing on top of the other."""
    steps: list[tuple[str, Change]] = [
        ("everybody walks every day", lambda who: replace(_all_done(who), walk_days=EVERY_DAY)),
        ("and has no limit of tolerance", _pain(tolerance=MUCH, training=1.0)),
        ("and takes the standard pace", lambda who: replace(who, style=STANDARD)),
        ("and has no flares, no noise and no walk that raises pain", _pain(flares_a_year=0.0, noise=0.0, responses=())),
    ]
    found: list[Cause] = []
    change: Change = _same
    for name, step in steps:
        change = _both(change, step)
        found.append(Cause(name, change, rules))
    return found


def _both(first: Change, then: Change) -> Change:
    return lambda who: then(first(who))


def _lasting(people: Sequence[Who]) -> list[tuple[int, Who]]:
    return [(number, who) for number, who in enumerate(people) if who.stops_on is None]


def _row(cause: Cause, people: Sequence[Who], seed: str) -> str:
    lived = [Life(cause.change(who), cause.rules, f"{seed}:{number}").live() for number, who in _lasting(people)]
    minutes = [mean(mean(each.minutes[last - 4 : last]) for each in lived) for last in (13, 26)]
    goal = mean(each.goal_week is not None for each in lived)
    return (
        f"| {cause.name} | {minutes[0]:.0f} / {minutes[1]:.0f} | {goal:.0%} | {_held(lived):.0%}"
        f" | {mean(sum(each.reds) / each.days * 7 for each in lived):.2f}"
        f" | {sum(each.severe_starts for each in lived) / sum(each.days for each in lived) * 365:.1f} |"
    )


def _held(lived: Sequence[Lived]) -> float:
    return sum(each.held_days for each in lived) / sum(each.days for each in lived)


def table(people: Sequence[Who], rules: Rules, seed: str) -> list[str]:
    """Return the ablation: the same people and seeds, each cause switched off alone, then one on top of the other."""
    head = "| switched off | min a week, 3 / 6 months | at 5×30 | days held | RED a week | severe starts |"
    lines = [head, "|-|" + "-:|" * 5, _row(Cause("nothing", _same, rules), people, seed)]
    for title, causes in (
        ("In the people", in_people(rules)),
        ("In the rules", in_rules(rules)),
        ("In the people, one on top of the other", together(rules)),
    ):
        lines += [f"| **{title}** | | | | | |", *(_row(cause, people, seed) for cause in causes)]
    return lines
