"""What is a repeat, and what is another order."""

import pytest

from bench.soak.chats import Arrived, once


def arrived(story: str) -> list[Arrived]:
    """Return messages of one letter each; a stroke is the end of a life."""
    found, life = [], 1
    for letter in story:
        if letter == "|":
            life += 1
        else:
            found.append(Arrived(letter, life, 0, answer_lost=False))
    return found


@pytest.mark.parametrize(
    ("story", "kept", "repeats"),
    [
        ("abcd", "abcd", 0),
        ("ab|bc", "abc", 1),
        ("ab|abc", "abc", 2),  # the two were on their way together
        ("a|ab|abc", "abc", 3),
        ("abc|abcd", "abcd", 3),
        ("acb", "acb", 0),
        ("ab|acb", "abacb", 0),  # no repeat makes this of "abc"
    ],
)
def test_what_comes_again_as_a_whole_is_a_repeat_and_another_order_is_none(story: str, kept: str, repeats: int) -> None:
    """A verdict that took one for the other would hide a fault, or find one where there is none."""
    found, again = once(arrived(story))
    assert "".join(each.text for each in found) == kept
    assert len(again) == repeats
    assert all(first.text == other.text and first.life < other.life for first, other in again)
