"""The weekly review, said with the first nudge of a week: what changes, and why, with the figures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from statistics import mean

from bot.domain import review as rule
from bot.domain.arc import Arc, looks_back
from bot.domain.checkin import CR10, Walk
from bot.domain.colours import OPEN, RED, colour
from bot.domain.day import week_start
from bot.domain.escalation import HALVING, STOPPING
from bot.domain.plan import Dose, is_done, rounded, target_days
from bot.domain.profile import GENTLE, Profile, may_choose_pace
from bot.domain.review import REGRESS, Review, WeekFacts
from bot.domain.scores import NowScore, before, by_day, now_scores
from bot.domain.self_test import PAIN
from bot.flows import advice, arc, flare, knee, ladder, people, progress, self_test, speak
from bot.flows.context import Context
from bot.flows.excused import excused
from bot.flows.offer import dose_in_force, recent_gap
from bot.messages import Button, Edit, Replies, Say
from bot.store import arcs, days, doses, holds, pain_reports, profiles, reviews, walks

ROUTE = "week"
WEEK = timedelta(days=7)
SMALLER, LONGER = "smaller", "longer"


async def first_of_the_week(context: Context) -> Replies:
    """Review the week that is over, once; nothing where that was done, or nothing was planned yet."""
    profile = await people.profile(context)
    today = await people.today(context)
    monday = week_start(today) - WEEK
    if profile is None or profile.first_walk_on is None or profile.first_walk_on >= monday + WEEK:
        return []
    if await reviews.outcome_of(context.tx, context.user_id, monday) is not None:
        return []
    stored = await doses.newest(context.tx, context.user_id)
    dose = await dose_in_force(context, profile, today)
    if stored is None or dose is None:
        return []
    facts = await _facts(context, profile, monday, dose)
    current = await arcs.newest(context.tx, context.user_id)
    held = bool(await holds.open_of(context.tx, context.user_id))  # then nothing is celebrated, nor more offered
    ending = not held and await arc.is_ending(context, current, facts.checkins)
    facts = replace(facts, kept=dose if ending else current.kept if current else None)
    rules = context.library.rules
    found = rule.review(facts, dose, rules.dosing, rules.reviewing)
    await reviews.keep(context.tx, context.user_id, monday, facts, found, rules.version, context.now)
    news = _is_news(found, facts, stored.dose)
    # What is not said is not changed: a gap goes on until somebody walks again.
    if news and found.dose != stored.dose:
        evidence = {"week_on": monday, "outcome": found.outcome, "reason": found.reason, **found.figures}
        await _decide(context, found.dose, "review", evidence)
    said = [await _message(context, found, stored.dose, current)] if news else []
    return [
        *said,
        *await _twice(context, found, monday),
        *await ladder.evaluate_week(context),
        *await knee.question(context, facts, found),
        *(await _arc_news(context, current, found, ending) if facts.checkins and not held else []),
    ]


async def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("smaller", minutes) or ("longer" | "not_longer",).

    The user may always take less than the review allows, never more.
    """
    profile = await people.profile(context)
    dose = await dose_in_force(context, profile, await people.today(context)) if profile else None
    if profile is None or dose is None:
        return await speak.where_things_stand(context)
    match arguments:
        case ("smaller", minutes) if minutes == str(dose.minutes) and dose.minutes > 1:
            return await _take_less(context, dose)
        case (("longer" | "not_longer") as wanted,):
            await profiles.update(context.tx, context.user_id, longer_walks=wanted == LONGER)
            if wanted != LONGER:
                return [Edit("weekly/not_longer")]
            return [Edit("weekly/longer", buttons=[[Button("weekly/not_longer", (ROUTE, "not_longer"))]])]
    return await speak.where_things_stand(context)


async def _take_less(context: Context, dose: Dose) -> Replies:
    factor = context.library.rules.reviewing.regress_factor
    less = replace(dose, minutes=max(1, min(dose.minutes - 1, rounded(dose.minutes * factor))))
    await _decide(context, less, "user", {"was": dose.minutes})
    await arc.keeps(context, less)
    return [Edit("weekly/smaller", {"minutes": less.minutes, "bouts": less.bouts})]


def _is_news(found: Review, facts: WeekFacts, was: Dose) -> bool:
    """Tell whether a review is worth a message: not under a hold, which asks by itself, nor after a silent week.

    Once the six weeks are over, only what changes is told week by week.
    """
    if found.outcome in (rule.STOP, REGRESS):
        return found.outcome == REGRESS
    told = facts.kept is None or found.dose != was
    return told and facts.checkins > 0 and facts.number > 0


async def _message(context: Context, found: Review, was: Dose, current: Arc | None) -> Say:
    """Return the review in words; a smaller target is one tap away, and offered where little was done.

    `halved`: a hold makes each walk smaller than this target.
    """
    halved = any(hold.rule in HALVING for hold in await holds.open_of(context.tx, context.user_id))
    facts = {
        **await arc.week_facts(context, current),
        "outcome": found.outcome,
        "reason": found.reason,
        "variable": found.variable,
        "minutes": found.dose.minutes,
        "bouts": found.dose.bouts,
        "days": found.dose.target_days,
        "was_minutes": was.minutes,
        "was_bouts": was.bouts,
        "was_days": was.target_days,
        "figures": found.figures,
        "smaller": found.offer_smaller,
        "halved": halved,
    }
    rows = [[_smaller(found.dose)]] if found.dose.minutes > 1 else []
    profile = await people.profile(context)
    if found.variable in ("pace", "variety") and profile is not None and not profile.longer_walks:
        rows.append([Button("weekly/longer", (ROUTE, LONGER))])
    return Say("weekly/review", facts, rows, file=await progress.picture(context))


def _smaller(dose: Dose) -> Button:
    return Button("weekly/smaller", (ROUTE, SMALLER, str(dose.minutes)))


async def _arc_news(context: Context, current: Arc | None, found: Review, ending: bool) -> Replies:
    """Say that the six weeks are over, look back on a month of keeping up, or ask the month's questions about pain."""
    if current is not None and ending:
        return await arc.ended(context, current, found.dose)
    said: Replies = []
    if current is not None and looks_back(current, await people.today(context), context.library.rules.arc):
        said = await arc.month(context, current, _smaller(found.dose))
    if await self_test.pain_is_due(context):
        said = [*said, *await self_test.offer(context, PAIN)]
    return said


async def _decide(context: Context, dose: Dose, reason: str, evidence: Mapping[str, object]) -> None:
    today = await people.today(context)
    await doses.decide(
        context.tx, context.user_id, dose, from_on=today, reason=reason, evidence=evidence, now=context.now
    )


async def _twice(context: Context, found: Review, monday: date) -> Replies:
    """Two regressions in a row are a reason to see a physical therapist."""
    last = await reviews.outcome_of(context.tx, context.user_id, monday - WEEK)
    if found.outcome != REGRESS or last != REGRESS:
        return []
    rules = {hold.rule for hold in await holds.open_of(context.tx, context.user_id)}
    if "EXACERBATED_BY_WALKING" in rules:
        return []
    return await advice.advise(context, "EXACERBATED_BY_WALKING", "soon", {"regressions": 2, **found.figures})


async def _facts(context: Context, profile: Profile, monday: date, dose: Dose) -> WeekFacts:
    """Gather what is known of the week from `monday` on."""
    rules = context.library.rules
    logged = [w for w in await walks.since(context.tx, context.user_id, monday - 2 * WEEK) if w.minutes]
    reports = await pain_reports.since(context.tx, context.user_id, monday - 2 * WEEK)
    scores = now_scores(logged, reports)
    week = [walk for walk in logged if monday <= walk.on_day < monday + WEEK]
    marks = await days.since(context.tx, context.user_id, monday)
    rested = sum(kind == days.REST_PAIN and day < monday + WEEK for day, kind in marks.items())
    held = [hold for hold in await holds.since(context.tx, context.user_id, monday) if hold.closed_by != "mistake"]
    targets = await _planned(context, profile, monday, dose, marks)
    done = sum(_target_done(context, [walk for walk in week if walk.on_day == day]) for day in targets)
    week_scores = [pain for day, pain in by_day(scores).items() if monday <= day < monday + WEEK]
    assert profile.first_walk_on is not None
    return WeekFacts(
        number=programme_week(profile.first_walk_on, monday),
        stopped=any(hold.rule in STOPPING and hold.closed_at is None for hold in held),
        planned=len(targets),
        done=done,
        checkins=len(week) + rested,
        colours=(*_colours(context, week, scores), *await _late_red(context, monday - WEEK, logged, scores)),
        efforts=tuple(CR10[walk.effort] for walk in week if walk.effort),
        style=_pace(context, profile, week_scores),
        walk_days=profile.walk_days,
        away=await recent_gap(context, await people.today(context)) >= rules.dosing.gap_short_from,
        eased=any(hold.opened_on < monday + WEEK or hold.closed_at is None for hold in held),
        raised=await flare.is_raised(context, monday + WEEK),
        longer=profile.longer_walks,
        paced=await reviews.count_of(context.tx, context.user_id, "pace"),
        **await knee.known(context, profile),
    )


def _pace(context: Context, profile: Profile, week_scores: list[float]) -> str:
    """Return how fast the dose may grow: as chosen while age and the week's pain allow it, else gently."""
    calm = bool(week_scores) and mean(week_scores) <= context.library.rules.reviewing.standard_most_pain
    return profile.style if calm and may_choose_pace(profile) else GENTLE


def _colours(context: Context, of_week: list[Walk], scores: list[NowScore]) -> tuple[str, ...]:
    """Return the colours of walks; OPEN where no pain was told."""
    return tuple(colour(walk, before(walk, scores), context.library.rules.colours) or OPEN for walk in of_week)


async def _late_red(context: Context, monday: date, logged: list[Walk], scores: list[NowScore]) -> tuple[str, ...]:
    """Return RED once for each walk of the week before that turned RED only after its review."""
    told = await reviews.facts_of(context.tx, context.user_id, monday)
    if told is None:
        return ()
    now = _colours(context, [walk for walk in logged if monday <= walk.on_day < monday + WEEK], scores)
    return (RED,) * max(0, now.count(RED) - list(told["colours"]).count(RED))


async def _planned(context: Context, profile: Profile, monday: date, dose: Dose, marks: dict[date, str]) -> list[date]:
    """Return the week's days with a target walk; excused days and those of a rest in pain are not planned."""
    is_excused = await excused(context, monday)
    wanted = target_days(profile.walk_days, dose.target_days, context.library.rules.dosing)
    week = (monday + timedelta(days=number) for number in range(7))
    assert profile.first_walk_on is not None
    return [
        day
        for day in week
        if day.weekday() in wanted
        and day >= profile.first_walk_on
        and marks.get(day) != days.REST_PAIN
        and not is_excused(day)
    ]


def _target_done(context: Context, of_day: list[Walk]) -> bool:
    """Tell whether a day's walks make a target walk done: 80 % of what was offered; several add up."""
    dosing = context.library.rules.dosing
    minutes = sum(walk.minutes or 0 for walk in of_day)
    offered = max((walk.offered_minutes or 0 for walk in of_day), default=0)
    return minutes >= offered * dosing.done_share if offered else is_done(minutes, None, dosing)


def programme_week(first_walk_on: date, monday: date) -> int:
    """Return the number of a week: 1 is the first full one, 0 what came before it."""
    first_full = week_start(first_walk_on + timedelta(days=6))
    return max(0, (monday - first_full).days // 7 + 1)
