"""An event loop whose time passes only while it waits: an hour of waiting takes no time at all."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop that jumps to the next appointment when nothing else is to be done. It knows no network and no thread."""

    def __init__(self) -> None:
        super().__init__()
        self._elapsed = 0.0

    def time(self) -> float:
        """Return the virtual time, in seconds."""
        return self._elapsed

    def _run_once(self) -> None:
        appointments = [handle.when() for handle in self._scheduled if not handle.cancelled()]  # type: ignore[attr-defined]
        if not self._ready and appointments:  # type: ignore[attr-defined]
            self._elapsed = max(self._elapsed, min(appointments))
        super()._run_once()  # type: ignore[misc]


def in_virtual_time(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)
