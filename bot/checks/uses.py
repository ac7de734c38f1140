"""Which modules and templates read which number of the rules, found in the sources themselves.

An attribute counts only where what it is read from is known to be the number's own section: by the class that a
parameter, a field or a function is annotated with, or by the way from `….rules.<section>`.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeAlias, get_type_hints

from bot.content.library import data_folder
from bot.domain.limits import Between
from bot.domain.rules import Rules

Key: TypeAlias = str
"""A number's name: "gate.half_from"."""

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

WHOLE = "rules"
"""What an expression is that is all the rules; else the name of a section, or None where it is neither."""

SECTIONS: dict[str, Any] = {name: hint for name, hint in get_type_hints(Rules).items() if is_dataclass(hint)}
KIND_OF = {Rules.__name__: WHOLE} | {hint.__name__: name for name, hint in SECTIONS.items()}
NUMBERS = {f"{section}.{number.name}" for section, hint in SECTIONS.items() for number in fields(hint)}


def uses(package: Path) -> dict[Key, tuple[str, ...]]:
    """Return number → the places that read it, in order: modules of `package`, templates and content files."""
    found: dict[Key, set[str]] = {}
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py"))}
    returned = dict(_returned(trees.values()))
    for path, tree in trees.items():
        for key in Reader(returned).read(tree):
            found.setdefault(key, set()).add(f"{package.name}/{path.relative_to(package).as_posix()}")
    for name in ("templates", "content"):
        folder = data_folder(name)
        for path in folder.rglob("*.*"):
            if path.suffix in (".j2", ".yaml"):
                for section, number in re.findall(r"\brules\.(\w+)\.(\w+)", path.read_text(encoding="utf-8")):
                    found.setdefault(f"{section}.{number}", set()).add(f"{name}/{path.relative_to(folder).as_posix()}")
    return {key: tuple(sorted(places)) for key, places in found.items()}


def _returned(trees: Iterable[ast.Module]) -> Iterator[tuple[str, str]]:
    """Yield the name of each function that returns a section, and which."""
    for tree in trees:
        names = _imported(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                kind = _annotated(node.returns, names)
                if kind is not None:
                    yield node.name, kind


def _imported(tree: ast.Module) -> dict[str, str]:
    """Return how a module calls the classes of the rules: its name for one → what that is."""
    names = dict(KIND_OF) if any(isinstance(node, ast.ClassDef) and node.name == "Rules" for node in tree.body) else {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == Rules.__module__:
            names |= {alias.asname or alias.name: KIND_OF[alias.name] for alias in node.names if alias.name in KIND_OF}
    return names


def _annotated(annotation: ast.expr | None, names: dict[str, str]) -> str | None:
    """Return what an annotation stands for; "X | None" is an X."""
    match annotation:
        case ast.Name(id=name):
            return names.get(name)
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return _annotated(left, names)
        case ast.Constant(value=str(name)):
            return names.get(name)
    return None


def _fixed() -> dict[str, Key]:
    """Return constant → the number that may only equal it: `Between(ROLLOVER_MINUTE, ROLLOVER_MINUTE)`."""
    found = {}
    for section, hint in SECTIONS.items():
        for name, kind in get_type_hints(hint, include_extras=True).items():
            for limit in getattr(kind, "__metadata__", ()):
                if isinstance(limit, Between) and limit.low == limit.high:
                    found[name.upper()] = f"{section}.{name}"
    return found


FIXED = _fixed()


@dataclass(slots=True)
class Reader:
    """Reads one module, scope by scope. `returned`: name of a function → the section that it returns."""

    returned: dict[str, str]
    _names: dict[str, str] = field(default_factory=dict)
    _found: set[Key] = field(default_factory=set)

    def read(self, tree: ast.Module) -> set[Key]:
        """Return the numbers that a module reads."""
        self._names = _imported(tree)
        self._scope(tree, {}, {})
        return self._found

    def _scope(self, node: ast.AST, known: dict[str, str], own: dict[str, str]) -> None:
        """Read what is in a scope. `known`: a local name → what it is; `own`: the same for the fields of `self`."""
        for child in ast.iter_child_nodes(node):
            match child:
                case ast.ClassDef():
                    self._scope(child, dict(known), self._fields(child))
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                    self._scope(child, {**known, **self._parameters(child, own)}, own)
                case _:
                    self._note(child, known, own)
                    self._scope(child, known, own)
                    self._learn(child, known, own)

    def _fields(self, node: ast.ClassDef) -> dict[str, str]:
        """Return field → section, of a class; one of the rules themselves is its own `self`."""
        own = {"self": self._names[node.name]} if self._names.get(node.name) == KIND_OF.get(node.name, "") else {}
        for item in ast.walk(node):
            match item:
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                    own |= _entry(name, _annotated(annotation, self._names))
                case ast.FunctionDef(name="__init__"):
                    given = self._parameters(item, {})
                    for line in ast.walk(item):
                        match line:
                            case ast.Assign(targets=[ast.Attribute(attr=name)], value=ast.Name(id=value)):
                                own |= _entry(name, given.get(value))
        return own

    def _parameters(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, own: dict[str, str]
    ) -> dict[str, str]:
        found = {"self": own["self"]} if "self" in own else {}
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for argument in every:
            found |= _entry(argument.arg, _annotated(argument.annotation, self._names))
        return found

    def _learn(self, node: ast.AST, known: dict[str, str], own: dict[str, str]) -> None:
        """Remember what an assignment makes of a name."""
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                pairs: list[tuple[ast.expr, ast.expr]] = list(zip(names, values, strict=False))
            case ast.Assign(targets=[target], value=value) | ast.NamedExpr(target=target, value=value):
                pairs = [(target, value)]
            case _:
                return
        for target, value in pairs:
            if isinstance(target, ast.Name):
                known.pop(target.id, None)
                known |= _entry(target.id, self._kind(value, known, own))

    def _note(self, node: ast.AST, known: dict[str, str], own: dict[str, str]) -> None:
        match node:
            case ast.Attribute(value=value, attr=name):
                key = f"{self._kind(value, known, own)}.{name}"
                if key in NUMBERS:
                    self._found.add(key)
            case ast.Name(id=name) if name in FIXED:
                self._found.add(FIXED[name])

    def _kind(self, node: ast.expr, known: dict[str, str], own: dict[str, str]) -> str | None:
        """Return what an expression is: all the rules, a section, or None."""
        match node:
            case ast.Name(id=name):
                return known.get(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if name in own:
                return own[name]
            case ast.Attribute(value=value, attr=name):
                if self._kind(value, known, own) == WHOLE:
                    return name if name in SECTIONS else None
                return WHOLE if name == WHOLE else None
            case ast.IfExp(body=body, orelse=orelse):
                return self._kind(body, known, own) or self._kind(orelse, known, own)
            case ast.Call(func=ast.Name(id="replace"), args=[first, *_]):
                return self._kind(first, known, own)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                return self.returned.get(name)
        return None


def _entry(name: str, kind: str | None) -> dict[str, str]:
    return {name: kind} if kind is not None else {}
