"""Holds, as a test asks for them."""

from tests.support.story import Story


async def open_rules(story: Story) -> list[str]:
    """Return the rules of the holds that are open, oldest first."""
    return [row["rule"] for row in await story.rows("holds") if row["closed_at"] is None]
