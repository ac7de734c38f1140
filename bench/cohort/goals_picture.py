"""How far kinds of people come, how often they are held, and which alarms are right and which false: a picture."""

from collections.abc import Callable
from pathlib import Path

from bench.cohort.kinds import MORE, WORSE, Figures

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
