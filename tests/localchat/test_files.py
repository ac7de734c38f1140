"""Photos, documents and animations: up, again by their id, and down."""

import pytest
from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest, InvalidToken

from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.scripted_bot import png

GIF = b"GIF89a\x02\x00\x03\x00" + b"\0" * 20


async def test_a_photo_goes_up_again_and_down(bot: Bot, ana: Person) -> None:
    """Its size is read from the picture, its id can be sent again, and its bytes come back."""
    sent = await bot.send_photo(7, png(30, 20), caption="<b>four</b> weeks", parse_mode="HTML")
    assert (sent.photo[0].width, sent.photo[0].height, sent.caption) == (30, 20, "four weeks")
    again = await bot.send_photo(7, sent.photo[0].file_id)
    assert again.photo[0].file_unique_id == sent.photo[0].file_unique_id
    file = await bot.get_file(sent.photo[0].file_id)
    assert bytes(await file.download_as_bytearray()) == png(30, 20)


async def test_documents_and_animations(bot: Bot, ana: Person) -> None:
    """A document keeps its name; an animation its size."""
    document = (await bot.send_document(7, b"%PDF", filename="report.pdf")).document
    animation = (await bot.send_animation(7, GIF, filename="walk.gif")).animation
    assert document
    assert animation
    assert (document.file_name, document.mime_type, document.file_size) == ("report.pdf", "application/pdf", 4)
    assert (animation.width, animation.height) == (2, 3)


async def test_files_that_are_refused(bot: Bot, ana: Person, server: LocalServer) -> None:
    """No picture, a caption that is too long, an unknown id, a file of another kind."""
    document = (await bot.send_document(7, b"x")).document
    assert document
    calls = [
        (bot.send_photo(7, b"no picture"), "IMAGE_PROCESS_FAILED"),
        (bot.send_photo(7, png(2, 100)), "PHOTO_INVALID_DIMENSIONS"),
        (bot.send_photo(7, png(), caption="x" * 1025), "message caption is too long"),
        (bot.send_photo(7, "unknown"), "wrong file identifier"),
        (bot.send_photo(7, document.file_id), "type of file mismatch"),
        (bot.get_file("unknown"), "invalid file_id"),
    ]
    for call, reason in calls:
        with pytest.raises(BadRequest, match=f"(?i){reason}"):
            await call


async def test_a_caption_is_edited(bot: Bot, ana: Person) -> None:
    """The picture stays; the same caption again is refused."""
    sent = await bot.send_photo(7, png(), caption="one")
    await bot.edit_message_caption(7, sent.message_id, caption="two")
    assert ana.last["caption"] == "two"
    assert ana.last["photo"]
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_caption(7, sent.message_id, caption="two")
    with pytest.raises(BadRequest, match=r"(?i)there is no text in the message to edit"):
        await bot.edit_message_text("x", 7, sent.message_id)


async def test_large_files(bot: Bot, ana: Person) -> None:
    """More than 20 MB cannot come down."""
    document = (await bot.send_document(7, bytes(20 * 1024 * 1024 + 1))).document
    assert document
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await bot.get_file(document.file_id)


async def test_downloads_need_the_token(bot: Bot, server: LocalServer, ana: Person) -> None:
    """A path alone opens nothing."""
    sent = await bot.send_photo(7, png())
    path = (await bot.get_file(sent.photo[0].file_id)).file_path
    assert path
    with pytest.raises(InvalidToken):
        await bot.request.retrieve(path.replace(server.token, "1:wrong"))


async def test_media_are_put_in_place(bot: Bot, ana: Person) -> None:
    """Another picture, by upload or by id; a picture into a text; the same id again is refused, as is no picture."""
    first = await bot.send_photo(7, png(), caption="one")
    second = await bot.send_photo(7, png(30, 20))
    text = await bot.send_message(7, "words")
    await bot.edit_message_media(InputMediaPhoto(png(40, 30), caption="two"), 7, first.message_id)
    shown = ana.chat.messages[first.message_id]
    assert (shown["photo"][0]["width"], shown["caption"]) == (40, "two")
    by_id = InputMediaPhoto(second.photo[0].file_id)
    for message in (first, text):
        await bot.edit_message_media(by_id, 7, message.message_id)
        shown = ana.chat.messages[message.message_id]
        assert (shown["photo"][0]["width"], "caption" in shown, "text" in shown) == (30, False, False)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_media(by_id, 7, first.message_id)
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.edit_message_media(InputMediaPhoto(b"no picture"), 7, first.message_id)
    with pytest.raises(BadRequest, match=r"(?i)no media"):
        await bot.do_api_request("editmessagemedia", {"chat_id": 7, "message_id": first.message_id})
