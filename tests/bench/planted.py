"""What the watch over the cohort is to see, and what lies just short of it: each is put into a store, or said, once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from bot.domain.coaching.plan import Dose
from bot.domain.coaching.profile import EVERY_DAY
from bot.facts.context import Context
from bot.store.delivery import nudges
from bot.store.diary import doses, pain_reports, walks
from bot.store.safety import advice, holds, screens
from tests.support.story import RENDERER, Bubble

TODAY = date(2026, 12, 8)
"""A Tuesday."""
ONE_DAY = timedelta(days=1)
Plant: TypeAlias = Callable[[Context], Bubble | None]


def walked(context: Context, day: date, **fields: object) -> None:
    """Put a walk with its check-in into the store."""
    at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    walk = walks.open_walk(context.tx, 1, day, offered_minutes=10)
    told = {"minutes": 10, "before_pain": 2, "worst_pain": 2, "effort": "easy", "logged_at": at, **fields}
    walks.update(context.tx, walk, **told)


def raised(context: Context, minutes: int) -> None:
    """Store a target."""
    tx, now = context.tx, context.now
    dose = Dose(minutes, 1, 3)
    doses.decide(tx, 1, dose, walk_days=EVERY_DAY, from_on=TODAY, reason="review", evidence={}, now=now)


def reviewed(context: Context, week_on: str, outcome: str) -> None:
    """Store the review of a week."""
    sql = (
        "INSERT INTO reviews (user_id, week_on, version, facts, outcome, reason, made_at)"
        " VALUES (1, ?, 1, ?, ?, 'red', ?)"
    )
    context.tx.run(sql, (week_on, {}, outcome, context.now))


def button(*tap: str) -> Bubble:
    """Return a message with one button."""
    return Bubble(1, "Some words.", [[{"text": "A button", "callback_data": ":".join(("1", *tap))}]])


def raise_under_a_hold(context: Context) -> None:
    """Raise the target a little, four days after a hold was opened."""
    holds.put(context.tx, 1, "WORSENING", TODAY - 4 * ONE_DAY, context.now)
    raised(context, 12)


def raise_after_red(context: Context) -> None:
    """Raise the target a little after a week with a RED walk."""
    walked(context, TODAY - 3 * ONE_DAY, worst_pain=6)
    raised(context, 12)


def raise_above_the_cap(context: Context) -> None:
    """Raise the target by half."""
    raised(context, 17)


def walk_a_locked_move(context: Context) -> None:
    """Let today's walk have a move that is not open."""
    walks.open_walk(context.tx, 1, TODAY, exercise="duck", gate_pain=2, started_at=context.now)


def offer_a_locked_move(context: Context) -> Bubble:
    """Let a locked move be chosen."""
    return button("ex", "lunges", "choose")


def offer_under_a_stop(context: Context) -> Bubble:
    """Offer today's walk under an urgent flag."""
    holds.put(context.tx, 1, "URGENT", TODAY, context.now)
    return button("day", "start", str(TODAY))


def offer_at_the_gate(context: Context) -> Bubble:
    """Let somebody set off whom the gate should have turned away."""
    walk = walks.open_walk(context.tx, 1, TODAY, gate_pain=7, started_at=context.now - ONE_DAY)
    screens.start(context.tx, 1, "severe", "gate:7", 1, context.now)
    return button("ci", "set", str(walk.walk_id), "minutes", "10")


def step_before_an_answer(context: Context) -> Bubble:
    """Say a step of a walk while a red-flag question is open."""
    screens.start(context.tx, 1, "red_flags", "something_wrong", 1, context.now)
    return button("ci", "set", "1", "minutes", "10")


def leave_a_flag_unanswered(context: Context) -> None:
    """Finish red-flag questions with an urgent answer, and say nothing."""
    screen = screens.start(context.tx, 1, "red_flags", "something_wrong", 1, context.now)
    screens.finish(context.tx, screen, "URGENT", context.now)


def advise_without_figures(context: Context) -> None:
    """Store advice with no evidence."""
    advice.give(context.tx, 1, "SEVERE", "soon", {}, 1, TODAY, context.now)


def nudge_twice(context: Context) -> None:
    """Let a second daily nudge be said under another day's key, a minute after the first."""
    for minutes in (0, 1):
        said = nudges.find_pending(context.tx, 1, "daily")
        assert said is not None
        settled = (context.now + timedelta(minutes=minutes), said.nudge_id)
        context.tx.run("UPDATE nudges SET status = 'sent', settled_at = ? WHERE nudge_id = ?", settled)
        nudges.plan_daily(context.tx, 1, said.on_day + ONE_DAY, context.now)


def keep_red_walks_quiet(context: Context) -> None:
    """Let four walks be RED, and say nothing."""
    for ago in (4, 3, 2, 1):
        walked(context, TODAY - ago * ONE_DAY, worst_pain=6)


def keep_rising_walks_quiet(context: Context) -> None:
    """Let the pain rise by 2 points in four walks, none of them RED, and say nothing."""
    for ago in (4, 3, 2, 1):
        walked(context, TODAY - ago * ONE_DAY, worst_pain=4)


def grown(context: Context, first: date) -> None:
    """Let four weeks be walked, with more pain from `first` on, and review the last one."""
    monday = date(2026, 11, 9)
    for day in (monday + number * ONE_DAY for number in range(28)):
        pain = 4 if day >= first else 2
        walked(context, day, before_pain=pain, worst_pain=pain)
    reviewed(context, "2026-11-30", "HOLD")


def keep_growing_pain_quiet(context: Context) -> None:
    """Let the pain of the last two weeks lie 2 points above that of the two before, and say nothing."""
    grown(context, date(2026, 11, 23))


def keep_lasting_pain_quiet(context: Context) -> None:
    """Let the pain stay for seven weeks, review the last one, and say nothing of it."""
    for ago in range(50):
        walked(context, TODAY - ago * ONE_DAY, before_pain=5, worst_pain=5)
    reviewed(context, "2026-11-30", "HOLD")


def take_back_thrice(context: Context) -> None:
    """Let three reviews in a row take the target back, and say nothing."""
    for week in ("2026-11-16", "2026-11-23", "2026-11-30"):
        reviewed(context, week, "REGRESS")


def ask_nothing_at_seven(context: Context) -> None:
    """Take a pain of 8, and ask nothing about red flags."""
    report = pain_reports.start(context.tx, 1, "command", TODAY, context.now)
    pain_reports.update(context.tx, report, score=8, finished_at=context.now)


def apologise(context: Context) -> Bubble:
    """Say that something went wrong."""
    return Bubble(1, RENDERER.text("en", "chat/sorry", {}))


def nearly_red(context: Context) -> None:
    """Let three walks be RED, and no more."""
    for ago in (3, 2, 1):
        walked(context, TODAY - ago * ONE_DAY, worst_pain=6)


def nearly_rising(context: Context) -> None:
    """Let the pain rise by 2 points in three walks, and no more."""
    for ago in (3, 2, 1):
        walked(context, TODAY - ago * ONE_DAY, worst_pain=4)


def nearly_grown(context: Context) -> None:
    """Let one week only lie above the own level."""
    grown(context, date(2026, 11, 30))


FAULTS: dict[Plant, str] = {
    raise_under_a_hold: "raised_after_red",
    raise_after_red: "raised_after_red",
    raise_above_the_cap: "above_cap",
    walk_a_locked_move: "locked_exercise",
    offer_a_locked_move: "locked_exercise",
    offer_under_a_stop: "walk_in_danger",
    offer_at_the_gate: "walk_in_danger",
    step_before_an_answer: "walk_in_danger",
    leave_a_flag_unanswered: "unanswered_flag",
    advise_without_figures: "advice_without_evidence",
    keep_red_walks_quiet: "advice_late",
    keep_rising_walks_quiet: "advice_late",
    keep_growing_pain_quiet: "advice_late",
    keep_lasting_pain_quiet: "advice_late",
    take_back_thrice: "advice_late",
    ask_nothing_at_seven: "advice_late",
    apologise: "failed",
}
LATE: dict[Plant, str] = {
    keep_red_walks_quiet: "EXACERBATED_BY_WALKING",
    keep_rising_walks_quiet: "EXACERBATED_BY_WALKING",
    keep_growing_pain_quiet: "WORSENING",
    keep_lasting_pain_quiet: "PERSISTENT",
    take_back_thrice: "EXACERBATED_BY_WALKING",
    ask_nothing_at_seven: "no questions after [('score', 1, 8)]",
}
"""What is named as late."""
NEARLY: tuple[Plant, ...] = (nearly_red, nearly_rising, nearly_grown)
"""What breaks nothing."""
