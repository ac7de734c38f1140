"""Files: kept in memory, found again by their id."""

import hashlib
from dataclasses import dataclass
from itertools import count
from struct import unpack

from bot.localchat.api.errors import Json, bad
from bot.localchat.api.parse import Params, Upload

DOWNLOAD_LIMIT = 20 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One uploaded file."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    upload: Upload

    def facts(self) -> Json:
        """Return what every file object of the Bot API carries."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.upload.content)}


class Files:
    """All files of this server."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._numbers = count()

    def take(self, params: Params, name: str) -> StoredFile:
        """Return the file that a call sends under `name`: uploaded now, or sent before and named by its id."""
        upload = params.upload(name)
        if upload is not None:
            return self.keep(name, upload)
        value = params.text(name)
        if not value:
            raise bad(f"there is no {name} in the request")
        file = self._files.get(value)
        if file is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if file.kind != name:
            raise bad(f"type of file mismatch: can't use file of type {file.kind.title()} as {name.title()}")
        return file

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """Keep a file of a kind (photo, voice, document, …) and return it; an empty or too large one is refused."""
        if not upload.content:
            raise bad("file must be non-empty")
        if kind == "photo" and len(upload.content) > PHOTO_LIMIT:
            raise bad("file is too big")
        digest = hashlib.sha256(upload.content).hexdigest()
        number = next(self._numbers)
        folder = "photos" if kind == "photo" else f"{kind}s"
        file = StoredFile(f"LOCAL{kind[:2]}{digest[:24]}{number}", digest[:14], kind, f"{folder}/file_{number}", upload)
        self._files[file.file_id] = file
        return file

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file with this id."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file with this download path."""
        return next((file for file in self._files.values() if file.path == path), None)

    def describe(self, file_id: str) -> Json:
        """Answer getFile."""
        file = self._files.get(file_id)
        if file is None:
            raise bad("invalid file_id")
        if len(file.upload.content) > DOWNLOAD_LIMIT:
            raise bad("file is too big")
        return {**file.facts(), "file_path": file.path}


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF or JPEG, or None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = unpack(">II", content[16:24])
        return int(width), int(height)
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = unpack("<HH", content[6:10])
        return int(width), int(height)
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int(unpack(">H", content[at + 2 : at + 4])[0])
    return None
