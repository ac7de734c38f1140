"""Where the day stands, with the buttons that fit it: /today, /start of a known person, and every stale button."""

from bot.domain.day import week_start
from bot.domain.safety.escalation import EMERGENCY, TOLD, TOLD_NO_WALKS, Hold
from bot.facts import instructed, people, scheduling
from bot.facts.context import Walker
from bot.facts.history.streak import streak_and_habit
from bot.facts.standing import DayStanding, standing
from bot.facts.unanswered import asks_age
from bot.flows.safety import calm, crisis, screens
from bot.messages import Button, Edit, Facts, Replies, Rows, as_new
from bot.store.diary import walks

ROUTE = "day"


def show(walker: Walker, argument: str) -> Replies:
    """Answer /today."""
    return card(walker)


def card(walker: Walker) -> Replies:
    """Return where the day stands, in the place of the tapped message. An open question goes first.

    After words of despair who can help stands above both, and no walk below them.
    """
    here = standing(walker)
    silent = crisis.card(walker)
    unanswered = screens.waiting(walker)
    if here.stopped is not None and (unanswered is None or asks_age(walker)):
        unanswered = [held(walker, here.stopped), *(unanswered or [])]
    if silent is not None:
        return [silent, *as_new(unanswered or [])]
    if unanswered is not None:
        return unanswered
    following = scheduling.next_nudge(walker)
    facts = {**_so_far(walker, here), **following}
    hurt = Button("today/hurt", (ROUTE, "hurt", str(here.today)))
    if here.paused:
        return [Edit("today/paused", facts, [[Button("today/resume", ("pause", "resume"))], [hurt]])]
    more = [Button("today/log", ("go", "log")), Button("today/exercises", ("go", "exercises"))]
    if here.walked and here.offer.allowed:
        return [Edit("today/walked", facts, [more, [Button("today/progress", ("go", "progress")), hurt]])]
    if not here.offer.allowed:
        facts |= {"streak": 0}  # it stays, as is said; what it adds up to is for another day
        return [Edit("today/rest", facts, [[calm.BUTTON], [Button("today/tips", ("go", "tips")), hurt]])]
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
    flare = [[calm.BUTTON], [Button("today/flare_over", ("flare", "end"))]] if here.flare else []
    return [*flare, *([[_checked(here.halved)]] if here.halved else [])]


def act_rows(here: DayStanding) -> Rows:
    """Return the row "start" and "done · 11 min" for today."""
    day = str(here.today)
    return [
        [
            Button("today/start", (ROUTE, "start", day)),
            Button("today/done", (ROUTE, "done", day, str(here.offer.total)), {"minutes": here.offer.total}),
        ]
    ]


def held(walker: Walker, stopped: Hold) -> Edit:
    """Say that no walk is for now; in an emergency whom to call, first of all."""
    if stopped.rule == TOLD_NO_WALKS:
        return Edit("today/told", told_until(walker), checked_rows(stopped))
    facts = {"rule": stopped.rule, "number": people.emergency_number(walker)}
    return Edit("today/held", facts, checked_rows(stopped))


def told_until(walker: Walker) -> Facts:
    """Return until when a professional wants no walks, and who said so."""
    said = instructed.current(walker)
    return {"until_on": said.until_on if said else walker.today, "by": said.said_by if said else "therapist"}


def checked_rows(stopped: Hold) -> Rows:
    """Return the buttons for someone who is to be seen by a professional before any walk."""
    help_now = [[Button("today/help_now", ("go", "help_now"))]] if stopped.rule == EMERGENCY else []
    whom = [Button("today/see_whom", ("go", "pt")), Button("today/hurt", ("go", "pain"))]
    return [*help_now, [_checked(stopped)], whom]


def _checked(hold: Hold) -> Button:
    """Return the way out of a hold: somebody looked; or, where they said it themselves, what they said."""
    if hold.rule in TOLD:
        return Button("today/told", ("instr", "show"))
    return Button("today/checked", ("safe", "checked", str(hold.hold_id)))


def _so_far(walker: Walker, here: DayStanding) -> Facts:
    """Return today's and this week's minutes, and the streak."""
    week = walks.since(walker.tx, walker.user_id, week_start(here.today))
    in_a_row, habit = streak_and_habit(walker)
    return {
        "walked": here.walked,
        "week_minutes": sum(walk.minutes or 0 for walk in week),
        "week_walks": sum(1 for walk in week if walk.minutes),
        "streak": in_a_row,
        "habit": habit,
    }
