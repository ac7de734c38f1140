"""Operating characteristics: kinds of people under the rules, beside what the rules are meant to reach.

`python -m bench.cohort.goals` writes docs/goals.md and docs/goals.svg by the quick simulation (`quick`).
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import mean, median

from bench.cohort.body import HABITS, WALKS, one_of, stops_on
from bench.cohort.pain import DAYS, QUIET, STEADY, Pain, responses
from bench.cohort.quick import Lived, Who, lives
from bot.content import library
from bot.domain.coaching.profile import GENTLE, STANDARD
from bot.domain.rules import Rules

HIGHER = replace(STEADY, kind="steady at 4, higher noise", noise=1.2, responses=responses(1))
MIDDLE = replace(STEADY, kind="steady at 4, middle noise", noise=1.0, responses=responses(0.5))
SEVERE_NOISE = replace(STEADY, kind="steady at 4, severe noise", noise=1.8, responses=responses(1))
AT_2 = replace(STEADY, kind="steady at 2", level=2.0)
AT_5 = replace(STEADY, kind="steady at 5", level=5.0)
IMPROVING = replace(MIDDLE, kind="improving by 2", level=5.0, course=-2.0)
RISES_ON, FOUND_WITHIN = 56, 84
WORSENING = replace(MIDDLE, kind="worsening by 2 in 6 weeks", level=3.0, course=2.0, turns_on=RISES_ON, risen_in=42)
AT_15, AT_20 = (
    replace(STEADY, kind=f"fixed tolerance of {minutes} min", level=3.0, tolerance=float(minutes))
    for minutes in (15, 20)
)
KINDS = (
    Who(QUIET),
    Who(QUIET, style=GENTLE),
    Who(AT_2),
    Who(STEADY),
    Who(STEADY, style=GENTLE),
    Who(MIDDLE),
    Who(HIGHER),
    Who(SEVERE_NOISE),
    Who(AT_5),
    Who(IMPROVING),
    Who(WORSENING),
    Who(AT_15),
    Who(AT_20),
)
WORSE, MORE, SEVERE, ASKED = "WORSENING", "EXACERBATED_BY_WALKING", "SEVERE", "FLARE_ASKED"


def mixed(people: int) -> list[Who]:
    """Return the mixed cohort: habits, noise, course, flares and tolerance are drawn; half stop logging on the way."""
    random = Random("mixed")
    found = []
    for number in range(people):
        pain = replace(Pain.draw(random), kind=f"mixed {number}")
        habit = one_of(random, HABITS)
        says = max(2, round(pain.tolerance))
        style = STANDARD if pain.level <= 5 and random.random() < 0.6 else GENTLE
        found.append(Who(pain, min(says, 20), style, WALKS[habit], stops_on(random)))
    return found


@dataclass(frozen=True)
class Figures:
    """What some half-years came to. Alarms are those of a person-year."""

    people: int
    goal: float  # share
    goal_week: float | None
    months: tuple[float, float]  # minutes a week at 3 and 6 months
    alarms: dict[str, float]
    held: float  # share of days
    dose: tuple[float, float]  # middle half of the target walks from week 14 on
    red: float  # a week
    questions: tuple[float, float, float]  # mean a walk day, weeks 1-2, 3-8, 9-26


def figures(lived: Sequence[Lived]) -> Figures:
    """Return the figures of some half-years."""
    days = sum(each.days for each in lived)
    weeks = [each.goal_week for each in lived if each.goal_week is not None]
    doses = sorted(dose for each in lived for dose in each.doses[13:])
    asked = [[count for each in lived for count in each.questions[band]] for band in range(3)]
    return Figures(
        people=len(lived),
        goal=len(weeks) / len(lived),
        goal_week=median(weeks) if weeks else None,
        months=tuple(mean(mean(each.minutes[last - 4 : last]) for each in lived) for last in (13, 26)),  # type: ignore[arg-type]
        alarms={name: sum(each.alarms[name] for each in lived) / days * 365 for name in (WORSE, MORE, SEVERE, ASKED)},
        held=sum(each.held_days for each in lived) / days,
        dose=(doses[len(doses) // 4], doses[len(doses) * 3 // 4]) if doses else (0, 0),
        red=sum(sum(each.reds) for each in lived) / days * 7,
        questions=tuple(mean(band) if band else 0.0 for band in asked),  # type: ignore[arg-type]
    )


def found_in_time(lived: Sequence[Lived]) -> tuple[float, float | None]:
    """Return the share of those who truly worsen that is found in twelve weeks, and the median day."""
    days = [each.first_alarm[WORSE] - RISES_ON for each in lived if WORSE in each.first_alarm]
    in_time = [day for day in days if 0 <= day <= FOUND_WITHIN]
    return len(in_time) / len(lived), median(in_time) if in_time else None


def variant(rules: Rules, section: str, **numbers: object) -> Rules:
    """Return rules with other numbers in one section."""
    return replace(rules, **{section: replace(getattr(rules, section), **numbers)})


def main() -> int:
    """Live through it, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.cohort.goals", description=__doc__)
    parser.add_argument("--people", type=int, default=100, help="of each kind; default: %(default)s")
    parser.add_argument("--output", type=Path, default=Path("docs"), help="folder of goals.md and goals.svg")
    options = parser.parse_args()
    rules = library.load().rules
    people = options.people
    of_kind: dict[str, Figures] = {}
    found: tuple[float, float | None] = (0.0, None)
    for who in KINDS:
        some = 3 if who.pain is QUIET else people
        lived = list(lives(who, some, rules, "2026"))
        of_kind[f"{who.pain.kind}, {who.style}"] = figures(lived)
        if who.pain is WORSENING:
            found = found_in_time(lived)
    everybody = [next(iter(lives(who, 1, rules, "2026"))) for who in mixed(people * 2)]
    lasting = figures([each for each in everybody if each.days == DAYS])
    of_kind["mixed, still logging at 6 months"] = lasting
    swept = [(name, figures(list(lives(who, people // 2, rules, "2026")))) for name, who in sweeps()]
    stricter = variant(rules, "escalation", exacerbated_red=4, exacerbated_risen=5)
    swept.append(
        (
            "middle noise, EXACERBATED at 4 RED or 5 rises of 7",
            figures(list(lives(Who(MIDDLE), people // 2, stricter, "2026"))),
        )
    )
    swept.append(
        (
            "tolerance 15 min, EXACERBATED at 4 RED or 5 rises of 7",
            figures(list(lives(Who(AT_15), people // 2, stricter, "2026"))),
        )
    )
    options.output.mkdir(parents=True, exist_ok=True)
    page = text(of_kind, found, swept, people)
    (options.output / "goals.md").write_text(page, encoding="utf-8")
    picture(of_kind, options.output / "goals.svg")
    print(page)
    return 0


def sweeps() -> list[tuple[str, Who]]:
    """Return what is varied around steady pain at 4 with middle noise."""
    return [
        ("autocorrelation 0.2", Who(replace(MIDDLE, correlation=0.2))),
        ("autocorrelation 0.6", Who(replace(MIDDLE, correlation=0.6))),
        ("SD 0.8", Who(replace(MIDDLE, noise=0.8))),
        ("SD 1.2", Who(replace(MIDDLE, noise=1.2))),
        ("SD 1.5", Who(replace(MIDDLE, noise=1.5))),
        ("pain before told at every walk", Who(MIDDLE, all_before=True)),
        ("85 % of walks done", Who(MIDDLE, done=0.85)),
        ("60 % of walks done", Who(MIDDLE, done=0.6)),
    ]


def goals(of: dict[str, Figures], found: tuple[float, float | None]) -> list[tuple[str, str, str, bool]]:
    """Return people, goal, what was reached, and whether that is enough."""
    quiet, gentle = of["no noise, standard"], of["no noise, gentle"]
    low, slow = of["steady at 4, lower noise, standard"], of["steady at 4, lower noise, gentle"]
    middle, high = of["steady at 4, middle noise, standard"], of["steady at 4, higher noise, standard"]
    fixed, mixed_ = of["fixed tolerance of 15 min, standard"], of["mixed, still logging at 6 months"]
    weeks = quiet.goal_week or 99, gentle.goal_week or 99
    rows = [
        (
            "no noise, 10 min, standard / gentle",
            "5×30 by week 13 / 16",
            f"{weeks[0]:.0f} / {weeks[1]:.0f}",
            weeks[0] <= 13 and weeks[1] <= 16,
        ),
        (
            "steady 4, lower noise, standard / gentle",
            "≥ 85 % / ≥ 65 % at 5×30 by week 26",
            f"{low.goal:.0%} / {slow.goal:.0%}",
            low.goal >= 0.85 and slow.goal >= 0.65,
        ),
        ("steady 4, higher noise, standard", "≥ 35 % at 5×30", f"{high.goal:.0%}", high.goal >= 0.35),
        (
            "worsening by 2 in 6 weeks",
            "found ≥ 90 % in 12 weeks",
            f"{found[0]:.0%}, median day {found[1] or 0:.0f}",
            found[0] >= 0.9,
        ),
    ]
    for name, each in (("lower", low), ("middle", middle), ("higher", high)):
        worse, more = each.alarms[WORSE], each.alarms[MORE]
        rows.append(
            (
                f"steady 4, {name} noise: WORSENING / EXACERBATED a year / days held",
                "≤ 0.3 / ≤ 0.3 / ≤ 12 %",
                f"{worse:.2f} / {more:.2f} / {each.held:.0%}",
                worse <= 0.3 and more <= 0.3 and each.held <= 0.12,
            )
        )
    rows.append(
        (
            "fixed tolerance 15 min",
            "dose within 12–19, RED ≤ 0.4 a week",
            f"{fixed.dose[0]:.0f}–{fixed.dose[1]:.0f} (middle half), {fixed.red:.2f}",
            fixed.dose[0] >= 12 and fixed.dose[1] <= 19 and fixed.red <= 0.4,
        )
    )
    rows.append(
        (
            "the mixed cohort, still logging at 6 months",
            "≥ 100 min a week, ≥ 40 % at 5×30",
            f"{mixed_.months[1]:.0f} min, {mixed_.goal:.0%}",
            mixed_.months[1] >= 100 and mixed_.goal >= 0.4,
        )
    )
    return rows


def text(
    of: dict[str, Figures], found: tuple[float, float | None], swept: list[tuple[str, Figures]], people: int
) -> str:
    """Return the page."""
    lines = [
        "# What the rules do to kinds of people",
        "",
        f"Made by `python -m bench.cohort.goals`: the rules alone, without flows or store, {people} simulated people of"
        f" each kind, 26 weeks each; {2 * people} of the mixed cohort. Every assumption, with its source or marked"
        " invented, stands in [bench/cohort/pain.py](../bench/cohort/pain.py). The figures say what the rules do to"
        " people like these, nothing about what walking does for anybody. The same people through the real flows:"
        " [cohort.md](cohort.md).",
        "",
        "![Minutes a week at six months, and alarms a year](goals.svg)",
        "",
        "## Goals",
        "",
        "| people | goal | reached | |",
        "|-|-|-|-|",
        *(
            f"| {who} | {goal} | {reached} | {'✓' if enough else '✗'} |"
            for who, goal, reached, enough in goals(of, found)
        ),
        "",
        "## Every kind",
        "",
        *_table(list(of.items())),
        "",
        "## What changes when an assumption changes",
        "",
        f"Steady pain at 4 with middle noise, standard pace, {people // 2} people each.",
        "",
        *_table(swept),
    ]
    return "\n".join(lines) + "\n"


def _table(rows: list[tuple[str, Figures]]) -> list[str]:
    head = (
        "| people | at 5×30 | median week | min a week, 3 / 6 months | WORSENING | EXACERBATED | SEVERE | flare asked"
        " | days held | dose from week 14 | RED a week | questions a walk day, weeks 1–2 / 3–8 / 9–26 |"
    )
    lines = [head, "|-|" + "-:|" * 11]
    for name, f in rows:
        week = "–" if f.goal_week is None else f"{f.goal_week:.0f}"
        alarms = " | ".join(f"{f.alarms[rule]:.2f}" for rule in (WORSE, MORE, SEVERE, ASKED))
        asked = " / ".join(f"{count:.1f}" for count in f.questions)
        lines.append(
            f"| {name} | {f.goal:.0%} | {week} | {f.months[0]:.0f} / {f.months[1]:.0f} | {alarms} | {f.held:.0%}"
            f" | {f.dose[0]:.0f}–{f.dose[1]:.0f} | {f.red:.2f} | {asked} |"
        )
    return lines


def picture(of: dict[str, Figures], path: Path) -> None:
    """Draw, kind by kind, the minutes reached and how often each rule alarms."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "walk-coach"
    from matplotlib import pyplot as plt

    names = list(of)[::-1]
    panels: tuple[tuple[str, Callable[[Figures], float], float | None], ...] = (
        ("minutes a week at 6 months", lambda f: f.months[1], 150),
        ("% whose target reached 5×30", lambda f: 100 * f.goal, None),
        ("“see a therapist: it grows worse”,\ntimes a year", lambda f: f.alarms[WORSE], 0.3),
        ("“walking stirs it up”,\ntimes a year", lambda f: f.alarms[MORE], 0.3),
    )
    figure, axes = plt.subplots(1, len(panels), figsize=(13, 5.5), sharey=True, layout="constrained")
    for axis, (title, of_kind, line) in zip(axes, panels, strict=True):
        values = [of_kind(of[name]) for name in names]
        axis.barh(names, values, color="#08519c" if title[0] in "m%" else "#d95f0e")
        for at, value in enumerate(values):
            axis.text(value, at, f" {value:.0f}" if title[0] in "m%" else f" {value:.1f}", va="center", fontsize=9)
        if line is not None:
            axis.axvline(line, color="#636363", linestyle="--", linewidth=1)
        axis.set_title(title, fontsize=11)
        axis.set_xlim(0, max([*values, line or 0]) * 1.2 or 1)
        axis.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    raise SystemExit(main())
