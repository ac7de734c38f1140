"""The progress picture by Typst and by matplotlib, and what pages of the report leave: time, and memory that stays."""

from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from bench.speed.page import Goal, Part, Table
from bench.speed.processes import Figures, memory_mb, run
from bench.speed.rounds import Rounds
from bench.speed.sizes import Sizes
from bot.checks.samples import drawn_samples

TYPST, MATPLOTLIB = "typst (ours)", "matplotlib"
PICTURES, PAGES = 30, 40
DROPPED, KEPT = "dropped after each report (ours)", "kept for ten, as by default"
MOST_GROWN_MB = 80
MOST_MS = 300
WEEKS = 5


async def contestant(name: str, count: int) -> Figures:
    """Draw `count` pictures of different figures; nothing of the drawing is loaded before."""
    before = memory_mb()
    draw = {TYPST: _by_typst, MATPLOTLIB: _by_matplotlib}[name]()
    took = []
    for number in range(count):
        began = perf_counter()
        png = draw(number)
        took.append(1000 * (perf_counter() - began))
        assert png.startswith(b"\x89PNG")
    return {"first_ms": took[0], "warm_ms": median(took[1:]), "grown_mb": memory_mb() - before}


async def reporter(name: str, count: int) -> Figures:
    """Make `count` different pages of the report, as the sender does, and look at the memory once they are made."""
    from bot.content import library
    from bot.pictures import drawing
    from bot.pictures.report import maker
    from bot.rendering import Renderer

    drawing.KEPT = {DROPPED: drawing.KEPT, KEPT: 0}[name]
    facts = drawn_samples(library.data_folder("templates"))["report"]["usual"]
    made_by = maker(Renderer(library.load()), drawing.Drawer())
    before, took = memory_mb(), []
    for number in range(count):
        began = perf_counter()
        pdf = await made_by.make("en", {**facts, "notes": [["2026-11-25", f"The note of page {number}"]]})
        took.append(1000 * (perf_counter() - began))
        assert pdf.startswith(b"%PDF")
    return {"warm_ms": median(took[1:]), "grown_mb": memory_mb() - before}


def measure(sizes: Sizes) -> Part:
    """Measure each in turn, in a process of its own."""
    rounds = Rounds.of(
        [TYPST, MATPLOTLIB], sizes.rounds, lambda name: run(f"{__name__}:contestant", name=name, count=PICTURES)
    )
    rows = [
        [
            name,
            f"{rounds.median(name, 'first_ms'):.0f}",
            f"{rounds.median(name, 'warm_ms'):.1f}",
            f"{rounds.median(name, 'grown_mb'):.0f}",
            f"{rounds.ratio(name, TYPST, 'warm_ms'):.1f} ×",
        ]
        for name in rounds.names
    ]
    method = (
        f"{PICTURES} pictures of 1,080 pixels across, each with other figures: bars of minutes against the plan and two"
        f" lines of pain over {WEEKS} weeks. The first includes loading the library and the fonts."
    )
    columns = ("", "first ms", "then ms each", "MB grown", "to ours")
    warm = rounds.median(TYPST, "warm_ms")
    goal = Goal(f"a warm picture in under {MOST_MS} ms", f"{warm:.1f} ms", warm < MOST_MS)
    pages, grown = _pages(sizes)
    return Part("Pictures", [Table("The progress picture", method, columns, rows), pages], [goal, grown])


def _pages(sizes: Sizes) -> tuple[Table, Goal]:
    rounds = Rounds.of([DROPPED, KEPT], sizes.rounds, lambda name: run(f"{__name__}:reporter", name=name, count=PAGES))
    rows = [
        [name, f"{rounds.median(name, 'warm_ms'):.0f}", f"{rounds.median(name, 'grown_mb'):.0f}"]
        for name in rounds.names
    ]
    method = f"{PAGES} usual reports, each with another note. What typst laid out is dropped after each, or not."
    grown = rounds.median(DROPPED, "grown_mb")
    goal = Goal(f"{PAGES} reports leave less than {MOST_GROWN_MB} MB", f"{grown:.0f} MB", grown < MOST_GROWN_MB)
    return Table("The report", method, ("", "ms each", "MB grown"), rows), goal


def _figures(number: int) -> list[tuple[float, float, float]]:
    """Return minutes, pain before and worst after of each week."""
    return [(30 + (number * 7 + week * 11) % 60, (number + week) % 5, (number + week) % 5 + 1) for week in range(WEEKS)]


def _by_typst() -> Callable[[int], bytes]:
    from bot.content import library
    from bot.pictures.drawing import Drawer
    from bot.pictures.progress import data
    from bot.rendering import Renderer

    renderer, drawer = Renderer(library.load()), Drawer()

    def draw(number: int) -> bytes:
        weeks = list(enumerate(_figures(number)))
        facts: dict[str, Any] = {
            "unit": "week",
            "first_on": "2026-10-26",
            "from_on": "2026-10-26",
            "until_on": "2026-11-25",
            "columns": [(7 * week, 7, minutes, 53) for week, (minutes, _, _) in weeks],
            "so_far": True,
            "spans": [(7 * week, 7, before, after + 1) for week, (_, before, after) in weeks],
            "usual": [(7 * week + 3.5, pain) for week, (_, pain, _) in weeks],
            "after": [(7 * week + 3.5, pain) for week, (_, _, pain) in weeks],
            "reports": [],
            "rests": [5],
            "breaks": [(15, 19, "flare")],
            "minutes": 240,
            "last_on": None,
            "streak": 12,
            "habit": 64,
        }
        return drawer.draw("progress", data(renderer, "en", facts), "png")

    return draw


def _by_matplotlib() -> Callable[[int], bytes]:
    def draw(number: int) -> bytes:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        weeks = range(WEEKS)
        minutes, before, after = zip(*_figures(number), strict=True)
        figure = Figure(figsize=(5, 6.3), dpi=216, layout="constrained")
        FigureCanvasAgg(figure)
        upper, lower = figure.subplots(2)
        figure.suptitle("Your walks")
        upper.set_title("Minutes a week")
        upper.bar_label(upper.bar(weeks, minutes, color="#1b7f79"))
        upper.hlines(
            [53] * WEEKS, [week - 0.45 for week in weeks], [week + 0.45 for week in weeks], linestyles="dashed"
        )
        lower.set_title("Pain, 0 to 10")
        lower.set_ylim(0, 10)
        lower.plot(weeks, before, "o-", label="before a walk")
        lower.plot(weeks, after, "D--", label="worst after")
        lower.legend()
        for axes in (upper, lower):
            axes.axvspan(1.6, 2.2, color="#e9dff3")
            axes.set_xticks(weeks, ["Oct 26", "Nov 2", "Nov 9", "Nov 16", "Nov 23"])
        out = BytesIO()
        figure.savefig(out, format="png")
        return out.getvalue()

    return draw
