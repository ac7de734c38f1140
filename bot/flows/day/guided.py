"""The guide of a walk: it says when to speed up, turn round, slow down, and when it is over.

Each step is a new message, so that the phone buzzes in the pocket; what is tapped changes the message it stands on.
"""

from dataclasses import replace

from bot.domain.checkin import Walk
from bot.domain.coaching import guide as rule
from bot.domain.coaching.guide import COOL, END, EXERCISE, SLOW, TURN, Course
from bot.facts import people, suitability
from bot.facts.allowed import allowed
from bot.facts.context import Walker
from bot.facts.offer import todays_offer
from bot.flows.day import today
from bot.flows.parts.drawn import drawn, moving
from bot.messages import Button, Edit, Replies, Rows, Say, in_place
from bot.store.delivery import nudges
from bot.store.delivery.nudges import Nudge
from bot.store.diary import courses, walks

ROUTE = "guide"
STEP = "step"
DRAWN = {SLOW: "warm_up", TURN: "turn", COOL: "cool_down"}
"""What is drawn beside a step; with the exercise goes its own drawing."""


def begin(walker: Walker, walk: Walk, minutes: int) -> None:
    """Set the guide going for a walk of so many minutes that starts now; not for those who want no messages on it."""
    if walker.profile.guide_messages:
        _begin(walker, walk, minutes)


def _begin(walker: Walker, walk: Walk, minutes: int) -> None:
    dose = suitability.dose_today(walker, walk.exercise)
    exercise = max(walker.rules.guide.exercise_minutes, dose.minutes or 0) if dose else 0
    course = Course(walk.walk_id, walker.user_id, minutes, exercise, walk.started_at or walker.now)
    courses.begin(walker.tx, course)
    _plan(walker, course)


def refused(walker: Walker) -> Replies | None:
    """Return what keeps anyone from walking now: questions left open, a hold, a rest in pain; None: nothing does.

    Asked before every walk and before every step of one: whatever was said meanwhile, and in whatever way, counts.
    """
    return None if allowed(walker).walk else today.card(walker)


def rest(walker: Walker, walk_id: int) -> None:
    """Stand still: something hurts, or something else came up."""
    course = courses.find(walker.tx, walker.user_id, walk_id)
    if course is not None and course.paused_at is None:
        courses.update(walker.tx, replace(course, paused_at=walker.now))
    nudges.cancel(walker.tx, walker.user_id, STEP)


def end(walker: Walker, walk_id: int) -> None:
    """Say nothing more about a walk."""
    courses.end(walker.tx, walker.user_id, walk_id)
    nudges.cancel(walker.tx, walker.user_id, STEP)


def step(walker: Walker, nudge: Nudge) -> Replies:
    """Say the step that holds now: after an outage that may be a later one. Long after the end nothing is said."""
    course = courses.find(walker.tx, walker.user_id, nudge.entity_id or 0)
    walk = walks.find(walker.tx, walker.user_id, nudge.entity_id or 0)
    if course is None or walk is None or course.paused_at or _over(walk):
        return []
    rules = walker.rules.guide
    too_late = (course.minutes + rules.late_minutes) * 60
    if walk.on_day != walker.today or rule.elapsed(course, walker.now) > too_late:
        courses.end(walker.tx, walker.user_id, walk.walk_id)
        return []
    if refused(walker) is not None:
        rest(walker, walk.walk_id)
        return []
    _plan(walker, course)
    now = rule.now_at(course, walker.now, rules)
    if now < 0:
        return []
    return [_message(walker, course, walk, now)]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("pause" | "go_on" | "show" | "quiet" | "loud", walk_id) or ("next", walk_id, the step it stands on).

    Whether there are messages on the way is remembered for the walks to come.
    """
    number = arguments[1] if len(arguments) > 1 else ""
    walk = walks.find(walker.tx, walker.user_id, int(number)) if number.isdecimal() else None
    course = courses.find(walker.tx, walker.user_id, int(number)) if number.isdecimal() else None
    if walk is not None and course is None and arguments[0] == "loud" and not _over(walk):
        return refused(walker) or _loud(walker, walk)
    if walk is None or course is None or _over(walk):
        return None
    if arguments[0] in ("go_on", "next", "show"):
        instead = refused(walker)
        if instead is not None:
            rest(walker, walk.walk_id)
            return instead
    match arguments[0]:
        case "pause":
            rest(walker, walk.walk_id)
            minutes = rule.elapsed(course, walker.now) // 60
            now = rule.now_at(course, walker.now, walker.rules.guide)
            return [Edit("guide/paused", {"minutes": minutes}, _rows(walk, now, paused=True))]
        case "go_on":
            return _shown(walker, _going(walker, course), walk)
        case "next":
            course = _going(walker, course)
            skips = arguments[2:] == (str(rule.now_at(course, walker.now, walker.rules.guide)),)
            return (_next if skips else _shown)(walker, course, walk)
        case "show":
            return _shown(walker, course, walk, moves=True)
        case "quiet":
            end(walker, walk.walk_id)
            return [Edit("guide/quiet", buttons=rows(people.update(walker, guide_messages=False), walk))]
    return None


def _loud(walker: Walker, walk: Walk) -> Replies:
    """Say the steps of this walk, and of those to come, from where it is now."""
    _begin(people.update(walker, guide_messages=True), walk, todays_offer(walker, walk.gate_pain).minutes)
    course = courses.find(walker.tx, walker.user_id, walk.walk_id)
    assert course is not None
    return _shown(walker, course, walk)


def _going(walker: Walker, course: Course) -> Course:
    """Let a course that stood still go on."""
    if course.paused_at is not None:
        stood = int((walker.now - course.paused_at).total_seconds())
        course = replace(course, paused_at=None, shifted=course.shifted - stood)
        courses.update(walker.tx, course)
    _plan(walker, course)
    return course


def _next(walker: Walker, course: Course, walk: Walk) -> Replies:
    """Skip to the next step, now."""
    rules = walker.rules.guide
    plan = rule.steps(course.minutes, course.exercise, rules)
    following = rule.now_at(course, walker.now, rules) + 1
    if following < len(plan):
        ahead = plan[following].at - rule.elapsed(course, walker.now)
        course = replace(course, shifted=course.shifted + ahead)
        courses.update(walker.tx, course)
        _plan(walker, course)
    return _shown(walker, course, walk)


def _shown(walker: Walker, course: Course, walk: Walk, *, moves: bool = False) -> Replies:
    """Show the step that holds now in the place of the tapped message."""
    now = rule.now_at(course, walker.now, walker.rules.guide)
    return in_place([_message(walker, course, walk, now, moves=moves)])


def _message(walker: Walker, course: Course, walk: Walk, now: int, *, moves: bool = False) -> Say:
    """Return a step with its drawing, which moves or which can be made to."""
    plan = rule.steps(course.minutes, course.exercise, walker.rules.guide)
    name = plan[now].name if now >= 0 else SLOW
    facts = {
        "minutes": course.minutes,
        "left": max(0, (plan[-1].at - rule.elapsed(course, walker.now)) // 60),
        "exercise": walk.exercise,
        "dose": suitability.dose_today(walker, walk.exercise) if name == EXERCISE else None,
    }
    rows = rows_without(walk) if name == END else _rows(walk, now, paused=course.paused_at is not None)
    shown = walk.exercise if name == EXERCISE else DRAWN.get(name)
    if shown is None:
        return Say(f"guide/{name}", facts, rows)
    if moves:
        return Say(f"guide/{name}", facts, rows, file=moving(shown))
    show = [Button("guide/show", (ROUTE, "show", str(walk.walk_id)))]
    return Say(f"guide/{name}", facts, [rows[0], show, *rows[1:]], file=drawn(shown))


def _plan(walker: Walker, course: Course) -> None:
    """Plan the next step; after the last one nothing."""
    rules = walker.rules.guide
    plan = rule.steps(course.minutes, course.exercise, rules)
    following = rule.now_at(course, walker.now, rules) + 1
    nudges.cancel(walker.tx, walker.user_id, STEP)
    if following < len(plan) and course.paused_at is None:
        due_at = rule.due_at(course, plan[following])
        # The key names the instant: a step that was said and comes again after "next" and a pause is another one.
        key = f"step:{course.walk_id}:{following}:{course.shifted}"
        today = walker.today
        nudges.plan(walker.tx, walker.user_id, key, STEP, due_at, today, course.walk_id)


def _over(walk: Walk) -> bool:
    return walk.logged_at is not None or walk.undone_at is not None


def _rows(walk: Walk, now: int, paused: bool = False) -> Rows:
    """Return the buttons of a step; `now` is its number: the second of two quick taps on "next" skips nothing."""
    number = str(walk.walk_id)
    first = (
        Button("guide/go_on", (ROUTE, "go_on", number)) if paused else Button("guide/pause", (ROUTE, "pause", number))
    )
    return [[first, Button("guide/next", (ROUTE, "next", number, str(now)))], *rows_without(walk)]


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


def rows(walker: Walker, walk: Walk) -> Rows:
    """Return the buttons of a walk under way: with a guide, paused or not, that may be sent away, or called back."""
    course = courses.find(walker.tx, walker.user_id, walk.walk_id)
    if course is None:
        loud = [[Button("guide/loud", (ROUTE, "loud", str(walk.walk_id)))]]
        return [*rows_without(walk), *([] if walker.profile.guide_messages else loud)]
    quiet = [Button("guide/quiet", (ROUTE, "quiet", str(walk.walk_id)))]
    now = rule.now_at(course, walker.now, walker.rules.guide)
    return [*_rows(walk, now, paused=course.paused_at is not None), quiet]
