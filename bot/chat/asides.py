"""What is said past all flows: sorry, too much at once, nothing can be stored, in private chats only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import ChatMember, Message, Update
from telegram.constants import ChatType

from bot.chat.calls import Call, Origin, calls
from bot.messages import Replies, Say, Toast
from bot.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Asides:
    """Answers that need nothing from the store."""

    renderer: Renderer

    def language(self, update: Update) -> str:
        """Return the language of a person's app, if the bot speaks it."""
        return self.renderer.library.spoken(update.effective_user.language_code if update.effective_user else None)

    def say(self, update: Update, replies: Replies, language: str | None = None) -> list[Call]:
        """Return the calls that say something to a person in their private chat; elsewhere nothing is said."""
        chat, sender = update.effective_chat, update.effective_user
        if chat is None or sender is None or chat.type != ChatType.PRIVATE or chat.id != sender.id:
            return []
        return calls(self.renderer, origin(update, chat.id, language or self.language(update)), replies)

    def group(self, update: Update) -> list[Call]:
        """Health answers stay private: say so when the bot is added to a group or spoken to there, else be silent."""
        chat, member = update.effective_chat, update.my_chat_member
        assert chat is not None
        added = member is not None and member.new_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
        spoken_to = update.message is not None and (update.message.text or "").startswith("/")
        if not (added or spoken_to or update.callback_query):
            return []
        replies: Replies = [Toast("chat/group")] if update.callback_query else [Say("chat/group")]
        return calls(self.renderer, origin(update, chat.id, self.language(update)), replies)

    def nothing_stored(self, payload: Mapping[str, Any]) -> tuple[int | None, list[Call]]:
        """Return whose update this is, and how to say that nothing can be stored; None where nobody is to be told."""
        update = Update.de_json(dict(payload), None)
        made = [] if update.my_chat_member else self.say(update, [Say("chat/full")])
        return (update.effective_chat.id if made and update.effective_chat else None), made


def origin(update: Update, chat_id: int, language: str) -> Origin:
    """Return where the replies to an update go."""
    query = update.callback_query
    message = query.message if query else None
    pictured = isinstance(message, Message) and bool(message.photo or message.animation)
    return Origin(chat_id, language, query.id if query else None, message.message_id if message else None, pictured)
