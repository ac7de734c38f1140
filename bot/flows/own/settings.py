"""/settings: all that somebody may set, in one message that changes in place."""

from bot.domain.coaching.profile import EVERY_DAY, GENTLE, STANDARD, Profile, may_choose_pace
from bot.domain.day import rollover
from bot.domain.typed.misread import Misread
from bot.facts import people, scheduling
from bot.facts.context import Walker
from bot.flows import heard
from bot.flows.parts import zone_question
from bot.flows.parts.asking import Unclear, for_hour, for_value
from bot.flows.parts.schedule_choice import day_rows, hour_rows, with_day
from bot.flows.plan import walking_days
from bot.messages import Button, Edit, Facts, Replies, Rows, Say
from bot.store.person import expecting

BACK = [Button("settings/back", ("set", "back"))]
QUIET = ((20, 9), (21, 8), (22, 7), (23, 6))
"""Quiet hours on offer: from the evening, after its reminder, until the morning."""
DAY_BEGINS = (0, 3, 5, 9)
"""Hours on offer at which a day may begin: midnight, the default, and for those who are up at night."""


def show(walker: Walker, argument: str) -> Replies:
    """Answer /settings."""
    return [Say("settings/settings", _facts(walker, None), _rows(walker.profile))]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("hour",), ("hour", minute), ("weekend",), ("weekend", minute or "same"),
    ("days",), ("day", 0-6), ("every_day",), ("days_done",), ("zone",),
    ("evening", "on" or "off"), ("pace", "gentle" or "standard"), ("quiet",), ("quiet", from, until), ("night",),
    ("night", hour), ("streak", "on" or "off") or ("back",)."""
    match arguments:
        case ("hour",):
            expecting.ask(walker.tx, walker.user_id, "settings", 0, "hour", walker.now)
            return [Edit("settings/hour", _facts(walker, None), _hours(walker, "hour"))]
        case ("weekend",):
            expecting.ask(walker.tx, walker.user_id, "settings", 0, "weekend", walker.now)
            return [Edit("settings/weekend", _facts(walker, None), _hours(walker, "weekend"))]
        case ("weekend", "same"):
            return [_changed(walker, "hour", Edit, weekend_minute=None)]
        case ("weekend", minute) if minute.isdecimal() and int(minute) < 24 * 60:
            return [_changed(walker, "weekend", Edit, weekend_minute=int(minute))]
        case ("hour", minute) if minute.isdecimal() and int(minute) < 24 * 60:
            return [_changed(walker, "hour", Edit, nudge_minute=int(minute))]
        case ("days",):
            return [_day_switches(walker)]
        case ("day", day) if day.isdecimal() and int(day) in EVERY_DAY:
            return [_days(walker, with_day(walker.profile.walk_days, int(day)))]
        case ("every_day",):
            return [_days(walker, EVERY_DAY)]
        case ("days_done",):
            expecting.clear(walker.tx, walker.user_id)
            return [_card(walker, "days", Edit)]
        case ("zone",):
            return zone_question.ask(walker)
        case ("pace", ("gentle" | "standard") as wanted) if may_choose_pace(walker.profile):
            return [_changed(walker, "pace", Edit, style=wanted)]
        case ("quiet",):
            return [Edit("settings/quiet", _facts(walker, None), [*_quiet_rows(walker), BACK])]
        case ("quiet", start, end) if (start, end) in {(str(first), str(last)) for first, last in QUIET}:
            return [_changed(walker, "quiet", Edit, quiet_from=int(start) * 60, quiet_until=int(end) * 60)]
        case ("night",):
            return [Edit("settings/night", _facts(walker, None), [_night_row(walker), BACK])]
        case ("night", hour) if hour in {str(begins) for begins in DAY_BEGINS}:
            return [_changed(walker, "night", Edit, day_begins=int(hour) * 60)]
        case ("streak", "on" | "off" as wanted):
            return [_changed(walker, "streak", Edit, streak_shown=wanted == "on")]
        case ("evening", "on" | "off" as wanted):
            return [_changed(walker, "evening", Edit, evening_reminder=wanted == "on")]
    expecting.clear(walker.tx, walker.user_id)
    return [_card(walker, None, Edit)]


def typed(walker: Walker, entity_id: int, field: str, text: str) -> Replies | Unclear:
    """Take a typed hour, of weekends or of every day, or typed days."""
    if field == "days":
        days = heard.weekdays(walker, text)
        if isinstance(days, Misread):
            return for_value("days", days, day_rows("set", walker.profile.walk_days))
        return [_days(walker, days)]
    minute = heard.time(walker, text)
    if isinstance(minute, Misread):
        return for_hour(minute, ("set", field), _hours(walker, field), twelve_hour=walker.twelve_hour)
    if field == "weekend":
        return [_changed(walker, "weekend", Say, weekend_minute=minute)]
    return [_changed(walker, "hour", Say, nudge_minute=minute)]


def _hours(walker: Walker, field: str) -> Rows:
    """Return the hours to choose from: of every day ("hour"), or of weekends."""
    profile = walker.profile
    if field == "weekend":
        same = [[Button("settings/weekend_same", ("set", "weekend", "same"))]] if profile.weekend_minute else []
        return [*hour_rows(walker, ("set", "weekend"), profile.weekend_minute), *same, BACK]
    weekend = [Button("settings/weekend", ("set", "weekend"))]
    return [*hour_rows(walker, ("set", "hour"), profile.nudge_minute), weekend, BACK]


def zone_changed(walker: Walker) -> Replies:
    """Show the settings again after `bot.flows.start.zone` took a new zone."""
    return [_card(walker, "zone", Say)]


def _days(walker: Walker, days: tuple[int, ...]) -> Edit:
    """Keep the days and leave the switches open: several may be changed."""
    walker = walking_days.choose(walker, days)
    scheduling.plan_daily(walker)
    return _day_switches(walker)


def _day_switches(walker: Walker) -> Edit:
    expecting.ask(walker.tx, walker.user_id, "settings", 0, "days", walker.now)
    facts = {**_facts(walker, None), "shorter": walking_days.shorter(walker)}
    return Edit("settings/days", facts, day_rows("set", walker.profile.walk_days))


def _changed(walker: Walker, changed: str, message: type[Say] | type[Edit], **fields: object) -> Say | Edit:
    """Keep a change, plan the next nudge by it, and show the settings with what changed."""
    walker = people.update(walker, **fields)
    expecting.clear(walker.tx, walker.user_id)
    scheduling.plan_daily(walker)
    return _card(walker, changed, message)


def _card(walker: Walker, changed: str | None, message: type[Say] | type[Edit]) -> Say | Edit:
    return message("settings/settings", _facts(walker, changed), _rows(walker.profile))


def _facts(walker: Walker, changed: str | None) -> Facts:
    zone = walker.zone
    quiet = people.nudge_rules(walker)
    return {
        "minute": walker.nudge_minute,
        "weekend": walker.profile.weekend_minute,
        "twelve_hour": walker.twelve_hour,
        "days": walker.profile.walk_days,
        "city": people.city(walker),
        "evening": walker.profile.evening_reminder,
        "pace": walker.profile.style if may_choose_pace(walker.profile) else None,
        "quiet_from": quiet.quiet_from,
        "quiet_until": quiet.quiet_until,
        "streak": walker.profile.streak_shown,
        "begins": rollover(zone),
        "home": people.home_city(walker) if walker.profile.home_zone else None,
        "home_on": walker.profile.home_on,
        "changed": changed,
    }


def _quiet_rows(walker: Walker) -> Rows:
    buttons = [
        Button(
            "settings/quiet_hours",
            ("set", "quiet", str(start), str(end)),
            {"start": start * 60, "end": end * 60, "twelve_hour": walker.twelve_hour},
        )
        for start, end in QUIET
    ]
    return [buttons[:2], buttons[2:]]


def _night_row(walker: Walker) -> list[Button]:
    return [
        Button(
            "settings/day_begins", ("set", "night", str(hour)), {"minute": hour * 60, "twelve_hour": walker.twelve_hour}
        )
        for hour in DAY_BEGINS
    ]


def _rows(profile: Profile) -> Rows:
    evening = "off" if profile.evening_reminder else "on"
    other = STANDARD if profile.style == GENTLE else GENTLE
    pace = [Button(f"settings/pace_{other}", ("set", "pace", other))] if may_choose_pace(profile) else []
    streak = "off" if profile.streak_shown else "on"
    return [
        [
            Button("settings/hour", ("set", "hour")),
            Button("settings/days", ("set", "days")),
            Button("settings/reason", ("reason", "show")),
        ],
        [Button("settings/zone", ("set", "zone")), Button("settings/travel", ("trip", "ask"))],
        [Button("settings/quiet", ("set", "quiet")), Button("settings/pause", ("go", "pause"))],
        [*pace, Button(f"settings/streak_{streak}", ("set", "streak", streak))],
        [Button("settings/plan", ("plan", "show")), Button("settings/hard_day", ("hard", "show"))],
        [
            Button("settings/language", ("lang", "ask")),
            Button("settings/privacy", ("go", "privacy")),
            Button("settings/exercises", ("go", "exercises")),
        ],
        [Button("settings/health", ("health", "show"))],
        [Button(f"settings/evening_{evening}", ("set", "evening", evening))],
        [Button("settings/night", ("set", "night")), Button("settings/instruction", ("instr", "show"))],
    ]
