"""Ordinary questions, answered from content: "ice or heat?", "is it normal that it hurts after?". Nothing is generated.

Which topic a question is about is told by `content/models/questions.<language>.json`; how well: docs/answers.md.
"""

from bot.content.shapes import Way
from bot.domain.folding import fold
from bot.domain.words.topics import topics_of
from bot.facts.allowed import held
from bot.facts.context import Context, Walker
from bot.flows import lost, ways
from bot.messages import Button, Replies, Rows, Say, in_rows

ROUTE = "topic"
EVERYBODY: frozenset[Way] = frozenset(
    ("pain", "pt", "exercises", "tips", "why", "help_now", "wrong", "privacy", "language", "stop", "help")
)
"""Ways that are open before there is a plan."""
WALKING: frozenset[Way] = frozenset(("today", "exercises"))
"""Where an answer about walking leads."""


def asks(context: Context, text: str) -> bool:
    """Tell whether a text is a question by its form: a question mark, or the first words of one."""
    if "?" in text or "¿" in text:
        return True
    folded = f"{fold(text).replace(chr(39), '').strip(' .,!¡')} "
    return any(folded.startswith(f"{first} ") for heard in context.heard for first in heard.answers.asks)


def answered(context: Context, text: str) -> Replies | None:
    """Answer a question of a known topic; of two that it may be, ask which. None: it is not known well enough."""
    topics = topics_of(text, context.language, context.library.models, context.rules.answering)
    if not topics or not context.library.topics.keys() >= set(topics):
        return None
    if len(topics) == 1:
        return said(context, topics[0])
    choices = [[Button("answers/topic", (ROUTE, topic), {"topic": topic})] for topic in topics]
    return [Say("answers/which", buttons=[*choices, *ways.unsure(context)])]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take the topic that was meant: (topic,)."""
    return said(context, arguments[0]) if arguments and arguments[0] in context.library.topics else None


def said(context: Context, topic: str) -> Replies:
    """Return the answer of a topic. Where no walk may be offered, or only a smaller one, that stands above it."""
    walking = not WALKING.isdisjoint(context.library.topics[topic].ways)
    return [Say("answers/answer", {"topic": topic, "held": held(context, walking)}, _rows(context, topic))]


def not_known(context: Context) -> Replies:
    """Say that a question has no answer here, and where to ask. It may have been about danger: help comes first."""
    return [Say("answers/not_known", {"variant": lost.times(context)}, ways.unsure(context))]


def _rows(context: Context, topic: str) -> Rows:
    offered = context.library.topics[topic].ways
    open_now = [way for way in offered if isinstance(context, Walker) or way in EVERYBODY]
    return in_rows([Button(f"answers/{way}", ("go", way)) for way in open_now], 2) or ways.ways_on(context)
