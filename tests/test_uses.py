"""What is said of where a number is read is true: every place that reads it, and no other."""

import ast
from pathlib import Path

import pytest

import bot
from bot.checks.uses import NUMBERS, uses

PACKAGE = Path(bot.__path__[0])

# Attributes that share their name with a number and are none: a profile's own hours, a factor of a day, a flow.
NOT_OF_THE_RULES = {
    ("evening", "bot/flows/routes.py"),
    ("factor", "bot/domain/coaching/plan.py"),
    ("quiet_from", "bot/facts/people.py"),
    ("quiet_until", "bot/facts/people.py"),
    ("scored_days", "bot/domain/safety/gate.py"),
    ("scored_days", "bot/domain/checkin.py"),  # days of this week with a score so far
}

# what the name `x` stands for → lines that make it so; `it` is read below them
READS = {
    "a parameter": "def f(x: Dosing):",
    "a parameter that may be None": "def f(x: Dosing | None):",
    "a class by another name": "from bot.domain.rules import Dosing as D\ndef f(x: D):",
    "the way there": "def f(context):\n    x = context.library.rules.dosing",
    "a name for all the rules": "def f(context):\n    rules = context.rules\n    x = rules.dosing",
    "one of two assigned at once": "def f(context):\n    a, x = 1, context.rules.dosing",
    "what a function returns": "def g() -> Dosing: ...\ndef f():\n    x = g()",
    "a field": "class A:\n  y: Dosing\n  def f(self):\n    x = self.y",
    "a field set at the start": """class A:
  def __init__(self, y: Dosing):
    self._y = y
  def f(self):
    x = self._y""",
}
READS_NOT = {
    "another class": "def f(x: Colours):",
    "another section": "def f(context):\n    x = context.rules.colours",
    "something unknown": "def f(x):",
    "what stands for something else by then": "def f(x: Dosing, walk):\n    x = walk",
}


def read_by(source: str, folder: Path) -> set[str]:
    """Return the numbers that a package with one module reads; of templates and content nothing."""
    (folder / "made").mkdir()
    (folder / "made" / "one.py").write_text(
        f"from bot.domain.rules import Colours, Dosing\n{source}\n    return x.done_minutes\n"
    )
    return {key for key, places in uses(folder / "made").items() if "made/one.py" in places}


@pytest.mark.parametrize("source", READS.values(), ids=READS)
def test_a_number_that_is_read_is_found(source: str, tmp_path: Path) -> None:
    """Whatever way the code has to its section."""
    assert read_by(source, tmp_path) == {"dosing.done_minutes"}


@pytest.mark.parametrize("source", READS_NOT.values(), ids=READS_NOT)
def test_a_name_alone_is_no_use(source: str, tmp_path: Path) -> None:
    """An attribute of the same name on something else says nothing of the number."""
    assert read_by(source, tmp_path) == set()


def test_no_module_that_reads_a_number_is_left_out() -> None:
    """Every attribute in the program with a number's name is one of its uses, but for those listed above."""
    found = uses(PACKAGE)
    claimed = {(key.partition(".")[2], place) for key, places in found.items() for place in places}
    names = {key.partition(".")[2] for key in NUMBERS}
    read = {
        (node.attr, f"bot/{path.relative_to(PACKAGE).as_posix()}")
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in names
    }
    assert read - claimed == NOT_OF_THE_RULES
