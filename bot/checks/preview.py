"""One self-contained page that shows every message the bot can say, by its samples, as Telegram would show it."""

import html
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from bot.checks.markup import markup_faults
from bot.checks.samples import Sample, drawn_samples, samples
from bot.content import library
from bot.content.library import data_folder
from bot.pictures.drawing import Drawer
from bot.pictures.kinds import WORDED
from bot.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message in one language. `fault` stands where it cannot be shown."""

    language: str
    text: Markup
    rows: tuple[tuple[str, ...], ...]
    length: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture or file, drawn in every language side by side: (language, data URI), one a page."""

    kind: str
    variant: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One sample, in every language side by side."""

    message: str
    variant: str
    toast: bool
    bubbles: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The messages of one flow."""

    name: str
    samples: tuple[Shown, ...]


def page(content: Path | None = None, templates: Path | None = None) -> str:
    """Return the page as HTML; ContentError when the content itself has faults."""
    folder = templates or data_folder("templates")
    renderer = Renderer(library.load(content), folder)
    faults: list[str] = []
    shown = samples(folder, faults)
    flows = [
        Flow(name, tuple(_shown(renderer, list(group))))
        for name, group in groupby(shown, key=lambda sample: sample.template.partition("/")[0])
    ]
    drawn = _drawn(renderer, Drawer(folder / "_drawings"), folder)
    environment = Environment(
        loader=FileSystemLoader(folder / "_preview"), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    return environment.get_template("page.html.j2").render(
        flows=flows, drawn=list(drawn), languages=renderer.languages, faults=faults
    )


def _drawn(renderer: Renderer, drawer: Drawer, folder: Path) -> Iterable[Drawn]:
    """Draw every sample of what is drawn with words."""
    for kind, named in drawn_samples(folder).items():
        for name, facts in named.items():
            pages = [
                (language, f"data:image/png;base64,{b64encode(page).decode()}")
                for language in renderer.languages
                for page in drawer.pages(kind, WORDED[kind](renderer, language, facts))
            ]
            yield Drawn(kind, name, tuple(pages))


def _shown(renderer: Renderer, group: list[Sample]) -> Iterable[Shown]:
    counts = [sample.template for sample in group]
    seen: dict[str, int] = {}
    for sample in group:
        seen[sample.template] = number = seen.get(sample.template, 0) + 1
        of = counts.count(sample.template)
        message = sample.template.partition("/")[2]
        bubbles = tuple(_bubble(renderer, language, sample) for language in renderer.languages)
        yield Shown(message, f"{number} of {of}" if of > 1 else "", sample.toast, bubbles)


def _bubble(renderer: Renderer, language: str, sample: Sample) -> Bubble:
    try:
        text = renderer.text(language, sample.template, sample.facts)
        rows = tuple(
            tuple(renderer.label(language, button.label, button.facts) for button in row) for row in sample.rows
        )
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError) as error:
        return Bubble(language, Markup(), (), 0, f"{type(error).__name__}: {error}")
    fault = "; ".join(markup_faults(text))
    length = len(html.unescape(re.sub(r"<[^>]*>", "", text)))
    # Telegram's few tags are a browser's, too; what is none of them is shown as text, with its fault.
    shown = Markup.escape(text) if fault else Markup(text)  # noqa: S704
    return Bubble(language, shown, rows, length, fault)
