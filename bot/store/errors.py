"""What can go wrong with the store, in sentences for the operator."""


class StoreError(Exception):
    """The store cannot do what was asked; the text says why and what to do. Nothing was overwritten."""


class StoreFullError(StoreError):
    """The disk is full; it goes on by itself once there is space."""
