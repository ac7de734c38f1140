"""Results as tables, on the terminal and as docs/benchmarks.md."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """What was measured side by side."""

    title: str
    method: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def text(self) -> str:
        """Return it in Markdown."""
        lines = [
            f"| {' | '.join(self.columns)} |",
            f"|{'|'.join('---' if not i else '---:' for i in range(len(self.columns)))}|",
        ]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        return f"### {self.title}\n\n{self.method}\n\n" + "\n".join(lines)


@dataclass(frozen=True)
class Goal:
    """What was aimed at. `why`: the honest word where it was missed."""

    wanted: str
    measured: str
    met: bool
    why: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the benchmark."""

    title: str
    tables: Sequence[Table] = ()
    goals: Sequence[Goal] = ()
