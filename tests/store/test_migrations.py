"""Schemas grow by numbered steps, each whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from bot.store import migrations

pytestmark = pytest.mark.sqlite


def connect(path: Path | str | None) -> Any:
    """Open a keyed connection, as the database does."""
    connection = sqlcipher.connect(str(path or ":memory:"), isolation_level=None)
    connection.execute("PRAGMA key = 'k'")
    return connection


def version(connection: Any) -> int:
    """Return the schema's number."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_every_step_runs_once_and_data_stays(tmp_path: Path) -> None:
    """From the first step to the second, with a copy of the file before it."""
    steps = tmp_path / "steps"
    steps.mkdir()
    (steps / "0001_one.sql").write_text("CREATE TABLE t (a TEXT);\nINSERT INTO t VALUES ('x;y')")
    file = tmp_path / "a.db"
    connection = connect(file)
    migrations.migrate(connection, file, connect, steps)
    (steps / "0002_two.sql").write_text("ALTER TABLE t ADD COLUMN b TEXT;\nUPDATE t SET b = 'z';\n")
    migrations.migrate(connection, file, connect, steps)
    migrations.migrate(connection, file, connect, steps)
    assert version(connection) == 2
    assert connection.execute("SELECT * FROM t").fetchall() == [("x;y", "z")]
    connection.close()
    copy = connect(tmp_path / "a.db.before-0002")
    assert copy.execute("SELECT * FROM t").fetchall() == [("x;y",)]
    copy.close()


def test_a_step_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """The schema, the data and the number are those of the step before."""
    (tmp_path / "0001_one.sql").write_text("CREATE TABLE t (a TEXT);")
    connection = connect(":memory:")
    migrations.migrate(connection, None, connect, tmp_path)
    (tmp_path / "0002_two.sql").write_text("ALTER TABLE t ADD COLUMN b TEXT;\nINSERT INTO missing VALUES (1);")
    with pytest.raises(sqlcipher.Error, match="missing"):
        migrations.migrate(connection, None, connect, tmp_path)
    assert version(connection) == 1
    assert [row[1] for row in connection.execute("PRAGMA table_info(t)")] == ["a"]
    connection.close()


def test_a_script_is_cut_only_where_a_statement_ends() -> None:
    """Semicolons in text, comments and triggers are none of its ends."""
    script = (
        "-- a; b\nCREATE TABLE t (a TEXT DEFAULT ';');\nCREATE TRIGGER x AFTER INSERT ON t BEGIN\nSELECT 1;\nEND;\n"
    )
    assert len(list(migrations.statements(script))) == 2
