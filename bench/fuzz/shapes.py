"""Objects of the Bot API by lot: whatever the signatures of python-telegram-bot's own classes allow.

Each is built as an object and written as JSON by the library itself: discriminators, dates and names are as Telegram
writes them, and a type that a later version of the Bot API adds is thrown as soon as the library knows it.
"""

import datetime
import inspect
import json
import types
import typing
import warnings
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any, Literal, Union, cast, get_args, get_origin

import telegram
from telegram import TelegramObject, Update
from telegram.warnings import PTBDeprecationWarning

from bench.fuzz.words import text

DEEPEST = 7
OPTIONAL = 0.06  # of the optional fields, at the top; fewer and fewer below
LARGEST_ID = 2**52  # "at most 52 significant bits"
SINCE_REQUIRED = ("option_persistent_ids", "persistent_id", "allows_revoting", "can_react_to_messages", "members_only")
"""Parameters that the library insists on although their signature does not say so."""
NAMES = {
    **vars(telegram),
    **vars(typing),
    "Sequence": Sequence,
    "dtm": datetime,
    "datetime": datetime.datetime,
    "JSONDict": dict[str, Any],
    "TimePeriod": datetime.timedelta,
    "ODVInput": Union,
    "constants": telegram.constants,
}
UPDATES = tuple(name for name in inspect.signature(Update).parameters if name not in ("update_id", "api_kwargs"))
"""The fields of Update, one for each type of update."""


class Shapes:
    """Draws objects. `people`: the ids of users, and so of private chats, that it draws from."""

    def __init__(self, lots: Random, people: Sequence[int]) -> None:
        self._lots, self._people = lots, people

    def update(self, update_id: int, kind: str) -> dict[str, Any]:
        """Return one update of a type, as JSON. Messages come from a private chat with one of the people, mostly."""
        update = self._made(update_id, kind)
        if self._lots.random() < 0.9:
            self._at_home(update[kind], self._lots.choice(self._people))
        return update

    def _made(self, update_id: int, kind: str) -> dict[str, Any]:
        while True:
            try:
                with warnings.catch_warnings(action="ignore", category=PTBDeprecationWarning):  # still taken, so thrown
                    content = self._drawn(_fields(Update)[kind][0], 0)
                return json.loads(json.dumps(Update(update_id, **{kind: content}).to_dict()))  # type: ignore[no-any-return]
            except (OverflowError, ValueError):  # a number that the library itself takes for a time out of range
                continue

    def _at_home(self, content: dict[str, Any], user_id: int) -> None:
        """Let it be what Telegram sends from a private chat: the chat has the id of the user."""
        message = content.get("message", content)
        for owner, name in ((content, "from"), (content, "user"), (message, "chat")):
            if isinstance(owner.get(name), dict):
                owner[name]["id"] = user_id
        if isinstance(message.get("chat"), dict):
            message["chat"]["type"] = "private"

    def _object(self, kind: type[TelegramObject], depth: int) -> TelegramObject:
        kind = self._lots.choice(_kinds(kind))  # type: ignore[arg-type] # a class is hashable, whatever its objects are
        values = {}
        for name, (hint, required) in _fields(kind).items():  # type: ignore[arg-type]
            if required or (depth < DEEPEST and self._lots.random() < OPTIONAL / (1 + depth)):
                values[name] = self._drawn(hint, depth + 1)
        return kind(**values)

    def _drawn(self, hint: Any, depth: int) -> Any:
        origin, lots = get_origin(hint), self._lots
        if origin in (Union, types.UnionType):
            return self._drawn(lots.choice([part for part in get_args(hint) if part is not type(None)]), depth)
        if origin is Literal:
            return lots.choice(get_args(hint))
        if isinstance(origin, type) and issubclass(origin, Sequence):
            most = 3 if depth < DEEPEST else 1
            return [self._drawn(get_args(hint)[0], depth + 1) for _ in range(lots.randint(1, most))]
        if isinstance(hint, type) and issubclass(hint, TelegramObject):
            return self._object(hint, depth)
        return self._plain(hint)

    def _plain(self, hint: Any) -> Any:
        lots = self._lots
        if hint is bool:
            return lots.random() < 0.5
        if hint is int:
            return lots.choice((0, 1, -1, lots.choice(self._people), lots.randrange(-LARGEST_ID, LARGEST_ID)))
        if hint is float:
            return lots.choice((0.0, 90.0, -181.5, 40.4, -3.7, 1e12))
        if hint is datetime.datetime:
            return datetime.datetime.fromtimestamp(lots.choice((0, 1, 1_700_000_000, 2**31)), datetime.UTC)
        if hint is datetime.timedelta:
            return datetime.timedelta(seconds=lots.randrange(100_000))
        return {} if get_origin(hint) is dict or hint is dict else text(lots)


@cache
def _kinds(kind: type[TelegramObject]) -> list[type[TelegramObject]]:
    """Return the classes that may stand for a class: itself, or its subclasses where it is only their common name."""
    children = (_kinds(child) for child in kind.__subclasses__())  # type: ignore[arg-type]
    found = [sub for kinds in children for sub in kinds if sub.__name__ in vars(telegram)]
    return found or [kind]


@cache
def _fields(kind: type[TelegramObject]) -> dict[str, tuple[Any, bool]]:
    """Return parameter → (its type, whether it must be given)."""
    found = {}
    for name, parameter in inspect.signature(kind.__init__).parameters.items():
        if name in ("self", "api_kwargs") or parameter.kind is inspect.Parameter.VAR_KEYWORD:
            continue
        hint = parameter.annotation
        hint = eval(hint, NAMES) if isinstance(hint, str) else hint
        required = parameter.default is inspect.Parameter.empty or name in SINCE_REQUIRED
        found[name] = (_resolved(hint), required)
    return found


def _resolved(hint: Any) -> Any:
    """Return a type without the names in quotes that stand inside of it."""
    if isinstance(hint, typing.ForwardRef):
        return _resolved(eval(hint.__forward_arg__, NAMES))
    if isinstance(hint, str):
        return _resolved(eval(hint, NAMES))
    origin, parts = get_origin(hint), tuple(_resolved(part) for part in get_args(hint))
    if origin in (Union, types.UnionType):
        return Union[parts]  # noqa: UP007 - made of a tuple
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return cast(Any, Sequence)[parts[0]]
    return hint
