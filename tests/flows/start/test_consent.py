"""Consent: nothing is kept before it, a refusal is all that is kept of who says no, and who is under 18 ends there."""

import pytest

from tests.support.start import MADRID, question, walk_through
from tests.support.story import Story


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
