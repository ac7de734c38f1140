"""One page that shows every message the bot can say."""


def page() -> str:
    """Return the page as HTML."""
    return ""
