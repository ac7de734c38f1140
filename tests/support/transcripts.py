"""Transcripts kept as files: what is said over weeks, to be read, and compared with what is said now.

After a change that is meant: `UPDATE_TRANSCRIPTS=1 make unit PYTEST=tests/stories`, then read what changed.
"""

import os
from pathlib import Path

from tests.support.story import Person

FOLDER = Path(__file__).parent.parent / "stories" / "transcripts"


def matches(person: Person, name: str) -> None:
    """Compare what somebody's chat says with the file of that name; or write it, where that is asked for."""
    text = "\n".join(line.rstrip() for line in person.transcript().strip().splitlines()) + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(text, encoding="utf-8")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()
