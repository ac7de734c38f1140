"""Pain as diaries show it: a level with a course, day-to-day noise, flares, and a response to each walk.

Every figure here is an assumption of the simulation, none is a rule of the coach. Its source, or "invented", stands
beside it.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import floor, log, sqrt
from random import Random

DAYS = 182
NOISE_MEAN, NOISE_SPREAD = 1.1, 0.35
"""Within-person SD of a day's pain, log-normal (SD 1.0-1.2: Page 2022, J Pain, n=140; its spread invented)."""
AUTOCORRELATION = (0.2, 0.6)
"""Of one day's noise with the next day's (invented; swept)."""
START_MEAN, START_SPREAD = 4.0, 1.5
"""Level at the start (invented, for people who look for help with pain)."""
COURSE_MEAN, COURSE_SPREAD = -1.0, 1.2
"""Change of the level in 26 weeks (invented)."""
RESPONSES = {+1: (0.14, 0.22), +2: (0.04, 0.08), +3: (0.01, 0.03), -1: (0.08, 0.12)}
"""Chance that a walk within tolerance changes pain by so many points: the range over people (invented; mostly 0)."""
FLARES = ((0.0, 1.0), (6.0, 8.0))
"""Flares a year: half of the people are of either kind (invented after the spread that diaries show)."""
FLARE_DAYS = (3, 9)
"""Length (a flare lasts 3-8 days in the middle: Thomas 2021)."""
FLARE_RISE = (2.0, 4.0)
"""Points above the level (invented)."""
BEYOND = 8.0
"""Points of rise for each whole tolerance that a walk is too long: 25 % too long is 2 points (invented)."""
LASTING = 0.5
"""Share of a rise that is left two hours later, and again of that the next morning (invented)."""
RELIEF = 1.0
"""Points that a professional's treatment takes from the level (invented)."""
TRAINING, RESTING = 1.01, 0.995
"""What a walk within tolerance, and a day without one, make of the tolerance (invented; swept)."""


@dataclass(frozen=True)
class Pain:
    """What somebody's pain does. Minutes are those of the tolerance; `course` is the points from `turns_on` to the end.

    `risen_in`: days in which the course is run through; after them the level stays.
    """

    kind: str
    level: float
    course: float = 0.0
    turns_on: int = 0
    risen_in: int = DAYS
    noise: float = 0.8
    correlation: float = 0.4
    responses: tuple[tuple[int, float], ...] = ()
    flares_a_year: float = 0.0
    tolerance: float = 60.0
    training: float = 1.0
    relief: float = RELIEF

    @classmethod
    def draw(cls, random: Random) -> "Pain":
        """Draw somebody of the mixed cohort."""
        course = random.gauss(COURSE_MEAN, COURSE_SPREAD)
        sigma = sqrt(log(1 + NOISE_SPREAD**2))
        return cls(
            kind="improving" if course < -0.5 else "worsening" if course > 0.5 else "steady",
            level=min(8.0, max(0.5, random.gauss(START_MEAN, START_SPREAD))),
            course=course,
            noise=random.lognormvariate(log(NOISE_MEAN) - sigma**2 / 2, sigma),
            correlation=random.uniform(*AUTOCORRELATION),
            responses=tuple((points, random.uniform(*chances)) for points, chances in RESPONSES.items()),
            flares_a_year=random.uniform(*random.choice(FLARES)),
            tolerance=min(45.0, max(2.0, random.lognormvariate(2.9, 0.55))),
            training=TRAINING,
        )


def responses(at: float) -> tuple[tuple[int, float], ...]:
    """Return responses to a walk between the lowest (0) and the highest (1) of their ranges."""
    return tuple((points, low + at * (high - low)) for points, (low, high) in RESPONSES.items())


STEADY = Pain("steady at 4, lower noise", 4.0, noise=0.8, responses=responses(0))
QUIET = Pain("no noise", 2.0, noise=0.0)


class Body:
    """Somebody's pain from day to day."""

    def __init__(self, pain: Pain, random: Random) -> None:
        self.traits, self.random = pain, random
        self.capacity = pain.tolerance
        self.carried = 0.0
        self.flare_days = 0
        self.flare_rise = 0.0
        self.eased = 0.0  # what a treatment took from the level
        self.noise = random.gauss(0, pain.noise)
        self.age = 0  # days lived
        self.today: date | None = None
        self.walked = False

    @property
    def level(self) -> float:
        """The level around which pain varies."""
        pain = self.traits
        run = min(1.0, max(0.0, (self.age - pain.turns_on) / pain.risen_in))
        return min(8.5, max(0.0, pain.level + pain.course * run - self.eased))

    def wake(self, day: date) -> None:
        """Let the nights up to `day` pass."""
        for _ in range(0 if self.today is None else (day - self.today).days):
            self.night()
        self.today = day

    def night(self) -> None:
        """Let a night pass."""
        pain, random = self.traits, self.random
        self.age += 1
        kept = pain.correlation
        self.noise = kept * self.noise + sqrt(1 - kept * kept) * random.gauss(0, pain.noise)
        self.carried *= LASTING
        if self.flare_days:
            self.flare_days -= 1
        elif random.random() < pain.flares_a_year / 365:
            self.flare_days, self.flare_rise = random.randint(*FLARE_DAYS), random.uniform(*FLARE_RISE)
        if not self.walked and pain.training > 1:
            self.capacity = max(pain.tolerance * 0.7, self.capacity * RESTING)
        self.walked = False

    def pain(self) -> int:
        """Return the pain of now, 0-10."""
        flare = self.flare_rise if self.flare_days else 0.0
        return min(10, max(0, round(self.level + self.noise + self.carried + flare)))

    def settled(self) -> bool:
        """Tell whether pain is within a point of the usual."""
        return self.pain() <= round(self.level) + 1

    def walk(self, minutes: float) -> int:
        """Walk, and return the worst pain."""
        now = self.pain()
        ratio = minutes / self.capacity
        points = self._response() + self._beyond(ratio)
        self.carried = min(4.0, self.carried + LASTING * max(0, points))
        if ratio <= 1:
            self.capacity = min(75.0, self.capacity * self.traits.training)
        self.walked = True
        return min(10, max(0, now + points))

    def _response(self) -> int:
        at = self.random.random()
        for points, chance in self.traits.responses:
            at -= chance
            if at < 0:
                return points
        return 0

    def _beyond(self, ratio: float) -> int:
        rise = BEYOND * max(0.0, ratio - 1)
        return floor(rise) + (self.random.random() < rise - floor(rise))

    def treated(self) -> None:
        """Come back from a physical therapist or a doctor."""
        self.eased += self.traits.relief


def kind(name: str, of: Pain, **changes: object) -> Pain:
    """Return a kind of people like another, with other figures."""
    return replace(of, kind=name, **changes)  # type: ignore[arg-type]
