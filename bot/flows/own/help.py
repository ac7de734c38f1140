"""/help and /about: what there is, and what this is not."""

from bot.facts.context import Context
from bot.messages import Button, Edit, Replies, Say


def show(context: Context, argument: str) -> Replies:
    """Answer /help: the commands in groups, short enough to read in pain."""
    buttons = [
        [Button("help/today", ("go", "today")), Button("help/hurt", ("go", "pain"))],
        [Button("help/exercises", ("go", "exercises")), Button("help/settings", ("go", "settings"))],
    ]
    return [Say("help/help", buttons=buttons)]


def about(context: Context, argument: str) -> Replies:
    """Answer /about: what this is, what it is not, and that nobody reads along."""
    return [Say("help/about", buttons=[[Button("help/privacy", ("go", "privacy"))]])]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("about",), or anything else for the list of commands."""
    replies = (about if arguments == ("about",) else show)(context, "")
    return [Edit(message.template, message.facts, message.buttons) for message in replies if isinstance(message, Say)]
