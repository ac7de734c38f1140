"""Facts of the report → the cells of its pages. `templates/_drawings/report.typ`; what matters most is on the first."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.domain.history.report import one_line
from bot.pictures import bodies, glyphs, progress, report_pain, report_safety, report_words
from bot.pictures.drawing import Drawer, looks
from bot.pictures.makers import Maker, Reuse
from bot.pictures.qr import qr
from bot.pictures.report_words import UNKNOWN, Wording, breakable
from bot.rendering import Renderer

DRAWN_BY = (bodies, glyphs, progress, report_pain, report_safety, report_words)
"""Whose code decides how the page looks, beside this one's."""
SECTIONS = ("walks", "pain", "moves", "safety", "notes")
FIRST_NOTES, FIRST_LETTERS = 2, 360
"""The newest notes, as far as they are this short, stand on the first page, the others on the second."""
TOLD_AT_MOST = 140
"""Characters of what a professional said in a sentence."""
LINK = "https://t.me/{username}?start=a-{code}"


def maker(renderer: Renderer, drawer: Drawer, username: Callable[[], str | None] = lambda: None) -> Maker:
    """Return what makes the report: somebody's own. `username`: the bot's, None where no link leads to it."""

    async def make(language: str, facts: Mapping[str, Any]) -> bytes:
        spoken = facts.get("language") or language
        return await drawer.pdf("report", data(renderer, spoken, facts, username()))

    return Maker(make, Reuse.USER, looks("report", __file__, *(str(module.__file__) for module in DRAWN_BY)))


def data(renderer: Renderer, language: str, facts: Mapping[str, Any], username: str | None = None) -> dict[str, Any]:
    """Return what the layout shows, all of it in words. `facts` are those of `bot.facts.history.report`."""
    page = _Page(renderer, language, facts)
    chart = progress.chart(language, facts["chart"], {**page.words, "pain": page.words["chart_pain"]})
    link = LINK.format(username=username, code=facts["code"]) if username and facts.get("code") else None
    parts: Mapping[str, Callable[[], object]] = {
        "walks": page.walks,
        "pain": partial(report_pain.cells, page),
        "moves": page.moves,
        "safety": partial(report_safety.cells, page),
        "notes": page.notes,
    }
    marks = facts["pain"]["marks"] if facts.get("pain") else []
    cells = {
        "person": page.person(),
        "reason": page.reason(),
        "change": page.change(),
        "told": page.told(),
        "chart": {**chart, **page.charts(facts["chart"])},
        **{name: part() if facts.get(name) is not None else None for name, part in parts.items()},
    }
    return {
        "paper": facts["paper"],
        "language": language,
        "words": page.words,
        "link": link,
        "qr": qr(link) if link else None,
        "body": bodies.shaded(renderer.library, marks) if marks else None,
        **cells,
        "unprinted": page.unprinted,  # known once everything is written
    }


class _Page(Wording):
    """One report in one language."""

    def person(self) -> list[tuple[str, str]]:
        """Return who it is about, as far as it was told."""
        facts, words = self.facts, self.words
        regions = [region for region in facts["regions"] if region != "none"]
        return [
            (words["name"], self.printable(facts["name"] or "")),
            (words["age"], (facts["age_band"] or UNKNOWN).replace("-", "–")),
            (words["sites"], ", ".join(map(self.region, regions)) or words["nowhere"]),
            (words["care"], words["yes" if facts["under_care"] else "no"]),
        ]

    def reason(self) -> list[tuple[str, str]]:
        """Return the goal: the programme's, and what the person walks for where they told."""
        walks = self.facts.get("walks")
        if walks is None:
            return []
        found = [(self.words["goal"], self.words["goal_value"])]
        own = walks.get("reason")
        if own:
            what = own["words"] or self.activity(own["activity"])
            hard = self.scored(own["hard"])
            said = f"{self.printable(what)} – {self.words['hard']}: {hard}" if hard else self.printable(what)
            found.insert(0, (self.words["reason"], said))
            if own["sure"]:
                found.append((self.words["sure"], self.scored(own["sure"])))
        return found

    def change(self) -> list[tuple[str, ...]]:
        """Return what got better or worse: measure, first, newest, and whether the change counts."""
        found = []
        pain, walks = self.facts.get("pain"), self.facts.get("walks")
        if pain is not None:
            found += self.tested(pain["tested"])
            found += [self._trend(name, pain[name]) for name in ("rest", "worst")]
        if walks is not None:
            found += self.tested(walks["tested"])
        return found

    def _trend(self, name: str, trend: Mapping[str, Any] | None) -> tuple[str, ...]:
        words = self.words
        if trend is None:
            return (words[f"trend_{name}"], UNKNOWN, UNKNOWN, words["too_few"])
        was, now = (
            f"{self.figure(trend[value])} ({words['week_of']} {self.date(trend[on])})"
            for value, on in (("was", "was_on"), ("now", "now_on"))
        )
        return (words[f"trend_{name}"], was, now, words[f"verdict_{trend['verdict']}"])

    def told(self) -> str:
        """Return what a professional said the last time and still counts."""
        told, words = self.facts.get("told"), self.words
        if told is None:
            return ""
        said = [words[f"walking_{told['walking']}"]] if told["walking"] else []
        if told["minutes_a_day"]:
            said.append(f"{words['at_most']} {told['minutes_a_day']} {words['min_a_day']}")
        if told["moves"] is not None:
            said.append(f"{words['moves']}: {', '.join(map(self.move, told['moves'])) or words['none']}")
        if told["words"]:
            said.append(f"“{self.printable(one_line(told['words'], TOLD_AT_MOST))}”")
        if told["last_on"]:
            said.append(f"{words['until']} {self.date(told['last_on'])}")
        by = words["by_" + told["by"]]
        return f"{'; '.join(said)} ({by}, {words['entered']} {self.date(told['on'])})"

    def charts(self, chart: Mapping[str, Any]) -> dict[str, str]:
        """Return the charts in words, for those who hear the page."""
        words = self.words
        columns = [column[2] for column in chart["columns"]]
        figures = {name: [self.figure(pain) for _, pain in chart[name]] for name in ("usual", "after")}
        figures["span"] = [f"{low}–{high}" for *_, low, high in chart["spans"]]
        return {
            "told_minutes": f"{words['bars']}: {', '.join(f'{minutes:.0f}' for minutes in columns)}",
            "told_body": self.told_body(),
            "told_pain": "; ".join(f"{words[name]}: {', '.join(told)}" for name, told in figures.items() if told)
            or words["no_pain"],
        }

    def told_body(self) -> str:
        """Return the shaded places in words."""
        marks = self.facts["pain"]["marks"] if self.facts.get("pain") else []
        told = [f"{self.place({**mark, 'region': mark['place']})} {mark['score']}" for mark in marks]
        return f"{self.words['body']}: {', '.join(told)}"

    def walks(self) -> dict[str, Any]:
        """Return the programme as pairs of label and value, and the weeks as rows."""
        facts, words = self.facts["walks"], self.words
        changed = facts["changes"] and facts["changes"]["first"] != facts["changes"]["last"]
        names = ["began", "dose", *(["change"] if changed else []), "walked", "adherence", "effort"]
        lines = [(words[name], words[f"{name}_value"]) for name in names]
        barriers = [f"{words[f'barrier_{name}']} {days}" for name, days in facts["barriers"].items()]
        lines.append((words["in_the_way"], ", ".join([words["skipped"], *barriers])))
        lines.append((words["pauses"], self.spans(facts["pauses"]) or words["no_pauses"]))
        return {
            "summary": words["weeks_value"],
            "weeks": [self._week(week) for week in facts["weeks"]],
            "lines": lines,
        }

    def _week(self, week: Mapping[str, Any]) -> list[str]:
        """Return a week's cells."""
        words = self.words
        spent = [f"{words[name]} {week[name]}" for name in ("stopped", "halved", "flare", "pause") if week[name]]
        unjudged = words["so_far"] if not week["over"] else words["week_part"] if week["part"] else ""
        status = words[f"week_{week['status']}"] if week["status"] else unjudged
        days = f" ({', '.join(spent)} {words['day_unit' if spent[-1].endswith(' 1') else 'days']})" if spent else ""
        asked = str(week["asked"]) if week["asked"] else UNKNOWN
        return [self.date(week["on"]), asked, str(week["minutes"]), f"{status}{days}"]

    def moves(self) -> dict[str, Any]:
        """Return what was done of the moves, and which are only chosen."""
        facts = self.facts["moves"]
        done = [
            (
                self.move(row["exercise"]),
                str(row["times"]),
                UNKNOWN if row["worst_mean"] is None else f"{self.figure(row['worst_mean'])}, {row['worst_most']}",
                self.date(row["last_on"]),
            )
            for row in facts["done"]
        ]
        named = {row["exercise"] for row in facts["done"]}
        return {"rows": done, "chosen": ", ".join(self.move(name) for name in facts["chosen"] if name not in named)}

    def notes(self) -> dict[str, Any]:
        """Return notes and questions, each with its date: the newest for the first page, and the others."""
        told = [(self.date(on), self.printable(words)) for on, words in self.facts["notes"]]
        first = FIRST_NOTES if sum(len(words) for _, words in told[:FIRST_NOTES]) <= FIRST_LETTERS else 1
        return {"first": told[:first], "more": told[first:]}


__all__ = ["SECTIONS", "breakable", "data", "maker"]
