"""Free words, places and pictures that nobody asked for."""

import pytest

from tests.support.states import mid_onboarding, onboarded
from tests.support.story import Story


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("thanks!", "You're welcome"),
        ("Hello", "Hello!"),
        ("no pain today", "Good to hear"),
        ("help", "What would you like to do?"),
        ("privacy", "What I keep about you"),
        ("please delete everything", "Delete everything?"),
        ("change the time", "What would you like to change?"),
        ("I am too tired", "Rest is fine."),
        ("qwertz", "I did not get that. Is it one of these?"),
    ],
)
async def test_words_are_answered_with_buttons(text: str, answer: str) -> None:
    """What was understood is answered, what was not gets the ways on; always with buttons."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert answer in ana.last.plain
        assert ana.last.buttons


@pytest.mark.parametrize("text", ["I have chest pain", "can't pee since yesterday", "my face went numb and I fainted"])
async def test_red_flag_words_come_first_in_every_state(text: str) -> None:
    """A stranger gets the emergency advice and is not stored; who agreed gets the red-flag questions."""
    async with Story.open() as story:
        stranger, ben, ana = story.person(9), await mid_onboarding(story), await onboarded(story)
        for person in (stranger, ben, ana):
            await person.say(text)
        assert "emergency number" in stranger.last.plain
        assert all(person.last.buttons for person in (ben, ana))
        screens = await story.rows("screens")
        assert {row["user_id"] for row in screens if row["trigger"].startswith("free_words")} == {
            ben.user_id,
            ana.user_id,
        }
        assert all(row["user_id"] != 9 for row in await story.rows("users"))


async def test_a_red_flag_interrupts_a_question() -> None:
    """Words that name a red flag are no answer to whatever was asked."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/settings")
        await ana.tap("Hour")
        await ana.say("I have chest pain since 7")
        assert any(row["trigger"].startswith("free_words") for row in await story.rows("screens"))
        assert (await story.rows("profiles"))[0]["nudge_minute"] == 540


async def test_no_chest_pain_is_no_red_flag() -> None:
    """Saying that something is not there opens nothing."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("no chest pain")
        assert not any(row["trigger"].startswith("free_words") for row in await story.rows("screens"))


async def test_a_typed_walk_is_logged() -> None:
    """Minutes and pain typed in one go are a check-in."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("20 min pain 3")
        assert [row["minutes"] for row in await story.rows("walks")] == [20]


async def test_a_place_that_nobody_asked_for_finds_a_therapist() -> None:
    """It is used for a link, not stored, and does not change the zone."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.share_location(40.71, -74.0)
        assert "google.com/maps" in ana.last.buttons[0][0]["url"]
        assert (await story.rows("profiles"))[0]["zone"] == "Europe/Madrid"


async def test_free_words_in_the_middle_of_the_start_go_on_with_it() -> None:
    """Half-way through, words lead back to the question that is open."""
    async with Story.open() as story:
        ben = await mid_onboarding(story)
        await ben.say("qwertz")
        assert "Back" in ben.last.labels()


@pytest.mark.parametrize("text", ["😭😭😭", "💔", "🆘"])
async def test_a_sign_that_is_no_joy_gets_no_thumb(text: str) -> None:
    """Help stands below, and a question how they are."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert "How are you?" in ana.last.plain
        assert "👍" not in ana.last.plain
        assert "Something feels wrong" in ana.last.labels()


@pytest.mark.parametrize("text", ["can I walk now?", "should I walk today", "¿puedo caminar hoy?", "¿puedo caminar?"])
async def test_whether_to_walk_is_answered_with_the_day(text: str) -> None:
    """Not with what is true in general."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert "Today: walk 11 minutes" in ana.last.plain


@pytest.mark.parametrize("text", ["my husband died", "me siento muy sola", "I can't stop crying"])
async def test_grief_is_heard_before_a_question_that_is_open(text: str) -> None:
    """And the question can wait: nobody is told in the same breath that they were not understood."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("20 min pain 3")
        await ana.say("/log")
        count = len(ana.bubbles)
        await ana.say(text)
        (said,) = ana.bubbles[count:]
        assert "I am so sorry" in said.plain
