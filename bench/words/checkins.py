"""How well check-ins are read: `make checkins` writes the table of docs/checkins.md."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from bot.content import library
from bot.content.shapes import Library
from bot.domain.typed.checkin import CheckIn
from bot.domain.words.walk_told import read_walk

FOLDER = Path(__file__).parent
FIRST = ("tuned", "first", "second", "third")
VOICES = (
    *("voices_dev", "voices_two", "voices_three", "voices_four", "voices_five", "voices_sealed"),
    *("voices_six", "voices_seven", "voices_eight", "voices_nine", "voices_next", "voices_ten"),
)
HANDS = tuple(f"hands_{hand}" for hand in "abcdefghi")
OLDER = (*FIRST, "fresh_dev", "fresh_sealed", "next_dev", "next_sealed", *VOICES)
SETS = (*OLDER, *HANDS)
"""In the order in which they were written. The models learn from all of them."""
UNSEEN = ("unseen",)
"""Only judged, never learnt from."""
GROUPS = {"older sets": OLDER, "hands_a to hands_i": HANDS, "unseen": UNSEEN}
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

    def __add__(self, other: "Row") -> "Row":
        return replace(self, told=self.told + other.told, near=self.near + other.near)

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


def as_the_bot(there: Library, *, models: bool = True) -> Reader:
    """Return what reads a text as the bot does in a chat of a language; without models by the rules alone."""
    words = {language: heard.typed for language, heard in there.heard.items()}
    second = there.walks if models else None

    def read(text: str, language: str) -> CheckIn | None:
        order = [words[language], *(of for other, of in words.items() if other != language)]
        return read_walk(text, second, there.rules.telling, *order)

    return read


def table() -> list[str]:
    """Return the lines of two tables: each set as the bot reads it, and groups of sets, by the rules alone as well."""
    there = library.load()
    by = {"rules": as_the_bot(there, models=False), "rules and models": as_the_bot(there)}
    rows = {
        (who, name, language): measured(name, language, read)
        for who, read in by.items()
        for name in (*SETS, *UNSEEN)
        for language in LANGUAGES
    }
    return [
        *_head("set"),
        *(str(row) for (who, _, _), row in rows.items() if who == "rules and models"),
        "",
        *_head("sets, read by"),
        *(
            str(replace(reduce(add, (rows[who, name, language] for name in names)), name=f"{group}, {who}"))
            for group, names in GROUPS.items()
            for language in LANGUAGES
            for who in by
        ),
    ]


def _head(first: str) -> list[str]:
    return [
        f"| {first} | language | check-ins | right | asked: right guess | asked: other | not heard | wrong"
        " | near-misses | logged | asked |",
        "|---|---|" + "---:|" * 9,
    ]


def write(page: Path = PAGE) -> None:
    """Put the table into the page, between its two marks."""
    text = page.read_text(encoding="utf-8")
    front, _, rest = text.partition(BEGINS)
    _, _, behind = rest.partition(ENDS)
    page.write_text("\n".join([front + BEGINS, *table(), ENDS + behind]), encoding="utf-8")


if __name__ == "__main__":
    write()
