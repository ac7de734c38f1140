"""Weekly reviews, each with the facts it was made from: `reviews`."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.coaching.review import REGRESS, Review, WeekFacts
from bot.store.database import Transaction
from bot.store.kept import Table


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review; `facts`: what it was made from, as JSON."""

    week_on: date
    facts: str
    outcome: str
    reason: str
    variable: str | None
    made_at: datetime


REVIEWS = Table("reviews", Reviewed, "week_on")


def _of_week(tx: Transaction, user_id: int, week_on: date) -> Reviewed | None:
    return next((review for review in reversed(tx.of(REVIEWS, user_id)) if review.week_on == week_on), None)


def outcome_of(tx: Transaction, user_id: int, week_on: date) -> str | None:
    """Return the outcome of the week that began on a Monday, or None where it was not reviewed."""
    review = _of_week(tx, user_id, week_on)
    return review.outcome if review else None


def reason_of(tx: Transaction, user_id: int, week_on: date) -> str | None:
    """Return the reason of that outcome, or None."""
    review = _of_week(tx, user_id, week_on)
    return review.reason if review else None


def facts_of(tx: Transaction, user_id: int, week_on: date) -> dict[str, Any] | None:
    """Return the facts that the review of a week was made from, or None."""
    review = _of_week(tx, user_id, week_on)
    return json.loads(review.facts) if review else None


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
    return sum(facts["checkins"] > 0 for facts in facts_since(tx, user_id, since_on))


def all_of(tx: Transaction, user_id: int) -> list[tuple[str, str]]:
    """Return outcome and reason of every review, oldest first."""
    return [(review.outcome, review.reason) for review in tx.of(REVIEWS, user_id)]


def count_of(tx: Transaction, user_id: int, variable: str) -> int:
    """Return how many reviews changed a variable: days, minutes, pace or variety."""
    return sum(review.variable == variable for review in tx.of(REVIEWS, user_id))


def last_regressed_at(tx: Transaction, user_id: int) -> datetime | None:
    """Return when a review last made the dose smaller, or None."""
    return max((review.made_at for review in tx.of(REVIEWS, user_id) if review.outcome == REGRESS), default=None)


def facts_since(tx: Transaction, user_id: int, first: date) -> list[dict[str, Any]]:
    """Return the facts of the reviewed weeks that began on `first` or later, oldest first."""
    return [json.loads(review.facts) for review in tx.of(REVIEWS, user_id) if review.week_on >= first]
