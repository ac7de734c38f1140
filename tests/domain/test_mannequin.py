"""The jointed figure of the drawings."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures.drawings import Frame
from bot.domain.figures.mannequin import SHIN, SHOE, THIGH, Arm, Foot, Pose, ReachError, bend, body, depth
from bot.domain.figures.motion import tween

ARMS = st.builds(Arm, st.floats(-60, 120), st.floats(-60, 170))
FEET = st.builds(Foot, st.floats(-20, 20), st.floats(-20, 40))
POSES = st.builds(
    Pose,
    hips=st.tuples(st.floats(-10, 10), st.floats(60, 70)),
    near_foot=FEET,
    far_foot=FEET,
    near_arm=ARMS,
    far_arm=ARMS,
    lean=st.floats(-30, 40),
    rises=st.floats(-12, 12),
)


@given(POSES)
def test_each_foot_touches_the_ground(pose: Pose) -> None:
    """Nobody floats and nobody sinks in, on a slope either, with heel or toes up."""
    for sole in body(pose).soles.values():
        deep = max(depth(point, SHOE / 2, pose.rises) for point in sole.points)
        assert deep == pytest.approx(0, abs=0.01)


@given(POSES)
def test_bones_keep_their_lengths_and_knees_bend_ahead(pose: Pose) -> None:
    """However a foot is placed, a thigh is a thigh long, and no knee bends the wrong way."""
    its = body(pose).joints
    for side in ("near", "far"):
        hip, knee, ankle = its["hip"], its[f"{side}_knee"], its[f"{side}_ankle"]
        assert dist(hip, knee) == pytest.approx(THIGH, abs=0.01)
        assert dist(knee, ankle) == pytest.approx(SHIN, abs=0.01)
        ahead = (ankle[1] - hip[1]) * (knee[0] - hip[0]) - (ankle[0] - hip[0]) * (knee[1] - hip[1])
        assert ahead >= -0.01


@given(POSES, POSES, st.floats(0, 1))
def test_what_lies_between_two_poses_is_one(first: Pose, second: Pose, share: float) -> None:
    """At the ends of the way stand the two poses themselves, on the way each number lies between theirs."""
    between = tween(Frame(pose=first), Frame(pose=second), share).pose
    assert between
    low, high = sorted((first.hips[1], second.hips[1]))
    assert low - 0.01 <= between.hips[1] <= high + 0.01
    assert tween(Frame(pose=first), Frame(pose=second), 0).pose == first


def test_standing_upright() -> None:
    """The head is above the ankle, the hand hangs beside the hip, the figure is about 1.75 m tall."""
    its = body(Pose((0, 94.5), Foot(0), Foot(0), Arm(), Arm())).joints
    assert its["head"][0] == pytest.approx(0)
    assert its["near_hand"][0] == pytest.approx(0)
    assert -180 < its["head"][1] < -160
    assert -90 < its["near_hand"][1] < -60
    assert bend(its["hip"], its["near_knee"], its["near_ankle"]) < 3


def test_what_is_out_of_reach_is_an_error() -> None:
    """A foot or a hand that a limb cannot reach is found, not drawn longer."""
    for pose in (
        Pose((0, 100), Foot(0), Foot(0), Arm(), Arm()),
        Pose((0, 94), Foot(0), Foot(0), Arm(hand=(80, 90)), Arm()),
    ):
        with pytest.raises(ReachError, match="between the ends of a limb"):
            body(pose)
