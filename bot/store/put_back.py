"""Rows of an export put into a store: as its new owner's, under new numbers, so that they meet nobody else's."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.store import everything
from bot.store.database import Transaction
from bot.store.errors import StoreError

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Numbers = dict[str, dict[int, int]]
"""Table → number in the file → number in the store."""

NUMBERED = {
    "walks": "walk_id",
    "pain_reports": "report_id",
    "self_tests": "test_id",
    "screens": "screen_id",
    "advice": "advice_id",
    "crises": "crisis_id",
    "instructions": "instruction_id",
}
"""Tables that others refer to, those first that the later ones refer to."""
OWN_NUMBERS = {
    "chair_checks": "check_id",
    "doses": "dose_id",
    "holds": "hold_id",
    "notes": "note_id",
    "nudges": "nudge_id",
    "pauses": "pause_id",
    "reasons": "reason_id",
    "threads": "thread_id",
    "consents": "consent_id",
}
REFERRING = {("profiles", "screen_id"): "screens", ("visits", "advice_id"): "advice"}
LEFT_OUT = frozenset({"users", "courses", "expecting", "feedback", "pages"})
"""What belongs to the moment, or was for those who ran the other bot."""
STAYING = ("users", "consents", "crises")
"""What the person has here already and keeps: who wrote of despair today is still left in peace."""
OPENED_BY = {
    "walk": "walks",
    "gate": "walks",
    "worst_pain": "walks",
    "before_pain": "walks",
    "two_hour": "walks",
    "report": "pain_reports",
    "place": "pain_reports",
    "self_test": "self_tests",
}
"""What opened a round of questions → the table of the number behind it: "gate-17:8", "walk:17"."""
ABOUT = {
    "two_hour": "walks",
    "morning": "walks",
    "step": "walks",
    "visit": "advice",
    "crisis": "crises",
    "check": "screens",
    "instruction": "instructions",
}
STILL_TO_COME = ("visit", "home", "crisis", "check", "instruction")
"""Nudges that are still to be said; all others are planned anew."""


def put_back(tx: Transaction, user_id: int, tables: Rows) -> bool:
    """Put all rows in the place of those that the person has, but for the account and the consents.

    False: they contradict each other or hold what no record may, and nothing was changed.
    """
    numbers: Numbers = {}
    try:
        with tx.turn(user_id), tx.undone_alone():
            everything.clear(tx, user_id, but=STAYING)
            for table in (*NUMBERED, *(name for name in tables if name not in NUMBERED)):
                if table not in LEFT_OUT:
                    for row in tables.get(table, ()):
                        _put(tx, table, row, user_id, numbers)
            everything.check(tx, user_id)
    except StoreError:
        raise
    except Exception:  # whatever an engine says of rows that do not fit each other, or msgspec of a value
        return False
    return True


def _put(tx: Transaction, table: str, row: Mapping[str, Any], user_id: int, numbers: Numbers) -> None:
    values: dict[str, Any] | None = {**row, "user_id": user_id}
    if table == "nudges":
        values = _nudge(values or {}, numbers)
    if table == "crises" and row["ended_at"] is None and _in_crisis(tx, user_id):
        values = None  # at most one is open: the one of now
    if values is None:
        return
    own = NUMBERED.get(table) or OWN_NUMBERS.get(table)
    number = values.pop(own, None) if own else None
    for column in values:
        if (table, column) in REFERRING and values[column] is not None:
            values[column] = numbers[REFERRING[table, column]][values[column]]
    if table == "instructions":
        values["page_id"] = None  # its link is of the other bot
    if table == "screens":
        values["trigger"] = _trigger(values["trigger"], numbers)
    if table == "advice":
        values["evidence"] = _evidence(values["evidence"], numbers)
    marks = ", ".join("?" for _ in values)
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
    if table not in NUMBERED:
        tx.run(sql, tuple(values.values()))
        return
    given = tx.one(f"{sql} RETURNING {NUMBERED[table]} AS number", tuple(values.values()))
    if given is not None and number is not None:
        numbers.setdefault(table, {})[number] = given["number"]


def _in_crisis(tx: Transaction, user_id: int) -> bool:
    return tx.one("SELECT 1 FROM crises WHERE user_id = ? AND ended_at IS NULL", (user_id,)) is not None


def _trigger(trigger: str, numbers: Numbers) -> str:
    """Return what opened a round, with the number that its record has now: "gate-17:8" → "gate-3:8"."""
    found = re.fullmatch(r"([a-z_]+)([-:])(\d+)(.*)", trigger)
    table = OPENED_BY.get(found[1]) if found else None
    if found is None or table is None or int(found[3]) not in numbers.get(table, {}):
        return trigger
    return f"{found[1]}{found[2]}{numbers[table][int(found[3])]}{found[4]}"


def _evidence(evidence: str, numbers: Numbers) -> str:
    """Return the evidence of an advice, its round of questions under the number that it has now."""
    screens = numbers.get("screens", {})
    return re.sub(r'("round":)(\d+)', lambda m: f"{m[1]}{screens.get(int(m[2]), 0)}", evidence)


def _nudge(row: dict[str, Any], numbers: Numbers) -> dict[str, Any] | None:
    """Return a nudge that was settled, or is still to come; None for one that is planned anew."""
    if row["status"] not in ("sent", "skipped") and row["kind"] not in STILL_TO_COME:
        return None
    about = numbers.get(ABOUT.get(row["kind"], ""), {})
    entity = about.get(row["entity_id"]) if row["entity_id"] is not None else None
    if row["kind"] in ("visit", "crisis", "check", "instruction"):
        if entity is None:
            return None
        row["key"] = row["key"].replace(f":{row['entity_id']}:", f":{entity}:", 1)
    return {**row, "entity_id": entity, "tries": 0, "retry_at": None}
