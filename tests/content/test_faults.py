"""Every kind of fault in a content file, and the sentence that tells it."""

import shutil
from pathlib import Path

import pytest

from bot.content import library
from bot.content.library import ContentError, data_folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the real content that a test may spoil."""
    folder = tmp_path / "content"
    shutil.copytree(data_folder("content"), folder, ignore=shutil.ignore_patterns("places.tsv"))
    return folder


def spoil(content: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file."""
    path = content / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(content: Path) -> list[str]:
    """Return what the loader says about the folder."""
    with pytest.raises(ContentError) as caught:
        library.load(content)
    return caught.value.faults


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "drawings.yaml",
            "hips: [0, 91.5]",
            "hips: [0, 99]",
            "content/drawings.yaml: standard.frames.1.pose puts a hand or a foot out of reach: 89.1 cm between the ends"
            " of a limb of 43 and 41 cm.",
        ),
        (
            "drawings.yaml",
            "motion: [{frame: 1,",
            "motion: [{frame: 9,",
            "content/drawings.yaml: standard.motion.1.frame is 9; it must be the number of a frame.",
        ),
        (
            "body_map.yaml",
            "other: {}",
            "other: {}\nelbow: {}",
            "content/words/en/body_map.yaml: elbow is missing; every id of content/body_map.yaml needs its words here.",
        ),
        (
            "exercises.yaml",
            "backward:\n  tier: 1",
            "backward:\n  tier: 7",
            "content/exercises.yaml: backward.tier is 7; it must be 0, 1, 2 or 3.",
        ),
        (
            "exercises.yaml",
            "backward:\n  tier: 1",
            'backward:\n  tier: "1"',
            'content/exercises.yaml: backward.tier is "1"; it must be 0, 1, 2 or 3.',
        ),
        (
            "exercises.yaml",
            "backward:\n  tier: 1\n",
            "backward:\n",
            "content/exercises.yaml: backward.tier is missing; it must be 0, 1, 2 or 3.",
        ),
        (
            "exercises.yaml",
            "backward:\n  tier: 1",
            "backward:\n  teir: 1\n  tier: 1",
            "content/exercises.yaml: backward.teir is not a key that is known here. Did you mean tier? Known: tier,"
            " trains, benefits, start, progression, kit, space_metres, space_feet, suitability, sources, blocks, care,"
            " easier, opt_in.",
        ),
        (
            "exercises.yaml",
            "sets: 4, seconds: 30",
            "sets: 40, seconds: 30",
            "content/exercises.yaml: backward.start.sets is 40; it must be a whole number from 1 to 10.",
        ),
        (
            "exercises.yaml",
            "knee: X",
            "knee: 4",
            "content/exercises.yaml: duck.suitability.knee is 4; it must be 1, 2, 3 or X.",
        ),
        (
            "exercises.yaml",
            "{balance: pt_only",
            "{ballance: pt_only",
            "content/exercises.yaml: backward.blocks.ballance is not a key that is known here. Did you mean balance?"
            " Known: balance, pregnancy, blood_pressure, wrist_shoulder, hand, weak_bones, recent_fracture, meniscus,"
            " joint_replacement or recent_surgery.",
        ),
        (
            "exercises.yaml",
            "{balance: pt_only",
            "{balance: maybe",
            'content/exercises.yaml: backward.blocks.balance is "maybe"; it must be if_painless, pt_only or avoid.',
        ),
        (
            "exercises.yaml",
            "kit: [mat]",
            "kit: mat",
            'content/exercises.yaml: crab.kit is "mat"; it must be a list, each entry text.',
        ),
        (
            "exercises.yaml",
            "trains: [core, hips, legs]",
            "trains: [core, 3, legs]",
            "content/exercises.yaml: standard.trains.2 is 3; it must be text.",
        ),
        (
            "exercises.yaml",
            "opt_in: true",
            "opt_in: 1",
            "content/exercises.yaml: crab.opt_in is 1; it must be true or false.",
        ),
        (
            "exercises.yaml",
            "easier: lunges",
            "easier: lunge",
            "content/exercises.yaml: duck.easier is lunge, which is not an exercise. Did you mean lunges?",
        ),
        (
            "exercises.yaml",
            "easier: lunges",
            "easier: crab",
            "content/exercises.yaml: duck.easier is crab, of tier 3; it must be of a tier below 3.",
        ),
        (
            "exercises.yaml",
            "  easier: lunges\n",
            "",
            "content/exercises.yaml: duck.easier is missing; every exercise above tier 0 needs an easier one.",
        ),
        (
            "exercises.yaml",
            "care: {back: two_hands}",
            "care: {bakc: two_hands}",
            "content/exercises.yaml: farmers.care.bakc is neither a region nor a restriction. Did you mean back?",
        ),
        (
            "exercises.yaml",
            "care: {back: two_hands}",
            "care: {back: both_hands}",
            "content/words/en/standing.yaml: cautions.both_hands is missing; it must be text.",
        ),
        (
            "exercises.yaml",
            "childress_1957, design]",
            "childres_1957, design]",
            "content/exercises.yaml: duck.sources names childres_1957, which content/sources.yaml does not have."
            " Did you mean childress_1957?",
        ),
        (
            "benefits.yaml",
            "heart: {kind: general, sources: [article, who_2020]}",
            "heart: {kind: general, sources: []}",
            "content/benefits.yaml: heart.sources is empty; it must name at least one id of content/sources.yaml.",
        ),
        (
            "tips.yaml",
            "when: [prepare, after]",
            "when: [before]",
            'content/tips.yaml: water.when.1 is "before"; it must be prepare, start, walking, after, hot, cold,'
            " air, dark or stop.",
        ),
        (
            "tips.yaml",
            "when: [prepare, after]",
            "when: [prepare, prepare]",
            "content/tips.yaml: water.when has an entry twice; each may stand once.",
        ),
        (
            "pt.yaml",
            "gait: {kind: does",
            "gait: kind: does",
            "content/pt.yaml line 3 is not YAML: mapping values are not allowed in this context. Put text that holds a"
            " colon in quotes, and look at the indent.",
        ),
        (
            "pt.yaml",
            "plan: {kind: does",
            "gait: {kind: does",
            "content/pt.yaml line 7 has the key gait a second time; each key may stand once.",
        ),
        (
            "sources.yaml",
            "tag: V\n",
            "tag: W\n",
            'content/sources.yaml: article.tag is "W"; it must be V, V2, M or D.',
        ),
        (
            "rules/gate.yaml",
            "value: 5",
            "value: 11",
            "content/rules/gate.yaml: half_from.value is 11; it must be from 0 to 10 (NRS 0-10).",
        ),
        (
            "rules/gate.yaml",
            "value: 5",
            "value: five",
            'content/rules/gate.yaml: half_from.value is "five"; it must be a whole number.',
        ),
        (
            "rules/gate.yaml",
            "value: 5",
            "value: 4\n  min: 5",
            "content/rules/gate.yaml: half_from.value is 4; it must be from 5 to 10 (NRS 0-10).",
        ),
        (
            "rules/gate.yaml",
            "value: 1/2",
            "value: 1/0",
            'content/rules/gate.yaml: half_factor.value is "1/0"; it must be a fraction such as 1/2.',
        ),
        (
            "rules/gate.yaml",
            "half_from:",
            "half_form:",
            "content/rules/gate.yaml: half_form is not a number that the rules know. Did you mean half_from?",
        ),
        (
            "rules/gate.yaml",
            "  tag: D\n",
            "",
            "content/rules/gate.yaml: half_from.tag is missing; it must be V, V2, M or D.",
        ),
        (
            "rules/unlock.yaml",
            "value: 2",
            "value: -2",
            "content/rules/unlock.yaml: tier_1_weeks.value is -2; it must be 0 or more (weeks since the first walk).",
        ),
        (
            "rules/version.yaml",
            "value: 4",
            "value: one",
            'content/rules/version.yaml: value is "one"; it must be a whole number.',
        ),
        (
            "words/en/tips.yaml",
            "water: {title",
            "watr: {title",
            "content/words/en/tips.yaml: watr is not an id of content/tips.yaml. Did you mean water?",
        ),
        (
            "words/en/tips.yaml",
            "{figures[below_c]}",
            "{figures[below]}",
            'content/words/en/tips.yaml: cold.text names a figure that is not there: "Wear layers. If it feels colder'
            " than {figures[below]} °C ({figures….",
        ),
        (
            "words/en/conditions.yaml",
            "    discs:",
            "    disks:",
            "content/words/en/conditions.yaml: back.facts.discs is missing; every id of content/conditions.yaml under"
            " back.facts needs its words here.",
        ),
        (
            "words/en/exercises.yaml",
            'title: "Crab walk"',
            'title: ""',
            'content/words/en/exercises.yaml: crab.title is ""; it must be text.',
        ),
        (
            "words/en/regions.yaml",
            "none:",
            "no:",
            "content/words/en/regions.yaml: False is not read as text; put the key in quotes.",
        ),
        (
            "words/en/standing.yaml",
            "  calm:",
            "  calmer:",
            "content/words/en/standing.yaml: reasons.calm is missing; it must be text.",
        ),
    ],
)
def test_each_fault_is_told_in_one_sentence(content: Path, file: str, old: str, new: str, sentence: str) -> None:
    """The sentence names file and key, what is wrong, and what it should be."""
    spoil(content, file, old, new)
    assert sentence in faults(content)


def test_all_faults_of_all_files_are_told_at_once(content: Path) -> None:
    """Nobody repairs one fault only to meet the next."""
    spoil(content, "exercises.yaml", "backward:\n  tier: 1", "backward:\n  tier: 7")
    spoil(content, "rules/gate.yaml", "value: 5", "value: 11")
    spoil(content, "words/en/regions.yaml", '"Back"', "3")
    told = faults(content)
    assert len(told) == 3
    assert str(ContentError(told)).count("\n") == 2


@pytest.mark.parametrize("file", ["exercises.yaml", "rules/gate.yaml", "words/en/pt.yaml", "intents/en.yaml"])
def test_a_missing_file_is_named(content: Path, file: str) -> None:
    """What is not there is told like any other fault."""
    (content / file).unlink()
    assert f"content/{file} is missing." in faults(content)


@pytest.mark.parametrize("folder", ["", "rules/", "words/en/"])
def test_a_file_that_nothing_reads_is_named(content: Path, folder: str) -> None:
    """A slip in a file's name does not silently leave it out."""
    (content / f"{folder}exrcises.yaml").write_text("a: 1", encoding="utf-8")
    told = [fault for fault in library.unread(content) if "exrcises" in fault]
    assert len(told) == 1
    assert told[0].startswith(f"content/{folder}exrcises.yaml is read by nothing.")


@pytest.mark.parametrize("text", ["", "just text", "[1, 2]", "3", "true", "{a: }", "\x00", "- a\nb: c", "'", "&a *b"])
def test_no_file_can_make_the_loader_fall_over(content: Path, text: str) -> None:
    """Whatever stands in a file, the answer is sentences."""
    for file in ("exercises.yaml", "rules/gate.yaml", "rules/version.yaml", "words/en/tips.yaml", "intents/en.yaml"):
        (content / file).write_text(text, encoding="utf-8")
    told = faults(content)
    assert all(fault.startswith("content/") and fault.rstrip().endswith((".", "?")) for fault in told)


def test_bytes_that_are_no_text_are_told(content: Path) -> None:
    """A file of another encoding is named, too."""
    (content / "tips.yaml").write_bytes(b"\xff\xfe\x00")
    assert faults(content)[0].startswith("content/tips.yaml cannot be read as UTF-8 text: ")
