"""Counts what each person sends. In memory: a restart forgives."""

from datetime import datetime

from bot.domain.flood import Admission, Meter, admit
from bot.domain.rules import Flood

MOST = 10_000  # people remembered before those who have calmed down are forgotten


class Limiter:
    """One meter a person."""

    def __init__(self, rules: Flood) -> None:
        self._rules = rules
        self._meters: dict[int, Meter] = {}

    def judge(self, user_id: int, now: datetime) -> Admission:
        """Return what to do with one more update of somebody."""
        verdict, self._meters[user_id] = admit(self._meters.get(user_id), now, self._rules)
        if len(self._meters) > MOST:
            self._meters = {user: meter for user, meter in self._meters.items() if meter.done_at > now}
        return verdict
