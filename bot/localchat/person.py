"""One user of the local chat and what they can do. The page and the tests act through it alike."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.localchat.api import media
from bot.localchat.api.errors import Json
from bot.localchat.api.parse import Upload
from bot.localchat.api.texts import found_in
from bot.localchat.state import Chat, Query, World


@dataclass(frozen=True, slots=True)
class Toast:
    """What a tap was answered with."""

    text: str
    alert: bool


class Person:
    """A user; `fresh` holds what the bot said, edited or answered since this person last did something."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world, self.chat = world, chat
        self.toasts: list[Toast] = []
        self.fresh: deque[Json] = deque(maxlen=1000)
        self._moved: asyncio.Event = asyncio.Event()

    @property
    def user_id(self) -> int:
        """The user's id, which is the private chat's id."""
        return self.chat.chat_id

    @property
    def messages(self) -> list[Json]:
        """Every message of the chat, oldest first, as the Bot API shows it."""
        return list(self.chat.messages.values())

    @property
    def said(self) -> list[Json]:
        """The bot's messages, oldest first."""
        return [message for message in self.messages if message["from"]["is_bot"]]

    @property
    def last(self) -> Json:
        """The bot's newest message."""
        return self.said[-1]

    def say(self, text: str, group: Chat | None = None) -> Json:
        """Type a message, here or in a group."""
        entities = found_in(text)
        return self.send({"text": text, **({"entities": entities} if entities else {})}, group)

    def share_location(self, latitude: float, longitude: float) -> Json:
        """Share a place."""
        return self.send({"location": {"latitude": latitude, "longitude": longitude}})

    def send_file(self, kind: str, name: str, content: bytes, mime_type: str, caption: str = "") -> Json:
        """Send a "photo", a "voice" message or a "document"; an empty or too large one is Refused."""
        return self.send(media.sent(self.world.files, kind, Upload(name, mime_type, content), caption))

    def send(self, content: Json, group: Chat | None = None) -> Json:
        """Send a message of any kind: `{"sticker": {…}}`, `{"voice": {…}}`."""
        self._acts()
        chat = group or self.chat
        if chat is self.chat:
            self.unblock()
            chat.started = True
            if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
                self.world.set_keyboard(chat, None)
        message = self.world.add(chat, self.chat.as_user(), content)
        self.world.updates.put("message", message)
        return message

    def edit(self, message: Json, text: str) -> None:
        """Change a message that this person sent."""
        self._acts()
        changed = self.world.change(self.chat, message, {"text": text}, None, ("text", "entities"))
        self.world.updates.put("edited_message", changed)

    def tap(self, label: str, message: Json | None = None) -> Query:
        """Tap the newest button whose label is, or else starts with, `label` (of one message, if given)."""
        where = [message] if message else list(reversed(self.said))
        for match in (str.__eq__, str.startswith):
            for candidate in where:
                for button in self.buttons(candidate):
                    if match(button["text"], label) and "callback_data" in button:
                        return self.press(candidate["message_id"], button["callback_data"])
        seen = [f"{m.get('text', '(no text)')!r} {[b['text'] for b in self.buttons(m)]}" for m in self.said[-3:]]
        raise AssertionError(f"no button {label!r}; the last messages were {seen}")

    def press(self, message_id: int, data: str) -> Query:
        """Tap by the button's data; a stale or forged one goes out too, as from an old client."""
        self._acts()
        return self.world.ask(self.chat, self.chat.as_user(), self.chat.messages[message_id], data)

    def buttons(self, message: Json | None = None) -> list[Json]:
        """Return the inline buttons of a message (the newest one of the bot), in reading order."""
        rows = ((message or self.last).get("reply_markup") or {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def block(self) -> None:
        """Block the bot."""
        if not self.chat.blocked:
            self._acts()
            self.chat.blocked = True
            self._member("member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        if self.chat.blocked:
            self._acts()
            self.chat.blocked = False
            self._member("kicked", "member")

    def invite(self, group: Chat) -> None:
        """Add the bot to a group."""
        self._acts()
        group.left = False
        self._member("left", "member", group)

    def deactivate(self) -> None:
        """Delete this person's account at Telegram."""
        self.chat.deactivated = True

    async def wait_for(self, wanted: str | Callable[["Person"], object], seconds: float = 30) -> Json:
        """Wait until the bot says, edits or toasts something new that contains `wanted`, and return it.

        New means: since this person last did something. A callable is asked after each event until it is true; then
        the bot's newest message is returned. AssertionError after `seconds`.
        """
        try:
            async with asyncio.timeout(seconds):
                while True:
                    self._moved.clear()
                    if callable(wanted):
                        if wanted(self):
                            return self.last if self.said else {}
                    else:
                        for event in self.fresh:
                            if wanted in (event.get("text") or event.get("caption") or ""):
                                return event
                    await self._moved.wait()
        except TimeoutError:
            heard = [event.get("text", "") for event in self.fresh]
            raise AssertionError(f"the bot did not say {wanted!r} within {seconds} s, but: {heard}") from None

    async def answered(self, query: Query, seconds: float = 10) -> None:
        """Wait until a tap is answered."""
        await self.wait_for(lambda _: query.answered, seconds)

    def hear(self, event: Json) -> None:
        """Take note of one event of the feed."""
        if event["chat"] not in (None, self.user_id):
            return
        if event["kind"] == "answer" and event["text"]:
            self.toasts.append(Toast(event["text"], event["alert"]))
            self.fresh.append({"text": event["text"]})
        elif event["kind"] in ("message", "edit") and event["message"]["from"]["is_bot"]:
            self.fresh.append(event["message"])
        self._moved.set()

    def _acts(self) -> None:
        self.fresh.clear()

    def _member(self, before: str, after: str, group: Chat | None = None) -> None:
        chat, bot = group or self.chat, self.world.profile.as_user()
        gone = {"until_date": 0} if after == "kicked" else {}
        was_gone = {"until_date": 0} if before == "kicked" else {}
        self.world.updates.put(
            "my_chat_member",
            {
                "chat": chat.as_chat(),
                "from": self.chat.as_user(),
                "date": self.world.stamp(),
                "old_chat_member": {"user": bot, "status": before, **was_gone},
                "new_chat_member": {"user": bot, "status": after, **gone},
            },
        )
        self.world.feed.publish("member", chat.chat_id, blocked=self.chat.blocked)
