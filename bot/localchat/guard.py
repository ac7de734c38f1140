"""Who may ask: this machine's own programs, and this server's own page. No other site's page, whatever its name says.

A page elsewhere can send requests to a loopback address, and can give its own name that address (DNS rebinding).
Its browser then names that other site in Host or Origin, and that is where it ends.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = ("127.0.0.1", "localhost", "::1")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self';"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse strangers; give every answer of the page the headers that keep it to itself."""
    host = request.headers.get("Host", "")
    origin = request.headers.get("Origin")
    own_origin = origin is None or origin == f"http://{host}"
    if _name(host) not in LOOPBACK or not own_origin or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return web.Response(status=403, text="This address answers only to programs and pages of this machine.\n")
    if request.method == "POST" and request.path.startswith("/local/") and request.content_type != "application/json":
        return web.Response(status=415, text="JSON only.\n")
    return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Add the headers of the page; the Bot API's answers go without."""
    if not request.path.startswith(("/bot", "/file/")):
        response.headers.update(HEADERS)


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
