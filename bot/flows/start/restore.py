"""Somebody's own export, read in again: after /delete, or from another bot of this kind.

Nothing of it is stored before they agree. It comes in whole or not at all, and it lifts nothing: what is held now stays
held, and the safety questions come again before any walk.
"""

from bot.export.reading import UPLOAD_MOST, UnreadableError, read
from bot.facts import people, scheduling
from bot.facts.context import Context, Walker
from bot.flows.parts.asking import Unclear
from bot.flows.safety import screens
from bot.flows.start import onboarding
from bot.messages import Button, Edit, Replies, Rows, Say, as_new
from bot.store.diary import walks
from bot.store.migrations.shape import shape
from bot.store.person import consents, expecting, users
from bot.store.put_back import put_back
from bot.store.safety import holds

ROUTE = "restore"
TAP = (ROUTE, "yes")
TRIGGER = "restored"
NAME, ENDINGS = "walk-coach", (".zip", ".json")


def is_export(name: str | None) -> bool:
    """Tell whether a file calls itself an export."""
    return name is not None and name.casefold().startswith(NAME) and name.casefold().endswith(ENDINGS)


def offered(context: Context, file_id: str, size: int | None) -> Replies:
    """Ask whether a file is to be read in. Who has a plan here keeps it; only the id of the file is remembered."""
    if isinstance(context, Walker):
        return [Say("restore/has_data", buttons=[[Button("restore/export", ("acc", "export"))], *_today()])]
    if size is not None and size > UPLOAD_MOST:
        return [Say("restore/unreadable", {"why": "large"}, _afresh())]
    users.ensure(context.tx, context.user_id, context.language, context.now)
    expecting.ask(context.tx, context.user_id, ROUTE, 0, file_id, context.now)
    return [Say("restore/ask", buttons=[[Button("restore/agree", TAP)], [Button("restore/refuse", (ROUTE, "no"))]])]


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | Unclear | None:
    """Take words in the place of the answer: they are none, and the buttons still stand."""
    return None


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies | None:
    """Take a tap: ("no",): the file is forgotten, and the account with it where there was none before."""
    expected = expecting.find(context.tx, context.user_id)
    if arguments != ("no",) or expected is None or expected.flow != ROUTE:
        return None
    expecting.clear(context.tx, context.user_id)
    if consents.latest(context.tx, context.user_id) is None:
        users.delete(context.tx, context.user_id)
    return [Edit("restore/left", buttons=_afresh())]


def taken(context: Context, content: bytes | None) -> Replies:
    """Read the file in, now that they agreed. `content`: None where it could not be fetched."""
    expected = expecting.find(context.tx, context.user_id)
    if isinstance(context, Walker) or expected is None or expected.flow != ROUTE:
        return onboarding.proceed(context)
    if content is None:
        return [Edit("restore/unreadable", {"why": "fetch"}, [[Button("restore/again", TAP)], *_afresh()])]
    words = context.library.words[context.language]
    try:
        rows = read(content, shape(), words)
    except UnreadableError as error:
        return [Edit("restore/unreadable", {"why": error.why}, _afresh())]
    held = holds.open_of(context.tx, context.user_id)
    if not put_back(context.tx, context.user_id, rows):
        return [Edit("restore/unreadable", {"why": "damaged"}, _afresh())]
    for hold in held:
        holds.put(context.tx, context.user_id, hold.rule, hold.opened_on, hold.opened_at)
    version = context.rules.onboarding.consent_version
    consents.record(context.tx, context.user_id, version, True, context.now)
    return _back(people.meet(context.tx, context.user_id, context.now, context.library, context.language))


def _back(context: Context) -> Replies:
    """Say that it is all there, and ask the safety questions: much may have changed since."""
    said = Edit("restore/done", {"walks": walks.count_logged(context.tx, context.user_id)})
    if not isinstance(context, Walker):
        return [said, *as_new(onboarding.proceed(context))]
    scheduling.plan_daily(context)
    return [said, *as_new(screens.open_screen(context, "start", TRIGGER))]


def _afresh() -> Rows:
    return [[Button("restore/start", ("go", "start"))], [Button("restore/help", ("go", "help"))]]


def _today() -> Rows:
    return [[Button("restore/today", ("go", "today"))]]
