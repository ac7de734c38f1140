"""The languages as buttons, each by its own name. `bot.flows.start.language` takes the taps."""

from collections.abc import Iterable

from bot.facts.context import Context
from bot.messages import Button, Rows, in_rows

COLUMNS = 2


def names(languages: Iterable[str]) -> Rows:
    """Return a button for each of the languages."""
    buttons = [Button("language/name", ("lang", language), {"language": language}) for language in languages]
    return in_rows(buttons, COLUMNS)


def others(context: Context) -> Rows:
    """Return a button for each language but the chat's own, for someone who cannot read what is said."""
    return names(language for language in context.library.words if language != context.language)
