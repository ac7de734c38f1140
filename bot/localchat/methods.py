"""The methods of the Bot API that a bot may call here."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from bot.localchat.api import keyboards, media, texts
from bot.localchat.api.errors import Json, bad
from bot.localchat.api.parse import Params
from bot.localchat.api.updates import Hook
from bot.localchat.state import Chat, World

Method: TypeAlias = Callable[[World, Params], Awaitable[Any]]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
DELETABLE_SECONDS = 48 * 60 * 60
CONTENT = ("text", "entities", "photo", "document", "animation", "caption", "caption_entities")


async def get_updates(world: World, params: Params) -> list[Json]:
    """Long polling; the kinds of `allowed_updates` hold until the next call that names them."""
    allowed = params.structure("allowed_updates")
    if isinstance(allowed, list):
        world.updates.allowed = [str(kind) for kind in allowed]
    return await world.updates.poll(params.integer("offset"), params.integer("limit", 100), params.integer("timeout"))


async def set_webhook(world: World, params: Params) -> bool:
    """Take an HTTPS address or, as a Bot API server of one's own does, one of this machine, which is then posted to."""
    hook = Hook(params.text("url"), params.text("secret_token"))
    if hook.url and not hook.url.startswith("https://") and not hook.is_here:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", hook.secret):
        raise bad("secret token contains unallowed characters")
    allowed = params.structure("allowed_updates")
    if isinstance(allowed, list):
        world.updates.allowed = [str(kind) for kind in allowed]
    world.updates.set_hook(hook if hook.url else None)
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    """Go back to polling."""
    world.updates.set_hook(None)
    if params.boolean("drop_pending_updates"):
        world.updates.clear()
    return True


async def webhook_info(world: World, _: Params) -> Json:
    """Say what waits, and what went wrong last."""
    updates = world.updates
    info: Json = {
        "url": updates.hook.url if updates.hook else "",
        "has_custom_certificate": False,
        "pending_update_count": updates.pending,
    }
    if updates.allowed:
        info["allowed_updates"] = updates.allowed
    if updates.last_error:
        at, message = updates.last_error
        info |= {"last_error_date": int(at.timestamp()), "last_error_message": message}
    return info


async def send_message(world: World, params: Params) -> Json:
    """Say something new."""
    return _send(world, params, lambda: texts.message_text(params))


async def send_photo(world: World, params: Params) -> Json:
    """Show a picture."""
    return _send(world, params, lambda: media.photo(world.files, params))


async def send_document(world: World, params: Params) -> Json:
    """Hand over a file."""
    return _send(world, params, lambda: media.document(world.files, params))


async def send_animation(world: World, params: Params) -> Json:
    """Show a moving picture."""
    return _send(world, params, lambda: media.animation(world.files, params))


async def send_location(world: World, params: Params) -> Json:
    """Show a place."""
    return _send(world, params, lambda: media.location(params))


async def send_chat_action(world: World, params: Params) -> bool:
    """Show "typing…"."""
    chat = world.writable(params.integer("chat_id"))
    if not params.text("action"):
        raise bad("wrong parameter action in request")
    world.feed.publish("typing", chat.chat_id, action=params.text("action"))
    return True


def _send(world: World, params: Params, content: Callable[[], Json]) -> Json:
    chat = world.known(params.integer("chat_id"))
    fields, markup = content(), keyboards.markup(params)
    world.writable(chat.chat_id)
    reply = _reply(chat, params)
    inline = {"reply_markup": markup.inline} if markup.inline else {}
    message = world.add(chat, world.profile.as_user(), {**reply, **fields, **inline})
    if markup.changes_keyboard:
        world.set_keyboard(chat, markup.keyboard)
    return message


def _reply(chat: Chat, params: Params) -> Json:
    given: Any = params.structure("reply_parameters")
    if not isinstance(given, dict) or not given.get("message_id"):
        return {}
    answered = chat.messages.get(int(given["message_id"]))
    if answered is None:
        if given.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": {key: value for key, value in answered.items() if key != "reply_to_message"}}


async def edit_text(world: World, params: Params) -> Json:
    """Say something else in a message that stands."""
    fields, markup = texts.message_text(params), keyboards.markup(params)
    chat, message = _editable(world, params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _edit(world, chat, message, fields, markup.inline, ("text", "entities"))


async def edit_caption(world: World, params: Params) -> Json:
    """Say something else below a picture or a file."""
    fields, markup = texts.caption(params), keyboards.markup(params)
    chat, message = _editable(world, params)
    if "text" in message or "location" in message:
        raise bad("there is no caption in the message to edit")
    return _edit(world, chat, message, fields, markup.inline, ("caption", "caption_entities"))


async def edit_media(world: World, params: Params) -> Json:
    """Put another picture or file into a message, or a first one into a text."""
    fields, markup = media.edited(world.files, params), keyboards.markup(params)
    chat, message = _editable(world, params)
    if "location" in message:
        raise bad("message can't be edited")
    return _edit(world, chat, message, fields, markup.inline, CONTENT)


async def edit_markup(world: World, params: Params) -> Json:
    """Change the buttons under a message."""
    markup = keyboards.markup(params)
    chat, message = _editable(world, params)
    return _edit(world, chat, message, {}, markup.inline, ())


def _editable(world: World, params: Params) -> tuple[Chat, Json]:
    chat = world.known(params.integer("chat_id"))
    message_id = params.integer("message_id")
    if not message_id:
        raise bad("message identifier is not specified")
    message = chat.messages.get(message_id)
    if message is None:
        raise bad("message to edit not found")
    if not message["from"]["is_bot"]:
        raise bad("message can't be edited")
    world.writable(chat.chat_id)
    return chat, message


def _edit(
    world: World, chat: Chat, message: Json, fields: Json, inline: Json | None, replaced: tuple[str, ...]
) -> Json:
    """Replace the fields named in `replaced`, and the buttons."""
    same = all(message.get(name) == fields.get(name) for name in replaced)
    if same and message.get("reply_markup") == inline:
        raise bad(NOT_MODIFIED)
    return world.change(chat, message, fields, inline, replaced)


async def delete_message(world: World, params: Params) -> bool:
    """Take a message away, within 48 hours."""
    chat = world.known(params.integer("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad("message to delete not found")
    if world.stamp() - message["date"] > DELETABLE_SECONDS:
        raise bad("message can't be deleted for everyone")
    world.remove(chat, message["message_id"])
    return True


async def answer_query(world: World, params: Params) -> bool:
    """Stop a button's spinner, with a toast or an alert if there is a text."""
    text = params.text("text")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    world.answer(params.text("callback_query_id"), text, params.boolean("show_alert"))
    return True


async def get_file(world: World, params: Params) -> Json:
    """Say where a file can be fetched."""
    return world.files.describe(params.text("file_id"))


async def get_chat(world: World, params: Params) -> Json:
    """Describe a chat."""
    chat = world.known(params.integer("chat_id"))
    types: Json = {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
    }
    extra: Json = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {**types, "gifts_from_channels": False},
    }
    return {**chat.as_chat(), **extra}


async def leave_chat(world: World, params: Params) -> bool:
    """Go out of a group; a private chat cannot be left."""
    chat = world.known(params.integer("chat_id"))
    if chat.kind == "private":
        raise bad("chat member status can't be changed in private chats")
    chat.left = True
    world.feed.publish("left", chat.chat_id)
    return True
