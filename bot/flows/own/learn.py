"""/tips and /why: how to walk safely, what walking does, and where that is known from. Anyone may read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from bot.content.shapes import Benefit, Fact, Tip
from bot.domain.coaching.exercises import REGIONS
from bot.facts.allowed import held
from bot.facts.context import Context
from bot.flows.parts.drawn import drawn
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, in_rows

Sourced: TypeAlias = Tip | Benefit | Fact

WHEN = ("prepare", "start", "walking", "after", "hot", "cold", "air", "dark", "stop")
"""Groups of tips, in the order of a walk."""
STOP = "stop"
"""The group that says when to stop: it holds whatever is on hold."""
KINDS = ("general", "how", "habit", "study")
"""Groups of benefits."""
DRAWN = {"start": "warm_up", "walking": "posture", "after": "cool_down"}
"""Groups of tips whose first page has a drawing."""
AT_ONCE = 3
"""Tips or benefits on one page: it must fit on a small phone."""


def tips(context: Context, argument: str) -> Replies:
    """Answer /tips: groups, one to tap."""
    return [Say("learn/tips", buttons=_tips_rows(context))]


def why(context: Context, argument: str) -> Replies:
    """Answer /why: what walking does, and what it means for each place that hurts; this person's come first."""
    return [Say("learn/why", buttons=_why_rows(context))]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("tips",), ("tip", group, page), ("why",), ("good", group, page), ("for", condition), each of the
    last four also behind ("from",) for its sources."""
    match arguments:
        case ("tip", group, page) if group in WHEN and page.isdecimal():
            return [_page(context, "tip", group, int(page), _tips(context, group))]
        case ("good", group, page) if group in KINDS and page.isdecimal():
            return [_page(context, "good", group, int(page), _benefits(context, group))]
        case ("for", condition, *page) if condition in context.library.conditions:
            return [_condition(context, condition, int(page[0]) if page and page[0].isdecimal() else 0)]
        case ("from", "tip", group, page) if group in WHEN and page.isdecimal():
            return [_sources(context, arguments[1:], _of(context.library.tips, _tips(context, group)))]
        case ("from", "good", group, page) if group in KINDS and page.isdecimal():
            return [_sources(context, arguments[1:], _of(context.library.benefits, _benefits(context, group)))]
        case ("from", "for", condition, *_) if condition in context.library.conditions:
            facts = context.library.conditions[condition].facts
            return [_sources(context, arguments[1:], _of(facts, facts))]
        case ("why", *_):
            return [Edit("learn/why", buttons=_why_rows(context))]
    return [Edit("learn/tips", buttons=_tips_rows(context))]


def _tips(context: Context, group: str) -> list[str]:
    return [name for name, tip in context.library.tips.items() if group in tip.when]


def _benefits(context: Context, group: str) -> list[str]:
    return [name for name, benefit in context.library.benefits.items() if benefit.kind == group]


def _page(context: Context, kind: str, group: str, page: int, names: Sequence[str]) -> Edit:
    """Return one page of a group; one past the end is the last."""
    pages = max(1, -(-len(names) // AT_ONCE))
    page = min(page, pages - 1)
    turn = _turn((kind, group), page, pages)
    facts: Facts = {
        "group": group,
        "names": tuple(names[page * AT_ONCE : (page + 1) * AT_ONCE]),
        "held": None if group == STOP else held(context),
    }
    menu = "tips" if kind == "tip" else "why"
    last = [
        Button("learn/sources", ("learn", "from", kind, group, str(page))),
        Button(f"learn/all_{menu}", ("learn", menu)),
    ]
    shown = drawn(DRAWN[group]) if kind == "tip" and group in DRAWN and page == 0 else None
    return Edit(f"learn/{kind}", facts, [turn, last] if turn else [last], shown)


def _condition(context: Context, condition: str, page: int) -> Edit:
    """Return one page of what walking means for a condition; one past the end is the last."""
    names = tuple(context.library.conditions[condition].facts)
    pages = max(1, -(-len(names) // AT_ONCE))
    page = min(page, pages - 1)
    facts: Facts = {
        "condition": condition,
        "names": names[page * AT_ONCE : (page + 1) * AT_ONCE],
        "first": page == 0,
        "held": held(context),
    }
    last = [
        Button("learn/sources", ("learn", "from", "for", condition, str(page))),
        Button("learn/all_why", ("learn", "why")),
    ]
    turn = _turn(("for", condition), page, pages)
    return Edit("learn/condition", facts, [turn, last] if turn else [last])


def _turn(here: tuple[str, ...], page: int, pages: int) -> list[Button]:
    """Return the buttons to the page before and the one after, as far as there are such."""
    return [
        Button(f"learn/{label}", ("learn", *here, str(to)))
        for label, to in (("earlier", page - 1), ("more", page + 1))
        if 0 <= to < pages
    ]


def _of(entries: Mapping[str, Sourced], names: Iterable[str]) -> list[str]:
    """Return the ids of all sources of these entries, each once."""
    return list(dict.fromkeys(source for name in names for source in entries[name].sources))


def _sources(context: Context, back: tuple[str, ...], ids: Sequence[str]) -> Edit:
    citations = [
        {"text": source.citation, "link": source.url or (f"https://doi.org/{source.doi}" if source.doi else None)}
        for source in (context.library.sources[name] for name in ids)
    ]
    return Edit("learn/sources", {"citations": citations}, [[Button("learn/back", ("learn", *back))]])


def _tips_rows(context: Context) -> Rows:
    groups = [
        Button("learn/tip_group", ("learn", "tip", group, "0"), {"group": group})
        for group in WHEN
        if _tips(context, group)
    ]
    return in_rows(groups, 2)


def _why_rows(context: Context) -> Rows:
    profile = context.profile
    theirs = [region for region in REGIONS if profile and region in profile.regions]
    conditions = [*theirs, *(name for name in context.library.conditions if name not in theirs)]
    groups = [
        Button("learn/good_group", ("learn", "good", group, "0"), {"group": group})
        for group in KINDS
        if _benefits(context, group)
    ]
    ailments = [
        Button("learn/condition", ("learn", "for", name), {"condition": name})
        for name in conditions
        if name in context.library.conditions
    ]
    buttons = [*groups, *ailments]
    return in_rows(buttons, 2)
