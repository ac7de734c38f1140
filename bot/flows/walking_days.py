"""Other walking days: kept from today on, with shorter walks where the week would grow too fast."""

from datetime import timedelta

from bot.domain.day import week_start
from bot.domain.profile import Profile
from bot.domain.review import REGRESS, for_other_days
from bot.flows import knee, people, plans, week_facts
from bot.flows.context import Context
from bot.flows.offer import dose_in_force, dose_of
from bot.store import doses, holds, profiles, reviews

WEEK = timedelta(days=7)


async def choose(context: Context, profile: Profile, days: tuple[int, ...]) -> None:
    """Keep other days (Monday = 0) from today on, and the dose that goes with them."""
    if days == profile.walk_days:
        return
    await profiles.update(context.tx, context.user_id, walk_days=days)
    decided = await doses.before_other_days(context.tx, context.user_id)
    if decided is None:
        return
    today, rules = await people.today(context), context.library.rules
    monday = week_start(today)
    last_week = await plans.minutes_before(context, monday)
    dose = for_other_days(
        await dose_of(context, profile, decided, today),
        days,
        plans.minutes(context, decided) if decided.from_on >= monday else last_week,
        last_week if await _is_calm(context) else None,
        (await knee.known(context, profile))["weekly_most"],
        rules.dosing,
        rules.reviewing,
    )
    await doses.decide(
        context.tx,
        context.user_id,
        dose,
        walk_days=days,
        from_on=today,
        reason=doses.OTHER_DAYS,
        evidence={"was_days": profile.walk_days, "last_week": last_week},
        now=context.now,
    )


async def shorter(context: Context, profile: Profile) -> int | None:
    """Return the minutes of a walk where a choice of days made it shorter than was decided before, else None."""
    today = await people.today(context)
    decided = await doses.before_other_days(context.tx, context.user_id)
    dose = await dose_in_force(context, profile, today)
    if decided is None or dose is None or dose.minutes >= (await dose_of(context, profile, decided, today)).minutes:
        return None
    return dose.minutes


async def _is_calm(context: Context) -> bool:
    """Tell whether nothing of this week or the last one speaks against more minutes."""
    last_monday = week_start(await people.today(context)) - WEEK
    held = [h for h in await holds.since(context.tx, context.user_id, last_monday) if h.closed_by != "mistake"]
    return not (
        held
        or await reviews.outcome_of(context.tx, context.user_id, last_monday) == REGRESS
        or await week_facts.had_red(context, last_monday)
    )
