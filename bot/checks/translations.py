"""What every language must have in common with the one that texts are written in first.

A translation may say things in its own order and words. It may not lose a figure or a fact, a plural form, a command.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, TemplateError, meta, nodes

from bot.checks.samples import Sample
from bot.content.reading import nearest, shown
from bot.content.shapes import ORIGIN, Library, Words
from bot.rendering import FILTERS, Renderer, plural_forms

PROFILE_MOST = {"name": 64, "description": 512, "short_description": 120}
COMMAND_MOST = 256
LABELS = ("buttons.yaml", "drawn.yaml")
GLOBALS = {"words", "rules", "operator_contact"}

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_PARSER = Environment(autoescape=True)
_PARSER.filters |= FILTERS


def faults_of_translations(
    library: Library, templates: Path, renderer: Renderer, samples: Iterable[Sample]
) -> Iterable[str]:
    """Yield what a language lacks, or says otherwise, a sentence each."""
    samples = list(samples)
    for language in renderer.languages:
        yield from _of_profile(language, templates)
        yield from _of_plurals(language, templates)
        if language != ORIGIN and ORIGIN in renderer.languages:
            yield from _of_facts(language, templates)
            yield from _of_figures(language, renderer, samples)
            yield from _of_drawings(language, templates)
            yield from _of_words(language, library)
            yield from _of_intents(language, library)


def _of_profile(language: str, templates: Path) -> Iterable[str]:
    place = f"templates/{language}/chat/profile.yaml"
    texts, origin = _profile(templates / language), _profile(templates / ORIGIN)
    for key in origin.keys() - {"commands"}:
        if key not in texts:
            yield f"{place}: {key} is missing; it must be text of at most {PROFILE_MOST[key]} characters."
        elif len(texts[key]) > PROFILE_MOST[key]:
            yield f"{place}: {key} is {len(texts[key])} characters long; at most {PROFILE_MOST[key]} fit."
    commands, known = texts.get("commands", {}), origin.get("commands", {})
    for name in known.keys() - commands.keys():
        yield f"{place}: commands.{name} is missing; templates/{ORIGIN}/chat/profile.yaml has it."
    for name, words in commands.items():
        if name not in known:
            yield f"{place}: commands.{name} is not in templates/{ORIGIN}/chat/profile.yaml.{nearest(name, [*known])}"
        elif not 1 <= len(words) <= COMMAND_MOST:
            yield f"{place}: commands.{name} is {len(words)} characters long; it must be 1 to {COMMAND_MOST}."


def _profile(folder: Path) -> Mapping[str, Any]:
    path = folder / "chat" / "profile.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _of_plurals(language: str, templates: Path) -> Iterable[str]:
    needed = plural_forms(language)
    for path in sorted((templates / language).rglob("*")):
        for line in _labels(path).values() if path.name in LABELS else [_text(path)] if path.suffix == ".j2" else []:
            for form in _plurals(line):
                place = f"templates/{path.relative_to(templates).as_posix()}"
                for category in sorted(needed - form):
                    yield f"{place} has a plural without {category}; {language} needs {', '.join(sorted(needed))}."
                for category in sorted(form - needed - {"other"}):
                    yield f"{place} has a plural with {category}; {language} has {', '.join(sorted(needed))}."


def _labels(path: Path) -> Mapping[str, str]:
    labels = yaml.safe_load(_text(path)) if path.is_file() else None
    return {str(key): str(label) for key, label in labels.items()} if isinstance(labels, dict) else {}


def _plurals(text: str) -> Iterable[set[str]]:
    tree = _tree(text)
    for call in tree.find_all(nodes.Filter) if tree else ():
        if call.name == "plural":
            yield {str(keyword.key) for keyword in call.kwargs}


def _of_facts(language: str, templates: Path) -> Iterable[str]:
    for path in sorted((templates / ORIGIN).rglob("*.html.j2")):
        name = path.relative_to(templates / ORIGIN)
        if (templates / language / name).is_file() and not name.name.startswith("_"):
            used, known = (_facts(templates / code, name.as_posix()) for code in (language, ORIGIN))
            for fact in sorted(known - used):
                yield f"templates/{language}/{name.as_posix()} does not use {fact}; templates/{ORIGIN} does."


def _facts(folder: Path, name: str) -> frozenset[str]:
    """Return the facts that a template uses, in itself and in what it includes."""
    tree = _tree(_text(folder / name))
    if tree is None:
        return frozenset()
    parts = [part for part in meta.find_referenced_templates(tree) if part and (folder / part).is_file()]
    found = _undeclared(tree).union(*(_facts(folder, part) for part in parts))
    rules = {
        f"rules.{figure.node.attr}.{figure.attr}"
        for figure in tree.find_all(nodes.Getattr)
        if isinstance(figure.node, nodes.Getattr) and figure.node.node == nodes.Name("rules", "load")
    }
    return frozenset(found - GLOBALS | rules)


def _undeclared(tree: nodes.Template) -> set[str]:
    try:
        return meta.find_undeclared_variables(tree)
    except TemplateError:
        return set()  # a filter that does not exist is told where its samples are rendered


def _tree(text: str) -> nodes.Template | None:
    try:
        return _PARSER.parse(text)
    except TemplateError:
        return None  # told where its samples are rendered


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _of_figures(language: str, renderer: Renderer, samples: list[Sample]) -> Iterable[str]:
    seen = set()
    for sample in samples:
        said, origin = (_figures(_rendered(code, renderer, sample)) for code in (language, ORIGIN))
        if said != origin and sample.template not in seen:
            seen.add(sample.template)
            place = f"templates/{language}/{sample.template}.html.j2"
            facts = shown(dict(sample.facts))
            yield f"{place} says {_listed(said)} with {facts}; templates/{ORIGIN} {_listed(origin)}."
        for button in (button for row in sample.rows for button in row):
            said, origin = (_figures(_label(code, renderer, button.label, button.facts)) for code in (language, ORIGIN))
            if said != origin and button.label not in seen:
                seen.add(button.label)
                place = f"templates/{language}: the label {button.label}"
                yield f"{place} says {_listed(said)}; templates/{ORIGIN} {_listed(origin)}."


def _of_drawings(language: str, templates: Path) -> Iterable[str]:
    for path in sorted((templates / ORIGIN).glob("*/drawn.yaml")):
        name = path.relative_to(templates / ORIGIN)
        mine, theirs = _labels(templates / language / name), _labels(path)
        for key in theirs.keys() & mine.keys():
            said, origin = _figures(mine[key]), _figures(theirs[key])
            if said != origin:
                place = f"templates/{language}/{name.as_posix()}: {key}"
                yield f"{place} says {_listed(said)}; templates/{ORIGIN} {_listed(origin)}."


def _rendered(language: str, renderer: Renderer, sample: Sample) -> str:
    try:
        page = renderer.text(language, sample.template, sample.facts)
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError):
        return ""  # told where it does not render
    return re.sub(r"<[^>]*>", "", page)


def _label(language: str, renderer: Renderer, key: str, facts: Mapping[str, Any]) -> str:
    try:
        return renderer.label(language, key, facts)
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError):
        return ""


def _of_words(language: str, library: Library) -> Iterable[str]:
    for file in fields(Words):
        mine, theirs = (_entries(getattr(library.words[code], file.name)) for code in (language, ORIGIN))
        place = f"content/words/{language}/{file.name}.yaml"
        for key in theirs.keys() & mine.keys():
            said, origin = _figures(" ".join(strings(mine[key]))), _figures(" ".join(strings(theirs[key])))
            if said != origin:
                yield f"{place}: {key} says {_listed(said)}; content/words/{ORIGIN} {_listed(origin)}."
            if isinstance(mine[key], dict) and len(mine[key].get("steps", ())) != len(theirs[key].get("steps", ())):
                yield f"{place}: {key}.steps has {len(mine[key]['steps'])} entries; it must have as many as {ORIGIN}."


def _entries(group: Any) -> Mapping[str, Any]:
    entries = group if isinstance(group, Mapping) else asdict(group)
    return {key: asdict(entry) if is_dataclass(entry) else entry for key, entry in entries.items()}  # type: ignore[arg-type]


def strings(value: Any) -> Iterable[str]:
    """Yield every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from strings(entry)
    elif isinstance(value, (tuple, list)):
        for entry in value:
            yield from strings(entry)


def _of_intents(language: str, library: Library) -> Iterable[str]:
    place = f"content/intents/{language}.yaml"
    mine, known = library.heard[language].intents, library.heard[ORIGIN].intents
    for name in sorted(known.keys() - mine.keys()):
        yield f"{place}: {name} is missing; content/intents/{ORIGIN}.yaml has it."
    for name in sorted(mine.keys() - known.keys()):
        yield f"{place}: {name} is not in content/intents/{ORIGIN}.yaml.{nearest(name, [*known])}"


def _figures(text: str) -> Counter[str]:
    """Return the figures of a text; 5,5 is 5.5, and 7:00 may be said as 7."""
    return Counter(figure.replace(",", ".").removesuffix(":00") for figure in _FIGURE.findall(text))


def _listed(figures: Counter[str]) -> str:
    return f"the figures {', '.join(sorted(figures.elements()))}" if figures else "no figures"
