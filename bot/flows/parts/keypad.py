"""The keypad for a pain score: 0 alone, then 1-5 and 6-10, wide enough for a thumb."""

from bot.messages import Button, Rows


def keypad(tap: tuple[str, ...]) -> Rows:
    """Return eleven buttons; a tap carries the score as its last part."""
    return [
        [Button("chat/score", (*tap, str(score)), {"score": score}) for score in row]
        for row in (range(1), range(1, 6), range(6, 11))
    ]
