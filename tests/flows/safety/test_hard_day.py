"""A plan for hard days, made on a good one and shown first in a flare; two calm minutes."""

import pytest

from bot.store.diary import days
from bot.store.safety import crises, holds
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story

MADRID = "Europe/Madrid"


async def walked(story: Story, ana: Person, first: int, last: int, said: str = "11 min pain 2 easy") -> None:
    """Log a walk on each of some days of November."""
    for day in range(first, last + 1):
        await story.until(f"2026-11-{day} 10:00", MADRID)
        await ana.say(said)
        if "before the walk?" in ana.last.plain:
            await ana.tap("2", ana.last)


async def made(story: Story, ana: Person) -> None:
    """Make a plan from the settings."""
    await ana.say("/settings")
    await ana.tap("Hard days", ana.last)
    for label in ("Warmth", "2 min", "A friend or a neighbour"):
        await ana.tap(label, ana.last)


async def test_it_is_offered_once_on_a_good_day() -> None:
    """After six walks, never on the day of another offer, and not again once it was seen."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await walked(story, ana, 23, 27)
        assert not any("plan for a hard one" in bubble.plain for bubble in ana.bubbles)
        await walked(story, ana, 28, 28)
        assert "A good day is the time to plan for a hard one." in ana.last.plain
        await walked(story, ana, 29, 30)
        assert sum("plan for a hard one" in bubble.plain for bubble in ana.bubbles) == 1


async def test_not_after_a_walk_that_hurt() -> None:
    """It is for a good day: the offer waits for the next calm walk."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await walked(story, ana, 23, 27)
        await walked(story, ana, 28, 28, "11 min pain 5 easy")
        assert not any("plan for a hard one" in bubble.plain for bubble in ana.bubbles)
        await walked(story, ana, 29, 29)
        assert "plan for a hard one" in ana.last.plain


async def test_a_flare_shows_it_first() -> None:
    """Before anything else; the nudge of a flare day says it again, and both offer two calm minutes."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await made(story, ana)
        assert "Smallest walk: 2 minutes, or rest" in ana.last.plain
        assert "Call: A friend or a neighbour" in ana.last.plain
        await story.until("2026-11-24 09:05", MADRID)
        said = len(ana.bubbles)
        await ana.tap_data("1:flare:begin", ana.last)
        assert "Your plan for a hard day" in ana.bubbles[said - 1].plain
        assert "Calm two minutes" in ana.bubbles[said - 1].labels()
        assert "We go easy for some days" in ana.bubbles[said].plain
        await story.until("2026-11-25 09:05", MADRID)
        assert "Your plan for hard days: Warmth. Smallest walk: 2 minutes." in ana.last.plain
        assert "Calm two minutes" in ana.last.labels()


async def test_own_words_are_taken_said_back_and_can_be_changed() -> None:
    """What is too long is asked again in one line; markup stays what it is."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await ana.say("/settings")
        await ana.tap("Hard days", ana.last)
        await ana.say("a hot bath " * 20)
        assert "one line" in ana.last.plain
        await ana.say("a hot bath & <tea>")
        await ana.tap("1 min", ana.last)
        await ana.say("my sister Rosa")
        assert "What eases: a hot bath & <tea>" in ana.last.plain
        assert "Call: my sister Rosa" in ana.last.plain
        await ana.tap("Change it", ana.last)
        assert "What eases your pain a little" in ana.last.plain


async def test_danger_in_own_words_goes_first() -> None:
    """Who types a red flag is asked about it, and nothing of it becomes a plan."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await ana.say("/settings")
        await ana.tap("Hard days", ana.last)
        await ana.say("I have chest pain")
        assert [row["eases"] for row in await story.rows("hard_day_plans")] == [None]


async def test_calm_two_minutes_never_come_before_red_flag_questions() -> None:
    """With the questions open they are asked; where a hold stops the walks the day's card says whom to see."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await ana.say("/today")
        await ana.tap_data("1:calm:begin", ana.last)
        assert ana.last.plain.startswith("2 calm minutes. Sit or lie the way that hurts least.")
        assert ana.last.file
        assert ana.last.file["kind"] == "breath"
        await ana.tap("Done", ana.last)
        assert "Both are fine." in ana.last.plain
        await ana.say("I have chest pain")
        await ana.tap_data("1:calm:begin", ana.last)
        assert "calm minutes" not in ana.last.plain


@pytest.mark.parametrize("data", ["1:hard", "1:hard:eases:lies", "1:hard:minutes:9", "1:hard:no", "1:calm", "1:calm:x"])
async def test_forged_taps_change_nothing(data: str) -> None:
    """They are answered with where things stand."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/today")
        await ana.tap_data(data, ana.last)
        assert await story.rows("hard_day_plans") == []


@pytest.mark.parametrize("said", ["11 min pain 2 easy", "pain 4", "what is a flare?"])
async def test_what_is_no_answer_is_not_taken_for_one(said: str) -> None:
    """A walk typed while the question is open is logged, a score is a score, a question gets its answer."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/settings")
        await ana.tap("Hard days", ana.last)
        await ana.say(said)
        assert [row["eases"] for row in await story.rows("hard_day_plans")] == [None]
        assert "smallest walk" not in ana.last.plain


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "despair", "rest"])
async def test_no_smallest_walk_where_none_may_be_offered(rule: str) -> None:
    """The plan names one: under a stop, on a rest in pain and after words of despair its buttons tell where it stands.

    What is typed to a question of it that was left open is no answer, either.
    """
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await made(story, ana)
        await ana.tap("Change it", ana.last)
        asked = ana.last
        async with context_of(story) as context:
            if rule == "despair":
                crises.tell(context.tx, 1, "despair", True, context.today, context.now)
            elif rule == "rest":
                days.mark(context.tx, 1, context.today, days.REST_PAIN, context.now)
            else:
                holds.put(context.tx, 1, rule, context.today, context.now)
        await ana.say("a warm shower")
        for tap in ("hard:show", "hard:new", "hard:eases:warmth"):
            await ana.tap_data(f"1:{tap}", asked)
            assert "smallest walk" not in ana.last.plain.lower()
        (plan,) = await story.rows("hard_day_plans")
        assert plan["eases"] is None


@pytest.mark.parametrize(
    ("said", "answered"),
    [("help", "/today"), ("it hurts", "Where does it hurt"), ("thanks", "welcome"), ("pain 8", "No walk for now")],
)
async def test_a_word_of_command_is_no_answer(said: str, answered: str) -> None:
    """It is heard as what it always is; nothing of it comes into the plan."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await ana.say("/settings")
        await ana.tap("Hard days", ana.last)
        await ana.say(said)
        assert answered in ana.last.plain
        (plan,) = await story.rows("hard_day_plans")
        assert plan["eases"] is None


async def test_a_typed_no_is_no_answer_either() -> None:
    """It leaves the plan out, as the button does; a typed yes is asked for words."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        await ana.say("/settings")
        await ana.tap("Hard days", ana.last)
        await ana.say("yes")
        assert "What eases your pain" in ana.last.plain
        await ana.say("no")
        assert "You can make one in /settings" in ana.last.plain
        (plan,) = await story.rows("hard_day_plans")
        assert plan["eases"] is None
