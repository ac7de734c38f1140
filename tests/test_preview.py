"""The page that shows every message."""

import re
from html.parser import HTMLParser
from pathlib import Path

from bot.checks import preview
from bot.checks.samples import samples
from bot.content.library import data_folder
from tests.support.story import LIBRARY

PAGE = preview.page()


def test_every_template_of_every_language_is_there() -> None:
    """Each message stands on the page under its name, in its flow."""
    for folder in data_folder("templates").glob("[!_]*/"):
        for path in folder.glob("*/[!_]*.html.j2"):
            flow, message = path.parent.name, path.name.removesuffix(".html.j2")
            section = PAGE.partition(f'<section id="{flow}">')[2].partition("</section>")[0]
            shown = section.partition(f"<code>{message}</code>")[2].partition("</article>")[0]
            assert f'<div lang="{folder.name}">' in shown, f"{flow}/{message}"


def test_every_sample_is_shown_without_a_fault() -> None:
    """As many bubbles as samples in each language, side by side, none of them broken."""
    faults: list[str] = []
    count = len(samples(data_folder("templates"), faults))
    assert faults == []
    assert PAGE.count("<article>") == count
    for language in LIBRARY.words:
        assert PAGE.count(f'<div lang="{language}">') == count
    assert 'class="fault"' not in PAGE


def test_the_page_stands_alone() -> None:
    """It is one file: nothing is fetched from anywhere."""
    assert not re.search(r'<(?:link|iframe)\b|src=(?!"data:image)|@import|url\(', PAGE)


def test_the_page_is_well_formed() -> None:
    """Every element that is opened is closed, in order."""

    class Tree(HTMLParser):
        void = ("meta", "input", "br", "img")

        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in self.void:
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    tree = Tree()
    tree.feed(PAGE)
    assert tree.open == []


def test_a_message_that_does_not_render_says_so(tmp_path: Path) -> None:
    """A fault stands where the message would, as text; the others are shown all the same."""
    for name, text in {
        "_preview/page.html.j2": (data_folder("templates") / "_preview" / "page.html.j2").read_text(encoding="utf-8"),
        "_samples/hello.yaml": "hi: {}\nbye: {}\nodd: {}\n",
        "en/hello/hi.html.j2": "Hi {{ name }}.",
        "en/hello/bye.html.j2": "Bye.",
        "en/hello/odd.html.j2": "<h1>Odd</h1>",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    page = preview.page(templates=tmp_path)
    assert "UndefinedError: &#39;name&#39; is undefined" in page
    assert '<div class="bubble">Bye.</div>' in page
    assert "&lt;h1&gt;Odd&lt;/h1&gt;" in page
