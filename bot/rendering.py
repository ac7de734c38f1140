"""A message and a language → the HTML and the button labels that Telegram shows."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, time
from functools import cache, lru_cache, partial
from pathlib import Path

import yaml
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.content.library import Library, data_folder
from bot.messages import Facts


class Renderer:
    """Templates of every language, compiled once and kept.

    A template sees its message's facts, plus `words` (the content words of its language), `rules` and
    `operator_contact` (how to reach who runs this bot; may be empty). FILTERS below say things as its language does.
    """

    def __init__(self, library: Library, templates: Path | None = None, operator_contact: str = "") -> None:
        folder = templates or data_folder("templates")
        self.library = library
        self._operator_contact = operator_contact
        self._environments = {
            language.name: self._environment(language)
            for language in sorted(folder.iterdir())
            if language.is_dir() and not language.name.startswith("_")
        }
        self._labels = {
            name: self._compiled(environment, self._buttons(folder / name))
            for name, environment in self._environments.items()
        }
        self._drawn = {
            name: {
                path.parent.name: self._compiled(environment, yaml.safe_load(path.read_text(encoding="utf-8")))
                for path in sorted((folder / name).glob("*/drawn.yaml"))
            }
            for name, environment in self._environments.items()
        }

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have templates."""
        return tuple(self._environments)

    def labels(self, language: str) -> set[str]:
        """Return the keys of all labels of a language."""
        return set(self._labels[language])

    def text(self, language: str, template: str, facts: Facts) -> str:
        """Return a template's HTML. A fact that the template names and does not get is an error."""
        page = self._environments[language].get_template(f"{template}.html.j2")
        return page.render(facts).strip()

    def label(self, language: str, key: str, facts: Facts) -> str:
        """Return a button's label: plain text. Those of keypads and hours are remembered."""
        words = self._labels[language][key]
        if isinstance(words, str):
            return words
        simple = all(isinstance(fact, (str, int)) for fact in facts.values())
        return _label(words, tuple(facts), *facts.values()) if simple else words.render(facts)

    def drawn(self, language: str, flow: str, facts: Facts) -> dict[str, str]:
        """Return the words of a flow's drawing, `<language>/<flow>/drawn.yaml`, by their keys: plain text."""
        return {key: _filled(words, facts) for key, words in self._drawn[language][flow].items()}

    def drawn_keys(self, language: str) -> set[str]:
        """Return the keys of all words that are drawn: "progress/title"."""
        return {f"{flow}/{key}" for flow, words in self._drawn[language].items() for key in words}

    def _environment(self, folder: Path) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals["rules"] = self.library.rules
        environment.globals["words"] = self.library.words[folder.name]
        environment.globals["operator_contact"] = self._operator_contact
        environment.filters |= {name: _remembered(partial(say, folder.name)) for name, say in FILTERS.items()}
        return environment

    @staticmethod
    def _compiled(environment: Environment, labels: Mapping[str, str]) -> dict[str, Template | str]:
        plain = environment.overlay(autoescape=False)  # what HTML would escape stands in a label as it is
        return {key: plain.from_string(label) if "{" in label else label for key, label in labels.items()}

    @staticmethod
    def _buttons(folder: Path) -> dict[str, str]:
        return {
            f"{file.parent.name}/{key}": label
            for file in sorted(folder.glob("*/buttons.yaml"))
            for key, label in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        }


def _remembered(say: Callable[..., str]) -> Callable[..., str]:
    """Remember what a filter said of the latest facts: the language alone decides it, and Babel takes its time.

    5 is not 5.0 here. A list cannot be remembered.
    """
    said = lru_cache(maxsize=2048, typed=True)(say)

    def again(fact: Hashable, *more: Hashable, **named: Hashable) -> str:
        return said(fact, *more, **named) if isinstance(fact, Hashable) else say(fact, *more, **named)

    return again


def _filled(words: Template | str, facts: Facts) -> str:
    return words if isinstance(words, str) else words.render(facts)


@lru_cache(maxsize=4096, typed=True)
def _label(words: Template, names: tuple[str, ...], *facts: object) -> str:
    return words.render(zip(names, facts, strict=True))


def _weekday(language: str, day: date | int) -> str:
    """Return the name of a date's weekday, or of a weekday by its number (Monday = 0): "Monday"."""
    name: str = get_day_names("wide", locale=language)[day if isinstance(day, int) else day.weekday()]
    return name


def _weekday_short(language: str, day: int) -> str:
    """Return a weekday's short name by its number: "Mon"."""
    name: str = get_day_names("abbreviated", locale=language)[day]
    return name


def _day_month(language: str, day: date) -> str:
    """Return a date without its year: "November 30"."""
    return format_skeleton("MMMMd", day, locale=language)


def date_range(language: str, first: date, last: date) -> str:
    """Return two dates and what lies between: "Oct 26 – Nov 29", with the years where they differ."""
    skeleton = "MMMd" if first.year == last.year else "yMMMd"
    return format_interval(first, last, skeleton, locale=language)


def _month(language: str, day: date) -> str:
    """Return the name of a date's month: "March"."""
    return format_date(day, "LLLL", locale=language)


def _full_date(language: str, day: date) -> str:
    """Return a date with its year: "November 30, 2026"."""
    return format_date(day, "long", locale=language)


def plural_forms(language: str) -> frozenset[str]:
    """Return the CLDR categories that whole numbers have in a language: {"one", "other"} in English."""
    rule = Locale.parse(language).plural_form
    return frozenset(rule(number) for number in range(201))


def _plural(language: str, number: int, **forms: str) -> str:
    """Return the form of a word that goes with a number: `walks | plural(one="walk", other="walks")`."""
    category = Locale.parse(language).plural_form(number)
    return forms.get(category) or forms["other"]


def _unit(language: str, number: float, unit: str) -> str:
    """Return a span of time in words: `minutes | unit("minute")` is "1 minute" or "20 minutes"."""
    return format_unit(number, f"duration-{unit}", locale=language)


def _listed(language: str, entries: Iterable[str]) -> str:
    """Return "a, b, and c"."""
    return format_list(list(entries), locale=language)


def _upfirst(_language: str, text: str) -> str:
    """Return a text that begins with a capital: "after work" → "After work"."""
    return text[:1].upper() + text[1:]


def _clock(language: str, minute: int, twelve_hour: bool = False) -> str:
    """Return minutes after midnight as a time of day: "20:30", or "8:30 PM" where people read it so."""
    pattern = "h:mm a" if twelve_hour else "HH:mm"
    return format_time(time(minute // 60, minute % 60), pattern, locale=language)


def _figure(language: str, value: float) -> str:
    """Return a figure with one digit at most, as it is written in the language: "5", "5.5"."""
    return format_decimal(value, "#,##0.#", locale=language)


def _own_name(_language: str, other: str) -> str:
    """Return the name of a language in that language: "Español"."""
    return _upfirst(other, Locale.parse(other).get_display_name(other) or other)


def _city(language: str, name: str) -> str:
    """Return a big city's name as the language has it, "London" → "Londres"; any other name as it is."""
    return _cities(language).get(name, name)


@cache
def _cities(language: str) -> Mapping[str, str]:
    """Return the cities that time zones are named after, by their English names."""
    zones = Locale.parse(language).time_zones
    return {
        zone.rpartition("/")[2].replace("_", " "): there["city"] for zone, there in zones.items() if "city" in there
    }


def _country(language: str, code: str) -> str:
    """Return the name of a country by its ISO 3166 code."""
    name: str = Locale.parse(language).territories.get(code, code)
    return name


FILTERS: Mapping[str, Callable[..., str]] = {
    "city": _city,
    "clock": _clock,
    "country": _country,
    "date_range": date_range,
    "day_month": _day_month,
    "figure": _figure,
    "full_date": _full_date,
    "listed": _listed,
    "month": _month,
    "own_name": _own_name,
    "plural": _plural,
    "unit": _unit,
    "upfirst": _upfirst,
    "weekday": _weekday,
    "weekday_short": _weekday_short,
}
"""What a template may pass a fact through; each takes the language first."""
