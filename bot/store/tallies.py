"""Counts over all people, for the operator."""

from datetime import datetime, timedelta

from bot.domain.history.tally import WEEKS, Cohort, Tally
from bot.store.database import Transaction
from bot.store.delivery import queues
from bot.store.rows import to_value

ACTIVE = (7, 30)
NUDGE_DAYS = 7
ADVICE_DAYS = 30


def tally(tx: Transaction, now: datetime) -> Tally:
    """Count. Reads whole tables: for a look now and then."""
    recent, month = (to_value(now - timedelta(days=days)) for days in ACTIVE)
    people = tx.one(
        "SELECT count(*) AS accounts, count(*) FILTER (WHERE status = 'blocked') AS blocked,"
        " count(*) FILTER (WHERE status = 'active' AND seen_at >= ?) AS active_7,"
        " count(*) FILTER (WHERE status = 'active' AND seen_at >= ?) AS active_30,"
        " (SELECT count(*) FROM profiles WHERE onboarded_at IS NOT NULL) AS with_plan,"
        " (SELECT count(*) FROM nudges WHERE status = 'pending' AND tries > 0) AS failing FROM users",
        (recent, month),
    )
    assert people is not None
    languages = tx.all("SELECT language, count(*) AS n FROM users GROUP BY language ORDER BY n DESC")
    nudges: dict[str, dict[str, int]] = {}
    for row in tx.all(
        "SELECT kind, status, count(*) AS n FROM nudges WHERE settled_at >= ? GROUP BY kind, status ORDER BY kind",
        (now - timedelta(days=NUDGE_DAYS),),
    ):
        nudges.setdefault(row["kind"], {})[row["status"]] = row["n"]
    advice = tx.all(
        "SELECT rule, count(DISTINCT user_id) AS n FROM advice WHERE given_at >= ? GROUP BY rule ORDER BY n DESC, rule",
        (now - timedelta(days=ADVICE_DAYS),),
    )
    return Tally(
        **{name: people[name] for name in people.keys()},  # noqa: SIM118  (a row, not a dictionary)
        languages={row["language"]: row["n"] for row in languages},
        cohorts=tuple([_cohort(tx, week, now) for week in WEEKS]),
        nudges=nudges,
        waiting={
            name: (queue.waiting, int((now - queue.oldest_at).total_seconds()) if queue.oldest_at else 0)
            for name, queue in (queues.all_of(tx, now)).items()
            if queue.waiting
        },
        advice={row["rule"]: row["n"] for row in advice},
    )


def _cohort(tx: Transaction, week: int, now: datetime) -> Cohort:
    """Count the n-th week after the first walk of all for whom it is over. A week is seven days of the person's own."""
    began_by = (now - timedelta(days=7 * week + 1)).date()
    first, last = f"+{7 * (week - 1)} days", f"+{7 * week - 1} days"
    began = tx.one("SELECT count(*) AS n FROM profiles WHERE first_walk_on <= ?", (began_by,))
    walked = tx.one(
        "SELECT count(DISTINCT user_id) AS people, count(DISTINCT user_id || on_day) AS days"
        " FROM profiles JOIN walks USING (user_id) WHERE first_walk_on <= ? AND minutes > 0 AND undone_at IS NULL"
        " AND on_day BETWEEN date(first_walk_on, ?) AND date(first_walk_on, ?)",
        (began_by, first, last),
    )
    assert began is not None
    assert walked is not None
    return Cohort(week, began["n"], walked["people"], walked["days"])
