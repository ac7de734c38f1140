"""A knee with severe arthritis: asked about once a week asks for more than it may take, and then a cap."""

from bot.domain.coaching import review as rule
from bot.domain.coaching.exercises import STANDARD
from bot.domain.coaching.review import Review, WeekFacts
from bot.facts.allowed import allowed
from bot.facts.context import Walker
from bot.facts.knee import SEVERE
from bot.facts.offer import dose_in_force
from bot.messages import Button, Edit, Replies, Say
from bot.store.diary import doses
from bot.store.person import abilities

ROUTE = "knee"


def question(walker: Walker, facts: WeekFacts, found: Review) -> Replies:
    """Ask where the week asks for more than a severe knee may take, or would if the knee were known."""
    rules = walker.rules
    much = rule.weekly_minutes(found.dose, facts.walk_days, rules.dosing) > rules.reviewing.knee_weekly
    if facts.stopped or not facts.knee_unknown or not (much or found.reason == "knee_unknown"):
        return []
    return [Say("knee/ask", buttons=[[Button("knee/severe", (ROUTE, "yes")), Button("knee/fine", (ROUTE, "no"))]])]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("yes" | "no",), or ("therapist",): they agreed to more."""
    dose = dose_in_force(walker, walker.today)
    grows = allowed(walker).more
    if arguments not in (("yes",), ("no",), ("therapist",)):
        return None
    if arguments == ("therapist",):
        abilities.approve(walker.tx, walker.user_id, STANDARD, abilities.THERAPIST, walker.now)
        return [Edit("knee/agreed", {"grows": grows})]
    severe = arguments == ("yes",)
    abilities.answer(walker.tx, walker.user_id, SEVERE, severe, walker.now)
    if not severe:
        return [Edit("knee/noted", {"grows": grows})]
    rules = walker.rules
    most = rules.reviewing.knee_weekly
    fits = rule.fitted(dose, walker.profile.walk_days, most, rules.dosing)
    if fits != dose:
        doses.decide(
            walker.tx,
            walker.user_id,
            fits,
            walk_days=walker.profile.walk_days,
            from_on=walker.today,
            reason="user",
            evidence={"was": dose.minutes, "knee_weekly": most},
            now=walker.now,
        )
    facts = {"minutes": fits.minutes, "bouts": fits.bouts, "was": dose.minutes, "grows": grows}
    return [Edit("knee/capped", facts, [[Button("knee/therapist", (ROUTE, "therapist"))]])]
