"""A hospital, a professional's words, an age: told in free words they count at once, whatever is open."""

import pytest

from tests.support.holds import open_rules
from tests.support.settled import settle
from tests.support.states import onboarded
from tests.support.story import Person, Story

IN_HOSPITAL = (
    "I'm in hospital", "they kept me in", "waiting for the ambulance", "had my operation yesterday", "I'm in the ER",
    "estoy en urgencias", "me han ingresado", "esperando la ambulancia", "me operaron ayer", "sigo en el hospital",
)  # fmt: skip
ANOTHER = (
    "my mum is in hospital",
    "mi madre está en el hospital",
    "my wife is in the hospital",
    "my dad had surgery yesterday",
    "mi padre, recién operado",
)
NO_WALKS = (
    "my doctor told me not to walk", "my physio says no walking this week", "doctor's orders: bed rest",
    "my surgeon doesn't want me walking", "la fisio dice que nada de caminar", "el médico me ha prohibido caminar",
    "mi doctora me mandó reposo",
)  # fmt: skip
AT_MOST = (
    "only 10 minutes says my PT", "my doctor said no more than 10 min a day", "la fisio dice que solo 10 minutos",
    "el médico dice que no camine más de 10 minutos",
)  # fmt: skip
OTHER_THINGS = (
    "my doctor told me not to walk barefoot", "my physio never said no walking",
    "the doctor told me not to walk on ice",
    "mi fisio dice que no camine descalza", "my neighbour told me not to walk",
)  # fmt: skip


@pytest.mark.parametrize("text", IN_HOSPITAL)
@pytest.mark.parametrize("before", ["", "/pause", "12"])
async def test_in_hospital_walks_and_nudges_stop(text: str, before: str) -> None:
    """Whatever question is open; weeks later still nothing is said unasked."""
    async with Story.open() as story:
        ana = await settle(story)  # nudges are planned
        if before:
            await ana.say(before)
        await ana.say(text)
        assert "stop now" in ana.last.plain
        assert "CLEARANCE" in await open_rules(story)
        count = len(ana.bubbles)
        await story.wait(days=15)
        assert len(ana.bubbles) == count
        await ana.say("/today")
        assert "I’ve been checked" in ana.last.labels()


@pytest.mark.parametrize("text", ["I'm home from hospital", "they discharged me", "/resume", "ya me dieron el alta"])
async def test_back_home_walks_wait_for_a_yes(text: str) -> None:
    """Home is one thing, cleared another."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("I'm in hospital")
        await story.wait(days=3)
        await ana.say(text)
        await ana.say("/today")
        assert "No walks for now" in ana.last.plain
        await ana.tap("I’ve been checked")
        await ana.tap("Yes, I may walk")
        assert await open_rules(story) == []
        count = len(ana.bubbles)
        await story.wait(days=2)
        assert len(ana.bubbles) > count


async def test_a_hospital_that_was_misheard_is_taken_back() -> None:
    """One tap, and the day is as it was."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("I'm in hospital")
        await ana.tap("That is not so")
        assert await open_rules(story) == []
        await ana.say("/today")
        assert any("Start" in label for label in ana.last.labels())


NOT_SO = {"en": ("I'm in hospital", "That is not so"), "es": ("estoy en el hospital", "No es así")}


@pytest.mark.parametrize("language", NOT_SO)
async def test_it_is_taken_back_on_its_own_day_only(language: str) -> None:
    """An old button must not bring walks back from a hospital that was real."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        words, label = NOT_SO[language]
        await ana.say(words)
        told = ana.last
        await story.wait(days=1)
        await ana.tap(label, told)
        assert await open_rules(story) == ["CLEARANCE"]
        count = len(ana.bubbles)
        await story.wait(days=5)
        assert len(ana.bubbles) == count


@pytest.mark.parametrize("language", NOT_SO)
@pytest.mark.parametrize("later", ["stop", "/pause 7", "/resume"])
async def test_what_was_asked_for_since_stays(later: str, language: str) -> None:
    """STOP is STOP; the hold goes all the same."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        words, label = NOT_SO[language]
        await ana.say(words)
        told = ana.last
        await ana.say(later)
        await ana.tap(label, told)
        assert await open_rules(story) == []
        count = len(ana.bubbles)
        await story.wait(days=3)
        assert (len(ana.bubbles) > count) is (later == "/resume")


@pytest.mark.parametrize("text", ANOTHER)
async def test_anothers_hospital_stops_nothing(text: str) -> None:
    """A kind word, and the offer of a break."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert await open_rules(story) == []
        assert "sorry" in ana.last.plain
        assert "/pause" in ana.last.plain


@pytest.mark.parametrize("text", NO_WALKS)
async def test_no_walks_said_by_a_professional_count_at_once(text: str) -> None:
    """Said back, and to be changed or taken away."""
    async with Story.open() as story:
        ana = await settle(story)  # nudges are planned
        await ana.say(text)
        assert "No walks" in ana.last.plain
        assert {"Change it", "Take it away"} <= set(ana.last.labels())
        assert await open_rules(story) == ["TOLD_NO_WALKS"]
        await story.wait(days=1)
        assert "walk 11 minutes" not in " ".join(bubble.plain for bubble in ana.bubbles)


@pytest.mark.parametrize("text", AT_MOST)
async def test_a_limit_of_a_professional_counts_at_once(text: str) -> None:
    """The nudge asks for no more than they allowed."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert "At most 10 min" in ana.last.plain
        (told,) = await story.rows("instructions")
        assert told["minutes_a_day"] == 10
        assert told["confirmed_at"] is not None


async def test_words_never_lift_a_limit_unasked() -> None:
    """ "10 minutes" after "no walks", and "I can walk again", are asked about."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("my doctor told me not to walk")
        await ana.say("only 10 minutes says my PT")
        assert "Is this what they said?" in ana.last.plain
        await ana.say("my doctor says I can walk again")
        assert "Take it away" in ana.last.labels()
        assert await open_rules(story) == ["TOLD_NO_WALKS"]


@pytest.mark.parametrize("text", OTHER_THINGS)
async def test_other_words_forbid_nothing(text: str) -> None:
    """Not on ice is not never."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert await open_rules(story) == []
        assert await story.rows("instructions") == []


async def young(story: Story, text: str) -> Person:
    ana = await onboarded(story)
    await ana.say(text)
    return ana


@pytest.mark.parametrize(
    "text", ["I lied about my age, I'm 16", "I'm 12", "I'm 9 years old", "tengo 15 años", "mentí, en realidad tengo 16"]
)
async def test_an_age_under_18_is_asked_about_and_then_ends(text: str) -> None:
    """Nothing is kept but the refusal."""
    async with Story.open() as story:
        ana = await young(story, text)
        await ana.tap("Yes, I am under 18")
        assert "only for adults" in ana.last.plain
        assert await story.rows("profiles") == []
        assert await story.rows("nudges") == []
        assert [row["given"] for row in await story.rows("consents")] == [0]


async def test_an_age_that_was_misheard_changes_nothing() -> None:
    """A tap on "18 or older"."""
    async with Story.open() as story:
        ana = await young(story, "I'm 16")
        await ana.tap("No, I am 18 or older")
        assert len(await story.rows("profiles")) == 1


@pytest.mark.parametrize("text", ["I'm 60", "I'm 12 minutes in", "tengo 15", "I'm 8", "tengo 15 minutos"])
async def test_no_other_number_is_an_age(text: str) -> None:
    """Minutes, a score, an adult."""
    async with Story.open() as story:
        ana = await young(story, text)
        assert "Yes, I am under 18" not in ana.last.labels()


@pytest.mark.parametrize(
    "text", ["the chest pain went away", "ya se me pasó el dolor de pecho", "me duele the chest al caminar"]
)
async def test_pain_in_the_chest_that_left_is_asked_about(text: str) -> None:
    """It is never good to hear."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert "Chest pain or breathless" in ana.last.labels()


@pytest.mark.parametrize("text", ["no chest pain", "hoy sin dolor de pecho"])
async def test_no_pain_in_the_chest_opens_no_question(text: str) -> None:
    """It is denied."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert "Chest pain or breathless" not in ana.last.labels()
