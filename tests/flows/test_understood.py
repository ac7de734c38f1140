"""Words that want something else than a walk: stop, good news, sad news, weather; and what is said when lost."""

import itertools

import pytest

from tests.support.settled import settle
from tests.support.states import mid_onboarding
from tests.support.story import Story

STOPS = (
    "stop texting me",
    "Don't message me anymore",
    "stop writing to me",
    "quit",
    "please stop",
    "pare",
    "no me escribas más",
    "ya no quiero esto",
)


@pytest.mark.parametrize("text", STOPS)
async def test_stop_wins_in_the_middle_of_a_check_in(text: str) -> None:
    """A question is open; the word goes first all the same."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.say(text)
        assert [row for row in await story.rows("nudges") if row["status"] == "pending"] == []
        assert "/resume" in ana.last.plain or "I am back" in ana.last.labels() or "stop" in ana.last.plain.lower()


@pytest.mark.parametrize("text", STOPS)
async def test_stop_wins_in_the_start(text: str) -> None:
    """Half-way through the questions: no further one is asked."""
    async with Story.open() as story:
        ana = await mid_onboarding(story)
        await ana.say("/start")
        await ana.say(text)
        assert "Delete" in " ".join(ana.last.labels())


async def test_a_typed_no_to_consent_is_a_no() -> None:
    """It does not loop; nothing is stored but the refusal."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        await ana.say("no")
        assert [row["given"] for row in await story.rows("consents")] == [0]


@pytest.mark.parametrize("text", ["pain is gone!", "my pain went away", "it doesn't hurt anymore", "ya no me duele"])
async def test_good_news_is_good_news(text: str) -> None:
    """Nobody is asked where it hurts most."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Good to hear" in ana.last.plain
        assert await story.rows("pain_reports") == []


async def test_good_news_does_not_cheer_an_open_question_away() -> None:
    """Red-flag questions wait: they come first."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I have chest pain")
        await ana.say("pain is gone!")
        assert "ap what is true" in ana.last.plain


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("my husband died", "so sorry"),
        ("it's raining", "indoors"),
        ("I tripped on the kerb", "hurt, or dizzy"),
        ("can I have more minutes", "Monday"),
        ("👍", "Tap what you need"),
        ("murió mi marido", "so sorry"),
    ],
)
async def test_the_best_guess_has_words_of_its_own(text: str, word: str) -> None:
    """Warmth where it is due, and buttons."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert word in ana.last.plain
        assert ana.last.labels()


async def test_the_streak_is_shown_when_asked_for() -> None:
    """ "what's my streak" opens the weeks."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("what's my streak")
        assert "1:progress:" in str(ana.last.buttons)


async def test_the_same_sentence_never_comes_twice_in_a_row() -> None:
    """Lost, and lost again: other words, and the way to help each time."""
    async with Story.open() as story:
        ana = await settle(story)
        said = []
        for text in ("blue elephants", "the second moon", "purple rain is a song", "quux"):
            await ana.say(text)
            said.append(ana.last.plain)
            assert "Something feels wrong" in ana.last.labels()
        assert all(one != other for one, other in itertools.pairwise(said))


async def test_an_open_round_is_not_sent_in_full_again() -> None:
    """The first screens stand above: the one that is open comes again, alone and not longer than it was."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I have chest pain")
        full, said = len(ana.last.plain), len(ana.bubbles)
        await ana.say("/today")
        assert len(ana.bubbles) == said + 1
        assert "ap what is true" in ana.last.plain
        assert len(ana.last.plain) < full


async def test_a_walk_told_while_questions_wait_is_kept() -> None:
    """Nothing is lost: the minutes stand, and the questions still come first."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I have chest pain")
        await ana.say("20 min pain 3")
        assert [row["minutes"] for row in await story.rows("walks")] == [20]
        await ana.say("/today")
        assert "ap what is true" in ana.last.plain


async def test_a_trip_asks_where_one_will_be() -> None:
    """Not where one lives."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        await ana.tap_data("1:trip:for:7", ana.last)
        assert "Where will you be?" in " ".join(bubble.plain for bubble in ana.bubbles)
