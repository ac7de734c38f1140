"""The action plan: after what, where, and what if. Four taps, offered once; /settings shows and changes it."""

from dataclasses import replace

from bot.domain.action_plan import BARRIERS, ActionPlan, choices
from bot.domain.coaching.barriers import answers
from bot.facts.allowed import offers
from bot.facts.context import Walker
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, in_rows
from bot.store.diary import walks
from bot.store.person import action_plans

ROUTE = "plan"


def offer(walker: Walker) -> Replies:
    """Offer a plan once some walks are logged: by then somebody knows how it goes. No answer is an answer, too."""
    if action_plans.find(walker.tx, walker.user_id) is not None:
        return []
    if walks.count_logged(walker.tx, walker.user_id) < walker.rules.checkins.plan_offered_after:
        return []
    if not offers(walker, "action_plan"):
        return []
    plan = action_plans.begin(walker.tx, walker.user_id, walker.now)
    return [Say("action_plan/offer", _facts(plan), [*_rows(walker, plan), [Button("action_plan/no", (ROUTE, "no"))]])]


def whole(walker: Walker) -> ActionPlan | None:
    """Return somebody's plan once all of it is chosen."""
    plan = action_plans.find(walker.tx, walker.user_id)
    return plan if plan is not None and plan.next_question is None else None


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("show",), ("new",), ("no",) or (field, choice); the first answer to a question counts."""
    plan = action_plans.find(walker.tx, walker.user_id)
    match arguments:
        case ("show",) if plan is not None and plan.cue is not None:
            return [_question(walker, plan)]
        case ("new" | "show",):
            return [_question(walker, action_plans.begin(walker.tx, walker.user_id, walker.now))]
        case ("no",) if plan is not None and plan.next_question == "cue":
            return [Edit("action_plan/no_plan")]
        case (field, choice) if plan is not None and field == plan.next_question and choice in _choices(walker, plan):
            plan = replace(plan, **{field: choice})  # type: ignore[arg-type]  # choice is one of the field's ids
            action_plans.keep(walker.tx, plan)
            return [_question(walker, plan)]
    if plan is None or len(arguments) != 2:
        return None
    return [_question(walker, plan)]


def _question(walker: Walker, plan: ActionPlan) -> Edit:
    """Return the next question, or the plan itself."""
    field = plan.next_question
    if field is None:
        return Edit("action_plan/made", _facts(plan), [[Button("action_plan/change", (ROUTE, "new"))]])
    return Edit(f"action_plan/{field}", _facts(plan), _rows(walker, plan))


def _facts(plan: ActionPlan) -> Facts:
    return {"cue": plan.cue, "place": plan.place, "barrier": plan.barrier, "answer": plan.answer}


def _choices(walker: Walker, plan: ActionPlan) -> tuple[str, ...]:
    """Return what may be answered to the question that is open."""
    ideas = {barrier: answers(barrier, walker.rules.barriers) for barrier in BARRIERS}
    return choices(plan, plan.next_question or "", ideas)


def _rows(walker: Walker, plan: ActionPlan) -> Rows:
    field = plan.next_question or ""
    buttons = [
        Button(f"action_plan/{field}", (ROUTE, field, choice), {"choice": choice}) for choice in _choices(walker, plan)
    ]
    return in_rows(buttons, 2)
