"""A pain report: where, how much, new or known, worse with walking, at night. Severe pain asks for red flags first."""

from bot.domain.escalation import severe_level
from bot.domain.pain import ONSETS, PainReport, next_question
from bot.domain.screening import CLEAR, Screen
from bot.flows import people, screens, speak
from bot.flows.advice import advise, evaluate
from bot.flows.context import Context
from bot.flows.keypad import keypad
from bot.messages import Button, Edit, Replies, Rows, Say, in_place
from bot.store import days, expecting, pain_reports, walks

ROUTE = "pain"
REGIONS = ("back", "knee", "hip", "hand", "foot", "other")
YES_NO = {"yes": True, "no": False}


async def hurt(context: Context, argument: str) -> Replies:
    """Answer /pain, with a score behind it or without. Before consent there is help, and nothing is stored."""
    if not await people.consented(context):
        return [Say("pain/before_consent", buttons=[[Button("pain/help_now", ("go", "help_now"))]])]
    score = argument.removesuffix("/10").strip()
    if not score:
        return await hurt_from(context, "command")
    if not score.isdecimal() or int(score) > 10:
        return [Say("checkin/pain_range")]
    report = await _begin(context, "command")
    return await _set(context, report, "score", score)


async def hurt_from(context: Context, trigger: str) -> Replies:
    """Begin a report; `trigger` says where it came from: command, nudge, walk."""
    return await _ask(context, await _begin(context, trigger))


async def severe(context: Context, score: int, trigger: str) -> Replies:
    """Severe pain, wherever it was said: rest today, which counts, and the red-flag questions now."""
    if people.onboarded(await people.profile(context)):
        today = await people.today(context)
        await days.mark(context.tx, context.user_id, today, days.REST_PAIN, context.now)
    return await screens.open_screen(context, "severe", f"{trigger}:{score}")


async def severe_answered(context: Context, screen: Screen) -> Replies:
    """Say what the answers and the score lead to: no red flag still means rest today and a physical therapist."""
    rules = context.library.rules.escalation
    score = int(screen.trigger.rpartition(":")[2])
    found, said = await screens.close(context, screen, dict(screen.answers))
    if found.level in ("EMERGENCY", "URGENT"):
        return said
    if score >= rules.urgent_from:
        return in_place(await advise(context, "URGENT", "urgent", {"score": score}))
    if found.level != CLEAR and said:
        return said
    latest = await _latest_scores(context)
    level = severe_level(latest, rules)
    evidence = {"score": score, "latest": latest[-rules.severe_window :], "constant": screen.answers.get("constant")}
    return in_place(await advise(context, "SEVERE", level, evidence))


async def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("set", report_id, field, value); the first answer to a question counts."""
    if arguments[:1] == ("new",):
        return await hurt_from(context, "command")
    if len(arguments) != 4 or arguments[0] != "set" or not arguments[1].isdecimal():
        return await speak.where_things_stand(context)
    report = await pain_reports.find(context.tx, context.user_id, int(arguments[1]))
    if report is None or report.finished_at is not None:
        return await speak.where_things_stand(context)
    if next_question(report) != arguments[2]:
        return await _ask(context, report)
    return await _set(context, report, arguments[2], arguments[3])


async def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take a typed score; None: the text is none."""
    report = await pain_reports.find(context.tx, context.user_id, entity_id)
    number = text.removesuffix("/10").strip()
    if report is None or report.finished_at or field != "score" or not number.lstrip("-").isdecimal():
        return None
    return await _set(context, report, "score", number)


async def _begin(context: Context, trigger: str) -> PainReport:
    today = await people.today(context)
    return await pain_reports.start(context.tx, context.user_id, trigger, today, context.now)


async def _set(context: Context, report: PainReport, field: str, value: str) -> Replies:
    if field == "score":
        if not value.isdecimal() or int(value) > 10:
            return [Say("checkin/pain_range")]
        report = await pain_reports.update(context.tx, report, score=int(value))
        await expecting.clear(context.tx, context.user_id)
        if int(value) >= context.library.rules.escalation.severe_from:
            await pain_reports.update(context.tx, report, finished_at=context.now)
            return await severe(context, int(value), "report")
    elif field == "region" and value in REGIONS:
        report = await pain_reports.update(context.tx, report, region=value)
    elif field == "onset" and value in ONSETS:
        report = await pain_reports.update(context.tx, report, onset=value)
    elif field in ("worse_walking", "at_night") and value in YES_NO:
        report = await pain_reports.update(context.tx, report, **{field: YES_NO[value]})
    return await _ask(context, report)


async def _ask(context: Context, report: PainReport) -> Replies:
    """Ask what is still open, or close the report."""
    field = next_question(report)
    if field is None:
        return await _done(context, report)
    tap = (ROUTE, "set", str(report.report_id), field)
    if field == "score":
        await expecting.ask(context.tx, context.user_id, ROUTE, report.report_id, field, context.now)
    return [Edit(f"pain/{field}", {"score": report.score}, _rows(field, tap))]


def _rows(field: str, tap: tuple[str, ...]) -> Rows:
    if field == "score":
        return keypad(tap)
    if field == "region":
        buttons = [Button(f"pain/{region}", (*tap, region)) for region in REGIONS]
        return [buttons[:3], buttons[3:]]
    if field == "onset":
        return [[Button(f"pain/{onset}", (*tap, onset))] for onset in ONSETS]
    return [[Button("pain/yes", (*tap, "yes")), Button("pain/no", (*tap, "no"))]]


async def _done(context: Context, report: PainReport) -> Replies:
    await pain_reports.update(context.tx, report, finished_at=context.now)
    buttons = [[Button("pain/today", ("go", "today")), Button("pain/tips", ("go", "tips"))]]
    rules = context.library.rules.gate
    half = (report.score or 0) >= rules.half_from
    said = Edit("pain/noted", {"score": report.score, "half": half, "worse_walking": report.worse_walking}, buttons)
    return [said, *await evaluate(context)]


async def _latest_scores(context: Context) -> list[int]:
    """Return the worst score of each of the newest check-ins and reports, oldest first."""
    today = await people.today(context)
    since = today.replace(year=today.year - 1)
    said = [(r.reported_at, r.score) for r in await pain_reports.since(context.tx, context.user_id, since)]
    for walk in await walks.since(context.tx, context.user_id, since):
        at = walk.logged_at or walk.started_at
        known = [s for s in (walk.gate_pain, walk.before_pain, walk.worst_pain, walk.two_hour_pain) if s is not None]
        if at and known:
            said.append((at, max(known)))
    return [score for _, score in sorted(said, key=lambda item: item[0]) if score is not None]
