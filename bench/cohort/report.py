"""What became of the cohort: a table in Markdown and a picture."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from bench.cohort.watch import INVARIANTS
from bench.cohort.world import Outcome

WALKBACK = {13: 164, 26: 160}
"""Mean minutes a week at three and six months in the intervention group (WalkBack: Pocovi 2024, Lancet 404:134)."""
MONTHS = {13: "3 months", 26: "6 months"}


def page(outcome: Outcome, weeks: int, command: str) -> str:
    """Return the report as a Markdown page."""
    parts = [_head(outcome, weeks, command), _invariants(outcome), _minutes(outcome, weeks), _advice(outcome)]
    return "\n\n".join(parts) + "\n"


def picture(outcome: Outcome, weeks: int, path: Path) -> None:
    """Draw minutes a week and the share of people who reached the goal, week by week."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "walk-coach"  # the same figures give the same file
    mpl.rcParams["font.size"] = 11
    from matplotlib import pyplot as plt

    at = range(1, weeks + 1)
    spread = [quantiles(_of_week(outcome, week, active=True) or [0, 0], n=4) for week in range(weeks)]
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(8, 7), sharex=True, layout="constrained")
    upper.fill_between(at, [q[0] for q in spread], [q[2] for q in spread], color="#9ecae1", label="middle half")
    upper.plot(at, [q[1] for q in spread], color="#08519c", linewidth=2.5, label="median of those who walked")
    for week, minutes in WALKBACK.items():
        if week <= weeks:
            label = "WalkBack: mean" if week == min(WALKBACK) else None
            upper.plot(week, minutes, "D", color="#d95f0e", markersize=8, label=label)
    upper.set_ylabel("minutes a week")
    upper.set_ylim(bottom=0)
    upper.legend(frameon=False, loc="upper left")
    reached = [100 * sum(first <= week for first in outcome.reached_goal.values()) / outcome.people for week in at]
    walking = [100 * outcome.active[week] / outcome.people for week in range(weeks)]
    lower.plot(at, walking, color="#636363", linewidth=2, linestyle="--", label="walked in this week")
    lower.plot(at, reached, color="#08519c", linewidth=2.5, label="target has reached 5 × 30 min")
    lower.set_ylabel("% of all people")
    lower.set_xlabel("week")
    lower.set_ylim(0, 100)
    lower.legend(frameon=False, loc="center left")
    for axes in (upper, lower):
        axes.spines[["top", "right"]].set_visible(False)
    figure.suptitle(f"{outcome.people:,} simulated people".replace(",", " "), fontsize=13)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def _head(outcome: Outcome, weeks: int, command: str) -> str:
    return (
        "# The cohort\n\n"
        f"Made by `{command}`: {outcome.people:,} simulated people, {weeks} weeks each, through the real flows and"
        f" a real store with a moving clock: {outcome.updates:,} times somebody picked up the phone, {outcome.nudges:,}"
        " messages that came by themselves. The people differ in age, places that hurt, tolerance, course of pain,"
        " response to load, adherence (from diligent to lapsing), flares, red flags, zones, hours and days"
        " ([bench/cohort/body.py](../bench/cohort/body.py) has every assumption).\n\n"
        "This says what the rules do to invented people. It says nothing about what walking does for anybody.\n\n"
        "![Minutes a week, and how many reach the goal](cohort.svg)"
    )


def _invariants(outcome: Outcome) -> str:
    rows = [f"| {meaning} | {len(outcome.broken.get(name, ()))} |" for name, meaning in INVARIANTS.items()]
    return "\n".join(["## What must never happen", "", "| | times |", "|-|-:|", *rows])


def _minutes(outcome: Outcome, weeks: int) -> str:
    lines = [
        "## Minutes and the goal",
        "",
        "Mean minutes a week over the four weeks up to three and six months, beside the 164 and 160 minutes that the"
        " WalkBack trial reports for its intervention group.",
        "",
        "| | all people | those who walked in these weeks | WalkBack |",
        "|-|-:|-:|-:|",
    ]
    for week, minutes in WALKBACK.items():
        if week <= weeks:
            every, active = (_mean_up_to(outcome, week, active) for active in (False, True))
            lines.append(f"| {MONTHS[week]} | {every:.0f} | {active:.0f} | {minutes} |")
    reached = sorted(outcome.reached_goal.values())
    share = 100 * len(reached) / outcome.people
    lines += ["", f"The target reached 5 × 30 minutes for {share:.0f} % of all people"]
    lines[-1] += f"; half of these were there by week {median(reached):.0f}." if reached else "."
    return "\n".join(lines)


def _advice(outcome: Outcome) -> str:
    rows = [
        f"| {rule} | {count} | {(who := outcome.advised_people[rule])} | {100 * who / outcome.people:.1f} % |"
        for rule, count in sorted(outcome.advised.items(), key=lambda item: -item[1])
    ]
    return "\n".join(
        [
            "## Advice",
            "",
            "Each piece came in the reply, or the tick, in which its rule became true: later ones are counted above.",
            "",
            "| rule | times | people | share |",
            "|-|-:|-:|-:|",
            *rows,
        ]
    )


def _mean_up_to(outcome: Outcome, week: int, active: bool) -> float:
    sums = [sum(minutes[week - 4 : week]) for minutes in outcome.minutes.values()]
    sums = [minutes for minutes in sums if minutes or not active]
    return sum(sums) / 4 / len(sums) if sums else 0.0


def _of_week(outcome: Outcome, week: int, active: bool) -> Sequence[int]:
    found = [minutes[week] for minutes in outcome.minutes.values()]
    return [minutes for minutes in found if minutes or not active]
