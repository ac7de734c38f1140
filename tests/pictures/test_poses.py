"""What the figures teach, measured frame by frame, still and moving: nobody learns the mistake that a card warns of."""

import itertools
import re
from math import dist

import pytest

from bot.domain.figures.drawings import Drawing, Frame
from bot.domain.figures.mannequin import HAND_WIDTH, SHOE, THIGH_WIDTH, Body, Point, Pose, bend, body, depth
from bot.domain.figures.motion import planted, played, shown
from bot.pictures.animation import frames as animation_frames
from bot.pictures.moves import svg
from tests.support.colours import contrast
from tests.support.story import LIBRARY

DRAWINGS = LIBRARY.drawings
STILL = [
    pytest.param(frame, frame.pose, id=f"{name}-{number}")
    for name, drawing in DRAWINGS.items()
    for number, frame in enumerate(drawing.frames, 1)
    if frame.pose
]
MOVING = [pytest.param(name, drawing, id=name) for name, drawing in DRAWINGS.items()]
SIDES = ("near", "far")
HELD = {"backward": "rail", "lunges": "wall", "duck": "rail", "farmers": "bag"}
"""What the far hand holds in every frame of a move, as its card says."""


def all_frames(drawing: Drawing) -> list[tuple[Frame, Pose]]:
    """Return the poses of an animation and of its comic."""
    found = [*drawing.frames, *(shot.frame for shot in played(drawing))]
    return [(frame, frame.pose) for frame in found if frame.pose]


def poses(name: str) -> list[Pose]:
    """Return a comic's poses, from left to right."""
    return [frame.pose for frame in DRAWINGS[name].comic if frame.pose]


def bends(pose: Pose, joint: str) -> dict[str, float]:
    """Return by how much the knees or elbows of both sides are bent, degrees."""
    joints = body(pose).joints
    names = {"knee": ("hip", "{}_knee", "{}_ankle"), "elbow": ("shoulder", "{}_elbow", "{}_hand")}[joint]
    return {side: bend(*(joints[name.format(side)] for name in names)) for side in SIDES}


def lowest(its: Body, side: str, rises: float) -> float:
    """Return how far a shoe reaches below the ground."""
    sole = its.soles[side]
    return max(depth(point, SHOE / 2, rises) for point in sole.points)


def gap(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from a line between two others."""
    length = dist(start, end) ** 2
    along = ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])) / length
    share = max(0.0, min(1.0, along))
    return dist(point, (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))


@pytest.mark.parametrize(("name", "drawing"), MOVING)
def test_a_foot_that_bears_weight_stands_on_its_ground(name: str, drawing: Drawing) -> None:
    """Each foot for itself, in every frame, on a hill too; a lifted one is above it, and one always stands."""
    for _, pose in all_frames(drawing):
        its = body(pose)
        feet = {"near": pose.near_foot, "far": pose.far_foot}
        assert any(foot.bears for foot in feet.values())
        for side, foot in feet.items():
            deep = lowest(its, side, pose.rises)
            assert deep == pytest.approx(0, abs=0.1) if foot.bears else deep < 0.1, (name, side)
            assert -20 <= foot.pitch <= 45


@pytest.mark.parametrize(("frame", "pose"), STILL)
def test_nobody_would_fall_over(frame: Frame, pose: Pose) -> None:
    """The middle of the body's weight is above what carries it: feet, hands on the floor, a chair."""
    joints, its = body(pose).joints, body(pose)
    carried = [x for side in SIDES for x, _ in its.soles[side].points]
    carried += [joints[f"{side}_hand"][0] for side in SIDES if getattr(pose, f"{side}_arm").holds == "floor"]
    sits = [prop for prop in frame.props if prop.kind == "chair" and pose.hips[1] < prop.height + 15]
    carried += [pose.hips[0] for _ in sits]
    knees = [joints[f"{side}_knee"][0] for side in SIDES]
    trunk = (joints["hip"][0] + joints["shoulder"][0]) / 2
    legs = [*knees, *(joints[f"{side}_ankle"][0] for side in SIDES)]
    middle = 0.5 * trunk + 0.1 * joints["head"][0] + 0.4 * sum(legs) / len(legs)
    assert min(carried) <= middle <= max(carried)


@pytest.mark.parametrize(("frame", "pose"), STILL)
def test_a_hand_is_on_what_it_holds(frame: Frame, pose: Pose) -> None:
    """On top of the rail, at the wall before the shoulder, on the floor, on the thigh, across the chest."""
    its, kinds = body(pose).joints, {prop.kind: prop for prop in frame.props}
    for side in SIDES:
        hand = its[f"{side}_hand"]
        match getattr(pose, f"{side}_arm").holds:
            case "rail":
                assert -hand[1] == pytest.approx(kinds["rail"].height + HAND_WIDTH / 2, abs=1)
            case "wall":
                assert "wall" in kinds
                assert 100 < -hand[1] < 150
                assert hand[0] > its["shoulder"][0] + 15
            case "floor":
                assert -hand[1] == pytest.approx(HAND_WIDTH / 2, abs=0.1)
                assert "mat" in kinds
            case "thigh":
                assert gap(hand, its["hip"], its[f"{side}_knee"]) < (THIGH_WIDTH + HAND_WIDTH) / 2
            case "chest":
                assert gap(hand, its["hip"], its["shoulder"]) < 18
                assert its["shoulder"][1] - 2 < hand[1] < its["shoulder"][1] + 30
            case "bag":
                assert "bags" in kinds
    assert ("rail" in kinds) == (pose.far_arm.holds == "rail")


@pytest.mark.parametrize(("name", "thing"), HELD.items())
def test_a_move_is_held_on_to_as_its_card_says(name: str, thing: str) -> None:
    """In every frame, still and moving: at a rail, at a wall, with both bags."""
    for _, pose in all_frames(DRAWINGS[name]):
        assert pose.far_arm.holds == thing
        assert (pose.near_arm.holds == thing) == (thing == "bag")


@pytest.mark.parametrize(("name", "drawing"), MOVING)
def test_no_limb_passes_through_furniture(name: str, drawing: Drawing) -> None:
    """Nobody stands in the stool: not with a shin, not with a foot, not on the way from frame to frame."""
    for frame, pose in all_frames(drawing):
        limbs = body(pose).limbs
        for left, right, bottom, top in (box for prop in frame.props for box in prop.boxes):
            for stroke in (stroke for limb in limbs for stroke in limb.strokes):
                soft = stroke.width / 2 - 3  # clothes and flesh give way a little
                for start, end in zip(stroke.points, stroke.points[1:], strict=False):
                    for share in range(11):
                        x = start[0] + (end[0] - start[0]) * share / 10
                        height = -start[1] - (end[1] - start[1]) * share / 10
                        inside = left - soft < x < right + soft and bottom - soft < height < top + soft
                        assert not inside, (name, stroke.part, round(x), round(height))


@pytest.mark.parametrize(("name", "drawing"), MOVING)
def test_a_planted_foot_does_not_slide(name: str, drawing: Drawing) -> None:
    """Between two frames of an animation, feet that stay on the ground move with it, all alike."""
    assert len(drawing.motion) >= 2
    pairs = zip(drawing.motion, [*drawing.motion[1:], drawing.motion[0]], strict=True)
    for one, other in pairs:
        first, second = shown(drawing, one).pose, shown(drawing, other).pose
        if other.cut or first is None or second is None:
            continue
        moved = planted(first, second, other.steps)
        assert moved, (name, other)
        assert max(moved) - min(moved) < 0.01, (name, other)


def test_standard_steps_are_short_and_the_eyes_look_ahead() -> None:
    """Heel to heel at most 45 cm, on somebody of 1.75 m."""
    for pose in poses("standard"):
        assert abs(pose.near_foot.at - pose.far_foot.at) <= 45
        assert abs(pose.lean + pose.nod) <= 5


def test_one_looks_back_standing_and_walks_back_untwisted() -> None:
    """The head is turned only while both feet stand still; every further frame says which way it goes."""
    drawing = DRAWINGS["backward"]
    for _, pose in all_frames(drawing):
        if pose.turned > 0.5:
            assert (pose.near_foot, pose.far_foot) == (poses("backward")[0].near_foot, poses("backward")[0].far_foot)
    assert poses("backward")[0].turned == 1
    assert [frame.arrow for frame in drawing.comic] == [None, "back", "back"]
    reaching = poses("backward")[1]
    assert reaching.near_foot.at < reaching.far_foot.at - 10
    assert reaching.near_foot.pitch > 10  # toes first
    assert all(abs(pose.near_foot.at - pose.far_foot.at) <= 30 for pose in poses("backward"))
    shifts = [shot.shift for shot in played(drawing)]
    assert shifts == sorted(shifts)  # the ground comes forward: one goes back
    assert shifts[-1] > 30


def test_up_the_hill_one_leans_from_the_ankles() -> None:
    """Hips and shoulders on one line over the foot, no bend at the waist; the whole front foot comes down."""
    for pose in poses("incline"):
        assert 2 <= pose.lean <= 10
        assert max(-pose.near_foot.pitch, -pose.far_foot.pitch) <= 5


def test_weights_are_lifted_by_the_hips_and_carried_apart() -> None:
    """From the height of a chair, knees a little bent, both bags at one height and each to be seen."""
    first, *others = poses("farmers")
    bench = next(prop for prop in DRAWINGS["farmers"].frames[0].props if prop.kind == "bench")
    assert 40 <= bench.height <= 50
    assert first.lean >= 30
    assert all(10 <= bent <= 60 for bent in bends(first, "knee").values())
    for _, pose in all_frames(DRAWINGS["farmers"]):
        assert pose.near_arm.hand
        assert pose.far_arm.hand
        assert pose.far_arm.hand[0] - pose.near_arm.hand[0] >= 18
        assert abs(pose.far_arm.hand[1] - pose.near_arm.hand[1]) <= 2
    assert all(abs(pose.lean) <= 2 for pose in others)


def test_a_lunge_is_long_and_shallow() -> None:
    """A quarter of the way: the front knee bends by 60 degrees at most and stays behind the toes; no knee is lifted."""
    stand, down, up = poses("lunges")
    its = body(down)
    assert down.near_foot.at - down.far_foot.at >= 50
    assert bends(down, "knee")["near"] <= 60
    assert its.joints["near_knee"][0] <= its.soles["near"].points[1][0]
    assert -its.joints["far_knee"][1] >= 25
    for pose in (stand, up):
        assert all(bent <= 25 for bent in bends(pose, "knee").values())
    for _, pose in all_frames(DRAWINGS["lunges"]):
        assert bends(pose, "knee")["near"] <= 62


def test_a_crab_lifts_its_hips_a_little_on_soft_elbows() -> None:
    """Never locked, never high; then a hand and a foot of one side go to the side."""
    sits, lifts = poses("crab")
    for _, pose in all_frames(DRAWINGS["crab"]):
        assert all(20 <= bent <= 75 for bent in bends(pose, "elbow").values())
        assert pose.hips[1] <= 25
        assert pose.near_arm.holds == pose.far_arm.holds == "floor"
    assert 5 <= lifts.hips[1] - sits.hips[1] <= 14
    after, before = (frame.front for frame in DRAWINGS["crab"].frames if frame.front)
    assert after
    assert before
    for part in ("hands", "ankles"):
        (left, right), (still, gone) = getattr(before, part), getattr(after, part)
        assert (still, gone[1]) == (left, right[1])
        assert 8 <= gone[0] - right[0] <= 25


def test_a_duck_squats_half_way_and_does_not_twist() -> None:
    """Knees bent by 80 degrees at most, hips well above them, heels down or nearly; one hand rests on a thigh."""
    for _, pose in all_frames(DRAWINGS["duck"]):
        its = body(pose).joints
        assert all(bent <= 80 for bent in bends(pose, "knee").values())
        assert pose.hips[1] - max(-its["near_knee"][1], -its["far_knee"][1]) >= 20
        assert pose.turned == 0
        assert max(pose.near_foot.pitch, pose.far_foot.pitch) <= 12
        assert abs(pose.near_foot.at - pose.far_foot.at) <= 20
    assert all(bent >= 40 for bent in bends(poses("duck")[1], "knee").values())
    assert [pose.near_arm.holds for pose in poses("duck")] == [None, "thigh", "thigh"]


def test_a_chair_stand_keeps_the_arms_crossed() -> None:
    """On the chest from sitting to standing, the hands below the face."""
    for _, pose in all_frames(DRAWINGS["chair_stand"]):
        assert pose.near_arm.holds == pose.far_arm.holds == "chest"
        its = body(pose).joints
        assert all(its[f"{side}_hand"][1] > its["head"][1] + 10 for side in SIDES)


@pytest.mark.parametrize(("name", "order"), [("warm_up", 1), ("cool_down", -1)])
def test_faster_is_longer_and_says_so(name: str, order: int) -> None:
    """Steps and marks of the pace grow together, and shrink together."""
    steps = [abs(pose.near_foot.at - pose.far_foot.at) for pose in poses(name)][::order]
    assert steps == sorted(steps)
    assert [frame.pace for frame in DRAWINGS[name].comic][::order] == [1, 2, 3]


def digits(drawing: str) -> int:
    """Return how many numbers a drawing has."""
    return drawing.count('cx="-80" cy="-196"')


def test_numbers_are_for_what_is_done_in_turn() -> None:
    """The wrong posture is no first step of the right one; the overview numbers its moves."""
    assert digits(svg(LIBRARY, "posture")) == 0
    assert digits(svg(LIBRARY, "lunges")) == 3
    assert digits(svg(LIBRARY, "overview")) == len(LIBRARY.exercises)


@pytest.mark.parametrize("name", [*DRAWINGS, "overview"])
def test_every_limb_has_an_edge_that_is_seen(name: str) -> None:
    """What a limb is filled with stands 3:1 against its outline, so near and far ones are told apart (WCAG 1.4.11)."""
    ink = "#14212E"
    lines = re.findall(r'<polyline [^>]*stroke="(#\w{6})" stroke-width="([\d.]+)"', svg(LIBRARY, name))
    fills = {colour for colour, _ in lines} - {ink}
    assert len([colour for colour, _ in lines if colour == ink]) == len(lines) / 2
    assert len(fills) >= 4
    assert all(contrast(fill, ink) >= 3 for fill in fills)
    assert contrast(ink, "#F1F6F5") >= 3


def test_both_figures_show_moves() -> None:
    """An older woman and a man, by turns."""
    shown_by = [LIBRARY.drawings[name].figure for name in LIBRARY.exercises]
    assert all(one != other for one, other in itertools.pairwise(shown_by))


def test_only_what_is_right_has_a_tick_while_it_moves() -> None:
    """A stooped figure on its way up has none, nor has an upright one on its way down a cross."""
    shots = list(played(DRAWINGS["posture"]))
    leans = {"right": 0, "wrong": 17}
    for mark, lean in leans.items():
        assert {shot.frame.pose.lean for shot in shots if shot.frame.pose and shot.frame.mark == mark} == {lean}
    assert sum(shot.frame.mark is None for shot in shots) == len(shots) - len(leans)


@pytest.mark.parametrize("name", DRAWINGS)
def test_an_animation_is_short_and_smooth(name: str) -> None:
    """A round takes 6 seconds at most; no page of it needs a font."""
    pages, milliseconds = animation_frames(LIBRARY, name)
    assert 12 <= len(pages) == len(milliseconds) <= 60
    assert 1000 <= sum(milliseconds) <= 6000
    assert not any("<text" in page for page in pages)
