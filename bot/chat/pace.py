"""Messages a second: a slot each, evenly spaced, handed out one by one."""

import asyncio


class Pace:
    """At most `per_second` slots a second, with a short burst after quiet times."""

    def __init__(self, per_second: float, burst_seconds: float = 1.0) -> None:
        self._interval = 1 / per_second
        self._burst = burst_seconds
        self._next = 0.0

    async def slot(self, messages: int = 1) -> None:
        """Wait until `messages` more may be sent."""
        clock = asyncio.get_running_loop().time
        self._next = max(self._next, clock() - self._burst) + self._interval * messages
        wait = self._next - clock()
        if wait > 0:
            await asyncio.sleep(wait)
