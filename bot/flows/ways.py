"""Buttons that work for this person now, whatever was said; and what to say while the start is unfinished.

A reply that is not sure of what it heard has a way to help first: what was not understood may have been danger.
"""

from bot.facts import people
from bot.facts.context import Context, Walker
from bot.messages import Button, Replies, Rows, Say


def unfinished(context: Context, sure: bool = True) -> Replies:
    """Say that the start comes first. Stores nothing: an old button of someone who deleted everything lands here.

    `sure`: it is known what was said or tapped.
    """
    rows = ways_on(context) if sure else unsure(context)
    return [Say("speak/unfinished", {"begun": people.consented(context)}, rows)]


def ways_on(context: Context) -> Rows:
    """Return today, log, hurt and help; before there is a plan, the way to it instead of the first two."""
    safe = [Button("speak/hurt", ("go", "pain")), Button("speak/help", ("go", "help"))]
    if isinstance(context, Walker):
        return [[Button("speak/today", ("go", "today")), Button("speak/log", ("go", "log"))], safe]
    start = "speak/carry_on" if people.consented(context) else "speak/start"
    return [[Button(start, ("go", "start"))], safe]


def net() -> Rows:
    """Return the way to the red-flag questions, and to help in an emergency."""
    return [[Button("speak/wrong", ("go", "wrong"))], [Button("speak/help_now", ("go", "help_now"))]]


def unsure(context: Context) -> Rows:
    """Return the ways on under a reply that is not sure of what it heard: help first."""
    return [*net(), *ways_on(context)]


def unknown_command(context: Context) -> Replies:
    """Answer a command that does not exist."""
    return [Say("speak/unknown_command", buttons=unsure(context))]
