"""What is made of typed words: danger, questions, check-ins, and how many messages are read."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from bot.domain.limits import Between


@dataclass(frozen=True, slots=True)
class Hearing:
    """When danger is heard in free text."""

    least_danger: Fraction  # share that the model gives to all dangers, where the rules are silent
    least_despair: Fraction  # share that it gives to despair and overdose alone
    ask_despair: Fraction  # and the share from which on the bot asks whether it is despair
    least_named: Fraction  # the least of these shares where the rules saw a danger only named: denied, past, in general
    least_unusual: Fraction  # the same in a text longer than the model sees at once, or of one or two words
    sure_of_none: Fraction  # share that it gives to no danger, from which on an urgent sign of the rules is dropped
    surest_of_none: Fraction  # and an emergency


@dataclass(frozen=True, slots=True)
class Answering:
    """When an ordinary question is answered."""

    least_share: Fraction  # share that the model gives to one topic
    least_pair: Fraction  # share of the two likeliest together, from which on the bot asks which is meant


@dataclass(frozen=True, slots=True)
class Telling:
    """When a check-in in free words is logged, asked about, or no check-in, by shares that models give to each part."""

    least_effort: Fraction  # share of an effort that the rules did not hear
    least_against: Fraction  # share of another value than the rules' certain one, from which on it is asked about
    least_taken: Fraction  # share of a value that the rules do not have, or would ask about
    least_guess: Fraction  # and of one that is the guess of the question
    least_part: Fraction  # share of each value from which on a walk that the rules are not certain of is logged
    least_told: Fraction  # and of a walk told, where the rules hear one
    least_told_alone: Fraction  # and where they hear none
    most_none: Fraction  # share of no walk, above which nothing is asked where the rules hear none


@dataclass(frozen=True, slots=True)
class Flood:
    """How many messages and taps of one person are answered, and how much of a message is read."""

    burst: Annotated[int, Between(1, 10_000)]
    spacing_seconds: Annotated[int, Between(1, 60)]
    longest_read: Annotated[int, Between(200, 4096)]  # characters; of a longer message only danger is heard
