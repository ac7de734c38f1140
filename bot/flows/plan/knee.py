"""A knee with severe arthritis: asked about once a week asks for more than it may take, and then a cap."""

from typing import Any

from bot.domain import review as rule
from bot.domain.exercises import STANDARD
from bot.domain.profile import Profile
from bot.domain.review import Review, WeekFacts
from bot.facts import people
from bot.facts.context import Context
from bot.facts.offer import dose_in_force
from bot.flows import speak
from bot.messages import Button, Edit, Replies, Say
from bot.store import abilities, doses

ROUTE = "knee"
SEVERE = "severe_knee"
REGIONS = frozenset(("knee", "arthritis"))
"""Where it hurts for those who are asked."""


def known(context: Context, profile: Profile) -> dict[str, Any]:
    """Return what a review has to know: the minutes a week that the knee allows, and whether that is still open."""
    severe = (abilities.answers(context.tx, context.user_id)).get(SEVERE)
    agreed = STANDARD in abilities.approved(context.tx, context.user_id, abilities.THERAPIST)
    most = context.library.rules.reviewing.knee_weekly if severe and not agreed else None
    return {"weekly_most": most, "knee_unknown": severe is None and not REGIONS.isdisjoint(profile.regions)}


def question(context: Context, facts: WeekFacts, found: Review) -> Replies:
    """Ask where the week asks for more than a severe knee may take, or would if the knee were known."""
    rules = context.library.rules
    much = rule.weekly_minutes(found.dose, facts.walk_days, rules.dosing) > rules.reviewing.knee_weekly
    if facts.stopped or not facts.knee_unknown or not (much or found.reason == "knee_unknown"):
        return []
    return [Say("knee/ask", buttons=[[Button("knee/severe", (ROUTE, "yes")), Button("knee/fine", (ROUTE, "no"))]])]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("yes" | "no",), or ("therapist",): they agreed to more."""
    profile = people.profile(context)
    dose = dose_in_force(context, profile, people.today(context)) if profile else None
    if profile is None or dose is None or arguments not in (("yes",), ("no",), ("therapist",)):
        return speak.where_things_stand(context)
    if arguments == ("therapist",):
        abilities.approve(context.tx, context.user_id, STANDARD, abilities.THERAPIST, context.now)
        return [Edit("knee/agreed")]
    severe = arguments == ("yes",)
    abilities.answer(context.tx, context.user_id, SEVERE, severe, context.now)
    if not severe:
        return [Edit("knee/noted")]
    rules = context.library.rules
    most = rules.reviewing.knee_weekly
    fits = rule.fitted(dose, profile.walk_days, most, rules.dosing)
    if fits != dose:
        doses.decide(
            context.tx,
            context.user_id,
            fits,
            walk_days=profile.walk_days,
            from_on=people.today(context),
            reason="user",
            evidence={"was": dose.minutes, "knee_weekly": most},
            now=context.now,
        )
    facts = {"minutes": fits.minutes, "bouts": fits.bouts, "was": dose.minutes}
    return [Edit("knee/capped", facts, [[Button("knee/therapist", (ROUTE, "therapist"))]])]
