"""Who lives in the local chat: its users and groups, and the clock that the page may move."""

from itertools import count

from bot.clock import Clock
from bot.localchat.controls import Controls
from bot.localchat.person import Person
from bot.localchat.state import Chat, World
from bot.localchat.timeline import Timeline

FIRST_USER_ID = 100_001


class Town:
    """The people beside the bot. `attach` lends the page the application's clock and its look into the store."""

    def __init__(self, clock: Clock) -> None:
        self.world = World(clock)
        self.people: dict[int, Person] = {}
        self.controls: Controls | None = None
        self.timeline: Timeline | None = None
        self._free_ids = count(FIRST_USER_ID)

    def attach(self, controls: Controls) -> None:
        """Lend the page the application's clock and store."""
        self.controls = controls
        self.timeline = Timeline(controls, lambda: self.world.feed.publish("clock", now=self.world.stamp()))

    def user(self, user_id: int, first_name: str = "Ana", language_code: str | None = "en") -> Person:
        """Return a user, made on first sight; they have not written to the bot yet."""
        if user_id not in self.people:
            chat = Chat(user_id, first_name, language_code)
            self.world.chats[user_id] = chat
            person = self.people[user_id] = Person(self.world, chat)
            self.world.feed.hearers.append(person.hear)
        return self.people[user_id]

    def group(self, chat_id: int, title: str = "Walkers") -> Chat:
        """Return a group; `person.invite(group)` adds the bot, `person.say(text, group)` writes there."""
        return self.world.chats.setdefault(chat_id, Chat(chat_id, title, kind="group", started=True))

    def first_user(self) -> Person:
        """Return the user whom a new page shows."""
        return next(iter(self.people.values()), None) or self.user(self.free_id())

    def free_id(self) -> int:
        """Return an id that no user has."""
        return next(user_id for user_id in self._free_ids if user_id not in self.world.chats)
