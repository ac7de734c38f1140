"""Pain that is severe or alarming: the red flags at once, whom to see, and no walk before that."""

import pytest

from tests.support.rounds import NONE, deny_all, through
from tests.support.settled import settle
from tests.support.story import Story


async def test_pain_eight_leads_to_a_physical_therapist() -> None:
    """Severe pain: the red flags now, then the advice with its reason, rest that counts, and half walks."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        assert "No walk for now. Rest counts today" in ana.last.plain
        await deny_all(ana)
        assert "Rest today, and see a physical therapist." in ana.last.plain
        assert [row["kind"] for row in await story.rows("days")] == ["rest_pain"]
        assert [row["rule"] for row in await story.rows("holds")] == ["SEVERE"]
        await ana.tap("Why am I told this?")
        assert "you put your pain at 8 out of 10. From 7 on it counts as severe." in ana.last.plain
        assert "Your latest scores: 8." in ana.last.plain
        await ana.say("/walk")
        assert "Rest" in ana.last.plain


async def test_severe_twice_in_three_is_to_be_seen_within_days() -> None:
    """The second of two severe scores is more pressing."""
    async with Story.open() as story:
        ana = await settle(story)
        for day, score in ((24, "8"), (25, "3"), (26, "7")):
            await story.until(f"2026-11-{day} 12:00")
            await ana.say(f"/pain {score}")
            if int(score) >= 7:
                await deny_all(ana)
        assert "in the next days" in ana.last.plain
        assert [row["level"] for row in await story.rows("advice")] == ["routine", "soon"]


@pytest.mark.parametrize(
    ("score", "mark", "why"),
    [
        ("9", None, "you put your pain at 9 out of 10"),
        ("7", "New and sudden", "new and came on suddenly"),
        ("10", None, "at 10 out of 10"),
    ],
)
async def test_nine_or_sudden_and_new_is_urgent(score: str, mark: str | None, why: str) -> None:
    """A doctor the same day, and no walking until checked."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(f"/pain {score}")
        await through(ana, *([mark] if mark else []))
        assert "See a doctor today. No walking until then." in ana.last.plain
        assert "URGENT" in {row["rule"] for row in await story.rows("holds")}
        await ana.tap("Why am I told this?")
        assert why in ana.last.plain


async def test_a_nine_is_told_what_to_do_before_any_answer() -> None:
    """Whoever leaves the questions alone has read it, and is not sent walking."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 9")
        assert ana.last.plain.startswith("See a doctor today. No walking until then.")
        await story.until("2026-11-24 12:00")
        await ana.say("/walk")
        assert ana.last.plain.startswith("See a doctor today. No walking until then.")


async def test_an_eight_whose_questions_were_left_is_asked_again_and_the_second_one_halves() -> None:
    """No walk comes before the answers, days later either; one severe score alone halves no later walk."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        assert {row["rule"] for row in await story.rows("holds")} == {"SEVERE"}
        await story.until("2026-11-25 12:00")
        await ana.say("/today")
        assert ana.last.plain.startswith("Before the next walk: a few safety questions are still open")
        await deny_all(ana)
        assert [row["closed_by"] for row in await story.rows("holds")] == ["mistake"]
        await ana.say("/today")
        assert "Today: walk 11 minutes." in ana.last.plain
        await ana.say("/pain 8")
        await deny_all(ana)
        assert "The next walks are half as long." in ana.last.plain
        await story.wait(days=1)
        await ana.say("/today")
        assert "so that things can calm down" in ana.last.plain


@pytest.mark.parametrize(
    ("mark", "more", "rule"),
    [
        ("Fever", None, "URGENT"),
        ("Numb between legs", None, "EMERGENCY"),
        ("Chest pain", "Yes", "EMERGENCY"),
        ("Chest pain", "No", "CLEARANCE"),
        ("New weakness", "No", "URGENT"),
    ],
)
async def test_a_red_flag_goes_before_the_score(mark: str, more: str | None, rule: str) -> None:
    """What is graver is said."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        await through(ana, mark)
        if more:
            await ana.tap(more)
        await through(ana)
        assert (await story.rows("advice"))[-1]["rule"] == rule


async def test_what_can_wait_for_the_doctor_does_not_hide_severe_pain() -> None:
    """Cancer long ago, without signs, and pain 8: rest, a physical therapist, and tell them."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        await through(ana, "Cancer")
        await ana.tap("No")
        await through(ana)
        assert "Rest today, and see a physical therapist" in ana.last.plain
        assert "Tell them, too: cancer at some time" in ana.last.plain


async def test_severe_pain_at_the_gate_and_in_a_check_in_is_screened() -> None:
    """Wherever seven is said, the questions come at once."""
    async with Story.open() as story:
        ana, ben = await settle(story), await settle(story, 2)
        await ana.say("/walk")
        await ana.tap("7", ana.last)
        await ben.say("10 min pain 8")
        for person in (ana, ben):
            assert "No walk for now" in person.last.plain
            await deny_all(person)
            assert "see a physical therapist" in person.last.plain


ALARMING = {
    "chest or belly": ("12 · Chest or belly",),
    "new and sudden": ("8 · Knee", "Left", "2", "New, and it came suddenly"),
    "down both legs": ("4 · Lower back", "3", "Yes, my usual pain", "Yes, down both legs"),
}


@pytest.mark.parametrize("labels", ALARMING.values(), ids=ALARMING)
async def test_an_alarming_answer_asks_for_red_flags_first(labels: tuple[str, ...]) -> None:
    """Whatever the score. No walk before they are answered; where nothing is found the report goes on."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap_each(*labels)
        assert (await story.rows("screens"))[-1]["kind"] == "red_flags"
        assert NONE in ana.last.labels()
        await ana.say("/walk")
        assert NONE in ana.last.labels()
        await through(ana)
        assert any("Good, none of these." in bubble.plain for bubble in ana.bubbles)
        (report,) = await story.rows("pain_reports")
        assert report["finished_at"] is None
        answers = {"How strong": "3", "Do you know": "Yes, my usual pain", "Does walking": "No", "Did it wake": "No"}
        for _ in answers:
            await ana.tap(next((tap for start, tap in answers.items() if start in ana.last.plain), "No"), ana.last)
            if (await story.rows("pain_reports"))[0]["finished_at"]:
                break
        assert (await story.rows("pain_reports"))[0]["finished_at"] is not None
        assert await story.rows("holds") == []


async def test_a_red_flag_with_pain_in_the_chest_stops_everything() -> None:
    """Chest pain that is marked and happens now is an emergency."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("12 · Chest or belly")
        await ana.tap("Chest pain")
        if "Go on" in ana.last.labels():
            await ana.tap("Go on")
        await ana.tap("Yes")
        await through(ana)
        assert "EMERGENCY" in {row["rule"] for row in await story.rows("holds")}


@pytest.mark.parametrize("severe", [True, False])
async def test_the_day_after_pain_begins_with_it(severe: bool) -> None:
    """After severe pain without a red flag, or a report that was begun and left: no reminder that evening."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("pain 8" if severe else "it hurts so much")
        if severe:
            await through(ana)
        count = len(ana.bubbles)
        await story.until("2026-11-24 09:05", "Europe/Madrid")
        nudges = [said.plain for said in ana.bubbles[count:]]
        assert not any("before the night" in said for said in nudges)
        assert "You told me of pain yesterday." in nudges[-1]
