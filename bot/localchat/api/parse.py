"""The parameters of one call, however they were posted: in the address, as a form, as JSON, or as multipart."""

import json
from dataclasses import dataclass
from typing import Any, cast

from aiohttp import BodyPartReader, web

from bot.localchat.api.errors import Json, Refused, bad

UPLOAD_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came inside the call."""

    name: str
    mime_type: str
    content: bytes


class Params:
    """Parameters by name; everything Telegram reads as JSON may come as a JSON string."""

    def __init__(self, values: Json, uploads: dict[str, Upload] | None = None) -> None:
        self.values, self.uploads = values, uploads or {}

    def text(self, name: str, default: str = "") -> str:
        """Return a parameter as text."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a parameter as a whole number; anything else counts as not given, as at Telegram."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float | None:
        """Return a parameter as a number, or None."""
        try:
            return float(self.values[name])
        except (KeyError, TypeError, ValueError):
            return None

    def boolean(self, name: str) -> bool:
        """Return a parameter as a truth value."""
        return str(self.values.get(name, "")).lower() in ("true", "yes", "1")

    def structure(self, name: str) -> Any:
        """Return a nested parameter, or None when it is absent or empty; raise Refused for broken JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            what = "reply keyboard markup JSON object" if name == "reply_markup" else f"{name} JSON object"
            raise bad(f"can't parse {what}") from error

    def upload(self, name: str) -> Upload | None:
        """Return the file behind a parameter: sent under its name, or under the name that `attach://` gives."""
        value = self.text(name)
        attached = value.removeprefix("attach://") if value.startswith("attach://") else name
        return self.uploads.get(attached)


async def read(request: web.Request) -> Params:
    """Read the parameters of a request; raise Refused for a body that cannot be read."""
    values: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.method == "POST" and request.body_exists:
        if request.content_type == "application/json":
            values |= _object(await request.read())
        elif request.content_type == "multipart/form-data":
            await _multipart(request, values, uploads)
        else:
            values |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return Params(values, uploads)


def _object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError as error:
        raise bad("can't parse JSON object") from error
    if not isinstance(value, dict):
        raise bad("can't parse request JSON object: object expected")
    return cast(Json, value)


async def _multipart(request: web.Request, values: Json, uploads: dict[str, Upload]) -> None:
    left = UPLOAD_LIMIT
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = bytearray()
        while chunk := await part.read_chunk(64 * 1024):
            left -= len(chunk)
            if left < 0:
                raise Refused(413, "Request Entity Too Large")
            content += chunk
        if part.filename is None:
            values[part.name] = content.decode("utf-8", "replace")
        else:
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime_type, bytes(content))
