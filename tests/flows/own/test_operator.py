"""/admin: counts that point to nobody, and broadcasts that can be stopped."""

from dataclasses import replace

import pytest

from bot.store.person import users
from tests.support.settled import settle
from tests.support.story import Person, Story

BOSS = 90


async def crowd(story: Story, people: int = 7) -> tuple[Person, list[Person]]:
    """Return an operator, and people who have a plan."""
    story.engine = replace(story.engine, operators=(BOSS,))
    boss = await settle(story, BOSS)
    return boss, [await settle(story, number) for number in range(1, people + 1)]


async def test_the_pages_count_people_and_hide_the_few() -> None:
    """Seven walked, one of them hurts: seven are shown, one is not."""
    async with Story.open() as story:
        boss, (ana, *others) = await crowd(story)
        for person in (ana, *others):
            await person.say("20 min pain 2 easy")
        await ana.say("pain 8")
        for _ in range(3):
            await ana.tap("None") if "None" in " ".join(ana.last.labels()) else None
        await boss.say("/admin")
        board = boss.last
        assert board.plain.startswith("People: 8")
        assert "Blocked the bot: 0" in board.plain
        await boss.tap("Advice", board)
        assert "SEVERE: <5" in board.plain
        await story.wait(days=9)
        for page, words in (("Weeks", "Week 1: of 8 people"), ("Nudges", "daily:"), ("People", "With a plan: 8")):
            await boss.tap(page, board)
            assert words in board.plain
        await boss.tap("Nudges", board)
        assert "Waiting: nothing" in board.plain


async def test_everybody_else_finds_no_such_command() -> None:
    """The command, its buttons and typed words of a broadcast: for operators only."""
    async with Story.open() as story:
        boss, (ana, *_) = await crowd(story)
        await boss.say("/admin")
        page = boss.last
        await ana.say("/nonsense")
        unknown = ana.last.plain
        await ana.say("/admin")
        assert ana.last.plain == unknown.replace("nonsense", "admin")
        for data in ("1:op:people", "1:op:write", "1:op:send:1:all", "1:op:stop:1"):
            await ana.tap_data(data, page)
            assert "People:" not in ana.last.plain
        assert await story.rows("broadcasts") == []


async def test_a_broadcast_is_seen_first_and_sent_once() -> None:
    """Shown as it will look, confirmed twice by a quick thumb: everybody gets it once, the blocked not at all."""
    async with Story.open() as story:
        boss, (ana, ben, *_) = await crowd(story)
        async with story.engine.database.transaction() as tx:
            users.block(tx, ben.user_id)
        await boss.say("/admin")
        await boss.tap("Write to everybody")
        await boss.say("We rest <on> Sunday & Monday.")
        assert boss.bubbles[-2].plain == "We rest <on> Sunday & Monday."
        assert not any("We rest" in bubble.plain for bubble in ana.bubbles)
        sure = boss.last
        await boss.tap("Send to all 7", sure)
        await boss.tap_data("1:op:send:1:all", sure)
        await story.wait(minutes=1)
        assert sum("We rest" in bubble.plain for bubble in ana.bubbles) == 1
        assert not any("We rest" in bubble.plain for bubble in ben.bubbles)
        await boss.tap("How far?", sure)
        assert "Sent: 7. Waiting: 0." in sure.plain


async def test_a_broadcast_waits_for_the_morning_and_can_be_stopped() -> None:
    """Nobody is woken; who has not got it when it is stopped does not get it."""
    async with Story.open() as story:
        boss, (ana, *_) = await crowd(story)
        await story.until("2026-11-23 23:30", "Europe/Madrid")
        for words in ("first", "second"):
            await boss.say("/admin")
            await boss.tap("Write to everybody")
            await boss.say(f"The {words} word.")
            await boss.tap("Send to all 8")
        await story.wait(minutes=1)
        assert not any(" word." in bubble.plain for bubble in ana.bubbles)
        await boss.tap("How far?")
        await boss.tap("Stop")
        assert "Stopped for 8" in boss.last.plain
        await story.until("2026-11-24 08:30", "Europe/Madrid")
        assert [bubble.plain for bubble in ana.bubbles if " word." in bubble.plain] == ["The first word."]


@pytest.mark.parametrize("words", ["x" * 3001, "&" * 3000])
async def test_a_broadcast_fits_into_a_message(words: str) -> None:
    """Too long is said at once; the longest that is taken fits."""
    async with Story.open() as story:
        boss, _ = await crowd(story, 1)
        await boss.say("/admin")
        await boss.tap("Write to everybody")
        await boss.say(words)
        taken = len(words) <= 3000
        assert ("Send it to 2 people?" in boss.last.plain) == taken
        assert len(await story.rows("broadcasts")) == taken


async def test_cancel_sends_nothing() -> None:
    """Cancelled while writing, and before sending; a draft is no broadcast."""
    async with Story.open() as story:
        boss, (ana, *_) = await crowd(story)
        await boss.say("/admin")
        await boss.tap("Write to everybody")
        await boss.tap("Cancel")
        await boss.say("hello there")
        assert await story.rows("broadcasts") == []
        await boss.say("/admin")
        await boss.tap("Write to everybody")
        await boss.say("hello there")
        await boss.tap("Cancel")
        await story.wait(minutes=1)
        assert not any("hello there" in bubble.plain for bubble in ana.bubbles)
