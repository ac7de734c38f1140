"""Which words, buttons and moments lead to which flow. One readable table each."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from bot.flows.context import Context
from bot.messages import Replies
from bot.store.nudges import Nudge

Command: TypeAlias = Callable[[Context, str], Awaitable[Replies]]
Tapped: TypeAlias = Callable[[Context, tuple[str, ...]], Awaitable[Replies]]
Typed: TypeAlias = Callable[[Context, int, str, str], Awaitable[Replies | None]]
Nudged: TypeAlias = Callable[[Context, Nudge], Awaitable[Replies]]

# /name → flow(context, what stood behind the command)
COMMANDS: Mapping[str, Command] = {}

# first part of a button's tap → flow(context, the other parts)
TAPS: Mapping[str, Tapped] = {}

# expecting.flow → flow(context, entity_id, field, text); None means "that was no answer to my question"
TYPED: Mapping[str, Typed] = {}

# a nudge's kind → flow(context, nudge); no replies means that there is nothing to say any more
NUDGES: Mapping[str, Nudged] = {}
