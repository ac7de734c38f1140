"""A backup every night while the bot runs, and the end of the old ones."""

import asyncio
import logging
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot import metrics
from bot.clock import Clock
from bot.store import driver
from bot.store.errors import StoreError
from bot.store.file import backup

log = logging.getLogger(__name__)

LOOK_SECONDS = 60
AGAIN = timedelta(hours=1)


@dataclass(slots=True)
class Nightly:
    """Keeps `keep` nights in `folder`; 0 makes none and lets the old ones end."""

    path: Path
    key: bytes
    folder: Path
    keep: int
    clock: Clock
    not_before_at: datetime | None = None
    stopping: threading.Event = field(default_factory=threading.Event)

    async def run(self) -> None:
        """Look every minute whether tonight's backup is missing, until cancelled."""
        try:
            while True:
                await self.once()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self.stopping.set()  # a thread cannot be cancelled: it looks

    async def once(self) -> Path | None:
        """Make tonight's backup if it is missing and return it. A failure is told, and tried again after an hour."""
        now = self.clock.now()
        if not self.clock.sure:  # it would delete what it should not
            return None
        if self.not_before_at is not None and now < self.not_before_at <= now + AGAIN:
            return None
        try:
            made = await asyncio.to_thread(self._make, now)
        except StoreError as error:
            log.error("Tonight's backup failed, next try in an hour: %s", error)
            self.not_before_at = now + AGAIN
            return None
        if made:
            log.info("Backed the database up to %s.", made)
        return made

    def _make(self, now: datetime) -> Path | None:
        made = None
        try:
            if self.keep and backup.due(self._names(), now):
                made = self.folder / backup.name(now)
                backup.make(self.path, self.key, made, self.stopping.is_set)
            backup.expire(self.path, self.folder, self.keep, now)
        finally:
            if self.keep:
                self._show_newest(now)
        return made

    def _show_newest(self, now: datetime) -> None:
        """Show when the newest backup was made, by whichever run of the program: a start is no night without one."""
        made = [at for at in map(backup.made_at, self._names()) if at is not None and at <= now]
        metrics.BACKUP_AT.set(max(made).timestamp() if made else 0)

    def _names(self) -> list[str]:
        with driver.refused(self.folder):
            return [file.name for file in self.folder.iterdir()] if self.folder.is_dir() else []
