"""/feedback: words reach the operators once, without a name, and are not kept after that."""

from dataclasses import replace

from tests.support.settled import settle
from tests.support.story import Story

BOSS, SECOND = 90, 91


async def test_words_reach_every_operator_and_are_gone() -> None:
    """Asked for, typed, told to both; who wrote it is not said, and the words are deleted."""
    async with Story.open() as story:
        story.engine = replace(story.engine, operators=(BOSS, SECOND))
        ana, boss, second = await settle(story), await settle(story, BOSS), await settle(story, SECOND)
        await ana.say("/feedback")
        await ana.say("Less <b>text</b>, please")
        assert ana.last.plain.startswith("Thank you.")
        await story.wait(seconds=1)
        for operator in (boss, second):
            assert operator.last.plain == "Somebody says:\n\nLess <b>text</b>, please"
        assert await story.rows("feedback") == []


async def test_words_behind_the_command_and_never_mind() -> None:
    """/feedback with words takes them at once; never mind takes nothing."""
    async with Story.open() as story:
        story.engine = replace(story.engine, operators=(BOSS,))
        ana, boss = await settle(story), await settle(story, BOSS)
        await ana.say("/feedback too many messages")
        await story.wait(seconds=1)
        assert "too many messages" in boss.last.plain
        await ana.say("/feedback")
        await ana.tap("Never mind")
        assert await story.rows("feedback") == []
        assert await story.rows("expecting") == []


async def test_red_flags_are_heard_first() -> None:
    """Who writes of chest pain instead of an opinion gets the questions, and the operator nothing."""
    async with Story.open() as story:
        story.engine = replace(story.engine, operators=(BOSS,))
        ana = await settle(story)
        await settle(story, BOSS)
        await ana.say("/feedback")
        await ana.say("I have chest pain")
        assert await story.rows("feedback") == []
        assert await story.rows("screens")


async def test_without_operators_it_says_so() -> None:
    """Nobody to tell: the words are not taken."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/feedback it is great")
        assert "This bot takes no feedback yet." in ana.last.plain
        assert await story.rows("feedback") == []


async def test_a_deletion_takes_words_back_that_were_not_told() -> None:
    """What waits for the operator goes with its person."""
    async with Story.open() as story:
        story.engine = replace(story.engine, operators=(BOSS,))
        ana, boss = await settle(story), await settle(story, BOSS)
        await ana.say("/feedback slow")
        await ana.say("/delete")
        await ana.tap("Yes, delete everything")
        await story.wait(seconds=1)
        assert boss.bubbles == []
