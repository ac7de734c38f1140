"""The guide of a walk: it says when to speed up, turn round, slow down, and when it is over.

Each step is a new message, so that the phone buzzes in the pocket; what is tapped changes the message it stands on.
"""

from dataclasses import replace

from bot.domain import guide as rule
from bot.domain.checkin import Walk
from bot.domain.guide import END, EXERCISE, Course
from bot.facts import people, suitability
from bot.facts.context import Context
from bot.facts.offer import todays_offer
from bot.flows import speak
from bot.flows.day import today
from bot.flows.drawn import drawn
from bot.flows.safety import screens
from bot.messages import Button, Edit, Replies, Rows, Say, in_place
from bot.store import courses, nudges, walks
from bot.store.nudges import Nudge

ROUTE = "guide"
STEP = "step"


def begin(context: Context, walk: Walk, minutes: int) -> None:
    """Set the guide going for a walk of so many minutes that starts now."""
    dose = suitability.dose_today(context, walk.exercise)
    exercise = max(context.library.rules.guide.exercise_minutes, dose.minutes or 0) if dose else 0
    course = Course(walk.walk_id, context.user_id, minutes, exercise, context.now)
    courses.begin(context.tx, course)
    _plan(context, course)


def refused(context: Context) -> Replies | None:
    """Return what keeps anyone from walking now: questions left open, a hold, a rest in pain; None: nothing does.

    Asked before every walk and before every step of one: whatever was said meanwhile, and in whatever way, counts.
    """
    free = screens.waiting(context) is None and (todays_offer(context)).allowed
    return None if free else today.card(context)


def rest(context: Context, walk_id: int) -> None:
    """Stand still: something hurts, or something else came up."""
    course = courses.find(context.tx, context.user_id, walk_id)
    if course is not None and course.paused_at is None:
        courses.update(context.tx, replace(course, paused_at=context.now))
    nudges.cancel(context.tx, context.user_id, STEP)


def end(context: Context, walk_id: int) -> None:
    """Say nothing more about a walk."""
    courses.end(context.tx, context.user_id, walk_id)
    nudges.cancel(context.tx, context.user_id, STEP)


def step(context: Context, nudge: Nudge) -> Replies:
    """Say the step that holds now: after an outage that may be a later one. Long after the end nothing is said."""
    course = courses.find(context.tx, context.user_id, nudge.entity_id or 0)
    walk = walks.find(context.tx, context.user_id, nudge.entity_id or 0)
    if course is None or walk is None or course.paused_at or _over(walk):
        return []
    rules = context.library.rules.guide
    too_late = (course.minutes + rules.late_minutes) * 60
    if walk.on_day != people.today(context) or rule.elapsed(course, context.now) > too_late:
        courses.end(context.tx, context.user_id, walk.walk_id)
        return []
    if refused(context) is not None:
        rest(context, walk.walk_id)
        return []
    _plan(context, course)
    now = rule.now_at(course, context.now, rules)
    if now < 0:
        return []
    return [_message(context, course, walk, now)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("pause" | "go_on" | "next" | "quiet", walk_id)."""
    number = arguments[1] if len(arguments) > 1 else ""
    walk = walks.find(context.tx, context.user_id, int(number)) if number.isdecimal() else None
    course = courses.find(context.tx, context.user_id, int(number)) if number.isdecimal() else None
    if walk is None or course is None or _over(walk):
        return speak.where_things_stand(context)
    if arguments[0] in ("go_on", "next"):
        instead = refused(context)
        if instead is not None:
            rest(context, walk.walk_id)
            return instead
    match arguments[0]:
        case "pause":
            rest(context, walk.walk_id)
            minutes = rule.elapsed(course, context.now) // 60
            return [Edit("guide/paused", {"minutes": minutes}, _rows(walk, paused=True))]
        case "go_on":
            return _shown(context, _going(context, course), walk)
        case "next":
            return _next(context, _going(context, course), walk)
        case "quiet":
            end(context, walk.walk_id)
            return [Edit("guide/quiet", buttons=rows_without(walk))]
    return speak.where_things_stand(context)


def _going(context: Context, course: Course) -> Course:
    """Let a course that stood still go on."""
    if course.paused_at is not None:
        stood = int((context.now - course.paused_at).total_seconds())
        course = replace(course, paused_at=None, shifted=course.shifted - stood)
        courses.update(context.tx, course)
    _plan(context, course)
    return course


def _next(context: Context, course: Course, walk: Walk) -> Replies:
    """Skip to the next step, now."""
    rules = context.library.rules.guide
    plan = rule.steps(course.minutes, course.exercise, rules)
    following = rule.now_at(course, context.now, rules) + 1
    if following < len(plan):
        ahead = plan[following].at - rule.elapsed(course, context.now)
        course = replace(course, shifted=course.shifted + ahead)
        courses.update(context.tx, course)
        _plan(context, course)
    return _shown(context, course, walk)


def _shown(context: Context, course: Course, walk: Walk) -> Replies:
    """Show the step that holds now in the place of the tapped message."""
    now = rule.now_at(course, context.now, context.library.rules.guide)
    return in_place([_message(context, course, walk, now)])


def _message(context: Context, course: Course, walk: Walk, now: int) -> Say:
    plan = rule.steps(course.minutes, course.exercise, context.library.rules.guide)
    name = plan[now].name if now >= 0 else "slow"
    facts = {
        "minutes": course.minutes,
        "left": max(0, (plan[-1].at - rule.elapsed(course, context.now)) // 60),
        "exercise": walk.exercise,
        "dose": suitability.dose_today(context, walk.exercise) if name == EXERCISE else None,
    }
    rows = rows_without(walk) if name == END else _rows(walk)
    return Say(f"guide/{name}", facts, rows, file=drawn(walk.exercise) if name == EXERCISE else None)


def _plan(context: Context, course: Course) -> None:
    """Plan the next step; after the last one nothing."""
    rules = context.library.rules.guide
    plan = rule.steps(course.minutes, course.exercise, rules)
    following = rule.now_at(course, context.now, rules) + 1
    nudges.cancel(context.tx, context.user_id, STEP)
    if following < len(plan) and course.paused_at is None:
        due_at = rule.due_at(course, plan[following])
        # The key names the instant: a step that was said and comes again after "next" and a pause is another one.
        key = f"step:{course.walk_id}:{following}:{course.shifted}"
        today = people.today(context)
        nudges.plan(context.tx, context.user_id, key, STEP, due_at, today, course.walk_id)


def _over(walk: Walk) -> bool:
    return walk.logged_at is not None or walk.undone_at is not None


def _rows(walk: Walk, paused: bool = False) -> Rows:
    number = str(walk.walk_id)
    first = (
        Button("guide/go_on", (ROUTE, "go_on", number)) if paused else Button("guide/pause", (ROUTE, "pause", number))
    )
    return [[first, Button("guide/next", (ROUTE, "next", number))], *rows_without(walk)]


def rows_without(walk: Walk) -> Rows:
    """Return the ways to end a walk: done, other minutes, this hurts, stop early."""
    number, minutes = str(walk.walk_id), walk.offered_minutes or 0
    return [
        [
            Button("walk/done", ("ci", "set", number, "minutes", str(minutes)), {"minutes": minutes}),
            Button("walk/other", ("ci", "other", number)),
        ],
        [Button("walk/hurts", ("walk", "hurts", number)), Button("walk/stop", ("walk", "stop", number))],
    ]


def rows(context: Context, walk: Walk) -> Rows:
    """Return the buttons of a walk under way: with a guide, paused or not, that may be sent away, or without one."""
    course = courses.find(context.tx, context.user_id, walk.walk_id)
    if course is None:
        return rows_without(walk)
    quiet = [Button("guide/quiet", (ROUTE, "quiet", str(walk.walk_id)))]
    return [*_rows(walk, paused=course.paused_at is not None), quiet]
