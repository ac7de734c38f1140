"""The daily nudge after silence: it asks first, pain or life, then offers less, and less often, and then stops."""

from datetime import timedelta

from bot.domain.coaching import lapse as rule
from bot.domain.coaching.plan import rounded
from bot.facts.context import Walker
from bot.facts.standing import DayStanding
from bot.flows.day import today
from bot.messages import Button, Edit, Replies, Say
from bot.store.delivery import nudges

ROUTE = "lapse"
ONE_DAY = timedelta(days=1)


def said(walker: Walker, here: DayStanding, silent: int) -> list[Say]:
    """Return the nudge that is due after so many silent days; most days none."""
    last_on = nudges.last_sent_on(walker.tx, walker.user_id, here.today - ONE_DAY)
    assert last_on is not None
    step = rule.step(silent, silent - (here.today - last_on).days, walker.rules.lapses.silent_days)
    if step is None:
        return []
    half = max(1, rounded(here.offer.total * walker.rules.lapses.half_factor))
    facts = {"minutes": half if step == "half" else here.offer.total, "since": here.today - silent * ONE_DAY}
    return [Say(f"lapse/{step}", facts, _rows(here, step, half))]


def tapped(walker: Walker, arguments: tuple[str, ...]) -> Replies:
    """Take "life": what helps against a full day is a small walk."""
    card = today.card(walker)
    if arguments == ("life",):
        return [Edit("lapse/life"), *card_below(card)]
    return card


def card_below(card: Replies) -> Replies:
    """Return where the day stands as a message of its own."""
    return [Say(reply.template, reply.facts, reply.buttons) for reply in card if isinstance(reply, Edit)]


def _rows(here: DayStanding, step: str, half: int) -> list[list[Button]]:
    day = str(here.today)
    hurt = Button("lapse/pain", ("day", "hurt", day))
    if step == "pain_or_life":
        return [[hurt, Button("lapse/life", (ROUTE, "life"))]]
    minutes = half if step == "half" else here.offer.total
    done = Button("today/done", ("day", "done", day, str(minutes)), {"minutes": minutes})
    return [[Button("today/start", ("day", "start", day)), done], [hurt, Button("lapse/pause", ("go", "pause"))]]
