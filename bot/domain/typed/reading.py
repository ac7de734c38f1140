"""What is gathered while a check-in is read."""

from dataclasses import dataclass, field

from bot.domain.typed.scores import Told


@dataclass(slots=True)
class Reading:
    """What the clauses of a text told, before it is decided what of it is sure."""

    told: Told = field(default_factory=Told)
    spans: list[tuple[float, str]] = field(
        default_factory=list
    )  # minutes; "leg" or "part" of the day where one was told
    bare: list[float] = field(default_factory=list)  # numbers without a unit that may be minutes or a score
    bare_parts: list[bool] = field(default_factory=list)  # of each of them, whether the part of the day was told
    further: list[float] = field(default_factory=list)  # minutes that were told as more: "another 10"
    corrected: bool = False  # a figure takes back the one before
    vague: bool = False  # "a few minutes"
    efforts: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    weekdays: set[int] = field(default_factory=set)
    over: bool = False  # a walk is told as over: "walked", "done"
    went: bool = False  # "went to the shop": somewhere, and not by bus
    about_walking: bool = False
    distance: bool = False
    doubtful: bool = False
    strange: bool = False  # before the minutes stands what is not known: "choir practice, 90 min"
    planned: bool = False  # a part of the text is a plan or a question
    more: bool = False  # more is said than minutes, a day and where
    walk_first: bool = False  # "walk 20 min" may be an order
    of_else: bool = False  # minutes of another activity
    refused: bool = False  # minutes, or a walk, that did not happen to this person
