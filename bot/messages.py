"""What a flow may say, as plain data. No language, no HTML, no Telegram.

`template` names a file under `templates/<language>/`, without its ending; `facts` are what the template may
use; a button's `label`, "onboarding/agree", is a key of `templates/<language>/onboarding/buttons.yaml`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

Facts: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message: what it says and what a tap on it means.

    `tap` is the name of a route and its arguments, all short: together at most 64 bytes on the wire.
    A button with a `url` opens it and has no tap.
    """

    label: str
    tap: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)
    url: str | None = None


Rows: TypeAlias = Sequence[Sequence[Button]]


def in_rows(buttons: Sequence[Button], columns: int) -> list[Sequence[Button]]:
    """Return buttons side by side, so many in a row."""
    return [buttons[start : start + columns] for start in range(0, len(buttons), columns)]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes with a message; its words stand below it (at most 1,024 characters, for readers by ear too).

    `kind` names the maker (`bot.pictures.makers`). It draws when the message is sent, from `facts` alone: what JSON
    can carry. The same facts are drawn and uploaded once.
    """

    kind: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Animation:
    """A short moving picture without sound; otherwise as `Picture`. Its words tell what it shows."""

    kind: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that goes with a message. `name` is a label, "report/file_name", that may use the file's `facts`."""

    kind: str
    name: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """A new message. `language`: another one than the chat's, for the answer to choosing it; so for Edit and Toast.

    `keyboard` changes what stands below the input field: "location" offers to share it, "remove" takes an
    earlier offer away. Telegram allows one markup a message, so it goes without `buttons`.
    """

    template: str
    facts: Facts = field(default_factory=dict)
    buttons: Rows = ()
    keyboard: Literal["none", "location", "remove"] = "none"
    quiet: bool = False
    file: Picture | Animation | Document | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the message whose button was tapped; where there is none, a new message.

    A picture may take the place of words or of another picture, and words that of a picture.
    """

    template: str
    facts: Facts = field(default_factory=dict)
    buttons: Rows = ()
    file: Picture | Animation | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer to a tap (at most 200 characters); `alert` makes the reader close it."""

    template: str
    facts: Facts = field(default_factory=dict)
    alert: bool = False
    language: str | None = None


Message: TypeAlias = Say | Edit | Toast
Replies: TypeAlias = Sequence[Message]


def spoken(replies: Replies, language: str) -> Replies:
    """Return `replies` in a language."""
    return [replace(reply, language=language) for reply in replies]


def as_new(replies: Replies) -> Replies:
    """Return `replies` so that they leave the tapped message standing."""
    return [
        Say(reply.template, reply.facts, reply.buttons, file=reply.file, language=reply.language)
        if isinstance(reply, Edit)
        else reply
        for reply in replies
    ]


def in_place(replies: Replies) -> Replies:
    """Return `replies` so that the first of them takes the place of the tapped message."""
    first = replies[0] if replies else None
    if not isinstance(first, Say) or first.keyboard != "none" or isinstance(first.file, Document):
        return replies
    return [Edit(first.template, first.facts, first.buttons, first.file, first.language), *replies[1:]]
