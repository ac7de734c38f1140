"""The self-test, tapped and typed, begun and left, twice, late, and with pain."""

import pytest

from bot.store.person import abilities, restrictions
from tests.support.rounds import deny_all
from tests.support.settled import context_of, settle
from tests.support.story import Bubble, Person, Story


async def begun(story: Story, regions: tuple[str, ...] = ("back",)) -> Person:
    """Return somebody who has opened /check and begun the self-test."""
    ana = await settle(story, regions=regions)
    await ana.say("/check")
    await ana.tap("Take the self-test", ana.last)
    return ana


async def answer(ana: Person, *labels: str) -> None:
    """Tap through the questions of one message."""
    card = ana.last
    for label in labels:
        await ana.tap(label, card)


async def again(ana: Person) -> Bubble:
    """Return the self-test, opened once more."""
    await ana.say("/check")
    await ana.tap("Take the self-test", ana.last)
    return ana.last


async def test_five_answers_make_a_start() -> None:
    """The first test compares with nothing; its figures are stored and said."""
    async with Story.open() as story:
        ana = await begun(story)
        assert "on average" in ana.last.plain
        await answer(ana, "5", "4", "4", "10", "9")
        assert "This is where you start." in ana.last.plain
        assert "4.3" in ana.last.plain
        (row,) = await story.rows("self_tests")
        assert [row[name] for name in ("pain", "enjoyment", "activity", "minutes", "stands")] == [5, 4, 4, 10, 9]
        assert row["finished_at"]


async def test_the_second_test_says_honestly_what_changed() -> None:
    """Better, about the same and worse, each by its own measure; no praise where it got worse."""
    async with Story.open() as story:
        ana = await begun(story)
        await answer(ana, "5", "4", "4", "10", "9")
        for labels, expected in (
            (("2", "2", "2", "20", "10"), ("You moved forward.", "4.3 → 2, better", "9 → 10, about the same")),
            (("3", "3", "2", "15", "10"), ("It got harder.", "20 → 15, worse")),
            (("3", "2", "3", "15", "10"), ("About the same as before.",)),
            (("3", "3", "2", "20", "6"), ("Some things got better, some did not.",)),
        ):
            await story.wait(days=20)
            await ana.say("/check")
            await ana.tap("Take the self-test", ana.last)
            await answer(ana, *labels)
            for words in expected:
                assert words in ana.last.plain


async def test_clearly_more_pain_leads_to_a_physical_therapist_with_the_figures() -> None:
    """Two points of the mean: advice is stored with its evidence, and said in the same reply, once a month."""
    async with Story.open() as story:
        ana = await begun(story)
        await answer(ana, "3", "3", "3", "10", "9")
        for said in (1, 1):
            await story.wait(days=10)
            await ana.say("/check")
            await ana.tap("Take the self-test", ana.last)
            await answer(ana, *(("6", "5", "5", "10", "9") if said else ()))
            given = [row for row in await story.rows("advice") if row["rule"] == "SELF_TEST"]
            assert len(given) == 1
        advised = next(b for b in ana.bubbles if "It is time to see a physical therapist." in b.plain)
        await ana.tap("Why am I told this?", advised)
        assert "came to 3 of 10 last time, and to 5.3 now" in ana.last.plain


async def test_severe_pain_in_the_test_opens_the_red_flag_questions_at_once() -> None:
    """Seven on average is severe; nobody is asked to stand up from a chair then."""
    async with Story.open() as story:
        ana = await begun(story)
        await ana.tap("7", ana.last)
        assert "No walk for now." in ana.last.plain
        assert {row["rule"] for row in await story.rows("holds")} == {"SEVERE"}
        (test,) = await story.rows("self_tests")
        assert test["finished_at"]
        assert test["stands"] is None
        await ana.say("/walk")
        assert "Tap what is true" in ana.last.plain


@pytest.mark.parametrize("restriction", ["balance", "pregnancy", "blood_pressure", "weak_bones"])
async def test_chair_stands_are_left_out_where_they_may_harm(restriction: str) -> None:
    """A restriction that onboarding or a question told of."""
    async with Story.open() as story:
        ana = await begun(story)
        async with context_of(story) as context:
            restrictions.replace(context.tx, 1, frozenset({restriction}), context.now)
        await answer(ana, "3", "3", "3", "10")
        assert "chair" not in ana.last.plain.lower()
        assert "This is where you start." in ana.last.plain


@pytest.mark.parametrize("opening", ["flare", "severe"])
async def test_no_self_test_in_a_flare_or_on_a_day_of_rest(opening: str) -> None:
    """One that was begun stops, and none is offered."""
    async with Story.open() as story:
        ana = await begun(story)
        card = ana.last
        if opening == "flare":
            await ana.tap_data("1:flare:begin", card)
        else:
            await ana.say("/pain 7")
            await deny_all(ana)
        (test,) = await story.rows("self_tests")
        await ana.tap_data(f"1:test:set:{test['test_id']}:pain:3", card)
        await ana.say("/check")
        assert "Take the self-test" not in ana.last.labels()
        assert [row["pain"] for row in await story.rows("self_tests")] == [None]


async def test_typed_numbers_count_and_impossible_ones_are_refused_kindly() -> None:
    """Pain 11, 0 and 600 minutes, 200 stands, minus one: asked again, nothing stored."""
    async with Story.open() as story:
        ana = await begun(story)
        for text, limits in (("11", "from 0 to 10"), ("-1", "from 0 to 10")):
            await ana.say(text)
            assert limits in ana.last.plain
        for good in ("3/10", "2", "4"):
            await ana.say(good)
        for bad in ("0", "600"):
            await ana.say(bad)
            assert "from 1 to 300" in ana.last.plain
        await ana.say("12")
        await ana.say("200")
        assert "from 0 to 60" in ana.last.plain
        await ana.say("0")
        (row,) = await story.rows("self_tests")
        assert [row[name] for name in ("pain", "enjoyment", "activity", "minutes", "stands")] == [3, 2, 4, 12, 0]


async def test_a_question_can_be_skipped_tapped_twice_and_left() -> None:
    """Each question is answered once; a skipped one leaves its figure out; words that mean more go first."""
    async with Story.open() as story:
        ana = await begun(story)
        card = ana.last
        pain_tap = next(b["callback_data"] for row in card.buttons for b in row if b["text"] == "3")
        await ana.tap_data(pain_tap, card)
        await ana.tap_data(pain_tap, card)
        assert "enjoying life" in card.plain
        await ana.say("chest pain")
        assert "Tap what is true" in ana.last.plain
        await deny_all(ana)
        for label in ("2", "Skip this one", "10", "Skip this one"):
            await ana.tap(label, card)
        assert "Minutes in comfort: 10" in ana.last.plain
        assert "Pain and its burden" not in ana.last.plain


async def test_a_test_left_for_more_than_a_week_begins_anew() -> None:
    """Answers of different weeks are not one figure."""
    async with Story.open() as story:
        ana = await begun(story)
        card = ana.last
        await ana.tap("3", card)
        await story.wait(days=9)
        await ana.tap("4", card)
        assert "on average" in card.plain
        (row,) = await story.rows("self_tests")
        assert row["pain"] is None
        await ana.tap("5", card)
        assert (await story.rows("self_tests"))[0]["pain"] == 5


async def test_those_without_pain_are_asked_nothing_about_it() -> None:
    """Just to stay well: minutes and chair stands."""
    async with Story.open() as story:
        ana = await begun(story, regions=("none",))
        assert "How many minutes" in ana.last.plain
        await answer(ana, "20", "12")
        assert "This is where you start." in ana.last.plain


async def test_a_tap_of_somebody_else_or_on_an_old_test_changes_nothing() -> None:
    """It says where things stand."""
    async with Story.open() as story:
        ana = await begun(story)
        card = ana.last
        tap = next(b["callback_data"] for row in card.buttons for b in row if b["text"] == "3")
        eve = await settle(story, 2)
        await eve.say("/check")
        await eve.tap_data(tap, eve.last)
        assert "Today" in eve.last.plain or "minutes" in eve.last.plain
        await answer(ana, "3", "3", "3", "10", "9")
        await ana.tap_data(tap, card)
        assert all(row["pain"] in (3, None) for row in await story.rows("self_tests"))
        assert len([row for row in await story.rows("self_tests") if row["finished_at"]]) == 1
        async with context_of(story) as context:
            assert abilities.answers(context.tx, 1) == {}
