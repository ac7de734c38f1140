"""The keypad for a pain score, 0-10: two rows, wide enough for a thumb."""

from bot.messages import Button, Rows


def keypad(tap: tuple[str, ...]) -> Rows:
    """Return eleven buttons; a tap carries the score as its last part."""
    return [
        [Button("chat/score", (*tap, str(score)), {"score": score}) for score in row]
        for row in (range(4), range(4, 8), range(8, 11))
    ]
