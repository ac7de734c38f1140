"""Months that somebody lived through, put straight into the store: walks, check-ins, rests, a flare, reports."""

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.choice import pick
from bot.store.database import Database
from bot.store.diary import days, pain_reports, walks
from bot.store.safety import holds

HOUR = timedelta(hours=1)


async def live(database: Database, user_id: int, first: date, last: date, region: str = "back") -> None:
    """Walk on four days of five from `first` to `last`, a little longer each month, with pain that eases.

    Each fortnight has a rest in pain and a report; the third week of every second month is a flare.
    """
    async with database.transaction() as tx:
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            at = datetime.combine(day, time(9), UTC)
            lot = pick(user_id, day, "history", range(10))
            usual = max(1, 5 - number // 60)
            if number % 14 == 9:
                days.mark(tx, user_id, day, days.REST_PAIN, at)
                report = pain_reports.start(tx, user_id, "command", day, at)
                pain_reports.update(tx, report, region=region, score=usual + 2, onset="known", finished_at=at)
            elif lot < 8:
                offered = min(30, 8 + number // 14)
                walk = walks.open_walk(
                    tx, user_id, day, offered_minutes=offered, target=number % 2 == 0, gate_pain=usual, started_at=at
                )
                walks.update(
                    tx,
                    walk,
                    minutes=offered + lot % 3,
                    worst_pain=min(10, usual + lot % 3),
                    effort=("easy", "steady", "hard")[lot // 4],
                    logged_at=at + HOUR,
                )
            if number % 60 == 16:
                holds.put(tx, user_id, "FLARE", day, at)
            if number % 60 == 20:
                holds.close(tx, user_id, "settled", at, "FLARE")
