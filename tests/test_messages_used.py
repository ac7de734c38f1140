"""Every message and label that the code names exists, and every one that exists is named somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.library import data_folder
from tests.support.story import RENDERER

ROOT = Path(__file__).parent.parent
NAMES_A = {"Say": "message", "Edit": "message", "Toast": "message", "Button": "label"}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Yield every node of the code, and where it stands."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


NODES = list(nodes())


def pattern(node: ast.AST) -> str | None:
    """Return what a text may be: the gaps of an f-string stand for anything. None: the node is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(pattern(part) or "[a-z0-9_-]+" for part in node.values)
    return None


def existing(kind: str) -> set[str]:
    """Return the keys of all messages, or of all labels."""
    if kind == "label":
        return RENDERER.labels("en")
    folder = data_folder("templates") / "en"
    names = {path.relative_to(folder).as_posix().removesuffix(".html.j2") for path in folder.rglob("*.html.j2")}
    return {name for name in names if not name.rpartition("/")[2].startswith("_")}


@pytest.mark.parametrize("kind", ["message", "label"])
def test_what_exists_is_named(kind: str) -> None:
    """A message that no flow says, or a label on no button, is dead."""
    named = [re.compile(text) for _, node in NODES if (text := pattern(node)) and "/" in text]
    assert [key for key in sorted(existing(kind)) if not any(text.fullmatch(key) for text in named)] == []


def test_what_is_named_exists() -> None:
    """The first argument of each Say, Edit, Toast and Button is the name of a template or a label."""
    known = {kind: existing(kind) for kind in set(NAMES_A.values())}
    missing = [
        f"{place} {text}"
        for place, node in NODES
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES_A and node.args
        if (text := pattern(node.args[0])) and not any(re.fullmatch(text, key) for key in known[NAMES_A[node.func.id]])
    ]
    assert missing == []
