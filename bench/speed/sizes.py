"""How much is measured."""

from dataclasses import dataclass

from bot.chat.outgoing.transport import CONNECTIONS


@dataclass(frozen=True)
class Sizes:
    """All counts; seconds and delays in seconds."""

    rounds: int = 3
    delay: float = 0.05
    messages: int = 1_000  # through each client
    in_flight: int = CONNECTIONS  # as many as Walk Coach has
    nudges: int = 2_000  # through the whole pipeline
    tappers: int = 200  # who check in at once, four taps each
    calm_tappers: int = 50  # who check in one after the other
    calm_every: float = 0.1
    paced_seconds: float = 15.0
    bulk: int = 10_000  # nudges that go out while people tap
    due: tuple[int, ...] = (1_000, 10_000, 100_000)
    looked_at: int = 2_000  # nudges sent before memory is looked at
    users: tuple[int, ...] = (1_000, 10_000, 100_000)
    most_users: int = 1_000_000
    jobs: int = 100_000


FULL = Sizes()
QUICK = Sizes(
    rounds=1,
    messages=500,
    nudges=500,
    tappers=50,
    calm_tappers=20,
    paced_seconds=8.0,
    bulk=2_000,
    due=(500, 5_000),
    looked_at=500,
    users=(1_000, 10_000),
    most_users=0,
    jobs=5_000,
)
