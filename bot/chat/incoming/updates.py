"""An update, read once, where it arrives: what the bot uses of it, and of what type that must be.

Whatever else Telegram sends along is let through. A text that is a number, an id that no store can hold, are met here,
at the door, before some flow trips over them.
"""

import re
from typing import Annotated, Any

import msgspec
from msgspec.structs import force_setattr

Id = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
PRIVATE = "private"
NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
REPLACEMENT = "\ufffd"
"""Unicode's own letter for what is none."""
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


class User(msgspec.Struct, frozen=True):
    """Who sent it."""

    id: Id
    language_code: str | None = None
    is_bot: bool = False


class Chat(msgspec.Struct, frozen=True):
    """Where it was sent; `type`: private, group, supergroup or channel."""

    id: Id
    type: str


class Location(msgspec.Struct, frozen=True):
    """A place that was shared."""

    latitude: float
    longitude: float


class Document(msgspec.Struct, frozen=True):
    """A file that was sent. `file_size`: bytes, where Telegram tells it."""

    file_id: str
    file_name: str | None = None
    file_size: int | None = None


class Message(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A message; of what is no text only that it is there."""

    message_id: Id
    chat: Chat
    sender: User | None = None
    text: str | None = None
    caption: str | None = None
    location: Location | None = None
    voice: dict[str, Any] | None = None
    photo: list[Any] | None = None
    animation: dict[str, Any] | None = None
    sticker: dict[str, Any] | None = None
    document: Document | None = None

    def __post_init__(self) -> None:
        """Put a letter in the place of what is none: half a pair, a control. No store and no message could hold it."""
        for name in ("text", "caption"):
            written = getattr(self, name)
            if written and NO_LETTERS.search(written):
                force_setattr(self, name, NO_LETTERS.sub(REPLACEMENT, written))

    @property
    def words(self) -> str:
        """What is written in it, or below it."""
        return self.text or self.caption or ""

    @property
    def medium(self) -> str:
        """What it is, where it is no text: "voice", "photo", "sticker" or "other"."""
        kinds = {"voice": self.voice, "photo": self.photo, "sticker": self.sticker}
        return next((kind for kind, content in kinds.items() if content), "other")


class Tap(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A tap on a button; the message under which it stands may be too old to be shown."""

    id: str
    sender: User
    data: str | None = None
    message: Message | None = None


class Member(msgspec.Struct, frozen=True):
    """What the bot is in a chat now: member, administrator, kicked, …"""

    status: str

    @property
    def inside(self) -> bool:
        """Tell whether it is in the chat."""
        return self.status in ("member", "administrator")


class Membership(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A change of that."""

    chat: Chat
    sender: User
    new_chat_member: Member


class Update(msgspec.Struct, frozen=True):
    """One update. At most one of its kinds is there; none: a kind that the bot takes no notice of."""

    update_id: Id
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Tap | None = None
    my_chat_member: Membership | None = None
    fetched: bytes | None = None
    """The file that the update is about, where it was fetched before the update is applied (`bot.chat.fetching`)."""

    @property
    def kind(self) -> str:
        """The name of what it brings; "other" for what the bot takes no notice of."""
        return next((name for name in KINDS if getattr(self, name) is not None), "other")

    @property
    def written(self) -> Message | None:
        """The message that somebody wrote, or changed."""
        return self.message or self.edited_message

    @property
    def chat(self) -> Chat | None:
        """The chat that it came from."""
        query = self.callback_query
        found = self.written or (query.message if query else self.my_chat_member)
        return found.chat if found else None

    @property
    def sender(self) -> User | None:
        """Who sent it."""
        found = self.written or self.callback_query or self.my_chat_member
        return found.sender if found else None


def read(payload: object) -> Update:
    """Return an update as Telegram sends it. Raises msgspec.ValidationError where it is not of the right form."""
    return msgspec.convert(payload, Update)


def stored(payload: str) -> Update:
    """Return an update from its JSON. Raises msgspec.ValidationError as `read` does."""
    return msgspec.json.decode(payload, type=Update)
