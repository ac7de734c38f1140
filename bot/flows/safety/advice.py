"""Safety advice: stored with its rule and its evidence, said with the action first, explained on request."""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.coaching.thread import DANGER
from bot.domain.day import during
from bot.domain.safety.escalation import STOPPING, Advice, Hold, opens_hold
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.flows import ways
from bot.messages import Button, Replies, Rows, Say
from bot.store.delivery import nudges
from bot.store.diary import threads
from bot.store.safety import advice, holds

ROUTE = "adv"
VISIT = "visit"
EASE = "ease"


def advise(context: Context, rule: str, level: str, evidence: Mapping[str, object]) -> Replies:
    """Store a piece of advice with why, open the hold that goes with it, and say it."""
    today = context.today
    version = context.rules.version
    given = advice.give(context.tx, context.user_id, rule, level, evidence, version, today, context.now)
    if opens_hold(rule, level):
        holds.put(context.tx, context.user_id, rule, today, context.now)
    if rule in STOPPING:
        threads.end(context.tx, context.user_id, DANGER, context.now)
    if isinstance(context, Walker) and rule not in STOPPING and level != EASE:
        plan_visit(context, given.advice_id)
    facts = {
        "number": people.emergency_number(context),
        "level": level,
        "told": evidence.get("answers", []),
        "cared": context.profile is not None and context.profile.under_care,
        "halved": evidence.get("halved", False),
    }
    hold = next((each for each in holds.open_of(context.tx, context.user_id) if each.rule == rule), None)
    return [Say(f"advice/{rule.lower()}", facts, _rows(given, hold, facts["cared"] is True))]


def plan_visit(walker: Walker, advice_id: int) -> None:
    """Ask a week later, at the person's own hour, whether they could see somebody; about the newest advice only."""
    days = walker.rules.escalation.visit_asked_after
    day = walker.today + timedelta(days=days)
    nudges.cancel(walker.tx, walker.user_id, VISIT)
    due_at = during(day, walker.nudge_minute, walker.zone)
    nudges.plan(walker.tx, walker.user_id, f"visit:{advice_id}:{day}", VISIT, due_at, day, advice_id)


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("why", advice_id)."""
    match arguments:
        case ("why", number) if number.isdecimal():
            given = advice.find(context.tx, context.user_id, int(number))
            if given is not None:
                return [why(context, given)]
    return None


def why(context: Context, given: Advice) -> Say:
    """Return the reason for a piece of advice, in plain words and with its figures; and ways on."""
    help_now = [[Button("advice/help_now", ("go", "help_now"))]] if given.rule in STOPPING else []
    facts = {"evidence": given.evidence, "on": given.given_on}
    return Say(f"advice/why_{given.rule.lower()}", facts, [*help_now, *ways.ways_on(context)])


def _rows(given: Advice, hold: Hold | None, cared: bool) -> Rows:
    reason = Button("advice/why", (ROUTE, "why", str(given.advice_id)))
    help_now = Button("advice/help_now", ("go", "help_now"))
    checked = [Button("advice/checked", ("safe", "checked", str(hold.hold_id)))] if hold else []
    slip = given.evidence.get("slip")
    wrong_score = [] if slip is None else [[Button("screens/wrong_score", ("slip", str(slip)))]]
    if given.rule in STOPPING:
        rows = [[help_now], [*checked, reason], *wrong_score]
        round_of_questions = given.evidence.get("round")
        if round_of_questions is not None:
            rows.append([Button("advice/mistake", ("scr", "redo", str(round_of_questions)))])
        return rows
    rows = [[Button("advice/pt", ("go", "pt")), reason]]
    if hold:
        rows.append([*checked, help_now])
    if given.level != EASE and not cared:
        rows.append([Button("advice/cared", ("visit", "cared", str(given.advice_id)))])
    return [*rows, *wrong_score]
