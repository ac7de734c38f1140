"""How well check-ins are read: `make checkins` writes the table of docs/checkins.md."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from bot.content import library
from bot.content.shapes import Library
from bot.domain.typed.checkin import CheckIn
from bot.domain.words.walk_told import read_walk

FOLDER = Path(__file__).parent
SETS = (
    *("tuned", "first", "second", "third", "fresh_dev", "fresh_sealed", "next_dev", "next_sealed"),
    *("voices_dev", "voices_two", "voices_three", "voices_four", "voices_five", "voices_sealed"),
    *("voices_six", "voices_seven", "voices_eight", "voices_nine", "voices_next", "voices_ten"),
    *("hands_a", "hands_b", "hands_c", "hands_d", "hands_e", "hands_f", "hands_g", "hands_h", "hands_i"),
)
"""In the order in which they were written. A set that is not there yet is left out of the table."""
UNSEEN = ("unseen",)
"""Only judged, never learnt from."""
LANGUAGES = ("en", "es")
PAGE = FOLDER.parents[1] / "docs" / "checkins.md"
BEGINS, ENDS = "<!-- made by make checkins -->", "<!-- end -->"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = ("minutes", "worst", "before", "effort")


Reader: TypeAlias = Callable[[str, str], CheckIn | None]
"""A text and the language of its chat → what is read in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one set of one language was read. A wrong value was logged; what was not sure was asked about."""

    name: str
    language: str
    told: Counter[str]  # right, guessed, asked, lost, wrong
    near: Counter[str]  # quiet, asked, logged

    def __str__(self) -> str:
        told, near = sum(self.told.values()), sum(self.near.values())
        share = 100 * self.told["right"] / told
        return (
            f"| {self.name} | {self.language} | {told} | {share:.1f} % | {self.told['guessed']} | {self.told['asked']}"
            f" | {self.told['lost']} | {self.told['wrong']} | {near} | {self.near['logged']} | {self.near['asked']} |"
        )


def judged(found: CheckIn | None, case: dict[str, Any]) -> str:
    """Return "right", "guessed", "asked", "lost" or "wrong" for what a check-in was read as.

    "guessed": it was asked about where it need not be, and one tap on the guess logs what was told.
    """
    if found is None:
        return "lost"
    day: object = found.days_ago if found.weekday is None else DAYS[found.weekday]
    values = day == case.get("day", 0) and all(_is(getattr(found, field), case.get(field)) for field in FIELDS)
    if found.certain:
        return "right" if values and not case.get("ask") else "wrong"
    if case.get("ask") or case.get("either"):
        return "right"
    return "guessed" if values else "asked"


def _is(value: object, told: object) -> bool:
    return value in told if isinstance(told, list) else value == told


def path_of(name: str, language: str) -> Path:
    """Return where a set of a language stands."""
    return FOLDER / f"checkins_{name}_{language}.yaml"


def measured(name: str, language: str, read: Reader) -> Row:
    """Read one set. Keys of a case that the reader does not fill are notes of its author."""
    cases = yaml.safe_load(path_of(name, language).read_text(encoding="utf-8"))
    told = Counter(judged(read(case["say"], language), case) for case in cases["checkins"])
    near = Counter[str]()
    for text in cases["near_misses"]:
        found = read(text, language)
        near["quiet" if found is None else "logged" if found.certain else "asked"] += 1
    return Row(name, language, told, near)


def as_the_bot(there: Library) -> Reader:
    """Return what reads a text as the bot does in a chat of a language."""
    words = {language: heard.typed for language, heard in there.heard.items()}
    models = there.walks

    def read(text: str, language: str) -> CheckIn | None:
        order = [words[language], *(of for other, of in words.items() if other != language)]
        return read_walk(text, models, there.rules.telling, *order)

    return read


def table() -> list[str]:
    """Return the lines of the table."""
    read = as_the_bot(library.load())
    told = [(name, language) for name in (*SETS, *UNSEEN) for language in LANGUAGES if path_of(name, language).exists()]
    rows = [measured(name, language, read) for name, language in told]
    return [
        "| set | language | check-ins | right | asked: right guess | asked: other | not heard | wrong"
        " | near-misses | logged | asked |",
        "|---|---|" + "---:|" * 9,
        *map(str, rows),
    ]


def write(page: Path = PAGE) -> None:
    """Put the table into the page, between its two marks."""
    text = page.read_text(encoding="utf-8")
    front, _, rest = text.partition(BEGINS)
    _, _, behind = rest.partition(ENDS)
    page.write_text("\n".join([front + BEGINS, *table(), ENDS + behind]), encoding="utf-8")


if __name__ == "__main__":
    write()
