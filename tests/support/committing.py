"""A program that commits as fast as it can, and says after each commit that it is done. To be killed.

python -m tests.support.committing FILE KEY: writes lines of numbers, the highest that is surely stored.
"""

import asyncio
import sys
from pathlib import Path

from bot.store.database import Database

AT_ONCE = 4
ROWS = "INSERT INTO inbox (update_id, payload, received_at) VALUES (?, ?, '2026-11-23T08:00:00Z')"


async def main(path: Path, key: bytes) -> None:
    """Commit for ever: each transaction stores three rows, whose ids say which of the tasks it was, and its count."""
    database = await Database.open(path, key)

    async def work(task: int) -> None:
        async with database.transaction() as tx:
            found = tx.one("SELECT count(*) AS n FROM inbox WHERE update_id % ? = ?", (AT_ONCE, task))
        assert found
        done = int(found["n"])
        while True:
            async with database.transaction() as tx:
                for number in range(done, done + 3):
                    tx.run(ROWS, (number * AT_ONCE + task, "x" * 300))
            done += 3
            sys.stdout.write(f"{task} {done}\n")
            sys.stdout.flush()

    await asyncio.gather(*(work(task) for task in range(AT_ONCE)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])))
