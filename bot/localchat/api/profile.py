"""What the bot says about itself: commands per scope and language, name, descriptions, menu button."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.localchat.api.errors import Json, bad
from bot.localchat.api.parse import Params

COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
LIMITS = {"name": 64, "description": 512, "short_description": 120}
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat")


@dataclass
class Profile:
    """Texts and commands; "" is the language for everyone who has no own list."""

    bot_id: int = 5_550_000_001
    username: str = "walk_coach_local_bot"
    texts: dict[tuple[str, str], str] = field(default_factory=lambda: {("name", ""): "Walk Coach"})
    commands: dict[tuple[str, int, str], list[Json]] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "default"})

    def as_user(self) -> Json:
        """Return the bot as a User."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.texts.get(("name", "")) or "Walk Coach",
            "username": self.username,
        }

    def text(self, what: str, language: str) -> str:
        """Return a text in a language, or in the default one."""
        return self.texts.get((what, language)) or self.texts.get((what, ""), "")

    def set_text(self, what: str, params: Params) -> bool:
        """Keep a text; an empty one takes the own text of that language away."""
        value, language = params.text(what), _language(params)
        if len(value) > LIMITS[what]:
            raise bad(f"bot {what.replace('_', ' ')} is too long")
        if value:
            self.texts[what, language] = value
        else:
            self.texts.pop((what, language), None)
        return True

    def set_commands(self, params: Params) -> bool:
        """Keep the commands of one scope and language."""
        given: Any = params.structure("commands")
        if not isinstance(given, list):
            raise bad("can't parse commands: expected an Array of BotCommand")
        if len(given) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        kept: list[Json] = []
        for entry in given:
            if not isinstance(entry, dict):
                raise bad("can't parse BotCommand: expected an Object")
            name, description = str(entry.get("command", "")), str(entry.get("description", ""))
            if not COMMAND.fullmatch(name):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(description) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
            kept.append({"command": name.removeprefix("/"), "description": description})
        self.commands[(*_scope(params), _language(params))] = kept
        return True

    def get_commands(self, params: Params) -> list[Json]:
        """Return exactly the list that was set for this scope and language."""
        return self.commands.get((*_scope(params), _language(params)), [])

    def delete_commands(self, params: Params) -> bool:
        """Forget the list of this scope and language."""
        self.commands.pop((*_scope(params), _language(params)), None)
        return True

    def commands_for(self, chat_id: int, language: str) -> list[Json]:
        """Return the commands that a user sees in a private chat: the narrowest list that is set."""
        for scope in (("chat", chat_id), ("all_private_chats", 0), ("default", 0)):
            for code in (language, ""):
                found = self.commands.get((*scope, code))
                if found:
                    return found
        return []


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


def _scope(params: Params) -> tuple[str, int]:
    given: Any = params.structure("scope") or {"type": "default"}
    if not isinstance(given, dict) or given.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    return str(given["type"]), int(given.get("chat_id", 0))
