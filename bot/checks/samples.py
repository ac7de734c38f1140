"""Sample facts and buttons for every message, `templates/_samples/<flow>.yaml`: what the lint and the preview show.

`message: {facts: {…}, buttons: [[key or {label: key, facts: {…}}]]}`, or a list of these where variants matter. A key
without a slash is one of the flow's own `buttons.yaml`. `toast: true` marks the short answer to a tap, plain text;
`long: true` a list that must be read in full, which may be longer than a small screen; `file: key` the name of a
document that goes with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.content.reading import FAULTY, Where, document, read, shown


@dataclass(frozen=True, slots=True)
class SampleButton:
    """A button under a sample."""

    label: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """One message as it may be said. `template` is "onboarding/welcome"."""

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[tuple[SampleButton, ...], ...] = ()
    toast: bool = False
    long: bool = False
    file: SampleButton | None = None


@dataclass(frozen=True, slots=True)
class _Written:
    facts: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[tuple[Any, ...], ...] = ()
    toast: bool = False
    long: bool = False
    file: Any = None


def samples(templates: Path, faults: list[str]) -> list[Sample]:
    """Return all samples, in the order of their files; what is wrong with them is added to `faults`."""
    return [
        sample
        for path in sorted((templates / "_samples").glob("*.yaml"))
        for sample in _of_flow(path, Where(f"templates/_samples/{path.name}", faults))
    ]


def drawn_samples(templates: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Return kind → name → facts of what is drawn with words: `templates/_samples/_drawn/<kind>.yaml`."""
    folder = templates / "_samples" / "_drawn"
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}


def _of_flow(path: Path, where: Where) -> Iterable[Sample]:
    raw = document(path, where)
    if raw is FAULTY or raw is None:
        return
    if not isinstance(raw, dict):
        where.note(f" is {shown(raw)}; it must be a group of messages.")
        return
    for message, variants in raw.items():
        for number, variant in enumerate(variants if isinstance(variants, list) else [variants], 1):
            place = where.at(f"{message}.{number}" if isinstance(variants, list) else message)
            written = read(_Written, variant or {}, place)
            if written is not FAULTY:
                rows = tuple(tuple(_button(key, path.stem, place) for key in row) for row in written.buttons)
                file = _button(written.file, path.stem, place) if written.file else None
                yield Sample(f"{path.stem}/{message}", written.facts, rows, written.toast, written.long, file)


def _button(key: Any, flow: str, where: Where) -> SampleButton:
    if isinstance(key, dict):
        button = read(SampleButton, key, where.at("buttons"))
        button = SampleButton(str(key.get("label", "?"))) if button is FAULTY else button
    else:
        button = SampleButton(str(key))
    return button if "/" in button.label else SampleButton(f"{flow}/{button.label}", button.facts)
