"""An age under 18 that was told: until it is answered no walk is offered, by any door; then it ends, or all goes on."""

import pytest

from tests.flows.test_never_the_wrong_way import in_full_swing, sends_walking, shown, try_everything
from tests.support.settled import settle
from tests.support.states import mid_onboarding
from tests.support.story import Person, Story

TOLD = {"en": "I'm 16", "es": "en realidad tengo 16 años"}
UNDER = {"en": "Yes, I am under 18", "es": "Sí, tengo menos de 18"}
ADULT = {"en": "No, I am 18 or older", "es": "No, tengo 18 o más"}


async def young(story: Story, language: str) -> Person:
    """Return somebody with a plan who told an age under 18."""
    ana = await settle(story)
    await ana.speak(language)
    await ana.say(TOLD[language])
    return ana


@pytest.mark.parametrize("language", TOLD)
async def test_the_question_comes_in_the_place_of_every_walk(language: str) -> None:
    """Commands, old buttons, the nudges of a week."""
    async with Story.open() as story:
        ana = await young(story, language)
        assert UNDER[language] in ana.last.labels()
        for said in ("/today", "/walk", "hello", "👍"):
            await ana.say(said)
            assert UNDER[language] in ana.last.labels(), said
        count = len(ana.bubbles)
        await story.wait(days=7)
        assert not any(sends_walking(said) for said in ana.bubbles[count:])
        assert UNDER[language] in ana.last.labels()


async def test_nothing_sends_somebody_walking_who_may_be_a_child() -> None:
    """Whatever is said or tapped."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        seen = [(data, bubble) for data, bubble in shown(ana) if not data.startswith("1:age")]
        await ana.say(TOLD["en"])
        await try_everything(story, ana, seen)


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize(("language", "word"), [("en", "no"), ("es", "no"), ("en", "I'm 45"), ("es", "tengo 45 años")])
async def test_an_adult_says_so_and_walks_come_back(language: str, word: str, typed: bool) -> None:
    """By the button or in a word; nothing was lost."""
    async with Story.open() as story:
        ana = await young(story, language)
        await (ana.say(word) if typed else ana.tap(ADULT[language], ana.last))
        await ana.say("/today")
        assert sends_walking(ana.last)
        assert await story.rows("profiles")


@pytest.mark.parametrize("language", TOLD)
async def test_yes_ends_days_later_too(language: str) -> None:
    """Nothing is kept but the refusal."""
    async with Story.open() as story:
        ana = await young(story, language)
        await story.wait(days=2)
        await ana.tap(UNDER[language], ana.last)
        assert await story.rows("profiles") == []
        assert [row["given"] for row in await story.rows("consents")] == [0]


@pytest.mark.parametrize("words", ["I want to die", "my chest hurts"])
async def test_danger_goes_before_it(words: str) -> None:
    """A child is helped like anybody else; and the question does not hide whom to call."""
    async with Story.open() as story:
        ana = await young(story, "en")
        await ana.say(words)
        assert "024" in ana.last.plain or "Chest pain or breathless" in ana.last.labels()
        await ana.say("/today")
        assert any("024" in said.plain or "Chest pain or breathless" in said.labels() for said in ana.bubbles[-2:])


async def test_an_emergency_stands_above_it() -> None:
    """The hold is shown, and the question below it."""
    async with Story.open() as story:
        ana = await young(story, "en")
        async with story.engine.database.transaction() as tx:
            tx.run(
                "INSERT INTO holds (user_id, rule, opened_on, opened_at) VALUES (1, 'EMERGENCY', '2026-11-23', ?)",
                (story.clock.now(),),
            )
        await ana.say("/today")
        assert "Emergency help" in ana.bubbles[-2].labels()
        assert UNDER["en"] in ana.last.labels()


async def test_a_walk_told_meanwhile_is_kept() -> None:
    """It was walked."""
    async with Story.open() as story:
        ana = await young(story, "en")
        await ana.say("12 min pain 3")
        assert [row["minutes"] for row in await story.rows("walks")] == [12]


@pytest.mark.parametrize("language", TOLD)
async def test_in_the_middle_of_the_start_it_is_asked_until_it_is_answered(language: str) -> None:
    """The start goes on only then."""
    async with Story.open() as story:
        ana = await mid_onboarding(story, 1)
        await ana.speak(language)
        await ana.say(TOLD[language])
        await ana.say("/start")
        assert UNDER[language] in ana.last.labels()
        await ana.tap(ADULT[language], ana.last)
        assert ana.last.buttons
        await ana.say("/start")
        assert UNDER[language] not in ana.last.labels()


@pytest.mark.parametrize("language", TOLD)
async def test_an_old_yes_deletes_nobody_who_said_they_are_an_adult(language: str) -> None:
    """It is answered with where the day stands."""
    async with Story.open() as story:
        ana = await young(story, language)
        asked = ana.last
        await ana.tap(ADULT[language], asked)
        await story.wait(days=1)
        await ana.tap_data("1:age:under", asked)
        assert await story.rows("profiles")
        assert [row["given"] for row in await story.rows("consents")] == [1]


DANGER = {
    "crisis": {"en": ("I want to die", "024"), "es": ("ya no quiero vivir", "024")},
    "maybe": {"en": ("I can't go on like this", "024"), "es": ("no puedo más con todo", "024")},
    "red flags": {
        "en": ("my chest hurts", "Chest pain or breathless"),
        "es": ("me duele el pecho", "Dolor de pecho, falta de aire"),
    },
}


async def in_danger(story: Story, language: str, words: str) -> Person:
    """Return somebody with a plan who told of a danger, and then of an age under 18."""
    ana = await settle(story)
    await ana.speak(language)
    await ana.say(words)
    await ana.say(TOLD[language])
    return ana


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("kind", DANGER)
async def test_beside_open_danger_the_age_waits_and_a_yes_deletes_nobody(kind: str, language: str) -> None:
    """What is open stands there again, alone; the question comes after it."""
    words, shown_again = DANGER[kind][language]
    async with Story.open() as story:
        ana = await in_danger(story, language, words)
        assert UNDER[language] not in ana.last.labels()
        assert shown_again in ana.last.plain or shown_again in ana.last.labels()
        await ana.say({"en": "yes", "es": "sí"}[language])
        assert await story.rows("profiles")
        assert any(row["kind"] == "age" and row["finished_at"] is None for row in await story.rows("screens"))


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("kind", ["crisis", "red flags"])
async def test_the_last_word_to_a_child_in_danger_says_whom_to_call(kind: str, language: str) -> None:
    """The number, and who listens."""
    async with Story.open() as story:
        ana = await in_danger(story, language, DANGER[kind][language][0])
        await ana.tap_data("1:age:under", ana.last)
        assert await story.rows("profiles") == []
        assert "112" in ana.last.plain
        assert kind == "red flags" or "024" in ana.last.plain


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("later", ["/today", "a day"])
async def test_a_typed_answer_is_read_whenever_it_was_asked(later: str, language: str) -> None:
    """Behind a command, and the next morning."""
    async with Story.open() as story:
        ana = await young(story, language)
        await (ana.say(later) if later.startswith("/") else story.wait(days=1))
        await ana.say({"en": "I'm 45", "es": "tengo 45 años"}[language])
        await ana.say("/today")
        assert UNDER[language] not in ana.last.labels()
        assert sends_walking(ana.last)
