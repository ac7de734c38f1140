"""The key: made once, kept apart, never replaced."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.errors import StoreError
from bot.store.file.key import load, load_or_make

pytestmark = pytest.mark.sqlite


def test_a_first_run_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    """Mode 0600 in a folder of mode 0700; the next run reads the same key."""
    file = tmp_path / "keys" / "database.key"
    key = load_or_make(file, tmp_path / "a.db")
    assert len(key) == 32
    assert load_or_make(file, tmp_path / "a.db") == key
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_lost_key_is_not_replaced_while_there_is_a_database(tmp_path: Path) -> None:
    """A new key would make the old data look damaged for ever."""
    (tmp_path / "a.db").write_bytes(b"data")
    with pytest.raises(StoreError, match=r"missing.*Put the key back"):
        load_or_make(tmp_path / "database.key", tmp_path / "a.db")
    assert not (tmp_path / "database.key").exists()


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "0" * 65, "é"])
def test_a_file_that_holds_no_key_is_left_alone(tmp_path: Path, text: str) -> None:
    """Whatever it is, it is not overwritten."""
    file = tmp_path / "database.key"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="key"):
        load_or_make(file, tmp_path / "a.db")
    assert file.read_text(encoding="utf-8") == text


def test_a_key_that_an_editor_wrote_is_the_same_key(tmp_path: Path) -> None:
    """A mark at its beginning, ends of lines of another system, capitals."""
    file = tmp_path / "database.key"
    file.write_bytes(b"\xef\xbb\xbf" + b"AB" * 32 + b"\r\n")
    file.chmod(0o600)
    assert load_or_make(file, tmp_path / "a.db") == b"\xab" * 32


def test_a_key_that_cannot_be_read_is_a_sentence_with_what_to_do(tmp_path: Path) -> None:
    """No name of an exception."""
    (tmp_path / "key").mkdir()
    with pytest.raises(StoreError, match=r"cannot be read \(Is a directory\).*DATABASE_KEY_FILE must name a file"):
        load(tmp_path / "key")
    (tmp_path / "text").write_bytes(b"\xff\xfe" + b"a\0" * 64)
    with pytest.raises(StoreError, match=r"does not hold a key: .* put your copy of the key there"):
        load(tmp_path / "text")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The sentence names the file and the variable."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"DATABASE_KEY_FILE|cannot be read"):
        load_or_make(tmp_path / "file" / "database.key", tmp_path / "a.db")


def test_a_program_that_is_killed_while_it_makes_the_key_makes_another(tmp_path: Path) -> None:
    """What it left is no key and no obstacle."""
    dying = (
        "import os, pathlib, signal, sys; os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL);"
        "from bot.store.file.key import load_or_make;"
        "load_or_make(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))"
    )
    key, database = tmp_path / "secret" / "key", tmp_path / "a.db"
    killed = subprocess.run([sys.executable, "-c", dying, key, database], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not key.exists()
    assert load_or_make(key, database) == load_or_make(key, database)
