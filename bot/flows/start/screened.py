"""Taps on red-flag questions, and where the talk goes when they are answered."""

from bot.domain.safety.screening import Screen
from bot.facts import people
from bot.facts.context import Context, Walker
from bot.flows.day import today
from bot.flows.safety import emergency, judged, ladder, pain, rescreen, screens
from bot.flows.start import onboarding
from bot.messages import Button, Edit, Replies, as_new
from bot.store.safety import holds
from bot.store.safety import screens as store


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: (what, screen_id, …), or ("again",). None: it is old."""
    if arguments == ("again",) and isinstance(context, Walker):
        return rescreen.opened(context)
    if len(arguments) < 2 or not arguments[1].isdecimal():
        return _old(context)
    screen = store.find(context.tx, context.user_id, int(arguments[1]))
    if screen is None:
        return _old(context)
    if arguments[0] == "redo":
        return _again(context, screen)
    if screen.finished_at is not None:
        return _old(context)
    screen = screens.answered(context, screen, (arguments[0], *arguments[2:]))
    if not screens.is_over(context, screen):
        return screens.ask(context, screen)
    return _over(context, screen)


def something_wrong(context: Context) -> Replies:
    """Answer [Something feels wrong]: the red-flag questions; before consent, what to do in an emergency."""
    if people.consented(context):
        return as_new(screens.open_screen(context, "red_flags", "something_wrong"))
    return emergency.help_now(context, "")


def _old(context: Context) -> Replies | None:
    return None if isinstance(context, Walker) else onboarding.proceed(context)


def _again(context: Context, screen: Screen) -> Replies | None:
    """Ask a round anew after a slip of the thumb: its hold goes, the advice stays on the screen until then.

    Only while its hold is open, so that an old button brings nothing back.
    """
    open_holds = holds.open_of(context.tx, context.user_id)
    if not any(hold.rule == screen.outcome and hold.opened_at == screen.finished_at for hold in open_holds):
        return _old(context)
    assert screen.outcome is not None
    assert screen.finished_at is not None
    fresh = context.day_of(screen.finished_at) == context.today
    holds.withdraw(context.tx, context.user_id, screen.outcome, screen.finished_at, context.now, fresh)
    return as_new(screens.open_screen(context, screen.kind, screen.trigger))


def _over(context: Context, screen: Screen) -> Replies:
    found = judged.judge(context, screen)
    if screen.kind == "severe":
        said = pain.severe_answered(context, screen, found)
    else:
        said = judged.say(context, screen, found)
    if screen.kind == "start":
        thanks = [] if said else [Edit("screens/clear_start", {"risks": sorted(found.restrictions)})]
        if isinstance(context, Walker):
            return said or [*thanks, *as_new(today.card(context))]
        return [*said, *thanks, *onboarding.after_screen(context, found.level)]
    if not said:
        return _calm(context, screen)
    return said if isinstance(context, Walker) else [*said, *onboarding.after_screen(context, found.level)]


def _calm(context: Context, screen: Screen) -> Replies:
    """Say that nothing alarming was told; what the ladder of rules kept back for the questions follows.

    Where a pain report opened them, its other questions come now. Who wrote of a danger and then denied it is told
    what to do if it is real.
    """
    _, _, report_id = screen.trigger.partition(screens.PLACE)
    left = pain.go_on(context, int(report_id)) if report_id else []
    if left:
        return [Edit("screens/clear", {"walk": False, "more": True, "told": None}), *left]
    calm = Edit(
        "screens/clear",
        {"walk": screen.trigger.startswith("walk"), "more": False, "told": screens.first_of(screen) or None},
        [[Button("screens/tell", ("go", "pain")), Button("screens/today", ("go", "today"))]],
    )
    return [calm, *as_new(ladder.evaluate(context))]
