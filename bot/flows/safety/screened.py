"""Taps on red-flag questions, and where the talk goes when they are answered."""

from bot.domain.screening import Screen
from bot.facts import people
from bot.facts.context import Context
from bot.flows import speak
from bot.flows.safety import judged, ladder, pain, rescreen, screens
from bot.flows.start import onboarding
from bot.messages import Button, Edit, Replies, as_new
from bot.store import holds
from bot.store import screens as store


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (what, screen_id, …), or ("again",). An old one, or somebody else's, says where things stand."""
    if arguments == ("again",) and people.onboarded(people.profile(context)):
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


def _old(context: Context) -> Replies:
    if people.onboarded(people.profile(context)):
        return speak.where_things_stand(context)
    return onboarding.proceed(context)


def _again(context: Context, screen: Screen) -> Replies:
    """Ask a round anew after a slip of the thumb: its hold goes, the advice stays on the screen until then.

    Only while its hold is open, so that an old button brings nothing back.
    """
    open_holds = holds.open_of(context.tx, context.user_id)
    if not any(hold.rule == screen.outcome and hold.opened_at == screen.finished_at for hold in open_holds):
        return _old(context)
    assert screen.outcome is not None
    assert screen.finished_at is not None
    fresh = people.day_of(context, screen.finished_at) == people.today(context)
    holds.withdraw(context.tx, context.user_id, screen.outcome, screen.finished_at, context.now, fresh)
    return as_new(screens.open_screen(context, screen.kind, screen.trigger))


def _over(context: Context, screen: Screen) -> Replies:
    onboarded = people.onboarded(people.profile(context))
    found = judged.judge(context, screen)
    if screen.kind == "severe":
        said = pain.severe_answered(context, screen, found)
    else:
        said = judged.say(context, screen, found)
    if screen.kind == "start":
        thanks = [] if said else [Edit("screens/clear_start")]
        if onboarded:
            return said or [*thanks, *as_new(speak.where_things_stand(context))]
        return [*said, *thanks, *onboarding.after_screen(context, found.level)]
    if not said:
        return _calm(context, screen)
    return said if onboarded else [*said, *onboarding.after_screen(context, found.level)]


def _calm(context: Context, screen: Screen) -> Replies:
    """Say that nothing alarming was told; what the ladder of rules kept back for the questions follows."""
    calm = Edit(
        "screens/clear",
        {"walk": screen.trigger.startswith("walk")},
        [[Button("screens/tell", ("go", "pain")), Button("screens/today", ("go", "today"))]],
    )
    return [calm, *as_new(ladder.evaluate(context))]
