"""What somebody tells of themselves while danger is open counts, and what is open stands below it again."""

import pytest

from bot.store.person import expecting
from tests.flows.test_never_the_wrong_way import sends_walking
from tests.support.settled import settle
from tests.support.states import mid_onboarding
from tests.support.story import Bubble, Person, Story

CHEST = {"en": "Chest pain or breathless", "es": "Dolor de pecho, falta de aire"}
DANGER = {
    "despair": {"en": ["I want to die"], "es": ["ya no quiero vivir"]},
    "maybe": {"en": ["I can't go on like this"], "es": ["no puedo más con todo"]},
    "red flags": {"en": ["my chest hurts"], "es": ["me duele el pecho"]},
    "both": {"en": ["my chest hurts", "I want to die"], "es": ["me duele el pecho", "ya no quiero vivir"]},
}
LIMIT = {"en": "my physio says at most 10 minutes a day", "es": "la fisio dice que como máximo 10 minutos al día"}
TOLD = {
    "no walks": {"en": "my doctor told me not to walk", "es": "el médico me ha prohibido caminar"},
    "a looser limit": {"en": "my physio says at most 15 minutes a day", "es": "la fisio dice que solo 15 minutos"},
    "may walk": {"en": "my doctor says I can walk again", "es": "el médico dice que ya puedo caminar"},
    "hospital": {"en": "I'm in hospital", "es": "estoy en el hospital"},
}


def stands(danger: str, language: str, said: list[Bubble]) -> bool:
    """Tell whether what is open stands last: who can help, and below it the red-flag questions."""
    helps = [at for at, bubble in enumerate(said) if "024" in bubble.plain and "112" in bubble.plain]
    asks = [at for at, bubble in enumerate(said) if CHEST[language] in bubble.labels()]
    last = len(said) - 1
    if danger == "red flags":
        return asks == [last]
    return helps == [last] if danger != "both" else (helps, asks) == ([last - 1], [last])


async def told(ana: Person, words: str) -> list[Bubble]:
    """Let somebody write, and return what is said to it."""
    count = len(ana.bubbles)
    await ana.say(words)
    return ana.bubbles[count:]


@pytest.mark.parametrize("language", CHEST)
@pytest.mark.parametrize("danger", DANGER)
@pytest.mark.parametrize("what", TOLD)
async def test_what_is_open_stands_below_whatever_is_told(what: str, danger: str, language: str) -> None:
    """Also where an earlier limit is only asked about, or shown."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(LIMIT[language])
        for words in DANGER[danger][language]:
            await ana.say(words)
        said = await told(ana, TOLD[what][language])
        assert stands(danger, language, said), [bubble.plain for bubble in said]
        assert not any(sends_walking(bubble) for bubble in said)


@pytest.mark.parametrize("language", CHEST)
@pytest.mark.parametrize("danger", DANGER)
async def test_in_the_middle_of_the_start_no_question_of_it_covers_danger(danger: str, language: str) -> None:
    """It waits: what was told counts, and what is open comes last."""
    async with Story.open() as story:
        ana = await mid_onboarding(story, 1, zone="Europe/Madrid", zone_from="city")
        await ana.speak(language)
        for words in DANGER[danger][language]:
            await ana.say(words)
        said = await told(ana, TOLD["no walks"][language])
        assert stands(danger, language, said[1:]), [bubble.plain for bubble in said]
        assert {row["rule"] for row in await story.rows("holds")} == {"TOLD_NO_WALKS"}


@pytest.mark.parametrize("language", CHEST)
@pytest.mark.parametrize("danger", ["despair", "red flags", "both"])
async def test_a_question_of_the_start_is_not_asked_again_over_danger(danger: str, language: str) -> None:
    """Words that are no city: the answer is not that the city is unknown."""
    async with Story.open() as story:
        ana = await mid_onboarding(story, 1, zone="Europe/Madrid", zone_from="city")
        await ana.speak(language)
        async with story.engine.database.transaction() as tx:
            expecting.ask(tx, 1, "zone", 0, "zone", story.clock.now())
        for words in DANGER[danger][language]:
            await ana.say(words)
        said = await told(ana, TOLD["hospital"][language])
        assert stands(danger, language, said), [bubble.plain for bubble in said]


@pytest.mark.parametrize("language", CHEST)
@pytest.mark.parametrize("words", [TOLD["no walks"], {"en": "I'm 16", "es": "tengo 16 años"}])
async def test_in_the_middle_of_the_start_an_emergency_stays_last(words: dict[str, str], language: str) -> None:
    """Whom to call, and no question of the start below it."""
    async with Story.open() as story:
        ana = await mid_onboarding(story, 1, zone="Europe/Madrid", zone_from="city")
        await ana.speak(language)
        async with story.engine.database.transaction() as tx:
            tx.run(
                "INSERT INTO holds (user_id, rule, opened_on, opened_at) VALUES (1, 'EMERGENCY', '2026-11-23', ?)",
                (story.clock.now(),),
            )
        await ana.say(words[language])
        assert "112" in ana.last.plain


IN_ONE = {
    "en": ("I'm in hospital", "my chest hurts"),
    "es": ("estoy en el hospital", "me duele el pecho"),
}


@pytest.mark.parametrize("language", IN_ONE)
@pytest.mark.parametrize("turned", [False, True])
async def test_hospital_and_danger_in_one_message_are_answered_like_two(turned: bool, language: str) -> None:
    """The same words, the same question the next day, the same silence after it."""
    seen = []
    for joined in (False, True):
        async with Story.open() as story:
            ana = await settle(story)
            await ana.speak(language)
            parts = list(IN_ONE[language])
            for words in [", ".join(reversed(parts) if turned else parts)] if joined else parts:
                await ana.say(words)
            await story.wait(days=6)
            seen.append([bubble.plain for bubble in ana.bubbles])
    assert seen[0] == seen[1]
    assert len(seen[1]) == 3, "hospital, questions, the questions once more"


@pytest.mark.parametrize("language", IN_ONE)
async def test_danger_told_before_a_hospital_is_asked_about_the_next_day(language: str) -> None:
    """The silence that begins does not swallow it."""
    hospital, chest = IN_ONE[language]
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(chest)
        await ana.say(hospital)
        count = len(ana.bubbles)
        await story.wait(days=6)
        (asked,) = ana.bubbles[count:]
        assert CHEST[language] in asked.labels()


@pytest.mark.parametrize("language", IN_ONE)
async def test_a_professionals_words_from_a_hospital_count_too(language: str) -> None:
    """Both are kept."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(f"{IN_ONE[language][0]}. {TOLD['no walks'][language]}")
        assert {row["rule"] for row in await story.rows("holds")} == {"CLEARANCE", "TOLD_NO_WALKS"}


@pytest.mark.parametrize("language", CHEST)
@pytest.mark.parametrize("danger", DANGER)
@pytest.mark.parametrize("begun", [False, True])
async def test_stop_says_whom_to_call_the_crisis_first(begun: bool, danger: str, language: str) -> None:
    """Nothing asks about it any more, in the middle of the start as later."""
    async with Story.open() as story:
        place = {"zone": "Europe/Madrid", "zone_from": "city"}
        ana = await (mid_onboarding(story, 1, **place) if begun else settle(story))
        await ana.speak(language)
        for words in DANGER[danger][language]:
            await ana.say(words)
        (said,) = await told(ana, "stop")
        assert "112" in said.plain
        assert ("024" in said.plain) is (danger != "red flags")
        if danger == "both":
            assert said.plain.index("024") < said.plain.index(
                {"en": "may be serious", "es": "puede ser serio"}[language]
            )


@pytest.mark.parametrize("language", CHEST)
@pytest.mark.parametrize("begun", [False, True])
async def test_stop_with_nothing_open_speaks_of_no_danger(begun: bool, language: str) -> None:
    """It is short."""
    async with Story.open() as story:
        ana = await (mid_onboarding(story, 1) if begun else settle(story))
        await ana.speak(language)
        (said,) = await told(ana, "stop")
        assert {"en": "call", "es": "llama"}[language] not in said.plain
