"""/settings: all that somebody may set, in one message that changes in place."""

from bot import places
from bot.domain.day import rollover
from bot.domain.profile import EVERY_DAY, GENTLE, STANDARD, Profile, may_choose_pace
from bot.domain.time_words import twelve_hour
from bot.facts import people, scheduling
from bot.facts.context import Context
from bot.flows import heard, speak
from bot.flows.plan import walking_days
from bot.flows.start import zone_question
from bot.flows.start.schedule_choice import day_rows, hour_rows, with_day
from bot.messages import Button, Edit, Facts, Replies, Rows, Say
from bot.store import expecting, profiles

BACK = [Button("settings/back", ("set", "back"))]
QUIET = ((20, 9), (21, 8), (22, 7), (23, 6))
"""Quiet hours on offer: from the evening, after its reminder, until the morning."""
DAY_BEGINS = (0, 3, 5, 9)
"""Hours on offer at which a day may begin: midnight, the default, and for those who are up at night."""


def show(context: Context, argument: str) -> Replies:
    """Answer /settings."""
    profile = people.profile(context)
    if profile is None:
        return speak.where_things_stand(context)
    return [Say("settings/settings", _facts(context, profile, None), _rows(profile))]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("hour",), ("hour", minute), ("days",), ("day", 0-6), ("every_day",), ("days_done",), ("zone",),
    ("evening", "on" or "off"), ("pace", "gentle" or "standard"), ("quiet",), ("quiet", from, until), ("night",),
    ("night", hour), ("streak", "on" or "off") or ("back",)."""
    profile = people.profile(context)
    if profile is None or not people.onboarded(profile):
        return speak.where_things_stand(context)
    match arguments:
        case ("hour",):
            expecting.ask(context.tx, context.user_id, "settings", 0, "hour", context.now)
            rows = [*hour_rows(context, "set", profile.nudge_minute, _twelve(profile)), BACK]
            return [Edit("settings/hour", _facts(context, profile, None), rows)]
        case ("hour", minute) if minute.isdecimal() and int(minute) < 24 * 60:
            return [_changed(context, "hour", Edit, nudge_minute=int(minute))]
        case ("days",):
            return [_day_switches(context, profile)]
        case ("day", day) if day.isdecimal() and int(day) in EVERY_DAY:
            return [_days(context, profile, with_day(profile.walk_days, int(day)))]
        case ("every_day",):
            return [_days(context, profile, EVERY_DAY)]
        case ("days_done",):
            return [_card(context, profile, "days", Edit)]
        case ("zone",):
            return zone_question.ask(context)
        case ("pace", ("gentle" | "standard") as wanted) if may_choose_pace(profile):
            return [_changed(context, "pace", Edit, style=wanted)]
        case ("quiet",):
            return [Edit("settings/quiet", _facts(context, profile, None), [*_quiet_rows(profile), BACK])]
        case ("quiet", start, end) if (start, end) in {(str(first), str(last)) for first, last in QUIET}:
            return [_changed(context, "quiet", Edit, quiet_from=int(start) * 60, quiet_until=int(end) * 60)]
        case ("night",):
            return [Edit("settings/night", _facts(context, profile, None), [_night_row(profile), BACK])]
        case ("night", hour) if hour in {str(begins) for begins in DAY_BEGINS}:
            return [_changed(context, "night", Edit, day_begins=int(hour) * 60)]
        case ("streak", "on" | "off" as wanted):
            return [_changed(context, "streak", Edit, streak_shown=wanted == "on")]
        case ("evening", "on" | "off" as wanted):
            return [_changed(context, "evening", Edit, evening_reminder=wanted == "on")]
    expecting.clear(context.tx, context.user_id)
    return [_card(context, profile, None, Edit)]


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take a typed hour; None for what is none."""
    minute = heard.time(context, text)
    profile = people.profile(context)
    if minute is None or not people.onboarded(profile):
        return None
    return [_changed(context, "hour", Say, nudge_minute=minute)]


def zone_changed(context: Context) -> Replies:
    """Show the settings again after `bot.flows.zone` took a new zone; nothing where there is no plan yet."""
    profile = people.profile(context)
    return [_card(context, profile, "zone", Say)] if profile and people.onboarded(profile) else []


def _days(context: Context, profile: Profile, days: tuple[int, ...]) -> Edit:
    """Keep the days and leave the switches open: several may be changed."""
    walking_days.choose(context, profile, days)
    scheduling.plan_daily(context)
    changed = people.profile(context)
    assert changed is not None
    return _day_switches(context, changed)


def _day_switches(context: Context, profile: Profile) -> Edit:
    facts = {**_facts(context, profile, None), "shorter": walking_days.shorter(context, profile)}
    return Edit("settings/days", facts, day_rows("set", profile.walk_days))


def _changed(context: Context, changed: str, message: type[Say] | type[Edit], **fields: object) -> Say | Edit:
    """Keep a change, plan the next nudge by it, and show the settings with what changed."""
    profiles.update(context.tx, context.user_id, **fields)
    expecting.clear(context.tx, context.user_id)
    scheduling.plan_daily(context)
    profile = people.profile(context)
    assert profile is not None
    return _card(context, profile, changed, message)


def _card(context: Context, profile: Profile, changed: str | None, message: type[Say] | type[Edit]) -> Say | Edit:
    return message("settings/settings", _facts(context, profile, changed), _rows(profile))


def _facts(context: Context, profile: Profile, changed: str | None) -> Facts:
    zone = profile.zone or "UTC"
    quiet = people.nudge_rules(context, profile)
    return {
        "minute": profile.nudge_minute or 0,
        "twelve_hour": _twelve(profile),
        "days": profile.walk_days,
        "city": places.city_of(zone),
        "evening": profile.evening_reminder,
        "pace": profile.style if may_choose_pace(profile) else None,
        "quiet_from": quiet.quiet_from,
        "quiet_until": quiet.quiet_until,
        "streak": profile.streak_shown,
        "begins": rollover(zone),
        "home": places.city_of(profile.home_zone) if profile.home_zone else None,
        "home_on": profile.home_on,
        "changed": changed,
    }


def _twelve(profile: Profile) -> bool:
    return twelve_hour(places.country_of(profile.zone or "UTC"))


def _quiet_rows(profile: Profile) -> Rows:
    buttons = [
        Button(
            "settings/quiet_hours",
            ("set", "quiet", str(start), str(end)),
            {"start": start * 60, "end": end * 60, "twelve_hour": _twelve(profile)},
        )
        for start, end in QUIET
    ]
    return [buttons[:2], buttons[2:]]


def _night_row(profile: Profile) -> list[Button]:
    return [
        Button(
            "settings/day_begins", ("set", "night", str(hour)), {"minute": hour * 60, "twelve_hour": _twelve(profile)}
        )
        for hour in DAY_BEGINS
    ]


def _rows(profile: Profile) -> Rows:
    evening = "off" if profile.evening_reminder else "on"
    other = STANDARD if profile.style == GENTLE else GENTLE
    pace = [Button(f"settings/pace_{other}", ("set", "pace", other))] if may_choose_pace(profile) else []
    streak = "off" if profile.streak_shown else "on"
    return [
        [Button("settings/hour", ("set", "hour")), Button("settings/days", ("set", "days"))],
        [Button("settings/zone", ("set", "zone")), Button("settings/travel", ("trip", "ask"))],
        [
            Button(f"settings/evening_{evening}", ("set", "evening", evening)),
            Button("settings/quiet", ("set", "quiet")),
        ],
        [*pace, Button(f"settings/streak_{streak}", ("set", "streak", streak))],
        [Button("settings/plan", ("plan", "show")), Button("settings/exercises", ("go", "exercises"))],
        [Button("settings/language", ("lang", "ask")), Button("settings/night", ("set", "night"))],
        [Button("settings/health", ("health", "show")), Button("settings/privacy", ("go", "privacy"))],
        [Button("settings/pause", ("go", "pause"))],
    ]
