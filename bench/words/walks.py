"""`make walks`: trains the second opinion on check-ins (`bot.domain.words.opinion`) on all sets, drills and phrases.

What a figure of a check-in is, is not written in the sets, but its values are: the mention that has a value is that
value. Where two have it, or none, the mention is left out. How well it does: bench/words/walks_judging.py.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy
import yaml

from bench.words.checkins import DAYS, LANGUAGES, SETS, path_of
from bench.words.examples import digest, lots, read_all, variants
from bench.words.models import HERE, OUT, Recipe
from bot.content.library import load
from bot.domain.typed.known import known_items
from bot.domain.typed.mentions import Mention, mentions, surroundings
from bot.domain.typed.together import read_numbers
from bot.domain.typed.words import Item, TypedWords
from bot.domain.words.opinion import seen_of_effort, seen_of_telling, ways
from bot.domain.words.text_model import words_of

PARTS = Recipe("walks", "walk_parts", most_grams=5000, softness=10.0)
TOLD = Recipe("walks", "walk_told", most_grams=5000, softness=10.0)
EFFORT = Recipe("effort", "walk_effort", most_grams=8000, softness=10.0, none_weight=4.0)
RECIPES = (PARTS, TOLD, EFFORT)
"""Each is one file for all languages: kinds of words mean the same in each."""
MIXED = 2
"""Messages that each phrase of an effort is put into, besides standing alone."""
VARIANTS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A message of a set. `case` is None for one that tells no walk. `writer`: the name of its set."""

    text: str
    language: str
    writer: str
    case: Mapping[str, Any] | None
    group: str


def phrase_files(folder: str) -> list[Path]:
    """Return the files of phrases, or of drills, of all languages."""
    return [path for language in LANGUAGES for path in sorted((HERE / folder).glob(f"train*.{language}.yaml"))]


def inputs() -> list[Path]:
    """Return the files that the models are made of: messages, and the words that are known in them."""
    sets = [path_of(name, language) for name in SETS for language in LANGUAGES]
    words = [OUT.parent / "typed" / f"{language}.yaml" for language in LANGUAGES]
    return [*sets, *phrase_files("walks"), *phrase_files("effort"), *words]


def messages(sets: Collection[str] = SETS) -> list[Told]:
    """Return the messages of some sets, and of the drills."""
    files = [(name, language, path_of(name, language)) for name in sets for language in LANGUAGES]
    files += [("drill", path.name.split(".")[1], path) for path in phrase_files("walks")]
    return [told for writer, language, path in files for told in _of_file(writer, language, path)]


def _of_file(writer: str, language: str, path: Path) -> Iterator[Told]:
    raw = yaml.safe_load(path.read_text("utf-8"))
    for case in raw["checkins"]:
        for text in variants(case["say"], VARIANTS):
            yield Told(text, language, writer, case, f"{language}:{case['say']}")
    for line in raw["near_misses"]:
        for text in variants(line, VARIANTS):
            yield Told(text, language, writer, None, f"{language}:{line}")


@cache
def words() -> Mapping[str, TypedWords]:
    """Return the words of each language."""
    return {language: heard.typed for language, heard in load().heard.items()}


def in_order(language: str) -> list[TypedWords]:
    """Return the words of a chat's language first, then those of the others."""
    return [words()[language], *(of for other, of in words().items() if other != language)]


def trained(told: Sequence[Told], recipe: Recipe) -> dict[str, Any]:
    """Return one of the three models, trained on some messages."""
    from bench.words.training import Row, balanced, learnt, share_of_lines

    made = {PARTS: _rows_of_parts, TOLD: _rows_of_told, EFFORT: _rows_of_effort}[recipe](told)
    rows = [Row(label, looked_at, group) for label, looked_at, group in made]
    if recipe is PARTS:  # each mention is a row, however many a line has
        return learnt(rows, numpy.ones(len(rows)), recipe)
    share = share_of_lines([row.group for row in rows])
    return learnt(rows, balanced(share, [row.label for row in rows], recipe) if recipe is EFFORT else share, recipe)


def _rows_of_parts(told: Sequence[Told]) -> Iterator[tuple[str, list[str], str]]:
    for one in told:
        if one.case is None:
            continue
        items, found = _read(one)
        for at, role in enumerate(roles(found, one.case)):
            if role:
                yield role, surroundings(items, found, at), one.group


def _rows_of_told(told: Sequence[Told]) -> Iterator[tuple[str, list[str], str]]:
    for one in told:
        if one.case and one.case.get("either"):
            continue
        items, found = _read(one)
        label = "none" if one.case is None else "ask" if one.case.get("ask") else "told"
        yield label, list(seen_of_telling(words_of(one.text), items, found)), one.group


def _rows_of_effort(told: Sequence[Told]) -> Iterator[tuple[str, list[str], str]]:
    carriers: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for one in told:
        effort = one.case.get("effort") if one.case else None
        if isinstance(effort, list):
            continue
        if effort is None:
            carriers[one.language].append(one.text)
        yield effort or "none", look_for_effort(one.text, one.language), one.group
    for path in phrase_files("effort"):
        language = path.name.split(".")[1]
        for phrase in read_all([path], VARIANTS):
            yield phrase.label, look_for_effort(phrase.text, language), phrase.group
            chance = lots(phrase.text)
            for _ in range(MIXED):
                carrier, sign = chance.choice(carriers[language]), chance.choice((". ", ",", " ", "; "))
                pair = (carrier, phrase.text) if chance.random() < 0.75 else (phrase.text, carrier)
                yield phrase.label, look_for_effort(sign.join(pair), language), phrase.group


def look_for_effort(text: str, language: str) -> list[str]:
    """Return what the model of effort looks at."""
    known, _ = known_items(text, *in_order(language))
    return list(seen_of_effort(words_of(text), known))


def _read(one: Told) -> tuple[list[Item], list[Mention]]:
    known, _ = known_items(one.text, *in_order(one.language))
    items = read_numbers(known)
    return items, mentions(items)


def roles(found: Sequence[Mention], case: Mapping[str, Any]) -> list[str | None]:
    """Return what each mention is, by the values that were told; None where that is open."""
    role: list[str | None] = ["other"] * len(found)
    _label_minutes(found, case, role)
    for name in ("worst", "before"):
        _label_score(found, name, _values(case, name), role)
    both = set(_values(case, "worst")) & set(_values(case, "before"))
    if both:
        _label_equal(found, both, case, role)
    for at, one in enumerate(found):
        if one.sort in ("day", "weekday"):
            day = int(one.value) if one.sort == "day" else DAYS[int(one.value)]
            role[at] = "walk_day" if day == case.get("day", 0) else "other"
    return role


def _label_minutes(found: Sequence[Mention], case: Mapping[str, Any], role: list[str | None]) -> None:
    able = [at for at, one in enumerate(found) if one.sort in ("span", "bare")]
    minutes = _values(case, "minutes")
    if not minutes:
        for at in able if case.get("ask") else ():
            role[at] = None if found[at].sort == "span" or found[at].value > 10 else role[at]
        return
    hits = [at for at in able if int(found[at].value) in minutes]
    hits = [at for at in hits if found[at].sort == "span"] or hits
    made: list[Mapping[int, str]] = [{at: "minutes"} for at in hits] or list(_sums(found, able, minutes))
    if len(made) > 1 and not hits:
        spans = [way for way in made if all(found[at].sort == "span" for at in way if way[at] == "leg")]
        made = spans or made
    for at in {at for way in made for at in way} if made else able:
        role[at] = made[0].get(at, role[at]) if len(made) == 1 else None


def _sums(found: Sequence[Mention], able: Sequence[int], minutes: Sequence[int]) -> Iterator[Mapping[int, str]]:
    """Yield the ways in which mentions make some minutes together, times of the clock in their order."""
    times = [at for at, one in enumerate(found) if one.sort == "time" or (one.sort == "bare" and one.value <= 24)]
    may_be = {"leg": able, "times": able, "each": able, "left": times, "back": times}
    for way, made in ways(found, lambda role: may_be.get(role, ())):
        at = {role: mention for mention, role in way.items()}
        backwards = "left" in at and at["left"] > at["back"]
        of_one = "times" in at and found[at["each"]].value <= 1  # "3 x 1" is no sum of minutes
        if made in minutes and not backwards and not of_one:
            yield way


def _label_score(found: Sequence[Mention], name: str, values: Sequence[int], role: list[str | None]) -> None:
    scores = [at for at, one in enumerate(found) if one.sort in ("bare", "score", "zero")]
    hits = [at for at in scores if found[at].value in values and role[at] in ("other", None)]
    for at in hits:
        role[at] = name if len(hits) == 1 and role[at] == "other" else None


def _label_equal(
    found: Sequence[Mention], both: Collection[int], case: Mapping[str, Any], role: list[str | None]
) -> None:
    """Where pain before and the worst are the same: a line of drills tells by its order which is which."""
    scores = [at for at, one in enumerate(found) if one.sort in ("bare", "score", "zero") and one.value in both]
    for at in scores:
        role[at] = None
    if len(scores) == 2 and "order" in case:
        for at, name in zip(scores, case["order"], strict=True):
            role[at] = name


def _values(case: Mapping[str, Any], name: str) -> list[int]:
    told = case.get(name)
    return [value for value in (told if isinstance(told, list) else [told]) if value is not None]


def write() -> None:
    """Train all three on everything, and write their files."""
    from bench.words.training import written

    told, made_of = messages(), digest(*inputs())
    for recipe in RECIPES:
        text = written(trained(told, recipe), made_of)
        path = OUT / f"{recipe.file}.json"
        path.write_text(text, "utf-8")
        print(f"{path.name}: {len(told)} messages, {len(text.encode()) // 1000} kB")


if __name__ == "__main__":
    write()
