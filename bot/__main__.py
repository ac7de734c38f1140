"""The command line: `walk-coach` or `python -m bot`."""

import argparse
import asyncio
import contextlib
import errno
import logging
import os
import sys
import threading
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from queue import SimpleQueue

from bot import storekeeping
from bot.checks import lint, preview, sign_off
from bot.clock import SystemClock
from bot.content import library
from bot.content.library import data_folder
from bot.export import readme
from bot.settings import SettingsError, load, refuse_local_chat_for_others, unknown_names
from bot.store import migrations
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

STOP_SECONDS = 4.5

EPILOG = """\
Everything is configured by environment variables or a file .env; .env.example explains each one.
Start with `walk-coach run`: without a token it serves the local chat in your browser.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 done, 1 it could not be done, 2 wrong use or configuration."""
    _open_standard_streams()
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except SettingsError as error:
        print(f"The configuration cannot be used:\n{_indented(error)}", file=sys.stderr)
        return 2
    except (StoreError, library.ContentError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever reads has enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("The disk is full: what this writes is not whole. Make space, then do it again.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python tries once more at its end
        return 1
    return code


def _open_standard_streams() -> None:
    """Open what a supervisor closed: a file opened later would take its number, and what is printed would go there."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            with contextlib.suppress(OSError):
                os.fstat(number)
                continue
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free, this one
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="walk-coach",
        description="Walk Coach: a Telegram bot that helps people with back or joint pain walk every day, safely.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    run = commands.add_parser(
        "run",
        help="start the bot: the local chat without a token, Telegram with one",
        description="Start the bot. Without TELEGRAM_BOT_TOKEN it serves a local chat in the browser, on this machine"
        " only; with one it talks to Telegram. It stops cleanly on Ctrl-C or SIGTERM.",
    )
    run.add_argument(
        "--new", action="store_true", help="begin with an empty database although a key or backups of one are there"
    )
    run.add_argument(
        "--local", action="store_true", help="let the local chat use a database that a bot on Telegram has used"
    )
    run.set_defaults(run=_run)

    storekeeping.add(commands)

    doctor = commands.add_parser(
        "doctor",
        help="look at settings, key, database, space, clock, backups and Telegram",
        description="Look at everything that an operator can set right, a line each: ok, or what to do. Nothing is"
        " changed, and the bot may be running. Exit code 1: something is wrong.",
    )
    doctor.set_defaults(run=_doctor)

    check = commands.add_parser(
        "check",
        help="check all content and templates",
        description="Check every file of content/ and templates/ and tell every fault: which file, which key, what is"
        " wrong and what it should be. Exit code 0: no faults.",
    )
    check.set_defaults(run=_check)

    page = commands.add_parser(
        "preview",
        help="write one page that shows every message the bot can say",
        description="Write one HTML page that shows every message of every language with sample data, as Telegram"
        " would show it.",
    )
    page.add_argument("--output", type=Path, default=Path("build/preview.html"), help="default: %(default)s")
    page.set_defaults(run=_preview)

    rules = commands.add_parser(
        "rules",
        help="list every number of the rules with its source",
        description="Print every threshold with tag, source and where it is used; * marks those that a licensed"
        " physical therapist has to sign off. With --output it writes the same as a Markdown page.",
    )
    rules.add_argument("--output", type=Path, help="write a Markdown page instead, such as docs/rules.md")
    rules.set_defaults(run=_rules)

    schema = commands.add_parser(
        "export-schema",
        help="list what /export gives, column by column",
        description="Print every table and column of a person's export with its meaning, as a Markdown page.",
    )
    schema.add_argument("--output", type=Path, help="write it to a file, such as docs/export.md")
    schema.set_defaults(run=_export_schema)
    return parser


def _version() -> str:
    return f"walk-coach {metadata.version('walk-coach')} (schema {migrations.newest()})"


def _run(options: argparse.Namespace) -> int:
    settings = load(os.environ)
    refuse_local_chat_for_others(settings)
    for sentence in unknown_names(os.environ):
        print(sentence, file=sys.stderr)
    from bot.listener import ListenError  # the network and the scheduler load only where they are used
    from bot.run import new_event_loop, run

    told: SimpleQueue[None] = SimpleQueue()  # what a signal handler may do at any moment: put into one of these
    ended = threading.Event()
    threading.Thread(target=_watch, args=(told, ended), daemon=True).start()
    try:
        with asyncio.Runner(loop_factory=new_event_loop) as runner:
            return runner.run(run(settings, options.new, options.local, lambda: told.put(None)))
    except ListenError as error:
        print(error, file=sys.stderr)
        return 1
    except (StoreError, library.ContentError):
        raise
    except Exception:  # a traceback as Python prints it may quote what somebody said
        log.critical("Walk Coach stopped by a fault of its own.", exc_info=True)
        return 1
    finally:
        ended.set()
        told.put(None)


def _watch(told: "SimpleQueue[None]", ended: threading.Event) -> None:
    """End the program as a kill would where it does not end itself once told: nothing that was stored is lost."""
    told.get()
    if not ended.wait(STOP_SECONDS):
        log.warning("Something does not come to an end: stopped all the same.")
        os._exit(0)


def _doctor(options: argparse.Namespace) -> int:
    from bot import doctor  # the network loads only where it is used

    return asyncio.run(doctor.report(os.environ, Path(".env"), SystemClock(), print))


def _check(options: argparse.Namespace) -> int:
    faults = lint.check(data_folder("content"), data_folder("templates"))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} faults." if faults else "Content and templates: no faults.")
    return 1 if faults else 0


def _preview(options: argparse.Namespace) -> int:
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(preview.page(), encoding="utf-8")
    print(f"Wrote {options.output}")
    return 0


def _rules(options: argparse.Namespace) -> int:
    found = library.load()
    if options.output is None:
        print(sign_off.text(found))
        return 0
    options.output.write_text(sign_off.page(found), encoding="utf-8")
    print(f"Wrote {options.output}")
    return 0


def _export_schema(options: argparse.Namespace) -> int:
    page = asyncio.run(readme.reference(library.load()))
    if options.output is None:
        print(page, end="")
        return 0
    options.output.write_text(page, encoding="utf-8")
    print(f"Wrote {options.output}")
    return 0


def _indented(error: Exception) -> str:
    return "\n".join(f"  {line}" for line in str(error).splitlines())


if __name__ == "__main__":
    sys.exit(main())
