"""What an error of the Bot API means for the call that met it; and how an error may be named in the log."""

from dataclasses import dataclass
from enum import Enum, auto

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError


class Remedy(Enum):
    """What to do with the call."""

    BARE = auto()  # too old to be taken away: only its buttons can be
    DONE = auto()  # the reader already sees what was to be seen
    AS_NEW = auto()  # the message to edit is gone: say it anew
    UNREACHABLE = auto()  # nobody is there to hear it
    LATER = auto()  # try again
    DROP = auto()  # Telegram will never take it


LONGEST_WAIT_SECONDS = 24 * 3600.0
SHORTEST_WAIT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Failure:
    """A verdict, and for LATER the seconds that Telegram asks to wait (None: as one likes)."""

    verdict: Remedy
    wait_seconds: float | None = None


# Beginnings of what stands behind "Bad Request: ", as the Bot API words them.
BAD_REQUESTS = (
    ("message is not modified", Remedy.DONE),
    ("query is too old", Remedy.DONE),
    ("message to delete not found", Remedy.DONE),
    ("message can't be deleted", Remedy.BARE),
    ("message identifier is not specified", Remedy.AS_NEW),
    ("message to edit not found", Remedy.AS_NEW),
    ("message can't be edited", Remedy.AS_NEW),
    ("there is no text in the message to edit", Remedy.AS_NEW),
    ("chat not found", Remedy.UNREACHABLE),
    ("user is deactivated", Remedy.UNREACHABLE),
)


def judge(error: TelegramError) -> Failure:
    """Return what `error` means. Unknown refusals are dropped, unknown troubles tried again."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = wait if isinstance(wait, int) else wait.total_seconds()
        return Failure(Remedy.LATER, min(max(seconds, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS))
    if isinstance(error, Forbidden | ChatMigrated):
        return Failure(Remedy.UNREACHABLE)
    if isinstance(error, BadRequest):
        text = str(error).casefold().removeprefix("bad request: ")
        return Failure(next((verdict for start, verdict in BAD_REQUESTS if text.startswith(start)), Remedy.DROP))
    if isinstance(error, InvalidToken):
        if "unauthorized" in str(error).casefold():
            return Failure(Remedy.LATER)  # the token is being changed
        # Once the bot is running, 404 means a method that this server does not know.
        return Failure(Remedy.DROP)
    return Failure(Remedy.LATER)
