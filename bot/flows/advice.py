"""Safety advice: stored with its rule and its evidence, said with the action first, explained on request."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain import escalation as ladder
from bot.domain.checkin import Walk
from bot.domain.escalation import HALVING, STOPPING, Advice, Finding
from bot.domain.scores import NowScore, now_scores
from bot.flows import people, speak
from bot.flows.context import Context
from bot.messages import Button, Replies, Rows, Say
from bot.places import country_of
from bot.store import advice, holds, pain_reports, walks

ROUTE = "adv"
ROUTINE = ("routine", "ease")
LOOK_BACK = timedelta(weeks=13)
EXACERBATED = "EXACERBATED_BY_WALKING"


async def advise(context: Context, rule: str, level: str, evidence: Mapping[str, object]) -> Replies:
    """Store a piece of advice with why, open the hold that goes with it, and say it."""
    today = await people.today(context)
    version = context.library.rules.version
    given = await advice.give(context.tx, context.user_id, rule, level, evidence, version, today, context.now)
    if rule in (*STOPPING, *HALVING):
        await holds.put(context.tx, context.user_id, rule, today, context.now)
    facts = {"number": await emergency_number(context), "level": level, "told": evidence.get("answers", [])}
    return [Say(f"advice/{rule.lower()}", facts, _rows(given))]


async def evaluate(context: Context) -> Replies:
    """Judge the newest walks: called after every check-in and report. A hold that is open says nothing twice."""
    open_rules = await _settled(context)
    if not open_rules.isdisjoint((*STOPPING, EXACERBATED)):
        return []
    _, logged, scores = await _facts(context, LOOK_BACK)
    rules = context.library.rules
    ended_at = await holds.last_closed_at(context.tx, context.user_id, EXACERBATED)
    finding = ladder.exacerbated(logged, scores, rules.colours, rules.escalation, ended_at)
    return await _given(context, finding)


async def evaluate_week(context: Context) -> Replies:
    """Judge the weeks that are over; said with a week's first nudge. Routine advice is not repeated for 28 days."""
    profile = await people.profile(context)
    open_rules = await _settled(context)
    if profile is None or profile.first_walk_on is None or not open_rules.isdisjoint(STOPPING):
        return []
    programme = await people.today(context) - profile.first_walk_on
    today, _, scores = await _facts(context, max(LOOK_BACK, programme + LOOK_BACK))
    checked_at = await holds.last_checked_at(context.tx, context.user_id)
    assessed_on = await people.day_of(context, checked_at) if checked_at else None
    rules = context.library.rules.escalation
    return await _given(context, ladder.persistent(scores, profile.first_walk_on, today, rules, assessed_on))


async def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("why", advice_id)."""
    match arguments:
        case ("why", number) if number.isdecimal():
            given = await advice.find(context.tx, context.user_id, int(number))
            if given is not None:
                return [why(given)]
    return await speak.where_things_stand(context)


def why(given: Advice) -> Say:
    """Return the reason for a piece of advice, in plain words and with its figures."""
    return Say(f"advice/why_{given.rule.lower()}", {"evidence": given.evidence, "on": given.given_on})


async def emergency_number(context: Context) -> str | None:
    """Return the emergency number of the country of somebody's time zone, where both are known."""
    profile = await people.profile(context)
    country = country_of(profile.zone) if profile and profile.zone else None
    return context.library.emergency.numbers.get(country) if country else None


async def _given(context: Context, finding: Finding | None) -> Replies:
    """Say what was found. What can wait is not repeated within 28 days."""
    if finding is None:
        return []
    if finding.level in ROUTINE:
        last = await advice.last_on(context.tx, context.user_id, finding.rule)
        quiet_days = context.library.rules.escalation.quiet_days
        if last is not None and (await people.today(context) - last).days < quiet_days:
            return []
    return await advise(context, finding.rule, finding.level, finding.evidence)


async def _settled(context: Context) -> set[str]:
    """Close halving holds that are over by themselves, and return the rules of those still open."""
    open_holds = await holds.open_of(context.tx, context.user_id)
    if all(hold.rule in STOPPING for hold in open_holds):
        return {hold.rule for hold in open_holds}
    today, logged, scores = await _facts(context, LOOK_BACK)
    rules = context.library.rules
    for hold in open_holds:
        if ladder.settled(hold, logged, scores, today, rules.colours, rules.escalation):
            await holds.close(context.tx, context.user_id, "settled", context.now, hold.rule)
    return {hold.rule for hold in await holds.open_of(context.tx, context.user_id)}


async def _facts(context: Context, look_back: timedelta) -> tuple[date, list[Walk], list[NowScore]]:
    today = await people.today(context)
    logged = await walks.since(context.tx, context.user_id, today - look_back)
    reports = await pain_reports.since(context.tx, context.user_id, today - look_back)
    return today, logged, now_scores(logged, reports)


def _rows(given: Advice) -> Rows:
    reason = Button("advice/why", (ROUTE, "why", str(given.advice_id)))
    help_now = Button("advice/help_now", ("go", "help_now"))
    checked = Button("advice/checked", ("safe", "checked"))
    if given.rule in STOPPING:
        rows = [[help_now], [checked, reason]]
        round_of_questions = given.evidence.get("round")
        if round_of_questions is not None:
            rows.append([Button("advice/mistake", ("scr", "redo", str(round_of_questions)))])
        return rows
    rows = [[Button("advice/pt", ("go", "pt")), reason]]
    return [*rows, [checked, help_now]] if given.rule in HALVING else rows
