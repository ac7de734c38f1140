"""Name, descriptions and commands of the bot: set once, and again only where Telegram shows others."""

from bot.chat.outgoing import profile_texts
from bot.chat.outgoing.transport import Client
from bot.content.library import data_folder
from bot.localchat.server import LocalServer

TEXTS = profile_texts.load(data_folder("templates"))


async def test_they_are_set_only_where_they_differ(server: LocalServer) -> None:
    """All on the first start, nothing on the second, the one that somebody changed on the third."""
    set_by_start = []
    async with Client(server.token, server.url) as bot:
        for change in (None, None, "Somebody else"):
            if change:
                server.world.profile.texts["name", ""] = change
            server.calls.clear()
            await profile_texts.show(bot, TEXTS)
            set_by_start.append([method for method, _ in server.calls if method.startswith("setMy")])
    assert set(set_by_start[0]) == {"setMyDescription", "setMyShortDescription", "setMyCommands"}
    assert set_by_start[1:] == [[], ["setMyName"]]


async def test_everybody_sees_them(server: LocalServer) -> None:
    """For the language, and for people of any other one."""
    async with Client(server.token, server.url) as bot:
        await profile_texts.show(bot, TEXTS)
        for code in ("", "en", "es", "de"):
            shown = await bot.call("getMyCommands", {"language_code": code})
            if code == "de":
                assert shown == []  # an own list; Telegram itself falls back to the one for everybody
            else:
                commands = TEXTS[code or "en"]["commands"]
                assert {command["command"]: command["description"] for command in shown} == commands
            assert (await bot.call("getMyName", {"language_code": code}))["name"] == TEXTS["en"]["name"]


async def test_trouble_is_left_for_the_next_start(server: LocalServer) -> None:
    """The bot works without them."""
    server.faults.html("getMyName")
    async with Client(server.token, server.url) as bot:
        await profile_texts.show(bot, TEXTS)
        assert not [method for method, _ in server.calls if method.startswith("setMy")]
