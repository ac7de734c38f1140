"""What `walk-coach stats` prints: the pages of /admin, in plain text."""

from datetime import datetime

from bot.checks.markup import plain
from bot.content import library
from bot.flows.own import operator
from bot.rendering import Renderer
from bot.store import tallies
from bot.store.database import Database


async def text(database: Database, now: datetime) -> str:
    """Return all pages, and close the database. Raises StoreError, ContentError."""
    try:
        async with database.transaction() as tx:
            tally = tallies.tally(tx, now)
    finally:
        await database.close()
    known = library.load()
    renderer = Renderer(known)
    facts = operator.facts_of(tally, known)
    pages = [renderer.text(renderer.languages[0], f"operator/{page}", facts) for page in operator.PAGES]
    return "\n\n".join(plain(page) for page in pages)
