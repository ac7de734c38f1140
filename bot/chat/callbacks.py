"""A button's meaning on the wire: `1:ci:17:worst:3`, at most 64 bytes, the version first.

A later version of the bot still understands, or politely declines, a button that an earlier one sent.
"""

VERSION = "1"
LIMIT = 64
LONGEST_NUMBER = 18  # digits: what the store can hold


def encode(tap: tuple[str, ...]) -> str:
    """Return `tap` as callback data; more than 64 bytes or a colon inside a part is a ValueError."""
    if any(":" in part for part in tap):
        raise ValueError(f"a colon inside a part of {tap}")
    data = ":".join((VERSION, *tap))
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data of more than {LIMIT} bytes: {data}")
    return data


def decode(data: str) -> tuple[str, ...] | None:
    """Return the tap, or None for data that this bot never sent in this version."""
    version, _, rest = data.partition(":")
    tap = tuple(rest.split(":"))
    known = version == VERSION and rest and not any(len(part) > LONGEST_NUMBER and part.isdecimal() for part in tap)
    return tap if known else None
