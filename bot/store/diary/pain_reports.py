"""Pain told outside a walk: `pain_reports`."""

from datetime import date, datetime
from typing import Any

from bot.domain.history.series import Told
from bot.domain.safety.pain import PainReport
from bot.store.database import Transaction
from bot.store.diary.walks import PARTS
from bot.store.kept import Table
from bot.store.rows import as_dict

PAIN_REPORTS = Table("pain_reports", PainReport, "report_id", dated=True)


def start(tx: Transaction, user_id: int, trigger: str, on_day: date, now: datetime) -> PainReport:
    """Begin a report and return it."""
    made = tx.record(
        PainReport,
        "INSERT INTO pain_reports (user_id, on_day, reported_at, trigger) VALUES (?, ?, ?, ?) RETURNING *",
        (user_id, on_day, now, trigger),
    )
    assert made is not None
    return made


def find(tx: Transaction, user_id: int, report_id: int) -> PainReport | None:
    """Return a report of this user; None for somebody else's or none."""
    return tx.record(PainReport, "SELECT * FROM pain_reports WHERE user_id = ? AND report_id = ?", (user_id, report_id))


def update(tx: Transaction, report: PainReport, **fields: object) -> PainReport:
    """Set some fields of a report and return it."""
    assignments = ", ".join(f"{name} = :{name}" for name in fields)
    made = tx.record(
        PainReport,
        f"UPDATE pain_reports SET {assignments} WHERE report_id = :report_id RETURNING *",
        {**fields, "report_id": report.report_id},
    )
    assert made is not None
    return made


def forget(tx: Transaction, user_id: int, trigger: str) -> None:
    """Forget what was reported at an occasion: it is told anew."""
    tx.run("DELETE FROM pain_reports WHERE user_id = ? AND trigger = ?", (user_id, trigger))


def since(tx: Transaction, user_id: int, day: date) -> list[PainReport]:
    """Return the reports of `day` and later, oldest first, unfinished ones included: every partial answer is valid."""
    return tx.since(PAIN_REPORTS, user_id, day)


def told(tx: Transaction, user_id: int, first: date, end: date, unit: str) -> list[Told]:
    """Return the scores reported from `first` on, before `end`, for each day, month or year with any, in order."""
    return tx.records(
        Told,
        f"SELECT {PARTS[unit]} AS from_on, min(score) AS low, max(score) AS high, sum(score) AS now, count(*) AS nows"
        " FROM pain_reports WHERE user_id = ? AND on_day >= ? AND on_day < ? AND score IS NOT NULL"
        " GROUP BY 1 ORDER BY 1",
        (user_id, first, end),
    )


def by_region(tx: Transaction, user_id: int, first: date, middle: date) -> list[dict[str, Any]]:
    """Return what was reported of each place and side since `first`, the most often reported first.

    `region`, `side`, `reports`, `early` and `late`: mean scores before `middle` and from then on (None: none),
    `least`, `most`, `last_on`.
    """
    rows = tx.all(
        "SELECT region, side, count(*) AS reports, avg(CASE WHEN on_day < :middle THEN score END) AS early,"
        " avg(CASE WHEN on_day >= :middle THEN score END) AS late, min(score) AS least, max(score) AS most,"
        " max(on_day) AS last_on FROM pain_reports WHERE user_id = :user_id AND on_day >= :first"
        " AND region IS NOT NULL AND score IS NOT NULL GROUP BY region, side"
        " ORDER BY reports DESC, region, coalesce(side, '')",
        {"user_id": user_id, "first": first, "middle": middle},
    )
    return [as_dict(row) for row in rows]
