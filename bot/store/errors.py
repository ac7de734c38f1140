"""What can go wrong with the store, in sentences for the operator."""


class StoreError(Exception):
    """The store cannot do what was asked; the text says why and what to do. Nothing was overwritten."""


class StoreUnusableError(StoreError):
    """Nothing can be stored until somebody does something about it: whoever writes meanwhile is told so."""


class StoreFullError(StoreUnusableError):
    """The disk is full; it goes on by itself once there is space."""
