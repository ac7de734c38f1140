"""After words of despair or overdose: nothing unasked, one quiet question next day, prompts by their own tap."""

import pytest

from bot.facts.history import streak
from bot.store.delivery import outbox
from tests.flows.test_never_the_wrong_way import in_full_swing, sends_walking, shown, try_everything
from tests.support.settled import context_of, settle
from tests.support.states import mid_onboarding
from tests.support.story import Bubble, Person, Story

SAID = {
    ("en", "despair"): ("I don't want to live any more", "How is it today?", "Still very hard", "A little better"),
    ("es", "despair"): ("ya no quiero vivir", "¿Cómo estás hoy?", "Sigue siendo muy duro", "Un poco mejor"),
    ("en", "overdose"): ("I took too many pills", "Are you all right today?", "I feel ill", "I am all right"),
    ("es", "overdose"): ("me tomé demasiadas pastillas", "¿Estás bien hoy?", "Me siento mal", "Estoy bien"),
}
HELP = {
    ("en", "despair"): "Please talk to somebody now.",
    ("es", "despair"): "habla con alguien ahora",
    ("en", "overdose"): "Say what was taken",
    ("es", "overdose"): "Di qué tomaste",
}
BACK = {"en": "Send my walks again", "es": "Volver a mis caminatas"}
CASES = list(SAID)


async def walking(story: Story, language: str) -> Person:
    """Return somebody in the middle of a guided walk on their fourth day, in a language."""
    ana = await in_full_swing(story)
    await ana.speak(language)
    return ana


async def since(story: Story, ana: Person, **span: float) -> list[Bubble]:
    """Let time pass, and return what was said meanwhile."""
    count = len(ana.bubbles)
    await story.wait(**span)
    return ana.bubbles[count:]


@pytest.mark.parametrize("case", CASES)
async def test_all_prompts_stop_and_one_question_comes_next_day(case: tuple[str, str]) -> None:
    """The steps of the walk under way end without a word; nothing comes for ten days but one question at 09:00."""
    async with Story.open() as story:
        ana = await walking(story, case[0])
        text, question, *_ = SAID[case]
        await ana.say(text)
        assert HELP[case] in ana.last.plain
        assert await since(story, ana, hours=20) == []
        asked = await since(story, ana, days=10)
        assert [question in bubble.plain for bubble in asked] == [True]
        (row,) = await story.rows("crises")
        assert row["asked_at"].startswith("2026-11-27T08:00")  # 09:00 in Madrid
        assert (row["kind"], row["answer"], row["ended_at"]) == (case[1], None, None)


@pytest.mark.parametrize("case", CASES)
async def test_the_question_is_silent_and_still_hard_gets_help_and_one_more_question(case: tuple[str, str]) -> None:
    """Who says that it is still hard is asked again the day after, and only then."""
    async with Story.open() as story:
        ana = await walking(story, case[0])
        text, question, hard, _ = SAID[case]
        await ana.say(text)
        await story.wait(days=1)
        await ana.tap(hard, ana.last)
        assert HELP[case] in ana.last.plain
        assert [question in bubble.plain for bubble in await since(story, ana, days=5)] == [True]


@pytest.mark.parametrize("case", CASES)
async def test_prompts_come_back_by_a_tap_and_the_streak_is_kept(case: tuple[str, str]) -> None:
    """Better is no leave to nudge; the tap below it is. The days between are nobody's misses."""
    async with Story.open() as story:
        ana = await walking(story, case[0])
        text, _, _, better = SAID[case]
        async with context_of(story) as context:
            before = streak.kept_up(context)
        await ana.say(text)
        await story.wait(days=1)
        await ana.tap(better, ana.last)
        assert await since(story, ana, days=4) == []
        await ana.tap(BACK[case[0]], ana.last)
        assert not sends_walking(ana.last)
        async with context_of(story) as context:
            assert streak.kept_up(context) == before > 0
        assert any(sends_walking(bubble) for bubble in await since(story, ana, days=1))
        (row,) = await story.rows("crises")
        assert (row["answer"], row["ended_on"]) == ("better", "2026-12-01")


async def test_not_yet_leaves_it_quiet_and_an_old_button_changes_nothing() -> None:
    """Each answer is about one time; the button of an earlier one does not end a later one."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I want to die")
        await story.wait(days=1)
        await ana.tap("A little better", ana.last)
        await ana.tap("Not yet", ana.last)
        assert "I stay quiet" in ana.last.plain
        old, bubble = shown(ana)[-1]
        await ana.tap("Send my walks again", ana.last)
        await ana.say("I want to die")
        await ana.tap_data(old, bubble)
        assert "I send no walks" in bubble.plain
        assert [row["ended_at"] is None for row in await story.rows("crises")] == [False, True]


async def test_who_was_misheard_says_so_with_one_tap() -> None:
    """Where the words were not sure, the tap stands below the answer already; a sure one has no button at all."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I want to die")
        assert ana.last.buttons == []
        async with context_of(story) as context:
            context.tx.run("UPDATE crises SET sure = 0")
        await story.wait(days=1)
        await ana.tap("I meant something else", ana.last)
        assert "Then I took it wrong." in ana.last.plain
        assert any(sends_walking(bubble) for bubble in await since(story, ana, days=1))


MAYBE = {"en": "what is the point of it all", "es": "qué sentido tiene todo esto"}
ANSWERS = {"en": ("Yes", "No, something else", "yes", "no"), "es": ("Sí", "No, es otra cosa", "sí", "no")}


@pytest.mark.parametrize("language", MAYBE)
async def test_the_quiet_question_unanswered_stops_prompts_and_walks(language: str) -> None:
    """Words that may be despair are asked about; until the answer no walk is offered and no prompt comes but one."""
    async with Story.open() as story:
        ana = await walking(story, language)
        await ana.say(MAYBE[language])
        assert ANSWERS[language][0] in ana.last.labels()
        await ana.say("/walk")
        assert not sends_walking(ana.last)
        asked = await since(story, ana, days=4)
        assert [SAID[language, "despair"][1] in bubble.plain for bubble in asked] == [True]


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("language", MAYBE)
async def test_no_to_the_quiet_question_brings_prompts_back(language: str, typed: bool) -> None:
    """By its button or in a word; the next nudge comes as planned, and an old button changes nothing."""
    async with Story.open() as story:
        ana = await walking(story, language)
        await ana.say(MAYBE[language])
        _, no, _, word = ANSWERS[language]
        await (ana.say(word) if typed else ana.tap(no, ana.last))
        (row,) = await story.rows("crises")
        assert row["answer"] == "misheard"
        assert row["ended_at"] is not None
        assert any(sends_walking(bubble) for bubble in await since(story, ana, days=2))


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("language", MAYBE)
async def test_yes_to_the_quiet_question_is_sure(language: str, typed: bool) -> None:
    """Help is said, and the words that were not sure are sure from then on, whatever is written later."""
    async with Story.open() as story:
        ana = await walking(story, language)
        await ana.say(MAYBE[language])
        yes, _, word, _ = ANSWERS[language]
        await (ana.say(word) if typed else ana.tap(yes, ana.last))
        assert HELP[language, "despair"] in ana.last.plain
        await ana.say(MAYBE[language])
        assert HELP[language, "despair"] in ana.last.plain
        (row,) = await story.rows("crises")
        assert (row["sure"], row["ended_at"]) == (1, None)


async def test_another_text_after_the_quiet_question_asks_it_again_and_keeps_a_walk() -> None:
    """It is no small talk to be talked over; a walk that is told is logged all the same."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(MAYBE["en"])
        await ana.say("the sky is blue")
        assert "No, something else" in ana.last.labels()
        await ana.say("11 min, pain 2")
        assert [row["minutes"] for row in await story.rows("walks") if row["minutes"]] == [11]
        assert len([row for row in await story.rows("crises") if row["ended_at"] is None]) == 1


async def test_nothing_sends_anybody_walking_after_words_of_despair() -> None:
    """Commands, words, old buttons; who can help stands in the answers."""
    async with Story.open() as story:
        ana = await in_full_swing(story)
        seen = shown(ana)
        await ana.say("I want to die")
        await try_everything(story, ana, seen)
        for command in ("/walk", "/today", "/resume", "/start"):
            await ana.say(command)
            assert "024" in ana.bubbles[-1].plain or "024" in ana.bubbles[-2].plain, command


async def test_red_flags_are_asked_about_as_ever() -> None:
    """What is open stands below who can help; its answers lead where they always lead."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I want to die")
        await ana.say("my chest hurts")
        assert "Chest pain" in ana.last.labels()[0]
        await ana.say("/today")
        assert "I send no walks" in ana.bubbles[-2].plain
        for label in ("Chest pain or breathless", "Go on", "Yes"):
            await ana.tap(label, ana.last)
        assert "EMERGENCY" in {row["rule"] for row in await story.rows("holds")}


async def test_a_walk_told_meanwhile_is_kept_and_not_followed_up() -> None:
    """It is logged and said back; no question two hours later, none in the morning, no plan offered below it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("I want to die")
        count = len(ana.bubbles)
        await ana.say("20 min, pain before 2, worst 6, easy")
        assert [walk["minutes"] for walk in await story.rows("walks")] == [20]
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        assert not any("ask again later" in bubble.plain for bubble in ana.bubbles[count:])
        asked = await since(story, ana, days=2)
        assert ["How is it today?" in bubble.plain for bubble in asked] == [True]


async def test_an_open_question_is_forgotten_and_what_is_not_understood_gets_help() -> None:
    """ "Please" is no answer to a pain question any more."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await ana.say("I want to die")
        await ana.say("please xyzzy")
        assert "I send no walks" in ana.last.plain


async def test_what_waits_to_be_sent_is_not_sent() -> None:
    """A nudge that an outage held back is no longer wanted."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            outbox.leave(context.tx, 1, 3, [{"method": "sendMessage", "params": {}}], context.now, context.now)
            outbox.leave(context.tx, 1, 2, [{"method": "sendMessage", "params": {"text": "kept"}}], context.now)
        await ana.say("I want to die")
        assert [bubble.plain[:4] for bubble in ana.bubbles] == ["I am", "kept"]


async def test_pause_keeps_the_question_and_stop_ends_it() -> None:
    """A break is from walks; STOP is from everything, and wins."""
    async with Story.open() as story:
        ana, ben = await settle(story), await settle(story, 2)
        for person, word in ((ana, "/pause 7"), (ben, "stop")):
            await person.say("I want to die")
            await person.say(word)
        assert len(await since(story, ana, days=2)) == 1
        assert "stopped" in ben.last.plain


async def test_in_the_middle_of_the_start_the_question_comes_a_day_later() -> None:
    """No hour is known yet: the time of day at which they wrote."""
    async with Story.open() as story:
        ana = await mid_onboarding(story)
        await story.wait(hours=3)
        await ana.say("I want to die")
        assert len(await since(story, ana, hours=23)) == 0
        (asked,) = await since(story, ana, hours=2)
        await ana.tap("A little better", asked)
        await ana.tap("Send my walks again", asked)
        assert asked.labels() == ["Go on"]


async def test_a_visit_is_asked_about_once_prompts_are_back() -> None:
    """The question a week after advice is put off, not lost."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("12 min pain 8")
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        await story.wait(days=1)
        await ana.say("I want to die")
        asked = await since(story, ana, days=9)
        assert len(asked) == 1
        await ana.say("/today")
        await ana.tap("Send my walks again")
        assert any(
            "see a" in bubble.plain or "see someone" in bubble.plain for bubble in await since(story, ana, days=2)
        )
