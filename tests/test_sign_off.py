"""The list to sign off is whole, true, and the page in docs is the one that the command makes."""

from pathlib import Path

from bot.checks import sign_off
from tests.support.story import LIBRARY

ROOT = Path(__file__).parent.parent


def test_every_number_has_a_row_with_tag_and_source() -> None:
    """As many rows as figures in content/rules."""
    found = sign_off.rows(LIBRARY)
    assert {row.key for row in found} == set(LIBRARY.figures)
    assert all(row.source and row.unit for row in found)


def test_every_number_is_used_somewhere() -> None:
    """A number that nothing reads is a rule that nobody follows."""
    assert [row.key for row in sign_off.rows(LIBRARY) if not row.used] == []


def test_defaults_and_unverified_numbers_are_to_be_signed() -> None:
    """V and V2 are not; D and M are."""
    by_tag = {row.tag: row.to_sign for row in sign_off.rows(LIBRARY)}
    assert by_tag.items() <= {"V": False, "V2": False, "M": True, "D": True}.items()


def test_the_page_is_the_one_that_the_command_makes() -> None:
    """After a change of a number: `walk-coach rules --output docs/rules.md`."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == sign_off.page(LIBRARY)


def test_the_terminal_shows_value_tag_source_and_use() -> None:
    """One number, whole."""
    shown = sign_off.text(LIBRARY)
    assert "* gate.half_from" in shown
    assert "used in" in shown
