"""Weekly reviews, each with the facts it was made from: `reviews`."""

import json
from datetime import date, datetime
from typing import Any

from bot.domain.review import REGRESS, Review, WeekFacts
from bot.store.database import Transaction


def outcome_of(tx: Transaction, user_id: int, week_on: date) -> str | None:
    """Return the outcome of the week that began on a Monday, or None where it was not reviewed."""
    row = tx.one("SELECT outcome FROM reviews WHERE user_id = ? AND week_on = ?", (user_id, week_on))
    return row["outcome"] if row else None


def reason_of(tx: Transaction, user_id: int, week_on: date) -> str | None:
    """Return the reason of that outcome, or None."""
    row = tx.one("SELECT reason FROM reviews WHERE user_id = ? AND week_on = ?", (user_id, week_on))
    return row["reason"] if row else None


def facts_of(tx: Transaction, user_id: int, week_on: date) -> dict[str, Any] | None:
    """Return the facts that the review of a week was made from, or None."""
    row = tx.one("SELECT facts FROM reviews WHERE user_id = ? AND week_on = ?", (user_id, week_on))
    return json.loads(row["facts"]) if row else None


def keep(
    tx: Transaction, user_id: int, week_on: date, facts: WeekFacts, found: Review, version: int, now: datetime
) -> None:
    """Store a review with its inputs; a week is reviewed once."""
    tx.run(
        "INSERT INTO reviews (user_id, week_on, version, facts, outcome, reason, variable, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (user_id, week_on, version, facts, found.outcome, found.reason, found.variable, now),
    )


def walked_weeks(tx: Transaction, user_id: int, since_on: date) -> int:
    """Return how many reviewed weeks from a day on had a check-in."""
    rows = tx.all("SELECT facts FROM reviews WHERE user_id = ? AND week_on >= ?", (user_id, since_on))
    return sum(json.loads(row["facts"])["checkins"] > 0 for row in rows)


def count_of(tx: Transaction, user_id: int, variable: str) -> int:
    """Return how many reviews changed a variable: days, minutes, pace or variety."""
    row = tx.one("SELECT count(*) AS n FROM reviews WHERE user_id = ? AND variable = ?", (user_id, variable))
    return row["n"] if row else 0


def last_regressed_at(tx: Transaction, user_id: int) -> datetime | None:
    """Return when a review last made the dose smaller, or None."""
    row = tx.one("SELECT max(made_at) AS at FROM reviews WHERE user_id = ? AND outcome = ?", (user_id, REGRESS))
    return datetime.fromisoformat(row["at"]) if row and row["at"] else None


def facts_since(tx: Transaction, user_id: int, first: date) -> list[dict[str, Any]]:
    """Return the facts of the reviewed weeks that began on `first` or later, oldest first."""
    rows = tx.all("SELECT facts FROM reviews WHERE user_id = ? AND week_on >= ? ORDER BY week_on", (user_id, first))
    return [json.loads(row["facts"]) for row in rows]
