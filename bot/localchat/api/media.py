"""Photos, documents, animations and places: the fields of such messages."""

from typing import Any

from bot.localchat.api import texts
from bot.localchat.api.errors import Json, bad
from bot.localchat.api.files import Files, StoredFile, picture_size
from bot.localchat.api.parse import Params, Upload

LARGEST_SUM, LARGEST_RATIO = 10_000, 20  # a photo's width + height, and the longer side over the shorter


def photo(files: Files, params: Params) -> Json:
    """Return a photo message's fields; what is no picture, or too long a one, is refused."""
    caption = texts.caption(params)
    file = files.take(params, "photo")
    size = picture_size(file.upload.content)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if not (width and height) or width + height > LARGEST_SUM or max(size) > LARGEST_RATIO * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return {"photo": [{**file.facts(), "width": width, "height": height}], **caption}


def document(files: Files, params: Params) -> Json:
    """Return a document message's fields."""
    caption = texts.caption(params)
    return {"document": _named(files.take(params, "document")), **caption}


def animation(files: Files, params: Params) -> Json:
    """Return an animation message's fields; for old clients it is a document too."""
    caption = texts.caption(params)
    file = files.take(params, "animation")
    width, height = picture_size(file.upload.content) or (params.integer("width"), params.integer("height"))
    shown = {**_named(file), "width": width, "height": height, "duration": params.integer("duration")}
    return {"animation": shown, "document": _named(file), **caption}


def sent(files: Files, kind: str, upload: Upload, caption: str) -> Json:
    """Return the fields of what a person sends: "photo", "voice" or "document", as which a photo goes that is none."""
    size = picture_size(upload.content) if kind == "photo" else None
    if kind == "photo" and size is None:
        kind = "document"
    file = files.keep(kind, upload)
    words = {"caption": caption} if caption else {}
    if size is not None:
        return {"photo": [{**file.facts(), "width": size[0], "height": size[1]}], **words}
    if kind == "voice":
        return {"voice": {**file.facts(), "duration": 1, "mime_type": upload.mime_type}, **words}
    return {"document": _named(file), **words}


def edited(files: Files, params: Params) -> Json:
    """Return the fields of what editMessageMedia puts into a message."""
    given: Any = params.structure("media")
    if not isinstance(given, dict):
        raise bad("can't parse InputMedia: Can't find field \"type\"" if given else "there is no media in the request")
    kinds = {"photo": photo, "document": document, "animation": animation}
    kind = str(given.get("type", ""))
    if kind not in kinds:
        raise bad(f'can\'t parse InputMedia: Unsupported type "{kind}"' if kind else "can't parse InputMedia")
    return kinds[kind](files, Params({**given, kind: given.get("media")}, params.uploads))


def location(params: Params) -> Json:
    """Return a location message's fields."""
    latitude, longitude = params.number("latitude"), params.number("longitude")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad("wrong latitude/longitude specified")
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _named(file: StoredFile) -> Json:
    return {**file.facts(), "file_name": file.upload.name, "mime_type": file.upload.mime_type}
