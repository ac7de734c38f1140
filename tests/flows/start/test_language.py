"""The language of a chat: guessed at first, chosen at any time, followed by everything that is said later."""

import pytest

from tests.support.settled import settle
from tests.support.states import onboarded
from tests.support.story import LIBRARY, Story


@pytest.mark.parametrize(
    ("code", "hello"),
    [("es", "Hola."), ("es-MX", "Hola."), ("es-419", "Hola."), ("en-GB", "Hello."), ("tlh", "Hello."), ("", "Hello.")],
)
async def test_telegrams_word_is_the_first_guess(code: str, hello: str) -> None:
    """A region does not matter; who speaks a language without texts gets English."""
    async with Story.open() as story:
        ana = story.person(1, code)
        await ana.say("/start")
        assert ana.bubbles[0].plain.startswith(hello)


async def test_a_stranger_may_choose_before_consent() -> None:
    """The question of consent must be understood: each other language is a button under it."""
    async with Story.open() as story:
        ana = story.person(1, "fr")
        await ana.say("/start")
        await ana.tap("Español")
        assert "hablamos en español" in ana.bubbles[1].plain
        assert "¿Puedo guardar tus respuestas" in ana.last.plain
        await ana.tap("Acepto")
        assert "¿Qué edad tienes?" in ana.last.plain
        assert [row["language"] for row in await story.rows("users")] == ["es"]


async def test_the_start_goes_on_in_the_new_language() -> None:
    """Half-way through, the question that was open is asked again."""
    async with Story.open() as story:
        ana = story.person(1)
        for label in ("/start", "I agree", "18–64", "/language", "Español"):
            await (ana.say if label[0] == "/" else ana.tap)(label)
        assert "¿Dónde te duele más?" in ana.last.plain


async def test_everything_later_follows() -> None:
    """Answers and nudges that were planned before speak the new language, and the old one after a second change."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        await ana.tap("🌐 Language")
        await ana.tap("Español")
        assert "hablamos en español" in ana.last.plain
        assert ana.last.labels() == ["Hoy", "Ajustes"]
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        assert "Hoy: " in ana.last.plain
        assert "▶ Empezar" in ana.last.labels()
        await ana.say("20 min pain 3")  # English is still understood
        assert any("dolor máximo 3" in bubble.plain for bubble in ana.bubbles)
        await ana.tap("2")
        await ana.say("inglés")
        await ana.tap("English")
        assert "we speak English" in ana.last.plain
        await story.until("2026-11-25 09:00", "Europe/Madrid")
        assert "Today: " in ana.last.plain


async def test_a_language_that_was_taken_away_falls_back() -> None:
    """Who had chosen it is spoken to in the first one, nudges included, and may choose again."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak("xx")
        await story.until("2026-11-24 09:00", "Europe/Madrid")
        assert "Today: " in ana.last.plain
        await ana.say("/language")
        await ana.tap("Español")
        assert "hablamos en español" in ana.last.plain


@pytest.mark.parametrize("data", ["1:lang:xx", "1:lang:", "1:lang", "1:lang:ask"])
async def test_a_language_that_is_none_asks(data: str) -> None:
    """A forged or old button changes nothing."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say("/language")
        await ana.tap_data(data, ana.last)
        assert ana.last.labels() == ["English", "Español"]
        assert [row["language"] for row in await story.rows("users")] == ["en"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "chest pain"), ("en", "me duele el pecho"), ("es", "no puedo orinar"), ("es", "i cant pee")],
)
async def test_red_flags_are_heard_in_every_language(language: str, text: str) -> None:
    """Whoever panics falls back on the words they know."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.speak(language)
        await ana.say(text)
        words = LIBRARY.words[language].screening
        assert words["chest"].ask in ana.last.plain
        assert words["saddle"].ask in ana.last.plain


@pytest.mark.parametrize("text", ["no me duele el pecho", "sin dolor de pecho", "nunca tuve cáncer"])
async def test_what_is_denied_opens_nothing(text: str) -> None:
    """A denial in one language is no flag in another."""
    async with Story.open() as story:
        ana = await onboarded(story)
        await ana.say(text)
        assert not [row for row in await story.rows("screens") if row["kind"] == "red_flags"]
