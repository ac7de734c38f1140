"""What can go wrong with the store, in sentences for the operator."""

NO_DRIVER = (
    "The driver for PostgreSQL servers is not installed. In the folder of the program: make .venv/postgres, once and"
    " after each upgrade."
)


class StoreError(Exception):
    """The store cannot do what was asked; the text says why and what to do. Nothing was overwritten."""


class NotInTurnError(StoreError):
    """Another worker is at this person's, or something of theirs comes first. It is to be tried again soon."""


class StoreUnusableError(StoreError):
    """Nothing can be stored until somebody does something about it: whoever writes meanwhile is told so."""


class StoreFullError(StoreUnusableError):
    """The disk is full; it goes on by itself once there is space."""
