"""Numbers of the rules that contradict each other are a fault, with a sentence."""

from dataclasses import replace

import pytest

from bot.content.agreement import NO_MORE_THAN, faults_of_rules
from tests.support.story import LIBRARY


def test_ours_agree() -> None:
    """Across all files."""
    assert list(faults_of_rules(LIBRARY.rules)) == []


@pytest.mark.parametrize(("less", "more", "why"), NO_MORE_THAN)
def test_each_contradiction_is_told(less: str, more: str, why: str) -> None:
    """The first number is put above the second."""
    (section, name), (other, most) = less.split("."), more.split(".")
    value = getattr(getattr(LIBRARY.rules, other), most) + 1
    changed = replace(getattr(LIBRARY.rules, section), **{name: value})
    faults = list(faults_of_rules(replace(LIBRARY.rules, **{section: changed})))
    assert any(fault.startswith(f"content/rules: {less} is {value}") and why in fault for fault in faults)
