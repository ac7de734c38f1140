"""What is asked about a walk later: how it is after two hours, and whether it settled overnight."""

from datetime import timedelta

from bot.domain import nudges as rule
from bot.domain.checkin import Walk, asks_two_hours
from bot.domain.colours import asks_next_morning, colour, rise
from bot.domain.day import ONE_DAY, during
from bot.domain.escalation import is_severe
from bot.domain.scores import before, now_scores
from bot.facts import people
from bot.facts.asking import asking
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.keypad import keypad
from bot.flows.safety import ladder, pain
from bot.messages import Button, Edit, Replies, Say, as_new, in_place
from bot.store import nudges, pain_reports, walks
from bot.store.nudges import Nudge

ROUTE = "fu"
LOOK_BACK = timedelta(days=7)


def plan(context: Context, walk: Walk) -> None:
    """Plan the two-hour question after the day's last walk, where it is due, and the morning's where pain rose.

    Both come once a day.
    """
    profile = people.profile(context)
    today = people.today(context)
    if profile is None or profile.zone is None or walk.on_day != today or walk.logged_at is None:
        return
    rules = context.library.rules
    due_at = walk.logged_at + timedelta(minutes=rules.checkins.two_hours)
    hours = people.nudge_rules(context, profile)
    if rule.is_quiet(due_at, profile.zone, hours):
        nudges.cancel(context.tx, context.user_id, "two_hour")
    elif asks_two_hours(walk, rise(walk, _before(context, walk)), asking(context, walk), rules.checkins):
        key = f"two-hour:{today}"
        nudges.plan(context.tx, context.user_id, key, "two_hour", due_at, today, walk.walk_id)
    if asks_next_morning(walk, _before(context, walk), rules.colours):
        morning_at = during(today + ONE_DAY, hours.quiet_until, profile.zone)
        key = f"morning:{today}"
        nudges.plan(context.tx, context.user_id, key, "morning", morning_at, today, walk.walk_id)


def two_hour(context: Context, nudge: Nudge) -> Replies:
    """Ask how it is now; after an outage, when it is too late for that, not at all."""
    walk = _walk(context, nudge.entity_id)
    if walk is None or walk.two_hour_pain is not None or _too_late(context, nudge):
        return []
    return [Say("followups/two_hour", buttons=keypad((ROUTE, "two", str(walk.walk_id))))]


def morning(context: Context, nudge: Nudge) -> Replies:
    """Ask whether the pain of yesterday's walk settled overnight; on a later day it was not yesterday's."""
    walk = _walk(context, nudge.entity_id)
    if people.today(context) > nudge.on_day + ONE_DAY:
        return []
    if walk is None or not asks_next_morning(walk, _before(context, walk), context.library.rules.colours):
        return []
    number = str(walk.walk_id)
    buttons = [
        Button("followups/settled", (ROUTE, "settled", number, "yes")),
        Button("followups/not_settled", (ROUTE, "settled", number, "no")),
    ]
    return [Say("followups/morning", buttons=[buttons])]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("two", walk_id, score) or ("settled", walk_id, yes or no); the first answer counts."""
    walk = _walk(context, int(arguments[1])) if len(arguments) > 2 and arguments[1].isdecimal() else None
    if walk is None:
        return speak.where_things_stand(context)
    match (arguments[0], *arguments[2:]):
        case ("two", score) if score.isdecimal() and int(score) <= 10 and walk.two_hour_pain is None:
            if walk.on_day != people.today(context):
                return in_place(pain.scored(context, int(score)))  # that is how it is now, not how it was then
            return _two_hours_on(context, walk, int(score))
        case ("settled", ("yes" | "no") as answer) if walk.settled is None:
            settled = answer == "yes"
            walks.update(context.tx, walk, settled=settled)
            said = Edit("followups/thanks_settled" if settled else "followups/thanks_not_settled")
            return [said, *as_new(ladder.evaluate(context))]
    return speak.where_things_stand(context)


def _two_hours_on(context: Context, walk: Walk, score: int) -> Replies:
    walk = walks.update(context.tx, walk, two_hour_pain=score)
    plan(context, walk)
    before_walk = _before(context, walk)
    more = before_walk is not None and score > before_walk
    said = Edit("followups/thanks", {"score": score, "more": more})
    if is_severe(score, context.library.rules.escalation):
        return [said, *as_new(pain.severe(context, score, "two_hour"))]
    return [said, *as_new(ladder.evaluate(context))]


def colour_of(context: Context, walk: Walk) -> str | None:
    """Return the colour of a walk, as far as it is known now."""
    return colour(walk, _before(context, walk), context.library.rules.colours)


def _too_late(context: Context, nudge: Nudge) -> bool:
    profile = people.profile(context)
    zone, rules = (profile and profile.zone) or "UTC", people.nudge_rules(context, profile)
    ends_at = rule.window_ends_at(nudge.due_at, nudge.on_day, zone, rules, chosen=False)
    return rule.verdict(nudge.due_at, context.now, ends_at, rules) == "skip"


def _walk(context: Context, walk_id: int | None) -> Walk | None:
    walk = walks.find(context.tx, context.user_id, walk_id) if walk_id is not None else None
    return walk if walk and walk.logged_at and not walk.undone_at else None


def _before(context: Context, walk: Walk) -> float | None:
    first = walk.on_day - LOOK_BACK
    logged = walks.since(context.tx, context.user_id, first)
    reports = pain_reports.since(context.tx, context.user_id, first)
    return before(walk, now_scores(logged, reports))
