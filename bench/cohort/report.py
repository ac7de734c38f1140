"""What became of the cohort: a table in Markdown and a picture."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean, median, quantiles

from bench.cohort.watch import INVARIANTS
from bench.cohort.world import Outcome

AT = (13, 26)
MONTHS = {13: "3 months", 26: "6 months"}
FLOWS = {
    "ob": "onboarding",
    "zone": "time zone",
    "scr": "red-flag questions",
    "day": "the day: start, done, later, not today and why",
    "walk": "a walk: pain gate, this hurts, stop",
    "guide": "the guide: pause, go on, skip, silence",
    "ci": "check-in, correction, undo, something new",
    "fu": "two hours later, next morning",
    "pain": "pain report",
    "flare": "flare",
    "safe": "I've been checked",
    "adv": "why am I told this?",
    "visit": "could you see somebody?",
    "lapse": "after silence",
    "week": "a smaller target",
    "ex": "exercises: cards and choice",
    "key": "what opens a move",
    "plan": "action plan",
    "reason": "own reason: what for, how hard, how sure",
    "thread": "notes about fear and pacing, ended",
    "hard": "plan for hard days",
    "arc": "six weeks, and what comes then",
    "test": "self-test",
    "knee": "severe knee osteoarthritis?",
    "pause": "break",
    "set": "settings",
    "trip": "journey",
    "go": "ways on",
    "typed": "typed in free words: check-ins, red flags, answers, nonsense",
}
"""First part of a button's data → what it belongs to."""
REASONS = {
    "green": "calm, and enough done: one thing grows",
    "red": "a RED walk",
    "amber": "AMBER walks",
    "flag_open": "a red flag, or clearance, is open",
    "knee": "as much as a severe knee may take",
    "knee_unknown": "whether a knee is severe is still open",
    "gap": "away for eight days or more",
    "few_checkins": "too few check-ins",
    "unscored": "walks without a word about pain",
    "eased": "a hold or a flare lay over the week",
    "nothing_planned": "nothing was planned, or told",
    "new": "something new after a walk",
    "worsening": "pain grows from week to week",
    "more_days": "more days were chosen",
    "adherence": "less than two thirds done",
    "effort": "it felt hard",
    "fourth_week": "every fourth week stays, at the gentle pace",
    "first_days": "the days before the first full week",
    "kept": "somebody chose to keep it",
}
"""Why a week was judged as it was (`bot.domain.coaching.review`)."""


def page(outcome: Outcome, weeks: int, command: str, alone: Mapping[int, Sequence[int]] | None = None) -> str:
    """Return the report as a Markdown page. `alone`: minutes by person and week of the rules alone (`quick`)."""
    parts = [
        _head(outcome, weeks, command),
        _invariants(outcome),
        _minutes(outcome, weeks, alone or {}),
        _goal(outcome, weeks),
        _reviews(outcome),
        _advice(outcome),
        _people(outcome),
        _used(outcome),
    ]
    return "\n\n".join(parts) + "\n"


def picture(outcome: Outcome, weeks: int, path: Path) -> None:
    """Draw minutes a week and the share of people who reached the goal, week by week."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "walk-coach"  # the same figures give the same file
    mpl.rcParams["font.size"] = 11
    from matplotlib import pyplot as plt

    at = range(1, weeks + 1)
    spread = [quantiles(_two(_of_week(outcome, week, active=True)), n=4) for week in range(weeks)]
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(8, 7), sharex=True, layout="constrained")
    upper.fill_between(at, [q[0] for q in spread], [q[2] for q in spread], color="#9ecae1", label="middle half")
    upper.plot(at, [q[1] for q in spread], color="#08519c", linewidth=2.5, label="median of those who walked")
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
    figure.suptitle(f"{_many(outcome.people)} simulated people", fontsize=13)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def _head(outcome: Outcome, weeks: int, command: str) -> str:
    return (
        "# The cohort\n\n"
        f"Made by `{command}`: {_many(outcome.people)} simulated people, {weeks} weeks each, through the real flows and"
        f" a real store with a moving clock. They picked up the phone {_many(outcome.updates)} times;"
        f" {_many(outcome.nudges)} times the bot wrote first.\n\n"
        "**What this says**: what the rules do to people who walk, hurt, lapse, travel and answer as these do, and that"
        " in all of it none of the things below ever happened. **What it does not say**: what walking does for anybody."
        " The people are invented, and so is the way their pain follows their load: every assumption stands in"
        " [bench/cohort/pain.py](../bench/cohort/pain.py), [body.py](../bench/cohort/body.py) and"
        " [habits.py](../bench/cohort/habits.py). Goals and kinds of people: [goals.md](goals.md). Another set of"
        " assumptions gives other minutes; the zeros must stay.\n\n"
        "![Minutes a week, and how many reach the goal](cohort.svg)"
    )


def _invariants(outcome: Outcome) -> str:
    rows = [f"| {meaning} | {len(outcome.broken.get(name, ()))} |" for name, meaning in INVARIANTS.items()]
    head = "Looked for after every answer and every message that came by itself; each is proven able to fail by a test."
    return "\n".join(["## What must never happen", "", head, "", "| | times |", "|-|-:|", *rows])


def _minutes(outcome: Outcome, weeks: int, alone: Mapping[int, Sequence[int]]) -> str:
    lines = [
        "## Minutes a week",
        "",
        "Mean over the four weeks up to three and six months, of walks that were logged. WalkBack (Pocovi 2024) has"
        " 164 minutes a week at three months, 113 in its control group, and 160 against 159 at twelve months, as a"
        " secondary page tells: that is all walking of people recently recovered from back pain, with a coach. It is"
        " another measure in other people, and no figure here can be held beside it.",
        "",
        "| | all people | those who walked in these weeks | those who never stopped logging | the same, rules alone |",
        "|-|-:|-:|-:|-:|",
    ]
    for week in AT:
        if week <= weeks:
            every, active = (_mean_up_to(outcome, week, active) for active in (False, True))
            lines.append(
                f"| {MONTHS[week]} | {every:.0f} | {active:.0f} | {_of_lasting(outcome, week):.0f}"
                f" | {_alone(outcome, week, alone)} |"
            )
    return "\n".join([*lines, "", RULES_ALONE])


def _alone(outcome: Outcome, week: int, alone: Mapping[int, Sequence[int]]) -> str:
    lasting = [minutes for who, minutes in alone.items() if who in outcome.minutes.keys() - outcome.stopped]
    return f"{mean(mean(minutes[week - 4 : week]) for minutes in lasting):.0f}" if lasting else "–"


RULES_ALONE = (
    "The last column is the quick simulation of [goals.md](goals.md) with the very same people: pain, tolerance,"
    " habits, days, pace, silences, when they stop. The *kinds* of people there reach far more: they walk on every day,"
    " never lapse, and tolerate an hour. Here the middle tolerance is 18 minutes, one in seven lapses, and as many walk"
    " on about every second day. What remains between the two columns is chance, and what only the flows know: red"
    " flags and clearance at the start, the limit of a severe knee, breaks and journeys, walks that nobody said were"
    " done, longer ones than offered, a pace or a dose that was chosen. Reviews of weeks after somebody stopped logging"
    " are not counted below: they made most of the weeks that were called away."
)


def _goal(outcome: Outcome, weeks: int) -> str:
    """Return the share whose target has reached the goal, at several times."""
    reached = sorted(outcome.reached_goal.values())
    lines = [
        "## 5 × 30 minutes",
        "",
        "Share of all people whose target has reached it:",
        "",
        "| by week | share |",
        "|-|-:|",
    ]
    for week in (4, 8, 13, 20, 26):
        if week <= weeks:
            lines.append(f"| {week} | {_share(sum(first <= week for first in reached), outcome.people)} |")
    lasting = outcome.minutes.keys() - outcome.stopped
    if lasting:
        there = sum(who in outcome.reached_goal for who in lasting)
        lines += ["", f"Of the {len(lasting)} who never stopped logging: {_share(there, len(lasting))}."]
    if reached:
        lines += ["", f"Half of those who reached it were there by week {median(reached):.0f}."]
    return "\n".join(lines)


def _reviews(outcome: Outcome) -> str:
    """Return what became of the weeks, and why: the reasons that keep people from growing are here to be judged."""
    total = sum(outcome.reviews.values())
    rows = [
        f"| {found} | {REASONS.get(reason, reason)} | {_share(count, total)} |"
        for (found, reason), count in outcome.reviews.most_common()
    ]
    head = f"Of {_many(total)} weekly reviews:"
    return "\n".join(["## Why weeks grow, stay and shrink", "", head, "", "| | why | share |", "|-|-|-:|", *rows])


def _advice(outcome: Outcome) -> str:
    rows = []
    for rule, count in sorted(outcome.advised.items(), key=lambda item: -item[1]):
        who, delays = outcome.advised_people[rule], outcome.delays.get(rule, [])
        rows.append(
            f"| {rule} | {_many(count)} | {_many(who)} | {_share(who, outcome.people)} | {_minutes_of(median, delays)}"
            f" | {_minutes_of(max, delays)} |"
        )
    return "\n".join(
        [
            "## Advice",
            "",
            "The delay runs from the reply or tick in which a rule's criterion was first true to its advice. The"
            " criteria are evaluated anew from the stored facts after each of them. Where red-flag questions lead to"
            " the advice, the criterion is complete with the last answer.",
            "",
            "| rule | times | people | share | median delay | longest |",
            "|-|-:|-:|-:|-:|-:|",
            *rows,
        ]
    )


def _people(outcome: Outcome) -> str:
    rows = [f"| {kind} | {_share(count, outcome.people)} |" for kind, count in sorted(outcome.kinds.items())]
    return "\n".join(["## Who took part", "", "| | share |", "|-|-:|", *rows])


def _used(outcome: Outcome) -> str:
    """Return how often each flow was used, by the first part of its buttons."""
    flows: Counter[str] = Counter()
    for what, count in outcome.used.items():
        flows[what.partition(":")[0]] += count
    rows = [f"| {FLOWS.get(flow, flow)} | {_many(count)} |" for flow, count in flows.most_common()]
    return "\n".join(
        [
            "## What they used",
            "",
            "Taps by what they belong to, and what was typed.",
            "",
            "| | times |",
            "|-|-:|",
            *rows,
        ]
    )


def _many(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def _minutes_of(of: Callable[[list[float]], float], delays: list[float]) -> str:
    return f"{of(delays):.0f} min" if delays else "–"


def _mean_up_to(outcome: Outcome, week: int, active: bool) -> float:
    sums = [sum(minutes[week - 4 : week]) for minutes in outcome.minutes.values()]
    sums = [minutes for minutes in sums if minutes or not active]
    return sum(sums) / 4 / len(sums) if sums else 0.0


def _of_lasting(outcome: Outcome, week: int) -> float:
    sums = [sum(m[week - 4 : week]) / 4 for who, m in outcome.minutes.items() if who not in outcome.stopped]
    return sum(sums) / len(sums) if sums else 0.0


def _of_week(outcome: Outcome, week: int, active: bool) -> Sequence[int]:
    found = [minutes[week] for minutes in outcome.minutes.values()]
    return [minutes for minutes in found if minutes or not active]


def _two(minutes: Sequence[int]) -> Sequence[int]:
    """Return minutes so that they have quartiles: nobody's are nought, one person's are all of them."""
    return minutes if len(minutes) > 1 else [*(minutes or [0])] * 2
