"""What a language may not lose: each fault in a sentence that names the file and the key."""

import shutil
from pathlib import Path

import pytest

from bot.checks.lint import check
from bot.content.library import data_folder

LOSSES = [
    (
        "templates/es/report/drawn.yaml",
        "0 sin dolor, 10 el peor imaginable",
        "0 sin dolor",
        [
            "templates/es/report/drawn.yaml: scale says the figures 0; templates/en the figures 0, 10.",
        ],
    ),
    (
        "content/words/es/screening.yaml",
        'las últimas 12 semanas."',
        'las últimas semanas."',
        [
            "content/words/es/screening.yaml: surgery says the figures 12; content/words/en the figures 12, 12.",
            "templates/es/screens/group.html.j2 says the figures 2, 3, 6 with a group of keys; templates/en the",
        ],
    ),
    (
        "content/words/es/exercises.yaml",
        '    - "Espalda recta y mirada al frente."\n',
        "",
        ["content/words/es/exercises.yaml: standard.steps has 5 entries; it must have as many as en."],
    ),
    (
        "content/intents/es.yaml",
        "emergency:",
        "emergencia:",
        [
            "content/intents/es.yaml: emergency is missing; content/intents/en.yaml has it.",
            "content/intents/es.yaml: emergencia is not in content/intents/en.yaml. Did you mean emergency?",
        ],
    ),
    (
        "templates/es/checkin/pain_range.html.j2",
        "de 0 a 10",
        "de 1 a 10",
        [
            "templates/es/checkin/pain_range.html.j2 says the figures 0, 1, 10, 10 with a group of keys; "
            "templates/en the figures 0, 0, 10, 10."
        ],
    ),
    (
        "templates/es/onboarding/buttons.yaml",
        "1 o 2 días",
        "2 días",
        ["templates/es: the label onboarding/often_some says the figures 2; templates/en the figures 1, 2."],
    ),
    (
        "templates/es/visit/noted.html.j2",
        "{% if cut %} Era largo; guardé el principio.{% endif %}",
        "",
        ["templates/es/visit/noted.html.j2 does not use cut; templates/en does."],
    ),
    (
        "templates/es/unlocking/fallen_back.html.j2",
        "{{ rules.unlock.drop_back_above }}",
        "4",
        [
            "templates/es/unlocking/fallen_back.html.j2 does not use rules.unlock.drop_back_above; templates/en does.",
            "templates/es/unlocking/fallen_back.html.j2 says the figures 4 with a group of keys; "
            "templates/en the figures 3.",
        ],
    ),
    (
        "templates/es/today/_week.html.j2",
        'one="caminata", ',
        "",
        ["templates/es/today/_week.html.j2 has a plural without one; es needs one, other."],
    ),
    (
        "templates/es/checkin/summary.html.j2",
        'one="caminata"',
        'one="caminata", few="caminatas"',
        ["templates/es/checkin/summary.html.j2 has a plural with few; es has one, other."],
    ),
    (
        "templates/es/chat/profile.yaml",
        "  help_now:",
        "  help_nov:",
        [
            "templates/es/chat/profile.yaml: commands.help_nov is not in templates/en/chat/profile.yaml. "
            "Did you mean help_now?",
            "templates/es/chat/profile.yaml: commands.help_now is missing; templates/en/chat/profile.yaml has it.",
        ],
    ),
    (
        "templates/es/chat/profile.yaml",
        "short_description: ",
        "short_description: Camina. Camina. Camina. Camina. Camina. Camina. Camina. Camina. Camina. Camina. ",
        ["templates/es/chat/profile.yaml: short_description is 161 characters long; at most 120 fit."],
    ),
    (
        "templates/es/chat/profile.yaml",
        "name: Walk Coach\n",
        "",
        ["templates/es/chat/profile.yaml: name is missing; it must be text of at most 64 characters."],
    ),
    (
        "templates/es/flare/buttons.yaml",
        "tips:",
        "tip:",
        [
            "templates/es/flare/buttons.yaml has no tips, which a sample of flare/begun shows.",
            "templates/es/flare/buttons.yaml: tip is in no sample; show it in one, or take it out.",
        ],
    ),
]
MISSING = ["content/triggers/es.yaml", "content/answers/es.yaml", "content/reading/es.yaml", "content/words/es/pt.yaml"]


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Return copies of content and templates."""
    shutil.copytree(data_folder("content"), tmp_path / "content", ignore=shutil.ignore_patterns("places.tsv"))
    shutil.copytree(data_folder("templates"), tmp_path / "templates", ignore=shutil.ignore_patterns("fonts"))
    return tmp_path


def test_each_loss_is_told_in_one_sentence(folders: Path) -> None:
    """A figure, a step, a fact, a plural form, a command, a label; and nothing else is."""
    for file, old, new, _ in LOSSES:
        path = folders / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (folders / "templates/es/speak/hello.html.j2").unlink()
    sentences = [sentence for *_, told in LOSSES for sentence in told]
    sentences.append("templates/_samples/speak.yaml: hello has no template templates/es/speak/hello.html.j2.")
    told = check(folders / "content", folders / "templates")
    for sentence in sentences:
        assert any(fault.startswith(sentence) for fault in told), sentence
    others = [fault for fault in told if not fault.startswith(tuple(sentences))]
    assert others == []


def test_a_missing_file_is_one_line(folders: Path) -> None:
    """Nothing else is said until it is there."""
    for file in MISSING:
        (folders / file).unlink()
    assert sorted(check(folders / "content", folders / "templates")) == [
        f"{file} is missing." for file in sorted(MISSING)
    ]
