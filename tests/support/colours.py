"""How colours are seen: WCAG contrast, colour-blindness as simulated by Machado, and the difference CIEDE2000.

Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency. IEEE TVCG 15
(2009), doi:10.1109/TVCG.2009.113: the matrices of full severity, for linear RGB.
Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula. Color Research and Application 30 (2005),
doi:10.1002/col.20070.
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import TypeAlias

Triple: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Triple, Triple, Triple]

NORMAL = "normal"
EYES: dict[str, Matrix] = {
    NORMAL: ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LUMINANCE: Triple = (0.2126, 0.7152, 0.0722)
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE: Triple = (0.95047, 1.0, 1.08883)


def seen(colour: str, eyes: str = NORMAL) -> Triple:
    """Return the linear RGB, 0 to 1, of "#rrggbb" as those eyes see it."""
    told = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in told]
    red, green, blue = (min(1.0, max(0.0, _sum(row, linear))) for row in EYES[eyes])
    return (red, green, blue)


def contrast(one: str, other: str, eyes: str = NORMAL) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2), as those eyes see them."""
    low, high = sorted(_sum(LUMINANCE, seen(colour, eyes)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def over(colour: str, opacity: float, ground: str) -> str:
    """Return what is seen where a colour lies over a ground and lets some of it through."""
    parts = [
        round(int(colour[at : at + 2], 16) * opacity + int(ground[at : at + 2], 16) * (1 - opacity)) for at in (1, 3, 5)
    ]
    return "#{:02x}{:02x}{:02x}".format(*parts)


def difference(one: str, other: str, eyes: str = NORMAL) -> float:
    """Return how different two colours look to those eyes, as CIEDE2000."""
    return ciede2000(_lab(seen(one, eyes)), _lab(seen(other, eyes)))


def ciede2000(one: Triple, other: Triple) -> float:
    """Return the difference of two colours of CIELAB."""
    mean_chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))
    (chroma_1, hue_1), (chroma_2, hue_2) = (
        (hypot(a * stretch, b), degrees(atan2(b, a * stretch)) % 360) for _, a, b in (one, other)
    )
    grey = chroma_1 * chroma_2 == 0
    turn = 0.0 if grey else (hue_2 - hue_1 + 180) % 360 - 180
    light, chroma = (one[0] + other[0]) / 2, (chroma_1 + chroma_2) / 2
    hue = hue_1 + hue_2 if grey else hue_1 + turn / 2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    lighter = (other[0] - one[0]) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    stronger = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)
    turned = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    blue = 2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((hue % 360 - 275) / 25) ** 2))))
    return sqrt(lighter**2 + stronger**2 + turned**2 - blue * stronger * turned)


def _lab(linear: Triple) -> Triple:
    scaled = [_sum(row, linear) / white for row, white in zip(TO_XYZ, WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in scaled)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def _sum(row: Triple, parts: Triple | list[float]) -> float:
    return sum(weight * part for weight, part in zip(row, parts, strict=True))
