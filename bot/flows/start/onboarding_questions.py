"""What onboarding asks, one message a question."""

from bot.domain.coaching.profile import AGE_BANDS, NO_REGION, OFTEN, REGIONS, Profile
from bot.facts.context import Context
from bot.flows import ways
from bot.flows.parts.language_choice import others
from bot.flows.parts.regions import region_rows
from bot.flows.parts.schedule_choice import day_rows, hour_rows
from bot.messages import Button, Edit, Facts, Message, Replies, Rows, Say, in_rows

ROUTE = "ob"


def welcome(context: Context) -> Replies:
    """Say what this is and is not, then ask for consent."""
    return [Say("onboarding/welcome"), consent(context)]


def consent(context: Context) -> Message:
    """Ask for consent to store health answers: a step of its own, which must be understood."""
    return Say(
        "onboarding/consent",
        buttons=[
            [Button("onboarding/agree", (ROUTE, "agree"))],
            [Button("onboarding/refuse", (ROUTE, "refuse"))],
            *others(context),
        ],
    )


def refused() -> Message:
    """Say what is open without consent, and that the answer can be changed."""
    return Edit(
        "onboarding/refused",
        buttons=[
            [Button("onboarding/exercises", ("go", "exercises")), Button("onboarding/tips", ("go", "tips"))],
            [Button("onboarding/change_mind", (ROUTE, "consent"))],
        ],
    )


def too_young(help_facts: Facts, *, planned: bool = False) -> Message:
    """End kindly for someone under 18; where danger is open, with whom to call. `planned`: they had a plan."""
    return Edit(
        "onboarding/too_young",
        {**help_facts, "planned": planned},
        buttons=[[Button("onboarding/exercises", ("go", "exercises")), Button("onboarding/tips", ("go", "tips"))]],
    )


def when_safe() -> Message:
    """Wait after an emergency: the way on is a button, not a question."""
    return Say("onboarding/when_safe", buttons=[[Button("onboarding/go_on", (ROUTE, "go_on"))]])


def question(context: Context, profile: Profile, field: str) -> Message:
    """Return the question for one field of the profile."""
    return Say(f"onboarding/{field}", {"hurts": profile.regions != (NO_REGION,)}, _answers(context, profile, field))


def regions_noted(regions: tuple[str, ...]) -> Message:
    """Repeat where it hurts, and offer to add to it."""
    nowhere = regions == (NO_REGION,)
    label = "onboarding/it_hurts" if nowhere else "onboarding/add_another"
    return Edit("onboarding/regions_noted", {"regions": regions}, [[Button(label, (ROUTE, "more"))]])


def more_regions(regions: tuple[str, ...]) -> Message:
    """Offer the regions as switches."""
    done = [Button("onboarding/done", (ROUTE, "regions_done"))]
    return Edit("onboarding/more_regions", buttons=[*region_rows(regions, (ROUTE, "switch")), done])


def hour(context: Context, profile: Profile) -> Message:
    """Ask again for the hour, the present one marked."""
    return Edit("onboarding/nudge_minute", buttons=_answers(context, profile, "nudge_minute"))


def days(chosen: tuple[int, ...]) -> Message:
    """Offer the days as switches."""
    return Edit("onboarding/days", buttons=day_rows(ROUTE, chosen))


def not_understood(field: str, why: str = "unclear") -> Message:
    """Say what kind of answer would do, and what was typed instead where that is known."""
    return Say("onboarding/not_understood", {"field": field, "why": why}, ways.net())


def _answers(context: Context, profile: Profile, field: str) -> Rows:
    rules = context.rules.onboarding
    match field:
        case "age_band":
            bands = [Button("onboarding/age", (ROUTE, "age", band), {"band": band}) for band in AGE_BANDS]
            return [bands, [Button("onboarding/under_18", (ROUTE, "age", "under"))]]
        case "regions":
            regions = [Button("onboarding/region_off", (ROUTE, "region", name), {"region": name}) for name in REGIONS]
            return [*in_rows(regions, 2), [Button("onboarding/nowhere", (ROUTE, "region", NO_REGION))]]
        case "pain_now":
            scores = [Button("onboarding/score", (ROUTE, "pain", str(n)), {"score": n}) for n in range(11)]
            return [scores[:1], scores[1:6], scores[6:]]
        case "comfortable_minutes":
            minutes = [
                Button("onboarding/minutes", (ROUTE, "min", str(choice)), {"minutes": choice})
                for choice in rules.minutes_choices
            ]
            seasoned = context.rules.dosing.seasoned_from
            enough = str(seasoned)
            return [
                *in_rows(minutes, 3),
                [Button("onboarding/often_enough", (ROUTE, "min", enough, "some"), {"minutes": seasoned})],
                [Button("onboarding/most_days", (ROUTE, "min", enough, "most"), {"minutes": seasoned})],
                [
                    Button("onboarding/unsure", (ROUTE, "min", "unsure", "some")),
                    Button("onboarding/hardly", (ROUTE, "min", "unsure", "rarely")),
                ],
            ]
        case "walks_often":
            return [[Button(f"onboarding/often_{often}", (ROUTE, "often", often))] for often in OFTEN]
        case "nudge_minute":
            return hour_rows(context, (ROUTE, "hour"), profile.nudge_minute)
    raise AssertionError(f"no question for {field}")
