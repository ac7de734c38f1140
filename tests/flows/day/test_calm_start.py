"""From the third week on, on a calm day, a walk begins with "as usual" in the place of a score; never otherwise."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store.delivery import nudges
from bot.store.safety import holds
from tests.flows.test_never_the_wrong_way import sends_walking, shown, try_everything
from tests.support.settled import context_of, settle
from tests.support.story import Person, Story

FRIDAY = date(2026, 12, 11)
MORNING = datetime(2026, 12, 10, 20, tzinfo=UTC)
USUAL, MORE = "▶ As usual or less", "More than usual"
TAP = f"1:walk:usual:{FRIDAY}"
WALK = (
    "INSERT INTO walks"
    " (user_id, on_day, offered_minutes, target, gate_pain, started_at, minutes, worst_pain, logged_at)"
    " VALUES (1, ?, 11, 1, ?, ?, 11, ?, ?)"
)


async def setting_off(story: Story, *, before: int = 2, worst: int = 3, days: int = 14) -> Person:
    """Return somebody on the Friday of week three who has walked every day so far, and has tapped Start."""
    ana = await settle(story)
    async with context_of(story) as context:
        nudges.cancel(context.tx, 1, "evening")
        for ago in range(days, 0, -1):
            day = FRIDAY - timedelta(days=ago)
            at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
            context.tx.run(WALK, (day, before, at, worst, at + timedelta(minutes=15)))
    await story.until("2026-12-11 09:00", "Europe/Madrid")
    await ana.tap("▶ Start")
    return ana


async def todays(story: Story) -> list[dict[str, object]]:
    """Return the walks of Friday."""
    return [row for row in await story.rows("walks") if row["on_day"] == str(FRIDAY)]


def asks_for_a_score(ana: Person) -> bool:
    """Tell whether the keypad stands in the newest message."""
    return {str(score) for score in range(11)} <= set(ana.last.labels())


async def test_a_calm_day_starts_with_one_tap() -> None:
    """What to have with you, the usual pain, two buttons; then the walk in full, of which only the worst is asked."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        assert ana.last.labels()[:2] == [USUAL, MORE]
        assert "about 2 lately" in ana.last.plain
        assert "shoes" in ana.last.plain
        await ana.tap(USUAL)
        (row,) = await todays(story)
        assert (row["gate_pain"], row["offered_minutes"]) == (None, 5)
        assert row["started_at"] is not None
        await story.wait(minutes=6)
        await ana.tap("Done · 5 min")
        assert "worst" in ana.last.plain
        await ana.tap("3")
        assert "ow hard" in ana.last.plain or "Logged" in ana.last.plain  # never the pain before
        assert (await todays(story))[0]["before_pain"] is None


@pytest.mark.parametrize(("score", "minutes"), [(4, 5), (5, 2), (6, 2)])
async def test_more_than_usual_opens_the_gate(score: int, minutes: int) -> None:
    """Its keypad decides as ever: an easy walk of five minutes, or half of it."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        await ana.tap(MORE)
        assert asks_for_a_score(ana)
        assert await todays(story) == []
        await ana.tap(str(score), ana.last)
        (row,) = await todays(story)
        assert (row["gate_pain"], row["offered_minutes"]) == (score, minutes)


@pytest.mark.parametrize("say", [None, "8"])
async def test_severe_pain_stops_the_walk_on_a_calm_day_too(say: str | None) -> None:
    """Tapped on the keypad behind "more", or typed where the two buttons stand."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        if say:
            await ana.say(say)
        else:
            await ana.tap(MORE)
            await ana.tap("8", ana.last)
        assert "ap what is true" in " ".join(bubble.plain for bubble in ana.bubbles[-2:])
        assert [row["offered_minutes"] for row in await todays(story)] == [None]


async def test_a_second_tap_and_walk_show_the_walk_under_way() -> None:
    """One walk, however often it is begun."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        asked = ana.last
        await ana.tap(USUAL)
        await ana.tap_data(TAP, asked)
        await ana.say("/walk")
        assert len(await todays(story)) == 1
        assert any(label.startswith("Done · ") for label in ana.last.labels())


@pytest.mark.parametrize("what", ["usual", "more"])
async def test_a_button_of_yesterday_starts_nothing(what: str) -> None:
    """It shows where today stands."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        asked = ana.last
        await story.wait(days=1)
        await ana.tap_data(f"1:walk:{what}:{FRIDAY}", asked)
        assert [row for row in await story.rows("walks") if row["minutes"] is None] == []
        assert "Today" in asked.plain


@pytest.mark.parametrize("said", ["/pain 3", "/pain 5", "/pain 8", "I have chest pain", "my groin is numb"])
async def test_as_usual_is_refused_when_something_was_said_meanwhile(said: str) -> None:
    """The tap that was shown before asks for the score, or shows what is open."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        asked = ana.last
        await ana.say(said)
        await ana.tap_data(TAP, asked)
        assert [row for row in await todays(story) if row["minutes"] is None and row["offered_minutes"]] == []


@pytest.mark.parametrize("rule", ["FLARE", "SEVERE", "EXACERBATED_BY_WALKING", "NEW_AFTER_WALK", "EASIER", "WORSENING"])
async def test_as_usual_is_refused_under_every_hold(rule: str) -> None:
    """Opened after the buttons were shown: now the score counts."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        asked = ana.last
        async with context_of(story) as context:
            holds.put(context.tx, 1, rule, FRIDAY, context.now)
        await ana.tap_data(TAP, asked)
        assert await todays(story) == []
        assert asks_for_a_score(ana)
        await ana.say("/walk")
        assert asks_for_a_score(ana)


@pytest.mark.parametrize("rule", ["EMERGENCY", "URGENT", "CLEARANCE"])
async def test_nothing_sends_anybody_walking_under_a_stop(rule: str) -> None:
    """Every command, word and button, those of the calm day included."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        seen = shown(ana)
        async with context_of(story) as context:
            holds.put(context.tx, 1, rule, FRIDAY, context.now)
        assert any(data == TAP for data, _ in seen)
        await try_everything(story, ana, seen)
        assert [row for row in await todays(story) if row["started_at"]] == []


@pytest.mark.parametrize(
    "history", [{"days": 1}, {"before": 5, "worst": 5}, {"before": 2, "worst": 5}, {"before": 3, "worst": 7}]
)
async def test_a_score_is_asked_where_it_may_matter(history: dict[str, int]) -> None:
    """Hardly known, a usual pain of 5, AMBER walks, RED ones."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story, **history)
        assert asks_for_a_score(ana)
        assert USUAL not in ana.last.labels()
        await ana.tap_data(TAP, ana.last)  # forged
        assert await todays(story) == []


async def test_these_buttons_send_walking() -> None:
    """The sweep over everything knows them."""
    async with Story.open(MORNING) as story:
        ana = await setting_off(story)
        assert sends_walking(ana.last)
