"""What is said past all flows: sorry, too much at once, nothing can be stored, in private chats only."""

from dataclasses import dataclass

from bot.chat.incoming.updates import PRIVATE, Update
from bot.chat.outgoing.calls import Call, Origin, calls
from bot.messages import Replies, Say, Toast
from bot.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Asides:
    """Answers that need nothing from the store."""

    renderer: Renderer

    def language(self, update: Update) -> str:
        """Return the language of a person's app, if the bot speaks it."""
        return self.renderer.library.spoken(update.sender.language_code if update.sender else None)

    def say(self, update: Update, replies: Replies, language: str | None = None) -> list[Call]:
        """Return the calls that say something to a person in their private chat; elsewhere nothing is said."""
        chat, sender = update.chat, update.sender
        if chat is None or sender is None or chat.type != PRIVATE or chat.id != sender.id:
            return []
        if chat.id <= 0 or sender.is_bot:
            return []
        return calls(self.renderer, origin(update, chat.id, language or self.language(update)), replies)

    def group(self, update: Update) -> list[Call]:
        """Health answers stay private: say so when the bot is added to a group or spoken to there, else be silent."""
        chat, changed = update.chat, update.my_chat_member
        assert chat is not None
        added = changed is not None and changed.new_chat_member.inside
        spoken_to = update.message is not None and (update.message.text or "").startswith("/")
        if not (added or spoken_to or update.callback_query):
            return []
        replies: Replies = [Toast("chat/group")] if update.callback_query else [Say("chat/group")]
        return calls(self.renderer, origin(update, chat.id, self.language(update)), replies)

    def nothing_stored(self, update: Update) -> tuple[int | None, list[Call]]:
        """Return whose update this is, and how to say that nothing can be stored; None where nobody is to be told."""
        made = [] if update.my_chat_member else self.say(update, [Say("chat/full")])
        return (update.chat.id if made and update.chat else None), made


def origin(update: Update, chat_id: int, language: str) -> Origin:
    """Return where the replies to an update go."""
    query = update.callback_query
    message = query.message if query else None
    pictured = message is not None and bool(message.photo or message.animation)
    return Origin(chat_id, language, query.id if query else None, message.message_id if message else None, pictured)
