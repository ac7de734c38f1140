"""The whole application without sockets, and a power switch: it can be cut off at any commit and any call.

A kill leaves two things behind: what the disk held at that instant, and what Telegram had been told. Between a commit
and the next, or a call and the next, a program changes neither. So a program that is cut off before and after each of
them in turn has been killed at every instruction that makes a difference (`tests/store/test_power_loss.py` has those
inside of a commit).
"""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram import InputFile
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.app import Application
from bot.chat.outgoing.failures import Remedy, judge
from bot.clock import FixedClock
from bot.localchat.api.errors import Refused
from bot.localchat.api.parse import Params, Upload
from bot.localchat.server import LocalServer
from bot.store.connection import Connection
from bot.store.database import Database
from tests.support.running import KEY, Running, settings
from tests.support.story import RENDERER

HARMLESS = ("getMe", "getMy", "setMy")  # calls that change nothing for anybody: no need to die around them


class PoweredOffError(BaseException):
    """The program is no more: nothing in it can catch this, tidy up, or reach the disk or the network again."""


@dataclass
class Power:
    """Counts the points at which the program touches the world, and cuts it off at one of them."""

    folder: Path | None = None
    off_at: int | None = None
    points: int = 0
    off: asyncio.Event = field(default_factory=asyncio.Event)
    last: str = ""

    @property
    def left_behind(self) -> Path:
        """Where the disk's content of that instant was put."""
        assert self.folder
        return self.folder.with_name(f"{self.folder.name}-left")

    def point(self, what: str) -> None:
        """Go past one point, if there is still power."""
        if not self.off.is_set() and self.points == self.off_at:
            if self.folder:
                shutil.copytree(self.folder, self.left_behind)
            self.last = what
            self.off.set()
        self.check()
        self.points += 1

    def check(self) -> None:
        """Raise PoweredOffError once there is no power."""
        if self.off.is_set():
            raise PoweredOffError

    async def runs(self, work: Awaitable[None]) -> None:
        """Run `work` for as long as there is power."""
        working, cut = asyncio.ensure_future(work), asyncio.ensure_future(self.off.wait())
        await asyncio.wait([working, cut], return_when=asyncio.FIRST_COMPLETED)
        cut.cancel()
        if self.off.is_set():
            working.cancel()
            await asyncio.wait([working])
        else:
            await working


class PoweredConnection:
    """A connection to the store with a point before and after each commit: what is not committed leaves nothing."""

    def __init__(self, connection: Connection, power: Power) -> None:
        self._connection, self._power = connection, power
        self._changed = False

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Run a statement."""
        self._power.check()
        self._changed = self._changed or not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))
        return self._connection.execute(sql, values)

    def explained(self) -> AbstractContextManager[None]:
        """Turn what the driver says into a StoreError."""
        return self._connection.explained()

    shared = False
    leading = True

    async def lead(self) -> bool:
        """Lead."""
        return True

    def hold(self, people: Sequence[int]) -> list[int]:
        """Hold everybody."""
        return list(people)

    def tables(self) -> dict[str, list[str]]:
        """Return every table with its columns."""
        return self._connection.tables()

    async def begin(self) -> None:
        """Begin."""
        self._power.check()
        await self._connection.begin()

    async def commit(self) -> None:
        """Commit."""
        if not self._changed:
            self._power.check()
            await self._connection.commit()
            return
        self._power.point("before COMMIT")
        await self._connection.commit()
        self._power.point("after COMMIT")
        self._changed = False

    async def roll_back(self) -> None:
        """Undo."""
        self._power.check()
        await self._connection.roll_back()

    async def scrub(self) -> bool:
        """Scrub."""
        self._power.check()
        return await self._connection.scrub()

    async def close(self) -> None:
        """Close it."""
        await self._connection.close()


def powered(database: Database, power: Power) -> Database:
    """Return a database that works for as long as there is power."""
    return Database(PoweredConnection(database._connection, power))


class Wire:
    """Stands for the client: calls go straight into the local server, and errors are those that a client raises."""

    def __init__(self, server: LocalServer, power: Power | None = None) -> None:
        self._server, self._power = server, power
        self.refused: list[tuple[str, Refused]] = []
        self.answered = True

    async def initialize(self) -> None:
        """Connect."""

    async def shutdown(self) -> None:
        """Let go."""

    async def call(self, method: str, params: Mapping[str, Any], read_timeout: float | None = None) -> Any:
        """Call a method. Raises TelegramError."""
        harmless = self._power is None or method.startswith(HARMLESS)
        if not harmless:
            self._power.point(f"before {method}")  # type: ignore[union-attr]
        try:
            answer = await self._answer(method, _parameters(params))
        except TelegramError as error:
            failure = judge(error)
            self.answered = failure.verdict is not Remedy.LATER or failure.wait_seconds is not None
            raise
        self.answered = True
        if not harmless:
            self._power.point(f"after {method}")  # type: ignore[union-attr]
        return answer

    async def _answer(self, method: str, params: Params) -> Any:
        try:
            return json.loads(json.dumps(await self._server.answer(method, params)))
        except Refused as refused:
            self.refused.append((method, refused))
            raise error_of(refused) from refused
        except ConnectionError as error:
            raise NetworkError(str(error)) from error


def _parameters(params: Mapping[str, Any]) -> Params:
    """Return parameters as the server gets them: plain JSON, and files apart."""
    files = {name: value for name, value in params.items() if isinstance(value, InputFile)}
    plain = {name: value for name, value in params.items() if name not in files}
    uploads = {name: Upload(file.filename, file.mimetype, _content(file)) for name, file in files.items()}
    return Params(json.loads(json.dumps(plain)), uploads)


def _content(file: InputFile) -> bytes:
    content = file.input_file_content
    return content if isinstance(content, bytes) else content.read()


def error_of(refused: Refused) -> TelegramError:
    """Return what python-telegram-bot makes of a refusal."""
    text = refused.description
    if refused.status == 429:
        return RetryAfter((refused.parameters or {})["retry_after"])
    kinds: dict[int, type[TelegramError]] = {400: BadRequest, 401: InvalidToken, 403: Forbidden, 404: InvalidToken}
    return kinds.get(refused.status, Conflict if refused.status == 409 else NetworkError)(text)


@asynccontextmanager
async def wired(
    folder: Path, server: LocalServer, clock: FixedClock, power: Power | None = None
) -> AsyncIterator[Running]:
    """Run the application over a wire; with `power`, until it is cut off."""
    async with AsyncExitStack() as stack:
        opened = await Database.open(folder / "data" / "a.db", KEY)
        stack.push_async_callback(opened.close)
        database = powered(opened, power) if power else opened
        wire: Any = Wire(server, power)
        app = Application.build(settings(folder, MESSAGES_PER_SECOND="1000"), database, clock, wire, renderer=RENDERER)
        await stack.enter_async_context(app.running())
        yield Running(app, server, clock)
