"""What the application lends to the local chat: its clock, its nudges, and a look into its store."""

from datetime import datetime
from typing import Protocol


class Controls(Protocol):
    """The application as the second panel of the page sees it."""

    def now(self) -> datetime:
        """Return the application's current instant: aware, UTC, whole seconds."""
        ...

    async def next_due(self) -> datetime | None:
        """Return when the next nudge of any active user is due, or None when none is planned."""
        ...

    async def settle(self) -> None:
        """Say everything that is due now, and deliver everything that waits, until nothing is left to do."""
        ...

    def move_to(self, instant: datetime) -> None:
        """Move the clock forward to `instant`; an instant that has passed changes nothing."""
        ...

    async def stored(self, user_id: int) -> dict[str, list[dict[str, object]]]:
        """Return every row that is stored about one user, as table → rows → column → value."""
        ...
