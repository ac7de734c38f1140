"""Messages a second through each client: what it costs to send one, before anything else is done."""

from bench.speed.clients import CLIENTS, flood, share, there
from bench.speed.page import Part, Table
from bench.speed.processes import Figures, Load, Stopwatch, run
from bench.speed.rounds import Rounds
from bench.speed.sizes import Sizes

WARM_UP = 200


async def contestant(client: str, url: str, count: int, in_flight: int, warm_up: int = WARM_UP) -> Figures:
    """Send `count` messages through one client, after some that are not measured."""
    async with CLIENTS[client](url, in_flight) as send:
        await flood(send, warm_up, in_flight)
        with Stopwatch() as watch:
            await flood(send, count, in_flight)
    return watch.rate(count)


def measure(load: Load, sizes: Sizes) -> Part:
    """Measure every client that is installed, without a delay and with one."""
    names = [name for name in CLIENTS if there(name)]

    def one(name: str, delay: float) -> Figures:
        load.reset(delay)
        count = share(name, sizes.messages)
        return run(f"{__name__}:contestant", client=name, url=load.url, count=count, in_flight=sizes.in_flight)

    bare = Rounds.of(names, sizes.rounds, lambda name: one(name, 0.0))
    far = Rounds.of(names, sizes.rounds, lambda name: one(name, sizes.delay))
    rows = [
        [
            name,
            f"{bare.median(name, 'per_second'):,.0f}",
            f"{bare.median(name, 'processor_ms'):.2f}",
            f"{far.median(name, 'per_second'):,.0f}",
            f"{far.ratio(name, 'python-telegram-bot', 'per_second'):.1f} ×",
        ]
        for name in names
    ]
    method = (
        f"{sizes.messages:,} calls of sendMessage with a nudge's text and five buttons, {sizes.in_flight} in flight"
        " (python-telegram-bot a quarter of them)."
        f" With a delay of {1000 * sizes.delay:.0f} ms nobody can send more than"
        f" {sizes.in_flight / sizes.delay:,.0f} a second."
    )
    columns = (
        "client",
        "messages/s, no delay",
        "processor ms each",
        "messages/s, with delay",
        "to python-telegram-bot",
    )
    return Part("Transport", [Table("Messages through the client alone", method, columns, rows)])
