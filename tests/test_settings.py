"""The configuration: read right, refused in sentences, and documented."""

import re
from pathlib import Path

import pytest

from bot.settings import VARIABLES, SettingsError, load

TOKEN = "123456:AbC-def_0123456789"


def test_nothing_set_is_the_local_chat() -> None:
    """Without a token there is no database path either: the local chat starts afresh."""
    settings = load({}, None)
    assert settings.token is None
    assert settings.database_path is None
    assert settings.messages_per_second == 30
    assert (settings.listen_host, settings.listen_port) == ("127.0.0.1", 8090)
    assert settings.admin_ids == frozenset()


@pytest.mark.parametrize(
    ("given", "port"),
    [
        ({}, None),
        ({"LISTEN_PORT": "9000"}, 9000),
        ({"WEBHOOK_URL": "https://e.org/hook"}, 8090),
        ({"WEBHOOK_URL": "http://127.0.0.1:8090/hook", "LISTEN_PORT": "0"}, 0),
    ],
)
def test_on_telegram_nothing_listens_unless_it_must(given: dict[str, str], port: int | None) -> None:
    """Polling needs no port; a webhook does."""
    assert load({"TELEGRAM_BOT_TOKEN": TOKEN, **given}, None).listen_port == port


def test_a_webhook_needs_a_token() -> None:
    """The local chat would never be told about it."""
    with pytest.raises(SettingsError, match="WEBHOOK_URL is set and TELEGRAM_BOT_TOKEN is not"):
        load({"WEBHOOK_URL": "https://e.org/hook"}, None)


def test_backups_lie_beside_the_database_unless_told_otherwise() -> None:
    """And never with the key."""
    assert load({"TELEGRAM_BOT_TOKEN": TOKEN}, None).backup_folder == Path("data/backups")
    with pytest.raises(SettingsError, match="in the folder of the backups"):
        load({"TELEGRAM_BOT_TOKEN": TOKEN, "BACKUP_FOLDER": "/b", "DATABASE_KEY_FILE": "/b/keys/k"}, None)


def test_ids_are_read_as_numbers() -> None:
    """Spaces around the commas do no harm."""
    assert load({"ADMIN_IDS": "1, 22 ,333"}, None).admin_ids == {1, 22, 333}


def test_every_fault_is_told_at_once() -> None:
    """Each line names the variable, what is wrong and an example that works."""
    with pytest.raises(SettingsError) as caught:
        load({"TELEGRAM_BOT_TOKEN": "x", "LISTEN_PORT": "99999", "MESSAGES_PER_SECOND": "fast"}, None)
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert all("must be" in line and "for example" in line for line in lines)
    assert any(line.startswith('MESSAGES_PER_SECOND is "fast"') for line in lines)


@pytest.mark.parametrize("token", ["secret", "98765", "abc:def", "1:a b"])
def test_a_faulty_token_is_never_repeated(token: str) -> None:
    """A mistyped token may be nearly the true one."""
    with pytest.raises(SettingsError) as caught:
        load({"TELEGRAM_BOT_TOKEN": token}, None)
    assert token not in str(caught.value).replace("example_token", "")


def test_settings_do_not_show_the_token() -> None:
    """Their representation may end up in a traceback."""
    assert TOKEN not in repr(load({"TELEGRAM_BOT_TOKEN": TOKEN}, None))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://x"),
        ("LISTEN_PORT", "-1"),
        ("LISTEN_PORT", "８０"),
        ("MESSAGES_PER_SECOND", "0"),
        ("LISTEN_HOST", "a b"),
        ("BACKUP_KEEP", "31"),
        ("WEBHOOK_URL", "http://bot.example.org/hook"),
        ("WEBHOOK_URL", "https://bot.example.org:99999/hook"),
        ("WEBHOOK_URL", "https://bot.example.org/hook?a=b"),
        ("ADMIN_IDS", "ana"),
        ("ADMIN_IDS", "1;2"),
        ("ADMIN_IDS", "-5"),
    ],
)
def test_each_value_is_checked(name: str, value: str) -> None:
    """One fault, one line, with the value that was given."""
    with pytest.raises(SettingsError, match=re.escape(f'{name} is "{value}"')):
        load({name: value}, None)


def test_the_key_may_not_lie_with_the_database(tmp_path: Path) -> None:
    """Whoever copies the folder would have both."""
    with pytest.raises(SettingsError, match="DATABASE_KEY_FILE"):
        load({"DATABASE_PATH": str(tmp_path / "a.db"), "DATABASE_KEY_FILE": str(tmp_path / "keys" / "k")}, None)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """An empty value in the environment counts as not set."""
    file = tmp_path / ".env"
    file.write_text("LISTEN_PORT=1\nMESSAGES_PER_SECOND=7\n# comment\n", encoding="utf-8")
    settings = load({"LISTEN_PORT": "2", "TELEGRAM_API_URL": ""}, file)
    assert (settings.listen_port, settings.messages_per_second) == (2, 7)
    assert settings.api_url == "https://api.telegram.org"


def test_a_file_that_is_no_text_is_one_fault(tmp_path: Path) -> None:
    """The sentence names the file."""
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        load({}, file)


def test_the_example_names_every_variable_with_its_default() -> None:
    """`.env.example` is the documentation: nothing missing, nothing invented."""
    text = (Path(__file__).parent.parent / ".env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert shown == {variable.name: variable.default for variable in VARIABLES}


def test_every_example_is_accepted() -> None:
    """The value that a fault suggests works."""
    for variable in VARIABLES:
        variable.read(variable.example)


@pytest.mark.parametrize(
    ("url", "accepted"),
    [
        ("postgresql://walk@localhost/walk", True),
        ("postgresql://walk@127.0.0.1:5433/walk", True),
        ("postgresql://walk@[::1]:5433/walk", True),
        ("postgresql:///walk?host=/run/postgresql", True),
        ("postgresql://walk:x@db.example.org/walk?sslmode=verify-full", True),
        ("postgresql://walk@a.example.org,b.example.org:5433/walk?target_session_attrs=read-write", False),
        ("postgresql://walk@localhost,b.example.org/walk", False),
        ("postgresql://walk@db.example.org/walk?sslmode=require", False),
        ("postgresql://walk@localhost/walk?host=db.example.org", False),
        ("postgresql://walk@localhost/walk?hostaddr=192.0.2.1", False),
    ],
)
def test_a_server_elsewhere_is_reached_encrypted_and_known_or_not_at_all(url: str, accepted: bool) -> None:
    """What people say about their health does not travel readable for others."""
    if accepted:
        assert load({"DATABASE_URL": url}, None).database_url == url
        return
    with pytest.raises(SettingsError, match="sslmode=verify-full"):
        load({"DATABASE_URL": url}, None)


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "postgresql://h/", "walk", "postgresql://a/b c"])
def test_what_is_no_servers_address_is_not_shown(url: str) -> None:
    """It may hold a password."""
    with pytest.raises(SettingsError, match="DATABASE_URL is not of that form"):
        load({"DATABASE_URL": url}, None)


def test_with_a_server_there_is_no_file() -> None:
    """Nor a folder for its backups."""
    settings = load({"DATABASE_URL": "postgresql://localhost/walk", "TELEGRAM_BOT_TOKEN": "1:a"}, None)
    assert (settings.database_path, settings.backup_folder) == (None, None)
