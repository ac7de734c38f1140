"""What a round of red-flag questions leads to: its outcome is stored, and advice is said in the very reply to it."""

from bot.domain.coaching.plan import OLDEST
from bot.domain.safety.escalation import NEW_AFTER_WALK, STOPPING
from bot.domain.safety.screening import CLEAR, EMERGENCY, GP, NIGHT, PATTERN, SOON, URGENT, Outcome, Screen, outcome
from bot.facts.context import Context
from bot.flows.safety.advice import advise
from bot.messages import Replies, in_place
from bot.store.diary import days, walks
from bot.store.person import restrictions
from bot.store.safety import holds, screens

LEVELS = {EMERGENCY: "emergency", URGENT: "urgent", SOON: "soon", GP: "routine", NIGHT: "routine", PATTERN: "routine"}
WEAK_BONES = "weak_bones"
REST = "rest"  # the trigger of a round that asks only what an earlier one left out


def judge(context: Context, screen: Screen) -> Outcome:
    """Judge a round that is over, and store what it leads to: the outcome, restrictions, the colour of a walk."""
    profile = context.profile
    known = restrictions.of(context.tx, context.user_id)
    aged = profile is not None and profile.age_band == OLDEST
    found = outcome(screen.answers, frail=aged or (screen.kind != "start" and WEAK_BONES in known))
    screens.finish(context.tx, screen, found.level, context.now)
    if screen.kind == "start" and screen.trigger != REST:
        restrictions.replace(context.tx, context.user_id, found.restrictions, context.now)
    elif found.restrictions:
        restrictions.replace(context.tx, context.user_id, known | found.restrictions, context.now)
    _colour_the_walk(context, screen, found)
    return found


def say(context: Context, screen: Screen, found: Outcome) -> Replies:
    """Return the advice that a judged round leads to, in the place of the question; none where all is clear."""
    if found.level == CLEAR:
        return []
    evidence = {"screen": screen.kind, "round": screen.screen_id, "answers": list(found.reasons)}
    if _after_a_walk(screen) is not None and found.level not in STOPPING:
        # Something new without a red flag: rest today, and half as much until it goes calmly again.
        today = context.today
        days.mark(context.tx, context.user_id, today, days.REST_PAIN, context.now)
        holds.put(context.tx, context.user_id, NEW_AFTER_WALK, today, context.now)
        evidence["halved"] = True
    return in_place(advise(context, found.level, LEVELS.get(found.level, "soon"), evidence))


def _colour_the_walk(context: Context, screen: Screen, found: Outcome) -> None:
    """Something new after a walk makes that walk RED."""
    number = _after_a_walk(screen)
    if number is not None and found.level != CLEAR:
        walk = walks.find(context.tx, context.user_id, number)
        if walk is not None:
            walks.update(context.tx, walk, something_new=True)


def _after_a_walk(screen: Screen) -> int | None:
    """Return the walk after which somebody said that something is new; None: it was another occasion."""
    what, _, number = screen.trigger.partition(":")
    return int(number) if screen.kind == "red_flags" and what == "walk" and number else None
