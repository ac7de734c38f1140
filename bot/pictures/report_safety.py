"""The safety of the report → cells: the box at the top of its first page, rounds of questions and advice."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.pictures.report_words import UNKNOWN, Wording


def cells(page: Wording) -> dict[str, Any]:
    """Return what the box at the top says, and the newest rounds of questions and pieces of advice."""
    facts, words = page.facts["safety"], page.words
    yes: dict[str, list[str]] = {}
    for row in facts["yes"]:
        yes.setdefault(_when(page, row), []).append(page.question(row["question"]))
    rounds = [
        (
            page.date(screen["on"]),
            words.get(f"screen_{screen['kind']}", words["screen_other"]),
            words.get(f"outcome_{screen['outcome']}", screen["outcome"] or UNKNOWN),
            _yes(page, screen["yes"]),
        )
        for screen in facts["screens"]
    ]
    given = [
        (
            page.date(row["given_on"]),
            words.get(f"rule_{row['rule']}", words["rule_other"]),
            ", ".join(_became_of(page, row)),
            page.printable(row["words"]),
        )
        for row in facts["advice"]
    ]
    held = [
        f"{words['walks_stopped' if hold['stops'] else 'walks_halved']} {page.date(hold['since_on'])}: "
        f"{words.get('rule_' + hold['rule'], hold['rule'])}"
        for hold in facts["holds"]
    ]
    limits = [page.content.restrictions[name] for name in facts["restrictions"]]
    return {
        "alarm": bool(yes or held or facts["unfinished"]),
        "yes": [f"{when}: {'; '.join(said)}" for when, said in yes.items()],
        "outcome": words.get(f"outcome_{facts['gravest']}", "") if yes and facts["gravest"] else "",
        "asked": words["asked_value"],
        "held": held,
        "unfinished": words["unfinished"] if facts["unfinished"] else "",
        "flare": f"{words['in_flare']} {page.date(since)}" if (since := facts.get("flare_since")) else "",
        "severe": words["severe_value"],
        "limits": ", ".join(limits) or words["none"],
        "screens": rounds,
        "older_screens": words["older_screens"] if facts["older_screens"] else "",
        "advice": given,
        "older_advice": words["older_advice"] if facts["older_advice"] else "",
    }


def _when(page: Wording, row: Mapping[str, Any]) -> str:
    on = page.date(row["last_on"])
    return on if row["times"] == 1 else f"{on} ({row['times']} ×)"


def _became_of(page: Wording, row: Mapping[str, Any]) -> Sequence[str]:
    found = [page.words[f"answer_{row['answer'] or 'none'}"]]
    return [*found, page.words.get(f"detail_{row['detail']}", row["detail"])] if row["detail"] else found


def _yes(page: Wording, questions: Sequence[str]) -> str:
    said = "; ".join(map(page.question, questions))
    return f"{page.words['yes_to']}: {said}" if said else ""
