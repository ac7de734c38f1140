"""Who may ask: programs of this machine and the server's own page."""

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.localchat.person import Person
from bot.localchat.server import LocalServer


async def status(server: LocalServer, path: str, **headers: str) -> int:
    """Return the status of a GET."""
    async with aiohttp.ClientSession() as session, session.get(server.url + path, headers=headers) as response:
        return response.status


@pytest.mark.parametrize("path", ["/", "/local/chat", "/bot1:x/getMe"])
@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example:80", "", "[::1", "localhost.evil"])
async def test_other_names_are_refused(server: LocalServer, path: str, name: str) -> None:
    """A foreign name for this address is DNS rebinding."""
    assert await status(server, path, Host=name) == 403


async def test_other_sites_pages_are_refused(server: LocalServer) -> None:
    """Another origin, even another port of this machine, gets nothing."""
    for origin in ("https://evil.example", "http://127.0.0.1:1", "null"):
        assert await status(server, "/local/chat", Origin=origin) == 403
    assert await status(server, "/local/chat", **{"Sec-Fetch-Site": "cross-site"}) == 403
    assert await status(server, "/local/chat", Origin=server.url) == 200
    assert await status(server, "/local/chat", Host="localhost:80") == 200


async def test_acts_are_json_only(server: LocalServer, ana: Person) -> None:
    """A form of another site cannot act, and nonsense is refused."""
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server.url}/local/say", data={"user": "7", "text": "x"}) as response:
            assert response.status == 415
        for body, expected in [
            ([], 400),
            ({"user": 7, "text": ""}, 400),
            ({"user": 99, "text": "x"}, 404),
            ({"user": 7, "text": "x"}, 200),
        ]:
            async with session.post(f"{server.url}/local/say", json=body) as response:
                assert response.status == expected
    assert ana.messages[-1]["text"] == "x"


async def test_only_page_files_are_served(server: LocalServer) -> None:
    """No way leads out of the page's folder."""
    assert await status(server, "/page/chat.js") == 200
    for path in ("/page/..%2Fserver.py", "/page/none.js", "/local/file/none"):
        assert await status(server, path) == 404


async def test_loopback_only(clock: FixedClock) -> None:
    """Listening to the network is refused."""
    with pytest.raises(ValueError, match="loopback"):
        await LocalServer(clock).start("0.0.0.0")
