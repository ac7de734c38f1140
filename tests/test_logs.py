"""What is logged: readable or JSON, with its cause, and never what somebody said."""

import asyncio
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot import logs

log = logging.getLogger("bot.test")


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(logs, "_secrets", set())
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)


def fail() -> None:
    """Fail as a flow might: the text of the exception quotes an answer, and so does its cause."""
    try:
        int("my knee hurts")
    except ValueError as error:
        raise LookupError("my knee hurts") from error


def told(stream: io.StringIO) -> list[dict[str, Any]]:
    """Return every JSON line."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_collector_gets_one_object_a_line() -> None:
    """Time in UTC, level, source, message; the cause where there is one."""
    stream = io.StringIO()
    logs.set_up(stream)
    log.info("plain")
    with logs.cause("update", 17):
        log.warning("caused")
    plain, caused = told(stream)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", plain.pop("time"))
    assert plain == {"level": "INFO", "source": "bot.test", "message": "plain"}
    assert caused["cause"] == "update-17"


def test_a_person_gets_lines() -> None:
    """Time, level, words, cause."""
    stream = Terminal()
    logs.set_up(stream)
    with logs.cause("nudge", 4):
        log.warning("Something waits.")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d WARNING Something waits\.  \(nudge-4\)\n", stream.getvalue())


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_an_exception_tells_where_and_not_what(stream: io.StringIO) -> None:
    """The whole chain of kinds and places, without any text of it."""
    logs.set_up(stream)
    try:
        fail()
    except LookupError as error:
        log.exception("A flow failed: %s", logs.place(error))
    printed = stream.getvalue()
    assert "LookupError in" in printed
    assert printed.count("test_logs.py") >= 3
    assert "ValueError" in printed
    assert "knee" not in printed


def test_a_secret_is_taken_out_of_every_line() -> None:
    """Also of those that a library writes."""
    stream = io.StringIO()
    logs.set_up(stream)
    logs.hide("123:abc")
    logging.getLogger("somelibrary").warning("GET https://example.org/bot%s/getMe", "123:abc")
    assert told(stream)[0]["message"] == "GET https://example.org/bot[hidden]/getMe"


async def test_what_fails_in_the_background_is_told_without_its_words() -> None:
    """The event loop's own handler would print the exception, and the arguments of what failed."""
    stream = io.StringIO()
    logs.set_up(stream)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.unhandled)
    loop.call_soon(lambda words: fail(), "my knee hurts")
    await asyncio.sleep(0)
    (line,) = told(stream)
    assert line["level"] == "ERROR"
    assert "LookupError in" in line["message"]
    assert "knee" not in stream.getvalue()


def test_libraries_are_heard_only_when_something_is_wrong() -> None:
    """At INFO some of them log addresses."""
    logs.set_up(io.StringIO())
    assert all(not logging.getLogger(name).isEnabledFor(logging.INFO) for name in logs.QUIET)
