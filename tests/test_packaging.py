"""What `pip install walk-coach` gives works outside a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it, as an installer would, far from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def walk_coach(installed: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in an empty folder."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "SYSTEMROOT")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "bot", *arguments],
        cwd=installed.parent,
        env={**kept, "PYTHONPATH": str(installed), **environment},
        capture_output=True,
        text=True,
        timeout=180,
    )


def test_the_wheel_carries_content_templates_and_page(installed: Path) -> None:
    """All that the code reads at run time, and nothing of the tests."""
    data = installed / "bot" / "_data"
    assert (data / "content" / "exercises.yaml").is_file()
    assert list((data / "templates" / "en").glob("*/*.html.j2"))
    assert list((installed / "bot" / "store" / "migrations").glob("*.sql"))
    assert list((installed / "bot" / "localchat").rglob("*.html"))
    assert not (installed / "tests").exists()


def test_check_finds_no_fault_outside_a_checkout(installed: Path) -> None:
    """Content and templates are found inside the package."""
    done = walk_coach(installed, "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_faulty_configuration_ends_with_2_and_no_traceback(installed: Path) -> None:
    """Every fault on its line, and the token is not repeated."""
    done = walk_coach(installed, "run", TELEGRAM_BOT_TOKEN="not-a-token", LISTEN_PORT="x")
    assert done.returncode == 2
    assert "TELEGRAM_BOT_TOKEN" in done.stderr
    assert "LISTEN_PORT" in done.stderr
    assert "Traceback" not in done.stderr
    assert "not-a-token" not in done.stderr


def test_a_store_that_cannot_be_opened_ends_with_1_and_one_sentence(installed: Path) -> None:
    """No traceback, nothing overwritten."""
    broken = installed.parent / "store" / "broken.db"
    broken.parent.mkdir(exist_ok=True)
    broken.write_bytes(b"\xff" * 5000)
    key = installed.parent / "key"
    key.write_text("0" * 64)
    done = walk_coach(
        installed,
        "run",
        TELEGRAM_BOT_TOKEN="1:a",
        TELEGRAM_API_URL="http://127.0.0.1:9",
        DATABASE_PATH=str(broken),
        DATABASE_KEY_FILE=str(key),
    )
    assert done.returncode == 1
    assert "does not open with this key" in done.stderr
    assert "Traceback" not in done.stderr
    assert broken.read_bytes() == b"\xff" * 5000


@pytest.mark.parametrize("command", [(), ("run",), ("check",), ("preview",), ("rules",), ("backup",), ("restore",)])
def test_help_explains_each_command(installed: Path, command: tuple[str, ...]) -> None:
    """`--help` works everywhere and says more than the name."""
    done = walk_coach(installed, *command, "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 4
