"""The vector drawings' templates, and what tells when they look different."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.content.library import data_folder
from bot.domain.figures import drawings, front_figure, mannequin, motion, props
from bot.domain.safety import body_map
from bot.pictures.drawing import fingerprint


def version(*modules: str) -> str:
    """Return what changes when the drawings look different: poses, templates, and the code between them."""
    looks = (data_folder("templates") / "_drawings").glob("*.svg.j2")
    figures = [Path(str(module.__file__)) for module in (body_map, drawings, front_figure, mannequin, motion, props)]
    content = [data_folder("content") / name for name in ("drawings.yaml", "body_map.yaml")]
    return fingerprint([*content, *looks, *figures, *map(Path, modules)])


def template(name: str) -> Template:
    """Return one of the templates that draw as SVG."""
    return _templates().get_template(name)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(data_folder("templates") / "_drawings"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
