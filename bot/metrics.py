"""What is counted for the operator: how much, how fast, what went wrong. Never who, never what was said.

Labels are names of this program's own: kinds of updates and nudges, methods of the Bot API, kinds of errors.
"""

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
DELAYS = (5, 15, 60, 300, 900, 3600, 4 * 3600)

UPDATES = Counter("walkcoach_updates", "Updates applied.", ["kind"])
UPDATE_SECONDS = Histogram("walkcoach_update_seconds", "From taking an update up to its commit.", buckets=SECONDS)
CALLS = Counter("walkcoach_telegram_calls", "Calls of the Bot API, by how they ended.", ["method", "outcome"])
CALL_SECONDS = Histogram("walkcoach_telegram_call_seconds", "What a call took, polling left out.", buckets=SECONDS)
NUDGES = Counter("walkcoach_nudges", "Nudges: sent, skipped, cancelled, failed.", ["kind", "outcome"])
NUDGE_DELAY = Histogram("walkcoach_nudge_delay_seconds", "How long after its time a nudge was said.", buckets=DELAYS)
LIMITED = Counter("walkcoach_limited_updates", "Updates not answered because somebody sent too many.")
LOGGED = Counter("walkcoach_log_lines", "Warnings and errors that were logged.", ["level", "source"])
WAITING = Gauge("walkcoach_waiting", "How much waits now.", ["queue"])
OLDEST = Gauge("walkcoach_oldest_seconds", "How long the oldest of it has waited; 0: nothing waits.", ["queue"])
HELD = Gauge("walkcoach_held_seconds", "For how long nothing is sent, because Telegram asks the whole bot to wait.")
BACKUP_AT = Gauge("walkcoach_backup_timestamp_seconds", "When the newest backup was made; NaN: none is to be made.")
BACKUP_AT.set(math.nan)


@contextmanager
def update(kind: str) -> Iterator[None]:
    """Count one update, and how long it took, once it is applied."""
    began = time.perf_counter()
    yield
    UPDATE_SECONDS.observe(time.perf_counter() - began)
    UPDATES.labels(kind).inc()


@contextmanager
def call(method: str) -> Iterator[None]:
    """Count one call of the Bot API: "ok", or the kind of the error it ended with."""
    began = time.perf_counter()
    outcome = "cancelled"
    try:
        yield
        outcome = "ok"
    except Exception as error:
        outcome = type(error).__name__
        raise
    finally:
        CALLS.labels(method, outcome).inc()
        if method != "getUpdates":
            CALL_SECONDS.observe(time.perf_counter() - began)


def nudge(kind: str, outcome: str, delay_seconds: float = 0) -> None:
    """Count what became of one nudge, and how late it was if it was said."""
    NUDGES.labels(kind, outcome).inc()
    if outcome == "sent":
        NUDGE_DELAY.observe(delay_seconds)


class LogCounter(logging.Handler):
    """Counts warnings and errors as they are logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        LOGGED.labels(record.levelname.lower(), record.name).inc()
