"""Operating characteristics: kinds of people under the rules, beside what the rules are meant to reach.

`python -m bench.cohort.goals` writes docs/goals.md and docs/goals.svg by the quick simulation (`quick`).
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

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
    parser.add_argument("--people", type=int, default=100, help="of each kind; default: %(default)s")
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
    (options.output / "goals.md").write_text(page, encoding="utf-8")
    picture(of_kind, options.output / "goals.svg")
    print(page)
    return 0


def other_rules(rules: Rules) -> list[tuple[str, Rules]]:
    """Return what was, and what else might be."""
    return [
        ("a score at every gate", variant(rules, "gate", calm_walks=14)),
        ("EXACERBATED at 3 RED or 4 rises", variant(rules, "escalation", exacerbated_red=3, exacerbated_risen=4)),
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


WHAT_IS_MISSED = (
    "## What is missed, and what would have to give",
    "",
    "**Questions.** A walk day cannot come to 1.3 with the rules as they are. The worst pain of every walk is 1; three"
    " scored days make a weekly mean, which is 3/7 = 0.43 of a question for somebody who walks daily and 3/5 = 0.6 on"
    " five days: 1.43 to 1.6 before anything else. Measured in weeks 9–26 at a steady 2: worst 1, score before 0.6"
    " (four days, one to spare), two hours later 0.3 (every fourth walk, more where it hurt), effort 0.15 (the week's"
    " last target walk), next morning 0.05. In weeks 3–8 most walks are among the first of a new dose, which asks for"
    " effort and for two hours later. To come to 1.3 the worst pain of calm walks would have to give: “done, no more"
    " pain than usual” in the place of a score. It is what makes a walk RED: a therapist would have to agree.",
    "",
    "**Worsening.** About nine in ten are told to see somebody in twelve weeks, some of them by URGENT advice before"
    " WORSENING can fire; by WORSENING alone it is 86 to 91 % from seed to seed (a standard error of 3 points). A lower"
    " threshold was tried: at 4/3 points 7 % are alarmed in the eight weeks before anything grows.",
    "",
    "**The mixed cohort.** These are now the very people of `make cohort`: half of them tolerate less than 18 minutes"
    " at the start, one in seven is silent for weeks, many walk on fewer days, and most have the gentle pace. The"
    " earlier 114 minutes were those of people without silences or days off. What would bring these to 100 is not"
    " known: no rule was varied on them.",
    "",
    "**Half days at higher noise.** Most held days there are SEVERE: two of three check-ins at 7 or more halve the"
    " walks until 14 days pass without RED. With an SD of 1.2 around 4, and responses of up to 3 points, that happens"
    " to people whose pain is no worse than it was. A score of 7 is not waved away as noise; the rule that would have"
    " to give is the 14 days.",
)

GROWS_TRULY, HURTS_TRULY = ("worsening",), ("fixed tolerance",)
BLUE, GREEN, ORANGE, GREY = "#08519c", "#238b45", "#d95f0e", "#636363"


def picture(of: dict[str, Figures], path: Path) -> None:
    """Draw, kind by kind, how far people come, how often they are held, and which alarms are right and which false."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "walk-coach"
    from matplotlib import pyplot as plt
    from matplotlib.patches import Patch

    names = list(of)[::-1]
    panels: tuple[tuple[str, Callable[[Figures], float], float | None, tuple[str, ...] | None, int], ...] = (
        ("Minutes a week\nat 6 months", lambda f: f.months[1], 150, None, 0),
        ("% whose target\nreached 5 × 30", lambda f: 100 * f.goal, None, None, 0),
        ("% of days with a hold\n(half, or no walk)", lambda f: 100 * f.held, 12, None, 0),
        ("“It grows worse: see a\ntherapist”, times a year", lambda f: f.alarms[WORSE], 0.3, GROWS_TRULY, 1),
        ("“Walking stirs it up: see\na therapist”, times a year", lambda f: f.alarms[MORE], 0.3, HURTS_TRULY, 1),
    )
    figure, axes = plt.subplots(1, len(panels), figsize=(14, 6), sharey=True, layout="constrained")
    for axis, (title, of_kind, goal, truly, digits) in zip(axes, panels, strict=True):
        values = [of_kind(of[name]) for name in names]
        colours = [BLUE if truly is None else GREEN if name.startswith(truly) else ORANGE for name in names]
        axis.barh(names, values, color=colours)
        for at, value in enumerate(values):
            axis.text(value, at, f" {value:.{digits}f}", va="center", fontsize=9)
        if goal is not None:
            axis.axvline(goal, color=GREY, linestyle="--", linewidth=1)
            axis.text(goal, len(names) - 0.35, f"goal {goal:g}", color=GREY, fontsize=8, ha="center")
        axis.set_title(title, fontsize=11, pad=14)
        axis.set_xlim(0, max([*values, goal or 0]) * 1.2 or 1)
        axis.spines[["top", "right"]].set_visible(False)
    figure.legend(
        handles=[
            Patch(color=BLUE, label="how far people come"),
            Patch(color=GREEN, label="alarms that are right"),
            Patch(color=ORANGE, label="false alarms: at most as many as the dashed line"),
        ],
        loc="outside lower center",
        ncols=3,
        frameon=False,
    )
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    raise SystemExit(main())
