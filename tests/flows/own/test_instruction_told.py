"""A professional's words in free text: taken wherever somebody stands, with the day they end on, or asked for it."""

import pytest

from bot.store.safety import holds
from tests.flows.test_never_the_wrong_way import sends_walking
from tests.support.holds import open_rules
from tests.support.settled import context_of, settle
from tests.support.states import mid_onboarding
from tests.support.story import Story

TOLD = {"en": "my physio says no walking this week", "es": "me dijo el fisio que no camine esta semana"}
ALONE = {"en": "my physio says no walking", "es": "me dijo el fisio que no camine"}
LAST_DAY = {"en": "Last day: Sunday, November 29, 2026", "es": "Último día: domingo, 29 de noviembre de 2026"}
ASKED = {"en": "Until when did they say?", "es": "¿Hasta cuándo te dijeron?"}
NO_WALKS = {"en": "No walks.", "es": "Sin caminatas."}


async def until(story: Story) -> list[str]:
    """Return the days on which what counts ends."""
    told = await story.rows("instructions")
    return [row["until_on"] for row in told if row["confirmed_at"] and not row["ended_at"]]


@pytest.mark.parametrize("language", TOLD)
async def test_the_day_that_was_told_is_said_back_and_can_be_changed(language: str) -> None:
    """A week has its Sunday; then walks come back by themselves, gently."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(TOLD[language])
        assert LAST_DAY[language] in ana.last.plain
        assert ASKED[language] not in ana.last.plain
        assert await until(story) == ["2026-11-30"]
        count = len(ana.bubbles)
        await story.until("2026-11-29 22:00", "Europe/Madrid")
        assert not any(sends_walking(said) for said in ana.bubbles[count:])
        await story.until("2026-11-30 12:00", "Europe/Madrid")
        assert any(sends_walking(said) for said in ana.bubbles[count:])


@pytest.mark.parametrize("language", TOLD)
async def test_change_it_opens_the_form_with_what_counts(language: str) -> None:
    """One tap on the day, and it is another; what they forbade counts on meanwhile."""
    labels = {
        "en": ("Change it", "☑ No walks", "Last day: November 29", "2 weeks", "Go on", "Yes, that is it"),
        "es": ("Cambiarlo", "☑ Sin caminatas", "Último día: 29 de noviembre", "2 semanas", "Seguir", "Sí, eso es"),
    }
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(TOLD[language])
        change, ticked, *way = labels[language]
        await ana.tap(change, ana.last)
        assert ticked in ana.last.labels()
        for label in way:
            await ana.tap(label, ana.last)
        assert await until(story) == ["2026-12-07"]
        assert await open_rules(story) == ["TOLD_NO_WALKS"]


ANSWERS = {
    ("en", "until Friday"): "2026-11-28",
    ("en", "Friday"): "2026-11-28",
    ("en", "two weeks"): "2026-12-07",
    ("en", "December 12"): "2026-12-13",
    ("en", "this week"): "2026-11-30",
    ("en", "no"): "2026-12-21",
    ("es", "hasta el viernes"): "2026-11-28",
    ("es", "el viernes"): "2026-11-28",
    ("es", "dos semanas"): "2026-12-07",
    ("es", "12 de diciembre"): "2026-12-13",
    ("es", "esta semana"): "2026-11-30",
    ("es", "no"): "2026-12-21",
}


@pytest.mark.parametrize("case", ANSWERS)
async def test_where_no_day_was_told_it_is_asked_for(case: tuple[str, str]) -> None:
    """It counts meanwhile, for the usual four weeks; the answer is typed or tapped."""
    language, answer = case
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(ALONE[language])
        assert ASKED[language] in ana.last.plain
        assert await until(story) == ["2026-12-21"]
        await ana.say("mm")
        assert await until(story) == ["2026-12-21"]
        await ana.say(answer)
        assert NO_WALKS[language] in ana.last.plain
        assert ASKED[language] not in ana.last.plain
        assert await until(story) == [ANSWERS[case]]
        assert await open_rules(story) == ["TOLD_NO_WALKS"]


@pytest.mark.parametrize(("language", "label"), [("en", "1 week"), ("es", "1 semana")])
async def test_the_day_is_a_tap_away_and_old_buttons_change_nothing(language: str, label: str) -> None:
    """A button of the day before does not end a rest sooner."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(ALONE[language])
        asked = ana.last
        await ana.tap(label, asked)
        assert await until(story) == ["2026-11-30"]
        await story.wait(days=1)
        await ana.tap({"en": "4 weeks", "es": "4 semanas"}[language], asked)
        assert await until(story) == ["2026-11-30"]


@pytest.mark.parametrize(
    ("language", "sooner"),
    [("en", "my physio says no walking until tomorrow"), ("es", "el fisio dice que no camine hasta mañana")],
)
async def test_a_rest_that_would_end_sooner_is_only_asked_about(language: str, sooner: str) -> None:
    """Words lift nothing."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(TOLD[language])
        await ana.say(sooner)
        assert await until(story) == ["2026-11-30"]
        await ana.tap({"en": "Yes, that is it", "es": "Sí, eso es"}[language], ana.last)
        assert await until(story) == ["2026-11-25"]


@pytest.mark.parametrize("language", TOLD)
async def test_before_consent_nothing_is_kept_and_their_word_stands(language: str) -> None:
    """No page about physical therapists; the question for consent comes again."""
    agree = {"en": ("no walks now", "I agree"), "es": ("nada de caminar por ahora", "Acepto")}
    async with Story.open() as story:
        ana = story.person(7, language)
        await ana.say("/start")
        await ana.say(TOLD[language])
        words, label = agree[language]
        assert words in ana.bubbles[-2].plain
        assert label in ana.last.labels()
        assert await story.rows("instructions") == []


@pytest.mark.parametrize("language", TOLD)
async def test_in_the_middle_of_the_start_it_counts_and_the_start_goes_on(language: str) -> None:
    """The plan that is put together then waits for that day, and the end is announced at the hour that was chosen."""
    async with Story.open() as story:
        ana = await mid_onboarding(story, 1)
        await ana.speak(language)
        await ana.say(TOLD[language])
        assert LAST_DAY[language] in ana.bubbles[-2].plain
        assert ana.last.buttons
        assert await open_rules(story) == ["TOLD_NO_WALKS"]
        async with story.engine.database.transaction() as tx:
            tx.run("DELETE FROM screens")
            tx.run(
                "UPDATE profiles SET regions = '[\"back\"]', pain_now = 3, comfortable_minutes = 14,"
                " walks_often = 'some', zone = 'Europe/Madrid', zone_from = 'city'"
            )
        await ana.say("/start")
        for _ in range(3):
            await ana.tap({"en": "None of these", "es": "Nada de esto"}[language], ana.last)
        await ana.say("9:00")
        plan = ana.last
        assert {
            "en": "Your plan waits until November 30, 2026",
            "es": "Tu plan espera hasta el 30 de noviembre de 2026",
        }[language] in plan.plain
        assert not sends_walking(plan)
        count = len(ana.bubbles)
        await story.until("2026-11-29 22:00", "Europe/Madrid")
        assert not any(sends_walking(said) for said in ana.bubbles[count:])
        await story.until("2026-11-30 12:00", "Europe/Madrid")
        assert any(sends_walking(said) for said in ana.bubbles[count:])


DANGER = {
    ("en", "I want to die"): "024",
    ("es", "ya no quiero vivir"): "024",
    ("en", "my chest hurts"): "Chest pain or breathless",
    ("es", "me duele el pecho"): "Dolor de pecho, falta de aire",
    ("en", "12 min pain 8"): "None of these",
    ("es", "12 min dolor 8"): "Nada de esto",
}


@pytest.mark.parametrize("case", DANGER)
async def test_while_danger_is_open_it_is_noted_and_what_is_open_stays_below_it(case: tuple[str, str]) -> None:
    """Despair, red-flag questions, severe pain: none of them is talked over."""
    language, words = case
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(words)
        count = len(ana.bubbles)
        await ana.say(TOLD[language])
        assert LAST_DAY[language] in ana.bubbles[count].plain
        assert DANGER[case] in ana.last.plain or DANGER[case] in ana.last.labels()
        assert not any(sends_walking(said) for said in ana.bubbles[count:])
        assert "TOLD_NO_WALKS" in await open_rules(story)


@pytest.mark.parametrize("language", TOLD)
async def test_under_a_hold_it_is_noted_beside_it(language: str) -> None:
    """The hold's own way out stays; nothing says that walks are shorter where there are none."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        async with context_of(story) as context:
            context.tx.run(
                "INSERT INTO holds (user_id, rule, opened_on, opened_at) VALUES (1, 'SEVERE', '2026-11-23', ?)",
                (context.now,),
            )
        await ana.say(TOLD[language])
        assert NO_WALKS[language] in ana.last.plain
        assert {"en": "stay shorter", "es": "más cortas"}[language] not in ana.last.plain
        assert {"en": "I’ve been checked", "es": "Ya me revisaron"}[language] in ana.last.labels()


@pytest.mark.parametrize(
    "text",
    [
        "my doctor said no walking for two weeks", "the surgeon wants me off my feet for 10 days",
        "physio told me to rest and not walk until monday", "doctor's orders: bed rest for 3 days",
        "my GP says I can't walk before Friday", "the hospital said stay off my feet over the weekend",
        "la doctora me mandó reposo una semana", "mi traumatólogo no me deja caminar hasta el lunes",
        "el médico dice que nada de caminar en dos semanas", "la fisio quiere que repose unos 10 días",
        "según el cirujano, prohibido caminar este mes", "el fisio me dijo que hasta el viernes no camine",
    ],
)  # fmt: skip
async def test_other_voices_are_heard(text: str) -> None:
    """Each forbids walks, whatever the order of its words."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert await open_rules(story) == ["TOLD_NO_WALKS"]
        assert len(await until(story)) == 1
        assert ana.last.buttons


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "they didn't say"),
        ("en", "not sure"),
        ("es", "no me lo dijeron"),
        ("es", "no sé"),
        ("es", "hasta nuevo aviso"),
    ],
)
async def test_who_was_told_no_day_says_so(language: str, words: str) -> None:
    """It counts for the usual time."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        await ana.say(ALONE[language])
        await ana.say(words)
        assert NO_WALKS[language] in ana.last.plain
        assert ASKED[language] not in ana.last.plain
        assert await until(story) == ["2026-12-21"]


async def test_a_rest_that_was_told_is_no_silence() -> None:
    """The first day after it greets nobody with a week off."""
    async with Story.open() as story:
        ana = await settle(story)
        story.in_touch = False
        await ana.say("my doctor said no walking for ten days")
        await story.until("2026-12-03 12:00", "Europe/Madrid")
        assert "What they said has ended." in " ".join(said.plain for said in ana.bubbles)
        assert "off" not in ana.last.plain
        assert sends_walking(ana.last)


async def test_in_the_middle_of_the_start_the_form_leaves_its_question_open() -> None:
    """An age that is typed is an age."""
    async with Story.open() as story:
        ana = await mid_onboarding(story, 1, age_band=None)
        await ana.say(TOLD["en"])
        await ana.tap("Change it")
        await ana.tap("Go on")
        await ana.say("57")
        (row,) = await story.rows("profiles")
        assert row["age_band"] == "18-64"


STRICTER = {
    "en": ("my physio says at most 10 minutes a day", "my physio says at most 5 minutes a day", "At most 5 min"),
    "es": ("la fisio dice que solo 10 minutos", "la fisio dice que solo 5 minutos", "Como máximo 5 min"),
}


@pytest.mark.parametrize("language", STRICTER)
async def test_a_stricter_limit_counts_at_once(language: str) -> None:
    """It takes something away; the one before goes."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        first, second, shown = STRICTER[language]
        await ana.say(first)
        await ana.say(second)
        assert shown in ana.last.plain
        counting = [row for row in await story.rows("instructions") if row["confirmed_at"] and not row["ended_at"]]
        assert [row["minutes_a_day"] for row in counting] == [5]


@pytest.mark.parametrize("language", STRICTER)
async def test_a_stricter_limit_keeps_what_else_they_said(language: str) -> None:
    """Easier walks, and moves."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.speak(language)
        first, second, _ = STRICTER[language]
        await ana.say(first)
        async with context_of(story) as context:
            context.tx.run("UPDATE instructions SET walking = 'easier', moves = '[]'")
            holds.put(context.tx, 1, "TOLD_EASIER", context.today, context.now)
        await ana.say(second)
        (counting,) = [row for row in await story.rows("instructions") if row["confirmed_at"] and not row["ended_at"]]
        assert (counting["walking"], counting["minutes_a_day"], counting["moves"]) == ("easier", 5, "[]")
        assert await open_rules(story) == ["TOLD_EASIER"]


async def test_no_walks_after_a_limit_count_at_once_however_soon_they_end() -> None:
    """It is stricter than what was told before."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("my physio says at most 10 minutes a day")
        await ana.say("my physio says no walking until Friday")
        assert await open_rules(story) == ["TOLD_NO_WALKS"]
        assert await until(story) == ["2026-11-28"]
