"""A simulated person: who they are, and how they answer. What their pain does is in `pain`.

Every figure here is an assumption of the simulation, none is a rule of the coach; all of them are invented.
"""

from dataclasses import dataclass
from random import Random

from bench.cohort.pain import Pain
from bot.domain.coaching.profile import OFTEN

HABITS = {"diligent": 35, "steady": 35, "patchy": 15, "lapsing": 15}
WALKS = {"diligent": 0.95, "steady": 0.85, "patchy": 0.55, "lapsing": 0.75}
SILENT, SILENCES = 0.03, (3, 6, 10, 16, 24, 40, 400)
"""Chance that somebody who lapses is not seen from a day on, and for how many days."""
AGES = {"18-64": 60, "65-69": 20, "70+": 20}
REGIONS = ("back", "knee", "hip", "arthritis", "stiffness")
CITIES = {
    "Madrid": "Europe/Madrid",
    "New York": "America/New_York",
    "Sydney": "Australia/Sydney",
    "Kolkata": "Asia/Kolkata",
    "Auckland": "Pacific/Auckland",
    "Santiago": "America/Santiago",
}
START_FLAGS = ("limited", "chest", "saddle", "weakness", "fall", "fever", "calf", "cancer", "surgery")
LIMITS = ("pregnant", "bones", "falls", "pressure")
NIGHTS = ("woken", "rest", "legs", "stiff")
JOINTS = ("meniscus", "joint_replacement", "wrist_shoulder", "hand")
EVENTS = {
    "I can't feel my legs": "both_legs",
    "chest pain": "chest",
    "numb between my legs": "saddle",
    "I have a fever and my knee is hot and swollen": "fever",
    "my left calf is swollen and warm": "calf",
    "I fell down the stairs": "accident",
}
"""What may befall somebody, as they type it → the red-flag question that it answers with yes."""
WALK_EVENT = "after_walk"
RED_FLAGS = 0.015
"""Share of people whom a red flag befalls in the half year: 1-2 %."""
STOPPING_SHARE, STOPPING_DAYS = 0.5, (30, 180)
"""Half of the people stop logging some day between these; they are reported apart."""

NOTICES, FEELS_A_POINT = 0.9, 0.5
"""Says "more than usual" where pain is 2 points or more above the usual; where it is one point above."""


def says_more(random: Random, above: float) -> bool:
    """Tell whether somebody says that pain is more than usual, so many points above it."""
    return random.random() < (NOTICES if above >= 2 else FEELS_A_POINT if above >= 1 else 0)


def one_of(random: Random, weights: dict[str, int]) -> str:
    """Draw a key by its weight."""
    return random.choices(list(weights), list(weights.values()))[0]


def stops_on(random: Random) -> int | None:
    """Return the day from which somebody answers nothing any more; None: they go on."""
    return random.randint(*STOPPING_DAYS) if random.random() < STOPPING_SHARE else None


@dataclass(frozen=True)
class Traits:
    """Who somebody is. Days count from the first one.

    `nights`: what their pain does at night and at rest; `joints`: what keeps moves locked, once they are asked;
    `curious`: tries the exercises; `ambition`: how likely they want six more weeks; `overdoes`: walks so many times
    what is offered.
    """

    age: str
    regions: tuple[str, ...]
    city: str
    hour: int
    days_off: tuple[int, ...]
    habit: str
    pain: Pain
    says_minutes: tuple[str, ...]
    often: str
    overdoes: float
    start_flags: frozenset[str]
    red_flag_on: int | None
    gentle: bool
    types: bool
    severe_knee: bool
    ambition: float
    curious: bool
    travels: bool
    nights: frozenset[str]
    stops_on: int | None
    joints: frozenset[str]

    @classmethod
    def draw(cls, random: Random, days: int) -> "Traits":
        """Draw a person."""
        age = one_of(random, AGES)
        pain = Pain.draw(random)
        flags = {random.choice(START_FLAGS)} if random.random() < 0.08 else set()
        limits = {random.choice(LIMITS[1:] if age != "18-64" else LIMITS)} if random.random() < 0.15 else set()
        return cls(
            age=age,
            regions=tuple(random.sample(REGIONS, 2 if random.random() < 0.3 else 1)),
            city=random.choice(list(CITIES)),
            hour=60 * random.randint(7, 20),
            days_off=tuple(random.sample(range(7), random.choice((0, 0, 0, 1, 2, 4)))),
            habit=one_of(random, HABITS),
            pain=pain,
            stops_on=stops_on(random),
            says_minutes=_said(random, pain.tolerance),
            often=random.choice(OFTEN),
            overdoes=random.uniform(1.4, 2) if random.random() < 0.1 else 1.0,
            start_flags=frozenset(flags | limits),
            red_flag_on=random.randrange(7, days) if random.random() < RED_FLAGS else None,
            gentle=random.random() < 0.3,
            types=random.random() < 0.3,
            severe_knee=random.random() < 0.15,
            ambition=random.choice((0.5, 0.8, 1.0)),
            curious=random.random() < 0.4,
            travels=random.random() < 0.1,
            nights=frozenset(random.sample(NIGHTS, random.randint(1, 2)) if random.random() < 0.15 else ()),
            joints=frozenset({random.choice(JOINTS)} if random.random() < 0.3 else ()),
        )

    @classmethod
    def of(cls, seed: str, user_id: int, days: int) -> "Traits":
        """Return who a person of a cohort is."""
        return cls.draw(Random(f"{seed}:{user_id}"), days)

    def kinds(self) -> list[str]:
        """Return what they count as in a table of who took part."""
        traits = {
            "with two painful places": len(self.regions) > 1,
            "with a flag at the start": bool(self.start_flags - {*LIMITS}),
            "with a limit to the exercises": bool(self.start_flags & {*LIMITS}),
            "with a red flag later": self.red_flag_on is not None,
            "with pain at night": bool(self.nights),
            "walking more than is offered": self.overdoes > 1,
            "typing rather than tapping": self.types,
            "trying the exercises": self.curious,
            "who travel": self.travels,
            "who stop logging": self.stops_on is not None,
            "who chose the gentle pace": self.gentle,
        }
        return [
            f"aged {self.age}",
            self.habit,
            f"pain {self.pain.kind}",
            *(kind for kind, it_is in traits.items() if it_is),
        ]


def _said(random: Random, minutes: float) -> tuple[str, ...]:
    """Return how somebody answers the question for comfortable minutes: not too much, or unsure."""
    if random.random() < 0.08:
        return "unsure", random.choice(("some", "rarely"))
    if minutes >= 20:
        return "20", random.choice(("some", "some", "most"))
    return (str(max(choice for choice in (2, 4, 6, 8, 10, 15) if choice <= minutes)),)
