"""`walk-coach doctor`: looks at everything that an operator can set right, and changes nothing."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.chat.outgoing.http import is_this_machine
from bot.chat.outgoing.transport import Client
from bot.clock import LEAP, Clock
from bot.settings import DATABASE, Settings, SettingsError, load, unknown_names
from bot.store import driver, migrations
from bot.store.errors import NO_DRIVER, StoreError
from bot.store.file import backup, key, presence

LEAST_FREE = 200 * 1024 * 1024  # bytes: for the log of the database, and what Telegram keeps meanwhile
BACKUP_AGE = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is right, and how it is or what to do. None: it could not be looked at."""

    name: str
    ok: bool | None
    text: str

    def __str__(self) -> str:
        """Return the line that is printed."""
        mark = {True: "ok", False: "WRONG", None: "?"}[self.ok]
        return f"{mark:<6}{self.name}: {self.text}"


async def examine(environment: Mapping[str, str], dotenv: Path, clock: Clock) -> list[Finding]:
    """Look at everything, as far as the settings allow."""
    unknown = unknown_names(environment, dotenv)
    found = [Finding("settings", False, text) for text in unknown]
    try:
        settings = load(environment, dotenv)
    except SettingsError as error:
        return found + [Finding("settings", False, line) for line in str(error).splitlines()]
    if not unknown:
        found.append(Finding("settings", True, "every value is of its form, every name is known"))
    path = settings.database_path or DATABASE
    found += [_private(file) for file in (dotenv,) if file.is_file()]
    if settings.database_url:
        found += _server(settings.database_url)
    else:
        found += [_key(settings), _database(settings, path), _space(path)]
        found.append(_backups(settings, path, clock.now()))
    return found + await _telegram(settings, clock)


def _private(file: Path) -> Finding:
    if os.name == "posix" and file.stat().st_mode & 0o077:
        return Finding("permissions", False, f"others can read {file}, which may hold the token: chmod 600 {file}")
    return Finding("permissions", True, f"{file} is its owner's alone")


def _key(settings: Settings) -> Finding:
    try:
        key.load(settings.key_file)
    except StoreError as error:
        if not settings.key_file.exists():
            return Finding("key", None, f"there is none at {settings.key_file} yet: the first start makes it")
        return Finding("key", False, str(error))
    if os.name == "posix" and settings.key_file.stat().st_mode & 0o077:
        return Finding("key", False, f"others can read it: chmod 600 {settings.key_file}")
    return Finding("key", True, f"{settings.key_file}; keep a copy apart from the backups")


def _database(settings: Settings, path: Path) -> Finding:
    folder = settings.backup_folder or path.parent / "backups"
    try:
        driver.refuse_unwritable(*driver.parts(path), path.with_name(f"{path.name}.lock"))
        presence.refuse_loss(path, settings.key_file, folder)
        if not path.exists():
            return Finding("database", None, f"there is none at {path} yet: the first start makes it")
        return _opened(path, key.load(settings.key_file))
    except (StoreError, OSError) as error:
        return Finding("database", False, str(error))


def _opened(path: Path, secret: bytes) -> Finding:
    connection = driver.connect(path, secret)
    try:
        with driver.refused(path):
            migrations.refuse_others(connection, path, lambda file: driver.connect(file, secret))
            number, newest = migrations.version(connection), migrations.newest()
            faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    finally:
        connection.close()
    if faults:
        return Finding("database", False, f"{len(faults)} pages are damaged: stop the bot and restore a backup")
    if number > newest:
        return Finding("database", False, f"schema {number} is newer than this version: run the newer one")
    later = "" if number == newest else f"; the next start makes it {newest}, after a copy"
    return Finding("database", True, f"{path}, schema {number}{later}; running: {_yes(_is_held(path))}")


def _server(url: str) -> list[Finding]:
    try:
        from bot.store.postgres import looking
    except ImportError:
        return [Finding("database", False, NO_DRIVER)]
    try:
        server = looking.at(url)
    except StoreError as error:
        return [Finding("database", False, str(error))]
    told = f"{server.name}, PostgreSQL {server.release}, schema {server.schema}, {server.workers} workers at it"
    found = [Finding("database", not server.faults, "; ".join(server.faults) or told)]
    standbys = f"{server.standbys} standbys follow" if server.standbys else "no standby follows"
    found.append(Finding("standby", True if server.standbys else None, standbys))
    volume = "people are told that their answers are kept encrypted: see to it that the server's disk is"
    found.append(Finding("encryption", None, volume))
    return [*found, Finding("backups", None, "PostgreSQL's own, which this program does not see: docs/operating.md")]


def _is_held(path: Path) -> bool:
    try:
        with presence.held(path):
            return False
    except StoreError:
        return True


def _space(path: Path) -> Finding:
    folder = next((parent for parent in path.absolute().parents if parent.is_dir()), Path("/"))
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.is_file() else 0
    told = f"{free / 1e6:,.0f} MB are free in {folder}"
    if free < max(LEAST_FREE, 2 * size):
        return Finding("space", False, f"{told}: too little for the database and one copy of it")
    return Finding("space", True, told)


def _backups(settings: Settings, path: Path, now: datetime) -> Finding:
    folder = settings.backup_folder or path.parent / "backups"
    if not settings.backup_keep:
        return Finding("backups", None, "BACKUP_KEEP is 0: none is made at night")
    try:
        backup.refuse_folder(folder)
    except StoreError as error:
        return Finding("backups", False, str(error))
    made = [at for file in folder.iterdir() if (at := backup.made_at(file.name))] if folder.is_dir() else []
    if not made:
        return Finding("backups", None, f"there is none in {folder} yet: the bot makes one a night")
    newest = max(made)
    if now - newest > BACKUP_AGE:
        return Finding("backups", False, f"the newest in {folder} is of {newest:%Y-%m-%d %H:%M}: is the bot running?")
    return Finding("backups", True, f"{len(made)} in {folder}, the newest of {newest:%Y-%m-%d %H:%M} UTC")


async def _telegram(settings: Settings, clock: Clock) -> list[Finding]:
    if settings.token is None:
        return [Finding("token", None, "TELEGRAM_BOT_TOKEN is empty: `walk-coach run` serves the local chat")]
    heard: list[datetime] = []
    client = Client(settings.token, settings.api_url, heard.append)
    try:
        await client.initialize()
        hook = await client.call("getWebhookInfo", {})
    except InvalidToken:
        return [Finding("token", False, "Telegram refuses it: copy it again from @BotFather")]
    except TelegramError as error:
        text = f"cannot be reached ({type(error).__name__}): check network, HTTPS_PROXY and TELEGRAM_API_URL"
        return [Finding("Telegram", False, text)]
    finally:
        await client.shutdown()
    found = [Finding("token", True, "Telegram knows it"), _webhook(settings, hook)]
    if heard and not is_this_machine(client.base_url.split("/")[2].partition(":")[0]):
        found.append(_clock(clock.now() - heard[-1]))
    return found


def _webhook(settings: Settings, hook: Mapping[str, object]) -> Finding:
    if hook.get("url") == (settings.webhook_url or ""):
        return Finding("updates", True, "Telegram posts them" if settings.webhook_url else "the bot asks for them")
    return Finding("updates", None, "Telegram knows another webhook than WEBHOOK_URL: the next start sets it right")


def _clock(ahead: timedelta) -> Finding:
    if abs(ahead) <= LEAP:
        return Finding("clock", True, "this machine's and Telegram's agree")
    text = f"this machine's is {ahead} ahead of Telegram's: set it right (timedatectl set-ntp true)"
    return Finding("clock", False, text)


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


async def report(environment: Mapping[str, str], dotenv: Path, clock: Clock, say: Callable[[str], None]) -> int:
    """Say every finding; return the exit code: 1 where something is wrong."""
    found = await examine(environment, dotenv, clock)
    for finding in found:
        say(str(finding))
    return 1 if any(finding.ok is False for finding in found) else 0
