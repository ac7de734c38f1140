"""Signs without words: joy is told from all else."""

import pytest

from bot.domain.words.wordless import is_glad


@pytest.mark.parametrize("text", ["👍", "👍🏽", "🙏🙏", "❤️", "😊 👍", "👍!"])
def test_glad_signs(text: str) -> None:
    """Whatever their tone of skin."""
    assert is_glad(text)


@pytest.mark.parametrize("text", ["😭😭😭", "💔", "🆘", "👍😭", "❤️‍🩹", "?", "…", "!", ""])
def test_what_is_no_joy(text: str) -> None:
    """Tears, a broken heart, SOS, a mix of both, and punctuation alone."""
    assert not is_glad(text)
