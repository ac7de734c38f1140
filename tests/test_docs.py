"""Documents and code name each other: commands, links, decisions."""

import re
from pathlib import Path

import pytest
import yaml

from bot import __main__ as command_line
from bot.checks.markup import plain
from bot.content.library import data_folder
from bot.flows import routes
from tests.support.story import RENDERER

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "content" / "SOURCES.md"])
NOT_LISTED = {"start", "help", "admin"}
"""Commands that /help need not name: it is read by those who know them, or must not know of them."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of every page names a file that is there."""
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in link and not link.startswith("mailto:"):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


@pytest.mark.parametrize("language", RENDERER.languages)
def test_help_names_every_command(language: str) -> None:
    """What the bot understands and /help hides would never be found."""
    told = plain(RENDERER.text(language, "help/help", {}))
    named = set(re.findall(r"/([a-z_]+)", told))
    assert set(routes.COMMANDS) - NOT_LISTED <= named
    assert named <= set(routes.COMMANDS)


@pytest.mark.parametrize("language", RENDERER.languages)
def test_the_menu_has_only_commands_that_exist(language: str) -> None:
    """A command in Telegram's menu that nothing answers would be a dead button."""
    texts = yaml.safe_load((data_folder("templates") / language / "chat" / "profile.yaml").read_text(encoding="utf-8"))
    assert set(texts["commands"]) <= set(routes.COMMANDS)


def test_every_sub_command_is_described_for_operators() -> None:
    """README or a page of docs says `walk-coach <command>`."""
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    parser = command_line._parser()
    commands = next(iter(action.choices for action in parser._actions if action.choices))
    missing = [name for name in commands if not re.search(rf"(walk-coach |[`,] `?){name}\b", told)]
    assert missing == []


def test_decisions_are_numbered_in_a_row_and_listed() -> None:
    """No number twice, none left out; the heading says it, and the index leads to each page."""
    folder = ROOT / "docs" / "decisions"
    pages = sorted(folder.glob("0*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    headings = [page.read_text(encoding="utf-8").splitlines()[0] for page in pages]
    assert all(heading.startswith("# ") for heading in headings)
    numbered = [re.match(r"# (\d+)", heading) for heading in headings]
    assert [(int(match[1]), page.name) for match, page in zip(numbered, pages, strict=True) if match] == [
        (int(page.name[:4]), page.name) for match, page in zip(numbered, pages, strict=True) if match
    ]
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in pages if f"]({page.name})" not in index] == []
