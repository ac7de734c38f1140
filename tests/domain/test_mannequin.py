"""The jointed figure of the drawings."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mannequin import SHIN, THIGH, TRUNK, Pose, body, depth

ANGLES = st.floats(-180, 180)
POSES = st.builds(
    Pose,
    lean=st.floats(-90, 90),
    near_arm=st.tuples(ANGLES, ANGLES),
    far_arm=st.tuples(ANGLES, ANGLES),
    near_leg=st.tuples(ANGLES, ANGLES, ANGLES),
    far_leg=st.tuples(ANGLES, ANGLES, ANGLES),
    rises=st.floats(-20, 20),
)


@given(POSES)
def test_the_lowest_point_touches_the_floor(pose: Pose) -> None:
    """Nobody floats and nobody sinks in, on a slope either."""
    deepest = max(
        depth(point, stroke.width / 2, pose.rises) for stroke in body(pose).strokes for point in stroke.points
    )
    assert deepest == pytest.approx(0, abs=0.2)


@given(POSES)
def test_bones_keep_their_lengths(pose: Pose) -> None:
    """However the joints bend, a thigh is a thigh long."""
    bones = [stroke for stroke in body(pose).strokes if stroke.part == "trousers" and len(stroke.points) == 2]
    lengths = [dist(*bone.points) for bone in bones]
    assert lengths == pytest.approx([THIGH, SHIN, 0.3 * TRUNK, THIGH, SHIN], abs=0.2)


def test_standing_upright() -> None:
    """The head is above the ankle, the hand hangs beside the hip, the figure is about 1.75 m tall."""
    standing = body(Pose(lean=0, near_arm=(0, 0), far_arm=(0, 0), near_leg=(0, 0, 90), far_leg=(0, 0, 90)))
    assert standing.head[0] == standing.near_hand[0] == standing.near_ankle[0] == 0
    assert -180 < standing.head[1] < -160
    assert -90 < standing.near_hand[1] < -60
