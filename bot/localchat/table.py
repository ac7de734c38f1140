"""Which method of the Bot API is answered by what. Names are matched without regard to case, as at Telegram."""

from collections.abc import Callable
from typing import Any

from bot.localchat import methods
from bot.localchat.api.errors import Json
from bot.localchat.api.parse import Params
from bot.localchat.methods import Method
from bot.localchat.state import World


def _told(answer: Callable[[World, Params], Any]) -> Method:
    async def method(world: World, params: Params) -> Any:
        result = answer(world, params)
        world.feed.publish("profile")
        return result

    return method


def _asked(answer: Callable[[World, Params], Any]) -> Method:
    async def method(world: World, params: Params) -> Any:
        return answer(world, params)

    return method


def _text(what: str) -> Method:
    return _asked(lambda world, params: {what: world.profile.text(what, params.text("language_code"))})


def _set_text(what: str) -> Method:
    return _told(lambda world, params: world.profile.set_text(what, params))


def _set_menu_button(world: World, params: Params) -> bool:
    button: Json = params.structure("menu_button") or {"type": "default"}
    world.profile.menu_button = button
    return True


METHODS: dict[str, Method] = {
    name.lower(): method
    for name, method in {
        "getMe": _asked(
            lambda world, _: {
                **world.profile.as_user(),
                "can_join_groups": True,
                "can_read_all_group_messages": False,
                "supports_inline_queries": False,
                "can_connect_to_business": False,
                "has_main_web_app": False,
            }
        ),
        "logOut": _asked(lambda _world, _params: True),
        "close": _asked(lambda _world, _params: True),
        "getUpdates": methods.get_updates,
        "setWebhook": methods.set_webhook,
        "deleteWebhook": methods.delete_webhook,
        "getWebhookInfo": methods.webhook_info,
        "sendMessage": methods.send_message,
        "sendPhoto": methods.send_photo,
        "sendDocument": methods.send_document,
        "sendAnimation": methods.send_animation,
        "sendLocation": methods.send_location,
        "sendChatAction": methods.send_chat_action,
        "editMessageText": methods.edit_text,
        "editMessageCaption": methods.edit_caption,
        "editMessageMedia": methods.edit_media,
        "editMessageReplyMarkup": methods.edit_markup,
        "deleteMessage": methods.delete_message,
        "answerCallbackQuery": methods.answer_query,
        "getFile": methods.get_file,
        "getChat": methods.get_chat,
        "leaveChat": methods.leave_chat,
        "setMyCommands": _told(lambda world, params: world.profile.set_commands(params)),
        "getMyCommands": _asked(lambda world, params: world.profile.get_commands(params)),
        "deleteMyCommands": _told(lambda world, params: world.profile.delete_commands(params)),
        "setMyName": _set_text("name"),
        "getMyName": _text("name"),
        "setMyDescription": _set_text("description"),
        "getMyDescription": _text("description"),
        "setMyShortDescription": _set_text("short_description"),
        "getMyShortDescription": _text("short_description"),
        "setChatMenuButton": _told(_set_menu_button),
        "getChatMenuButton": _asked(lambda world, _: world.profile.menu_button),
    }.items()
}
