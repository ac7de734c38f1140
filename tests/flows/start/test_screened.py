"""Red flags and severe pain within the start: the advice comes at once, and the start still ends."""

import pytest

from tests.support.rounds import NONE, deny_all, through
from tests.support.start import SHORTEST, do, profile, question, walk_through
from tests.support.story import Story


@pytest.mark.parametrize(
    ("mark", "follow_up", "level", "restriction"),
    [
        ("A doctor told me", None, "CLEARANCE", None),
        ("Chest pain", "Yes", "EMERGENCY", None),
        ("Chest pain", "No", "CLEARANCE", None),
        ("Fainted", None, "CLEARANCE", None),
        ("Numb between legs", None, "EMERGENCY", None),
        ("New weakness", "Yes", "EMERGENCY", None),
        ("New weakness", "No", "URGENT", None),
        ("Fall or accident", "Yes", "URGENT", None),
        ("Fall or accident", "No", "CLEARANCE", None),
        ("Fever", None, "URGENT", None),
        ("One calf", None, "URGENT", None),
        ("Cancer", "Yes", "URGENT", None),
        ("Cancer", "No", "GP", None),
        ("Surgery", None, "CLEARANCE", None),
        ("Pregnant", "Yes", "URGENT", "pregnancy"),
        ("Pregnant", "No", "clear", "pregnancy"),
        ("Weak bones", None, "clear", "weak_bones"),
        ("Unsteady", None, "clear", "balance"),
        ("High blood pressure", None, "clear", "blood_pressure"),
    ],
)
async def test_every_route_of_the_start_screen_arrives(
    mark: str, follow_up: str | None, level: str, restriction: str | None
) -> None:
    """The advice comes at once; onboarding still ends; a hold offers no walk, a restriction does."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 3)
        while not any(label.startswith(mark) for label in question(ana).labels()):
            await ana.tap(NONE)
        await ana.tap(mark)
        if "Go on" in question(ana).labels():  # the gravest end the questions at once
            await ana.tap("Go on")
        if follow_up:
            await ana.tap(follow_up)
        await through(ana)
        (screen,) = await story.rows("screens")
        assert screen["outcome"] == level
        if level == "EMERGENCY":
            assert question(ana).labels() == ["Go on with the start"]
            await ana.tap("Go on with the start")
        stopping = level in ("EMERGENCY", "URGENT", "CLEARANCE")
        assert [row["rule"] for row in await story.rows("holds")] == ([level] if stopping else [])
        assert [row["rule"] for row in await story.rows("advice")] == ([] if level == "clear" else [level])
        if restriction:
            assert restriction in [row["restriction"] for row in await story.rows("restrictions")]
        for step in SHORTEST[6:10]:
            await do(ana, step)
        assert ("Walk now" in question(ana).labels()) is not stopping
        await ana.tap_data("1:ob:first:now", question(ana))
        assert (await profile(story))["first_walk_on"] == ("2026-11-24" if stopping else "2026-11-23")
        assert (await profile(story))["onboarded_at"] is not None
        assert len([row for row in await story.rows("nudges") if row["status"] == "pending"]) == 1


@pytest.mark.parametrize(("score", "rule"), [("7", "SEVERE"), ("9", "URGENT")])
async def test_severe_pain_is_screened_before_going_on(score: str, rule: str) -> None:
    """Seven and more asks the red flags at once, also after an interruption, and then the start goes on."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 6)
        await ana.tap(score)
        assert NONE in question(ana).labels()
        await ana.say("/help")
        await ana.say("/start")
        await deny_all(ana)
        assert [row["rule"] for row in await story.rows("advice")] == [rule]
        for step in SHORTEST[7:10]:
            await do(ana, step)
        assert "Walk now" not in question(ana).labels()
        assert ("Your first walk is tomorrow" in question(ana).plain) is (rule == "SEVERE")
        await ana.tap_data("1:ob:first:now", question(ana))
        assert (await profile(story))["first_walk_on"] == "2026-11-24"
        assert "half of that" not in question(ana).plain  # one severe score rests the day, and halves nothing


async def test_red_flag_words_go_before_the_question_asked() -> None:
    """Whatever is asked, "chest pain" opens the red-flag questions, and then the question comes back."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 2)
        await ana.say("I have chest pain")
        assert [row["kind"] for row in await story.rows("screens")] == ["red_flags"]
        await deny_all(ana)
        await ana.say("/start")
        assert "Where does it hurt" in question(ana).plain


async def test_after_the_check_up_walks_are_offered() -> None:
    """A hold that is closed before the end brings the ordinary plan back."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 3)
        await ana.tap(NONE)
        await ana.tap("Fever")
        await ana.tap("Go on")
        await ana.tap(NONE)
        for step in SHORTEST[6:10]:
            await do(ana, step)
        assert "Your plan waits" in question(ana).plain
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE holds SET closed_at = '2026-11-23T09:00:00Z', closed_by = 'checked'")
        await ana.say("/start")
        assert "▶ Start" in question(ana).labels()
