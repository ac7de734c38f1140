"""How the report writes what it says: dates, figures, names, and whatever people typed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal

from bot.content.shapes import Words
from bot.pictures.glyphs import without_boxes
from bot.rendering import Renderer, date_range

SECTIONS = ("walks", "pain", "moves", "safety", "notes")
DATED = (("walks", "began_on"), ("pain", "middle_on"), ("safety", "asked_on"))
UNKNOWN = "–"
LONGEST_WORD = 18


def breakable(text: str) -> str:
    """Return a text that can be broken within words that are too long for any line; never within a joined emoji."""
    joined = "\u200d\ufe0f\u20e3\U0001f3fb-\U0001f3ff"
    cluster = rf"[^\s{joined}](?:\u200d\S|[{joined}])*+"
    return re.sub(rf"((?:{cluster}){{{LONGEST_WORD}}})(?=[^\s{joined}])", "\\1\u200b", text)


class Wording:
    """One report in one language: its words, and how values are written in them."""

    def __init__(self, renderer: Renderer, language: str, facts: Mapping[str, Any]) -> None:
        self.language, self.facts = language, facts
        self.content: Words = renderer.library.words[language]
        self._left_out: set[str] = set()
        follow_ups = renderer.library.screening.follow_ups
        self._asked_after = {more: first for first, more in reversed(list(follow_ups.items()))}
        told = {
            **{section: facts.get(section) for section in SECTIONS},
            "unit": facts["chart"]["unit"],
            "last_on": self.date(last_on) if (last_on := facts["chart"]["last_on"]) else None,
            "version": facts["version"],
            "made_on": format_date(date.fromisoformat(facts["made_on"]), "long", locale=language),
            "period": date_range(language, *(date.fromisoformat(facts[name]) for name in ("from_on", "made_on"))),
        }
        for section, name in DATED:
            if told[section] is not None:
                told[section] = {**facts[section], name: self.date(facts[section][name])}
        if told["safety"] is not None and facts["safety"]["severe"]:
            severe = facts["safety"]["severe"]
            told["safety"]["severe"] = {**severe, "on": self.date(severe["on"])}
        self.words = renderer.drawn(language, "report", told)

    @property
    def unprinted(self) -> str:
        """What is said where letters were left out that the page's fonts do not have; "" where none were."""
        return self.words["unprinted"] if self._left_out else ""

    def printable(self, text: str) -> str:
        """Return what somebody typed so that it can be printed; what cannot is left out, and said to be."""
        printed, left_out = without_boxes(text, self.words["not_printed"])
        self._left_out |= left_out
        return breakable(printed)

    def tested(self, tested: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, ...]]:
        """Return self-tests as rows: measure, first, newest with its age, and whether the change counts."""
        found: list[tuple[str, ...]] = []
        for name, test in tested.items():
            told = [f"{format_decimal(value, locale=self.language)} ({self.date(on)})" for on, value in test["told"]]
            age = f"{told[-1][:-1]}, {self.age(test['days'])})"
            verdict = self.words[f"verdict_{test['verdict']}"] if test["verdict"] else self.words["once"]
            found.append((self.words[f"test_{name}"], *((told[0], age) if len(told) > 1 else (UNKNOWN, age)), verdict))
        return found

    def age(self, days: int) -> str:
        """Return how long ago something was: "12 days ago", "10 weeks ago"."""
        if days < 14:
            return self.words["days_ago"].replace("#", str(days)) if days else self.words["today"]
        return self.words["weeks_ago"].replace("#", str(days // 7))

    def scored(self, told: Sequence[tuple[str, int]]) -> str:
        """Return scores, each with its day."""
        return ", ".join(f"{score} ({self.date(on)})" for on, score in told)

    def spans(self, told: Mapping[str, Any]) -> str:
        """Return stretches of days, and how many more there were; "" where there were none."""
        shown = [self._span(first, last) for first, last in told["shown"]]
        more = [self.words["and_more"].replace("#", str(told["more"]))] if told["more"] else []
        return "; ".join([*shown, *more])

    def question(self, name: str) -> str:
        """Return a red-flag question in short, as it stands on its button; one that is asked after a yes with that."""
        words = self.content.screening.get(name)
        if words is None:
            return name
        first = self._asked_after.get(name)
        return f"{self.question(first)} – {words.said}" if first else words.label or words.said

    def activity(self, name: str) -> str:
        """Return what somebody wants to do again."""
        activities: Mapping[str, str] = dict(self.content.reasons.activities.items())
        return activities.get(name, name)

    def move(self, name: str) -> str:
        """Return a move's name."""
        words = self.content.exercises.get(name)
        return words.title if words else name

    def region(self, name: str) -> str:
        """Return a region's name."""
        return self.content.regions.get(name, name)

    def place(self, site: Mapping[str, Any]) -> str:
        """Return a place of the body map, with its side."""
        place = self.content.body_map.get(site["region"], site["region"])
        side = self.words.get(f"side_{site['side']}")
        return f"{place}, {side}" if side else place

    def figure(self, value: float | None) -> str:
        """Return a mean with one digit."""
        return UNKNOWN if value is None else format_decimal(round(value, 1), "0.0", locale=self.language)

    def date(self, day: str | None) -> str:
        """Return a date; the year of the report goes without saying."""
        if day is None:
            return UNKNOWN
        return format_skeleton(self._skeleton(day), date.fromisoformat(day), locale=self.language)

    def _span(self, first: str, last: str | None) -> str:
        if last is None:
            return f"{self.date(first)} – {self.words['now']}"
        days = date.fromisoformat(first), date.fromisoformat(last)
        return format_interval(*days, self._skeleton(min(first, last)), locale=self.language)

    def _skeleton(self, day: str) -> str:
        return "MMMd" if day[:4] == self.facts["made_on"][:4] else "yMMMd"
