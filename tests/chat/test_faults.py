"""What goes wrong between the bot and Telegram: no answer is lost, and none doubled that is known to have arrived."""

import logging
from datetime import timedelta

import pytest

from bot import logs
from bot.chat.outgoing.sender import IN_FLIGHT
from bot.localchat.person import Person
from bot.localchat.server import LocalServer
from bot.store.errors import StoreFullError
from tests.support.running import Running
from tests.support.settled import plan_in


def said(ana: Person) -> list[str]:
    """Return the first lines of what the bot said."""
    return [message["text"].splitlines()[0] for message in ana.said]


@pytest.fixture
async def two_lines(run: Running, ana: Person) -> list[str]:
    """Return how /tips and /privacy are answered when nothing goes wrong, in a chat that is then empty again."""
    for command in ("/tips", "/privacy"):
        ana.say(command)
    await run.quiet()
    lines = said(ana)
    ana.chat.messages.clear()
    return lines


@pytest.mark.parametrize("fault", ["too_many", "html", "drop"])
async def test_after_a_fault_every_answer_arrives_in_order(
    run: Running, server: LocalServer, ana: Person, two_lines: list[str], fault: str
) -> None:
    """429, a gateway's page, a cut connection: the answer waits, and what comes after it waits behind it."""
    getattr(server.faults, fault)("sendMessage")
    for command in ("/tips", "/privacy"):
        ana.say(command)
    await run.quiet()
    assert said(ana) == []
    await run.later(seconds=2)
    assert said(ana) == two_lines


async def test_telegram_is_obeyed_about_how_long_to_wait(
    run: Running, server: LocalServer, ana: Person, two_lines: list[str]
) -> None:
    """429 with 30 seconds: not a second earlier."""
    server.faults.too_many("sendMessage", retry_after=30)
    ana.say("/tips")
    await run.quiet()
    await run.later(seconds=29)
    assert said(ana) == []
    await run.later(seconds=1)
    assert said(ana) == two_lines[:1]


async def test_a_lost_answer_repeats_only_what_was_in_flight(
    run: Running, server: LocalServer, ana: Person, two_lines: list[str]
) -> None:
    """Nobody can know whether that one arrived: it comes twice rather than never."""
    server.faults.lose("sendMessage")
    for command in ("/tips", "/privacy"):
        ana.say(command)
    await run.quiet()
    await run.later(seconds=2)
    assert said(ana) == [two_lines[0], *two_lines]


async def test_a_second_tap_that_changes_nothing_is_no_fault(run: Running, ana: Person) -> None:
    """Telegram calls it "message is not modified"; the tap is answered and nothing is repeated."""
    await run.onboard(ana)
    ana.say("/today")
    await run.quiet()
    before = len(ana.said)
    queries = [ana.tap("Not today"), ana.tap("Not today")]
    await run.quiet()
    assert [query.answered for query in queries] == [True, True]
    assert len(ana.said) == before
    assert await run.rows("outbox") == []


async def test_an_answer_that_comes_too_late_still_edits(run: Running, server: LocalServer, ana: Person) -> None:
    """The spinner is gone after a minute; the words are not."""
    ana.say("/start")
    await run.quiet()
    server.faults.refuse(
        "answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    ana.tap("I agree")
    await run.quiet()
    assert "How old are you?" in ana.last["text"]
    assert await run.rows("outbox") == []


async def test_a_message_that_is_gone_is_said_anew(run: Running, server: LocalServer, ana: Person) -> None:
    """The user deleted it, or it is too old to be edited."""
    ana.say("/start")
    await run.quiet()
    server.faults.refuse("editMessageText", 400, "Bad Request: message to edit not found")
    before = len(ana.said)
    ana.tap("I agree")
    await run.quiet()
    assert [message["text"].split()[0] for message in ana.said[before:]] == ["Thank", "How"]
    assert "How old are you?" in ana.last["text"]


async def test_who_cannot_be_reached_is_left_in_peace(run: Running, server: LocalServer, ana: Person) -> None:
    """403: what waits is forgotten, and no nudge is tried before they write again."""
    await run.onboard(ana)
    server.faults.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    ana.say("/tips")
    await run.quiet()
    assert [row["status"] for row in await run.rows("users")] == ["blocked"]
    assert await run.rows("outbox") == []
    tries = len(server.calls)
    await run.at(run.clock.instant + timedelta(days=2))
    assert len(server.calls) == tries
    ana.say("/today")
    await run.quiet()
    assert [row["status"] for row in await run.rows("users")] == ["active"]
    assert ana.said


async def test_what_telegram_will_never_take_is_dropped_and_logged_without_its_words(
    run: Running, server: LocalServer, ana: Person, two_lines: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """One refusal must not hold up the chat for ever."""
    server.faults.refuse("sendMessage", 400, "Bad Request: can't parse entities: my pain")
    with caplog.at_level(logging.ERROR):
        for command in ("/tips", "/privacy"):
            ana.say(command)
        await run.quiet()
    assert said(ana) == two_lines[1:]
    assert "Telegram refused sendMessage" in caplog.text
    assert "my pain" not in caplog.text


async def test_replies_go_before_nudges(run: Running, server: LocalServer) -> None:
    """As many nudges as may be in flight are held, more wait; a question is answered before those."""
    waiting = 10
    for user_id in range(100, 100 + IN_FLIGHT + waiting):
        server.user(user_id).chat.started = True
        await plan_in(run.app.database, user_id, run.clock.now())
    held = server.faults.hold("sendMessage", times=IN_FLIGHT)
    run.clock.instant = run.clock.instant.replace(day=24, hour=8)
    await run.app.tick()
    await held.reached.wait()
    server.user(7).say("/tips")
    await run.taken_in()
    held.release()
    await run.quiet()
    order = [int(params["chat_id"]) for method, params in server.calls if method == "sendMessage"]
    assert len(order) == IN_FLIGHT + waiting + 1
    assert order.index(7) <= IN_FLIGHT


async def fill_disk(run: Running) -> None:
    """Let the store take no page more: no long message, and none that makes something of its own."""
    async with run.app.database.transaction() as tx:
        tx.run("CREATE TABLE filler (a BLOB)")
        row = tx.one("SELECT page_count AS n FROM pragma_page_count")
        assert row
        tx.one(f"PRAGMA max_page_count = {row['n']}")
    for size in (4000, 100):
        with pytest.raises(StoreFullError):
            while True:
                async with run.app.database.transaction() as tx:
                    tx.run("INSERT INTO filler VALUES (zeroblob(?))", (size,))


async def empty_disk(run: Running) -> None:
    """Make space again."""
    async with run.app.database.transaction() as tx:
        tx.one("PRAGMA max_page_count = 1000000")
        tx.run("DROP TABLE filler")


async def test_a_full_disk_is_told_and_nothing_is_lost(
    run: Running, server: LocalServer, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """The person hears at once, and once; the operator loudly; with space the answers come by themselves."""
    await run.onboard(ana)
    before = len(ana.said)
    await fill_disk(run)
    ana.say("12 min pain 2 " + "é" * 4000)  # 8 kB: two pages more
    await ana.wait_for("I cannot save anything right now")
    full = [run.app.inbox.full]
    ana.say("/tips")
    await empty_disk(run)
    await ana.wait_for(lambda person: len(person.said) >= before + 3, seconds=60)
    await run.quiet()
    assert sum("I cannot save" in message.get("text", "") for message in ana.said) == 1
    assert len(ana.said) == before + 3
    assert await run.rows("outbox") == []
    assert "The disk is full: nothing more can be stored until there is space again." in caplog.text
    assert any(record.levelname == "CRITICAL" for record in caplog.records)
    assert "Updates can be stored again." in caplog.text
    assert [*full, run.app.inbox.full] == [True, False]
    assert "éé" not in caplog.text


async def test_a_message_that_was_sent_is_not_sent_again_while_the_disk_is_full(
    run: Running, server: LocalServer, ana: Person, two_lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it was sent cannot be stored; what comes after it in the chat waits behind it."""
    monkeypatch.setattr("bot.chat.outgoing.sender.LOOK_SECONDS", 0.01)
    held = server.faults.hold("sendMessage")
    ana.say("/tips")
    await held.reached.wait()
    async with run.app.database.transaction() as tx:
        tx.run("CREATE TRIGGER full BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
    held.release()
    ana.say("/privacy")
    await run.taken_in()
    await ana.wait_for(two_lines[0])
    async with run.app.database.transaction() as tx:
        assert len(tx.all("SELECT * FROM outbox")) == 2
        tx.run("DROP TRIGGER full")
    await run.quiet()
    assert said(ana) == two_lines


async def test_trouble_in_sending_names_what_led_to_it(run: Running, server: LocalServer, ana: Person) -> None:
    """The update or the nudge whose answer it was, also after the answer waited in the outbox."""
    await run.onboard(ana)
    told: list[tuple[str, str]] = []

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append((record.getMessage(), logs.CAUSE.get()))

    listening = Listening(logging.WARNING)
    logging.getLogger("bot").addHandler(listening)
    try:
        server.faults.too_many("sendMessage", times=2)
        update_id = server.world.updates.confirmed + 1
        ana.say("/tips")
        await run.quiet()
        await run.later(seconds=2)
        await run.later(seconds=2)
        server.faults.too_many("sendMessage")
        await run.at(run.clock.instant.replace(day=24, hour=8, minute=0, second=0))
    finally:
        logging.getLogger("bot").removeHandler(listening)
    (nudge,) = [
        row["nudge_id"] for row in await run.rows("nudges") if (row["kind"], row["status"]) == ("daily", "sent")
    ]
    waits = [cause for message, cause in told if message.startswith("A message waits")]
    assert waits == [f"update-{update_id}", f"update-{update_id}", f"nudge-{nudge}"]
