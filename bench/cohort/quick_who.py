"""Who lives under the rules alone, and what became of them: see `quick`."""

from collections import Counter
from dataclasses import dataclass, field

from bench.cohort.body import WALKS, Traits
from bench.cohort.pain import DAYS, Pain
from bot.domain.coaching.profile import EVERY_DAY, GENTLE, STANDARD

YOUNG, STANDARD_PAIN = "18-64", 5
"""Who may walk at the standard pace; half a point of the level is no matter here."""


@dataclass(frozen=True)
class Who:
    """A person and how they take part. `start`: comfortable minutes as they say; None: they do not know."""

    pain: Pain
    start: int | None = 12
    style: str = STANDARD
    done: float = 1.0  # chance that they walk on a day
    stops_on: int | None = None
    walk_days: tuple[int, ...] = EVERY_DAY
    all_before: bool = False  # tells the pain before every walk
    often: str | None = None
    age: str | None = None
    lapses: bool = False  # is not seen for some days now and then

    @classmethod
    def of(cls, traits: Traits) -> "Who":
        """Return somebody of the whole cohort, as far as the rules alone know them."""
        said = traits.says_minutes[0]
        pain = traits.pain
        quick = not traits.gentle and traits.age == YOUNG and pain.level <= STANDARD_PAIN and not traits.start_flags
        return cls(
            pain,
            start=None if said == "unsure" else int(said),
            style=STANDARD if quick else GENTLE,
            done=WALKS[traits.habit],
            stops_on=traits.stops_on,
            walk_days=tuple(day for day in EVERY_DAY if day not in traits.days_off),
            often=traits.often,
            age=traits.age,
            lapses=traits.habit == "lapsing",
        )


@dataclass
class Lived:
    """What became of one half-year."""

    goal_week: int | None = None
    minutes: list[int] = field(default_factory=lambda: [0] * (DAYS // 7))
    doses: list[int] = field(default_factory=list)  # minutes of a target walk, week by week
    alarms: Counter[str] = field(default_factory=Counter)
    first_alarm: dict[str, int] = field(default_factory=dict)  # day
    held_days: int = 0
    reds: list[int] = field(default_factory=lambda: [0] * (DAYS // 7))
    reviews: Counter[str] = field(default_factory=Counter)
    days: int = 0
    treated: list[int] = field(default_factory=list)  # days on which a professional eased the pain by a point
    severe_starts: int = 0  # walks begun with severe pain that no gate was told
    asked: Counter[str] = field(default_factory=Counter)  # questions of weeks 9-26, by what they ask
    questions: list[list[int]] = field(default_factory=lambda: [[], [], []])  # a walk day, weeks 1-2, 3-8, 9-26
