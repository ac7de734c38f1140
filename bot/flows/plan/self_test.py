"""The self-test: three questions about pain, minutes walked comfortably, chair stands. One message, edited.

It compares with the test before, and says so honestly: better, about the same, or worse.
"""

from bot.domain import self_test as rule
from bot.domain.escalation import Finding, is_severe
from bot.domain.profile import NO_REGION
from bot.domain.self_test import FULL, PAIN, PAIN_QUESTIONS, SKIPPED, WELL, Change, SelfTest, next_question
from bot.facts import people
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.day import guided
from bot.flows.drawn import drawn
from bot.flows.keypad import keypad
from bot.flows.safety import ladder, pain
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, as_new
from bot.store import abilities, arcs, expecting, holds, restrictions, self_tests

ROUTE = "test"
A_ROW = 4


def offer(context: Context, kind: str) -> Replies:
    """Offer a self-test, full or only about pain; for those without pain nothing is asked about it."""
    test = _offered(context, kind)
    return [] if test is None else [Say("self_test/offer", {"kind": test.kind}, offer_rows(test))]


def pain_is_due(context: Context) -> bool:
    """Tell whether the three questions about pain are due again: a month after any self-test was offered."""
    last_on = self_tests.last_offered_on(context.tx, context.user_id)
    days = context.library.rules.arc.pain_questions_days
    return last_on is not None and (people.today(context) - last_on).days >= days and _kind(context, PAIN) is not None


def start(context: Context, kind: str) -> Replies:
    """Begin a self-test at once."""
    test = _offered(context, kind)
    return speak.where_things_stand(context) if test is None else _ask(context, test)


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("begin" | "no", test_id) or ("set", test_id, field, value); the first answer counts.

    One for a test that is over, or for somebody else's, says where things stand; after a week a new test begins.
    """
    number = arguments[1] if len(arguments) > 1 else ""
    test = self_tests.find(context.tx, context.user_id, int(number)) if number.isdecimal() else None
    if test is None or test.finished_at is not None:
        return speak.where_things_stand(context)
    if arguments[0] == "no":
        return [Edit("self_test/not_now")]
    if (people.today(context) - test.offered_on).days > context.library.rules.arc.test_open_days:
        return start(context, test.kind)
    match arguments:
        case ("set", _, field, value) if field == next_question(test):
            return _set(context, test, field, value)
    return _ask(context, test)


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take a typed number; None for what is none."""
    test = self_tests.find(context.tx, context.user_id, entity_id)
    number = text.removesuffix("/10").strip()
    if test is None or next_question(test) != field or not number.lstrip("-").isdecimal():
        return None
    return _set(context, test, field, number)


def offer_rows(test: SelfTest) -> Rows:
    """Return the buttons under an offer."""
    number = str(test.test_id)
    return [[Button("self_test/begin", (ROUTE, "begin", number)), Button("self_test/no", (ROUTE, "no", number))]]


def what_next() -> Rows:
    """Return what can follow six weeks: six more, or keeping what was reached."""
    return [[Button("arc/more", ("arc", "more"))], [Button("arc/keep", ("arc", "keep"))]]


def _kind(context: Context, wanted: str) -> str | None:
    """Return the kind of test for this person; None where nothing would be left to ask."""
    profile = people.profile(context)
    painless = profile is not None and profile.regions == (NO_REGION,)
    return wanted if not painless else WELL if wanted != PAIN else None


def _offered(context: Context, wanted: str) -> SelfTest | None:
    kind = _kind(context, wanted)
    if kind is None or not people.onboarded(people.profile(context)):
        return None
    return self_tests.offer(context.tx, context.user_id, kind, people.today(context))


def _set(context: Context, test: SelfTest, field: str, value: str) -> Replies:
    """Take one answer. Pain from 7 on is severe here as everywhere: the questions about red flags come at once."""
    rules = context.library.rules
    if value == "skip":
        return _ask(context, self_tests.update(context.tx, test, **{field: SKIPPED}))
    least, most = {"minutes": (1, rules.checkins.most_minutes), "stands": (0, rules.arc.most_stands)}.get(
        field, (0, 10)
    )
    if not value.isdecimal() or not least <= int(value) <= most:
        return [Say("self_test/range", {"least": least, "most": most})]
    test = self_tests.update(context.tx, test, **{field: int(value)})
    if field == "pain" and is_severe(int(value), rules.escalation):
        expecting.clear(context.tx, context.user_id)
        self_tests.update(context.tx, test, finished_at=context.now)
        return pain.severe(context, int(value), "self_test")
    return _ask(context, test)


def _ask(context: Context, test: SelfTest) -> Replies:
    """Ask the next question, or say what came out."""
    field = next_question(test)
    if field == "stands" and not _may_stand(context):
        test = self_tests.update(context.tx, test, stands=SKIPPED)
        field = None
    if field is None:
        return _over(context, test)
    expecting.ask(context.tx, context.user_id, ROUTE, test.test_id, field, context.now)
    tap = (ROUTE, "set", str(test.test_id), field)
    fields = rule.QUESTIONS[test.kind]
    facts: Facts = {"part": fields.index(field) + 1, "parts": len(fields)}
    rows = [*_rows(context, field, tap), [Button("self_test/skip", (*tap, "skip"))]]
    return [Edit(f"self_test/{field}", facts, rows, drawn("chair_stand") if field == "stands" else None)]


def _rows(context: Context, field: str, tap: tuple[str, ...]) -> Rows:
    rules = context.library.rules
    if field in PAIN_QUESTIONS:
        return keypad(tap)
    if field == "minutes":
        buttons = [Button("checkin/min", (*tap, str(n)), {"minutes": n}) for n in rules.checkins.minute_choices]
    else:
        buttons = [Button("chat/score", (*tap, str(n)), {"score": n}) for n in rules.arc.stands_choices]
    return [buttons[at : at + A_ROW] for at in range(0, len(buttons), A_ROW)]


def _may_stand(context: Context) -> bool:
    """Tell whether chair stands are for this person, today: no restriction, no hold, no flare, no rest in pain."""
    joints = abilities.answers(context.tx, context.user_id)
    told = restrictions.of(context.tx, context.user_id) | {name for name in joints if joints[name]}
    if not told.isdisjoint(context.library.rules.arc.no_stands):
        return False
    return not holds.open_of(context.tx, context.user_id) and guided.refused(context) is None


def _over(context: Context, test: SelfTest) -> Replies:
    """Say what came out, beside the test before; clearly more pain is a reason to see a physical therapist."""
    expecting.clear(context.tx, context.user_id)
    test = self_tests.update(context.tx, test, finished_at=context.now)
    changes, since = _compared(context, test)
    arc = arcs.newest(context.tx, context.user_id)
    rows = what_next() if arc is not None and arc.ended_on is not None and test.kind != PAIN else []
    said = Edit("self_test/result", {**_facts(test, changes), "since": since}, rows)
    return [said, *as_new(_advised(context, changes))]


def _compared(context: Context, test: SelfTest) -> tuple[list[Change], object]:
    """Return what changed since the newest earlier test that asked the same, and the day of that one."""
    for earlier in reversed(self_tests.finished(context.tx, context.user_id)):
        changes = rule.compared(earlier, test, context.library.rules.arc)
        same_kind = earlier.kind == test.kind or (FULL in (earlier.kind, test.kind) and test.kind == PAIN)
        if earlier.test_id != test.test_id and same_kind and changes:
            return changes, earlier.offered_on
    return [], None


def _advised(context: Context, changes: list[Change]) -> Replies:
    worse = context.library.rules.arc.pain_worse
    for change in changes:
        if change.figure == "pain" and change.now - change.was >= worse:
            evidence = {"was": float(round(change.was, 1)), "now": float(round(change.now, 1))}
            return ladder.given(context, Finding("SELF_TEST", "routine", evidence))
    return []


def _facts(test: SelfTest, changes: list[Change]) -> dict[str, object]:
    return {
        "figures": {name: float(round(value, 1)) for name, value in rule.figures(test).items()},
        "changes": [
            {"figure": c.figure, "was": float(round(c.was, 1)), "now": float(round(c.now, 1)), "verdict": c.verdict}
            for c in changes
        ],
    }
