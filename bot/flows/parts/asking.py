"""A question that expects a value: what is said when the text is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.typed.misread import Misread
from bot.flows import ways
from bot.flows.parts.keypad import keypad
from bot.messages import Button, Replies, Rows, Say


@dataclass(frozen=True, slots=True)
class Unclear:
    """The text is no answer to the question that is open: say this, unless it is something that always goes first."""

    replies: Replies


def for_score(misread: Misread, tap: tuple[str, ...], last: Rows = ()) -> Unclear:
    """Ask for a score again, with the keypad; `tap` and `last` are those of the question."""
    return Unclear([Say("typed/score", {"why": misread.why}, [*keypad(tap), *last, *ways.net()])])


def for_hour(misread: Misread, tap: tuple[str, ...], rows: Rows, *, twelve_hour: bool) -> Unclear:
    """Ask for an hour again. Of "half 7" the two that it may be are offered; `tap` takes minutes after midnight."""
    options = [
        Button("typed/at", (*tap, str(minute)), {"minute": minute, "twelve_hour": twelve_hour})
        for minute in misread.options
    ]
    return Unclear([Say("typed/hour", {"why": misread.why}, [*([options] if options else rows), *ways.net()])])


def for_value(kind: str, misread: Misread, rows: Sequence[Sequence[Button]] = ()) -> Unclear:
    """Ask for "minutes", a "count", "days", an "effort" or whether it "settled" again, with the question's buttons."""
    return Unclear([Say(f"typed/{kind}", {"why": misread.why}, [*rows, *ways.net()])])
