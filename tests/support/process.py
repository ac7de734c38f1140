"""The program as an operator starts it: a process of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.localchat.server import LocalServer

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def process(folder: Path, *arguments: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the command in a folder of its own; whatever is left of it at the end is killed."""
    inherited = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


def environment(folder: Path, server: LocalServer) -> dict[str, str]:
    """Return the settings of a run against a server."""
    return {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_URL": server.url,
        "DATABASE_PATH": str(folder / "data" / "walk.db"),
        "DATABASE_KEY_FILE": str(folder / "secret" / "key"),
    }
