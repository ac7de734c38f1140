"""Pictures and files: made when they are sent, uploaded once, and the words never lost with them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from bot.chat.outgoing.calls import Origin, calls
from bot.chat.outgoing.files import Files
from bot.chat.outgoing.sender import Sender
from bot.chat.outgoing.transport import Client
from bot.clock import FixedClock
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from bot.messages import Animation, Button, Document, Edit, Message, Picture, Say
from bot.pictures.makers import Maker, Reuse
from bot.store import everything
from bot.store.database import Database
from bot.store.delivery import outbox
from bot.store.person import users
from tests.support.running import KEY, NOON
from tests.support.scripted_bot import png
from tests.support.story import RENDERER

COLOURS = {"green": (46, 139, 121), "blue": (30, 60, 200)}


@dataclass
class Post:
    """A sender of its own over the store, makers that note what they made, and people to write to."""

    database: Database
    server: LocalServer
    sender: Sender
    files: Files
    made: list[Mapping[str, Any]] = field(default_factory=list)

    async def send(self, chat_id: int, message: Message, on: int | None = None, pictured: bool = False) -> None:
        """Say a message, as the answer to a tap on the message `on`."""
        origin = Origin(chat_id, "en", message_id=on, pictured=pictured)
        async with self.database.transaction() as tx:
            outbox.leave(tx, chat_id, 0, calls(RENDERER, origin, [message]), NOON)
        await self.sender.idle()

    def methods(self) -> list[str]:
        """Return the methods that were called."""
        return [method for method, _ in self.server.calls]


@pytest.fixture
async def post(tmp_path: Path, server: LocalServer, clock: FixedClock) -> AsyncIterator[Post]:
    """A sender that runs, and two people who wrote to the bot."""
    made: list[Mapping[str, Any]] = []

    async def draw(_language: str, facts: Mapping[str, Any]) -> bytes:
        made.append(facts)
        return png(colour=COLOURS[str(facts["colour"])])

    async def write(_language: str, facts: Mapping[str, Any]) -> bytes:
        made.append(facts)
        return b"%PDF-1.7"

    makers = {
        "shared": Maker(draw, Reuse.EVERYBODY),
        "own": Maker(draw, Reuse.USER),
        "export": Maker(write, Reuse.NEVER),
    }
    database = await Database.open(tmp_path / "a.db", KEY)
    bot = Client(server.token, server.url)
    files = Files(database, bot, clock, makers)
    sender = Sender(database, bot, clock, files, 1000)
    async with bot:
        running = asyncio.create_task(sender.run())
        for user_id in (7, 8):
            server.user(user_id).chat.started = True
            async with database.transaction() as tx:
                users.ensure(tx, user_id, "en", clock.now())
        server.calls.clear()
        yield Post(database, server, sender, files, made)
        running.cancel()
        await asyncio.wait([running])
    await database.close()


def picture(kind: str = "own", colour: str = "green") -> Say:
    """Return words and a button with a picture."""
    return Say("help/help", buttons=[[Button("today/hurt", ("go", "pain"))]], file=Picture(kind, {"colour": colour}))


async def test_a_picture_is_drawn_once_and_then_sent_by_its_id(post: Post, ana: Person) -> None:
    """The same facts are the same picture; other facts another. Words and buttons come with each."""
    for colour in ("green", "green", "blue"):
        await post.send(7, picture(colour=colour))
    assert [facts["colour"] for facts in post.made] == ["green", "blue"]
    assert post.methods() == ["sendPhoto"] * 3
    first, again, other = ana.said
    assert first["photo"][0]["file_id"] == again["photo"][0]["file_id"] != other["photo"][0]["file_id"]
    assert first["caption"] == again["caption"]
    assert ana.buttons(again)


@pytest.mark.parametrize(("kind", "drawn"), [("shared", 1), ("own", 2)])
async def test_only_what_is_the_same_for_all_is_shared(post: Post, kind: str, drawn: int) -> None:
    """What somebody's own facts made is never sent to somebody else by its id."""
    for user_id in (7, 8):
        await post.send(user_id, picture(kind))
    assert len(post.made) == drawn


async def test_what_was_uploaded_goes_with_its_user(post: Post) -> None:
    """/delete takes the ids of personal pictures; those that are the same for all stay."""
    for kind in ("own", "shared"):
        await post.send(7, picture(kind))
    async with post.database.transaction() as tx:
        users.delete(tx, 7)
        assert everything.rows_of(tx, 7) == {}
        assert len(tx.all("SELECT * FROM uploads")) == 1
    await post.send(7, picture())  # still on its way when they deleted everything
    async with post.database.transaction() as tx:
        assert everything.rows_of(tx, 7) == {}


async def test_an_id_that_telegram_does_not_take_any_more_is_replaced(
    post: Post, server: LocalServer, ana: Person
) -> None:
    """The picture is drawn and uploaded again, and its new id holds."""
    await post.send(7, picture())
    server.faults.refuse("sendPhoto", 400, "Bad Request: wrong file identifier/HTTP URL specified")
    for _ in range(2):
        await post.send(7, picture())
    assert len(post.made) == 2
    assert len(ana.said) == 3


async def test_a_drawing_that_fails_costs_no_words(post: Post, ana: Person, caplog: pytest.LogCaptureFixture) -> None:
    """The words go alone; the log says where it failed, and nothing of the facts."""
    with caplog.at_level(logging.ERROR):
        await post.send(7, picture(colour="a secret"))
    assert "text" in ana.last
    assert ana.buttons()
    assert "own cannot be made: KeyError" in caplog.text
    assert "secret" not in caplog.text


async def test_a_kind_that_nothing_makes_costs_no_words(
    post: Post, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """An order that another version of the program left behind: the words go, and the outbox goes on."""
    with caplog.at_level(logging.ERROR):
        await post.send(7, picture("unheard_of"))
    assert "text" in ana.last
    assert "unheard_of" in caplog.text
    async with post.database.transaction() as tx:
        assert tx.all("SELECT * FROM outbox") == []


async def test_a_store_that_refuses_after_the_upload_sends_nothing_twice(post: Post, ana: Person) -> None:
    """The id is not remembered; the message was sent once all the same."""
    async with post.database.transaction() as tx:
        tx.run("CREATE TRIGGER full BEFORE INSERT ON uploads BEGIN SELECT raise(ABORT, 'disk is full'); END")
    await post.send(7, picture())
    assert len(ana.said) == 1
    async with post.database.transaction() as tx:
        tx.run("DROP TRIGGER full")
    await post.send(7, picture())
    assert (len(ana.said), len(post.made)) == (2, 2)


async def test_a_picture_that_telegram_refuses_costs_no_words(post: Post, server: LocalServer, ana: Person) -> None:
    """So does one that is no picture to Telegram."""
    server.faults.refuse("sendPhoto", 400, "Bad Request: IMAGE_PROCESS_FAILED")
    await post.send(7, picture())
    assert "text" in ana.last


async def test_a_picture_waits_for_telegram_like_any_message(post: Post, server: LocalServer, ana: Person) -> None:
    """429: it stays in the outbox."""
    server.faults.too_many("sendPhoto", retry_after=30)
    await post.send(7, picture())
    assert ana.said == []
    async with post.database.transaction() as tx:
        assert len(tx.all("SELECT * FROM outbox")) == 1


async def test_a_picture_takes_the_place_of_words_and_of_a_picture(post: Post, ana: Person) -> None:
    """Words become a picture, that another one, and words again: those come anew, and the picture goes."""
    await post.send(7, Say("help/help"))
    number = ana.last["message_id"]
    edit = Edit("help/help", file=Picture("own", {"colour": "green"}))
    await post.send(7, edit, on=number)
    assert "text" not in ana.last
    green = ana.last["photo"][0]["file_id"]
    await post.send(7, replace(edit, file=Picture("own", {"colour": "blue"})), on=number, pictured=True)
    assert len(ana.said) == 1
    assert ana.last["photo"][0]["file_id"] != green
    await post.send(7, edit, on=number, pictured=True)  # by its id this time
    assert ana.last["photo"][0]["file_id"] == green
    await post.send(7, Edit("help/help"), on=number, pictured=True)
    assert ["text" in message for message in ana.said] == [True]


async def test_a_picture_whose_message_is_gone_is_sent_anew(post: Post, server: LocalServer, ana: Person) -> None:
    """Picture and words arrive as a new message."""
    await post.send(7, Edit("help/help", file=Picture("own", {"colour": "green"})), on=999)
    assert post.methods() == ["editMessageMedia", "sendPhoto"]
    assert ana.last["photo"]


async def test_a_document_has_its_name_and_is_made_anew_each_time(post: Post, ana: Person) -> None:
    """More than its facts decides what is in it: it is never sent by an old id."""
    export = Say("help/help", file=Document("export", "today/hurt", {"on": "2026-11-23"}))
    for _ in range(2):
        await post.send(7, export)
    assert len(post.made) == 2
    assert ana.last["document"]["file_name"] == RENDERER.label("en", "today/hurt", {})
    async with post.database.transaction() as tx:
        assert tx.all("SELECT * FROM uploads") == []


async def test_a_moving_picture_is_uploaded_once_and_put_in_the_place_of_a_still_one(post: Post, ana: Person) -> None:
    """As an animation, by its id the second time; the still one, and words alone, come back in its place."""
    await post.send(7, picture())
    number = ana.last["message_id"]
    moving = Edit("help/help", file=Animation("shared", {"colour": "green"}))
    await post.send(7, moving, on=number, pictured=True)
    first = ana.chat.messages[number]["animation"]["file_id"]
    assert "photo" not in ana.chat.messages[number]
    await post.send(7, Edit("help/help", file=Picture("own", {"colour": "green"})), on=number, pictured=True)
    assert ana.chat.messages[number]["photo"]
    await post.send(7, Say("help/help", file=Animation("shared", {"colour": "green"})))
    assert ana.last["animation"]["file_id"] == first
    assert post.methods() == ["sendPhoto", "editMessageMedia", "editMessageMedia", "sendAnimation"]
    assert len(post.made) == 2


async def test_an_order_of_the_first_version_is_still_delivered(post: Post, ana: Person) -> None:
    """What waits in an outbox while the program is replaced by a newer one."""
    order = {"kind": "shared", "language": "en", "facts": {"colour": "green"}, "name": "shared.png", "photo": True}
    call = {"method": "sendMessage", "params": {"chat_id": 7, "text": "words", "parse_mode": "HTML"}, "file": order}
    async with post.database.transaction() as tx:
        outbox.leave(tx, 7, 0, [call], NOON)
    await post.sender.idle()
    assert ana.last["photo"]
    assert ana.last["caption"] == "words"
