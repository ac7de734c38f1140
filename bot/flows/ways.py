"""Buttons that work for this person now, whatever was said; and what to say while the start is unfinished."""

from bot.facts import people
from bot.facts.context import Context
from bot.messages import Button, Replies, Rows, Say


def unfinished(context: Context) -> Replies:
    """Say that the start comes first. Stores nothing: an old button of someone who deleted everything lands here."""
    return [Say("speak/unfinished", {"begun": people.consented(context)}, ways_on(context))]


def ways_on(context: Context) -> Rows:
    """Return today, log, hurt and help; before there is a plan, the way to it instead of the first two."""
    safe = [Button("speak/hurt", ("go", "pain")), Button("speak/help", ("go", "help"))]
    if people.onboarded(people.profile(context)):
        return [[Button("speak/today", ("go", "today")), Button("speak/log", ("go", "log"))], safe]
    start = "speak/carry_on" if people.consented(context) else "speak/start"
    return [[Button(start, ("go", "start"))], safe]
