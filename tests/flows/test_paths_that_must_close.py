"""Paths on which a walk, cheer or an all-clear was found where none belongs, each walked as a person would.

The sweep over everything stands in test_never_the_wrong_way; here is the one path a reader can follow.
"""

import pytest

from bot.flows.safety import advice
from bot.store.safety import holds
from tests.flows.test_never_the_wrong_way import sends_walking, shown
from tests.support.rounds import through
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story

SCREENING = "ap what is true"
CHEER = ("plan helps", "A short self-test", "Well done", "Good to have you back", "days in a row", "settled well")


def cheers(person: Person, since: int) -> list[str]:
    """Return what was said since a message that cheers, plans or tests."""
    said = [bubble.plain for bubble in person.bubbles[since:]]
    return [text for text in said if any(word in text for word in CHEER)]


async def told(ana: Person, *labels: str) -> None:
    """Tap one button after another, each on the newest message."""
    for label in labels:
        await ana.tap(label, ana.last)


async def in_an_emergency(ana: Person) -> None:
    """Tell of chest pain that is there now."""
    await ana.say("I have chest pain")
    await told(ana, "Chest pain or breathless", "Go on", "Yes")
    assert "Call" in ana.last.plain


async def open_rules(story: Story) -> set[str]:
    """Return the rules of the holds that are open."""
    return {row["rule"] for row in await story.rows("holds") if row["closed_at"] is None}


async def told_to_see_somebody(story: Story) -> None:
    """Let walks have hurt: a therapist, and half as much until then."""
    async with context_of(story) as context:
        evidence = {"walks": 7, "red": 3, "risen": 4, "rise": 2}
        advice.advise(context, "EXACERBATED_BY_WALKING", "soon", evidence)


async def test_an_old_checked_does_not_close_a_newer_hold() -> None:
    """Severe pain a week ago was looked at; the chest pain of today was not."""
    async with Story.open() as story:
        ana = await settle(story)
        await told_to_see_somebody(story)
        await ana.say("/today")
        old = ana.last
        data = next(b["callback_data"] for row in old.buttons for b in row if b["text"] == "I’ve been checked")
        await story.wait(minutes=1)
        await ana.tap("I’ve been checked", old)
        asked = ana.last
        await in_an_emergency(ana)
        count = len(ana.bubbles)
        await ana.tap("Yes, I may walk", asked)
        assert "EMERGENCY" in await open_rules(story)
        assert not any(sends_walking(bubble) for bubble in [asked, *ana.bubbles[count:]])
        assert not any("walks are back" in bubble.plain for bubble in ana.bubbles)
        await ana.tap_data(data, old)
        assert "EMERGENCY" in await open_rules(story)


async def test_checked_about_the_newest_ends_what_is_older_and_no_worse() -> None:
    """Who was seen for an emergency was seen: nobody is asked twice about one day."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        await told(ana, "Chest pain or breathless", "Go on", "Yes")
        await told(ana, "I’ve been checked", "Yes, I may walk")
        assert await open_rules(story) == set()


async def test_an_old_visit_does_not_close_a_newer_hold() -> None:
    """ "Yes, I went → Walk as before" was about the walks that hurt, a week ago."""
    async with Story.open() as story:
        ana = await settle(story)
        await told_to_see_somebody(story)
        asked_on = len(ana.bubbles)
        await story.wait(days=8)
        visit = next(bubble for bubble in ana.bubbles[asked_on:] if "Yes, I went" in bubble.labels())
        await in_an_emergency(ana)
        count = len(ana.bubbles)
        await ana.tap("Yes, I went", visit)
        await ana.tap("Walk as before", visit)
        assert "EMERGENCY" in await open_rules(story)
        assert not any(sends_walking(bubble) for bubble in [visit, *ana.bubbles[count:]])
        assert "Walk as before" not in visit.plain
        assert "Call 112" in ana.last.plain


async def test_a_verdict_of_long_ago_brings_no_hold_back() -> None:
    """The button of an answered visit says where things stand."""
    async with Story.open() as story:
        ana = await settle(story)
        await told_to_see_somebody(story)
        await story.wait(days=8)
        visit = next(bubble for bubble in reversed(ana.bubbles) if "Yes, I went" in bubble.labels())
        await ana.tap("Yes, I went", visit)
        no_walks = next(data for data, bubble in shown(ana) if bubble is visit and "no_walks" in data)
        await ana.tap("Walk as before", visit)
        await ana.tap_data(no_walks, visit)
        assert await open_rules(story) == set()


@pytest.mark.parametrize("left_after", ["at once", "next day", "a week"])
async def test_an_unfinished_round_about_nights_blocks_walks(left_after: str) -> None:
    """Pain that wakes at night, the questions put away: they come first, whenever the next walk is."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 4")
        await told(ana, "Yes, my usual pain", "No", "Yes")
        assert "nights and mornings" in ana.last.plain
        count = len(ana.bubbles)
        await story.wait(days={"at once": 0, "next day": 1, "a week": 7}[left_after])
        await ana.say("/walk")
        await ana.say("/today")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        assert "nights and mornings" in ana.last.plain


async def test_a_round_opened_again_after_a_slip_blocks_until_it_is_finished() -> None:
    """ "I tapped by mistake", and away: what stood there before is not forgotten."""
    async with Story.open() as story:
        ana = await settle(story)
        await in_an_emergency(ana)
        await ana.tap("I tapped by mistake")
        count = len(ana.bubbles)
        await story.wait(days=3)
        await ana.say("/walk")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        assert SCREENING in ana.last.plain


async def test_a_start_round_opened_again_blocks_on_the_next_day() -> None:
    """The questions of the start, opened from /settings or a reminder, wait as every other round does."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.wait(days=91)
        await ana.tap("Answer now")
        count = len(ana.bubbles)
        await story.wait(days=2)
        await ana.say("/walk")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        assert "safety questions" in ana.last.plain


@pytest.mark.parametrize("score", ["2", "5"])
async def test_new_and_sudden_pain_always_asks_the_red_flags(score: str) -> None:
    """Whatever the score and the place: chest pain comes in by "elsewhere", too."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await told(ana, "Somewhere else", score, "New, and it came suddenly")
        assert SCREENING in ana.last.plain
        assert "alve" not in ana.last.plain
        await told(ana, "Chest pain or breathless", "Go on", "Yes")
        assert await open_rules(story) == {"EMERGENCY"}


async def with_a_move(story: Story) -> Person:
    """Return somebody whose plan has backward walking in it."""
    ana = await settle(story)
    async with story.engine.database.transaction() as tx:
        tx.run("UPDATE profiles SET first_walk_on = '2026-10-01'")
        for number in range(10, 22):
            tx.run(
                "INSERT INTO walks (user_id, on_day, minutes, offered_minutes, target, worst_pain, before_pain, effort,"
                " logged_at) VALUES (1, ?, 20, 20, 1, 1, 1, 'easy', ?)",
                (f"2026-11-{number}", f"2026-11-{number}T09:00:00+00:00"),
            )
        tx.run("INSERT INTO exercise_choices VALUES (1, 'backward', '2026-11-22T09:00:00+00:00')")
    await ana.say("/today")
    assert "Backward" in ana.last.plain
    return ana


@pytest.mark.parametrize("rule", ["FLARE", "SEVERE", "EXACERBATED_BY_WALKING", "WORSENING", "EASIER"])
async def test_no_move_under_a_hold_or_a_flare(rule: str) -> None:
    """Neither with the walk nor to choose."""
    async with Story.open() as story:
        ana = await with_a_move(story)
        async with context_of(story) as context:
            holds.put(context.tx, 1, rule, story.clock.now().date(), context.now)
        count = len(ana.bubbles)
        await ana.say("/today")
        assert "Backward" not in ana.last.plain
        await ana.say("/walk")
        assert "Backward" not in ana.last.plain
        await ana.tap("2", ana.last)
        assert "Backward" not in ana.last.plain
        await story.wait(minutes=40)
        assert not any("Backward" in bubble.plain for bubble in ana.bubbles[count:])
        await ana.say("/exercises")
        for label in [label for label in ana.last.labels() if "ncline" in label]:
            await ana.tap(label, ana.last)
        assert "Choose this" not in ana.last.labels()


async def test_no_move_with_a_half_dose_at_the_gate() -> None:
    """Pain 5 halves the walk: the walk alone is enough then."""
    async with Story.open() as story:
        ana = await with_a_move(story)
        await ana.say("/walk")
        count = len(ana.bubbles)
        await ana.tap("5", ana.last)
        await story.wait(minutes=40)
        assert not any("Backward" in bubble.plain for bubble in ana.bubbles[count - 1 :])


async def test_no_move_on_the_day_after_severe_pain() -> None:
    """A rest in pain yesterday: today the walk alone."""
    async with Story.open() as story:
        ana = await with_a_move(story)
        await ana.say("/pain 8")
        await told(ana, "None of these", "None of these", "None of these")
        await story.wait(days=1)
        async with context_of(story) as context:
            holds.close(context.tx, 1, "checked", context.now)
        await ana.say("/today")
        assert "Backward" not in ana.last.plain


@pytest.mark.parametrize("score", ["3", "4", "6"])
async def test_two_hours_on_a_clear_rise_is_not_called_common(score: str) -> None:
    """ "It should be gone by tomorrow" is said to a point more, not to a jump."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await told(ana, "10 min", "2", "2", "Easy · I could sing")
        await story.wait(hours=3)
        question = next(bubble for bubble in reversed(ana.bubbles) if "two hours" in bubble.plain)
        await ana.tap(score, question)
        assert ("is common" in question.plain) == (score == "3")
        assert "settled well" not in question.plain


async def test_nothing_cheers_plans_or_tests_below_an_open_question() -> None:
    """The third walk comes with a plan, the fifth with a self-test: not while a red flag waits."""
    async with Story.open() as story:
        ana = await settle(story)
        for _ in range(2):
            await ana.say("11 min pain 2 easy")
            await story.wait(days=1)
        await ana.say("my leg went numb")
        assert SCREENING in ana.last.plain
        count = len(ana.bubbles)
        for _ in range(4):
            await ana.say("11 min pain 2 easy")
            await ana.say("/check")
            await story.wait(days=1)
        await story.wait(days=7)
        assert cheers(ana, count) == []
        assert not any("self-test" in label.lower() for bubble in ana.bubbles[count:] for label in bubble.labels())


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE", "SEVERE", "FLARE"])
async def test_nothing_cheers_plans_or_tests_under_a_hold(rule: str) -> None:
    """Six weeks, a month, a streak: they wait."""
    async with Story.open() as story:
        ana = await settle(story)
        async with context_of(story) as context:
            holds.put(context.tx, 1, rule, story.clock.now().date(), context.now)
        count = len(ana.bubbles)
        for _ in range(5):
            await ana.say("6 min pain 2 easy")
            await ana.say("/check")
            await story.wait(days=1)
        assert cheers(ana, count) == []
        assert not any("self-test" in label for bubble in ana.bubbles[count:] for label in bubble.labels())


async def test_advice_waits_until_the_questions_are_answered() -> None:
    """A therapist for walks that hurt is not said below red-flag questions, but after them."""
    async with Story.open() as story:
        ana = await settle(story)
        async with story.engine.database.transaction() as tx:
            for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
                tx.run(
                    "INSERT INTO walks (user_id, on_day, minutes, offered_minutes, target, before_pain, worst_pain,"
                    " logged_at) VALUES (1, ?, 11, 11, 1, 1, 6, ?)",
                    (day, f"{day}T09:00:00+00:00"),
                )
        await ana.say("my leg went numb")
        count = len(ana.bubbles)
        for _ in range(3):
            await ana.say("10 min pain 1 before, 6 after, easy")
        assert not any("therapist" in bubble.plain for bubble in ana.bubbles[count:])
        await ana.say("/today")
        await through(ana)
        assert any("therapist" in bubble.plain for bubble in ana.bubbles[count:])


@pytest.mark.parametrize(("hour", "city"), [("22:00", "Sydney"), ("08:00", "Los Angeles"), ("12:00", "Tokyo")])
async def test_a_severe_rest_day_survives_another_zone(hour: str, city: str) -> None:
    """The day of severe pain does not end because the clock was changed."""
    async with Story.open() as story:
        ana = await settle(story)
        await story.until(f"2026-11-25 {hour}", "Europe/Madrid")
        await ana.say("/pain 8")
        await told(ana, "None of these", "None of these", "None of these")
        await ana.say("/settings")
        await told(ana, "Time zone")
        await ana.say(city)
        if "Yes" in " ".join(ana.last.labels()):
            await ana.tap("Yes", ana.last)
        count = len(ana.bubbles)
        await ana.say("/walk")
        await ana.say("/today")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])


SLIPS = {
    "check-in": ("/log", ("10 min", "2", "9")),
    "check-in, before": ("/log", ("10 min", "9")),
    "gate": ("/walk", ("9",)),
}


@pytest.mark.parametrize("where", SLIPS)
async def test_a_slip_of_the_thumb_can_be_taken_back_where_it_was_made(where: str) -> None:
    """A 9 for a 0: no false "I've been checked", nothing is left of it, and the number is asked anew."""
    text, taps = SLIPS[where]
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        for label in taps:
            await ana.tap(label, ana.last)
        assert SCREENING in ana.last.plain
        assert await open_rules(story) == {"URGENT"}
        await ana.tap("I tapped the wrong number", ana.last)
        assert await open_rules(story) == set()
        assert await story.rows("days") == []
        assert "9" in ana.last.labels()
        await ana.tap("0", ana.last)
        await ana.say("/today")
        assert SCREENING not in ana.last.plain
        assert "Rest" not in ana.last.plain


async def test_a_two_hour_slip_can_be_taken_back() -> None:
    """The question two hours after the walk comes again."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("11 min pain 2")
        await story.wait(hours=3)
        question = next(bubble for bubble in reversed(ana.bubbles) if "two hours" in bubble.plain)
        await ana.tap("8", question)
        await ana.tap("I tapped the wrong number")
        assert await open_rules(story) == set()
        assert "two hours" in ana.last.plain
        await ana.tap("1", ana.last)
        (walk,) = await story.rows("walks")
        assert walk["two_hour_pain"] == 1


async def test_a_self_test_slip_can_be_taken_back() -> None:
    """The self-test goes on where it was."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/check")
        await ana.tap("Take the self-test")
        await ana.tap("8", ana.last)
        await ana.tap("I tapped the wrong number", ana.last)
        assert await open_rules(story) == set()
        await ana.tap("2", ana.last)
        (test,) = await story.rows("self_tests")
        assert test["pain"] == 2
        assert test["finished_at"] is None


async def test_a_slip_at_the_start_can_be_taken_back() -> None:
    """Pain now, asked in the start: the next question follows as if nothing had been."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for label in ("I agree", "18–64", "Back", "None of these", "None of these", "None of these", "9"):
            await ana.tap(label)
        await ana.tap("I tapped the wrong number", ana.last)
        assert await open_rules(story) == set()
        await ana.tap("3")
        assert "minutes" in ana.last.plain


async def test_after_the_questions_a_slip_can_still_be_taken_back() -> None:
    """None of these, none of these, and only then "that was a slip": the advice carries the way back."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await told(ana, "10 min", "2", "9", "None of these", "None of these", "None of these")
        assert await open_rules(story) == {"URGENT"}
        await ana.tap("I tapped the wrong number")
        assert await open_rules(story) == set()
        await ana.tap("1", ana.last)
        await ana.say("/today")
        assert "checked" not in ana.last.plain


async def test_today_in_an_emergency_says_whom_to_call() -> None:
    """The number in the first line, and the help one tap away."""
    async with Story.open() as story:
        ana = await settle(story)
        await in_an_emergency(ana)
        await ana.say("/today")
        assert "Call 112" in ana.last.plain.splitlines()[0]
        assert "Emergency help" in " ".join(ana.last.labels())


@pytest.mark.parametrize("typed", ["120 min pain 2", "40 min pain 2"])
async def test_far_more_than_planned_gets_a_word(typed: str) -> None:
    """11 were planned. It is logged, two hours by a tap more, and the answer says that it was far more."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(typed)
        if "120 min" in typed:
            await ana.tap("Yes, 120 min, pain 2")
        assert "more than planned" in " ".join(bubble.plain for bubble in ana.bubbles[-2:])


async def test_a_little_more_than_planned_gets_none() -> None:
    """14 on a day of 11 are fine."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("14 min pain 2")
        assert "more than planned" not in ana.last.plain


async def test_a_walk_on_a_severe_rest_day_gets_a_word() -> None:
    """Logged, not cheered: today was for rest."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        await told(ana, "None of these", "None of these", "None of these")
        count = len(ana.bubbles)
        await ana.say("20 min pain 3")
        said = " ".join(bubble.plain for bubble in ana.bubbles[count:])
        assert "rest" in said.lower()
        assert "Well done" not in said


async def test_after_an_emergency_is_cleared_the_day_is_not_the_full_dose() -> None:
    """Checked, and back: smaller than the target, for a while."""
    async with Story.open() as story:
        ana = await settle(story)
        await in_an_emergency(ana)
        await told(ana, "I’ve been checked", "Yes, I may walk")
        await ana.say("/today")
        assert "11 min" not in " ".join(ana.last.labels())
        assert any(label.startswith("Done") for label in ana.last.labels())


async def test_something_new_after_a_walk_is_rest_and_then_half() -> None:
    """ "Rest today" holds for the same minute: /walk offers nothing; the next day half."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/log")
        await told(ana, "10 min", "2", "2", "Easy · I could sing")
        await ana.tap("Something new or odd?")
        await ana.say("/today")  # the questions stand in the place of the summary: once more, as the newest message
        await through(ana, "New after a walk")
        count = len(ana.bubbles)
        await ana.say("/walk")
        await ana.say("/today")
        assert not any(sends_walking(bubble) for bubble in ana.bubbles[count:])
        await story.until("2026-11-25 09:05", "Europe/Madrid")
        await ana.say("/today")
        done = next(label for label in ana.last.labels() if label.startswith("Done"))
        assert int(done.split()[2]) <= 6
