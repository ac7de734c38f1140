"""Despair or overdose of somebody else, told plainly: help for them, and the writer's own plan goes on."""

import pytest

from tests.flows.test_never_the_wrong_way import sends_walking
from tests.support.settled import settle
from tests.support.story import Story

DESPAIR = {
    "en": (
        "my son wants to take his own life", "my daughter says she doesn't want to live",
        "my mate's talking about ending it",
        "I think my son wants to kill himself", "my 15 year old daughter told me she wants to die",
        "how do I help my brother who wants to end it all?", "my best friend keeps saying she can't go on",
        "My husband is threatening to kill himself. What do I do?",
        "I'm scared, my sister says she would be better off dead",
        "she wants to kill herself", "my dad's going to hang himself", "our neighbour tried to kill himself last night",
    ),
    "es": (
        "mi hijo quiere quitarse la vida", "mi hija dice que no quiere vivir", "mi amigo habla de acabar con todo",
        "creo que mi hijo quiere matarse", "mi hija de 15 años me dijo que quiere morirse",
        "¿cómo ayudo a mi hermano que quiere acabar con todo?",
        "mi mejor amiga dice que ya no puede más, que quiere morir",
        "mi marido amenaza con matarse. ¿Qué hago?", "tengo miedo, mi hermana dice que estaría mejor muerta",
        "mi padre se quiere ahorcar", "mi vecino intentó suicidarse anoche",
    ),
}  # fmt: skip
OVERDOSE = {
    "en": (
        "my husband took too many of his pills", "my son has swallowed a whole pack of paracetamol",
        "my son took 20 pills, what should we do",
        "help, my little brother drank bleach", "I think my mum took an overdose", "my wife's taken all her tablets",
    ),
    "es": (
        "mi marido se tomó demasiadas pastillas", "mi hijo se ha tragado una caja de paracetamol",
        "ayuda, mi hermanito bebió lejía", "creo que mi madre tomó una sobredosis",
        "mi mujer se tomó todas las pastillas",
    ),
}  # fmt: skip
OWN = (
    "my wife left and I want to die", "my son wants to die and so do I", "my husband died, don't want to live any more",
    "my dad is dead dont want to live", "my mum is asleep, took all her pills", "my wife is gone want to die",
    "my son is sad. want to kill myself", "my husband's pills: I took too many", "my mum's tablets, took 30",
    "because of my boss I want to end it", "my friend says I should kill myself", "I told my son I want to die",
    "my daughter doesn't know I took all the pills", "took all my husband's pills", "I want to die, my son hates me",
    "my husband took the kids, can't go on", "my brother killed himself and I want to follow him",
    "my partner is out and I've swallowed 40 pills", "my kids are better off without me",
    "they will cry for a week and then be happier",
    "mi marido murió y no quiero vivir", "mi hijo quiere morir y yo también",
    "me tomé todas las pastillas de mi marido",
    "mi padre ha muerto, sin ganas de vivir", "mi mujer está dormida, me tomé 30 pastillas",
    "mi hijo no sabe que quiero morirme",
    "por culpa de mi jefe quiero acabar con todo", "mis hijos estarían mejor sin mí",
)  # fmt: skip
HELP = {
    ("en", "despair"): "Do not leave them alone. Get help now.",
    ("es", "despair"): "No dejes sola a esa persona. Pide ayuda ahora.",
    ("en", "overdose"): "Say what they took",
    ("es", "overdose"): "Di qué tomó",
}
CASES = [
    (language, kind, text)
    for kind, said in (("despair", DESPAIR), ("overdose", OVERDOSE))
    for language, texts in said.items()
    for text in texts
]


@pytest.mark.parametrize(("language", "kind", "text"), CASES)
async def test_help_for_them_and_the_writers_plan_goes_on(language: str, kind: str, text: str) -> None:
    """Whom to call and what to do; the next nudge comes as planned."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(text)
        assert HELP[language, kind] in ana.last.plain
        assert "024" in ana.last.plain if kind == "despair" else "112" in ana.last.plain
        assert await story.rows("crises") == []
        count = len(ana.bubbles)
        await story.wait(days=1)
        assert any(sends_walking(said) for said in ana.bubbles[count:])


@pytest.mark.parametrize("text", OWN)
async def test_in_doubt_it_is_the_writers(text: str) -> None:
    """Whatever else it tells of."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert len(await story.rows("crises")) == 1


@pytest.mark.parametrize(("text", "kind"), [(DESPAIR["en"][0], "despair"), (OVERDOSE["en"][0], "overdose")])
async def test_one_tap_says_that_it_is_the_writers(text: str, kind: str) -> None:
    """Then all is as after such words of one's own."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        await ana.tap("It is about me", ana.last)
        assert [(row["kind"], row["sure"]) for row in await story.rows("crises")] == [(kind, 1)]


@pytest.mark.parametrize("text", [DESPAIR["en"][0], OVERDOSE["es"][0]])
async def test_words_of_ones_own_before_stay_open(text: str) -> None:
    """Somebody else's danger ends nothing."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I want to die")
        await ana.say(text)
        (row,) = await story.rows("crises")
        assert (row["kind"], row["ended_at"]) == ("despair", None)


@pytest.mark.parametrize(
    "text",
    ["my daughter cut her wrists this morning", "He told me where the will is. He's 52 and healthy. I'm so frightened"],
)
async def test_taken_for_the_writers_it_is_one_tap_to_help_for_them(text: str) -> None:
    """In doubt it is the writer's; the tap lets the walks come again."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        await ana.tap("It is about somebody else")
        assert HELP["en", "despair"] in ana.last.plain
        assert not sends_walking(ana.last)
        (row,) = await story.rows("crises")
        assert row["ended_at"] is not None
        assert "daily" in [nudge["kind"] for nudge in await story.rows("nudges") if nudge["status"] == "pending"]


@pytest.mark.parametrize("words", ["thanks", "gracias", "👍", "thank you"])
@pytest.mark.parametrize("told", [OVERDOSE["en"][0], DESPAIR["es"][0]])
async def test_thanks_for_help_for_them_get_no_smile(told: str, words: str) -> None:
    """Nor a walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(told)
        await ana.say(words)
        assert "🙂" not in ana.last.plain
        assert "Emergency help" in ana.last.labels()
        assert not sends_walking(ana.last)
        assert "Log a walk" not in ana.last.labels()


async def test_a_question_about_them_is_no_despair_of_the_writers() -> None:
    """The words after it are about them."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(OVERDOSE["en"][1])
        await ana.say("will he survive")
        assert await story.rows("crises") == []
        assert HELP["en", "despair"] in ana.last.plain


@pytest.mark.parametrize(
    "words", ["I think I do too", "me too", "so do I sometimes", "yo también", "a mí también me pasa"]
)
async def test_me_too_is_asked_about(words: str) -> None:
    """Behind words about somebody else it is the writer's as well."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(DESPAIR["en"][0])
        await ana.say(words)
        assert len(await story.rows("crises")) == 1
        assert {"Yes", "No, something else"} <= set(ana.last.labels()) or "024" in ana.last.plain
