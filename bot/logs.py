"""What the program tells its operator: lines for a person on a terminal, JSON anywhere else.

Never what somebody said. The text of an exception may quote it, so of exceptions only kind and place are told, and
registered secrets are taken out of whatever is told. Every line carries what caused it: the update or the nudge.
"""

import asyncio
import contextlib
import logging
import sys
import time
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, TextIO

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

log = logging.getLogger(__name__)

CAUSE: ContextVar[str] = ContextVar("cause", default="")
QUIET = ("aiohttp", "aiosqlite", "apscheduler", "asyncio", "telegram")

_secrets: set[str] = set()


@contextlib.contextmanager
def cause(kind: str, number: object) -> Iterator[None]:
    """Mark all that is logged inside, and every reply that is left, with "update-17" or "nudge-4"."""
    token = CAUSE.set(f"{kind}-{number}")
    try:
        yield
    finally:
        CAUSE.reset(token)


def hide(secret: str) -> None:
    """Take `secret` out of every line from now on."""
    _secrets.add(secret)


def place(error: BaseException) -> str:
    """Say what happened and where: "ValueError in …/checkin.py:12", without the exception's text."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {frames[-1].filename}:{frames[-1].lineno}" if frames else type(error).__name__


def set_up(stream: TextIO = sys.stderr) -> None:
    """Log to `stream`: readable where it is a terminal, else one JSON object a line."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines() if stream.isatty() else Json())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # What libraries tell is of no interest, and an address of the Bot API holds the token.
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)


def unhandled(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Handle what nobody else did. The event loop's own handler would print the exception and the task's arguments."""
    error = context.get("exception")
    log.error("Something failed in the background: %s", place(error) if error else "no exception was given")


class _Discreet(logging.Formatter):
    """Tells kind and place of an exception, and no secret."""

    def format(self, record: logging.LogRecord) -> str:
        record.cause = cause = CAUSE.get()
        record.mark = f"  ({cause})" if cause else ""
        told = super().format(record)
        for secret in _secrets:
            told = told.replace(secret, "[hidden]")
        return told

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        parts = []
        error: BaseException | None = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            parts += [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            parts.append(type(error).__name__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(parts)


class Lines(_Discreet):
    """For a person: the time where they are, level, words, and the cause at the end."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s%(mark)s", "%Y-%m-%d %H:%M:%S")


class Json(_Discreet, JsonFormatter):
    """For a collector of logs: time (UTC), level, source, message, cause and error."""

    converter = time.gmtime  # type: ignore[assignment] # typeshed's is narrower than logging's own

    def __init__(self) -> None:
        JsonFormatter.__init__(
            self,
            ["asctime", "levelname", "name", "message", "cause"],
            "%Y-%m-%dT%H:%M:%SZ",
            rename_fields={"asctime": "time", "levelname": "level", "name": "source", "exc_info": "error"},
            reserved_attrs=[*RESERVED_ATTRS, "mark"],
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Leave the cause out where there is none."""
        return {key: value for key, value in log_data.items() if key != "cause" or value}
