"""Where the day stands, with the buttons that fit it: /today, /start of a known person, and every stale button."""

from bot.domain.day import local_day, week_start
from bot.domain.time_words import twelve_hour
from bot.facts import people
from bot.facts.context import Context
from bot.facts.standing import DayStanding, standing
from bot.facts.streak import streak_and_habit
from bot.flows import ways
from bot.flows.safety import screens
from bot.messages import Button, Edit, Facts, Replies, Rows
from bot.places import country_of
from bot.store import nudges, walks

ROUTE = "day"


def show(context: Context, argument: str) -> Replies:
    """Answer /today."""
    return card(context)


def card(context: Context) -> Replies:
    """Return where the day stands, in the place of the tapped message. An open question goes first."""
    here = standing(context)
    if here is None:
        return ways.unfinished(context)
    unanswered = screens.waiting(context)
    if unanswered is not None:
        return unanswered
    following = next_nudge(context)
    if here.stopped is not None:
        return [Edit("today/held", {"rule": here.stopped.rule}, checked_rows())]
    facts = {**_so_far(context, here), **following}
    hurt = Button("today/hurt", (ROUTE, "hurt", str(here.today)))
    if here.paused:
        return [Edit("today/paused", facts, [[Button("today/resume", ("pause", "resume"))], [hurt]])]
    more = [Button("today/log", ("go", "log")), Button("today/exercises", ("go", "exercises"))]
    if here.walked:
        return [Edit("today/walked", facts, [more, [Button("today/progress", ("go", "progress")), hurt]])]
    if not here.offer.allowed:
        return [Edit("today/rest", facts, [[Button("today/tips", ("go", "tips"))], [hurt]])]
    offered = {
        **facts,
        "minutes": here.offer.minutes,
        "bouts": here.offer.bouts,
        "target": here.offer.target,
        "reason": here.offer.reason,
        "exercise": here.exercise,
    }
    if here.mark is not None:
        buttons = [[Button("today/walk_after_all", (ROUTE, "start", str(here.today)))], [hurt]]
        return [Edit("today/marked", {**facts, "pain": here.mark == "rest_pain"}, buttons)]
    if here.walking:
        back = Button("today/to_the_walk", (ROUTE, "start", str(here.today)))
        return [Edit("today/walking", offered, [[back, act_rows(here)[0][1]], [hurt]])]
    rest = [Button("today/not_today", (ROUTE, "not_today", str(here.today))), hurt]
    return [Edit("today/open", offered, [*act_rows(here), rest, *_ways_back(here)])]


def _ways_back(here: DayStanding) -> Rows:
    """Return the ways out of what makes the walks smaller: a flare, a hold."""
    flare = [[Button("today/flare_over", ("flare", "end"))]] if here.flare else []
    return [*flare, *([[Button("today/checked", ("safe", "checked"))]] if here.halved else [])]


def act_rows(here: DayStanding) -> Rows:
    """Return the row "start" and "done · 11 min" for today."""
    day = str(here.today)
    return [
        [
            Button("today/start", (ROUTE, "start", day)),
            Button("today/done", (ROUTE, "done", day, str(here.offer.total)), {"minutes": here.offer.total}),
        ]
    ]


def checked_rows() -> Rows:
    """Return the buttons for someone who is to be seen by a professional before any walk."""
    return [
        [Button("today/checked", ("safe", "checked"))],
        [Button("today/see_whom", ("go", "pt")), Button("today/hurt", ("go", "pain"))],
    ]


def next_nudge(context: Context) -> Facts:
    """Return when the next daily nudge comes: days `ahead` (None: none is planned), its date and its time of day."""
    pending = nudges.find_pending(context.tx, context.user_id, "daily")
    profile = people.profile(context)
    if pending is None or profile is None or profile.zone is None:
        return {"ahead": None, "next_on": None, "minute": 0, "twelve_hour": False}
    return {
        "ahead": (pending.on_day - local_day(context.now, profile.zone)).days,
        "next_on": pending.on_day,
        "minute": profile.nudge_minute or 0,
        "twelve_hour": twelve_hour(country_of(profile.zone)),
    }


def _so_far(context: Context, here: DayStanding) -> Facts:
    """Return today's and this week's minutes, and the streak."""
    week = walks.since(context.tx, context.user_id, week_start(here.today))
    in_a_row, habit = streak_and_habit(context)
    return {
        "walked": here.walked,
        "week_minutes": sum(walk.minutes or 0 for walk in week),
        "week_walks": sum(1 for walk in week if walk.minutes),
        "streak": in_a_row,
        "habit": habit,
    }
