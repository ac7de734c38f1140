"""What is read of an update, and of what type it must be. Whatever else Telegram sends along is let through.

python-telegram-bot takes what it gets: a text that is a number, an id that no store can hold, go unnoticed until some
flow trips over them. Here they are met at the door.
"""

from typing import Annotated, Any

import msgspec

Id = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]


class Who(msgspec.Struct):
    """A user."""

    id: Id
    language_code: str | None = None


class Where(msgspec.Struct):
    """A chat."""

    id: Id
    type: str


class Place(msgspec.Struct):
    """A location."""

    latitude: float
    longitude: float


class Written(msgspec.Struct, rename={"sender": "from"}):
    """A message."""

    message_id: Id
    chat: Where
    sender: Who | None = None
    text: str | None = None
    caption: str | None = None
    location: Place | None = None


class Tapped(msgspec.Struct, rename={"sender": "from"}):
    """A tap on a button; the message under which it stands may be too old to be shown."""

    id: str
    sender: Who
    data: str | None = None
    message: Written | None = None


class Standing(msgspec.Struct):
    """What the bot is in a chat."""

    status: str


class Met(msgspec.Struct, rename={"sender": "from"}):
    """A change of that."""

    chat: Where
    sender: Who
    new_chat_member: Standing


class Heard(msgspec.Struct):
    """An update."""

    update_id: Id
    message: Written | None = None
    edited_message: Written | None = None
    callback_query: Tapped | None = None
    my_chat_member: Met | None = None

    @property
    def chat_id(self) -> int | None:
        """The chat that it came from, if it is of a type that is ever answered."""
        query = self.callback_query
        found = self.message or self.edited_message or (query.message if query else self.my_chat_member)
        return found.chat.id if found else None


def heard(update: Any) -> Heard:
    """Return what is read of an update. Raises msgspec.ValidationError where it is not of the right form."""
    return msgspec.convert(update, Heard)
