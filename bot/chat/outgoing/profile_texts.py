"""The bot's name, descriptions and command lists, per language, set only where Telegram shows others."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from telegram.error import TelegramError

from bot.chat.outgoing.transport import Client
from bot.content.shapes import ORIGIN

log = logging.getLogger(__name__)


def load(templates: Path) -> dict[str, Mapping[str, Any]]:
    """Return language → its texts."""
    files = sorted(templates.glob("[!_]*/chat/profile.yaml"))
    return {file.parent.parent.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


async def show(client: Client, profiles: Mapping[str, Mapping[str, Any]]) -> None:
    """Bring Telegram's texts up to date. Trouble is logged and left for the next start: the bot works without."""
    try:
        for language, texts in profiles.items():
            for code in ("", language) if language == ORIGIN else (language,):
                await _show(client, texts, code)
    except TelegramError as error:
        log.warning(
            "The bot's name and commands could not be set (%s); next try at the next start.", type(error).__name__
        )


async def _show(client: Client, texts: Mapping[str, Any], code: str) -> None:
    for method, key in (("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")):
        shown = await client.call(f"getMy{method}", {"language_code": code})
        if shown[key] != texts[key]:
            await client.call(f"setMy{method}", {key: texts[key], "language_code": code})
    commands = [{"command": name, "description": words} for name, words in texts["commands"].items()]
    if await client.call("getMyCommands", {"language_code": code}) != commands:
        await client.call("setMyCommands", {"commands": commands, "language_code": code})
