"""Messages a second: slots, evenly spaced, of which the most urgent waiting message gets the next."""

import asyncio
import heapq
from itertools import count


class Pace:
    """Hands out at most `per_second` slots a second, over any time, and some at once after a quiet moment.

    Whatever the hurry of one lane, a message of a lower lane goes first: a reply waits for one slot at most.
    """

    def __init__(self, per_second: float, burst_seconds: float = 0.1) -> None:
        self._interval = 1 / per_second
        self._burst = max(burst_seconds - self._interval, 0.0)
        self._next = 0.0
        self._waiting: list[tuple[int, int, asyncio.Future[bool]]] = []
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False
        self._held_until = 0.0

    @property
    def held_seconds(self) -> float:
        """For how many seconds from now on nothing is handed out, because Telegram asked everybody to wait."""
        return max(0.0, self._held_until - asyncio.get_running_loop().time())

    async def slot(self, lane: int = 0) -> bool:
        """Wait until one more message may be sent; False: it may not be sent any more, the pace is closed."""
        if self._closed:
            return False
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, next(self._numbers), future))
        self._hand_out()
        return bool(await future)

    def hold(self, seconds: float) -> None:
        """Hand out nothing for so long: Telegram asks everybody to wait."""
        self._held_until = max(self._held_until, asyncio.get_running_loop().time() + seconds)
        self._next = max(self._next, self._held_until)

    def close(self) -> None:
        """Let nobody wait any more."""
        self._closed = True
        if self._timer:
            self._timer.cancel()
        for _, _, future in self._waiting:
            if not future.done():
                future.set_result(False)
        self._waiting.clear()

    def _hand_out(self) -> None:
        """Give the slots that are due, and come back for the next."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        while self._waiting and self._next <= now:
            _, _, future = heapq.heappop(self._waiting)
            if not future.done():  # else whoever waited was cancelled
                future.set_result(True)
                self._next = max(self._next, now - self._burst) + self._interval
        if self._waiting and self._timer is None:
            self._timer = loop.call_at(self._next, self._come_back)

    def _come_back(self) -> None:
        self._timer = None
        self._hand_out()
