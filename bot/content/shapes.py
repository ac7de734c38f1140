"""The shapes of the content files: facts without a language, and the words for them.

A fact's words have the same id: `content/tips.yaml` says when "water" is of use, `content/words/en/tips.yaml` says it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.content.readability import Measure
from bot.domain.action_plan import Answer, Barrier, Cue, Place
from bot.domain.coaching.exercises import Exercise, Restriction
from bot.domain.coaching.reason import Activity
from bot.domain.figures.drawings import Drawing
from bot.domain.rules import Rules
from bot.domain.safety.body_map import BodyPlace
from bot.domain.safety.screening import Questions
from bot.domain.typed.words import TypedWords
from bot.domain.words.beside import BesideWords
from bot.domain.words.danger_words import Triggers
from bot.domain.words.hearing import Ear
from bot.domain.words.intents import IntentWords
from bot.domain.words.opinion import WalkModels
from bot.domain.words.places_told import PlaceWords
from bot.domain.words.text_model import TextModel
from bot.domain.words.typed_answers import AnswerWords

ORIGIN = "en"
"""The language that texts are written in first; also what speakers of a language without texts get."""

Tag: TypeAlias = Literal["V", "V2", "M", "D"]
"""How sure: V read at its source, V2 seen in a secondary page, M not verified, D a default to be signed off."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a number of the rules comes from. `was`: its value in the version before, where that differed."""

    tag: Tag
    source: str
    unit: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, as it is shown on request. Citations are the same in every language."""

    citation: str
    tag: Tag
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of which the sources are known."""

    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Benefit:
    """What walking does. general: for anybody; how: it eases pain; habit: little counts; study: what was measured."""

    kind: Literal["general", "how", "habit", "study"]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What walking means for one of the places or ways in which it hurts."""

    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Tip:
    """One tip for safe walking, and when it is of use; `figures` are the numbers in its words."""

    when: frozenset[Literal["prepare", "start", "walking", "after", "hot", "cold", "air", "dark", "stop"]]
    sources: tuple[str, ...]
    daily: bool = True  # may come with any daily nudge
    figures: Mapping[str, int] = field(default_factory=dict)


Way: TypeAlias = Literal[
    "today", "log", "pain", "pt", "exercises", "tips", "why", "settings", "progress", "help_now", "wrong", "pause",
    "privacy", "language", "report", "stop", "health", "help",
]  # fmt: skip
"""What a button below an answer leads to: a command, or "wrong", the red-flag questions."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One ordinary question that is answered; `tag`: how sure the answer is; `ways`: the buttons below it."""

    tag: Tag
    sources: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ThreadFact:
    """One short message about fear and pacing, in the order they are said; `tag`: how sure it is."""

    tag: Tag
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PtFact:
    """What a physical therapist does (does), with their hands (hands), when to see one (when), what to ask (ask)."""

    kind: Literal["does", "hands", "when", "ask", "know"]
    sources: tuple[str, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ExerciseWords:
    """A card's words. `why` is one or two sentences; `steps` in their order."""

    title: str
    trains: str
    why: str
    steps: tuple[str, ...]
    mistakes: tuple[str, ...]
    kit: str
    space: str
    cautions: tuple[str, ...]
    start: str
    progress: str
    cue: str  # the one thing to think of on the way


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """`how`: what walking may do here, in two sentences; `facts`: one sentence each."""

    title: str
    how: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TitledWords:
    """A few words, and a sentence or two."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TopicWords:
    """How somebody asks an ordinary question, and the answer."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class StandingWords:
    """Why an exercise is not open, and what to mind where it is. Each is a sentence."""

    reasons: Mapping[str, str]
    cautions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """`ask` is the question, `label` its button among others; `said` completes "You said: …"."""

    ask: str
    said: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class LineWords:
    """A line that comes with a nudge, at least `LINES` of each.

    Of a target walk, within the six weeks and after them (keep), and of an easy one; on a day made smaller for safety
    (less), in a flare, after a gap; in the evening.
    """

    target: tuple[str, ...]
    keep: tuple[str, ...]
    easy: tuple[str, ...]
    less: tuple[str, ...]
    flare: tuple[str, ...]
    gap: tuple[str, ...]
    evening: tuple[str, ...]


LINES = 14
"""From so many on, none comes twice within seven days: see `bot.domain.choice.in_turn`."""


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """What people want to do again ("climb stairs"), and what stands before it in a nudge and in a week's review."""

    activities: Mapping[Activity, str]
    nudge: tuple[str, ...]
    week: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HabitWords:
    """The parts of an action plan: "after breakfast" I walk "round the block"; if "it rains", "I walk indoors"."""

    cues: Mapping[Cue, str]
    places: Mapping[Place, str]
    barriers: Mapping[Barrier, str]
    answers: Mapping[Answer, str]
    offers: Mapping[Answer, str]  # the same as advice
    eases: Mapping[str, str]  # what eases on a hard day
    whom: Mapping[str, str]  # whom to call then


@dataclass(frozen=True, slots=True)
class TableWords:
    """What a table of /export is, and what each of its columns means."""

    about: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExportedWords:
    """What /export says of itself. `page`: the sentences of its README, some with places such as `%(day)s`.

    `values`: a vocabulary of `bot.export.columns` → each value that a column of it may hold, and what that means.
    """

    page: Mapping[str, str]
    tables: Mapping[str, TableWords]
    values: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Words:
    """All content words of one language. Each field is a file `content/words/<language>/<field>.yaml`.

    A field that has a namesake in `bot.content.library.Library` has the same ids, all of them.
    """

    regions: Mapping[str, str]
    body_map: Mapping[str, str]
    restrictions: Mapping[Restriction, str]
    exercises: Mapping[str, ExerciseWords]
    joints: Mapping[Restriction, str]
    standing: StandingWords
    conditions: Mapping[str, ConditionWords]
    benefits: Mapping[str, TitledWords]
    tips: Mapping[str, TitledWords]
    pt: Mapping[str, TitledWords]
    topics: Mapping[str, TopicWords]
    screening: Mapping[str, QuestionWords]
    lines: LineWords
    habit: HabitWords
    reasons: ReasonWords
    thread: Mapping[str, str]
    exported: ExportedWords


@dataclass(frozen=True, slots=True)
class Line:
    """A number to call within one country, who answers it, and where and when it was read ("2026-11-29")."""

    number: str
    tag: Tag
    source: str
    read_on: str | None = None  # needed where the source is an address
    name: str | None = None  # as people know it; needed for a crisis or poison line


@dataclass(frozen=True, slots=True)
class Emergency:
    """Whom to call, by country (ISO 3166): an ambulance, somebody to talk to in despair, advice on poisons."""

    numbers: Mapping[str, Line]
    crisis: Mapping[str, Line]
    poison: Mapping[str, Line]


@dataclass(frozen=True, slots=True)
class Heard:
    """What typed words mean in one language. Each field is a file `content/<field>/<language>.yaml`."""

    intents: Mapping[str, IntentWords]
    typed: TypedWords
    triggers: Triggers
    answers: AnswerWords
    beside: BesideWords
    places_told: PlaceWords


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under `content/`, checked. Dictionaries keep the order of their files."""

    rules: Rules
    figures: Mapping[str, Figure]  # "gate.half_from" → where the number comes from
    sources: Mapping[str, Citation]
    exercises: Mapping[str, Exercise]
    conditions: Mapping[str, Condition]
    benefits: Mapping[str, Benefit]
    tips: Mapping[str, Tip]
    pt: Mapping[str, PtFact]
    topics: Mapping[str, Topic]
    thread: Mapping[str, ThreadFact]
    screening: Questions
    emergency: Emergency
    drawings: Mapping[str, Drawing]
    body_map: Mapping[str, BodyPlace]
    zone_names: Mapping[str, tuple[str, ...]]  # "EST" → zones, likeliest first
    words: Mapping[str, Words]  # by language
    heard: Mapping[str, Heard]  # by language
    measures: Mapping[str, Measure]  # by language: how hard its texts are to read
    models: Mapping[str, TextModel]  # "danger.en" → content/models/danger.en.json, made by `make words`

    def spoken(self, code: str | None) -> str:
        """Return the language for somebody whose own is `code` ("es-MX"): the first one where that has no texts."""
        language = (code or "").partition("-")[0]
        return language if language in self.words else ORIGIN

    def ears(self, first: str | None = None) -> tuple[Ear, ...]:
        """Return what danger is heard with in every language, that of `first` before the others."""
        languages = sorted(self.heard, key=lambda language: language != first)
        return tuple(Ear(self.heard[one].triggers, self.models.get(f"danger.{one}")) for one in languages)

    @property
    def walks(self) -> WalkModels | None:
        """The second opinion on check-ins; None where its models are not there."""
        made = [self.models.get(f"walk_{name}") for name in ("parts", "told", "effort")]
        return WalkModels(*(one for one in made if one)) if all(made) else None
