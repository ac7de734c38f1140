"""The answer that comes back: entered, said back, confirmed; it takes away, and lifts nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.facts.allowed import allowed
from bot.facts.offer import todays_offer
from bot.facts.suitability import judged
from bot.store.person import profiles
from bot.store.safety import holds
from tests.support.holds import open_rules
from tests.support.settled import settle, walker_in
from tests.support.story import Person, Story

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.fixture
async def story() -> AsyncIterator[Story]:
    """A Wednesday, eleven in Madrid."""
    async with Story.open(NOW) as world:
        yield world


@pytest.fixture
async def ana(story: Story) -> Person:
    """Somebody with a plan."""
    return await settle(story)


async def entered(ana: Person, *labels: str) -> None:
    """Enter what was said, and confirm it."""
    await ana.say("/answer")
    for label in (*labels, "Go on", "Yes, that is it"):
        await ana.tap(label, ana.last)


async def current(story: Story) -> dict[str, Any]:
    """Return the newest row."""
    return dict((await story.rows("instructions"))[-1])


async def test_nothing_counts_before_it_is_confirmed(story: Story, ana: Person) -> None:
    """What was ticked is said back first; "Change it" leads back with the ticks kept."""
    await ana.say("/answer")
    await ana.tap("☐ No walks", ana.last)
    await ana.tap("Go on", ana.last)
    assert "Is this what they said?" in ana.last.plain
    assert "No walks." in ana.last.plain
    assert await open_rules(story) == []
    await ana.tap("Change it", ana.last)
    assert "☑ No walks" in ana.last.labels()
    await ana.say("/today")
    assert "Today" in ana.last.plain


async def test_no_walks_until_a_day_ends_on_that_day(story: Story, ana: Person) -> None:
    """No walk meanwhile, and no asking about checks; then the walks come back, gently."""
    await entered(ana, "☐ No walks", "Last day: December 22", "2 weeks")
    assert "Noted, as you told me." in ana.last.plain
    assert await open_rules(story) == ["TOLD_NO_WALKS"]
    await ana.say("/walk")
    assert "No walks until December 9, 2026." in ana.last.plain
    assert "I’ve been checked" not in ana.last.labels()
    await story.until("2026-12-08 12:00", "Europe/Madrid")
    await ana.say("/today")
    assert "No walks until December 9, 2026." in ana.last.plain
    await story.until("2026-12-09 12:00", "Europe/Madrid")
    assert any("What they said has ended." in bubble.plain for bubble in ana.bubbles)
    await ana.say("/today")
    assert "No walks" not in ana.last.plain
    assert await open_rules(story) == []
    assert (await story.rows("holds"))[-1]["closed_by"] == "settled"


async def test_a_walk_that_was_walked_all_the_same_gets_the_true_reason(story: Story, ana: Person) -> None:
    """It is noted; no check is asked for where a professional said until when."""
    await entered(ana, "☐ No walks", "Last day: December 22", "2 weeks")
    await ana.say("/log")
    assert "No more walks until December 9, 2026, as you were told." in ana.last.plain
    await ana.say("12 min pain 2")
    logged = "\n".join(bubble.plain for bubble in ana.bubbles[-2:])
    assert "No more walks until December 9, 2026, as you were told." in logged
    assert "checked" not in logged


async def test_what_has_ended_can_count_on(story: Story, ana: Person) -> None:
    """One tap renews it from today; the button does it once."""
    await entered(ana, "☐ Easier", "Last day: December 22", "1 week")
    await story.until("2026-12-02 09:30", "Europe/Madrid")
    [over] = [bubble for bubble in ana.bubbles if "has ended" in bubble.plain]
    await ana.tap("Still so, 4 more weeks", over)
    assert await open_rules(story) == ["TOLD_EASIER"]
    assert (await current(story))["until_on"] == "2026-12-30"
    rows = len(await story.rows("instructions"))
    await ana.tap_data("1:instr:renew:1", ana.last)
    assert len(await story.rows("instructions")) == rows


async def test_a_limit_of_minutes_caps_walks_and_the_stored_target(story: Story, ana: Person) -> None:
    """At most five: today's walk, and the target, so that the end of the limit is no leap."""
    await entered(ana, "At most: –", "5 min")
    assert (await story.rows("doses"))[-1]["minutes"] == 5
    await ana.say("/today")
    assert "walk 5 minutes" in ana.last.plain or "easy walk" in ana.last.plain


async def test_typed_minutes_day_and_sentence(story: Story, ana: Person) -> None:
    """Each can be typed; what is no answer is asked again."""
    await ana.say("/answer")
    await ana.tap("At most: –", ana.last)
    await ana.say("12 min")
    await ana.tap("Last day: December 22", ana.last)
    await ana.say("the twelfth of never")
    assert "Until when does it count?" in ana.last.plain
    await ana.say("12 December")
    await ana.tap("☐ A sentence", ana.last)
    await ana.say("Short and often.\nTake the stick")
    await ana.tap("Go on", ana.last)
    for words in (
        "At most 12 min a day.",
        "Last day: Saturday, December 12, 2026.",
        "“Short and often. Take the stick”",
    ):
        assert words in ana.last.plain


async def test_danger_typed_as_a_sentence_comes_first(ana: Person) -> None:
    """As everywhere."""
    await ana.say("/answer")
    await ana.tap("☐ A sentence", ana.last)
    await ana.say("I have chest pain right now")
    assert "Chest pain" in " ".join(ana.last.labels())


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE", "SEVERE"])
async def test_as_before_lifts_no_hold(story: Story, ana: Person, rule: str) -> None:
    """It is written down; the hold stays until somebody looked at that, and the button for it is there."""
    async with story.engine.database.transaction() as tx:
        holds.put(tx, 1, rule, NOW.date(), NOW)
    await entered(ana, "☐ As before")
    assert await open_rules(story) == [rule]
    assert "my safety advice is open" in ana.last.plain
    await ana.tap("I’ve been checked", ana.last)
    await ana.tap("Yes, I may walk", ana.last)
    assert await open_rules(story) == []


@pytest.mark.parametrize("rule", ["URGENT", "SEVERE", "CLEARANCE"])
async def test_being_checked_about_something_else_does_not_end_what_was_told(
    story: Story, ana: Person, rule: str
) -> None:
    """No walks until a day is until that day."""
    await entered(ana, "☐ No walks")
    async with story.engine.database.transaction() as tx:
        holds.put(tx, 1, rule, NOW.date(), NOW)
    number = (await story.rows("holds"))[-1]["hold_id"]
    await ana.tap_data(f"1:safe:cleared:{number}", ana.last)
    assert await open_rules(story) == ["TOLD_NO_WALKS"]
    await ana.tap_data("1:safe:cleared:1", ana.last)  # forged: it has no such button
    assert await open_rules(story) == ["TOLD_NO_WALKS"]


async def test_taking_it_away_is_asked_once(story: Story, ana: Person) -> None:
    """Then the plan goes on; the row stays, with who ended it."""
    await entered(ana, "☐ No walks")
    await ana.say("/settings")
    await ana.tap("Therapist’s answer")
    assert "What you told me they said:" in ana.last.plain
    await ana.tap("Take it away", ana.last)
    assert await open_rules(story) == ["TOLD_NO_WALKS"]
    await ana.tap("Yes, take it away", ana.last)
    assert await open_rules(story) == []
    assert (await current(story))["ended_by"] == "user"


async def test_a_newer_one_takes_the_place(story: Story, ana: Person) -> None:
    """One counts at a time."""
    await entered(ana, "☐ No walks")
    await ana.say("/answer")
    for label in ("Enter something new", "☐ Easier", "Said by: therapist", "Go on", "Yes, that is it"):
        await ana.tap(label, ana.last)
    assert await open_rules(story) == ["TOLD_EASIER"]
    first, second = await story.rows("instructions")
    assert (first["ended_by"], second["said_by"]) == ("newer", "doctor")


async def test_moves_allowed_are_the_only_ones(story: Story, ana: Person) -> None:
    """What is not among them is locked, with why; what waits for a therapist's yes has it as long as this counts."""
    await entered(ana, "Exercises: –", "☐ Backward walking", "‹ Back")
    await ana.tap_data("1:ex:incline", ana.last)
    assert "did not allow it for now" in ana.last.plain
    assert "My therapist agreed" not in ana.last.labels()
    await ana.tap_data("1:ex:backward", ana.last)
    assert "did not allow it for now" not in ana.last.plain


async def test_a_link_opens_the_form_of_its_page(story: Story, ana: Person) -> None:
    """An old page's link works after a newer page, and says that there is a newer one."""
    await ana.say("/report")
    await ana.tap("Make the page")
    await story.wait(days=2)
    await ana.say("/report")
    await ana.tap("Make the page")
    old, new = [row["code"] for row in await story.rows("pages")]
    await ana.say(f"/start a-{old}")
    assert "marked on the page of November 25. You made a newer page on November 27." in ana.last.plain
    await ana.say(f"/start a-{new}")
    assert "marked on the page of November 27." in ana.last.plain
    assert "newer page" not in ana.last.plain
    assert len(f"a-{new}") <= 64


async def test_a_link_elsewhere_tells_nothing(story: Story, ana: Person) -> None:
    """In another chat, with a plan or without, and for a page that is gone: the same kind words, and nothing stored."""
    await ana.say("/report")
    await ana.tap("Make the page")
    code = (await story.rows("pages"))[0]["code"]
    stranger = story.person(2)
    other = await settle(story, 3)
    for person in (stranger, other):
        await person.say(f"/start a-{code}")
        assert "belongs to another chat" in person.last.plain
    await ana.say("/start a-0123456789abcdef")
    assert "belongs to another chat" in ana.last.plain
    assert await story.rows("instructions") == []
    await stranger.say("/start from-a-friend")
    assert "belongs to another chat" not in stranger.last.plain


async def test_old_buttons_of_an_entry_change_nothing(story: Story, ana: Person) -> None:
    """A form that was begun anew, and one that is confirmed, are answered with where things stand."""
    await ana.say("/answer")
    old = ana.last
    await ana.say("/answer")
    await ana.tap("☐ Easier", ana.last)
    await ana.tap("☐ No walks", old)
    assert (await current(story))["walking"] == "easier"
    await ana.tap("Go on", ana.bubbles[-1])
    entry = (await current(story))["instruction_id"]
    await ana.tap_data(f"1:instr:{entry}:yes", ana.last)
    await ana.tap_data(f"1:instr:{entry}:walking:no_walks", ana.last)
    assert (await current(story))["walking"] == "easier"


async def test_deleting_takes_pages_and_answers(story: Story, ana: Person) -> None:
    """They go with everything else."""
    await ana.say("/report")
    await ana.tap("Make the page")
    await entered(ana, "☐ Easier")
    await ana.say("/delete")
    await ana.tap("Yes")
    assert await story.rows("pages") == await story.rows("instructions") == []


@pytest.mark.parametrize("walking", [None, "As before", "Easier", "No walks"])
@pytest.mark.parametrize("rule", [None, "EMERGENCY", "CLEARANCE", "SEVERE", "EASIER", "FLARE", "WORSENING"])
async def test_the_strictest_wins(story: Story, ana: Person, rule: str | None, walking: str | None) -> None:
    """Whatever is open already: with what was told there is never more of a walk, of moves or of minutes."""
    async with story.engine.database.transaction() as tx:
        if rule is not None:
            holds.put(tx, 1, rule, NOW.date(), NOW)
        before = walker_in(tx, 1, story.clock.now())
        without, may = todays_offer(before), allowed(before)
    await ana.say("/answer")
    for label in ([f"☐ {walking}"] if walking else []) + ["At most: –", "10 min", "Go on", "Yes, that is it"]:
        await ana.tap(label, ana.last)
    async with story.engine.database.transaction() as tx:
        after = walker_in(tx, 1, story.clock.now())
        offered, still = todays_offer(after), allowed(after)
    assert offered.total <= min(10, without.total)
    assert offered.allowed <= without.allowed
    assert (still.walk <= may.walk, still.more <= may.more) == (True, True)
    if walking == "No walks":
        assert not still.walk
    if walking == "Easier" and rule in (None, "WORSENING"):  # else it is eased already, and no more than once
        assert offered.total * 2 <= without.total + 1
    assert {hold for hold in await open_rules(story) if not hold.startswith("TOLD")} == ({rule} if rule else set())


async def test_a_move_allowed_by_somebody_else_is_no_therapists_yes(story: Story, ana: Person) -> None:
    """It limits, as they wished; it opens nothing."""
    async with story.engine.database.transaction() as tx:
        profiles.update(tx, 1, regions=("knee",))
    for said_by, waits in (("therapist", False), ("somebody else", True)):
        await ana.say("/answer")
        if "Enter something new" in ana.last.labels():
            await ana.tap("Enter something new", ana.last)
        while f"Said by: {said_by}" not in ana.last.labels():
            await ana.tap("Said by", ana.last)
        for label in ("Exercises: –", "☐ Walking lunges", "‹ Back", "Go on", "Yes, that is it"):
            await ana.tap(label, ana.last)
        async with story.engine.database.transaction() as tx:
            lunges = judged(walker_in(tx, 1, story.clock.now()))["lunges"]
        assert (lunges.verdict == "pt_only") == waits


async def test_what_was_told_stands_on_the_next_page(story: Story, ana: Person) -> None:
    """With its day, and that the person entered it; gone with the walks that are not ticked."""
    await entered(ana, "☐ Easier")
    await ana.say("/report")
    await ana.tap("Make the page")
    assert ana.last.file is not None
    assert ana.last.file["facts"]["told"]["walking"] == "easier"
    await ana.say("/report")
    await ana.tap("☑ Walks")
    await ana.tap("Make the page")
    assert ana.last.file["facts"]["told"] is None


async def test_a_week_under_a_limit_does_not_grow(story: Story, ana: Person) -> None:
    """Done as asked, calm: the review keeps to what was allowed."""
    await entered(ana, "At most: –", "10 min")
    for day in range(26, 41):
        on = f"2026-11-{day}" if day <= 30 else f"2026-12-{day - 30:02}"
        await story.until(f"{on} 12:00", "Europe/Madrid")
        await ana.say("15 min, pain 1")
    assert max(row["minutes"] for row in (await story.rows("doses"))[1:]) == 10
