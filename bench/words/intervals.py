"""How sure a share is that was counted on few messages."""

import math

Z = 1.96


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, by Wilson (1927). `whole` is at least 1."""
    share = part / whole
    middle = share + Z**2 / (2 * whole)
    half = Z * math.sqrt(share * (1 - share) / whole + Z**2 / (4 * whole**2))
    scale = 1 + Z**2 / whole
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
