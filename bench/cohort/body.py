"""A simulated person: who they are, and a body whose pain responds to load.

Every figure here is an assumption of the simulation, none is a rule of the coach.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from bot.domain.profile import OFTEN

COURSES = {"improving": 45, "steady": 30, "fluctuating": 15, "worsening": 10}
HABITS = {"diligent": 35, "steady": 35, "patchy": 15, "lapsing": 15}
WALKS = {"diligent": 0.95, "steady": 0.85, "patchy": 0.55, "lapsing": 0.75}
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


def one_of(random: Random, weights: dict[str, int]) -> str:
    """Draw a key by its weight."""
    return random.choices(list(weights), list(weights.values()))[0]


@dataclass(frozen=True)
class Traits:
    """Who somebody is. Minutes are those that are comfortable at the start; days count from the first one.

    `nights`: what their pain does at night and at rest; `joints`: what keeps moves locked, once they are asked;
    `curious`: tries the exercises; `ambition`: how likely they want six more weeks; `overdoes`: walks so many times
    what is offered.
    """

    age: str
    regions: tuple[str, ...]
    city: str
    hour: int
    days_off: tuple[int, ...]
    course: str
    habit: str
    pain: float
    minutes: float
    says_minutes: tuple[str, ...]
    often: str
    sensitivity: float
    overdoes: float
    start_flags: frozenset[str]
    red_flag_on: int | None
    standard_pace: bool
    types: bool
    severe_knee: bool
    ambition: float
    curious: bool
    travels: bool
    nights: frozenset[str]
    joints: frozenset[str]

    @classmethod
    def draw(cls, random: Random, days: int) -> "Traits":
        """Draw a person."""
        age = one_of(random, AGES)
        minutes = min(45.0, max(2.0, random.lognormvariate(2.9, 0.55)))
        flags = {random.choice(START_FLAGS)} if random.random() < 0.08 else set()
        limits = {random.choice(LIMITS[1:] if age != "18-64" else LIMITS)} if random.random() < 0.15 else set()
        return cls(
            age=age,
            regions=tuple(random.sample(REGIONS, 2 if random.random() < 0.3 else 1)),
            city=random.choice(list(CITIES)),
            hour=60 * random.randint(7, 20),
            days_off=tuple(random.sample(range(7), random.choice((0, 0, 0, 1, 2, 4)))),
            course=one_of(random, COURSES),
            habit=one_of(random, HABITS),
            pain=random.triangular(0, 6.5, 1.5),
            minutes=minutes,
            says_minutes=_said(random, minutes),
            often=random.choice(OFTEN),
            sensitivity=random.uniform(0.5, 3),
            overdoes=random.uniform(1.4, 2) if random.random() < 0.1 else 1.0,
            start_flags=frozenset(flags | limits),
            red_flag_on=random.randrange(7, days) if random.random() < 0.04 else None,
            standard_pace=random.random() < 0.3,
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
            "who chose the faster pace": self.standard_pace,
        }
        return [
            f"aged {self.age}",
            self.habit,
            f"pain {self.course}",
            *(kind for kind, it_is in traits.items() if it_is),
        ]


class Body:
    """Pain that has a level, good and bad days and flares, and that rises with more load than it is used to."""

    def __init__(self, traits: Traits, random: Random) -> None:
        self.traits, self.random = traits, random
        self.base = traits.pain
        self.level = traits.pain
        self.capacity = traits.minutes
        self.carried = 0.0
        self.flare_days = 0
        self.flare_pain = 0.0
        self.today: date | None = None
        self.walked = False
        self.noise = 0.0

    def wake(self, day: date) -> None:
        """Let the nights up to `day` pass."""
        passed = 1 if self.today is None else (day - self.today).days
        self.today = day
        for _ in range(passed):
            self._night()

    def _night(self) -> None:
        random, course = self.random, self.traits.course
        drift = {"improving": -0.025, "steady": 0.0, "fluctuating": 0.0, "worsening": 0.012}[course]
        self.base = min(7.0, max(0.5, self.base + drift))
        spread = 0.4 if course == "fluctuating" else 0.15
        self.level += 0.2 * (self.base - self.level) + random.gauss(0, spread)
        self.level = min(9.0, max(0.0, self.level))
        self.carried *= 0.5
        self.noise = random.gauss(0, 0.4)
        if self.flare_days:
            self.flare_days -= 1
        elif random.random() < 1 / 80:
            self.flare_days, self.flare_pain = random.randint(3, 9), random.uniform(2, 4.5)
        if not self.walked:
            self.capacity = max(self.traits.minutes * 0.7, self.capacity * 0.995)
        self.walked = False

    def pain(self) -> int:
        """Return the pain of now, 0-10."""
        flare = self.flare_pain if self.flare_days else 0.0
        return min(10, max(0, round(self.level + self.carried + flare + self.noise)))

    def walk(self, minutes: float) -> int:
        """Walk, and return the worst pain. What is more than usual hurts; what is not trains."""
        ratio = minutes / self.capacity
        rise = max(0.0, self.traits.sensitivity * (ratio - 1.15) * 3) + (1 if self.random.random() < 0.06 else 0)
        worst = min(10, self.pain() + round(rise))
        self.carried = min(4.0, self.carried + 0.5 * rise)
        self.capacity = min(75.0, self.capacity * (1.02 if ratio <= 1.3 else 0.99))
        self.base = max(0.5, self.base - (0.008 if ratio <= 1.2 else 0))
        self.walked = True
        return worst

    def treated(self) -> None:
        """Come back from a physical therapist or a doctor."""
        self.base = max(0.5, self.base - 1.5)
        self.level = max(0.5, self.level - 1.0)


def _said(random: Random, minutes: float) -> tuple[str, ...]:
    """Return how somebody answers the question for comfortable minutes: not too much, or unsure."""
    if random.random() < 0.08:
        return "unsure", random.choice(("some", "rarely"))
    if minutes >= 20:
        return "20", random.choice(("some", "some", "most"))
    return (str(max(choice for choice in (2, 4, 6, 8, 10, 15) if choice <= minutes)),)
