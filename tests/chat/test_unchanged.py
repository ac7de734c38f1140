"""An edit that changes nothing is not made; what changed is always shown."""

from typing import Any

from bot.chat.outgoing.shown import MOST, Shown
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.running import Running

SCREENS = ("/settings", "/progress", "/today", "/exercises", "/report", "/help", "/privacy", "/language", "/pause")


def repeated(server: LocalServer) -> list[tuple[str, Any]]:
    """Return the edits that made a message what the edit before had made it already."""
    last: dict[Any, Any] = {}
    found = []
    for method, params in server.calls:
        key = params.get("message_id")
        if method in ("editMessageText", "editMessageMedia"):
            shown = (
                method,
                {name: value for name, value in params.items() if name != "media"},
                str(params.get("media")),
            )
            if last.get(key) == shown:
                found.append((method, params.get("text")))
            last[key] = shown
    return found


async def test_a_second_tap_that_changes_nothing_is_no_edit(run: Running, server: LocalServer, ana: Person) -> None:
    """Every button of every screen, tapped twice in a row: answered both times, edited once."""
    await run.onboard(ana)
    for screen in SCREENS:
        ana.say(screen)
        await run.quiet()
        message = ana.last
        for button in [button for button in ana.buttons(message) if "callback_data" in button]:
            for _ in range(2):
                query = ana.press(message["message_id"], button["callback_data"])
                await run.quiet()
                assert query.answered
    assert repeated(server) == []


async def test_there_and_back_again_is_shown(run: Running, ana: Person) -> None:
    """A switch that is tapped off and on stands where it was."""
    await run.onboard(ana)
    ana.say("/settings")
    await run.quiet()
    for label in ("Days", "✓ Mon", "Mon", "✓ Mon"):
        ana.tap(label, ana.last)
        await run.quiet()
    labels = [button["text"] for button in ana.buttons()]
    assert "Mon" in labels
    assert "✓ Mon" not in labels


def edit(text: str, message_id: int = 1, method: str = "editMessageText") -> dict[str, Any]:
    """Return a call."""
    return {"method": method, "params": {"chat_id": 7, "message_id": message_id, "text": text}}


def test_what_is_not_sure_is_sent() -> None:
    """An edit that may have failed, one after other buttons, one after another sender, and one long ago."""
    shown = Shown()
    shown.begun(edit("a"))
    assert not shown.same(edit("a"))
    shown.done(edit("a"))
    assert shown.same(edit("a"))
    assert not shown.same(edit("b"))
    assert not shown.same(edit("a", message_id=2))
    shown.begun(edit("", method="editMessageReplyMarkup"))
    assert not shown.same(edit("a"))
    shown.done(edit("a"))
    shown.forget()
    assert not shown.same(edit("a"))
    shown.done(edit("a"))
    for number in range(2, MOST + 2):
        shown.done(edit("a", message_id=number))
    assert not shown.same(edit("a"))
