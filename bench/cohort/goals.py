"""Operating characteristics: kinds of people under the rules, beside what the rules are meant to reach.

`python -m bench.cohort.goals` writes docs/goals.md and docs/goals.svg by the quick simulation (`quick`).
"""

import argparse
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from bench.cohort import causes, tradeoffs
from bench.cohort.goals_missed import WHAT_IS_MISSED
from bench.cohort.goals_picture import picture
from bench.cohort.kinds import (
    ASKED,
    AT_15,
    HIGHER,
    KINDS,
    MIDDLE,
    MORE,
    SEVERE,
    WORSE,
    WORSENING,
    Bands,
    Figures,
    Found,
    figures,
    found_in_time,
    mixed,
    variant,
)
from bench.cohort.pain import DAYS, QUIET
from bench.cohort.quick import lives
from bench.cohort.quick_who import Who
from bot.content import library
from bot.domain.rules import Rules


def main() -> int:
    """Live through it, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.cohort.goals", description=__doc__)
    parser.add_argument("--people", type=int, default=40, help="of each kind; default: %(default)s")
    parser.add_argument("--seed", default="2026", help="default: %(default)s")
    parser.add_argument("--output", type=Path, default=Path("docs"), help="folder of goals.md and goals.svg")
    options = parser.parse_args()
    rules = library.load().rules
    people, seed = options.people, options.seed
    of_kind: dict[str, Figures] = {}
    found = Found(0, 0, None)
    for who in KINDS:
        some = 3 if who.pain is QUIET else 3 * people if who.pain in (MIDDLE, HIGHER, WORSENING) else people
        lived = list(lives(who, some, rules, seed))
        of_kind[f"{who.pain.kind}, {who.style}"] = figures(lived)
        if who.pain is WORSENING:
            found = found_in_time(lived)
        print(f"\r{len(of_kind)} of {len(KINDS)} kinds", end="", flush=True)
    everybody = [next(iter(lives(who, 1, rules, f"{seed}:{at}"))) for at, who in enumerate(mixed(people * 2, seed))]
    lasting = [each for each in everybody if each.days == DAYS]
    of_kind["mixed, still logging at 6 months"] = figures(lasting)
    swept = [(name, figures(list(lives(who, people // 2, rules, seed)))) for name, who in sweeps()]
    for pain in (MIDDLE, HIGHER, AT_15):
        for name, others in other_rules(rules):
            swept.append((f"{pain.kind}: {name}", figures(list(lives(Who(pain), people // 2, others, seed)))))
    options.output.mkdir(parents=True, exist_ok=True)
    page = text(of_kind, found, swept, people)
    page += "\n".join(
        [
            "",
            "## Where the minutes of the mixed cohort go",
            "",
            f"Those of {5 * people} people who still log at 6 months, each with the same seed in every row (more people"
            " than above, and other lives: so the first row is another than theirs). One thing is switched off at a"
            " time; what several do together is more or less than their sum. Differences of 2 minutes are chance."
            " Severe starts: walks a year begun at 7 or more that no gate was told of.",
            "",
            *causes.table(mixed(5 * people, seed), rules, seed),
            "",
            "## What a threshold buys and what it costs",
            "",
            f"{3 * people} people of each kind. Growing pain is +2 points in 6 weeks; found: told by WORSENING, + sent"
            " to a professional before it; the day counts from when the rise began.",
            "",
            *tradeoffs.worsening(3 * people, rules, seed),
            "",
            f"{people} people of each kind. Walks that are too long: 12 minutes are said to be comfortable, 8 are what"
            " the body bears. The day counts from the start.",
            "",
            *tradeoffs.exacerbated(people, rules, seed),
            "",
        ]
    )
    (options.output / "goals.md").write_text(page, encoding="utf-8")
    picture(of_kind, options.output / "goals.svg")
    print(page)
    return 0


def other_rules(rules: Rules) -> list[tuple[str, Rules]]:
    """Return what was, and what else might be."""
    return [
        ("a score at every gate", variant(rules, "gate", calm_walks=14)),
        ("before, WORSENING from 1.5", variant(rules, "escalation", worsening_points=Fraction(3, 2))),
        ("before, EXACERBATED at 5 rises", variant(rules, "escalation", exacerbated_risen=5)),
    ]


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


def goals(of: dict[str, Figures], found: Found) -> list[tuple[str, str, str, bool]]:
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
            f"{found.share:.0%}, median day {found.day or 0:.0f} after the rise began; {found.seen:.0%} more were sent"
            " to a professional for a severe score first",
            found.share + found.seen >= 0.9,
        ),
    ]
    for name, each in (("lower", low), ("middle", middle), ("higher", high)):
        worse, more = each.alarms[WORSE], each.alarms[MORE]
        rows.append(
            (
                f"steady 4, {name} noise: WORSENING / EXACERBATED a year / days held",
                "≤ 0.3 / ≤ 0.3 / ≤ 12 %",
                f"{worse:.2f} ± {each.error[WORSE]:.2f} / {more:.2f} ± {each.error[MORE]:.2f} / {each.held:.0%}",
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
    for name, each in (("steady at 2", of["steady at 2, standard"]), ("steady 4, middle noise", middle)):
        rows.append(
            (
                f"questions a walk day, weeks 1–2 / 3–8 / 9–26, {name}",
                "median ≤ 4 / ≤ 2 / ≤ 1.3",
                f"{_bands(each.questions)} (median person), {_bands(each.on_days, 0)} (median day)",
                all(count <= most for count, most in zip(each.questions, (4, 2, 1.3), strict=True)),
            )
        )
    return rows


def _bands(counts: Bands, digits: int = 1) -> str:
    return " / ".join(f"{count:.{digits}f}" for count in counts)


def text(of: dict[str, Figures], found: Found, swept: list[tuple[str, Figures]], people: int) -> str:
    """Return the page."""
    lines = [
        "# What the rules do to kinds of people",
        "",
        f"Made by `python -m bench.cohort.goals --people {people}`: the rules alone, without flows or store, {people}"
        f" simulated people of each kind, 26 weeks each ({3 * people} where a goal is close: middle and higher noise,"
        f" worsening); {2 * people} of the mixed cohort, the people of `make cohort`. ± is a standard error. Every"
        " assumption, with its source or marked invented, stands in"
        " [bench/cohort/pain.py](../bench/cohort/pain.py) and [body.py](../bench/cohort/body.py). The figures say what"
        " the rules do to people like these, nothing about what walking does for anybody. The same people through the"
        " real flows: [cohort.md](cohort.md).",
        "",
        "![Minutes a week, days held and alarms a year, kind by kind](goals.svg)",
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
        *WHAT_IS_MISSED,
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
        " | days held | dose from week 14 | RED a week | severe starts | questions a walk day, weeks 1–2 / 3–8 / 9–26 |"
    )
    lines = [head, "|-|" + "-:|" * 12]
    for name, f in rows:
        week = "–" if f.goal_week is None else f"{f.goal_week:.0f}"
        alarms = " | ".join(f"{f.alarms[rule]:.2f}" for rule in (WORSE, MORE, SEVERE, ASKED))
        asked = _bands(f.questions)
        lines.append(
            f"| {name} | {f.goal:.0%} | {week} | {f.months[0]:.0f} / {f.months[1]:.0f} | {alarms} | {f.held:.0%}"
            f" | {f.dose[0]:.0f}–{f.dose[1]:.0f} | {f.red:.2f} | {f.severe_starts:.1f} | {asked} |"
        )
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
