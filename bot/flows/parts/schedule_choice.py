"""Choosing an hour and days with buttons: onboarding and the settings ask the same way.

The taps are (…, minute of the day), (route, "day", 0-6), (route, "every_day") and (route, "days_done").
"""

from bot.domain.coaching.profile import EVERY_DAY
from bot.facts.context import Context
from bot.messages import Button, Rows, in_rows

COLUMNS = 4


def hour_rows(context: Context, tap: tuple[str, ...], current: int | None) -> Rows:
    """Return the full hours of the day as buttons, the current one marked; other times are typed.

    `tap` takes the minute of the day behind it.
    """
    rules = context.rules.onboarding
    minutes = [hour * 60 for hour in range(rules.first_hour, rules.last_hour + 1)]
    buttons = [
        Button(
            "schedule/hour_chosen" if minute == current else "schedule/hour",
            (*tap, str(minute)),
            {"minute": minute, "twelve_hour": context.twelve_hour},
        )
        for minute in minutes
    ]
    return in_rows(buttons, COLUMNS)


def day_rows(route: str, days: tuple[int, ...]) -> Rows:
    """Return the seven days as switches (Monday = 0), "every day" and "done"."""
    switches = [
        Button("schedule/day_on" if day in days else "schedule/day_off", (route, "day", str(day)), {"day": day})
        for day in EVERY_DAY
    ]
    last = [Button("schedule/days_done", (route, "days_done"))]
    if days != EVERY_DAY:
        last.insert(0, Button("schedule/every_day", (route, "every_day")))
    return [switches[:4], switches[4:], last]


def with_day(days: tuple[int, ...], day: int) -> tuple[int, ...]:
    """Return the days after a tap on one: it comes or goes; the last one stays."""
    return tuple(sorted(set(days) ^ {day})) or days
