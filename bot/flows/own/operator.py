"""/admin: how all people together are doing, for those who run this bot. Counts only, small ones hidden."""

from typing import Any

from bot.content.library import Library
from bot.domain.coaching import nudges as rule
from bot.domain.history.tally import Tally, days_each, percent, shown
from bot.facts import people
from bot.facts.context import Context
from bot.flows import ways
from bot.messages import Button, Edit, Facts, Replies, Rows, Say
from bot.store import tallies
from bot.store.delivery import broadcasts, nudges
from bot.store.delivery.nudges import Nudge
from bot.store.person import expecting
from bot.store.safety import crises

ROUTE = "op"
PAGES = ("people", "weeks", "nudges", "advice")
MOST = 3000
"""Characters of a broadcast: with every one of them escaped it still fits into one message."""


def show(context: Context, argument: str) -> Replies:
    """Answer /admin; to everybody else it is a command that does not exist."""
    if context.user_id not in context.operators:
        return ways.unknown_command(context)
    return [Say("operator/people", _facts(context), _rows("people"))]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (page,), ("write",), ("cancel",), ("send", number, "all" or language), ("stop" or "how", number)."""
    if context.user_id not in context.operators:
        return ways.unknown_command(context)
    match arguments:
        case (page,) if page in PAGES:
            return [Edit(f"operator/{page}", _facts(context), _rows(page))]
        case ("write",):
            expecting.ask(context.tx, context.user_id, ROUTE, 0, "words", context.now)
            return [Edit("operator/write", buttons=[[Button("operator/cancel", (ROUTE, "cancel"))]])]
        case ("send", number, language) if number.isdecimal():
            return _send(context, int(number), None if language == "all" else language)
        case ("stop", number) if number.isdecimal():
            broadcasts.stop(context.tx, int(number))
            return _how(context, int(number))
        case ("how", number) if number.isdecimal():
            return _how(context, int(number))
    expecting.clear(context.tx, context.user_id)
    return [Edit("operator/people", _facts(context), _rows("people"))]


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take the words of a broadcast, and show them as everybody will see them, before anybody does."""
    if context.user_id not in context.operators:
        return None
    expecting.clear(context.tx, context.user_id)
    if len(text) > MOST:
        return [Say("operator/too_long", {"most": MOST})]
    number = str(broadcasts.draft(context.tx, text, context.now))
    everybody = broadcasts.readers(context.tx)
    rows: list[list[Button]] = [[Button("operator/send_all", (ROUTE, "send", number, "all"), {"readers": everybody})]]
    for language in context.library.words:
        readers = broadcasts.readers(context.tx, language)
        if 0 < readers < everybody:
            facts = {"readers": readers, "language": language}
            rows.append([Button("operator/send_some", (ROUTE, "send", number, language), facts)])
    rows.append([Button("operator/cancel", (ROUTE, "cancel"))])
    return [Say("operator/broadcast", {"words": text}), Say("operator/sure", {"readers": everybody}, rows)]


def broadcast(context: Context, nudge: Nudge) -> Replies:
    """Say a broadcast to one person: not in their quiet hours, and without a sound."""
    found = broadcasts.find(context.tx, nudge.entity_id or 0)
    if found is None or found.begun_at is None or crises.open_of(context.tx, context.user_id) is not None:
        return []
    later = rule.outside_quiet(context.now, context.zone, people.nudge_rules(context))
    if later > context.now:
        key = f"{nudge.key}:awake"
        nudges.plan(context.tx, context.user_id, key, nudge.kind, later, nudge.on_day, nudge.entity_id)
        return []
    return [Say("operator/broadcast", {"words": found.words}, quiet=True)]


def _send(context: Context, number: int, language: str | None) -> Replies:
    found = broadcasts.find(context.tx, number)
    if found is None or (language is not None and language not in context.library.words):
        return show(context, "")
    if found.begun_at is None:
        today = context.today
        broadcasts.begin(context.tx, found, language, context.now, today)
    return _how(context, number)


def _how(context: Context, number: int) -> Replies:
    """Say how far a broadcast has come."""
    counts = broadcasts.progress(context.tx, number)
    facts = {status: counts.get(status, 0) for status in ("sent", "pending", "cancelled")}
    rows = [[Button("operator/how", (ROUTE, "how", str(number)))]]
    if facts["pending"]:
        rows[0].append(Button("operator/stop", (ROUTE, "stop", str(number))))
    return [Edit("operator/progress", facts, rows)]


def facts_of(tally: Tally, library: Library) -> Facts:
    """Return what the pages of /admin and `walk-coach stats` show: no count that could point to a person."""
    least = library.rules.operator.small_cell

    def counts(of: Any) -> dict[str, str]:
        return {name: shown(count, least) for name, count in of.items()}

    plain = {name: getattr(tally, name) for name in ("accounts", "with_plan", "blocked", "active_7", "active_30")}
    return {
        **counts(plain),
        "languages": counts(tally.languages),
        "cohorts": [
            {
                "week": cohort.week,
                "people": shown(cohort.people, least),
                "walked": percent(cohort.walked, cohort.people, least),
                "days": days_each(cohort, least),
            }
            for cohort in tally.cohorts
            if cohort.people
        ],
        "nudges": tally.nudges,
        "failing": tally.failing,
        "waiting": tally.waiting,
        "advice": counts(tally.advice),
    }


def _facts(context: Context) -> Facts:
    return facts_of(tallies.tally(context.tx, context.now), context.library)


def _rows(page: str) -> Rows:
    others = [Button(f"operator/{name}", (ROUTE, name)) for name in PAGES if name != page]
    return [others, [Button("operator/write", (ROUTE, "write"))]]
