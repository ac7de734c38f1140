"""Safety advice: stored with its rule and its evidence, said with the action first, explained on request."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain import escalation as ladder
from bot.domain.checkin import Walk
from bot.domain.escalation import HALVING, STOPPING, Advice
from bot.domain.scores import NowScore, now_scores
from bot.flows import people, speak
from bot.flows.context import Context
from bot.messages import Button, Replies, Rows, Say
from bot.places import country_of
from bot.store import advice, holds, pain_reports, walks

ROUTE = "adv"
ROUTINE = ("routine", "ease")
LOOK_BACK = timedelta(weeks=13)


async def advise(context: Context, rule: str, level: str, evidence: Mapping[str, object]) -> Replies:
    """Store a piece of advice with why, open the hold that goes with it, and say it."""
    today = await people.today(context)
    version = context.library.rules.version
    given = await advice.give(context.tx, context.user_id, rule, level, evidence, version, today, context.now)
    if rule in (*STOPPING, *HALVING):
        await holds.put(context.tx, context.user_id, rule, today, context.now)
    facts = {"number": await emergency_number(context), "level": level}
    return [Say(f"advice/{rule.lower()}", facts, _rows(given))]


async def evaluate(context: Context) -> Replies:
    """Judge the newest walks: called after every check-in and report. A hold that is open says nothing twice."""
    today, logged, scores = await _facts(context)
    rules = context.library.rules
    await _settle(context)
    open_rules = {hold.rule for hold in await holds.open_of(context.tx, context.user_id)}
    finding = ladder.exacerbated(logged, scores, rules.colours, rules.escalation)
    if finding is None or finding.rule in open_rules or await _said_lately(context, finding.rule, today):
        return []
    return await advise(context, finding.rule, finding.level, finding.evidence)


async def evaluate_week(context: Context) -> Replies:
    """Judge the weeks that are over; said with a week's first nudge. Routine advice is not repeated for 28 days."""
    profile = await people.profile(context)
    if profile is None or profile.first_walk_on is None:
        return []
    today, _, scores = await _facts(context)
    await _settle(context)
    finding = ladder.persistent(scores, profile.first_walk_on, today, context.library.rules.escalation)
    if finding is None or await _said_lately(context, finding.rule, today):
        return []
    return await advise(context, finding.rule, finding.level, finding.evidence)


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


async def _said_lately(context: Context, rule: str, today: date) -> bool:
    last = await advice.last_on(context.tx, context.user_id, rule)
    return last is not None and (today - last).days < context.library.rules.escalation.quiet_days


async def _settle(context: Context) -> None:
    """Close halving holds that are over by themselves."""
    today, logged, scores = await _facts(context)
    rules = context.library.rules
    for hold in await holds.open_of(context.tx, context.user_id):
        if ladder.settled(hold, logged, scores, today, rules.colours, rules.escalation):
            await holds.close(context.tx, context.user_id, "settled", context.now, hold.rule)


async def _facts(context: Context) -> tuple[date, list[Walk], list[NowScore]]:
    today = await people.today(context)
    logged = await walks.since(context.tx, context.user_id, today - LOOK_BACK)
    reports = await pain_reports.since(context.tx, context.user_id, today - LOOK_BACK)
    return today, logged, now_scores(logged, reports)


def _rows(given: Advice) -> Rows:
    reason = Button("advice/why", (ROUTE, "why", str(given.advice_id)))
    if given.rule in STOPPING:
        return [
            [Button("advice/help_now", ("go", "help_now"))],
            [Button("advice/checked", ("safe", "checked")), reason],
        ]
    if given.rule in HALVING:
        return [[Button("advice/pt", ("go", "pt")), reason], [Button("advice/checked", ("safe", "checked"))]]
    return [[Button("advice/pt", ("go", "pt")), reason]]
