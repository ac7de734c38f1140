"""What an update is answered with: which flow a tap belongs to, and in which order typed text is looked at.

Danger comes first, in every state of a conversation. Nothing is met with silence. Which flow a name stands for
is in `bot.flows.routes`.
"""

from bot.domain.coaching.profile import missing
from bot.domain.words.intents import intent
from bot.domain.words.wordless import is_glad
from bot.facts import people
from bot.facts.allowed import allowed
from bot.facts.context import Context, Walker
from bot.facts.unanswered import waits
from bot.flows import circumstances, heard, lost, routes, ways
from bot.flows.back import report
from bot.flows.day import checkin, snoozing, today, told
from bot.flows.own import answers, hospital, pt
from bot.flows.parts.asking import Unclear
from bot.flows.reasking import open_question
from bot.flows.safety import crisis, danger, emergency, pain, still_open
from bot.flows.start import onboarding, restore, zone
from bot.messages import Replies, Rows, Say, as_new
from bot.store.person import expecting
from bot.store.person.expecting import Expecting
from bot.store.safety import crises, holds

ASKS_FIGURES = ("checkin", "told", "walk", "fu", "pain", "test")
"""expecting.flows that read figures: what is said to be a note is one, and the question stays open."""


def tapped(context: Context, tap: tuple[str, ...] | None) -> Replies:
    """Answer a tap; None is one that this bot never offered. An old one is answered with where things stand."""
    flow = routes.TAPS.get(tap[0]) if tap else None
    replies = flow(context, tap[1:]) if flow and tap else None
    if replies is None:  # old, or the second of two quick taps: that must not cover the question it led to
        replies = open_question(context)
    return where_things_stand(context) if replies is None else replies


def where_things_stand(context: Context) -> Replies:
    """Answer with today's state, or with the way on for someone whose start is unfinished. Stores nothing."""
    return today.card(context) if isinstance(context, Walker) else ways.unfinished(context)


def text(context: Context, text: str) -> Replies:
    """Answer typed text: danger before all else, then a command, an answer that is waited for, free words.

    Of a long text only danger is heard, unless it is one to be kept as it is, like feedback.
    """
    if len(text) > context.rules.flood.longest_read:
        flagged = _danger(context, text)
        return _kept(context, text) or _too_long(context) if flagged is None else flagged
    wanted = _wanted(context, text)
    if wanted == circumstances.IN_HOSPITAL and isinstance(context, Walker) and not _is_kept(context, text):
        return _in_hospital(context, text)
    flagged = _danger(context, text)
    if wanted == "stop":  # whatever is asked, and whoever says it; what sounds like danger as well is answered first
        return [*(flagged or []), *as_new(routes.AT_ANY_TIME[wanted](context))]
    if flagged is not None:
        return flagged
    found = circumstances.read(context, text, wanted)
    if found is not None and not _is_kept(context, text):
        said = circumstances.told(context, text, found)
        if said is not None:
            return said
    if text.startswith("/"):
        name, argument = _command(text)
        expecting.clear(context.tx, context.user_id)
        command = routes.COMMANDS.get(name)
        return command(context, argument) if command else ways.unknown_command(context)
    replies = _answer(context, text)
    return free_text(context, text) if replies is None else replies


def _in_hospital(walker: Walker, text: str) -> Replies:
    """Stop the walks of somebody in hospital, then answer what else they say, as if in a message of its own."""
    stopped = hospital.told(walker)
    walker = people.update(walker)
    rest = _danger(walker, text)
    if rest is None:
        found = circumstances.read(walker, text, circumstances.IN_HOSPITAL)
        rest = circumstances.told(walker, text, found) if found is not None else None
    return [*stopped, *as_new(still_open.below(walker) if rest is None else rest)]


def in_a_flood(context: Context, text: str) -> Replies | None:
    """Answer what somebody types who sends too much: danger, and /help_now; None: nothing else."""
    flagged = _danger(context, text)
    if flagged is None and text.strip().lower().startswith("/help_now"):
        return emergency.help_now(context, "")
    return flagged


def _danger(context: Context, text: str) -> Replies | None:
    """Hear danger in a text, or in what stands behind its command."""
    first, _, behind = text.partition(" ")
    return danger.heard(context, behind if first.startswith("/") else text)


def _command(text: str) -> tuple[str, str]:
    """Return the name of a command, without the bot's, and what stands behind it."""
    name, _, argument = text[1:].partition(" ")
    return name.partition("@")[0].lower(), argument.strip()


def _is_kept(context: Context, text: str) -> bool:
    """Tell whether a text is a command, a note, or for who keeps words as they are."""
    if text.startswith("/") or heard.note(context, text) is not None:
        return True
    expected = expecting.find(context.tx, context.user_id)
    return expected is not None and expected.flow in routes.KEEPS_WORDS


def _kept(context: Context, text: str) -> Replies | None:
    """Give a long text to who keeps words as they are; None: nobody waits for such."""
    if text.startswith("/"):
        name, argument = _command(text)
        return routes.COMMANDS[name](context, argument) if name in routes.KEEPS_WORDS else None
    expected = expecting.find(context.tx, context.user_id)
    return _answer(context, text) if expected is not None and expected.flow in routes.KEEPS_WORDS else None


def _too_long(context: Context) -> Replies:
    """Say that a text was too long to be understood; help first."""
    if crises.open_of(context.tx, context.user_id) is not None and isinstance(context, Walker):
        return as_new(today.card(context))
    return [Say("speak/long", buttons=ways.unsure(context))]


def _answer(context: Context, text: str) -> Replies | None:
    """Give a text to the question that is open, of today; where the text is no answer, it is asked again."""
    expected = expecting.find(context.tx, context.user_id)
    if expected is None or expected.flow not in routes.TYPED:
        return None
    if isinstance(context, Walker) and context.day_of(expected.asked_at) != context.today:
        expecting.clear(context.tx, context.user_id)
        return None
    if isinstance(context, Walker) and expected.flow in ASKS_FIGURES:
        noted = report.noted(context, text)
        if noted is not None:
            return [*noted, *as_new(open_question(context) or [])]
    replies = routes.TYPED[expected.flow](context, expected.entity_id, expected.field, text)
    if not isinstance(replies, Unclear):
        return replies
    first = _before_any_question(context, text, expected)
    if first is not None:
        return first
    open_still = _open_still(context) if expected.flow != crisis.ROUTE else []
    return _kindly(context, text, open_still or replies.replies)


def _open_still(context: Context) -> Replies:
    """Return what comes before a question that did not understand a text: danger that is open; empty: nothing."""
    if isinstance(context, Walker):
        return as_new(today.card(context)) if waits(context) else []
    return still_open.below(context)


def _kindly(context: Context, text: str, again: Replies) -> Replies:
    """Ask again, behind a kind word where one is due: "my husband died" is not only no number."""
    wanted = _wanted(context, text)
    if wanted not in routes.KIND_FIRST:
        return again
    word = _said_back(context, wanted)
    if wanted in routes.NOT_ASKED_AGAIN and not _is_stopped(context):
        return [word]
    return [word, *as_new(open_question(context) or again)]


def _wanted(context: Context, text: str) -> str:
    """Return the intent of a text, or "". Where it tells a number, "no, pain 8" does not say that all is well."""
    wanted = context.understood(lambda heard: intent(text, heard.intents)) or ""
    if wanted == "in_hospital" and heard.another(context, text):
        return "grief"
    return "pain" if wanted == "fine" and any(sign.isdecimal() for sign in text) else wanted


def _said_back(context: Context, wanted: str, rows: Rows = ()) -> Say:
    """Return a kind word; with a smile where one may stand: nowhere before a walk may be offered."""
    smiles = wanted in routes.SMILES and (not isinstance(context, Walker) or allowed(context).walk)
    return Say(f"speak/{wanted}", {"glad": smiles}, rows)


def _is_stopped(context: Context) -> bool:
    """Tell whether danger was told and is not settled: red-flag questions, despair, or "see a doctor first"."""
    return isinstance(context, Walker) and (
        waits(context) or any(hold.stops for hold in holds.open_of(context.tx, context.user_id))
    )


def _before_any_question(context: Context, text: str, expected: Expecting) -> Replies | None:
    """Return what goes before an open question that did not understand a text: help, STOP, a sure check-in, a pain.

    Words for pain without a score stay with a question of how strong a pain is.
    """
    wanted = _wanted(context, text)
    if wanted in routes.BEFORE_ANY_QUESTION:
        return routes.AT_ANY_TIME[wanted](context)
    logged = told.typed(context, text, sure=True) if isinstance(context, Walker) else None
    scored = pain.said(context, text) if logged is None else logged
    if (
        scored is not None
        or wanted != "pain"
        or expected.flow in routes.ASKS_OF_PAIN
        or expected.field in checkin.SCORES
    ):
        return scored
    return pain.hurt_in_a_word(context)


def free_text(context: Context, text: str) -> Replies:
    """Answer text that no question waits for: a check-in, a score of pain, a question, then what its words want."""
    if isinstance(context, Walker):
        noted = report.noted(context, text)
        if noted is not None:
            return noted
        logged = told.typed(context, text, sure=True)
        if logged is not None:
            return logged
        wished = snoozing.wished(context, text)
        if wished is not None:
            return wished
    reported = pain.said(context, text)
    if reported is not None:
        return reported
    if heard.same(context, text) is not None:
        return lost.reply(context)  # the same as what? There is no question open, and no topic in it
    asking = answers.asks(context, text)
    wanted = _wanted(context, text)
    shown = wanted in routes.SHOWN_WHEN_ASKED and isinstance(context, Walker)
    answer = answers.answered(context, text) if asking and not shown else None
    if answer is not None:
        return answer
    if wanted in routes.AT_ANY_TIME:
        return routes.AT_ANY_TIME[wanted](context)
    unsure = told.typed(context, text) if isinstance(context, Walker) else None
    if unsure is not None:
        return unsure
    if not isinstance(context, Walker) and people.consented(context):
        return still_open.below(context) or onboarding.proceed(context)
    if not isinstance(context, Walker) and onboarding.asks_consent(context) and heard.yes(context, text) is False:
        return onboarding.tapped(context, ("refuse",))
    if wanted in routes.SAID_BACK:
        if wanted in routes.CHEERFUL and isinstance(context, Walker):
            may = allowed(context)
            if not (may.more if wanted in routes.ASKS_FOR_MORE else may.walk):
                return today.card(context)  # something stands in the way of it: that is not cheered away
        if isinstance(context, Walker) and _is_stopped(context):
            return _kindly(context, text, as_new(today.card(context)))
        rows = ways.unsure(context) if wanted in routes.MAY_BE_DANGER else ways.ways_on(context)
        return [_said_back(context, wanted, rows)]
    if not isinstance(context, Walker):
        return ways.unfinished(context, sure=wanted != "")
    if wanted in routes.ONCE_STARTED:
        return routes.ONCE_STARTED[wanted](context)
    if _is_stopped(context) and not asking:
        return as_new(today.card(context))  # after words of danger no guess: it may have been about that
    answer = None if asking else answers.answered(context, text)
    if answer is not None:
        return answer
    if asking:
        return as_new(today.card(context)) if _is_stopped(context) else answers.not_known(context)
    if not any(letter.isalnum() for letter in text):
        glad = is_glad(text)
        return [Say("speak/wordless", {"glad": glad}, ways.ways_on(context) if glad else ways.unsure(context))]
    return lost.reply(context)


def location(context: Context, latitude: float, longitude: float) -> Replies:
    """Give a shared place to who asked for it: the zone question, or else the search for a therapist."""
    expected = expecting.find(context.tx, context.user_id)
    profile = context.profile
    if (expected and expected.flow == "zone") or (profile and missing(profile) == "zone"):
        return zone.located(context, latitude, longitude)
    return pt.located(context, latitude, longitude)


def media(context: Context, kind: str, words: str) -> Replies:
    """Answer a "voice", "photo", "sticker" or other message; `words`: what stands below it."""
    flagged = danger.heard(context, words)
    if flagged is not None:
        return flagged
    if kind == "sticker" and isinstance(context, Walker) and not allowed(context).walk:
        kind = "other"  # nothing to smile about
    return [Say("speak/media", {"kind": kind}, ways.unsure(context))]


def document(context: Context, file_id: str, size: int | None, words: str) -> Replies:
    """Answer a file that may be an export; `size` in bytes, `words`: what stands below it."""
    flagged = danger.heard(context, words)
    return restore.offered(context, file_id, size) if flagged is None else flagged


def edited(context: Context, text: str) -> Replies:
    """Answer a message that was changed after it was sent; one without words, as of a place that moves, needs none."""
    if not text.strip():
        return []
    flagged = danger.heard(context, text)
    return [Say("speak/edited", buttons=ways.unsure(context))] if flagged is None else flagged
