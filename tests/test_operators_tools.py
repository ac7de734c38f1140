"""`walk-coach doctor`, `rekey`, `--version`, and settings that are wrong: each in the operator's words."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from bot import doctor
from bot.__main__ import main
from bot.clock import FixedClock, SystemClock
from bot.localchat.server import LocalServer
from bot.settings import SettingsError, load, refuse_local_chat_for_others, unknown_names
from bot.store import migrations
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.file import backup, presence
from bot.store.file.key import load_or_make
from tests.support.process import ROOT
from tests.support.states import put_plan
from tests.support.story import MONDAY

TOKEN = "123456:AAE0token"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_PATH", "~nobody-of-that-name/a.db"),
        ("DATABASE_KEY_FILE", "~nobody-of-that-name/key"),
        ("WEBHOOK_URL", "https://x/{"),
        ("WEBHOOK_URL", "https://x/a b"),
        ("LISTEN_PORT", "99999999"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/bot"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/bot123:abc/"),
        ("TELEGRAM_API_URL", "https://api.telegram.org:99999999"),
        ("BACKUP_FOLDER", __file__),
        ("OPERATOR_CONTACT", "ana@example.org\nbea@example.org"),
        ("OPERATOR_CONTACT", "ana@example.org\tor\udcff"),
        ("OPERATOR_CONTACT", "a" * 5000),
        ("DATABASE_PATH", f"{__file__}/a.db"),
        ("DATABASE_PATH", "a" * 300),
        ("DATABASE_KEY_FILE", f"{__file__}/key"),
        ("BACKUP_FOLDER", "a" * 300),
        ("TELEGRAM_BOT_TOKEN", "１:a"),
        ("DATABASE_URL", "postgresql://walk:p@ss@127.0.0.1/walk"),
        ("DATABASE_URL", "postgresql://walk:p/s@127.0.0.1/walk"),
        ("DATABASE_URL", "postgresql://walk:p?s@127.0.0.1/walk"),
        ("DATABASE_URL", "postgresql://walk:p#s@127.0.0.1/walk"),
        ("DATABASE_URL", "postgresql://walk:p%s@127.0.0.1/walk"),
        ("DATABASE_URL", "postgresql://walk:p[s@127.0.0.1/walk"),
        ("DATABASE_URL", "postgresql://walk:p%00s@127.0.0.1/walk"),
    ],
)
def test_each_wrong_setting_is_a_sentence(name: str, value: str) -> None:
    """It names the setting, what it must be, and an example; on one line."""
    with pytest.raises(SettingsError, match=rf"^{name} is .*must be .*for example {name}=") as caught:
        load({"TELEGRAM_BOT_TOKEN": TOKEN, name: value}, None)
    assert len(str(caught.value).splitlines()) == 1
    assert str(caught.value).isprintable()
    assert "p" + value.rpartition(":p")[2] not in str(caught.value).replace(name, "")  # the rest of a password


def test_a_password_of_any_letters_is_taken_as_it_is_written_in_addresses() -> None:
    """Every one that an address cannot hold has its place in %XX."""
    url = f"postgresql://walk:{quote('p@ss w:/rd#?%[]', safe='')}@127.0.0.1/walk"
    assert load({"TELEGRAM_BOT_TOKEN": TOKEN, "DATABASE_URL": url}, None).database_url == url


def test_where_a_user_may_not_look_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the folder of another user: also for the tests of somebody whom no mode stops."""

    def forbidden(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", forbidden)
    for name in ("DATABASE_PATH", "DATABASE_KEY_FILE", "BACKUP_FOLDER"):
        with pytest.raises(SettingsError, match=rf"{name} is .*this user may reach"):
            load({"TELEGRAM_BOT_TOKEN": TOKEN, name: str(tmp_path / "x")}, None)


@pytest.mark.parametrize("text", ["LISTEN_PORT='8090\n", 'OPERATOR_CONTACT="Ana\n', "LISTEN_PORT: 8090\n", "a word\n"])
def test_a_line_of_the_file_that_is_no_setting_is_told(tmp_path: Path, text: str) -> None:
    """Left out in silence, the setting would be its default."""
    file = tmp_path / ".env"
    file.write_text(f"ADMIN_IDS=1\n{text}BACKUP_KEEP=3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^\S+\.env, line 2, is not of the form NAME=value") as caught:
        load({}, file)
    assert len(str(caught.value).splitlines()) == 1


def test_what_editors_of_other_systems_leave_in_the_file_does_no_harm(tmp_path: Path) -> None:
    """A mark at its beginning, their ends of lines, spaces, quotes, `export`."""
    file = tmp_path / ".env"
    file.write_bytes(
        b"\xef\xbb\xbfADMIN_IDS=1\r\nBACKUP_KEEP = 3  \r\nexport LISTEN_PORT='9000'   # mine\r\nLISTEN_HOST=\"::1\"\r\n"
    )
    settings = load({}, file)
    assert (settings.admin_ids, settings.backup_keep) == (frozenset({1}), 3)
    assert (settings.listen_port, settings.listen_host) == (9000, "::1")


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    """As a container's engine makes it for a file that was not there."""
    (tmp_path / ".env").mkdir()
    with pytest.raises(SettingsError, match=r"\.env cannot be read \(IsADirectoryError\)"):
        load({}, tmp_path / ".env")


def test_without_a_home_the_key_needs_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container with a user of no name."""

    def homeless(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", homeless)
    with pytest.raises(SettingsError, match="DATABASE_KEY_FILE is"):
        load({"TELEGRAM_BOT_TOKEN": TOKEN}, None)


def test_a_container_without_its_token_says_so() -> None:
    """There the local chat could be reached by nobody."""
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is not set, and LISTEN_HOST is"):
        refuse_local_chat_for_others(load({"LISTEN_HOST": "0.0.0.0"}, None))
    refuse_local_chat_for_others(load({"LISTEN_HOST": "127.0.0.2"}, None))


def test_names_that_are_no_setting_are_told(tmp_path: Path) -> None:
    """In .env each of them, in the environment those that look like one; never their values."""
    file = tmp_path / ".env"
    file.write_text("TELEGRAM_TOKEN=secret-1\nCOLOUR=secret-2\nADMIN_IDS=1\n")
    told = unknown_names({"DATABASE_PAHT": "secret-3", "PATH": "/bin", "HOME": "/", "LANG": "C", "USER": "a"}, file)
    assert [re.match(r"\w+", line)[0] for line in told] == [  # type: ignore[index]
        "TELEGRAM_TOKEN",
        "COLOUR",
        "DATABASE_PAHT",
    ]
    assert "TELEGRAM_BOT_TOKEN is meant, perhaps" in told[0]
    assert "DATABASE_PATH is meant, perhaps" in told[2]
    assert "secret" not in "".join(told)


def test_a_name_with_two_values_is_told(tmp_path: Path) -> None:
    """Whoever changes the first one would see nothing happen; twice the same does no harm."""
    file = tmp_path / ".env"
    file.write_text("TELEGRAM_BOT_TOKEN=1:secret\nBACKUP_KEEP=7\nBACKUP_KEEP=7\nexport TELEGRAM_BOT_TOKEN=\n")
    (told,) = unknown_names({}, file)
    assert re.match(r"TELEGRAM_BOT_TOKEN has two values in \S+\.env, and the later one counts", told)
    assert "secret" not in told


def test_the_version_is_that_of_the_changelog(capsys: pytest.CaptureFixture[str]) -> None:
    """The newest that is released there, with the schema that it makes."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert capsys.readouterr().out == f"walk-coach {released[0]} (schema {migrations.newest()})\n"


def test_a_list_may_be_cut_short() -> None:
    """`walk-coach rules | head -1`: no traceback."""
    command = f"{sys.executable} -m bot rules | head -c 10"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert len(done.stdout) == 10
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_list_on_a_full_disk_is_one_sentence() -> None:
    """`walk-coach rules > list.txt`: no traceback, and no 0 for a list that was cut."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "rules"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "The disk is full: what this writes is not whole. Make space, then do it again.\n"


def test_what_prints_to_nobody_is_no_fault() -> None:
    """Started by something that closed the standard streams."""
    command = f"{sys.executable} -m bot --version <&- >&-; {sys.executable} -m bot export-schema <&- >&-; echo $? >&2"
    done = subprocess.run(command, shell=True, cwd=ROOT, stderr=subprocess.PIPE, timeout=120, check=False)
    assert done.stderr.decode() == "0\n"


async def lived(folder: Path) -> bytes:
    """Leave a database with one person in it, its key and a backup."""
    key = load_or_make(folder / "key", folder / "data" / "a.db")
    database = await Database.open(folder / "data" / "a.db", key)
    await put_plan(database, 7, MONDAY)
    await database.close()
    backup.make(folder / "data" / "a.db", key, folder / "data" / "backups" / backup.name(MONDAY))
    return key


async def examined(folder: Path, server: LocalServer, **changed: str) -> dict[str, str]:
    """Return what the doctor says, by name."""
    environment = {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_URL": server.url,
        "DATABASE_PATH": str(folder / "data" / "a.db"),
        "DATABASE_KEY_FILE": str(folder / "key"),
        **changed,
    }
    found = await doctor.examine(environment, folder / ".env", FixedClock(MONDAY + timedelta(hours=1)))
    assert all("\n" not in str(finding) for finding in found)
    return {finding.name: str(finding) for finding in found}


async def test_the_doctor_finds_a_sound_installation_sound(tmp_path: Path) -> None:
    """Every line is ok."""
    await lived(tmp_path)
    async with LocalServer(SystemClock()) as server:
        found = await examined(tmp_path, server)
    assert found.keys() == {"settings", "key", "database", "space", "backups", "token", "updates"}
    assert [line for line in found.values() if not line.startswith("ok")] == []


async def test_the_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    """A fault in each thing in turn: its line says WRONG and what to do, and all of it stays as it was."""
    key = await lived(tmp_path)
    path, saved = tmp_path / "data" / "a.db", tmp_path / "data" / "backups" / backup.name(MONDAY)
    sound = path.read_bytes()
    async with LocalServer(SystemClock()) as server:

        async def wrong(name: str, sentence: str, **changed: str) -> None:
            found = await examined(tmp_path, server, **changed)
            assert re.match(rf"WRONG {name}: .*{sentence}", found[name]), found[name]

        await wrong("token", "copy it again", TELEGRAM_BOT_TOKEN="1:no")
        await wrong("Telegram", "check network", TELEGRAM_API_URL="http://127.0.0.1:9")
        await wrong("settings", "LISTEN_PORT is", LISTEN_PORT="x")
        await wrong("settings", "DATABASE_PATH is meant", DATABASE_PAHT="x")
        (tmp_path / ".env").write_text("COLOUR=blue\n")
        (tmp_path / ".env").chmod(0o644)
        await wrong("permissions", "chmod 600")
        await wrong("settings", "COLOUR is no setting")
        (tmp_path / ".env").unlink()
        (tmp_path / "key").chmod(0o644)
        await wrong("key", "chmod 600")
        (tmp_path / "key").chmod(0o600)
        (tmp_path / "key").write_text("00" * 32)
        await wrong("database", "does not open with this key")
        (tmp_path / "key").write_text(key.hex())
        path.write_bytes(b"")
        await wrong("database", "is an empty file.*walk-coach restore")
        damaged = bytearray(sound)
        damaged[len(damaged) // 2] ^= 255
        path.write_bytes(damaged)
        await wrong("database", "damaged")
        path.write_bytes(sound)
        saved.rename(saved.with_name("walk-coach-2026-10-01T030000Z.db"))
        await wrong("backups", "is the bot running")
    assert path.read_bytes() == sound
    assert doctor._clock(timedelta(days=45)).ok is False
    assert doctor._clock(timedelta(seconds=45)).ok is True


@pytest.fixture
def type_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return what a command prints, with its exit code in front."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", str(tmp_path / "data" / "a.db"))
    monkeypatch.setenv("DATABASE_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)

    def run(*arguments: str) -> str:
        code = main(arguments)
        printed = capsys.readouterr()
        return f"{code} {printed.out}{printed.err}"

    return run


async def people(path: Path, key: bytes) -> list[int]:
    """Return who is in a database."""
    database = await Database.open(path, key)
    async with database.transaction() as tx:
        found = [row["user_id"] for row in tx.all("SELECT user_id FROM users ORDER BY user_id")]
    await database.close()
    return found


async def test_another_key_opens_the_database_and_the_old_one_the_old_backups(
    tmp_path: Path, type_in: Callable[..., str]
) -> None:
    """All of it is there with the new key; the old key is kept, and no longer opens the database."""
    old = await lived(tmp_path)
    path, key_file = tmp_path / "data" / "a.db", tmp_path / "key"
    assert type_in("rekey").startswith(f"0 {path} has a new key")
    new = bytes.fromhex(key_file.read_text().strip())
    assert new != old
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert await people(path, new) == [7]
    with pytest.raises(StoreError, match="does not open with this key"):
        await Database.open(path, old)
    (old_key,) = tmp_path.glob("key.replaced-*")
    assert bytes.fromhex(old_key.read_text().strip()) == old
    (kept,) = path.parent.glob("a.db.replaced-*")
    assert await people(kept, old) == [7]


async def test_a_backup_of_before_a_change_of_the_key_comes_back_with_the_present_one(
    tmp_path: Path, type_in: Callable[..., str]
) -> None:
    """While the old key is kept; a damaged backup is refused as ever, and without the old key nothing changes."""
    old = await lived(tmp_path)
    path, key_file = tmp_path / "data" / "a.db", tmp_path / "key"
    (saved,) = (tmp_path / "data" / "backups").iterdir()
    before = saved.read_bytes()
    type_in("rekey")
    type_in("rekey")
    new = bytes.fromhex(key_file.read_text().strip())
    (tmp_path / "key.replaced-by-hand").write_text("no key")
    assert type_in("restore", str(saved), "--replace").startswith(f"0 Restored {path} from {saved}")
    assert await people(path, new) == [7]
    assert saved.read_bytes() == before
    with pytest.raises(StoreError, match="does not open with this key"):
        await Database.open(path, old)
    damaged = bytearray(before)
    damaged[len(damaged) // 2] ^= 255
    (tmp_path / "damaged.db").write_bytes(damaged)
    stored = path.read_bytes()
    assert "1 " + str(tmp_path / "damaged.db") + " cannot be restored: it is damaged" in type_in(
        "restore", str(tmp_path / "damaged.db"), "--replace"
    )
    for kept in tmp_path.glob("key.replaced-*"):
        kept.unlink()
    assert "cannot be restored: it is damaged, or this key is not its key" in type_in(
        "restore", str(saved), "--replace"
    )
    assert path.read_bytes() == stored
    assert not [file for file in path.parent.iterdir() if "restoring" in file.name]


async def test_a_key_is_not_changed_under_a_running_bot(tmp_path: Path, type_in: Callable[..., str]) -> None:
    """Nor after a change that was cut off; in both cases nothing is touched."""
    await lived(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with presence.held(tmp_path / "data" / "a.db"):
        assert "Another Walk Coach has" in type_in("rekey")
    (tmp_path / "key.new").write_text("00" * 32)
    assert "an earlier change of the key did not come to its end" in type_in("rekey")
    (tmp_path / "key.new").unlink()
    (tmp_path / "data" / "a.db.lock").unlink()
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "postgresql://walk@db.example.org/walk",
            r"The URL behind --to names a server on another machine without sslmode",
        ),
        ("postgresql://walk:p@ss@127.0.0.1/walk", r"The URL behind --to is not of that form; .* %40"),
        (
            "postgresql://walk@127.0.0.1/walk?sslmod=require",
            "The address of the PostgreSQL server cannot be used: .*sslmod",
        ),
        ("postgresql://walk@127.0.0.1:9/walk", "The PostgreSQL server cannot be reached"),
    ],
)
async def test_the_address_behind_a_move_is_named_as_it_was_given(
    tmp_path: Path, type_in: Callable[..., str], url: str, sentence: str
) -> None:
    """And not as that of DATABASE_URL, which is not set; no part of a password is told."""
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed")
    await lived(tmp_path)
    told = type_in("migrate", "--to", url)
    assert re.search(sentence, told), told
    assert "DATABASE_URL names" not in told
    assert "ss@" not in told


@pytest.mark.parametrize("kind", ["folder", "no key"])
def test_what_is_no_key_is_no_sign_of_a_lost_database(tmp_path: Path, type_in: Callable[..., str], kind: str) -> None:
    """The sentence is about the key."""
    key_file = tmp_path / "key"
    key_file.mkdir() if kind == "folder" else key_file.write_text("no key")
    with pytest.raises(StoreError, match="cannot be read" if kind == "folder" else "does not hold a key"):
        presence.refuse_loss(tmp_path / "data" / "a.db", key_file, tmp_path / "backups")


def test_a_backup_folder_in_the_unit_and_the_time_before_the_start() -> None:
    """The health check follows LISTEN_PORT; the unit waits for the time."""
    unit = (ROOT / "deploy" / "walk-coach.service").read_text()
    assert re.search(r"^After=.*time-sync\.target", unit, re.MULTILINE)
    assert "ReadWritePaths=-/var/backups/walk-coach" in unit
    container = (ROOT / "deploy" / "Containerfile").read_text()
    assert 'os.environ[\\"LISTEN_PORT\\"]' in container
    assert "${TELEGRAM_BOT_TOKEN:?" in (ROOT / "deploy" / "compose.yaml").read_text()
