"""A pain report: where, how much, new or known, worse with walking, at night. Severe pain asks for red flags first."""

from datetime import timedelta

from bot.domain.safety import escalation as rule
from bot.domain.safety.body_map import SIDES, SPREADS, BodyPlace
from bot.domain.safety.escalation import is_severe
from bot.domain.safety.pain import ONSETS, PainReport, alarming, next_question
from bot.domain.safety.screening import CLEARANCE, EMERGENCY, SOON, URGENT, YES, Outcome, Screen, severe_score
from bot.domain.typed.misread import Misread
from bot.domain.words.places_told import PlaceTold
from bot.facts import people, scores
from bot.facts.context import Context, Walker
from bot.facts.offer import gate_halves
from bot.facts.standing import standing
from bot.flows import heard, ways
from bot.flows.parts.asking import Unclear, for_score
from bot.flows.parts.drawn import BODY_MAP, drawn
from bot.flows.parts.keypad import keypad
from bot.flows.safety import flare, judged, ladder, screens
from bot.flows.safety.advice import advise
from bot.messages import Button, Edit, Facts, Replies, Rows, Say, as_new, in_place
from bot.store.diary import days, pain_reports
from bot.store.person import expecting
from bot.store.safety import holds

ROUTE = "pain"
SLIP = "report"
"""Where a report's score is told: see `told_at` of `bot.domain.safety.screening`."""
YES_NO = {"yes": True, "no": False}
YES_NO_FIELDS = ("worse_walking", "at_night")
CHOICES = {"side": SIDES, "onset": ONSETS, "down_leg": SPREADS}
IN_ROWS = ("down_leg", "onset")
"""Their answers are too long to stand beside each other."""
WORD = "free_words"
"""The trigger of a report that a word opened."""
LOOK_BACK = timedelta(days=365)
MOST_PAIN = 10
MOST_DIGITS = 2
"""Of a number of the drawing."""


def hurt(context: Context, argument: str) -> Replies:
    """Answer /pain, with a score behind it or without. Before consent there is help, and nothing is stored."""
    if not people.consented(context):
        return [Say("pain/before_consent", buttons=[[Button("pain/help_now", ("go", "help_now"))]])]
    if not argument:
        return hurt_from(context, "command")
    several = heard.places(context, argument)
    if several:
        return _several(context, several)
    score = heard.score(context, argument)
    if isinstance(score, Misread):
        return [Say("checkin/pain_range")] if score.why in ("above", "below") else hurt_from(context, "command")
    return scored(context, score)


def hurt_in_a_word(context: Context) -> Replies:
    """Begin a report because a word was heard ("hurts"): it may mean more than pain, so help is a tap away."""
    return hurt_from(context, WORD) if people.consented(context) else hurt(context, "")


def said(context: Context, text: str) -> Replies | None:
    """Take a score said in free words ("pain 8"); None: the text says none."""
    if not people.consented(context):
        return None
    several = heard.places(context, text)
    if several:
        return _several(context, several)
    causes = heard.beside(context, text)
    score = heard.pain_told(context, text)
    if score is None and causes:
        score = heard.pain_beside(context, text)
    if isinstance(score, Misread):
        return [Say("checkin/pain_range")]
    return None if score is None else scored(context, score, causes)


def _several(context: Context, told: list[PlaceTold]) -> Replies:
    """Keep a report of each place with its score; the questions are about the worst of them, and none is lost."""
    worst = max(told, key=lambda place: place.score)
    for place in told:
        if place is not worst:
            report = pain_reports.start(context.tx, context.user_id, "command", context.today, context.now)
            known = {"region": place.region, "side": place.side, "score": place.score}
            pain_reports.update(context.tx, report, **known, finished_at=context.now)
    report = pain_reports.start(context.tx, context.user_id, "command", context.today, context.now)
    report = pain_reports.update(context.tx, report, region=worst.region, side=worst.side)
    said = Say("pain/several", {"places": [(each.region, each.side, each.score) for each in told]})
    return [said, *as_new(_set(context, report, "score", str(worst.score)))]


def hurt_from(context: Context, trigger: str) -> Replies:
    """Begin a report; `trigger` says where it came from: command, nudge, walk, free_words."""
    return _ask(context, _begin(context, trigger))


def severe(context: Context, score: int, trigger: str) -> Replies:
    """Severe pain, wherever it was said: rest today, which counts, and the red-flag questions now."""
    today = context.today
    if isinstance(context, Walker):
        days.mark(context.tx, context.user_id, today, days.REST_PAIN, context.now)
    # The hold does not wait for the answers: who leaves the questions alone must not be sent walking.
    holds.put(context.tx, context.user_id, _held_by(context, score), today, context.now)
    return screens.open_screen(context, "severe", f"{trigger}:{score}")


def severe_answered(context: Context, screen: Screen, found: Outcome) -> Replies:
    """Say what the answers and the score lead to: no red flag still means rest today and a physical therapist."""
    if found.level in (EMERGENCY, URGENT):
        return judged.say(context, screen, found)
    rules = context.rules.escalation
    sudden = screen.answers.get("sudden") == YES
    finding = rule.severe(severe_score(screen), scores.newest(context, context.today - LOOK_BACK), sudden, rules)
    if found.level == CLEARANCE and finding.rule != URGENT:
        return judged.say(context, screen, found)
    level = "soon" if found.level == SOON and finding.level == "routine" else finding.level
    if not rule.opens_hold(finding.rule, level):  # the one that waited for the answers
        holds.withdraw(context.tx, context.user_id, rule.SEVERE, screen.asked_at, context.now, fresh=True)
    evidence = {
        **finding.evidence,
        "constant": screen.answers.get("constant"),
        "answers": list(found.reasons),
        "slip": screen.screen_id,
    }
    return in_place(advise(context, finding.rule, level, evidence))


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("set", report_id, field, value); the first answer to a question counts."""
    if arguments[:1] == ("new",):
        return hurt(context, "")
    if len(arguments) != 4 or arguments[0] != "set" or not arguments[1].isdecimal():
        return None
    report = pain_reports.find(context.tx, context.user_id, int(arguments[1]))
    if report is None or report.finished_at is not None:
        return None
    due = next_question(report, _place(context, report))
    told_first = arguments[2] == "score" and due == "region" and _is_score(arguments[3])  # see `_numbered`
    if due != arguments[2] and not told_first:
        return in_place(screens.waiting(context) or _ask(context, report))  # red-flag questions go first
    return _set(context, report, arguments[2], arguments[3])


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take a typed number: a score, or a place of the drawing where that is asked for; yes or no; None: other words."""
    report = pain_reports.find(context.tx, context.user_id, entity_id)
    if report is None or report.finished_at:
        return None
    meant = heard.yes(context, text)
    if field != "score" and not isinstance(meant, Misread):
        said = "yes" if meant else "no"
        return as_new(_set(context, report, field, said) if field in YES_NO_FIELDS else _ask(context, report))
    score = heard.score(context, text)
    if field == "region":
        return _numbered(context, report, text, score)
    if not isinstance(score, Misread):
        return _set(context, report, "score", str(score))  # of a score told before, this is the right one
    return for_score(score, (ROUTE, "set", str(report.report_id), "score")) if field == "score" else None


def _numbered(context: Context, report: PainReport, text: str, score: int | Misread) -> Replies | None:
    """Take a number typed where the drawing asks for a place: one that may be either is asked about."""
    places = _asked_places(context)
    number = int(text.strip()) if text.strip().isdecimal() and len(text.strip()) <= MOST_DIGITS else 0
    place = places[number - 1] if 1 <= number <= len(places) else None
    if isinstance(score, Misread):
        return None if place is None else _set(context, report, "region", place)
    if place is None:
        return _set(context, report, "score", str(score))
    tap = (ROUTE, "set", str(report.report_id))
    strong = Button("pain/score_meant", (*tap, "score", str(score)), {"score": score})
    where = Button("pain/place", (*tap, "region", place), {"place": place, "number": number})
    return [Say("pain/which_number", {"number": number}, [[strong], [where]])]


def _held_by(context: Context, score: int) -> str:
    """Return the rule that a severe score opens a hold of, whatever is answered."""
    return "URGENT" if score >= context.rules.escalation.urgent_from else "SEVERE"


def _begin(context: Context, trigger: str) -> PainReport:
    """Begin a report; one of today in which nothing was told yet goes on: the second of two quick taps."""
    for report in reversed(pain_reports.since(context.tx, context.user_id, context.today)):
        if report.finished_at is None and report.score is None and report.region is None:
            return report
    return pain_reports.start(context.tx, context.user_id, trigger, context.today, context.now)


def scored(context: Context, score: int, beside: tuple[str, ...] = ()) -> Replies:
    """Begin a report of the pain of now with its score, 0-10, and what was told beside it."""
    report = _begin(context, "command")
    if beside:
        report = pain_reports.update(context.tx, report, beside=beside)
    replies = _set(context, report, "score", str(score))
    severe_now = is_severe(score, context.rules.escalation)
    return replies if severe_now or not beside else [Say("beside/noted", {"causes": beside}), *as_new(replies)]


def again(context: Context, report_id: int) -> Replies | None:
    """Ask the question of a report that is open once more; None where it is closed."""
    report = pain_reports.find(context.tx, context.user_id, report_id)
    return None if report is None or report.finished_at is not None else _ask(context, report)


def score_again(context: Context, report_id: int) -> Replies | None:
    """Ask for the score of a report anew: the one told was a slip."""
    report = pain_reports.find(context.tx, context.user_id, report_id)
    if report is None or report.score is None:
        return None
    return _ask(context, pain_reports.update(context.tx, report, score=None, finished_at=None))


def _set(context: Context, report: PainReport, field: str, value: str) -> Replies:
    if field == "score":
        if not _is_score(value):
            return [Say("checkin/pain_range")]
        report = pain_reports.update(context.tx, report, score=int(value))
        expecting.clear(context.tx, context.user_id)
        if is_severe(int(value), context.rules.escalation):
            pain_reports.update(context.tx, report, finished_at=context.now)
            return severe(context, int(value), f"{SLIP}-{report.report_id}")
    elif field == "region" and value in context.library.body_map:
        report = pain_reports.update(context.tx, report, region=value)
    elif field in CHOICES and value in CHOICES[field]:
        report = pain_reports.update(context.tx, report, **{field: value})
    elif field in YES_NO_FIELDS and value in YES_NO:
        report = pain_reports.update(context.tx, report, **{field: YES_NO[value]})
    if alarming(field, value, _place(context, report)):
        return screens.open_screen(context, "red_flags", f"{screens.PLACE}{report.report_id}")
    return _ask(context, report)


def _is_score(value: str) -> bool:
    return value.isdecimal() and int(value) <= MOST_PAIN


def go_on(context: Context, report_id: int) -> Replies:
    """Return what is left to ask about a report, after red-flag questions that found nothing; none if it is over."""
    report = pain_reports.find(context.tx, context.user_id, report_id)
    return [] if report is None or report.finished_at else as_new(_ask(context, report))


def _place(context: Context, report: PainReport) -> BodyPlace | None:
    return context.library.body_map.get(report.region or "")


def _ask(context: Context, report: PainReport) -> Replies:
    """Ask what is still open, or close the report."""
    field = next_question(report, _place(context, report))
    if field is None:
        return _done(context, report)
    tap = (ROUTE, "set", str(report.report_id), field)
    expecting.ask(context.tx, context.user_id, ROUTE, report.report_id, field, context.now)
    # One message, and its picture, from the first question to the last.
    facts: Facts = {"score": report.score, "place": report.region}
    net = ways.net() if field == "region" and report.trigger == WORD else []
    return [Edit(f"pain/{field}", facts, [*_rows(context, field, tap), *net], drawn(BODY_MAP))]


def _rows(context: Context, field: str, tap: tuple[str, ...]) -> Rows:
    if field == "score":
        return keypad(tap)
    if field == "region":
        return _places(context, tap)
    if field in CHOICES:
        choices = [Button(f"pain/{field}_{value}", (*tap, value)) for value in CHOICES[field]]
        return [[button] for button in choices] if field in IN_ROWS else [choices]
    return [[Button("pain/yes", (*tap, "yes")), Button("pain/no", (*tap, "no"))]]


def _places(context: Context, tap: tuple[str, ...]) -> Rows:
    """Return the places of the body map, two in a row; those on the drawing come first and have its numbers."""
    spot = {name: place.spot for name, place in context.library.body_map.items()}
    buttons = [
        Button("pain/place" if spot[name] else "pain/elsewhere", (*tap, name), {"place": name, "number": number})
        for number, name in enumerate(_asked_places(context), 1)
    ]
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def _asked_places(context: Context) -> list[str]:
    """Return the places to choose from, in the order of their numbers."""
    return [name for name, place in context.library.body_map.items() if place.asked]


def _done(context: Context, report: PainReport) -> Replies:
    pain_reports.update(context.tx, report, finished_at=context.now)
    expecting.answered(context.tx, context.user_id, ROUTE, report.report_id)
    go_easy = flare.begin_row(standing(context)) if isinstance(context, Walker) and report.score else []
    buttons = [*go_easy, [Button("pain/today", ("go", "today")), Button("pain/tips", ("go", "tips"))]]
    half = report.score is not None and gate_halves(context, report.score, context.today)
    facts: Facts = {"score": report.score, "half": half, "worse_walking": report.worse_walking}
    said = Edit("pain/noted", facts, buttons, drawn(BODY_MAP))
    more = [*ladder.evaluate(context), *flare.notice(context)]
    # One thing at a time: what is more urgent comes first, and the nights are asked about with another report.
    return [said, *(more or (screens.ask_about_nights(context) if report.at_night else []))]
