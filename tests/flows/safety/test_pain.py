"""Pain reports: a few taps, and the red flags at once where the pain is severe."""

import pytest

from tests.support.rounds import through
from tests.support.settled import settle
from tests.support.story import Person, Story

NONE = "None of these"


async def reports(story: Story) -> list[dict[str, object]]:
    """Return the reports, but for the one that onboarding makes."""
    return [row for row in await story.rows("pain_reports") if row["trigger"] != "onboarding"]


async def test_a_few_taps_and_done() -> None:
    """Where, which side, how much, known, worse with walking, at night: one message, edited."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        count = len(ana.bubbles)
        for label in ("8 · Knee", "Right", "5", "Yes, my usual pain", "Yes", "No"):
            await ana.tap(label, ana.last)
        assert len(ana.bubbles) == count
        assert "Pain 5, noted." in ana.last.plain
        (report,) = await reports(story)
        assert (report["region"], report["side"], report["score"], report["onset"]) == ("knee", "right", 5, "known")
        assert (report["worse_walking"], report["at_night"]) == (1, 0)
        assert report["finished_at"] is not None


async def test_the_keypad_has_five_in_a_row() -> None:
    """0 stands alone, then 1-5 and 6-10."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("3 · Upper back")
        assert [len(row) for row in ana.last.buttons] == [1, 5, 5]


async def test_a_report_that_was_left_still_counts() -> None:
    """Every partial answer is valid."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("3 · Upper back")
        await ana.tap("4", ana.last)
        await ana.say("/today")
        assert [row["score"] for row in await reports(story)] == [4]


@pytest.mark.parametrize("text", ["/pain 6", "/pain 6/10", "pain 6", "my pain is 6 now", "6/10 pain"])
async def test_a_typed_score_asks_only_what_is_missing(text: str) -> None:
    """The score is taken, and the next question comes."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Pain 6. Do you know this pain?" in ana.last.plain


async def test_a_score_is_typed_below_its_question() -> None:
    """A number instead of a button."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("6 · Hip")
        await ana.tap("Both", ana.last)
        await ana.say("4")
        assert "Pain 4. Do you know this pain?" in ana.last.plain


@pytest.mark.parametrize("text", ["/pain 11", "/pain -1", "pain 11", "/pain 100"])
async def test_a_score_out_of_range_gets_a_sentence(text: str) -> None:
    """Nothing is stored, nothing is screened."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Pain goes from 0 to 10." in ana.last.plain
        assert await reports(story) == []


async def test_pain_eight_leads_to_a_physical_therapist() -> None:
    """Severe pain: the red flags now, then the advice with its reason, rest that counts, and half walks."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 8")
        assert "No walk for now. Rest counts today" in ana.last.plain
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.tap(NONE)
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
                await ana.tap(NONE)
                await ana.tap(NONE)
                await ana.tap(NONE)
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
        for label in ("None of these", "None of these", "None of these"):
            await ana.tap(label, ana.last)
        assert [row["closed_by"] for row in await story.rows("holds")] == ["mistake"]
        await ana.say("/today")
        assert "Today: walk 11 minutes." in ana.last.plain
        await ana.say("/pain 8")
        for label in ("None of these", "None of these", "None of these"):
            await ana.tap(label, ana.last)
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


async def test_a_wrong_number_can_be_taken_back() -> None:
    """The hold, the day of rest and the questions go with it."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.tap("3 · Upper back")
        await ana.tap("9", ana.last)
        wrong = ana.last.buttons[-1][0]
        await ana.tap("I tapped the wrong number")
        await ana.tap("4", ana.last)
        assert "Pain 4. Do you know this pain?" in ana.last.plain
        assert await story.rows("days") == []
        assert all(row["closed_by"] == "mistake" for row in await story.rows("holds"))
        assert [row["kind"] for row in await story.rows("screens")] == ["start"]
        await ana.tap_data(wrong["callback_data"], ana.last)
        assert [row["score"] for row in await reports(story)] == [4]


async def test_severe_pain_at_the_gate_and_in_a_check_in_is_screened() -> None:
    """Wherever seven is said, the questions come at once."""
    async with Story.open() as story:
        ana, ben = await settle(story), await settle(story, 2)
        await ana.say("/walk")
        await ana.tap("7", ana.last)
        await ben.say("10 min pain 8")
        for person in (ana, ben):
            assert "No walk for now" in person.last.plain
            await person.tap(NONE)
            await person.tap(NONE)
            await person.tap(NONE)
            assert "see a physical therapist" in person.last.plain


async def test_without_consent_nothing_is_stored() -> None:
    """There is help all the same."""
    async with Story.open() as story:
        stranger = story.person(9)
        for text in ("/pain", "/pain 8", "pain 8"):
            await stranger.say(text)
            assert stranger.last.buttons
        await stranger.say("/pain")
        await stranger.tap("Get help now")
        assert "emergency number" in stranger.last.plain
        assert await story.rows("pain_reports") == []


async def forge(story: Story, data: str) -> Person:
    """Let somebody tap a button that was never theirs."""
    eve = await settle(story, 666)
    await eve.say("hello")
    await eve.tap_data(data, eve.last)
    return eve


@pytest.mark.parametrize("data", ["1:pain:set:{}:region:back", "1:pain:set:{}:score:9", "1:pain:again:{}"])
async def test_nobody_reports_for_somebody_else(data: str) -> None:
    """A forged tap changes nothing of the other's."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        before = await reports(story)
        eve = await forge(story, data.format(before[0]["report_id"]))
        assert await reports(story) == before
        assert await story.rows("holds") == []
        assert eve.last.buttons


@pytest.mark.parametrize(
    "data",
    [
        "1:pain",
        "1:pain:set",
        "1:pain:set:x:score:4",
        "1:pain:set:{}:score:99",
        "1:pain:set:{}:region:moon",
        "1:pain:set:{}:x:y",
    ],
)
async def test_a_mangled_tap_is_answered(data: str) -> None:
    """It is no answer, and the report waits for one."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        (report,) = await reports(story)
        await ana.tap_data(data.format(report["report_id"]), ana.last)
        assert ana.last.buttons
        assert [(row["region"], row["score"]) for row in await reports(story)] == [(None, None)]


async def test_a_button_of_a_finished_report_shows_the_day() -> None:
    """The second of two quick taps, or one of last week."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain 0")
        await ana.say("/pain")
        await ana.tap("3 · Upper back")
        zero = ana.last.buttons[0][0]["callback_data"]
        await ana.tap_data(zero, ana.last)
        assert "No pain now." in ana.last.plain
        await ana.tap_data(zero, ana.last)
        assert "Today" in ana.last.plain or "minutes" in ana.last.plain
        assert [row["score"] for row in await reports(story)] == [0, 0]


async def test_where_it_hurts_is_on_the_picture() -> None:
    """The numbers of the buttons are those of the drawing, which stays to the end of the report."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        labels = [label for label in ana.last.labels() if "·" in label]
        assert [int(label.split(" · ")[0]) for label in labels] == list(range(1, 13))
        assert all(len(row) <= 2 for row in ana.last.buttons)
        await ana.tap("4 · Lower back")
        assert ana.last.file
        assert ana.last.file["facts"] == {"name": "body_map"}


async def test_pain_of_the_back_is_followed_down_the_leg() -> None:
    """Asked for back, buttock and hip; one leg is noted, and goes on."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        for label in ("5 · Buttock", "Left", "4", "Yes, my usual pain", "Yes, down one leg", "No", "No"):
            await ana.tap(label, ana.last)
        (report,) = await reports(story)
        assert (report["region"], report["side"], report["down_leg"]) == ("buttock", "left", "one")
        assert report["finished_at"] is not None
        assert [row["kind"] for row in await story.rows("screens")] == ["start"]


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
        for label in labels:
            await ana.tap(label, ana.last)
        assert (await story.rows("screens"))[-1]["kind"] == "red_flags"
        assert NONE in ana.last.labels()
        await ana.say("/walk")
        assert NONE in ana.last.labels()
        while NONE in ana.last.labels():
            await ana.tap(NONE, ana.last)
        assert any("Good, none of these." in bubble.plain for bubble in ana.bubbles)
        (report,) = await reports(story)
        assert report["finished_at"] is None
        answers = {"How strong": "3", "Do you know": "Yes, my usual pain", "Does walking": "No", "Did it wake": "No"}
        for _ in answers:
            await ana.tap(next((tap for start, tap in answers.items() if start in ana.last.plain), "No"), ana.last)
            if (await reports(story))[0]["finished_at"]:
                break
        assert (await reports(story))[0]["finished_at"] is not None
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


@pytest.mark.parametrize("region", ["back", "foot", "hand"])
async def test_a_button_of_an_older_version_still_answers(region: str) -> None:
    """Its place is kept under its old id, which has a word in the report."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        (report,) = await reports(story)
        await ana.tap_data(f"1:pain:set:{report['report_id']}:region:{region}", ana.last)
        assert [row["region"] for row in await reports(story)] == [region]
        assert "·" not in "".join(ana.last.labels())


async def test_two_knees_are_two_places() -> None:
    """A milder left knee does not hide the right one: the walk is still halved."""
    async with Story.open() as story:
        ana = await settle(story)
        for side, score in (("Right", "6"), ("Left", "1")):
            await ana.say("/pain")
            for label in ("8 · Knee", side, score, "Yes, my usual pain", "No", "No"):
                await ana.tap(label, ana.last)
        await ana.say("/today")
        assert "Done · 5 min" in ana.last.labels()


@pytest.mark.parametrize("text", ["8", "2"])
async def test_a_number_typed_below_the_drawing_may_be_a_place_or_a_score(text: str) -> None:
    """The places have numbers: it is asked, and never taken for minutes."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("knee is killing me")
        await ana.say(text)
        assert "is it the place, or how much it hurts?" in ana.last.plain
        await ana.tap(f"Pain {text} of 10")
        assert (await reports(story))[-1]["score"] == int(text)
        assert ("Chest pain or breathless" in ana.last.labels()) == (text == "8")
        assert await story.rows("walks") == []


async def test_the_place_meant_goes_on_with_its_questions() -> None:
    """Place 8 is the knee; a number that is no score is a place at once."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        await ana.say("8")
        await ana.tap("8 · Knee", ana.last)
        assert "which side" in ana.last.plain
        await ana.say("/pain")
        await ana.say("11")
        assert (await reports(story))[-1]["region"] == "hand"


@pytest.mark.parametrize("taps", [("8 · Knee",), ("8 · Knee", "Left")])
async def test_a_score_typed_before_it_is_asked_is_taken(taps: tuple[str, ...]) -> None:
    """At "which side?" a 9 is how much it hurts."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("/pain")
        for label in taps:
            await ana.tap(label, ana.last)
        await ana.say("9")
        assert "See a doctor today" in ana.last.plain
        (report,) = await reports(story)
        assert (report["region"], report["score"]) == ("knee", 9)


async def test_a_score_typed_once_more_replaces_the_one_before() -> None:
    """Below "do you know this pain?"."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("pain 2")
        await ana.say("8")
        assert "Chest pain or breathless" in ana.last.labels()
        assert (await reports(story))[-1]["score"] == 8


async def test_yes_and_no_are_typed_too() -> None:
    """To a question of yes or no they are its answer; to another it comes again."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("pain 4")
        await ana.say("yes")
        assert "Do you know this pain?" in ana.last.plain
        await ana.tap("Yes, my usual pain")
        await ana.say("yes")
        await ana.say("no")
        (report,) = await reports(story)
        assert (report["worse_walking"], report["at_night"]) == (1, 0)
        assert report["finished_at"] is not None


@pytest.mark.parametrize("text", ["8", "still 8", "I meant 8"])
async def test_a_number_out_of_the_blue_may_be_pain(text: str) -> None:
    """It is asked about, as minutes and as pain; nothing is noted before."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert {"Yes, 8 min", "No, my pain is 8"} <= set(ana.last.labels())
        await ana.tap("No, my pain is 8")
        assert "Chest pain or breathless" in ana.last.labels()
        assert await story.rows("walks") == []


async def test_more_than_ten_is_no_pain() -> None:
    """Nor is a walk of yesterday the pain of now."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("12")
        assert "Yes, 12 min" in ana.last.labels()
        assert not any("my pain is" in label for label in ana.last.labels())


@pytest.mark.parametrize(
    "text",
    [
        "my back is worse today",
        "much worse",
        "it got much worse",
        "no, pain 8",
        "hoy tengo la espalda peor",
        "mucho peor",
    ],
)
async def test_worse_asks_where_and_how_much(text: str) -> None:
    """It is neither unknown nor good to hear."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say(text)
        assert "Where does it hurt" in ana.last.plain or "Chest pain or breathless" in ana.last.labels()


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
