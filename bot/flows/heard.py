"""Typed answers, read with the words of the chat's language first, then with those of every other one."""

from bot.domain import typed_answers
from bot.domain.pause import parse_days
from bot.domain.time_words import parse_time
from bot.facts.context import Context


def time(context: Context, text: str) -> int | None:
    """Return a typed time of day in minutes after midnight, or None."""
    return context.understood(lambda words: parse_time(text, words.answers.clock, words.quick_reply.numbers))


def days(context: Context, text: str) -> int | None:
    """Return the length of a typed span in days, or None."""
    return context.understood(lambda words: parse_days(text, words.answers.spans, words.quick_reply.numbers))


def score(context: Context, text: str) -> int | None:
    """Return a typed pain score from 0 to 10, or None."""
    return context.understood(lambda words: typed_answers.parse_score(text, words.quick_reply, words.answers))


def minutes(context: Context, text: str) -> int | None:
    """Return typed minutes, -1 for "I don't know", or None."""
    return context.understood(lambda words: typed_answers.parse_minutes(text, words.quick_reply, words.answers))


def regions(context: Context, text: str) -> tuple[str, ...] | None:
    """Return the regions that a text names, ("none",) where nothing hurts, or None."""
    return context.understood(lambda words: typed_answers.parse_regions(text, words.answers))


def often(context: Context, text: str) -> str | None:
    """Return how often a person walks: "most", "some" or "rarely", or None."""
    return context.understood(lambda words: typed_answers.parse_often(text, words.quick_reply, words.answers))


def when(context: Context, text: str) -> str | None:
    """Return "now" or "later", or None."""
    return context.understood(lambda words: typed_answers.parse_when(text, words.answers))
