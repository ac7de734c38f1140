"""The self-test: three questions about pain, minutes walked comfortably, chair stands. One message, edited.

It compares with the test before, and says so honestly: better, about the same, or worse.
"""

from bot.domain.coaching import self_test as rule
from bot.domain.coaching.profile import NO_REGION
from bot.domain.coaching.self_test import FULL, PAIN, PAIN_QUESTIONS, SKIPPED, WELL, Change, SelfTest, next_question
from bot.domain.safety.escalation import Finding, is_severe
from bot.domain.typed.misread import Misread
from bot.facts.allowed import allowed
from bot.facts.context import Walker
from bot.flows import heard
from bot.flows.parts.asking import Unclear, for_score, for_value
from bot.flows.parts.drawn import drawn
from bot.flows.parts.keypad import keypad
from bot.flows.safety import ladder, pain
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, as_new, in_rows
from bot.store.diary import arcs, self_tests
from bot.store.person import abilities, expecting, restrictions

ROUTE = "test"
OFFER = "self_test"
"""Its name among what is offered at most once a week."""
A_ROW = 4


def offer(walker: Walker, kind: str) -> Replies:
    """Offer a self-test, full or only about pain; for those without pain nothing is asked about it."""
    test = _offered(walker, kind)
    return [] if test is None else [Say("self_test/offer", {"kind": test.kind}, offer_rows(test))]


def pain_is_due(walker: Walker) -> bool:
    """Tell whether the three questions about pain are due again: a month after any self-test was offered."""
    last_on = self_tests.last_offered_on(walker.tx, walker.user_id)
    days = walker.rules.arc.pain_questions_days
    return last_on is not None and (walker.today - last_on).days >= days and _kind(walker, PAIN) is not None


def start(walker: Walker, kind: str) -> Replies | None:
    """Begin a self-test at once; None where nothing would be left to ask, or this is no day for it."""
    test = _offered(walker, kind)
    return None if test is None else _ask(walker, test)


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("begin" | "no", test_id) or ("set", test_id, field, value); the first answer counts.

    After a week a new test begins.
    """
    number = arguments[1] if len(arguments) > 1 else ""
    test = self_tests.find(walker.tx, walker.user_id, int(number)) if number.isdecimal() else None
    if test is None or test.finished_at is not None:
        return None
    if arguments[0] == "no":
        return [Edit("self_test/not_now")]
    if not allowed(walker).more:
        return None
    if (walker.today - test.offered_on).days > walker.rules.arc.test_open_days:
        return start(walker, test.kind)
    match arguments:
        case ("set", _, field, value) if field == next_question(test):
            return _set(walker, test, field, value)
    return _ask(walker, test)


def again(walker: Walker, test_id: int) -> Replies | None:
    """Ask the question that is open once more; None where the test is over, or has no place today."""
    test = self_tests.find(walker.tx, walker.user_id, test_id)
    return None if test is None or test.finished_at is not None or not allowed(walker).more else _ask(walker, test)


def pain_again(walker: Walker, test_id: int) -> Replies | None:
    """Ask for the week's pain anew: the score told was a slip."""
    test = self_tests.find(walker.tx, walker.user_id, test_id)
    return None if test is None else _ask(walker, self_tests.update(walker.tx, test, pain=None, finished_at=None))


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take a typed score, minutes or count; None: it is asked no more, or has no place today."""
    test = self_tests.find(walker.tx, walker.user_id, entity_id)
    if test is None or next_question(test) != field or not allowed(walker).more:
        return None
    tap = (ROUTE, "set", str(test.test_id), field)
    skip = [Button("self_test/skip", (*tap, "skip"))]
    if field in PAIN_QUESTIONS:
        score = heard.score(walker, text)
        return for_score(score, tap, [skip]) if isinstance(score, Misread) else _set(walker, test, field, str(score))
    most = walker.rules.checkins.most_minutes
    value = heard.minutes(walker, text, most) if field == "minutes" else heard.count(walker, text)
    if not isinstance(value, Misread):
        return _set(walker, test, field, str(value))
    if value.why in ("above", "below", "zero"):
        return _set(walker, test, field, "")
    return for_value("minutes" if field == "minutes" else "count", value, [*_rows(walker, field, tap), skip])


def offer_rows(test: SelfTest) -> Rows:
    """Return the buttons under an offer."""
    number = str(test.test_id)
    return [[Button("self_test/begin", (ROUTE, "begin", number)), Button("self_test/no", (ROUTE, "no", number))]]


def what_next() -> Rows:
    """Return what can follow six weeks: six more, or keeping what was reached."""
    return [[Button("arc/more", ("arc", "more"))], [Button("arc/keep", ("arc", "keep"))]]


def _kind(walker: Walker, wanted: str) -> str | None:
    """Return the kind of test for this person; None where nothing would be left to ask."""
    painless = walker.profile.regions == (NO_REGION,)
    return wanted if not painless else WELL if wanted != PAIN else None


def _offered(walker: Walker, wanted: str) -> SelfTest | None:
    kind = _kind(walker, wanted)
    if kind is None or not allowed(walker).more:
        return None
    return self_tests.offer(walker.tx, walker.user_id, kind, walker.today)


def _set(walker: Walker, test: SelfTest, field: str, value: str) -> Replies:
    """Take one answer. Pain from 7 on is severe here as everywhere: the questions about red flags come at once."""
    rules = walker.rules
    if value == "skip":
        return _ask(walker, self_tests.update(walker.tx, test, **{field: SKIPPED}))
    least, most = {"minutes": (1, rules.checkins.most_minutes), "stands": (0, rules.arc.most_stands)}.get(
        field, (0, 10)
    )
    if not value.isdecimal() or not least <= int(value) <= most:
        return [Say("self_test/range", {"least": least, "most": most})]
    test = self_tests.update(walker.tx, test, **{field: int(value)})
    if field == "pain" and is_severe(int(value), rules.escalation):
        expecting.clear(walker.tx, walker.user_id)
        self_tests.update(walker.tx, test, finished_at=walker.now)
        return pain.severe(walker, int(value), f"self_test-{test.test_id}")
    return _ask(walker, test)


def _ask(walker: Walker, test: SelfTest) -> Replies:
    """Ask the next question, or say what came out."""
    field = next_question(test)
    if field == "stands" and not _may_stand(walker):
        test = self_tests.update(walker.tx, test, stands=SKIPPED)
        field = None
    if field is None:
        return _over(walker, test)
    expecting.ask(walker.tx, walker.user_id, ROUTE, test.test_id, field, walker.now)
    tap = (ROUTE, "set", str(test.test_id), field)
    fields = rule.QUESTIONS[test.kind]
    facts: Facts = {"part": fields.index(field) + 1, "parts": len(fields), "hurts": test.kind != WELL}
    rows = [*_rows(walker, field, tap), [Button("self_test/skip", (*tap, "skip"))]]
    return [Edit(f"self_test/{field}", facts, rows, drawn("chair_stand") if field == "stands" else None)]


def _rows(walker: Walker, field: str, tap: tuple[str, ...]) -> Rows:
    rules = walker.rules
    if field in PAIN_QUESTIONS:
        return keypad(tap)
    if field == "minutes":
        buttons = [Button("checkin/min", (*tap, str(n)), {"minutes": n}) for n in rules.checkins.minute_choices]
    else:
        buttons = [Button("chat/score", (*tap, str(n)), {"score": n}) for n in rules.arc.stands_choices]
    return in_rows(buttons, A_ROW)


def _may_stand(walker: Walker) -> bool:
    """Tell whether chair stands are for this person, today: no restriction, no hold, no flare, no rest in pain."""
    joints = abilities.answers(walker.tx, walker.user_id)
    told = restrictions.of(walker.tx, walker.user_id) | {name for name in joints if joints[name]}
    if not told.isdisjoint(walker.rules.arc.no_stands):
        return False
    return allowed(walker).more


def _over(walker: Walker, test: SelfTest) -> Replies:
    """Say what came out, beside the test before; clearly more pain is a reason to see a physical therapist."""
    expecting.clear(walker.tx, walker.user_id)
    test = self_tests.update(walker.tx, test, finished_at=walker.now)
    changes, since = _compared(walker, test)
    arc = arcs.newest(walker.tx, walker.user_id)
    rows = what_next() if arc is not None and arc.ended_on is not None and test.kind != PAIN else []
    said = Edit("self_test/result", {**_facts(test, changes), "since": since}, rows)
    return [said, *as_new(_advised(walker, changes))]


def _compared(walker: Walker, test: SelfTest) -> tuple[list[Change], object]:
    """Return what changed since the newest earlier test that asked the same, and the day of that one."""
    for earlier in reversed(self_tests.finished(walker.tx, walker.user_id)):
        changes = rule.compared(earlier, test, walker.rules.arc)
        same_kind = earlier.kind == test.kind or (FULL in (earlier.kind, test.kind) and test.kind == PAIN)
        if earlier.test_id != test.test_id and same_kind and changes:
            return changes, earlier.offered_on
    return [], None


def _advised(walker: Walker, changes: list[Change]) -> Replies:
    worse = walker.rules.arc.pain_worse
    for change in changes:
        if change.figure == "pain" and change.now - change.was >= worse:
            evidence = {"was": float(round(change.was, 1)), "now": float(round(change.now, 1))}
            return ladder.given(walker, Finding("SELF_TEST", "routine", evidence))
    return []


def _facts(test: SelfTest, changes: list[Change]) -> dict[str, object]:
    return {
        "figures": {name: float(round(value, 1)) for name, value in rule.figures(test).items()},
        "changes": [
            {"figure": c.figure, "was": float(round(c.was, 1)), "now": float(round(c.now, 1)), "verdict": c.verdict}
            for c in changes
        ],
    }
