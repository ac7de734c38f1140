"""Typed answers, read with the words of the chat's language first, then with those of every other one."""

import datetime
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from babel.dates import get_month_names

from bot.content.shapes import Heard
from bot.domain.coaching.pause import parse_days
from bot.domain.folding import says
from bot.domain.typed import values
from bot.domain.typed.checkin import CheckIn
from bot.domain.typed.clock import read_time
from bot.domain.typed.dates import read_date
from bot.domain.typed.days import read_weekdays
from bot.domain.typed.misread import Misread
from bot.domain.words import typed_answers
from bot.domain.words.beside import CAUSES, causes_told, without_causes
from bot.domain.words.circumstances import (
    Professional,
    denies,
    harms_themselves,
    of_another,
    read_age_under,
    read_professional,
)
from bot.domain.words.circumstances import (
    names_chest as chest_named,
)
from bot.domain.words.hearing import danger
from bot.domain.words.intents import normal
from bot.domain.words.note import read_note
from bot.domain.words.places_told import PlaceTold, places_told
from bot.domain.words.reminder import Wish, read_wish
from bot.domain.words.told_until import read_until
from bot.domain.words.walk_told import read_walk
from bot.domain.words.whose import is_anothers
from bot.facts.context import Context

T = TypeVar("T")


def time(context: Context, text: str) -> int | Misread:
    """Return a typed time of day in minutes after midnight, or why it is none."""
    return _read(context, lambda heard: read_time(text, heard.typed.clock, heard.typed.numbers))


def weekdays(context: Context, text: str) -> tuple[int, ...] | Misread:
    """Return the days of the week that a text names (0: Monday), or why it names none."""
    return _read(context, lambda heard: read_weekdays(text, heard.typed))


def days(context: Context, text: str) -> int | None:
    """Return the length of a typed span in days, or None."""
    return context.understood(lambda heard: parse_days(text, heard.answers.spans, heard.typed.numbers))


def date(context: Context, text: str) -> datetime.date | None:
    """Return the next day that a text names by day and month, or None."""
    found = (read_date(text, context.today, _months(language)) for language in _languages(context))
    return next((day for day in found if day), None)


def _languages(context: Context) -> list[str]:
    """Return the languages that are understood, the chat's own first."""
    return sorted(context.library.heard, key=lambda language: language != context.language)


@cache
def _months(language: str) -> tuple[str, ...]:
    names = get_month_names("wide", locale=language)
    return tuple(names[number] for number in range(1, 13))


def score(context: Context, text: str) -> int | Misread:
    """Return a typed pain score from 0 to 10, or why it is none."""
    told = _read(context, lambda heard: values.read_score(text, heard.typed))
    if not isinstance(told, Misread) or told.why != "unclear" or not any(sign.isdecimal() for sign in text):
        return told
    bare = [typed_answers.without_comparison(text, heard.answers) for heard in context.heard]
    scores = [values.read_score(each, heard.typed) for each, heard in zip(bare, context.heard, strict=True)]
    return next((each for each in scores if not isinstance(each, Misread)), told)


def same(context: Context, text: str) -> typed_answers.Same | None:
    """Return whether a text says that a pain is what it was, and when, or None."""
    return context.understood(lambda heard: typed_answers.parse_same(text, heard.answers))


def settled(context: Context, text: str) -> bool | Misread:
    """Return whether a text says that a pain went overnight."""
    said = context.understood(lambda heard: typed_answers.parse_settled(text, heard.answers))
    return yes(context, text) if said is None else said


def pain_told(context: Context, text: str) -> int | Misread | None:
    """Return the score of a text that names pain or a part of the body, or why it is none; None: it names neither."""
    found = [values.read_score(text, h.typed) for h in context.heard if values.names_pain(text, h.typed)]
    told = [read for read in found if not (isinstance(read, Misread) and read.why not in ("above", "below"))]
    return told[0] if told else None


def minutes(context: Context, text: str, most: int, *, metres: bool = False) -> int | Misread:
    """Return typed minutes, or why they are none. With `metres` "20 m" may be a distance."""
    return _read(context, lambda heard: values.read_minutes(text, heard.typed, most, metres=metres))


def count(context: Context, text: str) -> int | Misread:
    """Return how many times something was done, or why the text does not tell."""
    return _read(context, lambda heard: values.read_count(text, heard.typed))


def effort(context: Context, text: str) -> str | Misread:
    """Return "easy", "steady" or "hard", or that the text says none."""
    return _read(context, lambda heard: values.read_effort(text, heard.typed))


def yes(context: Context, text: str) -> bool | Misread:
    """Return whether a text says yes or no."""
    return _read(context, lambda heard: values.read_yes(text, heard.typed))


def command(context: Context, text: str) -> str | None:
    """Return the intent of a text that is nothing but a word that the coach knows: "help", "pause"; else None."""
    said = normal(text)
    intents = [pair for words in context.heard for pair in words.intents.items()]
    return next((name for name, words in intents if said and said in map(normal, words.whole)), None)


def professional(context: Context, text: str) -> Professional | None:
    """Return what a text says that a professional told about walking, or None."""
    return context.understood(lambda heard: read_professional(text, heard.answers.circumstances))


def told_until(context: Context, text: str, *, bare: bool = False) -> datetime.date | None:
    """Return the first day on which what a text tells of counts no more: "until Friday"; None: it names none.

    `bare`: "until when" was asked, so that "Friday" is enough.
    """
    for language in _languages(context):
        words = context.library.heard[language]
        ends = words.answers.circumstances.ends
        for said in (text, *([f"{ends.until[0]} {text}"] if bare else [])):
            day = read_until(said, context.today, ends, words.typed, _months(language))
            if day is not None:
                return day
    return None


def until_unsaid(context: Context, text: str) -> bool:
    """Tell whether the answer to "until when?" is that nobody said so, or that the person does not know."""
    said = normal(text)
    return yes(context, text) is False or any(
        said in heard.answers.circumstances.ends.unsaid for heard in context.heard
    )


def age_under(context: Context, text: str) -> int | None:
    """Return an age under 18 that a text tells of the writer, or None."""
    return context.understood(lambda heard: read_age_under(text, heard.answers.circumstances))


def another(context: Context, text: str) -> bool:
    """Tell whether a text is about somebody else."""
    return any(of_another(text, heard.answers.circumstances) for heard in context.heard)


def anothers_life(context: Context, text: str) -> bool:
    """Tell whether a text of despair or overdose is of somebody else alone: "my son says he doesn't want to live"."""
    words = [heard.answers.circumstances for heard in context.heard]
    if another(context, text) and any(harms_themselves(text, each) for each in words):
        return True
    ears, rules = context.library.ears(context.language), context.rules.hearing
    return any(is_anothers(text, each.another, lambda part: danger(part, ears, rules) is not None) for each in words)


def me_too(context: Context, text: str) -> bool:
    """Tell whether a text says of the writer what was said of somebody else: "so do I"."""
    said = normal(text)
    return any(says(said, heard.answers.circumstances.another.me_too) for heard in context.heard)


def names_chest(context: Context, text: str) -> bool:
    """Tell whether a text names the chest, in any language, and does not say that nothing is there."""
    words = [heard.answers.circumstances for heard in context.heard]
    return any(chest_named(text, each) for each in words) and not any(denies(text, each) for each in words)


def checkin(context: Context, text: str) -> CheckIn | None:
    """Return the walk that a text tells, or None."""
    words = (heard.typed for heard in context.heard)
    return read_walk(text, context.library.walks, context.rules.telling, *words)


def beside(context: Context, text: str) -> tuple[str, ...]:
    """Return what a text tells beside a score: a painkiller, a bad night, …, in every language."""
    told = {cause for heard in context.heard for cause in causes_told(text, heard.beside)}
    return tuple(cause for cause in CAUSES if cause in told)


def pain_beside(context: Context, text: str) -> int | Misread | None:
    """Return the score of a text that tells a cause beside it: "took ibuprofen, pain 3"; None: it tells no score."""
    rests = (without_causes(text, heard.beside) for heard in context.heard)
    return next((told for rest in rests if (told := pain_told(context, rest)) is not None), None)


def note(context: Context, text: str) -> tuple[datetime.date, str] | None:
    """Return the day that a note is about, and its words; None: the text is no note."""
    return context.understood(
        lambda heard: read_note(
            text,
            heard.answers.note,
            heard.typed.days_ago,
            {**heard.typed.weekdays, **heard.typed.short_weekdays},
            context.today,
        )
    )


def wish(context: Context, text: str) -> Wish | None:
    """Return when a text wishes to be written to, once, or None."""
    return context.understood(
        lambda heard: read_wish(text, heard.answers.reminder, heard.typed.clock, heard.typed.numbers)
    )


def places(context: Context, text: str) -> list[PlaceTold]:
    """Return the places that a text tells, each with its score; empty unless it tells of several."""
    return context.understood(lambda heard: places_told(text, heard.places_told) or None) or []


def regions(context: Context, text: str) -> tuple[str, ...] | None:
    """Return the regions that a text names, ("none",) where nothing hurts, or None."""
    return context.understood(lambda words: typed_answers.parse_regions(text, words.answers))


def often(context: Context, text: str) -> str | None:
    """Return how often a person walks: "most", "some" or "rarely", or None."""
    return context.understood(lambda heard: typed_answers.parse_often(text, heard.answers, heard.typed.numbers))


def when(context: Context, text: str) -> str | None:
    """Return "now" or "later", or None."""
    return context.understood(lambda words: typed_answers.parse_when(text, words.answers))


def _read(context: Context, read: Callable[[Heard], T | Misread]) -> T | Misread:
    """Return what the first language makes of a text that understands it, else the most telling refusal."""
    found = [read(heard) for heard in context.heard]
    refusals = [each for each in found if isinstance(each, Misread)]
    understood = [each for each in found if not isinstance(each, Misread)]
    return understood[0] if understood else next((each for each in refusals if each.why != "unclear"), refusals[0])
