"""What the documents say exists, and what exists is documented."""

import re
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from bot import metrics
from bot.__main__ import _parser
from bot.settings import VARIABLES

ROOT = Path(__file__).parent.parent
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
NAMES = {variable.name for variable in VARIABLES}
ELSEWHERE = {"HTTPS_PROXY", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PATH"}  # not this program's own


def commands() -> set[str]:
    """Return every command of the command line."""
    (subcommands,) = (action for action in _parser()._actions if action.choices)
    assert isinstance(subcommands.choices, dict)
    return set(subcommands.choices)


def test_every_command_is_in_the_operators_table() -> None:
    """And every `walk-coach …` that any document names is a command."""
    table = set(re.findall(r"^\| `walk-coach ([\w-]+)` \|", OPERATING, re.MULTILINE))
    assert table == commands()
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        named = set(re.findall(r"`walk-coach ([a-z][\w-]+)", page.read_text(encoding="utf-8")))
        assert named <= commands(), page


@pytest.mark.parametrize(
    "place",
    [
        "docs/operating.md",
        "docs/security.md",
        "README.md",
        *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "deploy").iterdir()),
    ],
)
def test_every_setting_that_is_named_exists(place: str) -> None:
    """A setting renamed in the program is renamed in the documents and in deploy/."""
    text = (ROOT / place).read_text(encoding="utf-8")
    named = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", text))
    settings = {
        name for name in named if re.match(r"TELEGRAM|DATABASE|BACKUP|LISTEN|WEBHOOK|ADMIN|OPERATOR|MESSAGES", name)
    }
    assert settings <= NAMES
    assert named - settings <= ELSEWHERE | {name for name in named if name.startswith(("AF_", "CAP_", "POSTGRES_"))}


def test_every_figure_is_documented_and_every_documented_figure_exists() -> None:
    """By the name that Prometheus shows."""
    assert metrics.UPDATES
    families = {family.name: family for family in REGISTRY.collect() if family.name.startswith("walkcoach_")}
    exposed = {name + ("_total" if family.type == "counter" else "") for name, family in families.items()}
    assert set(re.findall(r"walkcoach_\w+", OPERATING)) == exposed


def test_every_log_line_that_the_operator_is_told_about_is_written_somewhere() -> None:
    """The beginning of each, as it stands in the code."""
    quoted = re.findall(r"^\| `(?:… )?([A-Z d][^`…]+?)(?: …)?` \| ", OPERATING, re.MULTILINE)
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    lines = [line for line in quoted if not line.startswith(("walk-coach", "/"))]
    assert len(lines) >= 6
    for line in lines:
        assert line.strip() in code, line
