"""Environment and `.env` → frozen Settings. All faults are told at once, each naming its variable.

The environment wins over `.env`. An empty value counts as not set.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from dotenv.parser import parse_stream

from bot import forms


class SettingsError(Exception):
    """The configuration cannot be used; the text has one line a fault."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs.

    `token` None: the local chat, which keeps nothing without `database_path` or `database_url`. `database_url`: the
    PostgreSQL server that holds the people, in the place of the file. `webhook_url` None: polling.
    `listen_port` None: nothing listens.
    """

    token: str | None
    api_url: str
    database_path: Path | None
    database_url: str | None
    key_file: Path
    backup_folder: Path | None
    backup_keep: int
    webhook_url: str | None
    listen_host: str
    listen_port: int | None
    messages_per_second: int
    operator_contact: str
    admin_ids: frozenset[int]

    def __repr__(self) -> str:
        """Leave the token out: a representation ends up in logs and tracebacks."""
        return f"Settings(token={'set' if self.token else None}, api_url={self.api_url!r}, …)"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: where its value goes, what it must be, and an example that works."""

    name: str
    field: str
    default: str
    must_be: str
    example: str
    read: Callable[[str], Any]
    secret: bool = False


DATABASE = Path("data/walk-coach.db")
"""Where the database lies unless DATABASE_PATH says otherwise."""

LISTEN_PORT = 8090
"""Where the local chat and webhooks are served unless LISTEN_PORT says otherwise."""

ALIKE = 0.85  # difflib's ratio: TELEGRAM_BOT_TOKN and DATABASE_PAHT pass

VARIABLES = (
    Variable(
        "TELEGRAM_BOT_TOKEN",
        "token",
        "",
        "the token that BotFather gave you: digits, a colon, then letters, digits, _ or -",
        "123456789:AAE0example_token",
        forms.token,
        secret=True,
    ),
    Variable(
        "TELEGRAM_API_URL",
        "api_url",
        "https://api.telegram.org",
        "the root of a Bot API server, without /bot",
        "https://api.telegram.org",
        forms.root,
    ),
    Variable(
        "DATABASE_PATH",
        "database_path",
        "",
        "the path of a file that this user may reach",
        "data/walk-coach.db",
        forms.path,
    ),
    Variable(
        "DATABASE_URL",
        "database_url",
        "",
        "the address of a PostgreSQL database, with its name behind the last / (in a password @ is written %40, / %2F,"
        " : %3A, % %25)",
        "postgresql://walk@db.example.org/walk?sslmode=verify-full",
        forms.server,
        secret=True,
    ),
    Variable(
        "DATABASE_KEY_FILE",
        "key_file",
        "~/.config/walk-coach/database.key",
        "the path of a file outside the database's folder that this user may reach (~ needs a home)",
        "/etc/walk-coach-key/database.key",
        forms.path,
    ),
    Variable(
        "BACKUP_FOLDER",
        "backup_folder",
        "",
        "the path of a folder that this user may reach",
        "/mnt/other-disk/walk-coach",
        forms.folder,
    ),
    Variable("BACKUP_KEEP", "backup_keep", "7", "a whole number from 0 to 30", "7", forms.whole(0, 30)),
    Variable(
        "WEBHOOK_URL",
        "webhook_url",
        "",
        "the https address that Telegram shall post to, without a query",
        "https://bot.example.org/walk-coach",
        forms.webhook,
    ),
    Variable("LISTEN_HOST", "listen_host", "127.0.0.1", "a host name or an IP address", "127.0.0.1", forms.host),
    Variable("LISTEN_PORT", "listen_port", "", "a whole number from 0 to 65535", "8090", forms.whole(0, 65535)),
    Variable(
        "MESSAGES_PER_SECOND",
        "messages_per_second",
        "30",
        "a whole number from 1 to 1000",
        "30",
        forms.whole(1, 1000),
    ),
    Variable(
        "OPERATOR_CONTACT",
        "operator_contact",
        "",
        "one line of text, at most 200 characters",
        "coach@example.org",
        forms.line,
    ),
    Variable(
        "ADMIN_IDS", "admin_ids", "", "Telegram's ids of people, with commas between", "123456789, 987654321", forms.ids
    ),
)


def load(environment: Mapping[str, str], dotenv: Path | None = Path(".env")) -> Settings:
    """Read the settings; SettingsError tells every fault."""
    values, faults = _gather(environment, dotenv)
    read: dict[str, Any] = {}
    for variable in VARIABLES:
        text = values.get(variable.name, "").strip() or variable.default
        try:
            read[variable.field] = variable.read(text) if text else None
        except ValueError:
            faults.append(_not_of_its_form(variable, variable.name, text))
    if not faults:
        read["operator_contact"] = read["operator_contact"] or ""
        read["admin_ids"] = read["admin_ids"] or frozenset()
        if read["webhook_url"] and not read["token"]:
            faults.append(
                "WEBHOOK_URL is set and TELEGRAM_BOT_TOKEN is not: the local chat has no webhook; set both or none"
            )
        if read["listen_port"] is None and (read["webhook_url"] or not read["token"]):
            read["listen_port"] = LISTEN_PORT
        if read["database_url"]:
            faults += forms.readable_on_the_way(read["database_url"], "DATABASE_URL")
        if read["token"] and read["database_path"] is None and not read["database_url"]:
            read["database_path"] = DATABASE
        if read["database_path"]:
            read["backup_folder"] = read["backup_folder"] or read["database_path"].parent / "backups"
            faults += _key_too_near(read["key_file"], read["database_path"].parent, "folder of the database")
        if read["backup_folder"]:
            faults += _key_too_near(read["key_file"], read["backup_folder"], "folder of the backups")
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**read)


def refuse_server(url: str, name: str) -> None:
    """Raise SettingsError where an address on the command line, called `name`, cannot stand in DATABASE_URL."""
    try:
        faults = forms.readable_on_the_way(forms.server(url), name)
    except ValueError:
        (variable,) = (each for each in VARIABLES if each.name == "DATABASE_URL")
        faults = [_not_of_its_form(variable, name, url)]
    if faults:
        raise SettingsError("\n".join(faults))


def _not_of_its_form(variable: Variable, name: str, text: str) -> str:
    given = "not of that form" if variable.secret else forms.shown(text)
    return f"{name} is {given}; it must be {variable.must_be}, for example {variable.name}={variable.example}"


def refuse_local_chat_for_others(settings: Settings) -> None:
    """Raise SettingsError where a token was forgotten on a machine that is to serve others, such as a container."""
    if settings.token is None and not forms.loopback(settings.listen_host):
        raise SettingsError(
            f"TELEGRAM_BOT_TOKEN is not set, and LISTEN_HOST is {settings.listen_host}: without a token there is"
            " only the local chat, which this machine alone may reach; set the token, or leave LISTEN_HOST out"
        )


def unknown_names(environment: Mapping[str, str], dotenv: Path | None = Path(".env")) -> list[str]:
    """Return a sentence for each name that is probably a setting written wrong.

    In `.env` every name that is none, or that has two values; in the environment, which holds much else, those that
    look like one.
    """
    known = [variable.name for variable in VARIABLES]
    pairs, _ = _read(dotenv)
    values = dict(pairs)
    found = {name: difflib.get_close_matches(name.upper(), known, 1, 0.6) for name in values if name not in known}
    for name in environment:
        alike = [] if name in known or name in found else difflib.get_close_matches(name.upper(), known, 1, ALIKE)
        if alike:
            found[name] = alike
    twice = [name for name in values if len({value for each, value in pairs if each == name}) > 1]
    return [
        f"{name} is no setting of this program" + (f": {alike[0]} is meant, perhaps." if alike else ".")
        for name, alike in found.items()
    ] + [f"{name} has two values in {dotenv}, and the later one counts: take the other one out." for name in twice]


def _gather(environment: Mapping[str, str], dotenv: Path | None) -> tuple[dict[str, str], list[str]]:
    pairs, faults = _read(dotenv)
    return {**dict(pairs), **environment}, faults


def _read(dotenv: Path | None) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the names of the file with their values, in its order, and what cannot be read."""
    pairs: list[tuple[str, str]] = []
    faults: list[str] = []
    try:
        with dotenv.open(encoding="utf-8-sig") if dotenv else StringIO() as file:
            for line in parse_stream(file):
                if line.error:
                    faults.append(
                        f"{dotenv}, line {line.original.line}, is not of the form NAME=value, or its quotes are not"
                        " closed"
                    )
                elif line.key:
                    pairs.append((line.key, line.value or ""))
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{dotenv} cannot be read ({type(error).__name__}); it must be a text file of NAME=value lines")
    return pairs, faults


def _key_too_near(key_file: Path, folder: Path, what: str) -> list[str]:
    if not key_file.absolute().resolve().is_relative_to(folder.absolute().resolve()):
        return []
    return [
        f"DATABASE_KEY_FILE is {key_file}, in the {what}: a copy of that folder would hold both; choose another"
        " folder, for example DATABASE_KEY_FILE=~/.config/walk-coach/database.key"
    ]
