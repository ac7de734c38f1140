"""The world behind the local chat: users, chats, messages, taps that wait for an answer. All of it in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Literal

from bot.clock import Clock
from bot.localchat.api.errors import Json, bad, forbidden
from bot.localchat.api.files import Files
from bot.localchat.api.profile import Profile
from bot.localchat.api.updates import Updates
from bot.localchat.feed import Feed

QUERY_LIFETIME = timedelta(seconds=60)


@dataclass
class Chat:
    """A private chat with one user, or a group."""

    chat_id: int
    name: str
    language: str | None = None
    kind: Literal["private", "group"] = "private"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    left: bool = False
    keyboard: Json | None = None
    messages: dict[int, Json] = field(default_factory=dict)

    def as_chat(self) -> Json:
        """Return the Bot API's Chat."""
        if self.kind == "group":
            return {"id": self.chat_id, "type": "group", "title": self.name}
        return {"id": self.chat_id, "type": "private", "first_name": self.name}

    def as_user(self) -> Json:
        """Return the Bot API's User."""
        user: Json = {"id": self.chat_id, "is_bot": False, "first_name": self.name}
        return {**user, "language_code": self.language} if self.language else user


@dataclass
class Query:
    """A tap that spins until the bot answers it."""

    query_id: str
    chat_id: int
    message_id: int
    asked_at: datetime
    answered: bool = False


class World:
    """Everything the server knows. Messages are kept as the Bot API shows them."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.feed = Feed()
        self.updates = Updates(clock)
        self.files = Files()
        self.profile = Profile()
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self._message_ids = count(1)
        self._query_ids = count(4_000_000_000_000_000_001)

    def stamp(self) -> int:
        """Return now as the Bot API writes it: seconds since 1970."""
        return int(self.clock.now().timestamp())

    def writable(self, chat_id: int) -> Chat:
        """Return the chat if the bot may write there; raise Refused as Telegram does."""
        chat = self.known(chat_id)
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.left:
            raise forbidden("bot is not a member of the group chat")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def known(self, chat_id: int) -> Chat:
        """Return the chat; raise Refused if there is none."""
        if not chat_id:
            raise bad("chat_id is empty")
        if chat_id not in self.chats:
            raise bad("chat not found")
        return self.chats[chat_id]

    def add(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Put a new message into a chat and show it."""
        message: Json = {
            "message_id": next(self._message_ids),
            "from": sender,
            "chat": chat.as_chat(),
            "date": self.stamp(),
            **content,
        }
        chat.messages[message["message_id"]] = message
        self.feed.publish("message", chat.chat_id, message=message)
        return message

    def change(self, chat: Chat, message: Json, content: Json, markup: Json | None, replaced: tuple[str, ...]) -> Json:
        """Replace the fields named in `replaced` and the buttons of a message, and show it."""
        kept = {key: value for key, value in message.items() if key not in ("reply_markup", *replaced)}
        changed = {**kept, **content, "edit_date": self.stamp()}
        if markup:
            changed["reply_markup"] = markup
        chat.messages[message["message_id"]] = changed
        self.feed.publish("edit", chat.chat_id, message=changed)
        return changed

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message away."""
        del chat.messages[message_id]
        self.feed.publish("delete", chat.chat_id, message_id=message_id)

    def set_keyboard(self, chat: Chat, keyboard: Json | None) -> None:
        """Change what stands below the input field."""
        chat.keyboard = keyboard
        self.feed.publish("keyboard", chat.chat_id, keyboard=keyboard)

    def ask(self, chat: Chat, sender: Json, message: Json, data: str) -> Query:
        """Send a tap to the bot."""
        query = Query(str(next(self._query_ids)), chat.chat_id, message["message_id"], self.clock.now())
        self.queries[query.query_id] = query
        self.updates.put(
            "callback_query",
            {
                "id": query.query_id,
                "from": sender,
                "message": message,
                "chat_instance": str(8_000_000_000_000_000_000 + chat.chat_id),
                "data": data,
            },
        )
        self.feed.publish("tap", chat.chat_id, query=query.query_id, message_id=query.message_id, data=data)
        return query

    def answer(self, query_id: str, text: str, alert: bool) -> None:
        """Stop the spinner of a tap; raise Refused for one that is unknown, answered or too old."""
        query = self.queries.get(query_id)
        if query is None or query.answered or self.clock.now() - query.asked_at > QUERY_LIFETIME:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        query.answered = True
        self.feed.publish("answer", query.chat_id, query=query_id, message_id=query.message_id, text=text, alert=alert)
