"""/language: Telegram's word for it is a first guess; whoever chooses is spoken to so from then on, nudges included."""

from dataclasses import replace

from bot.facts.context import Context, Walker
from bot.flows.parts.language_choice import names
from bot.flows.start import onboarding
from bot.messages import Button, Edit, Replies, Say, as_new, spoken
from bot.store.person import users


def show(context: Context, argument: str) -> Replies:
    """Answer /language."""
    return [Say("language/ask", buttons=names(context.library.words))]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: ("ask",), or (language,). Before the start is finished it goes on, in the new language."""
    language = arguments[0] if arguments else ""
    if language not in context.library.words:
        return [Edit("language/ask", buttons=names(context.library.words))]
    users.ensure(context.tx, context.user_id, language, context.now)
    users.speak(context.tx, context.user_id, language)
    if isinstance(context, Walker):
        ways_on = [[Button("language/today", ("go", "today")), Button("language/settings", ("go", "settings"))]]
        return spoken([Edit("language/chosen", buttons=ways_on)], language)
    going_on = onboarding.start(replace(context, language=language), "")
    return spoken([Edit("language/chosen"), *as_new(going_on)], language)
