"""The range that a figure of the content may have, written beside its type: `Annotated[int, Between(1, 60)]`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Between:
    """From `low` to `high`, both included."""

    low: int
    high: int
