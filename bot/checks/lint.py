"""Faults of content and templates, each in a sentence: what `walk-coach check` prints.

What is checked of a message is what its samples show: it renders, Telegram takes it, and people read it with ease.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path

import yaml
from jinja2 import TemplateError

from bot.checks.markup import markup_faults
from bot.checks.samples import Sample, SampleButton, drawn_samples, samples
from bot.checks.translations import faults_of_translations, strings
from bot.content import library
from bot.content.library import ContentError
from bot.content.readability import Measure, faults_of_reading
from bot.content.reading import nearest
from bot.content.shapes import Words
from bot.keyboards import fitted, room, width
from bot.messages import Facts
from bot.pictures.kinds import WORDED
from bot.rendering import Renderer

TEXT_WANTED = 500
"""Longer messages are not read on a small phone by somebody in pain."""
LONG_MOST = 800
"""What must be read in full, and is a list, may be longer: a sample with `long: true`."""
TOAST_MOST = 200
NOTE_MOST = 400
"""A note of a thread comes inside a nudge."""
LABEL_MOST = 64
ROWS_MOST = 9
"""More rows of buttons push their message out of sight."""


def check(content: Path, templates: Path) -> list[str]:
    """Return every fault of both folders. Templates are judged once the content they show has no faults."""
    try:
        known = library.load(content)
    except ContentError as error:
        return error.faults
    unread = list(library.unread(content))
    languages = [folder.name for folder in sorted(templates.glob("*/")) if not folder.name.startswith("_")]
    faults = [
        f"content/words/{language} is missing; templates/{language} needs the words of its language."
        for language in languages
        if language not in known.words
    ]
    faults += [
        f"templates/{language} is missing; content/words/{language} is there."
        for language in known.words
        if language not in languages
    ]
    if faults:
        return unread + faults
    try:
        renderer = Renderer(known, templates)
    except (TemplateError, yaml.YAMLError, ValueError, AttributeError) as error:
        return [*unread, f"templates: a buttons.yaml cannot be read: {error}."]
    faults = unread
    shown = samples(templates, faults)
    for language in languages:
        measure = known.measures[language]
        faults += _of_words(language, known.words[language], measure)
        faults += _of_language(language, templates, renderer, shown, measure)
    return [*faults, *faults_of_translations(known, templates, renderer, shown)]


def _of_words(language: str, words: Words, measure: Measure) -> Iterable[str]:
    for file in fields(words):
        entries = getattr(words, file.name)
        groups = entries.items() if isinstance(entries, Mapping) else asdict(entries).items()
        for key, entry in groups:
            text = "\n".join(strings(asdict(entry) if is_dataclass(entry) and not isinstance(entry, type) else entry))
            yield from faults_of_reading(f"content/words/{language}/{file.name}.yaml: {key}", text, measure)
    for key, note in words.thread.items():
        if len(note) > NOTE_MOST:
            yield f"content/words/{language}/thread.yaml: {key} has {len(note)} characters; at most {NOTE_MOST} fit."


def _of_language(
    language: str, templates: Path, renderer: Renderer, shown: list[Sample], measure: Measure
) -> Iterable[str]:
    folder = templates / language
    files = {path.relative_to(folder).as_posix().removesuffix(".html.j2") for path in folder.rglob("*.html.j2")}
    messages = {name for name in files if not name.rpartition("/")[2].startswith("_")}
    for name in sorted(messages - {sample.template for sample in shown}):
        flow, _, message = name.partition("/")
        yield f"templates/{language}/{name}.html.j2 has no sample; add {message} to templates/_samples/{flow}.yaml."
    for name in sorted({sample.template for sample in shown} - messages):
        flow, _, message = name.partition("/")
        meant = nearest(name, sorted(messages))
        yield f"templates/_samples/{flow}.yaml: {message} has no template templates/{language}/{name}.html.j2.{meant}"
    used = set()
    longest: dict[str, str] = {}
    for sample in shown:
        if sample.template in messages:
            text, faults = _text(language, renderer, sample)
            yield from dict.fromkeys(faults)
            if len(text) > len(longest.get(sample.template, "")):
                longest[sample.template] = text
        named = [sample.file] if sample.file else []
        for button in (*(button for row in sample.rows for button in row), *named):
            used.add(button.label)
            yield from _label(language, renderer, sample, button.label, button.facts)
        rows = [[_shown(language, renderer, button) for button in row] for row in sample.rows]
        yield from _of_rows(f"templates/{language}/{sample.template}.html.j2", rows)
    for name, text in longest.items():
        yield from faults_of_reading(f"templates/{language}/{name}.html.j2", text, measure)
    everywhere = set().union(*(renderer.drawn_keys(other) for other in renderer.languages))
    for key in sorted(everywhere - renderer.drawn_keys(language)):
        flow, _, name = key.partition("/")
        yield f"templates/{language}/{flow}/drawn.yaml has no {name}; the drawing needs its words in every language."
    for kind, facts in ((kind, facts) for kind, named in drawn_samples(templates).items() for facts in named.values()):
        try:
            WORDED[kind](renderer, language, facts)
        except (TemplateError, TypeError, ValueError, LookupError, AttributeError) as error:
            yield f"templates/{language}/{kind}/drawn.yaml does not render with a sample of {kind}: {error}."
    labels = renderer.labels(language)
    for key in sorted(labels - used - {"chat/share_location"}):
        flow, _, name = key.partition("/")
        yield f"templates/{language}/{flow}/buttons.yaml: {name} is in no sample; show it in one, or take it out."


def _text(language: str, renderer: Renderer, sample: Sample) -> tuple[str, list[str]]:
    """Return a sample as it is seen, and its faults."""
    place = f"templates/{language}/{sample.template}.html.j2"
    try:
        page = renderer.text(language, sample.template, sample.facts)
    except TemplateError as error:
        return "", [f"{place} does not render with its sample {dict(sample.facts)}: {error}."]
    except (TypeError, ValueError, KeyError, AttributeError, LookupError) as error:
        return "", [f"{place} does not render with its sample {dict(sample.facts)}: {type(error).__name__}: {error}."]
    faults = [f"{place} {fault}" for fault in markup_faults(page)]
    text = html.unescape(re.sub(r"<[^>]*>", "", page)).strip()
    most = TOAST_MOST if sample.toast else LONG_MOST if sample.long else TEXT_WANTED
    if not text:
        faults.append(f"{place} shows nothing with its sample {dict(sample.facts)}; a message needs text.")
    if len(text) > most:
        faults.append(f"{place} shows {len(text)} characters; at most {most} fit.")
    if sample.toast and page != html.escape(text):
        faults.append(f"{place} is a toast and has tags; a toast is plain text.")
    if "\n\n\n" in text:
        faults.append(f"{place} has two empty lines in a row; one is enough.")
    return text, faults


def _of_rows(place: str, rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Yield what of a keyboard does not fit a phone, its rows broken as they are when it is sent."""
    broken = fitted(rows, rows)
    if len(broken) > ROWS_MOST:
        yield (
            f"{place} has {len(broken)} rows of buttons; at most {ROWS_MOST} fit on a phone:"
            " shorter labels share a row."
        )
    for row in broken:
        for label in row:
            if width(label) > room(len(row)):
                yield f'{place} has a button that is too wide for a phone: "{label}".'


def _shown(language: str, renderer: Renderer, button: SampleButton) -> str:
    """Return a label as it is seen; empty where it has a fault of its own."""
    try:
        return renderer.label(language, button.label, button.facts)
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError):
        return ""


def _label(language: str, renderer: Renderer, sample: Sample, key: str, facts: Facts) -> Iterable[str]:
    flow, _, name = key.partition("/")
    place = f"templates/{language}/{flow}/buttons.yaml"
    labels = renderer.labels(language)
    if key not in labels:
        yield f"{place} has no {name}, which a sample of {sample.template} shows.{nearest(key, sorted(labels))}"
        return
    try:
        label = renderer.label(language, key, facts)
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError) as error:
        yield f"{place}: {name} does not render in a sample of {sample.template}: {error}."
        return
    if not label.strip():
        yield f"{place}: {name} is empty in a sample of {sample.template}; a button needs a label."
    if len(label) > LABEL_MOST:
        yield f'{place}: {name} is {len(label)} characters long; at most {LABEL_MOST} fit: "{label}".'
    if "\n" in label:
        yield f"{place}: {name} has more than one line; a label is one line."
