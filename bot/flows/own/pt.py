"""/pt: what a physical therapist does for walking, what to ask, how to find one near by.

A place that was shared is used for the address of a map search and then forgotten: it is never stored.
"""

from urllib.parse import quote

from bot.facts.context import Context
from bot.messages import Button, Edit, Replies, Rows, Say
from bot.store.person import expecting, users

PAGES = ("does", "hands", "when", "ask")
"""Groups of `content/pt.yaml`, each a page."""
TOWN_AT_MOST = 60
"""Characters of a typed town; anything longer is a message, not a place."""
ROUNDED_TO = 2
"""Decimals of a degree that go into a map address: about a kilometre, enough to search near by."""


def show(context: Context, argument: str) -> Replies:
    """Answer /pt; "/pt Leeds" goes straight to the map."""
    if argument and _is_town(argument):
        return _map(argument)
    return [_page(context, "does", Say)]


def tapped(context: Context, arguments: tuple[str, ...]) -> Replies:
    """Take a tap: (page,), ("find",) or ("share",)."""
    match arguments:
        case ("share",):
            _expect(context)
            return [Say("pt/share", keyboard="location")]
        case ("find",):
            _expect(context)
            stored = users.find(context.tx, context.user_id) is not None
            rows = [[Button("pt/share", ("pt", "share"))], *_rows(context, "find")]
            return [Edit("pt/find", {"may_type": stored}, rows)]
        case (page,) if page in PAGES:
            return [_page(context, page, Edit)]
    return [_page(context, "does", Edit)]


def located(context: Context, latitude: float, longitude: float) -> Replies:
    """Answer a place that was shared with a map search around it, and take the keyboard away."""
    expecting.clear(context.tx, context.user_id)
    near = f"{round(latitude, ROUNDED_TO)},{round(longitude, ROUNDED_TO)}"
    return [Say("pt/located", keyboard="remove"), *_map(near)]


def typed(context: Context, entity_id: int, field: str, text: str) -> Replies | None:
    """Take the name of a town; None for what cannot be one."""
    if not _is_town(text):
        return None
    expecting.clear(context.tx, context.user_id)
    return [Say("pt/typed", keyboard="remove"), *_map(text)]


def _is_town(text: str) -> bool:
    """Tell whether `text` may name a town: short, one line, letters, at most a postcode's digits."""
    letters = sum(character.isalpha() for character in text)
    return letters >= 2 and len(text) <= TOWN_AT_MOST and "\n" not in text and not set(text) & set("?!/:")


def _expect(context: Context) -> None:
    """Wait for a typed town; a stranger's row could not be kept, they write "/pt Leeds"."""
    if users.find(context.tx, context.user_id):
        expecting.ask(context.tx, context.user_id, "pt", 0, "town", context.now)


def _map(near: str) -> Replies:
    search = quote(f"physical therapist near {near}")
    other = quote(f"physiotherapist near {near}")
    rows = [
        [Button("pt/google_maps", url=f"https://www.google.com/maps/search/?api=1&query={search}")],
        [Button("pt/openstreetmap", url=f"https://www.openstreetmap.org/search?query={other}")],
        [Button("pt/ask", ("pt", "ask"))],
    ]
    return [Say("pt/map", buttons=rows)]


def _page(context: Context, page: str, message: type[Say] | type[Edit]) -> Say | Edit:
    names = tuple(name for name, fact in context.library.pt.items() if fact.kind == page)
    return message(f"pt/{page}", {"names": names}, _rows(context, page))


def _rows(context: Context, page: str) -> Rows:
    """Return the other pages, and what is good to know elsewhere."""
    pages = [Button(f"pt/{name}", ("pt", name)) for name in (*PAGES, "find") if name != page]
    known = [
        [Button("pt/know", url=fact.url, facts={"name": name})]
        for name, fact in context.library.pt.items()
        if fact.kind == "know" and fact.url
    ]
    return [pages[:2], pages[2:], *known]
