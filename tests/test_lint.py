"""`walk-coach check`: what is wrong with templates, each in a sentence."""

import shutil
from pathlib import Path

import pytest

from bot.checks.lint import check
from bot.checks.markup import TAGS, markup_faults
from bot.content import library
from bot.content.library import data_folder
from bot.content.readability import sentences
from bot.content.shapes import ORIGIN

CONTENT = data_folder("content")
MEASURES = library.load().measures


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content in the language that texts are written in first."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("places.tsv"))
    for language in library.load().words.keys() - {ORIGIN}:
        shutil.rmtree(folder / "words" / language)
        for path in folder.glob(f"*/{language}.yaml"):
            path.unlink()
    return folder


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a folder with one small flow of two messages."""
    folder = tmp_path / "templates"
    for name, text in {
        "_samples/hello.yaml": "hi: {facts: {name: Ana}, buttons: [[go, {label: stop, facts: {count: 2}}]]}\nbye: {}",
        "en/hello/hi.html.j2": "<b>Hi {{ name }}.</b>\n",
        "en/hello/bye.html.j2": "Bye.\n",
        "en/hello/buttons.yaml": 'go: "Go"\nstop: "Stop {{ count }}"\n',
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_real_content_and_templates_have_no_faults() -> None:
    """What is delivered passes its own check."""
    assert check(CONTENT, data_folder("templates")) == []


def test_a_sound_flow_has_no_faults(content: Path, templates: Path) -> None:
    """The folder that the other tests spoil is sound."""
    assert check(content, templates) == []


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (
            "en/hello/more.html.j2",
            "More.",
            "templates/en/hello/more.html.j2 has no sample; add more to templates/_samples/hello.yaml.",
        ),
        (
            "_samples/hello.yaml",
            "hi: {facts: {name: Ana}, buttons: [[go, {label: stop, facts: {count: 1}}]]}\nbye: {}\nby: {}",
            "templates/_samples/hello.yaml: by has no template templates/en/hello/by.html.j2. Did you mean hello/bye?",
        ),
        (
            "en/hello/hi.html.j2",
            "Hi {{ nam }}.",
            "templates/en/hello/hi.html.j2 does not render with its sample {'name': 'Ana'}: 'nam' is undefined.",
        ),
        (
            "en/hello/hi.html.j2",
            "Hi {{ words.exercises[name].title }}.",
            "templates/en/hello/hi.html.j2 does not render with its sample {'name': 'Ana'}: 'dict object' has no"
            " attribute 'Ana'.",
        ),
        (
            "en/hello/hi.html.j2",
            "Hi {{ words.exercise }}.",
            "templates/en/hello/hi.html.j2 does not render with its sample {'name': 'Ana'}:"
            " 'bot.content.shapes.Words object' has no attribute 'exercise'.",
        ),
        (
            "en/hello/hi.html.j2",
            "Hi {% if %}.",
            "templates/en/hello/hi.html.j2 does not render with its sample {'name': 'Ana'}: Expected an expression, got"
            " 'end of statement block'.",
        ),
        (
            "en/hello/hi.html.j2",
            "<h1>Hi</h1>",
            "templates/en/hello/hi.html.j2 uses <h1>; Telegram's HTML here is b, i, u, s, a, code, blockquote.",
        ),
        (
            "en/hello/hi.html.j2",
            "<b>Hi",
            "templates/en/hello/hi.html.j2 opens <b> and does not close it.",
        ),
        (
            "en/hello/hi.html.j2",
            "{% if false %}Hi{% endif %}",
            "templates/en/hello/hi.html.j2 shows nothing with its sample {'name': 'Ana'}; a message needs text.",
        ),
        (
            "en/hello/hi.html.j2",
            "Hi. " * 200,
            "templates/en/hello/hi.html.j2 shows 799 characters; at most 500 fit.",
        ),
        (
            "en/hello/hi.html.j2",
            "Hi.\n\n\nAna.",
            "templates/en/hello/hi.html.j2 has two empty lines in a row; one is enough.",
        ),
        (
            "en/hello/hi.html.j2",
            "Go on and on " * 9,
            "templates/en/hello/hi.html.j2 has a sentence of 36 words; at most 24 are read with ease:"
            ' "Go on and on Go on …".',
        ),
        (
            "en/hello/hi.html.j2",
            "Individualised physiotherapeutic rehabilitation programmes facilitate neuromuscular adaptation. " * 4,
            "templates/en/hello/hi.html.j2 reads at 41.1 (Flesch–Kincaid grade); it must be 8 or"
            " less: shorter words and sentences.",
        ),
        (
            "en/hello/buttons.yaml",
            'go: "Go"\nstop: "Stop {{ count }}"\nrest: "Rest"',
            "templates/en/hello/buttons.yaml: rest is in no sample; show it in one, or take it out.",
        ),
        (
            "en/hello/buttons.yaml",
            'go: "Go"\nstopp: "Stop"',
            "templates/en/hello/buttons.yaml has no stop, which a sample of hello/hi shows. Did you mean hello/stopp?",
        ),
        (
            "en/hello/buttons.yaml",
            'go: " "\nstop: "Stop"',
            "templates/en/hello/buttons.yaml: go is empty in a sample of hello/hi; a button needs a label.",
        ),
        (
            "en/hello/buttons.yaml",
            'go: "Go on and on and on and on and on and on and on and on and on and on"\nstop: "Stop"',
            "templates/en/hello/buttons.yaml: go is 68 characters long; at most 64 fit:"
            ' "Go on and on and on and on and on and on and on and on and on and on".',
        ),
        (
            "en/hello/buttons.yaml",
            'go: "Go"\nstop: "Stop {{ many }}"',
            "templates/en/hello/buttons.yaml: stop does not render in a sample of hello/hi: 'many' is undefined.",
        ),
        (
            "_samples/hello.yaml",
            "hi: {facts: {name: Ana}, button: [[go]]}\nbye: {}",
            "templates/_samples/hello.yaml: hi.button is not a key that is known here. Did you mean buttons? Known:"
            " facts, buttons, toast, long, file.",
        ),
        (
            "_samples/hello.yaml",
            "hi: {facts: {name: A & B}, toast: true}\nbye: {}",
            "templates/en/hello/hi.html.j2 is a toast and has tags; a toast is plain text.",
        ),
    ],
)
def test_each_fault_is_told_in_one_sentence(
    content: Path, templates: Path, file: str, text: str, sentence: str
) -> None:
    """The sentence names the file, what is wrong, and what it should be."""
    (templates / file).write_text(text, encoding="utf-8")
    assert sentence in check(content, templates)


def test_a_drawing_has_its_words_in_every_language(content: Path, templates: Path) -> None:
    """What one language draws and another does not is a fault of the other."""
    shutil.copytree(content / "words" / "en", content / "words" / "de")
    for path in content.glob("*/en.yaml"):
        shutil.copy(path, path.with_name("de.yaml"))
    shutil.copytree(templates / "en", templates / "de")
    (templates / "en" / "hello" / "drawn.yaml").write_text("title: Walks\nplanned: planned", encoding="utf-8")
    (templates / "de" / "hello" / "drawn.yaml").write_text("title: Wege", encoding="utf-8")
    assert check(content, templates) == [
        "templates/de/hello/drawn.yaml has no planned; the drawing needs its words in every language."
    ]


def test_words_that_are_drawn_render_with_their_samples(content: Path, templates: Path) -> None:
    """A slip in them costs people the picture: it is found before anybody asks for one."""
    for name in ("_samples/_drawn", "en/progress"):
        shutil.copytree(data_folder("templates") / name, templates / name)
    words = templates / "en" / "progress" / "drawn.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace(".get(unit", ".get(unti"), encoding="utf-8")
    (templates / "_samples" / "_drawn" / "report.yaml").unlink()
    fault = "templates/en/progress/drawn.yaml does not render with a sample of progress: 'unti' is undefined."
    assert fault in check(content, templates)


def test_labels_that_are_no_yaml_are_told(content: Path, templates: Path) -> None:
    """A slip in the indent, or a merge left half done, is a sentence and no traceback."""
    (templates / "en/hello/buttons.yaml").write_text("<<<<<<< HEAD\ngo: Go\n", encoding="utf-8")
    told = check(content, templates)
    assert [fault for fault in told if fault.startswith("templates: a buttons.yaml cannot be read: ")]


def test_content_comes_first(content: Path, templates: Path) -> None:
    """Templates show content; with faults in it there is nothing to show."""
    (content / "tips.yaml").unlink()
    assert check(content, templates)[0] == "content/tips.yaml is missing."


def test_a_language_needs_both_folders(content: Path, templates: Path) -> None:
    """Templates without words, or words without templates, are told."""
    (templates / "de").mkdir()
    told = check(content, templates)
    assert told == ["content/words/de is missing; templates/de needs the words of its language."]
    shutil.rmtree(templates / "de")
    shutil.rmtree(templates / "en")
    assert check(content, templates) == ["templates/en is missing; content/words/en is there."]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<b>a <i>b</i></b> &amp; &lt;c&gt; &#39;", []),
        ('<a href="https://example.org">a</a>', []),
        ("<blockquote expandable>a</blockquote>", []),
        ("<b>a</i>", ["has </i> where </b> is due.", "opens <b> and does not close it."]),
        ("a</b>", ["has </b> where no end tag is due."]),
        ("<a>a</a>", ["has a link without an address."]),
        ('<b class="x">a</b>', ["gives <b> the attribute class, which it may not have."]),
        ("<b><b>a</b></b>", ["has <b> within <b>."]),
        ("a&nbsp;b", ["uses &nbsp;, which Telegram does not know."]),
        ("a<br>b", [f"uses <br>; Telegram's HTML here is {', '.join(TAGS)}."]),
    ],
)
def test_markup(page: str, told: list[str]) -> None:
    """Telegram's HTML, and nothing else."""
    found = markup_faults(page)
    assert [fault for fault in found if not (page == "a<br>b" and "close" in fault)] == told


@pytest.mark.parametrize(
    ("word", "count"),
    [("walk", 1), ("walked", 1), ("rested", 2), ("minutes", 2), ("exercise", 3), ("table", 2), ("knee", 1), ("20", 1)],
)
def test_syllables(word: str, count: int) -> None:
    """About right for words people use."""
    assert MEASURES["en"].syllables(word) == count


def test_the_grade_of_a_known_text() -> None:
    """Plain speech is for small children, officialese for students."""
    english = MEASURES["en"]
    assert english.of("The cat sat on the mat. The dog ran to the cat.") < 1
    assert english.of("Physiological adaptation necessitates incremental musculoskeletal progression.") > 12


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("día", 2),
        ("bueno", 2),
        ("muy", 1),
        ("caminata", 4),
        ("leer", 2),
        ("estudiáis", 3),
        ("playa", 2),
        ("y", 1),
        ("yo", 1),
    ],
)
def test_spanish_syllables(word: str, count: int) -> None:
    """Diphthongs are one, and a weak vowel with an accent stands alone."""
    assert MEASURES["es"].syllables(word) == count


def test_the_ease_of_a_known_spanish_text() -> None:
    """The measure falls with the effort: plain speech is easy, officialese is not."""
    spanish = MEASURES["es"]
    assert spanish.of("El gato come pan. La casa es roja. Hoy no voy.") > 80
    assert spanish.of("Las adaptaciones fisiológicas requieren progresiones individualizadas.") < 20


def test_lines_and_commands() -> None:
    """A line is a sentence; a command or an address is no word."""
    assert sentences("One two\n• three four\n/help_now or https://example.org/a") == [
        ["One", "two"],
        ["three", "four"],
        ["or"],
    ]
