"""Despair, or too much of something taken: who can help now, no prompts from then on, and one quiet question next day.

Prompts come back by the person's own tap alone.
"""

from bot.domain.coaching.thread import DANGER
from bot.domain.day import starts_at
from bot.domain.safety import crisis as rule
from bot.domain.safety.crisis import BETTER, DESPAIR, HARD, MISHEARD, OVERDOSE, Crisis
from bot.domain.typed.misread import Misread
from bot.domain.words.wordless import is_glad
from bot.facts import breaks, people, scheduling
from bot.facts.context import Context, Walker
from bot.flows import heard, ways
from bot.flows.parts.asking import Unclear
from bot.messages import Button, Edit, Replies, Rows, Say, as_new
from bot.store.delivery import nudges, outbox
from bot.store.delivery.nudges import Nudge
from bot.store.diary import courses, threads
from bot.store.person import expecting
from bot.store.safety import crises

ROUTE = "crisis"
ANOTHER = "another"
"""What is waited for after somebody else's danger: words about them."""
THEIRS = "theirs"
"""A tap: what was told is about somebody else."""
THANKS = "thanks"
"""An intent."""
MEANT, NOT_MEANT, OTHERWISE = "meant", "not_meant", "meant_otherwise"
"""Intents: words that are a yes or a no to the quiet question; the last are a button below the next day's, too."""
CHECK = "crisis"
"""The kind of the nudge that asks."""
PROMPTS = ("daily", "snooze", "evening", "step", "two_hour", "morning")
"""Kinds of nudges that are of their day: cancelled. Others that come due meanwhile are not said, see `routes`."""
LATER = ("visit", "instruction")
"""Kinds that are asked once prompts are back, not never."""


def told(context: Context, kind: str, sure: bool) -> Replies:
    """Answer somebody who writes that they do not want to live, or took too much: who can help now, and nothing else.

    `sure`: they said so; else it only sounds like it. Before consent nothing is stored: no prompts come then, either.
    """
    if people.consented(context):
        _begin(context, kind, sure)
    return [_help(context, kind, sure)]


def about_another(context: Context, kind: str) -> Replies:
    """Say how to help somebody else who may harm themselves, or took too much; nothing of the writer's own stops."""
    line = people.poison_line(context) if kind == OVERDOSE else people.crisis_line(context)
    facts = {"kind": kind, "number": people.emergency_number(context), "line": line}
    if people.consented(context):  # the words after it are about them
        expecting.ask(context.tx, context.user_id, ROUTE, 0, ANOTHER, context.now)
    rows = [[Button("safety/it_is_me", (ROUTE, kind))]]
    if facts["number"] is None:
        rows.append([Button("crisis/help_now", ("go", "help_now"))])
    return [Say("safety/anothers", facts, rows)]


def speaks_of_another(context: Context) -> bool:
    """Tell whether somebody else's danger was told last, today."""
    expected = expecting.find(context.tx, context.user_id)
    told = expected is not None and (expected.flow, expected.field) == (ROUTE, ANOTHER)
    return told and expected is not None and context.day_of(expected.asked_at) == context.today


def ask_quietly(context: Context) -> Replies:
    """Ask somebody whether they think of harming themselves: it may be, and it may be something else.

    Until they answer nothing is said unasked, as after words that were sure: the answer may be yes.
    """
    if not people.consented(context):
        return [_question(context, (ROUTE, "not_despair"))]
    before = crises.open_of(context.tx, context.user_id)
    if before is not None:  # one is open: asked whether they think of it they were, and who can help is said again
        return told(context, before.kind, before.sure)
    crisis = _begin(context, DESPAIR, sure=False)
    expecting.ask(context.tx, context.user_id, ROUTE, crisis.crisis_id, "despair", context.now)
    return [_question(context, (ROUTE, "misheard", str(crisis.crisis_id)))]


def ask_on_a_walk(context: Context, walk_id: int) -> Replies:
    """Ask whether the words of somebody on a walk mean its end, or theirs."""
    return [_question(context, (ROUTE, "not_despair"), walk_id)]


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take a typed answer to the quiet question; None: it is asked no more.

    After somebody else's danger thanks get no smile, and "so do I" is asked about.
    """
    if field == ANOTHER and heard.me_too(context, text):
        return ask_quietly(context)
    if field == ANOTHER:
        wordless = not any(sign.isalnum() for sign in text)
        thanked = heard.command(context, text) == THANKS or (wordless and is_glad(text))
        return (
            [Say("safety/anothers_on", {"number": people.emergency_number(context)}, ways.net())] if thanked else None
        )
    crisis = crises.open_of(context.tx, context.user_id)
    if crisis is None or crisis.crisis_id != entity_id or crisis.sure:
        return None
    meant = _meant(context, text)
    if isinstance(meant, Misread):
        return Unclear(again(context, entity_id))
    return tapped(context, ("despair",) if meant else ("misheard", str(entity_id)))


def denied(context: Context, text: str) -> Replies | None:
    """Take "I meant something else" after words that only sounded like despair; None: the text is something else."""
    said = heard.command(context, text)
    crisis = crises.open_of(context.tx, context.user_id) if said in (NOT_MEANT, OTHERWISE) else None
    if crisis is None or (crisis.sure and (said == NOT_MEANT or crisis.asked_at is None)):
        return None
    return tapped(context, ("misheard", str(crisis.crisis_id)))


def _meant(context: Context, text: str) -> bool | Misread:
    """Return whether a text says yes, also "a bit" and "sometimes", or no: "not that"."""
    said = {MEANT: True, NOT_MEANT: False, OTHERWISE: False}.get(heard.command(context, text) or "")
    return heard.yes(context, text) if said is None else said


def again(context: Context, crisis_id: int) -> Replies:
    """Return the quiet question once more."""
    return [_question(context, (ROUTE, "misheard", str(crisis_id)))]


def _question(context: Context, no: tuple[str, ...], walk_id: int | None = None) -> Say:
    yes = Button("safety/despair" if walk_id is None else "safety/harm", (ROUTE, "despair"))
    rows = [[yes], [Button("safety/not_despair", no)]]
    if walk_id is None:
        rows.append([Button("safety/theirs", (ROUTE, THEIRS, *no[2:]))])
    else:
        rows.insert(0, [Button("safety/end_walk", ("walk", "stop", str(walk_id)))])
    line = people.crisis_line(context)
    if line is None:  # no number stands in the text
        rows.append([Button("crisis/help_now", ("go", "help_now"))])
    facts = {"line": line, "walking": walk_id is not None, "stopped": len(no) > 2}
    return Say("safety/asked", facts, rows)


def ask(context: Context, nudge: Nudge) -> Replies:
    """Ask how they are, once and without a sound; nothing where they asked for prompts meanwhile."""
    crisis = crises.open_of(context.tx, context.user_id)
    if crisis is None or crisis.crisis_id != nudge.entity_id:
        return []
    crises.asked(context.tx, crisis, context.now)
    number = str(crisis.crisis_id)
    rows = [[Button(f"crisis/{name}", (ROUTE, name, number))] for name in _answers(crisis)]
    rows.append([Button("crisis/help_now", ("go", "help_now"))])
    return [Say("crisis/ask", {"kind": crisis.kind}, rows, quiet=True)]


def card(context: Context) -> Edit | None:
    """Return that prompts are stopped, who can help, and the way back to them; None: they are not."""
    crisis = crises.open_of(context.tx, context.user_id)
    if crisis is None:
        return None
    line = people.poison_line(context) if crisis.kind == OVERDOSE else people.crisis_line(context)
    facts = {"kind": crisis.kind, "number": people.emergency_number(context), "line": line}
    help_now = [Button("crisis/help_now", ("go", "help_now")), Button("crisis/hurt", ("go", "pain"))]
    return Edit("crisis/card", facts, [*_back_rows(crisis), help_now])


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (what, crisis_id), or the answer to the quiet question. One for a crisis that is over is old."""
    if arguments in ((DESPAIR,), (OVERDOSE,)):
        return as_new(told(context, arguments[0], sure=True))
    if arguments == (THEIRS,):
        return about_another(context, DESPAIR)
    if arguments == ("not_despair",):
        return [Say("safety/not_despair", buttons=ways.ways_on(context))]
    crisis = crises.open_of(context.tx, context.user_id)
    if crisis is None or arguments[1:] != (str(crisis.crisis_id),):
        return None
    match arguments[0]:
        case "better" | "well":
            crises.answer(context.tx, crisis, BETTER)
            later = Button("crisis/not_yet", (ROUTE, "not_yet", str(crisis.crisis_id)))
            return [Edit("crisis/better", buttons=[*_back_rows(crisis), [later]])]
        case "hard" | "ill":
            _begin(context, crisis.kind, sure=True)
            crises.answer(context.tx, crisis, HARD)
            return [_help(context, crisis.kind, sure=True)]
        case "misheard":
            crises.answer(context.tx, crisis, MISHEARD)
            return _back(context, crisis, misheard=True)
        case "theirs":
            crises.answer(context.tx, crisis, MISHEARD)
            return [*_back(context, crisis, misheard=True), *about_another(context, crisis.kind)]
        case "not_yet":
            return [Edit("crisis/not_yet", buttons=_back_rows(crisis))]
        case "back":
            return _back(context, crisis)
    return None


def _help(context: Context, kind: str, sure: bool) -> Say:
    line = people.poison_line(context) if kind == OVERDOSE else people.crisis_line(context)
    crisis = crises.open_of(context.tx, context.user_id)
    facts = {"number": people.emergency_number(context), "line": line, "sure": sure, "asks": crisis is not None}
    rows: Rows = []
    if not sure and crisis is not None:
        theirs = Button("safety/theirs", (ROUTE, THEIRS, str(crisis.crisis_id)))
        rows = [[_misheard(crisis)], [theirs]]
    return Say(f"safety/{kind}", facts, rows)


def _begin(context: Context, kind: str, sure: bool) -> Crisis:
    """Stop all that would be said unasked, a guided walk and an open question included; plan the question."""
    tx, user_id = context.tx, context.user_id
    crisis = crises.tell(tx, user_id, kind, sure, context.today, context.now)
    expecting.clear(tx, user_id)
    threads.end(tx, user_id, DANGER, context.now)
    courses.end_all(tx, user_id)
    for prompt in PROMPTS:
        nudges.cancel(tx, user_id, prompt)
    outbox.drop_prompts(tx, user_id)
    nudges.cancel(tx, user_id, CHECK)  # told again: the question comes the day after that
    hour = (context.nudge_minute, context.zone) if isinstance(context, Walker) else None
    due_at = rule.asks_at(context.now, context.today, hour, context.rules.crisis)
    key = f"{CHECK}:{crisis.crisis_id}:{context.day_of(due_at)}"
    nudges.plan(tx, user_id, key, CHECK, due_at, context.day_of(due_at), crisis.crisis_id)
    return crisis


def _back(context: Context, crisis: Crisis, *, misheard: bool = False) -> Replies:
    """Let prompts come again; where words were misheard in a break, once it is over."""
    crises.end(context.tx, crisis, context.today, context.now)
    expecting.answered(context.tx, context.user_id, ROUTE, crisis.crisis_id)
    nudges.cancel(context.tx, context.user_id, CHECK)
    if not isinstance(context, Walker):
        go_on = [[Button("safety/go_on", ("go", "start"))]]
        return [Edit("crisis/back", {"misheard": misheard, "planned": False, "today": True, "silent": False}, go_on)]
    silent = breaks.is_silent(context)
    if silent and not misheard:  # walks were asked for: that is the end of a break, too
        context, silent = breaks.end(context), False
    scheduling.plan_daily(context)
    following = scheduling.next_nudge(context)
    pending = nudges.find_pending(context.tx, context.user_id, "daily")
    if pending is not None:
        since = starts_at(crisis.began_on, context.zone)
        for kind in LATER:
            nudges.make_up_for(context.tx, context.user_id, kind, since, pending.due_at)
    today = crisis.began_on == context.today
    facts = {"misheard": misheard, "planned": True, "today": today, "silent": silent, **following}
    on = Button("pausing/resume", ("pause", "resume")) if silent else Button("crisis/today", ("go", "today"))
    return [Edit("crisis/back", facts, [[on]])]


def _answers(crisis: Crisis) -> tuple[str, ...]:
    return ("well", "ill", "misheard") if crisis.kind == OVERDOSE else ("better", "hard", "misheard")


def _misheard(crisis: Crisis) -> Button:
    return Button("crisis/misheard", (ROUTE, "misheard", str(crisis.crisis_id)))


def _back_rows(crisis: Crisis) -> Rows:
    return [[Button("crisis/back", (ROUTE, "back", str(crisis.crisis_id)))]]
