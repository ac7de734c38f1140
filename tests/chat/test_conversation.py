"""The application from end to end: over HTTP, through the durable inbox and the outbox, in a real file."""

import logging

import pytest

from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from tests.support.running import Running


async def test_from_start_to_a_logged_walk(run: Running, ana: Person) -> None:
    """Onboarding, the nudge at its hour, a walk in three taps; every tap is answered, once."""
    await run.onboard(ana)
    assert "Your plan is ready" in ana.last["text"]
    await run.at(run.clock.instant.replace(day=24, hour=8))
    assert "Today: an easy walk" in ana.last["text"]
    for label in ("Done", "3", "3", "Easy"):
        ana.tap(label)
        await run.quiet()
    assert any("Logged." in said["text"] for said in ana.said if "text" in said)
    taps = [query.query_id for query in run.server.world.queries.values()]
    answers = [params["callback_query_id"] for method, params in run.server.calls if method == "answerCallbackQuery"]
    assert sorted(taps) == sorted(answers)
    assert await run.rows("outbox") == []
    assert {row["status"] for row in await run.rows("inbox")} == {"applied"}


async def test_a_picture_of_the_weeks_and_a_page_for_the_therapist(
    run: Running, ana: Person, server: LocalServer
) -> None:
    """Drawn, uploaded, changed in place, sent again by its id; the page is a PDF under the name that it is given."""
    await run.onboard(ana)
    await run.at(run.clock.instant.replace(day=24, hour=8))
    ana.say("12 min pain 3")
    await run.quiet()
    ana.say("/progress")
    await run.quiet()
    month = ana.last
    assert month["photo"][0]["width"] == 1080
    assert "12 minutes, 1 walk" in month["caption"]
    said = len(ana.said)
    for label in ("Week", "Month"):
        ana.tap(label)
        await run.quiet()
    assert len(ana.said) == said
    assert ana.last["photo"][0]["file_id"] == month["photo"][0]["file_id"]
    ana.tap("A page for my therapist")
    await run.quiet()
    ana.tap("Make the page")
    await run.quiet()
    page = ana.last["document"]
    assert page["file_name"] == "walking-report-2026-11-24.pdf"
    file = server.world.files.find(page["file_id"])
    assert file is not None
    assert file.upload.content.startswith(b"%PDF-")
    assert file.upload.mime_type == "application/pdf"


async def test_two_people_at_once_do_not_mix(run: Running, server: LocalServer) -> None:
    """Each has an own plan; what one says is never in the other's chat."""
    people = [server.user(7, "Ana"), server.user(8, "Ben")]
    for person in people:
        person.say("/start")
    await run.quiet()
    for label in ("I agree", "18–64"):
        for person in people:
            person.tap(label)
        await run.quiet()
    people[0].tap("Knee")
    people[1].tap("Hip")
    await run.quiet()
    rows = {row["user_id"]: row["regions"] for row in await run.rows("profiles")}
    assert rows == {7: '["knee"]', 8: '["hip"]'}
    noted = [[message["text"] for message in person.said if "Noted:" in message["text"]] for person in people]
    assert [texts[0].splitlines()[0] for texts in noted] == ["Noted: knee.", "Noted: hip."]


async def test_quick_messages_are_answered_in_their_order(run: Running, ana: Person) -> None:
    """Ten commands at once, ten answers in that order."""
    await run.onboard(ana)
    before = len(ana.said)
    for command in ("/tips", "/privacy") * 5:
        ana.say(command)
    await run.quiet()
    answers = [message["text"].splitlines()[0] for message in ana.said[before:]]
    assert len(answers) == 10
    assert answers[::2] == [answers[0]] * 5
    assert answers[1::2] == [answers[1]] * 5
    assert answers[0] != answers[1]


async def test_a_group_is_refused_kindly_and_nothing_is_stored(run: Running, ana: Person, server: LocalServer) -> None:
    """Health answers stay private; talk among its members is left alone."""
    group = server.group(-100)
    ana.invite(group)
    await run.quiet()
    said = [params["text"] for method, params in server.calls if method == "sendMessage"]
    assert len(said) == 1
    assert "private" in said[0]
    ana.say("my back hurts", group)
    await run.quiet()
    assert len([method for method, _ in server.calls if method == "sendMessage"]) == 1
    ana.say("/start", group)
    await run.quiet()
    assert len([method for method, _ in server.calls if method == "sendMessage"]) == 2
    assert await run.rows("users") == []


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]},
        {
            "sticker": {
                "file_id": "s",
                "file_unique_id": "s",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
                "type": "regular",
            }
        },
        {"contact": {"phone_number": "1", "first_name": "B"}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)
async def test_whatever_is_sent_gets_an_answer(run: Running, ana: Person, content: dict[str, object]) -> None:
    """Voice, picture, sticker and the rest: a useful line with buttons, never silence."""
    ana.send(content)
    await run.quiet()
    assert ana.last["text"]
    assert ana.buttons()


async def test_an_edited_message_is_answered(run: Running, ana: Person) -> None:
    """What was sent before counts; a red flag in the new words opens the questions all the same."""
    await run.onboard(ana)
    message = ana.say("hello")
    await run.quiet()
    ana.edit(message, "hello, I have chest pain")
    await run.quiet()
    assert any("Chest pain" in button["text"] for button in ana.buttons())


async def test_who_blocks_is_left_in_peace_and_who_comes_back_goes_on(run: Running, ana: Person) -> None:
    """No nudge while blocked; after unblocking the next one comes."""
    await run.onboard(ana)
    ana.block()
    await run.quiet()
    heard = len(ana.said)
    await run.at(run.clock.instant.replace(day=25, hour=8))
    assert len(ana.said) == heard
    assert [row["status"] for row in await run.rows("users")] == ["blocked"]
    ana.unblock()
    await run.quiet()
    await run.at(run.clock.instant.replace(day=26, hour=8))
    assert "Today:" in ana.last["text"]


async def test_a_duplicate_update_is_applied_once(run: Running, ana: Person) -> None:
    """Telegram sends an update again when it is not sure that it arrived."""
    await run.onboard(ana)
    update = {
        "update_id": 99,
        "message": {
            "message_id": 9999,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "Ana"},
            "text": "12 min pain 2",
        },
    }
    for _ in range(3):
        await run.app.inbox.receive([update])
    await run.quiet()
    assert [row["minutes"] for row in await run.rows("walks")] == [12]


async def test_a_malformed_update_is_set_aside(run: Running, ana: Person, caplog: pytest.LogCaptureFixture) -> None:
    """The others of its batch are applied, and its content is not in the log."""
    good = {
        "update_id": 12,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "Ana"},
            "text": "/tips",
        },
    }
    ana.chat.started = True
    await run.app.inbox.receive([{"update_id": 11, "message": "my knee"}, "nothing", {"update_id": "x"}, good])
    await run.quiet()
    assert ana.said
    assert {row["update_id"]: row["status"] for row in await run.rows("inbox")} == {11: "set_aside", 12: "applied"}
    assert "my knee" not in caplog.text


def message(**changed: object) -> dict[str, object]:
    """Return an update in which Ana asks for tips, with some fields changed."""
    ana = {"id": 7, "is_bot": False, "first_name": "Ana"}
    fields = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": ana, "text": "/tips"}
    return {"update_id": 20, "message": {**fields, **changed}}


@pytest.mark.parametrize(
    "changed",
    [
        {"text": 5},
        {"text": "\ud83d"},
        {"caption": ["x"]},
        {"message_id": 2**63},
        {"chat": {"id": 10**30, "type": "private"}},
        {"location": {"latitude": "north", "longitude": 1}},
        {"photo": 5},
    ],
)
async def test_what_is_of_the_wrong_type_is_set_aside_and_the_chat_goes_on(
    run: Running, ana: Person, changed: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    """Whether it is noticed at the door or by what reads it: neither its chat nor any other waits for it."""
    ana.chat.started = True
    await run.app.inbox.receive([message(**changed)])
    await run.quiet()
    assert [(row["status"], row["payload"]) for row in await run.rows("inbox")] == [("set_aside", None)]
    ana.say("/tips")
    await run.quiet()
    assert len(ana.said) == 1
    assert "north" not in caplog.text


async def test_nobody_is_heard_in_somebody_elses_private_chat(run: Running, ana: Person, server: LocalServer) -> None:
    """A private chat has its user's id. An update that says otherwise is a forgery: no answer, nothing stored."""
    await run.onboard(ana)
    server.user(8).chat.started = True
    await run.app.inbox.receive([message(chat={"id": 8, "type": "private"}, text="12 min pain 2")])
    await run.quiet()
    assert await run.rows("walks") == []
    assert server.user(8).said == []


async def test_a_number_that_no_store_can_hold_is_an_old_button(run: Running, ana: Person) -> None:
    """Forged data is answered with where things stand."""
    await run.onboard(ana)
    query = ana.press(ana.last["message_id"], f"1:ci:set:{'9' * 40}:minutes:5")
    await run.quiet()
    assert query.answered
    assert "Sorry" not in ana.last["text"]


async def test_a_flow_that_fails_apologises_and_stores_nothing_of_it(
    run: Running, ana: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next message is answered as ever; the log names the place and not what was said."""
    from bot.flows import routes
    from bot.store.person import users

    def broken(context: object, argument: str) -> list[object]:
        users.block(context.tx, 7)  # type: ignore[attr-defined]
        raise ValueError(f"cannot read {argument}")

    await run.onboard(ana)
    monkeypatch.setitem(routes.COMMANDS, "tips", broken)
    with caplog.at_level(logging.ERROR):
        ana.say("/tips my secret pain")
        await run.quiet()
    assert "Sorry" in ana.last["text"]
    assert [row["status"] for row in await run.rows("users")] == ["active"]
    assert "ValueError in" in caplog.text
    assert "secret" not in caplog.text
    ana.say("/today")
    await run.quiet()
    assert "Sorry" not in ana.last["text"]


async def test_delete_leaves_nothing(run: Running, ana: Person) -> None:
    """No row of the person in any table."""
    await run.onboard(ana)
    ana.say("/delete")
    await run.quiet()
    ana.tap("Yes, delete everything")
    await run.quiet()
    for table in await _tables(run):
        rows = [row for row in await run.rows(table) if 7 in (row.get("user_id"), row.get("chat_id"))]
        assert rows == [], table


async def _tables(run: Running) -> list[str]:
    async with run.app.database.transaction() as tx:
        return [row["name"] for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")]


async def test_a_move_is_shown_and_the_words_come_back(run: Running, ana: Person) -> None:
    """The drawing becomes an animation in its place; words that are due in its place come anew, and it goes."""
    await run.onboard(ana)
    await run.at(run.clock.instant.replace(day=24, hour=8))
    for label in ("▶ Start", "2", "▶ Show me"):
        ana.tap(label)
        await run.quiet()
    shown = ana.last
    assert shown["animation"]["file_size"] < 250_000
    assert "Start slowly." in shown["caption"]
    ana.tap("Pause")
    await run.quiet()
    assert "Paused after" in ana.last["text"]
    assert shown["message_id"] not in ana.chat.messages
