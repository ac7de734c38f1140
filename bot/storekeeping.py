"""The commands of the command line that are about the database: backups, keys, moving it, counts."""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.settings import DATABASE, Settings, load, refuse_server
from bot.store.database import Database
from bot.store.errors import NO_DRIVER, StoreError
from bot.store.file import backup, key, presence, rekeying


def add(commands: Any) -> None:
    """Add the commands to the parser of the command line."""
    saved = commands.add_parser(
        "backup",
        help="write an encrypted copy of the database, also while the bot runs",
        description="Write a copy of the database as it is now, encrypted with the same key, and check it. The bot may"
        " be running. Keep the key apart from the copies: without it they cannot be read.",
    )
    saved.add_argument("--output", type=Path, help="a new file; default: one named by the time, in BACKUP_FOLDER")
    saved.set_defaults(run=_backup)

    back = commands.add_parser(
        "restore",
        help="put a backup where the database is; stop the bot first",
        description="Check a backup (its key, every page, its schema) and put it where the database is. A database that"
        " is there is replaced only with --replace, and kept beside it under another name.",
    )
    back.add_argument("backup", type=Path, metavar="FILE", help="a file that `walk-coach backup` wrote")
    back.add_argument("--replace", action="store_true", help="replace the database that is there, and keep it")
    back.set_defaults(run=_restore)

    other_key = commands.add_parser(
        "rekey",
        help="give the database another key; stop the bot first",
        description="Make a new key, write the database anew with it, check it, and put both in place. The old database"
        " and the old key are kept beside them: backups made so far need the old key.",
    )
    other_key.set_defaults(run=_rekey)

    moving = commands.add_parser(
        "migrate",
        help="copy the encrypted file to a PostgreSQL server, or back; stop the bot first",
        description="Copy every row from the encrypted file to the PostgreSQL database of DATABASE_URL, which holds"
        " none yet, or from there to a new encrypted file, and compare the number of rows and a checksum of every"
        " table. What is copied from stays as it is. The file is that of DATABASE_PATH.",
    )
    way = moving.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", metavar="URL", nargs="?", const="", help="file to server; without URL: DATABASE_URL")
    way.add_argument("--from", metavar="URL", nargs="?", const="", dest="source", help="server to a new file")
    moving.set_defaults(run=_migrate)

    stats = commands.add_parser(
        "stats",
        help="show how all people together are doing",
        description="Print what /admin shows: people, weeks, nudges and advice, as counts; small counts are hidden. The"
        " bot may be running.",
    )
    stats.set_defaults(run=_stats)


def _backup(options: argparse.Namespace) -> int:
    path, settings = _stored()
    _refuse_server(settings)
    now = SystemClock().now()
    folder = settings.backup_folder or path.parent / "backups"
    target: Path = options.output or folder / backup.name(now)
    if target.exists():
        print(f"{target} exists. Nothing was changed; name a new file.", file=sys.stderr)
        return 1
    backup.make(path, _key_of(path, settings), target)
    print(f"Wrote and checked {target}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    path, settings = _stored()
    _refuse_server(settings)
    backup.look_for(options.backup)  # before a key is missed
    secret, older = key.load(settings.key_file), key.replaced(settings.key_file)
    with presence.held(path):  # a bot that starts meanwhile would go on in the old file
        kept = backup.restore(options.backup, path, secret, SystemClock().now(), replace=options.replace, older=older)
    print(f"Restored {path} from {options.backup}")
    if kept:
        print(f"The database that was there is kept as {kept}; it goes after 30 days.")
    return 0


def _rekey(options: argparse.Namespace) -> int:
    path, settings = _stored()
    _refuse_server(settings)
    kept = rekeying.rekey(path, settings.key_file, SystemClock().now())
    print(f"{path} has a new key, in {settings.key_file}. Copy it to a safe place now.")
    print(f"Kept, for the backups made so far: {kept.key_file}. The old database is {kept.database}.")
    return 0


def _migrate(options: argparse.Namespace) -> int:
    path, settings = _stored()
    url = options.to or options.source or settings.database_url
    if not url:
        print("Which server? Set DATABASE_URL, or name it behind --to or --from.", file=sys.stderr)
        return 2
    if options.to or options.source:  # that of DATABASE_URL was looked at with the settings
        refuse_server(url, f"The URL behind {'--to' if options.to else '--from'}")
    try:
        from bot.store.postgres import moving
    except ImportError as error:
        raise StoreError(NO_DRIVER) from error
    if options.to is not None:
        moved = moving.to_server(path, _key_of(path, settings), url)
    else:
        moved = moving.to_file(url, path, settings.key_file)
    for table in moved:
        print(f"{table.table:<18}{table.rows:>10} rows  {table.checksum[:16]}")
    print(f"Copied and compared {len(moved)} tables. What they were copied from is as it was.")
    return 0


def _refuse_server(settings: Settings) -> None:
    if settings.database_url:
        raise StoreError(
            "The database is on a PostgreSQL server, whose own tools do this better; nothing was done. A copy of one"
            " moment, that later versions read: pg_dump --format=custom (back: pg_restore). Back to any second:"
            " pg_basebackup with archived WAL. Another machine that takes over: streaming replication. Keys: the"
            " encryption of its volume. See docs/operating.md."
        )


def _stored() -> tuple[Path, Settings]:
    """Return where the database lies: there, too, where only the environment of the running bot has the token."""
    settings = load(os.environ)
    return settings.database_path or DATABASE, settings


def _key_of(path: Path, settings: Settings) -> bytes:
    """Return the key of a database that is there: where none is, no key is missed, and no file is made."""
    if not path.exists():
        raise StoreError(f"There is no database {path}; DATABASE_PATH names it.")
    return key.load(settings.key_file)


def _stats(options: argparse.Namespace) -> int:
    path, settings = _stored()
    secret = None if settings.database_url else _key_of(path, settings)
    from bot import stats  # the flows load only where they are used

    async def shown() -> str:
        database = await (Database.open(path, secret) if secret else Database.connect(settings.database_url or ""))
        return await stats.text(database, SystemClock().now())

    print(asyncio.run(shown()))
    return 0
