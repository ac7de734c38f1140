"""Commits that several transactions share."""

import asyncio
import contextlib
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Group:
    """The transactions that share one commit."""

    committed: "asyncio.Future[None]"
    committer: "asyncio.Task[None] | None" = field(default=None)

    def fail(self, error: BaseException) -> None:
        """Tell every transaction of the group that nothing of it is stored."""
        self.committed.set_exception(error)
        self.committed.exception()  # who waited is told; it is no fault if nobody waits any more


async def to_the_end(work: Awaitable[T]) -> T:
    """Wait for `work` even when cancelled meanwhile, however often: the worker thread cannot be called back."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):  # the first one is raised again
                await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # nobody is there any more to be told
        raise
