"""/exercises: the seven moves, a card for each, and the choice of one to go with the daily walk.

Everyone may read. What suits *this* person is only said to someone who has a plan.
"""

from collections.abc import Mapping

from bot.domain.coaching.exercises import STANDARD, Standing
from bot.facts import suitability
from bot.facts.allowed import allowed
from bot.facts.context import Context, Walker
from bot.flows.parts.drawn import OVERVIEW, drawn, moving
from bot.messages import Button, Edit, Facts, Replies, Rows, Say
from bot.store.person import abilities, choices

PAGES = ("card", "steps", "care")
SHOW = "show"
"""The steps again, below the move as an animation."""
REASONS_AT_MOST = 2
"""Reasons shown on a locked card: all of them would be a wall."""
PAINFUL = "wrist_shoulder_unasked"
"""The reason that goes with an answer: carrying does not hurt."""
SAID_BY = {"weeks_1": {"weeks_2", "weeks_3"}, "weeks_2": {"weeks_3"}, "walks_1": {"walks_2"}}
"""A gate of a lower tier → the gates that say the same and more."""


def show(context: Context, argument: str) -> Replies:
    """Answer /exercises: all seven, those open to this person first."""
    return [_list(context, Say)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("all",), (exercise,), (exercise, page) or (exercise, "show" | "choose" | "drop")."""
    match arguments:
        case (exercise,) if exercise in context.library.exercises:
            return [_page(context, exercise, "card")]
        case (exercise, page) if exercise in context.library.exercises and page in PAGES:
            return [_page(context, exercise, page)]
        case (exercise, "show") if exercise in context.library.exercises:
            return [_page(context, exercise, SHOW)]
        case (exercise, "choose" | "drop" as wanted) if exercise in context.library.exercises:
            return (_choose if wanted == "choose" else _drop)(context, exercise)
    return [_list(context, Edit)]


def _list(context: Context, message: type[Say] | type[Edit]) -> Say | Edit:
    standings = suitability.judged(context) if isinstance(context, Walker) else None
    chosen = choices.chosen(context.tx, context.user_id)
    locked = [name for name, its in (standings or {}).items() if its.verdict != "open"]
    order = [*(name for name in context.library.exercises if name not in locked), *locked]
    numbers = {name: number for number, name in enumerate(context.library.exercises, 1)}  # those of the picture
    rows = [
        [Button(f"exercises/{_mark(name, locked, chosen)}", ("ex", name), {"exercise": name, "number": numbers[name]})]
        for name in order
    ]
    facts: Facts = {"personal": standings is not None, "locked": bool(locked)}
    return message("exercises/list", facts, rows, file=drawn(OVERVIEW))


def card(context: Context, exercise: str) -> Edit:
    """Return an exercise's first page."""
    return _page(context, exercise, "card")


def _page(context: Context, exercise: str, page: str) -> Edit:
    standings = suitability.judged(context) if isinstance(context, Walker) else None
    chosen = exercise in choices.chosen(context.tx, context.user_id)
    approved = exercise in abilities.approved(context.tx, context.user_id, abilities.THERAPIST)
    its = standings[exercise] if standings else None
    others = [Button(f"exercises/{name}", ("ex", exercise, name)) for name in PAGES if name != page]
    may = allowed(context) if isinstance(context, Walker) else None
    waits = may is not None and not may.more
    walks = may is None or may.walk
    show = [[Button("exercises/show", ("ex", exercise, SHOW))], others]
    rows = [
        *([others[:2], others[2:]] if page == SHOW else show),
        *_choice(exercise, its, chosen, waits),
        [Button("exercises/all", ("ex", "all"))],
    ]
    if approved:
        rows.insert(-1, [Button("exercises/take_back", ("key", "take_back", exercise))])
    facts: Facts = {
        **_facts(exercise, its, chosen),
        **({} if walks else {"instead": None}),
        "walks": walks,
        "waits": waits and (chosen or (its is not None and _may_choose(its))),
    }
    dose = suitability.dose_today(context, exercise) if chosen and isinstance(context, Walker) else None
    facts = {**facts, "dose": dose}
    if page == SHOW:
        return Edit("exercises/steps", facts, rows, moving(exercise))
    return Edit(f"exercises/{page}", facts, rows, drawn(exercise))


def _facts(exercise: str, its: Standing | None, chosen: bool) -> Facts:
    """Return ids; `verdict` None: nothing is known of the reader."""
    return {
        "exercise": exercise,
        "verdict": its.verdict if its else None,
        "reasons": _telling(its.reasons) if its else (),
        "cautions": its.cautions if its else (),
        "instead": its.instead if its else None,
        "chosen": chosen,
    }


def _telling(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Return the strictest reasons, without those that a higher gate makes moot."""
    telling = [reason for reason in reasons if not SAID_BY.get(reason, set()) & set(reasons)]
    return tuple(telling[:REASONS_AT_MOST])


def _choice(exercise: str, its: Standing | None, chosen: bool, waits: bool) -> Rows:
    """Return the buttons of the choice: the walk itself is in every plan, and a stranger has none."""
    if its is None or exercise == STANDARD:
        return []
    if chosen:
        return [[Button("exercises/drop", ("ex", exercise, "drop"))]]
    if waits:
        return []
    if _may_choose(its):
        return [[Button("exercises/choose", ("ex", exercise, "choose"))]]
    rows = [[Button(f"exercises/{key}", ("key", what, exercise))] for what, key in _keys(its)]
    if its.instead:
        rows.append([Button("exercises/instead", ("ex", its.instead), {"exercise": its.instead})])
    return rows


def _keys(its: Standing) -> list[tuple[str, str]]:
    """Return what may open a locked move now: (tap, label)."""
    if "told" in its.reasons:
        return []  # what was allowed is changed where it was entered
    if its.verdict == "pt_only":
        return [("approve", "therapist")]
    keys = {"unasked": ("joints", "joints"), "chair_stands": ("chair", "chair"), PAINFUL: ("painless", "painless")}
    return [keys[reason] for reason in its.reasons if reason in keys] if its.verdict == "later" else []


def _may_choose(its: Standing) -> bool:
    """Tell whether nothing stands in the way, or only that the person did not ask for it yet."""
    return its.verdict == "open" or its.reasons == ("opt_in",)


def _choose(context: Context, exercise: str) -> Replies | None:
    """Let it go with the walk, in turn with others; a locked one shows its card, which says why."""
    standings: Mapping[str, Standing] | None = suitability.judged(context) if isinstance(context, Walker) else None
    if standings is None:
        return None
    assert isinstance(context, Walker)
    if _may_choose(standings[exercise]) and exercise != STANDARD and allowed(context).more:
        choices.choose(context.tx, context.user_id, exercise, context.now)
    return [_page(context, exercise, "card")]


def _drop(context: Context, exercise: str) -> Replies:
    choices.drop(context.tx, context.user_id, exercise)
    return [_page(context, exercise, "card")]


def _mark(exercise: str, locked: list[str], chosen: tuple[str, ...]) -> str:
    return "chosen" if exercise in chosen else "locked" if exercise in locked else "open"
