"""A guided walk, step by step, with pauses, skips, restarts and outages."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.store.diary import walks
from bot.store.person import abilities, choices, profiles
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story

MADRID = "Europe/Madrid"


async def walking(story: Story) -> Person:
    """Return somebody who sets off on Wednesday at nine, for eleven minutes."""
    ana = await settle(story, evening_reminder=False)
    await story.until("2026-11-25 09:00", MADRID)
    await ana.tap("▶ Start")
    await ana.tap("2", ana.last)
    del ana.bubbles[:-1]
    return ana


def heads(ana: Person) -> list[str]:
    """Return the first lines of what was said since setting off."""
    return [bubble.plain.splitlines()[0] for bubble in ana.bubbles[1:]]


async def test_each_step_comes_at_its_time() -> None:
    """Four short messages: pace, half-way, slow down, the end, which asks for the minutes."""
    async with Story.open() as story:
        ana = await walking(story)
        await story.until("2026-11-25 09:30", MADRID)
        assert heads(ana) == [
            "Now at your own pace. 9 min to go.",
            "Half-way: turn round.",
            "Slow down now. 2 min to go.",
            "That was your walk.",
        ]
        due = [row["due_at"][11:19] for row in await story.rows("nudges") if row["kind"] == "step"]
        assert due == ["08:02:00", "08:05:30", "08:09:00", "08:11:00"]
        await ana.tap_each("Done · 11 min", "2", "Easy")
        assert "11 min, worst pain 2, easy. Logged." in ana.bubbles[-2].plain
        assert "What would you like to do again?" in ana.last.plain


async def test_a_pause_holds_every_step() -> None:
    """Paused after one minute for ten: everything comes ten minutes later."""
    async with Story.open() as story:
        ana = await walking(story)
        await story.wait(minutes=1)
        await ana.tap("Pause")
        assert "Paused after 1 min." in ana.bubbles[0].plain
        await story.wait(minutes=10)
        assert heads(ana) == []
        await ana.tap("Go on")
        assert "Walk slowly." in ana.bubbles[0].plain
        await story.until("2026-11-25 09:11:59", MADRID)
        assert heads(ana) == []
        await story.until("2026-11-25 09:12", MADRID)
        assert heads(ana) == ["Now at your own pace. 9 min to go."]


async def test_next_skips_ahead() -> None:
    """Shown in place; the steps after it come that much earlier, and none twice."""
    async with Story.open() as story:
        ana = await walking(story)
        await ana.tap("Next step")
        await ana.tap("Next step")
        assert "Half-way: turn round." in ana.bubbles[0].plain
        await story.until("2026-11-25 09:30", MADRID)
        assert heads(ana) == ["Slow down now. 2 min to go.", "That was your walk."]
        for _ in range(3):
            await ana.tap_data(f"1:guide:next:{(await story.rows('walks'))[0]['walk_id']}", ana.bubbles[0])
        assert "That was your walk." in ana.bubbles[0].plain


async def test_stopping_hurting_and_being_done_end_the_messages() -> None:
    """Each way to end a walk ends its steps."""
    for label in ("Stop early", "This hurts", "Done · 11 min", "No messages on the way"):
        async with Story.open() as story:
            ana = await walking(story)
            await ana.tap(label, ana.last)
            count = len(ana.bubbles)
            await story.until("2026-11-25 10:00", MADRID)
            assert len(ana.bubbles) == count, label


async def test_after_something_hurt_the_walk_can_go_on() -> None:
    """The steps stand still meanwhile."""
    async with Story.open() as story:
        ana = await walking(story)
        await story.wait(minutes=1)
        walk_id = (await story.rows("walks"))[0]["walk_id"]
        await ana.tap("This hurts", ana.last)
        await story.wait(minutes=5)
        await ana.tap_data(f"1:guide:go_on:{walk_id}", ana.bubbles[0])
        await story.until("2026-11-25 09:07", MADRID)
        assert heads(ana)[-1] == "Now at your own pace. 9 min to go."


async def test_an_exercise_comes_before_the_cool_down() -> None:
    """With its steps."""
    async with Story.open() as story:
        ana = await walking(story)
        async with context_of(story) as context:
            choices.choose(context.tx, 1, "backward", context.now)
            context.tx.run("UPDATE walks SET exercise = 'backward'")
            context.tx.run("UPDATE courses SET exercise = 1")
        await story.until("2026-11-25 09:40", MADRID)
        assert heads(ana)[2:4] == ["Backward walking, if it feels right.", "Slow down now. 2 min to go."]


async def test_an_hours_outage_ends_well(tmp_path: Path) -> None:
    """Nothing piles up: after it the end is said once; much later nothing."""
    for minutes, said in ((6, ["Half-way: turn round."]), (40, ["That was your walk."]), (90, [])):
        async with Story.open(path=tmp_path / f"{minutes}.db") as story:
            ana = await walking(story)
            story.clock.instant = story.clock.instant.replace(hour=8 + minutes // 60, minute=minutes % 60)
            await story.restart()
            await story.engine.tick()
            await story.deliver()
            assert heads(ana) == said


async def test_double_stale_and_foreign_taps() -> None:
    """The second pause changes nothing; nobody moves somebody else's walk; a logged walk has no steps."""
    async with Story.open() as story:
        ana, ben = await walking(story), await settle(story, 2)
        walk_id = (await story.rows("walks"))[0]["walk_id"]
        go = ana.last
        await ben.say("/today")
        for what in ("pause", "next", "quiet", "go_on"):
            await ben.tap_data(f"1:guide:{what}:{walk_id}", ben.last)
        assert [row["paused_at"] for row in await story.rows("courses")] == [None]
        await ana.tap_data(f"1:guide:pause:{walk_id}", go)
        await story.wait(minutes=2)
        await ana.tap_data(f"1:guide:pause:{walk_id}", go)
        assert [row["paused_at"] for row in await story.rows("courses")] == ["2026-11-25T08:00:00Z"]
        await ana.say("11 min pain 2 easy")
        assert await story.rows("courses") == []
        await ana.tap_data(f"1:guide:go_on:{walk_id}", go)
        await ana.tap_data("1:guide:next:99", go)
        await ana.tap_data("1:guide", go)
        await story.wait(minutes=30)
        assert not any("your own pace" in bubble.plain for bubble in ana.bubbles)


RED_WORDS = ("I have chest pain", "pain 8", "my calf is swollen and hot")


@pytest.mark.parametrize("words", RED_WORDS)
async def test_no_step_while_a_red_flag_is_open(words: str) -> None:
    """Whatever way it was said: neither the guide, nor /walk, nor any button on the walk sends anybody on."""
    async with Story.open() as story:
        ana = await walking(story)
        go = ana.last
        walk_id = (await story.rows("walks"))[0]["walk_id"]
        await story.wait(minutes=1)
        await ana.say(words)
        count = len(ana.bubbles)
        await story.until("2026-11-25 10:30", MADRID)
        assert len(ana.bubbles) == count
        for data in (f"1:guide:go_on:{walk_id}", f"1:guide:next:{walk_id}", f"1:walk:back:{walk_id}"):
            await ana.tap_data(data, go)
            assert "this is still open" in ana.last.plain, data
        for text in ("/walk", "/today"):
            await ana.say(text)
            assert "Pause" not in ana.last.labels()
            assert "Go on" not in ana.last.labels()


async def test_no_step_under_a_hold() -> None:
    """The questions answered with a yes: no step comes, and the old buttons say what holds."""
    async with Story.open() as story:
        ana = await walking(story)
        go = ana.last
        walk_id = (await story.rows("walks"))[0]["walk_id"]
        await ana.say("I have chest pain")
        await ana.tap("Chest pain or breathless", ana.last)
        await ana.tap("Go on", ana.last)
        await ana.tap("Yes", ana.last)
        count = len(ana.bubbles)
        await story.until("2026-11-25 10:30", MADRID)
        assert len(ana.bubbles) == count
        await ana.tap_data(f"1:guide:go_on:{walk_id}", go)
        assert "I’ve been checked" in ana.last.labels()
        await ana.say("/walk")
        assert "I’ve been checked" in ana.last.labels()


async def test_the_walk_goes_on_where_all_is_clear() -> None:
    """None of these: the walk waits, and goes on when its walker says so."""
    async with Story.open() as story:
        ana = await walking(story)
        await story.wait(minutes=1)
        await ana.say("my calf is swollen")
        await story.wait(minutes=4)
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        await ana.tap("None of these", ana.last)
        await ana.tap("Today", ana.last)
        await ana.tap("Go on", ana.last)
        assert ana.last.labels()[:2] == ["Go on", "Next step"]
        await ana.tap("Go on", ana.last)
        await story.wait(minutes=2)
        assert "Now at your own pace" in ana.last.plain


async def test_an_exercise_grows_while_it_feels_right() -> None:
    """A week after a first good session there is a little more of it, and the guide leaves time for it."""
    async with Story.open() as story:
        ana = await settle(story, evening_reminder=False)
        async with context_of(story) as context:
            choices.choose(context.tx, 1, "backward", context.now)
            abilities.approve(context.tx, 1, "backward", abilities.THERAPIST, context.now)
            for ago in range(28, 0, -1):
                day = date(2026, 11, 23) - timedelta(days=ago)
                exercise = "backward" if ago in (9, 2) else "standard"
                walk = walks.open_walk(context.tx, 1, day, exercise=exercise, target=True)
                fields = {"minutes": 20, "before_pain": 1, "worst_pain": 1, "effort": "easy"}
                walks.update(context.tx, walk, logged_at=context.now, **fields)
            profiles.update(context.tx, 1, first_walk_on=date(2026, 10, 26))
        await story.until("2026-11-25 09:00", MADRID)
        await ana.tap("▶ Start")
        await ana.tap("2", ana.last)
        assert "Backward walking: 3 minutes in all" in ana.last.plain
        await ana.say("/exercises")
        await ana.tap("✓ 2 · Backward walking")
        assert "Now: 3 minutes in all" in ana.last.plain


async def test_warm_up_turn_and_cool_down_are_drawn_and_can_move() -> None:
    """Each with its own drawing; shown moving, the step, its words and its buttons stay."""
    async with Story.open() as story:
        ana = await walking(story)
        drawn = []
        for _ in range(5):
            if "▶ Show me" in ana.last.labels():
                words, others = ana.last.plain, [label for label in ana.last.labels() if label != "▶ Show me"]
                assert ana.last.file
                assert ana.last.file["medium"] == "photo"
                await ana.tap("▶ Show me", ana.last)
                assert ana.last.file["medium"] == "animation"
                drawn.append(ana.last.file["facts"]["name"])
                assert ana.last.plain == words
                assert ana.last.labels() == others
            if "Next step" not in ana.last.labels():
                break
            await ana.tap("Next step", ana.last)
        assert drawn == ["warm_up", "turn", "cool_down"]


async def test_nothing_moves_under_a_hold() -> None:
    """Who has said what stops a walk is told so again, and shown no step of it."""
    async with Story.open() as story:
        ana = await walking(story)
        go = ana.last
        walk_id = (await story.rows("walks"))[0]["walk_id"]
        await ana.say("/pain 9")
        for data in (f"1:walk:show:{walk_id}", f"1:guide:show:{walk_id}"):
            await ana.tap_data(data, go)
            assert ana.last.file is None
            assert "Walk " not in ana.last.plain.split("\n")[0]
        await ana.tap_data("1:walk:show:99", go)
        await ana.tap_data("1:guide:show:99", go)


async def test_the_words_of_the_walk_stay_when_its_warm_up_moves() -> None:
    """Half of the usual, because it hurts: said still, and said again below the animation."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/walk")
        await ana.tap("6", ana.last)
        said = ana.last.plain
        assert "because it hurts" in said
        await ana.tap("▶ Show me", ana.last)
        assert ana.last.file
        assert ana.last.file["medium"] == "animation"
        assert ana.last.plain == said


async def test_no_messages_on_the_way_is_a_choice_that_is_kept() -> None:
    """The next walk has none either, and one tap brings them back where the walk is."""
    async with Story.open() as story:
        ana = await walking(story)
        await ana.tap("No messages on the way", ana.last)
        assert "on your next walks, too" in ana.last.plain
        await ana.say("11 min pain 2 easy")
        await story.until("2026-11-27 09:00", MADRID)
        await ana.tap("▶ Start")
        await ana.tap("2")
        said = len(ana.bubbles)
        await story.wait(minutes=6)
        assert len(ana.bubbles) == said
        await ana.tap("Messages on the way again", ana.last)
        assert ana.last.plain.startswith("Half-way: turn round.")
        await story.wait(minutes=9)
        assert len(ana.bubbles) == said + 2
        assert [row["guide_messages"] for row in await story.rows("profiles")] == [1]
