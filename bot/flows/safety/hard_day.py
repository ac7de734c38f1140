"""The plan for hard days: made on a good day, in three taps or own words, and the first thing that a flare shows."""

from dataclasses import replace

from bot.domain.coaching.hard_day import HardDayPlan
from bot.domain.typed.misread import Misread
from bot.facts.allowed import allowed, offers
from bot.facts.context import Context, Walker
from bot.flows import heard
from bot.flows.parts.asking import Unclear
from bot.flows.safety import calm
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, in_rows
from bot.store.diary import walks
from bot.store.person import expecting, hard_day_plans

ROUTE = "hard"
MINUTES = "minutes"
MAY_EASE = ("walk", "exercises", "pt")
"""Words of command that may be an answer: what eases, whom to call."""
YES_OR_NO_AT_MOST = 2
"""Words: what begins with "no" and goes on is no refusal."""


def offer(walker: Walker) -> Replies:
    """Offer to make one, once, on a good day. No answer is an answer, too."""
    if hard_day_plans.find(walker.tx, walker.user_id) is not None:
        return []
    if walks.count_logged(walker.tx, walker.user_id) < walker.rules.hard_days.offered_after:
        return []
    if not offers(walker, "hard_day"):
        return []
    plan = hard_day_plans.begin(walker.tx, walker.user_id, walker.now)
    rows = [*_rows(walker, plan), [Button("hard_day/no", (ROUTE, "no"))]]
    return [Say("hard_day/offer", _facts(plan), rows)]


def shown(context: Context) -> Replies:
    """Return the plan where there is one: the first thing on a hard day."""
    plan = whole(context)
    return [] if plan is None else [_plan(plan)]


def whole(context: Context) -> HardDayPlan | None:
    """Return somebody's plan once all of it is chosen."""
    plan = hard_day_plans.find(context.tx, context.user_id)
    return plan if plan is not None and plan.next_question is None else None


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("show",), ("new",), ("no",) or (field, choice); the first answer to a question counts."""
    plan = hard_day_plans.find(walker.tx, walker.user_id)
    match arguments:
        case ("show",) if plan is not None:
            return [_question(walker, plan)]
        case ("show" | "new",):
            return [_question(walker, hard_day_plans.begin(walker.tx, walker.user_id, walker.now))]
        case ("no",) if plan is not None and plan.next_question == "eases":
            expecting.answered(walker.tx, walker.user_id, ROUTE, 0)
            return [Edit("hard_day/no_plan")]
        case (field, choice) if plan is not None and field == plan.next_question and choice in _choices(walker, field):
            return [_answered(walker, plan, int(choice) if field == MINUTES else choice)]
    return None if plan is None or len(arguments) != 2 else [_question(walker, plan)]


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take own words for what eases, or for whom to call; None: it is asked no more, or the text is none of these.

    A walk, a score, a question and a word of command are what they always are.
    """
    plan = hard_day_plans.find(walker.tx, walker.user_id)
    if plan is None or field == MINUTES or plan.next_question != field:
        return None
    if not allowed(walker).walk:
        return None
    words = " ".join(text.split())
    yes = heard.yes(walker, words) if len(words.split()) <= YES_OR_NO_AT_MOST else None
    if yes is False and field == "eases":
        expecting.answered(walker.tx, walker.user_id, ROUTE, 0)
        return [Edit("hard_day/no_plan")]
    if isinstance(yes, bool):
        return Unclear([_question(walker, plan)])
    if heard.command(walker, words) not in (None, *MAY_EASE):
        return None
    told = heard.checkin(walker, words)
    if words.endswith("?") or (told and told.certain) or not isinstance(heard.score(walker, words), Misread):
        return None
    if len(words) > walker.rules.hard_days.own_words:
        return Unclear([Say("hard_day/shorter", buttons=_rows(walker, plan))])
    return [_answered(walker, plan, words)]


def _answered(walker: Walker, plan: HardDayPlan, value: str | int) -> Edit:
    """Keep the answer to the question that is open, and ask the next one, or say the plan."""
    plan = replace(plan, **{plan.next_question or "": value})  # type: ignore[arg-type]  # a choice of that field
    hard_day_plans.keep(walker.tx, plan)
    expecting.answered(walker.tx, walker.user_id, ROUTE, 0)
    return _question(walker, plan)


def _question(walker: Walker, plan: HardDayPlan) -> Edit:
    """Return the next question, or the plan itself."""
    field = plan.next_question
    if field is None:
        return _plan(plan)
    if field != MINUTES:
        expecting.ask(walker.tx, walker.user_id, ROUTE, 0, field, walker.now)
    return Edit(f"hard_day/{field}", _facts(plan), _rows(walker, plan))


def _plan(plan: HardDayPlan) -> Edit:
    return Edit("hard_day/plan", _facts(plan), [[calm.BUTTON], [Button("hard_day/change", (ROUTE, "new"))]])


def _facts(plan: HardDayPlan) -> Facts:
    return {"eases": plan.eases, "minutes": plan.minutes, "whom": plan.whom}


def _choices(walker: Walker, field: str) -> tuple[str, ...]:
    rules = walker.rules.hard_days
    return {"eases": rules.ease_choices, MINUTES: tuple(map(str, rules.walk_choices)), "whom": rules.whom_choices}.get(
        field, ()
    )


def _rows(walker: Walker, plan: HardDayPlan) -> Rows:
    field = plan.next_question or ""
    choices = _choices(walker, field)
    buttons = [Button(f"hard_day/{field}", (ROUTE, field, choice), {"choice": choice}) for choice in choices]
    return in_rows(buttons, 4 if field == MINUTES else 1)
