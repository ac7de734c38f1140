"""A text as items in the language that knows most of its words."""

from collections.abc import Sequence

from bot.domain.typed.words import Item, TypedWords, items


def known_items(text: str, *languages: TypedWords) -> tuple[list[Item], bool]:
    """Return the items of a text in the language that knows most of its words, and whether its verbs tell who.

    The text's language is the first one where two know equally many. Without languages there are no items.
    """
    readings = [(items(text, words), words.verbs_tell_who) for words in languages]
    return min(readings, key=lambda reading: unknown_words(reading[0]), default=([], False))


def unknown_words(found: Sequence[Item]) -> int:
    """Return how many words are in no list."""
    return sum(1 for item in found if item.kind == "unknown")
