"""Work in the database's thread is waited for, however often its task is cancelled."""

import asyncio

import pytest

from bot.store.commits import to_the_end


async def test_a_second_cancellation_does_not_leave_the_work_alone() -> None:
    """Whose turn comes next would begin a transaction while this one is still being begun."""
    may_end, ended = asyncio.Event(), []

    async def work() -> None:
        await may_end.wait()
        ended.append(True)

    waiting = asyncio.create_task(to_the_end(work()))
    for _ in range(3):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        waiting.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not waiting.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended
