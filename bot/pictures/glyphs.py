"""What the fonts of the drawings can print. What they cannot is left out and said to be: never an empty box.

`templates/_drawings/fonts/coverage.txt` lists every character that one of the fonts has, as ranges in hexadecimal; a
test compares it with the fonts.
"""

import unicodedata
from bisect import bisect_right
from functools import cache

from bot.content.library import data_folder

INVISIBLE = frozenset("\u200b\u200c\u200d\ufe0e\ufe0f\u2060")
"""They shape what stands beside them; no font needs to draw them."""


def without_boxes(text: str, instead: str) -> tuple[str, set[str]]:
    """Return a text with each run of characters that cannot be printed replaced, and which characters these are."""
    printed: list[str] = []
    left_out: set[str] = set()
    missing, spaces = False, ""  # spaces between characters that are left out go with them
    for character in unicodedata.normalize("NFC", text):
        if missing and character.isspace():
            spaces = " "
        elif _covered(character):
            printed += [spaces, character]
            missing, spaces = False, ""
        elif character not in INVISIBLE:
            left_out.add(character)
            printed += [] if missing else [instead]
            missing, spaces = True, ""
    return "".join(printed), left_out


def _covered(character: str) -> bool:
    starts, ends = _ranges()
    at = bisect_right(starts, ord(character)) - 1
    return character == " " or (at >= 0 and ord(character) <= ends[at])


@cache
def _ranges() -> tuple[list[int], list[int]]:
    lines = (data_folder("templates") / "_drawings" / "fonts" / "coverage.txt").read_text(encoding="ascii").split()
    pairs = [line.partition("-") for line in lines]
    return [int(first, 16) for first, _, _ in pairs], [int(last or first, 16) for first, _, last in pairs]
