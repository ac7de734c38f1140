"""What has to be told apart in the pictures looks different to colour-blind eyes, too, or differs in more than hue."""

import re

import pytest

from bot.content.library import data_folder
from bot.pictures.bodies import PLAIN, SHADES
from tests.support.colours import EYES, NORMAL, ciede2000, contrast, difference, over

LEAST_DIFFERENCE = 10.0
"""CIEDE2000. A default: between patches of a third of a degree half of the people notice 7 in lightness, and 10 and 14
in the two axes of hue (Stone, Szafir, Setlur: Engineering Model for Color Difference as a Function of Size, 2014)."""
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11, for graphics
DRAWINGS = data_folder("templates") / "_drawings"
CHART = (DRAWINGS / "chart.typ").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r'#let (\w+) = rgb\("(#\w{6})"\)', CHART))
SHADED = {
    kind: (ground, edge) for kind, ground, edge in re.findall(r'(\w+): \(rgb\("(#\w{6})"\), rgb\("(#\w{6})"\)\)', CHART)
}
FRAMES = (DRAWINGS / "frames.svg.j2").read_text(encoding="utf-8")
FIGURE = (DRAWINGS / "figure.svg.j2").read_text(encoding="utf-8")
INK = "#14212E"
SKIN = "#E9EEF1"  # of the bodies
LIMBS = re.findall(r'"(\w+)": \("(#\w{6})", "(#\w{6})"\)', FIGURE)
[(RIGHT, WRONG)] = re.findall(r'fill="{{ "(#\w{6})" if frame.mark == "right" else "(#\w{6})" }}"', FRAMES)
BODIES = {least: over(fill, 0.85, SKIN) for least, fill in SHADES}

APART = {
    "before a walk, and the worst after it (ring and diamond, line and dashes)": (COLOURS["usual"], COLOURS["after"]),
    "before a walk, and a report (ring and cross)": (COLOURS["usual"], COLOURS["ink"]),
    "after a walk, and a report (diamond and cross)": (COLOURS["after"], COLOURS["ink"]),
    "walked, and asked (bar and dashes)": (COLOURS["walked"], COLOURS["ink"]),
    "mild and moderate pain (its score beside it)": (BODIES[0], BODIES[4]),
    "moderate and severe pain (its score beside it)": (BODIES[4], BODIES[7]),
    "mild pain, and none": (BODIES[0], SKIN),
    "a place that is asked about, and the body (its number beside it)": (over(PLAIN, 0.85, SKIN), SKIN),
    "right and wrong (tick and cross)": (RIGHT, WRONG),
    **{f"near and far {part} (an outline), {near}": (near, far) for part, near, far in LIMBS},
}


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("pair", APART)
def test_what_means_something_else_looks_different(pair: str, eyes: str) -> None:
    """The second cue is named in brackets."""
    assert difference(*APART[pair], eyes) >= LEAST_DIFFERENCE


@pytest.mark.parametrize("eyes", EYES)
def test_marks_stand_out_from_every_ground(eyes: str) -> None:
    """Series on paper and every shade, edges of shades on either side, outlines of limbs around what fills them."""
    grounds = [COLOURS["paper"], *(ground for ground, _ in SHADED.values())]
    series = [COLOURS[name] for name in ("walked", "usual", "after", "told", "ink", "soft")]
    pairs = [(mark, ground) for mark in series for ground in grounds]
    pairs += [(edge, ground) for ground, edge in SHADED.values()]
    pairs += [(edge, COLOURS["paper"]) for _, edge in SHADED.values()]
    pairs += [(INK, fill) for _, *fills in LIMBS for fill in fills]
    pairs += [("#B83A0C", "#F1F6F5"), ("#A3340A", SKIN), ("#FFFFFF", "#A3340A"), ("#FFFFFF", RIGHT), ("#FFFFFF", WRONG)]
    for mark, ground in pairs:
        assert contrast(mark, ground, eyes) >= LEAST_CONTRAST, (mark, ground)


def test_shades_differ_in_pattern() -> None:
    """Their grounds have to be pale; no two have the same pattern, and one without is the plain one."""
    assert set(SHADED) == {"flare", "hold", "pause"}
    drawn = dict(re.findall(r'if kind == "(\w+)" { tiling\(size: \(side, side\), place\(([^\n]+)\) }', CHART))
    assert set(drawn) == {"flare", "pause"}
    assert "line(" in drawn["flare"]
    assert "circle(" in drawn["pause"]


def test_what_is_looked_for_is_found_in_the_drawings() -> None:
    """A template that is written otherwise would leave these tests with nothing to look at."""
    assert len(LIMBS) == 8
    assert len(SHADED) == 3
    assert '"#B83A0C", 6' in FRAMES
    body = (DRAWINGS / "body_map.svg.j2").read_text(encoding="utf-8")
    assert f'fill="{SKIN}"' in body
    assert 'fill-opacity="0.85" stroke="#A3340A"' in body


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_its_authors(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    """Pairs of Sharma's table; the same from either side."""
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(expected, abs=1e-4)


def test_the_eyes_are_simulated() -> None:
    """Red and green of equal light fall together for two kinds of eyes, grey stays grey for all."""
    assert difference("#b44040", "#5a7a30") > 40
    assert difference("#b44040", "#6e6a2e", "deuteranopia") < difference("#b44040", "#6e6a2e") / 2
    for eyes in EYES:
        assert difference("#808080", "#808080", eyes) == 0
        assert contrast("#000000", "#ffffff", eyes) == pytest.approx(21)
    assert NORMAL in EYES
