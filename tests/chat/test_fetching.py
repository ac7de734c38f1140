"""A file that somebody says yes to is fetched from Telegram before the update is applied."""

import io
import zipfile

from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.running import Running


async def test_an_export_goes_out_and_comes_back(run: Running, server: LocalServer, ana: Person) -> None:
    """/export, /delete, the same file sent, and everything is there again, over the wire."""
    await run.onboard(ana)
    ana.say("15 min pain 2")
    await run.quiet()
    ana.say("/export")
    await run.quiet()
    sent = ana.last["document"]
    file = server.world.files.find(sent["file_id"])
    assert file
    assert "README-es.html" in zipfile.ZipFile(io.BytesIO(file.upload.content)).namelist()
    ana.say("/delete")
    await run.quiet()
    ana.tap("Yes, delete")
    await run.quiet()
    assert await run.rows("walks") == []
    ana.send_file("document", sent["file_name"], file.upload.content, "application/zip")
    await run.quiet()
    assert "Shall I bring back" in ana.last["text"]
    server.faults.drop("getFile")
    ana.tap("Yes, I agree")
    await run.quiet()
    assert "could not get the file" in ana.last["text"]
    ana.tap("Try again")
    await run.quiet()
    assert [walk["minutes"] for walk in await run.rows("walks")] == [15]
    assert [consent["given"] for consent in await run.rows("consents")] == [1, 1]


async def test_a_photo_is_not_taken_for_an_export(run: Running, ana: Person) -> None:
    """Whatever its name."""
    ana.send_file("document", "photo.zip", b"PK", "application/zip")
    await run.quiet()
    assert "Shall I bring back" not in ana.last["text"]
