"""Typst draws: a layout of `templates/_drawings/` and its data → a PNG or a PDF."""

import asyncio
import hashlib
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from bot.content.library import data_folder

if TYPE_CHECKING:
    import typst

KEPT = 10
"""For how many compilations typst keeps what it laid out: 250 MB of a report's pages, which speed up none."""
BLANK = b"#set page(width: 1pt, height: 1pt)"
PIXELS_PER_INCH = 216  # three pixels a point: 360 points are as wide as a phone, 1,080 pixels


class Drawer:
    """Draws one thing at a time, on a thread of its own: a crowd of drawings leaves the other processors alone.

    Typst and the fonts are loaded by the first drawing; a bot that draws nothing carries none of it. Layouts see
    their data as `json(bytes(sys.inputs.data))`: whatever people wrote stays a text and is never code. The same data
    makes the same bytes, whatever the hour, the machine and its fonts.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder("templates") / "_drawings"
        self._thread = ThreadPoolExecutor(1, "drawing")
        self._compiler: typst.Compiler | None = None

    async def png(self, layout: str, data: Mapping[str, Any]) -> bytes:
        """Return a layout's only page as a picture. Raises typst.TypstError."""
        return await self._drawn(layout, data, "png")

    async def pdf(self, layout: str, data: Mapping[str, Any]) -> bytes:
        """Return a layout as a PDF that declares PDF/UA-1, for screen readers. Raises typst.TypstError."""
        return await self._drawn(layout, data, "pdf")

    async def _drawn(self, layout: str, data: Mapping[str, Any], form: Literal["png", "pdf"]) -> bytes:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.draw, layout, data, form)

    def draw(self, layout: str, data: Mapping[str, Any], form: Literal["png", "pdf"]) -> bytes:
        """Draw here and now, where nobody waits for the event loop."""
        drawn = self._compiled(layout, data, form)
        if form == "pdf":
            self._forget()
        assert isinstance(drawn, bytes), f"{layout} has more than one page"
        return drawn

    def pages(self, layout: str, data: Mapping[str, Any]) -> list[bytes]:
        """Draw every page of a layout as a picture, here and now."""
        drawn = self._compiled(layout, data, "png")
        return [drawn] if isinstance(drawn, bytes) else [bytes(page) for page in drawn or ()]

    def _compiled(self, layout: str, data: Mapping[str, Any], form: Literal["png", "pdf"]) -> Any:
        return self._ready().compile(
            str(self.folder / f"{layout}.typ"),
            format=form,
            ppi=PIXELS_PER_INCH,
            sys_inputs={"data": msgspec.json.encode(data, order="sorted").decode()},
            timestamp=0,
            pdf_standards=["ua-1"] if form == "pdf" else [],
        )

    def _forget(self) -> None:
        """Let typst drop what it laid out: it has no call for that, only an age."""
        for _ in range(KEPT):
            self._ready().compile(BLANK, format="png", ppi=1, sys_inputs={})

    def _ready(self) -> "typst.Compiler":
        if self._compiler is None:
            # One drawing keeps to one processor, too: it is done in 15 ms.
            os.environ.setdefault("RAYON_NUM_THREADS", "1")
            import typst

            fonts = typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self.folder / "fonts")]
            )
            self._compiler = typst.Compiler(root=self.folder, font_paths=fonts, ignore_system_fonts=True)
        return self._compiler


def looks(flow: str, *modules: str) -> str:
    """Return the fingerprint of what modules draw of a flow: layouts, words in every language, and their own code."""
    templates = data_folder("templates")
    return fingerprint(
        [*(templates / "_drawings").glob("*.typ"), *templates.glob(f"*/{flow}/drawn.yaml"), *map(Path, modules)]
    )


def fingerprint(files: Iterable[Path]) -> str:
    """Return what changes with any of the files that say how something looks: Telegram's older copies are not sent."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()[:12]
