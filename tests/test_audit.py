"""What the audit of dependencies prints: found, not found, and above all not looked."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from audit import report  # type: ignore[import-not-found]

CLEAN = {"name": "a", "version": "1", "vulns": []}
HIT = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": []}]}
SKIPPED = {"name": "c", "skip_reason": "Dependency not found"}


def test_nothing_known_is_said_with_how_many_were_looked_at() -> None:
    """Exit code 0."""
    assert report([CLEAN]) == (["1 packages checked, 0 known vulnerabilities."], 0)


def test_a_known_vulnerability_fails() -> None:
    """With the version that mends it."""
    lines, code = report([CLEAN, HIT])
    assert code == 1
    assert lines[0] == "b 2: PYSEC-1, mended in 2.1"


def test_what_was_not_looked_at_is_never_called_clean() -> None:
    """Offline every package is skipped, and pip-audit alone would say "no known vulnerabilities"."""
    lines, code = report([SKIPPED, SKIPPED])
    assert code == 0
    assert lines == ["NOTHING WAS CHECKED: the advisory service did not answer for any package."]
    assert lines[1].startswith("NOT CHECKED: 1 packages")
