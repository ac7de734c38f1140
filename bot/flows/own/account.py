"""/privacy, /export and /delete: what is stored, how to take it along, and how to make it go away.

A deleted person is a stranger again: nothing is written after `users.delete`, not even that it happened.
"""

from bot.facts.context import Context
from bot.flows import ways
from bot.messages import Button, Document, Edit, Replies, Rows, Say
from bot.store import everything
from bot.store.person import consents, users

CONSENT_ASKED = [[Button("account/start", ("go", "start"))], [Button("account/help", ("go", "help"))]]


def privacy(context: Context, argument: str) -> Replies:
    """Answer /privacy: what is kept, where, for how long, and who can read it."""
    return [Say("account/privacy", _consent(context), _privacy_rows(context))]


def export(context: Context, argument: str) -> Replies:
    """Answer /export: all that is stored, in a file that is made when it is sent."""
    if users.find(context.tx, context.user_id) is None:
        return [Say("account/nothing", buttons=CONSENT_ASKED)]
    facts = {"user_id": context.user_id, "day": str(context.today)}
    return [Say("account/export", buttons=ways.ways_on(context), file=Document("export", "account/export_name", facts))]


def delete(context: Context, argument: str) -> Replies:
    """Answer /delete: ask once, or say that there is nothing."""
    if users.find(context.tx, context.user_id) is None:
        return [Say("account/nothing", buttons=CONSENT_ASKED)]
    return [Say("account/delete", buttons=_sure("deleted"))]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("rights",), ("privacy",), ("export",), ("delete",), ("deleted",), ("health",), ("forgotten",),
    ("withdraw",), ("withdrawn",), ("stay",) or ("keep",)."""
    match arguments:
        case ("rights",):
            return [Edit("account/rights", _consent(context), _rights_rows(context))]
        case ("privacy",):
            return [Edit("account/privacy", _consent(context), _privacy_rows(context))]
    if users.find(context.tx, context.user_id) is None:
        return [Edit("account/nothing", buttons=CONSENT_ASKED)]
    match arguments:
        case ("export",):
            return export(context, "")
        case ("delete",):
            return [Edit("account/delete", buttons=_sure("deleted"))]
        case ("health",):
            return [Edit("account/health", buttons=_sure("forgotten"))]
        case ("forgotten",):
            return _forgotten(context)
        case ("stay",):
            return [Edit("account/stayed", buttons=[[Button("account/today", ("go", "today"))]])]
        case ("withdraw",):
            return [Edit("account/withdraw", buttons=_sure("withdrawn"))]
        case ("deleted",):
            return _deleted(context)
        case ("withdrawn",):
            return _withdrawn(context)
    return [Edit("account/kept", buttons=[[Button("account/today", ("go", "today"))]])]


def _deleted(context: Context) -> Replies:
    """Remove every row; the file is scrubbed once this is committed."""
    users.delete(context.tx, context.user_id)
    return [Edit("account/deleted", buttons=[[Button("account/start", ("go", "start"))]])]


def _forgotten(context: Context) -> Replies:
    """Remove what was told about health; hour, days and zone stay for a new start."""
    everything.forget_health(context.tx, context.user_id)
    return [Edit("account/forgotten", buttons=[[Button("account/start", ("go", "start"))]])]


def _withdrawn(context: Context) -> Replies:
    """Remove every row but one new one: the refusal, which is all that may be kept without consent."""
    consent = consents.latest(context.tx, context.user_id)
    users.delete(context.tx, context.user_id)
    if consent:
        users.ensure(context.tx, context.user_id, context.language, context.now)
        consents.record(context.tx, context.user_id, consent.version, False, context.now)
    return [Edit("account/withdrawn", buttons=CONSENT_ASKED)]


def _consent(context: Context) -> dict[str, object]:
    consent = consents.latest(context.tx, context.user_id)
    agreed = consent if consent and consent.given else None
    return {
        "version": agreed.version if agreed else None,
        "agreed_on": agreed.answered_at.date() if agreed else None,
    }


def _privacy_rows(context: Context) -> Rows:
    return [[Button("account/rights", ("acc", "rights"))], *_ways_out(context)]


def _rights_rows(context: Context) -> Rows:
    return [[Button("account/back", ("acc", "privacy"))], *_ways_out(context)]


def _ways_out(context: Context) -> Rows:
    """Withdrawing must be as easy as agreeing was: one tap here, one to be sure."""
    if users.find(context.tx, context.user_id) is None:
        return []
    rows = [[Button("account/export", ("acc", "export"))], [Button("account/delete", ("acc", "delete"))]]
    consent = consents.latest(context.tx, context.user_id)
    if consent and consent.given:
        rows.insert(1, [Button("account/health", ("acc", "health"))])
        rows.insert(2, [Button("account/withdraw", ("acc", "withdraw"))])
    return rows


def _sure(yes: str) -> Rows:
    return [[Button(f"account/yes_{yes}", ("acc", yes))], [Button("account/keep", ("acc", "keep"))]]
