"""What the bot says about itself, per language and scope."""

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, MenuButtonCommands
from telegram.error import BadRequest

from bot.localchat.server import LocalServer


async def test_who_the_bot_is(bot: Bot) -> None:
    """getMe names it."""
    me = await bot.get_me()
    assert (me.is_bot, me.username, me.first_name) == (True, "walk_coach_local_bot", "Walk Coach")


async def test_commands_per_scope_and_language(bot: Bot, server: LocalServer) -> None:
    """Each list is kept apart; a user sees the narrowest, in their language if there is one."""
    await bot.set_my_commands([("start", "Begin")])
    await bot.set_my_commands([("start", "Empezar")], language_code="es")
    await bot.set_my_commands([("pain", "Dolor")], BotCommandScopeAllPrivateChats(), "es")
    await bot.set_my_commands([("help", "Help")], BotCommandScopeChat(9))
    assert await bot.get_my_commands() == (BotCommand("start", "Begin"),)
    assert await bot.get_my_commands(language_code="de") == ()
    profile = server.world.profile
    assert [profile.commands_for(*who)[0]["description"] for who in [(7, "es"), (7, "de"), (9, "es")]] == [
        "Dolor",
        "Begin",
        "Help",
    ]
    await bot.delete_my_commands(BotCommandScopeAllPrivateChats(), "es")
    assert profile.commands_for(7, "es")[0]["description"] == "Empezar"


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ([("Start", "x")], "BOT_COMMAND_INVALID"),
        ([("x" * 33, "x")], "BOT_COMMAND_INVALID"),
        ([("start", "")], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([("start", "x" * 257)], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([("start", "x")] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_that_are_refused(bot: Bot, commands: list[tuple[str, str]], reason: str) -> None:
    """Names 1 to 32 of a-z, 0-9 and _, descriptions 1 to 256, at most 100."""
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.set_my_commands(commands)


async def test_texts_per_language(bot: Bot) -> None:
    """Without an own text a language shows the default one."""
    await bot.set_my_description("Walk daily")
    await bot.set_my_description("Camina", "es")
    await bot.set_my_short_description("Walk")
    await bot.set_my_name("Coach")
    assert (await bot.get_my_description("es")).description == "Camina"
    assert (await bot.get_my_description("de")).description == "Walk daily"
    assert (await bot.get_my_short_description()).short_description == "Walk"
    assert (await bot.get_my_name()).name == "Coach"
    for call in (bot.set_my_description("x" * 513), bot.set_my_short_description("x" * 121), bot.set_my_name("x" * 65)):
        with pytest.raises(BadRequest, match="too long"):
            await call


async def test_the_menu_button(bot: Bot) -> None:
    """It is kept."""
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.get_chat_menu_button() == MenuButtonCommands()
