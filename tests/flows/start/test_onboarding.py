"""From /start to the first walk: the shortest way, every interruption, every wrong turn."""

from pathlib import Path

import pytest

from bot.chat.engine import Engine
from bot.clock import FixedClock
from tests.support.engines import open_store
from tests.support.story import LIBRARY, MONDAY, RENDERER, Bubble, Person, Story

MADRID = (40.4168, -3.7038)
NONE = "None of these"

# The ten taps of the shortest way; a pair of numbers is a shared place.
SHORTEST: list[str | tuple[float, float]] = [
    "I agree",
    "18–64",
    "Back",
    NONE,
    NONE,
    NONE,
    "3",
    "10 min",
    MADRID,
    "09:00",
]


async def do(ana: Person, step: str | tuple[float, float]) -> None:
    """Tap a button, or share a place."""
    if isinstance(step, tuple):
        await ana.share_location(*step)
    else:
        await ana.tap(step)


async def walk_through(ana: Person, steps: int, way: list[str | tuple[float, float]] | None = None) -> None:
    """Say /start and take the first `steps` steps."""
    await ana.say("/start")
    for step in (way or SHORTEST)[:steps]:
        await do(ana, step)


def question(ana: Person) -> Bubble:
    """Return the newest message with buttons."""
    return next(bubble for bubble in reversed(ana.bubbles) if bubble.buttons)


async def profile(story: Story) -> dict[str, object]:
    """Return the only profile."""
    (row,) = await story.rows("profiles")
    return row


async def test_the_shortest_way_takes_ten_taps() -> None:
    """Ten taps after /start there is a plan, a dose and exactly one nudge waiting, and no question is open."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for step in SHORTEST[:-1]:
            await do(ana, step)
        assert (await profile(story))["onboarded_at"] is None
        assert await story.rows("doses") == []
        await do(ana, SHORTEST[-1])
        assert len(SHORTEST) == 10
        assert SHORTEST.count(NONE) == 3  # every red-flag question was asked
        assert "Your first walk is tomorrow. Or start right now." in question(ana).plain
        row = await profile(story)
        assert row["age_band"] == "18-64"
        assert row["regions"] == '["back"]'
        assert row["pain_now"] == 3
        assert row["comfortable_minutes"] == 10
        assert row["zone"] == "Europe/Madrid"
        assert row["nudge_minute"] == 540
        assert row["walk_days"] == "[0,1,2,3,4,5,6]"
        assert row["first_walk_on"] == "2026-11-24"
        assert row["onboarded_at"] is not None
        (dose,) = await story.rows("doses")
        assert (dose["minutes"], dose["bouts"]) == (8, 1)
        (report,) = await story.rows("pain_reports")
        assert (report["score"], report["on_day"], report["trigger"]) == (3, "2026-11-23", "onboarding")
        (nudge,) = [row for row in await story.rows("nudges") if row["kind"] == "daily" and row["status"] == "pending"]
        assert nudge["due_at"] == "2026-11-24T08:00:00Z"


async def test_walk_now_leads_to_the_walk() -> None:
    """The first walk may start at once."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.tap("Walk now")
        assert (await profile(story))["first_walk_on"] == "2026-11-23"
        assert [row["from_on"] for row in await story.rows("doses")] == ["2026-11-23"]
        assert "All set" in ana.transcript()
        assert question(ana).buttons


async def test_nothing_is_stored_before_the_answer_to_consent() -> None:
    """Neither /start nor typing nor a stale button of a stranger leaves a row."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start from_a_friend")
        await ana.say("hello")
        await ana.share_location(*MADRID)
        await ana.tap_data("1:ob:age:18-64", ana.last)
        await ana.tap_data("1:zone:set:Europe/Madrid", ana.last)
        for table in ("users", "consents", "profiles", "expecting", "screens"):
            assert await story.rows(table) == []


async def test_consent_is_stored_with_version_and_time() -> None:
    """The tap is recorded before the first health question, and once however often it is made."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        consent = question(ana)
        await ana.tap("I agree")
        await ana.tap_data("1:ob:agree", consent)
        (row,) = await story.rows("consents")
        assert (row["version"], row["given"], row["answered_at"]) == (1, 1, "2026-11-23T08:00:00Z")


async def test_a_refusal_is_all_that_is_kept_and_can_be_changed() -> None:
    """Refusing leaves tips and exercises open; a second refusal adds nothing; agreeing later goes on."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        await ana.tap("No, thank you")
        await ana.tap_data("1:ob:refuse", question(ana))
        (row,) = await story.rows("consents")
        assert row["given"] == 0
        assert await story.rows("profiles") == []
        assert {"Exercises", "Walking tips", "I changed my mind"} <= set(question(ana).labels())
        await ana.say("/start")
        assert "I changed my mind" in question(ana).labels()
        await ana.tap("I changed my mind")
        await ana.tap("I agree")
        assert "How old" in question(ana).plain
        assert [row["given"] for row in await story.rows("consents")] == [0, 1]


@pytest.mark.parametrize("how", ["tap", "type"])
async def test_under_18_ends_kindly_and_keeps_only_a_refusal(how: str) -> None:
    """No profile, no consent, no expectation stays; the library stays readable."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 1)
        await (ana.tap("Under 18") if how == "tap" else ana.say("I am 16"))
        assert "only for adults" in ana.last.plain
        assert await story.rows("profiles") == []
        assert await story.rows("expecting") == []
        assert [row["given"] for row in await story.rows("consents")] == [0]


@pytest.mark.parametrize("steps", range(1, 10))
async def test_an_interruption_resumes_at_the_first_missing_answer(steps: int) -> None:
    """After another command, other words, or a week of silence, the same question comes back."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, steps)
        asked = question(ana).plain
        for back in ("/start", "hello"):
            await ana.say("/help")
            await ana.say(back)
            assert question(ana).plain == asked
            await story.wait(weeks=1)
        for step in SHORTEST[steps:]:
            await do(ana, step)
        assert (await profile(story))["onboarded_at"] is not None


async def test_a_process_rebuilt_between_any_two_updates_says_the_same(tmp_path: Path) -> None:
    """Nothing of a conversation lives outside the store."""
    transcripts = []
    for rebuilt in (False, True):
        path, clock = tmp_path / f"{rebuilt}.db", FixedClock(MONDAY)
        database = await open_store(path)
        story = Story(Engine(database, clock, LIBRARY, RENDERER), clock)
        ana = story.person()
        await ana.say("/start")
        for step in SHORTEST:
            if rebuilt:
                await database.close()
                database = await open_store(path)
                story.engine = Engine(database, clock, LIBRARY, RENDERER)
            await do(ana, step)
        transcripts.append(ana.transcript())
        await database.close()
    assert transcripts[0] == transcripts[1]


async def test_a_wrong_typed_answer_is_told_what_would_do() -> None:
    """Every question survives nonsense, says what it needs, and then takes the right answer."""
    wrong = {
        1: [("old", "type your age"), ("300", "type your age")],
        2: [("purple", "such as knee")],
        6: [("11", "0 to 10"), ("ouch", "0 to 10")],
        7: [("some", "minutes"), ("0", "minutes")],
        8: [("Xqzzyburg", "do not know that city")],
        9: [("25", "8:30 pm"), ("soon", "8:30 pm")],
    }
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for steps, step in enumerate(SHORTEST):
            for text, says in wrong.get(steps, []):
                before = await profile(story)
                await ana.say(text)
                assert says in "\n".join(bubble.plain for bubble in ana.bubbles[-3:])
                assert await profile(story) == before
            await do(ana, step)
        assert (await profile(story))["onboarded_at"] is not None


async def test_everything_can_be_typed() -> None:
    """A person who types instead of tapping arrives as well."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 1)
        await ana.say("I am 72")
        await ana.say("my knee and my back")
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.say("4/10")
        await ana.say("20 min")
        assert "How often" in question(ana).plain
        await ana.say("twice a week")
        await ana.say("Barcelna")
        await ana.tap("Barcelona, Spain")
        await ana.say("8:30 pm")
        row = await profile(story)
        assert row["age_band"] == "70+"
        assert row["regions"] == '["back","knee"]'
        assert (row["pain_now"], row["comfortable_minutes"], row["walks_often"]) == (4, 20, "some")
        assert (row["zone"], row["nudge_minute"]) == ("Europe/Madrid", 1230)
        (dose,) = await story.rows("doses")
        assert dose["minutes"] == 16


@pytest.mark.parametrize(
    ("label", "minutes", "often", "dose"),
    [
        ("2 min", 2, "not_asked", (2, 2)),
        ("4 min", 4, "not_asked", (3, 2)),
        ("15 min", 15, "not_asked", (12, 1)),
        ("20 min or more, some days", 20, "some", (16, 1)),
        ("20 min or more, 3+ days", 20, "most", (30, 1)),
        ("Not sure", -1, "some", (10, 1)),
        ("I hardly walk", -1, "rarely", (5, 1)),
    ],
)
async def test_minutes_and_how_often_are_one_tap(label: str, minutes: int, often: str, dose: tuple[int, int]) -> None:
    """Each button says all that the start dose needs."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10, [label if step == "10 min" else step for step in SHORTEST])
        row = await profile(story)
        assert (row["comfortable_minutes"], row["walks_often"]) == (minutes, often)
        (stored,) = await story.rows("doses")
        assert (stored["minutes"], stored["bouts"]) == dose


async def test_a_double_tap_changes_nothing() -> None:
    """The same button twice is the same as once."""
    async with Story.open() as story:
        ana = story.person()
        await ana.say("/start")
        for step in SHORTEST:
            if isinstance(step, tuple):
                await do(ana, step)
                continue
            bubble = next(b for b in reversed(ana.bubbles) if any(label.startswith(step) for label in b.labels()))
            data = next(
                button["callback_data"] for row in bubble.buttons for button in row if button["text"].startswith(step)
            )
            await ana.tap(step)
            before, asked = await profile(story), question(ana).plain
            await ana.tap_data(data, bubble)
            assert await profile(story) == before
            assert question(ana).plain == asked


async def test_a_stale_tap_shows_the_day_and_changes_nothing() -> None:
    """Once the day of the first walk is over, the old buttons answer with where things stand."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await story.wait(days=2)
        before = await profile(story)
        for tap in ("agree", "refuse", "age:70+", "age:under", "region:hip", "pain:9", "first:now", "days", "nonsense"):
            said = len(ana.lines)
            await ana.tap_data(f"1:ob:{tap}", ana.bubbles[0])
            assert await profile(story) == before
            assert len(ana.lines) > said + 1


async def test_forged_and_early_taps_are_met_with_the_question() -> None:
    """Half-way, a button that answers nothing asked shows what is asked."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 1)
        before = await profile(story)
        for tap in ("ob:pain:99", "ob:age:5", "ob:region:soul", "ob:hour:9999", "ob:min:x", "ob:first:now", "ob"):
            await ana.tap_data(f"1:{tap}", ana.last)
            assert await profile(story) == before
            assert "How old" in question(ana).plain


async def test_more_regions_can_be_added_later() -> None:
    """The first tap goes on; "add another" stays until the end."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 7)
        await ana.tap("Add another")
        await ana.tap("Hip")
        await ana.tap("Done")
        assert (await profile(story))["regions"] == '["back","hip"]'
        assert "hip" in "\n".join(bubble.plain.lower() for bubble in ana.bubbles)
        await ana.tap("10 min")
        assert (await profile(story))["comfortable_minutes"] == 10


async def test_the_zone_by_the_clock() -> None:
    """The time it is now leads to cities with that time."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.tap("Tell you by the clock")
        assert len(question(ana).labels()) == 24
        await ana.tap("1:00 PM")
        await ana.tap("Mumbai")
        assert (await profile(story))["zone"] == "Asia/Kolkata"
        assert question(ana).labels()[1] == "8 AM"


@pytest.mark.parametrize(
    ("typed", "label", "zone"),
    [
        ("Madrid", None, "Europe/Madrid"),
        ("münchen", None, "Europe/Berlin"),
        ("London", None, "Europe/London"),
        ("San Jose", "San José, Costa Rica", "America/Costa_Rica"),
        ("Barcelna", "Barcelona, Spain", "Europe/Madrid"),
        ("Spain", "Madrid, Spain", "Europe/Madrid"),
        ("México", "Tijuana, Mexico", "America/Tijuana"),
        ("Singapore", None, "Asia/Singapore"),
        ("Georgia", "Tbilisi, Georgia", "Asia/Tbilisi"),
        ("9:05 am", "Madrid", "Europe/Madrid"),
        ("1:30 pm", "Mumbai", "Asia/Kolkata"),
        ("Europe/Kyiv", None, "Europe/Kyiv"),
        ("europe/kyiv", None, "Europe/Kyiv"),
        ("PST", None, "America/Los_Angeles"),
        ("EST", "New York", "America/New_York"),
        ("EST", "Panam", "America/Panama"),
        ("UTC+1", "Madrid", "Europe/Madrid"),
        ("GMT-3", "São Paulo", "America/Sao_Paulo"),
        ("Guadalajara", "Guadalajara, Spain", "Europe/Madrid"),
        ("Guadalajara", "Guadalajara, Mexico", "America/Mexico_City"),
    ],
)
async def test_the_zone_by_typing(typed: str, label: str | None, zone: str) -> None:
    """A clear city is taken at once; namesakes and slips are asked back; a time offers cities."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.say(typed)
        while label and label not in "\n".join(question(ana).labels()):
            await ana.tap("More cities")
        if label:
            await ana.tap(label)
        assert (await profile(story))["zone"] == zone
        assert "When shall I write" in question(ana).plain


async def test_the_city_that_was_typed_is_said_back() -> None:
    """Not the biggest one of its zone."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.say("Guadalajara")
        await ana.tap("Guadalajara, Spain")
        assert any("Guadalajara" in bubble.plain for bubble in ana.bubbles[-3:])
        await ana.tap("09:00")
        await ana.say("/settings")
        assert "Time zone: Guadalajara" in ana.last.plain


@pytest.mark.parametrize("text", ["20 m", "500 m", "400 steps", "2 km", "30 seconds", "-5", "1000"])
async def test_what_is_no_minutes_is_asked_again(text: str) -> None:
    """Twenty metres must not become a plan of twenty minutes."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 7)
        await ana.say(text)
        assert (await profile(story))["comfortable_minutes"] is None
        await ana.say("1h30")
        assert (await profile(story))["comfortable_minutes"] == 90


async def test_minutes_with_their_pain_are_minutes() -> None:
    """As a walk is told later on."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 7)
        await ana.say("12 min pain 2")
        assert (await profile(story))["comfortable_minutes"] == 12


@pytest.mark.parametrize("words", ["12 min pain 2", "walked 12 minutes, pain 2"])
async def test_a_walk_told_at_the_question_for_the_first_one_is_the_first(words: str) -> None:
    """The start is finished, and the walk is logged."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.say(words)
        assert any("12 min, worst pain 2. Logged." in bubble.plain for bubble in ana.bubbles)
        assert (await profile(story))["first_walk_on"] == "2026-11-23"
        [walk] = await story.rows("walks")
        assert (walk["minutes"], walk["worst_pain"]) == (12, 2)


async def test_half_seven_is_asked_about() -> None:
    """Both times are offered; the hour that was typed otherwise is taken."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 9)
        await ana.say("half 7")
        assert "two times" in ana.last.plain
        await ana.tap("06:30")
        assert (await profile(story))["nudge_minute"] == 390


async def test_a_shared_place_is_not_kept() -> None:
    """Of the coordinates nothing is in the store."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 9)
        for table in ("profiles", "expecting", "users", "outbox"):
            assert "40.41" not in str(await story.rows(table))


async def test_hour_days_and_zone_change_from_the_summary() -> None:
    """Until the first walk the plan is put together anew by every change, with one dose and one nudge."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.tap("Change hour")
        assert "✓ 09:00" in question(ana).labels()
        await ana.tap("17:00")
        assert "17:00" in question(ana).plain
        await ana.tap("Change days")
        for day in ("✓ Tue", "✓ Thu"):
            await ana.tap(day)
        await ana.tap("Done", question(ana))
        assert "Mon, Wed, Fri" in question(ana).plain
        await ana.tap("Change time zone")
        await ana.say("New York")
        assert "5:00" in question(ana).plain
        assert "Your first walk is on Wednesday." in question(ana).plain
        row = await profile(story)
        assert (row["nudge_minute"], row["zone"], row["walk_days"]) == (1020, "America/New_York", "[0,2,4,5,6]")
        assert row["first_walk_on"] == "2026-11-25"
        (dose,) = await story.rows("doses")
        assert (dose["from_on"], dose["walk_days"], dose["reason"]) == ("2026-11-25", "[0,2,4,5,6]", "start")
        (nudge,) = [row for row in await story.rows("nudges") if row["kind"] == "daily" and row["status"] == "pending"]
        assert nudge["due_at"] == "2026-11-25T22:00:00Z"


async def test_answers_can_be_given_again_from_the_summary() -> None:
    """A wrong tap at the beginning is no reason to delete everything."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.tap("Change answers")
        assert (await profile(story))["onboarded_at"] is None
        assert [row["status"] for row in await story.rows("nudges") if row["kind"] == "daily"] == ["cancelled"]
        for step in ("70+", "Knee", "5", "4 min"):
            await ana.tap(step)
        assert "Your plan" in question(ana).plain
        row = await profile(story)
        assert (row["age_band"], row["regions"], row["pain_now"], row["comfortable_minutes"]) == (
            "70+",
            '["knee"]',
            5,
            4,
        )
        assert (row["zone"], row["nudge_minute"]) == ("Europe/Madrid", 540)
        assert [(row["minutes"], row["bouts"]) for row in await story.rows("doses")] == [(3, 2)]
        assert [row["score"] for row in await story.rows("pain_reports")] == [5]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("now", "pain right now"),
        ("tomorrow", "first walk is tomorrow"),
        ("mon wed fri", "Mon, Wed, and Fri"),
        ("at 8:30 pm", "20:30"),
    ],
)
async def test_the_plan_changes_by_a_typed_word(text: str, says: str) -> None:
    """What was asked before is still understood; it is no question that other words have to answer."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.say(text)
        assert says.lower() in "\n".join(bubble.plain.lower() for bubble in ana.bubbles[-2:])


async def test_a_walk_is_logged_below_the_plan() -> None:
    """Whoever went at once and types it is not asked for an hour; the plan is no more put together anew."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        plan = question(ana)
        await ana.say("10 min pain 3")
        assert [row["minutes"] for row in await story.rows("walks")] == [10]
        before = await profile(story)
        for tap in ("again", "first:now", "hour:600", "day:1"):
            await ana.tap_data(f"1:ob:{tap}", plan)
            assert await profile(story) == before


async def test_the_last_day_stays() -> None:
    """A week without a chosen day would have no nudge."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        await ana.tap("Change days")
        for day in ("✓ Mon", "✓ Tue", "✓ Wed", "✓ Thu", "✓ Fri", "✓ Sat", "✓ Sun"):
            await ana.tap(day)
        assert (await profile(story))["walk_days"] == "[6]"
        await ana.tap("Every day")
        assert (await profile(story))["walk_days"] == "[0,1,2,3,4,5,6]"


async def test_start_after_onboarding_shows_the_day() -> None:
    """With or without a deep link's word, nothing starts over."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 10)
        before = await profile(story)
        await ana.say("/start again")
        assert await profile(story) == before
        assert question(ana).labels()


async def test_a_place_shared_after_an_interruption_is_still_the_answer() -> None:
    """The location keyboard stays below the input field when another command comes between."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.say("/help")
        await ana.share_location(*MADRID)
        assert (await profile(story))["zone"] == "Europe/Madrid"


async def test_no_place_on_earth_asks_for_a_city() -> None:
    """A nonsense location leads to the other ways."""
    async with Story.open() as story:
        ana = story.person()
        await walk_through(ana, 8)
        await ana.share_location(91.0, 0.0)
        assert (await profile(story))["zone"] is None
        assert "Tell you by the clock" in question(ana).labels()


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
        while NONE in question(ana).labels():
            await ana.tap(NONE)
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
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.tap(NONE)
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
        await ana.tap(NONE)
        await ana.tap(NONE)
        await ana.tap(NONE)
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
