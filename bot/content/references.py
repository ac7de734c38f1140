"""What the content names must exist: sources, easier exercises, the words of every reason."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from babel import Locale

from bot.content.reading import nearest
from bot.content.shapes import ORIGIN, Library
from bot.domain.coaching.exercises import ASKED_LATER, GATES, REGIONS, RESTRICTIONS, Exercise
from bot.domain.figures.mannequin import ReachError, body

DRAWN = ("warm_up", "cool_down", "turn", "posture", "chair_stand")
"""What is drawn beside the exercises."""
COUNTRIES = frozenset(str(code) for code in Locale(ORIGIN).territories if len(str(code)) == 2)
NUMBER = re.compile(r"\*?\d(?:[ -]?\d)*")
DATE = re.compile(r"20\d\d-[01]\d-[0-3]\d")


def faults_of_references(library: Library) -> Iterable[str]:
    """Yield what names an id that does not exist."""
    cited: dict[str, tuple[str, ...]] = {}
    for key, exercise in library.exercises.items():
        cited[f"content/exercises.yaml: {key}.sources"] = exercise.sources
        yield from _exercise_references(key, exercise, library)
    yield from _drawn(library)
    yield from _lines(library)
    for key, condition in library.conditions.items():
        for fact, claim in condition.facts.items():
            cited[f"content/conditions.yaml: {key}.facts.{fact}.sources"] = claim.sources
    for name in ("benefits", "tips", "pt", "topics", "thread"):
        for key, claim in getattr(library, name).items():
            cited[f"content/{name}.yaml: {key}.sources"] = claim.sources
    for place, ids in cited.items():
        if not ids:
            yield f"{place} is empty; it must name at least one id of content/sources.yaml."
        for source in ids:
            if source not in library.sources:
                known = list(library.sources)
                yield f"{place} names {source}, which content/sources.yaml does not have.{nearest(source, known)}"
    asked = {question for groups in library.screening.groups.values() for group in groups for question in group}
    asked |= {*library.screening.follow_ups.values(), *library.screening.at_once}
    for language, words in library.words.items():
        folder = f"content/words/{language}"
        yield from _needed(f"{folder}/screening.yaml: ", words.screening, asked)
        marked = {question for groups in library.screening.groups.values() for group in groups for question in group}
        for question in sorted(marked & words.screening.keys()):
            if not words.screening[question].label:
                yield f"{folder}/screening.yaml: {question}.label is missing; it must be the text of a button."
        blocks = [block for exercise in library.exercises.values() for block in exercise.blocks.items()]
        unasked = {f"{restriction}_unasked" for restriction, block in blocks if block == "if_painless"}
        reasons = {*GATES, *REGIONS, *RESTRICTIONS, *unasked}
        yield from _needed(f"{folder}/standing.yaml: reasons", words.standing.reasons, reasons)
        cautions = {caution for exercise in library.exercises.values() for caution in exercise.care.values()}
        yield from _needed(f"{folder}/standing.yaml: cautions", words.standing.cautions, cautions)
        yield from _needed(f"{folder}/regions.yaml: ", words.regions, {*REGIONS, "none"}, set(words.regions))
        yield from _needed(f"{folder}/restrictions.yaml: ", words.restrictions, set(RESTRICTIONS))
        yield from _needed(f"{folder}/joints.yaml: ", words.joints, set(ASKED_LATER))


def _drawn(library: Library) -> Iterable[str]:
    for key in [*library.exercises, *DRAWN]:
        if key not in library.drawings or not library.drawings[key].frames:
            yield f"content/drawings.yaml: {key} is missing; it must have frames."
    for key, drawing in library.drawings.items():
        for number, frame in enumerate(drawing.frames, 1):
            place = f"content/drawings.yaml: {key}.frames.{number}"
            if (frame.pose is None) == (frame.front is None):
                yield f"{place} must have a pose, or be seen from the front, and not both."
            if frame.pose:
                try:
                    body(frame.pose)
                except ReachError as error:
                    yield f"{place}.pose puts a hand or a foot out of reach: {error}."
        for number, move in enumerate(drawing.motion, 1):
            if not 1 <= move.frame <= len(drawing.frames):
                place = f"content/drawings.yaml: {key}.motion.{number}.frame"
                yield f"{place} is {move.frame}; it must be the number of a frame."
        if key not in library.exercises and key not in DRAWN:
            yield f"content/drawings.yaml: {key} is shown by nothing.{nearest(key, [*library.exercises, *DRAWN])}"


def _lines(library: Library) -> Iterable[str]:
    for group in fields(library.emergency):
        for country, line in getattr(library.emergency, group.name).items():
            place = f"content/emergency.yaml: {group.name}.{country}"
            if country not in COUNTRIES:
                yield f"{place} is no country; it must be its ISO 3166 code, such as ES."
            if not NUMBER.fullmatch(line.number):
                yield f"{place}.number is {line.number}; it must be what is dialled: digits, spaces, hyphens and *."
            if line.tag in ("V", "V2") and not (
                line.source.startswith("https://") and DATE.fullmatch(line.read_on or "")
            ):
                yield f"{place} is tagged {line.tag}; its source must be an address, and read_on the day it was read."
            if group.name != "numbers" and line.name is None:
                yield f"{place}.name is missing; it must be the name of who answers."


def _exercise_references(key: str, exercise: Exercise, library: Library) -> Iterable[str]:
    place = f"content/exercises.yaml: {key}"
    easier = library.exercises.get(exercise.easier or "")
    if exercise.tier > 0 and exercise.easier is None:
        yield f"{place}.easier is missing; every exercise above tier 0 needs an easier one."
    elif exercise.easier is not None and easier is None:
        meant = nearest(exercise.easier, list(library.exercises))
        yield f"{place}.easier is {exercise.easier}, which is not an exercise.{meant}"
    elif easier is not None and easier.tier >= exercise.tier:
        yield f"{place}.easier is {exercise.easier}, of tier {easier.tier}; it must be of a tier below {exercise.tier}."
    for name in exercise.care.keys() - {*REGIONS, *RESTRICTIONS}:
        yield f"{place}.care.{name} is neither a region nor a restriction.{nearest(name, [*REGIONS, *RESTRICTIONS])}"


def _needed(place: str, words: Mapping[Any, Any], needed: set[str], allowed: set[str] | None = None) -> Iterable[str]:
    dot = "" if place.endswith(" ") else "."
    for key in sorted(needed - words.keys()):
        yield f"{place}{dot}{key} is missing; it must be text."
    for key in sorted(words.keys() - needed - (allowed or set())):
        yield f"{place}{dot}{key} is used by nothing.{nearest(key, sorted(needed))}"
