"""Facts of the report → the cells of its page. `templates/_drawings/report.typ`; at any length it is one page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal

from bot.content.shapes import Words
from bot.pictures import progress
from bot.pictures.drawing import Drawer, looks
from bot.pictures.makers import Maker, Reuse
from bot.rendering import Renderer, date_range

SECTIONS = ("walks", "pain", "moves", "safety", "notes")
UNKNOWN = "–"
LONGEST_WORD = 18


def maker(renderer: Renderer, drawer: Drawer) -> Maker:
    """Return what makes the report: somebody's own."""

    async def make(language: str, facts: Mapping[str, Any]) -> bytes:
        return await drawer.pdf("report", data(renderer, language, facts))

    return Maker(make, Reuse.USER, looks("report", __file__))


def data(renderer: Renderer, language: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the layout shows, all of it in words. `facts` are those of `bot.facts.history.report`."""
    page = _Page(renderer, language, facts)
    chart = progress.chart(language, facts["chart"], {**page.words, "pain": page.words["chart_pain"]})
    parts = {
        "walks": page.walks,
        "pain": page.pain,
        "moves": page.moves,
        "safety": page.safety,
        "notes": page.notes,
    }
    return {
        "paper": facts["paper"],
        "language": language,
        "words": page.words,
        "person": page.person(),
        "chart": {**chart, **page.told(facts["chart"])},
        **{name: part() if facts.get(name) is not None else None for name, part in parts.items()},
    }


def breakable(text: str) -> str:
    """Return a text that can be broken within words that are too long for any line."""
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)


class _Page:
    """One report in one language."""

    def __init__(self, renderer: Renderer, language: str, facts: Mapping[str, Any]) -> None:
        self._language, self._facts = language, facts
        self._content: Words = renderer.library.words[language]
        told = {
            **{section: facts.get(section) for section in SECTIONS},
            "unit": facts["chart"]["unit"],
            "last_on": self._date(last_on) if (last_on := facts["chart"]["last_on"]) else None,
            "version": facts["version"],
            "made_on": format_date(date.fromisoformat(facts["made_on"]), "long", locale=language),
            "period": date_range(language, *(date.fromisoformat(facts[name]) for name in ("from_on", "made_on"))),
        }
        for section, name in (("walks", "began_on"), ("pain", "middle_on")):
            if told[section] is not None:
                told[section] = {**facts[section], name: self._date(facts[section][name])}
        self.words = renderer.drawn(language, "report", told)

    def person(self) -> list[tuple[str, str]]:
        """Return who it is about, as far as it was told."""
        facts, words = self._facts, self.words
        regions = [region for region in facts["regions"] if region != "none"]
        return [
            (words["name"], breakable(facts["name"] or "")),
            (words["age"], (facts["age_band"] or UNKNOWN).replace("-", "–")),
            (words["sites"], ", ".join(map(self._region, regions)) or words["nowhere"]),
            (words["care"], words["yes" if facts["under_care"] else "no"]),
        ]

    def told(self, chart: Mapping[str, Any]) -> dict[str, str]:
        """Return the charts in words, for those who hear the page."""
        words = self.words
        columns = [column[2] for column in chart["columns"]]
        figures = {name: [self._figure(pain) for _, pain in chart[name]] for name in ("usual", "after")}
        figures["span"] = [f"{low}–{high}" for *_, low, high in chart["spans"]]
        return {
            "told_minutes": f"{words['bars']}: {', '.join(f'{minutes:.0f}' for minutes in columns)}",
            "told_pain": "; ".join(f"{words[name]}: {', '.join(told)}" for name, told in figures.items() if told)
            or words["no_pain"],
        }

    def walks(self) -> list[tuple[str, str]]:
        """Return the programme as pairs of label and value."""
        facts, words = self._facts["walks"], self.words
        changed = facts["changes"] and facts["changes"]["first"] != facts["changes"]["last"]
        names = ["began", "dose", *(["change"] if changed else []), "walked", "adherence", "effort"]
        return [(words[name], words[f"{name}_value"]) for name in names] + self._tested(facts["tested"])

    def pain(self) -> dict[str, Any]:
        """Return the rows of the pain table, and the flares in a line."""
        facts, words = self._facts["pain"], self.words
        moments = [
            (
                words[f"moment_{name}"],
                str(facts[name][2]),
                self._figure(facts[name][0]),
                self._figure(facts[name][1]),
                "",
                "",
            )
            for name in ("before", "after")
        ]
        sites = [
            (
                self._place(site),
                str(site["reports"]),
                self._figure(site["early"]),
                self._figure(site["late"]),
                f"{site['least']}–{site['most']}",
                self._date(site["last_on"]),
            )
            for site in facts["sites"]
        ]
        spans = [self._span(*flare) for flare in facts["flares"]]
        return {
            "rows": [*moments, *sites],
            "lines": [
                (words["flares"], "; ".join([*spans, *filter(None, [words["more"]])]) or words["none"]),
                (words["rests"], str(facts["rests"])),
                (words["response"], words["response_value"]),
                *self._tested(facts["tested"]),
            ],
        }

    def moves(self) -> dict[str, Any]:
        """Return what was done of the moves, and which are only chosen."""
        facts = self._facts["moves"]
        done = [
            (
                self._move(row["exercise"]),
                str(row["times"]),
                UNKNOWN if row["worst_mean"] is None else f"{self._figure(row['worst_mean'])}, {row['worst_most']}",
                self._date(row["last_on"]),
            )
            for row in facts["done"]
        ]
        named = {row["exercise"] for row in facts["done"]}
        return {"rows": done, "chosen": ", ".join(self._move(name) for name in facts["chosen"] if name not in named)}

    def safety(self) -> dict[str, Any]:
        """Return rounds of questions and pieces of advice: a date, what, and what came of it."""
        facts, words = self._facts["safety"], self.words
        rounds = [
            (
                self._date(screen["on"]),
                words.get(f"screen_{screen['kind']}", words["screen_other"]),
                words.get(f"outcome_{screen['outcome']}", screen["outcome"] or UNKNOWN),
                self._yes(screen["yes"]),
            )
            for screen in facts["screens"]
        ]
        given = [
            (
                self._date(row["given_on"]),
                words.get(f"rule_{row['rule']}", words["rule_other"]),
                ", ".join(self._became_of(row)),
                breakable(row["words"]),
            )
            for row in facts["advice"]
        ]
        limits = [self._content.restrictions[name] for name in facts["restrictions"]]
        held = [words.get(f"rule_{rule}", rule) for rule in facts["holds"]]
        return {
            "lines": [
                (words["limits"], ", ".join(limits) or words["none"]),
                (words["holds"], ", ".join(held) or words["none"]),
            ],
            "screens": rounds,
            "advice": given,
            "more": facts["more_advice"],
        }

    def notes(self) -> list[tuple[str, str]]:
        """Return notes and questions, each with its date."""
        return [(self._date(on), breakable(words)) for on, words in self._facts["notes"]]

    def _tested(self, tested: Mapping[str, Sequence[tuple[str, float]]]) -> list[tuple[str, str]]:
        """Return self-tests as pairs: "10 (Oct 1), 13 (Nov 12)"."""
        return [
            (
                self.words[f"test_{name}"],
                ", ".join(f"{format_decimal(value, locale=self._language)} ({self._date(on)})" for on, value in told),
            )
            for name, told in tested.items()
        ]

    def _became_of(self, row: Mapping[str, Any]) -> Iterable[str]:
        yield self.words[f"answer_{row['answer'] or 'none'}"]
        if row["detail"]:
            yield self.words.get(f"detail_{row['detail']}", row["detail"])

    def _yes(self, questions: Sequence[str]) -> str:
        asked = (self._content.screening.get(question) for question in questions)
        said = "; ".join(words.label or words.said for words in asked if words is not None)
        return f"{self.words['yes_to']}: {said}" if said else ""

    def _move(self, name: str) -> str:
        words = self._content.exercises.get(name)
        return words.title if words else name

    def _region(self, name: str) -> str:
        return self._content.regions.get(name, name)

    def _place(self, site: Mapping[str, Any]) -> str:
        """Return a place of the body map, with its side."""
        place = self._content.body_map.get(site["region"], site["region"])
        side = self.words.get(f"side_{site['side']}")
        return f"{place}, {side}" if side else place

    def _figure(self, value: float | None) -> str:
        return UNKNOWN if value is None else format_decimal(round(value, 1), "0.0", locale=self._language)

    def _date(self, day: str | None) -> str:
        if day is None:
            return UNKNOWN
        return format_skeleton(self._skeleton(day), date.fromisoformat(day), locale=self._language)

    def _span(self, first: str, last: str | None) -> str:
        if last is None:
            return f"{self._date(first)} – {self.words['now']}"
        days = date.fromisoformat(first), date.fromisoformat(last)
        return format_interval(*days, self._skeleton(last), locale=self._language)

    def _skeleton(self, day: str) -> str:
        """Return how a date is written: the year of the report goes without saying."""
        return "MMMd" if day[:4] == self._facts["made_on"][:4] else "yMMMd"
