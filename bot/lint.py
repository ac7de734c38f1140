"""Faults of content and templates, each in a sentence: what `walk-coach check` prints."""

from pathlib import Path


def check(content: Path, templates: Path) -> list[str]:
    """Return every fault of both folders."""
    return []
