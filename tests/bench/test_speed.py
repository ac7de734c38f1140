"""The programs of `make bench` still run, at the smallest sizes; no figure is judged."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bench.speed import growth, ours, pictures, processes, rivals, taps, transport
from bench.speed.clients import CLIENTS, there
from bench.speed.page import Table
from bench.speed.population import KEY, NUDGED_AT, TODAY, Life, live, populate
from bench.speed.processes import Figures
from bench.speed.rounds import Rounds
from bench.speed.server import Server, World, listen
from bot.store.database import Database


@dataclass
class Listening:
    """A load server on this loop, and where it listens."""

    state: Server
    url: str

    @property
    def world(self) -> World:
        """What it noted."""
        return self.state.world


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Listening]:
    """One a test."""
    state = Server()
    listening, port = await listen(state)
    yield Listening(state, f"http://127.0.0.1:{port}")
    state.close()
    listening.close()
    await asyncio.sleep(0)


async def answered(server: Listening, bot: Awaitable[None], people: list[tuple[int, list[str]]]) -> list[float]:
    """Let people tap with a bot, and return how long each tap took."""
    running = asyncio.ensure_future(bot)
    await server.world.tap(people, 0)
    wanted = sum(len(chain) for _, chain in people)
    while len(server.world.latencies) < wanted and not running.done():  # noqa: ASYNC110 - the bot is on the wire
        await asyncio.sleep(0.001)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    return server.world.latencies


async def store_of(path: Path, life: Life, users: int) -> str:
    """Fill a store with copies of a life."""
    await populate(path / "store.db", [life], users)
    return str(path / "store.db")


@pytest.mark.parametrize("client", [name for name in CLIENTS if there(name)])
async def test_every_client_sends(server: Listening, client: str) -> None:
    """Each of them is understood by the load server, which counts its messages."""
    await transport.contestant(client, server.url, count=5, in_flight=2, warm_up=1)
    assert server.world.calls["sendMessage"] == len(server.world.sent_at) == 6


async def test_everybody_is_nudged_once(server: Listening, tmp_path: Path) -> None:
    """The copies of one life are people like any other: each gets their nudge, and the next is planned."""
    store = await store_of(tmp_path, await live(2, checking_in=False), 5)
    await ours.nudge(server.url, store, NUDGED_AT.isoformat(), per_second=1000)
    assert server.world.calls["sendMessage"] == 5
    database = await Database.open(Path(store), KEY)
    async with database.transaction() as tx:
        rows = tx.all("SELECT on_day FROM nudges WHERE kind = 'daily' AND status = 'pending'")
    await database.close()
    assert [row["on_day"] for row in rows] == ["2026-12-17"] * 5


async def test_a_check_in_is_four_taps(server: Listening, tmp_path: Path) -> None:
    """Everyone's check-in is complete after them, in our application."""
    life = await live(2, checking_in=True)
    store = await store_of(tmp_path, life, 3)
    now = (NUDGED_AT + timedelta(hours=1)).isoformat()
    waits = await answered(
        server, ours.serve(server.url, store, now, per_second=1000), taps.conversations(life, range(3))
    )
    assert len(waits) == 12
    database = await Database.open(Path(store), KEY)
    async with database.transaction() as tx:
        rows = tx.all("SELECT worst_pain, effort FROM walks WHERE on_day = '2026-12-16'")
    await database.close()
    assert [(row["worst_pain"], row["effort"]) for row in rows] == [(2, "easy")] * 3


@pytest.mark.parametrize("bot", [bot for name, bot in taps.BOTS.items() if there(name.partition(",")[0])])
async def test_the_smallest_bots_answer_taps(server: Listening, tmp_path: Path, bot: str) -> None:
    """They make the same two calls."""
    program = getattr(rivals, bot)(server.url, str(tmp_path / "taps.db"))
    assert len(await answered(server, program, [(1, ["a", "b"]), (2, ["c"])])) == 3
    assert server.world.calls["answerCallbackQuery"] == server.world.calls["editMessageText"] == 3


async def test_a_store_of_many_does_a_days_work(tmp_path: Path) -> None:
    """Commands, taps and nudges of people from everywhere in the store are applied, each of them."""
    store = await store_of(tmp_path, await live(2, checking_in=False), 200)
    found = await growth.contestant(store, 200)
    assert found["nudged"] == 200
    database = await Database.open(Path(store), KEY)
    async with database.transaction() as tx:
        logged = tx.all("SELECT DISTINCT user_id FROM walks WHERE on_day = ?", (str(TODAY),))
    await database.close()
    assert len(logged) == len(set(growth._at_work(200)))


def test_ratios_are_taken_within_a_round() -> None:
    """A round in which everything is slow changes no ratio; the order changes with every round."""
    order: list[str] = []

    def measure(name: str) -> Figures:
        order.append(name)
        slow = 10 if len(order) in (3, 4) else 1
        return {"per_second": (100 if name == "a" else 50) / slow}

    rounds = Rounds.of(["a", "b"], 3, measure)
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert rounds.ratio("a", "b", "per_second") == 2
    assert rounds.median("b", "per_second") == 50


def test_percentiles() -> None:
    """The smallest value that so many per cent do not exceed."""
    assert [taps.percentile(list(range(1, 101)), p) for p in (50, 99, 100)] == [50, 99, 100]
    assert taps.percentile([7.0], 99) == 7.0


def test_a_table_in_markdown() -> None:
    """Figures stand to the right."""
    text = Table("Taps", "How.", ("", "ms"), [["Walk Coach", "3"]]).text()
    assert text == "### Taps\n\nHow.\n\n|  | ms |\n|---|---:|\n| Walk Coach | 3 |"


async def test_the_picture_that_is_measured_is_ours() -> None:
    """It draws what people are sent; the other library's is drawn where it is installed."""
    figures = await pictures.contestant(pictures.TYPST, count=2)
    assert set(figures) == {"first_ms", "warm_ms", "grown_mb"}


def test_pages_of_the_report_leave_little_memory() -> None:
    """What typst laid out for the last ten is dropped, at once: after six it would be 100 MB more."""
    ours, kept = (
        processes.run("bench.speed.pictures:reporter", name=name, count=6)["grown_mb"]
        for name in (pictures.DROPPED, pictures.KEPT)
    )
    assert ours + 40 < kept
