"""Every piece of safety advice that was given, with its evidence: `advice`."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.safety.escalation import Advice
from bot.store.database import Transaction
from bot.store.rows import as_dict


def give(
    tx: Transaction,
    user_id: int,
    rule: str,
    level: str,
    evidence: Mapping[str, object],
    version: int,
    on_day: date,
    now: datetime,
) -> Advice:
    """Store a piece of advice and return it."""
    made = tx.record(
        Advice,
        "INSERT INTO advice (user_id, rule, version, level, evidence, given_at, given_on)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (user_id, rule, version, level, evidence, now, on_day),
    )
    assert made is not None
    return made


def find(tx: Transaction, user_id: int, advice_id: int) -> Advice | None:
    """Return a piece of advice of this user; None for somebody else's or none."""
    return tx.record(Advice, "SELECT * FROM advice WHERE user_id = ? AND advice_id = ?", (user_id, advice_id))


def last_on(tx: Transaction, user_id: int, rule: str) -> date | None:
    """Return the local day on which a rule last gave advice, or None."""
    row = tx.one("SELECT max(given_on) AS given_on FROM advice WHERE user_id = ? AND rule = ?", (user_id, rule))
    return date.fromisoformat(row["given_on"]) if row and row["given_on"] else None


def days_of(tx: Transaction, user_id: int, rule: str) -> list[date]:
    """Return the local days on which a rule gave advice, oldest first."""
    rows = tx.all("SELECT given_on FROM advice WHERE user_id = ? AND rule = ? ORDER BY advice_id", (user_id, rule))
    return [date.fromisoformat(row["given_on"]) for row in rows]


def newest(tx: Transaction, user_id: int, first: date, rules: Collection[str], most: int) -> list[dict[str, Any]]:
    """Return the newest pieces of advice of `first` or later, but for those of some rules, the newest first.

    `rule`, `level`, `given_on`, and what became of it: `answer`, `detail`, `words` (None: not told).
    """
    left_out = ", ".join("?" for _ in rules)
    rows = tx.all(
        "SELECT rule, level, given_on, answer, detail, words FROM advice LEFT JOIN visits USING (advice_id)"
        f" WHERE advice.user_id = ? AND given_on >= ? AND rule NOT IN ({left_out}) ORDER BY advice_id DESC LIMIT ?",
        (user_id, first, *rules, most),
    )
    return [as_dict(row) for row in rows]
