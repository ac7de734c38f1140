"""SIGTERM ends a worker within five seconds, whatever its PostgreSQL server does."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot.__main__ import STOP_SECONDS
from bot.clock import SystemClock
from bot.localchat.server import LocalServer
from bot.store.postgres import driver
from tests.support import engines
from tests.support.process import environment, process

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("processes")]

WAITING = (
    "SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'"
    " AND clock_timestamp() - query_start < interval '0.2 s'"
)


async def test_a_table_that_an_administrator_locked_holds_nothing_up(tmp_path: Path) -> None:
    """The signal comes just as a statement begins to wait for the lock, and keeps the event loop waiting."""
    schema = engines._schema()
    url = engines.within(schema)
    async with LocalServer(SystemClock()) as server:
        settings = {**environment(tmp_path, server), "DATABASE_URL": url}
        async with process(tmp_path, "run", **settings) as run:
            assert run.stdout
            async with asyncio.timeout(90):
                while b"This worker leads" not in await run.stdout.readline():
                    pass
            administrator = driver.connect(url)
            administrator.execute("BEGIN")
            administrator.execute("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE")
            async with asyncio.timeout(30):
                while not engines.admin().execute(WAITING, [f"walk-coach {run.pid}"]).fetchone():  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
            began = asyncio.get_running_loop().time()
            run.send_signal(signal.SIGTERM)
            async with asyncio.timeout(30):
                await run.communicate()
            took = asyncio.get_running_loop().time() - began
            administrator.close()
    engines._empty(schema)
    assert took < STOP_SECONDS + 0.5
    assert run.returncode == 0
