"""Typed text as a row of items: each word, number or sign with its kind, in one language's words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, get_args

from bot.domain.folding import fold
from bot.domain.typed.clock import ClockWords
from bot.domain.typed.length import LONGEST_READ
from bot.domain.typed.slips import means_minutes, one_slip

Kind: TypeAlias = Literal[
    "minutes",
    "hours",
    "seconds",
    "distance",
    "day_unit",
    "unit",  # of anything else: weeks, kilos
    "half",
    "quarter",
    "article",
    "and",
    "added",  # "there and", between the minutes of two ways
    "or",
    "to",
    "between",
    "of",
    "from",
    "pain",
    "body",
    "no_pain",  # the whole phrase says so
    "none",  # "nothing", where pain was asked or named
    "walk",  # says that it is about walking
    "walked",  # says that a walk is over
    "done",  # says that something is over: a walk, where it says no more
    "went",  # may be a walk, or a knee: "went", "had", "took"
    "stopped",
    "easy",
    "steady",
    "hard",
    "before",
    "after",
    "at_point",  # "after": beside a score as above; beside a span it says when something began
    "was",  # before, where a later score is told as well
    "filler",
    "about",  # roughly
    "place",  # a preposition: what follows says where or with whom, and may be any word
    "where",  # a place to walk in, so that it is no stranger: "park"
    "person",
    "other",  # something else than walking that takes minutes
    "not",
    "lacking",  # "without": denies the next words alone
    "within",  # "in", before a span: a time to come, or what a distance took
    "lasting",  # "for": beside a score it says how long it hurt
    "part_of_day",
    "asks",  # opens a question
    "not_yet",  # a plan, a wish, a condition, an order to the bot
    "device",  # what tells the time walked: "watch"
    "starts",  # with a score behind it, and one behind "ends"
    "ends",
    "outset",  # the pain at the start of the walk: before it, and in it
    "habit",
    "present",  # "I walk": a habit, or today's walk told by somebody who learns the language
    "happens",  # what a body part or a thing does: "gave", "lasted"
    "ago",
    "ago_follows",  # "hace", before the span
    "instead",
    "compared",  # makes another figure of a span: "5 min more", "twice 10 min"
    "unsure",  # "I don't know"
    "times",
    "repeats",  # behind a number: how often
    "twice",
    "leaves",  # "left home", before the hour of it
    "returns",  # "got back", before the hour of it
    "less",  # "menos", between an hour and the minutes before it
    "leg",  # one way of several: "there", "on the way back"
    "at_hour",  # "a las", before an hour
    "then",  # between two scores: "pain 2, then 4"
    "leg_behind",  # one way where it stands behind minutes: "8 mins out"
    "each_way",
    "each",  # behind minutes, where walks are counted
    "back_or_body",
    "back_or_lap",
    "feet",  # a distance behind a number, else a part of the body
    "much",  # between a denial and a pain it leaves some of it
    "points",  # behind a score
    "reason",  # opens a clause: "because"
    "subject",  # "I", "it": opens a clause where one is told already
    "hedge",  # "maybe": beside a score it is one that is not exact, before a walk a plan
    "corrects",  # takes back what stands before it
    "ongoing",  # "so far"
    "contrast",  # "but", "sino": behind a denied number the one that is meant follows
    "compares",  # "more than yesterday": behind a figure it makes it another one
    "vague",  # "a few", before minutes
    "labels_effort",  # "effort": names what the word beside it tells
    "fair",  # "fine": beside a word that names effort it is steady
    "effort_low",  # "low", as above
    "effort_high",
    "than",  # "better than": a day behind it is not that of the walk
    "total",  # "in all"
    "some_more",  # "odd", "y pico", behind a number
    "untimed",  # "I lost track of time"
    "i_think",
    "sorry",  # between two figures the second takes back the first
    "setting_out",  # "going out": behind a score it is the one before, else a plan
    "gives",  # "give me": behind a part of the body it tells a score, else an order
    "while",  # "a good while"
    "aged",  # before how old somebody is
    "further",  # what is added to the minutes before: "another", "more"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
FORGIVEN: tuple[Kind, ...] = ("minutes", "hours", "pain", "body", "back_or_body", "walked", "walk", "done")
"""The kinds whose words are known with a slip of the finger."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|''|[^\w\s]|\n")
_WORD = re.compile(r"\w+")
_SMALL_FORM = re.compile(r"it([oa])s?$")
_VERTEBRA = re.compile(r"\b[lcts]\d{1,2}(?:[-/]?[lcts]\d)?\b")
"""L5, C6/C7: a part of the body, by a word that every language has."""
_HOURS_AND_MINUTES = re.compile(r"(?<![\d:.,])(\d) ?h ?(\d\d)(?! ?(?:[\d:/.]|m|'))")
"""1h05; what is told with its unit is read as it stands."""
_FRACTIONS = {"½": " 1/2 ", "¼": " 1/4 ", "¾": " 3/4 "}
_SIGNS = {
    "+": "plus",
    "&": "plus",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "/": "slash",
    ":": "colon",
    "=": "colon",
    "~": "about",
    "≈": "about",
    "→": "to",
    "➡": "to",
    ">": "to",
    "×": "times",
    "*": "times",
    "'": "prime",
    "''": "seconds",
    '"': "seconds",
    "?": "question",
    "¿": "question",
}
_BREAKS = frozenset(".,;!()¡…\n")
MOST_OF_A_SCALE = 10
"""Of the scale of pain, 0-10: a bare number up to it may be a score."""
MOST_OF_AN_M = 60
_GREATEST = 10**6


@dataclass(frozen=True, slots=True, eq=False)
class TypedWords:
    """The words of one language, lower case, without accents and apostrophes."""

    kinds: Mapping[Kind, Sequence[str]]
    numbers: Mapping[str, int]
    days_ago: Mapping[str, int]  # "yesterday" → 1
    weekdays: Mapping[str, int]  # "mon" → 0
    short_weekdays: Mapping[str, int]  # those that are other words as well: "sun"; only in a list of days
    day_sets: Mapping[str, Sequence[int]]  # the whole text → days: "weekdays" → 0-4
    written: Mapping[str, str]  # short forms, with their accents → what they are read as: "q" → "que"
    clock: ClockWords
    verbs_tell_who: bool  # "caminé" is of the one who writes; "walked" may be anybody's
    yes: Sequence[str]  # the whole answer
    no: Sequence[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a number or a sign. `kind` is a `Kind`, or "number", "day", "weekday", "days", "break", "unknown", …"""

    kind: str
    text: str
    number: float = 0.0


@dataclass(frozen=True, slots=True)
class _Lexicon:
    phrases: Mapping[str, tuple[str, float]]  # the words → kind and number
    longest: Mapping[str, int]  # a first word → the words of the longest phrase that begins so
    forgiven: Mapping[str, Sequence[str]]  # the first letter → words


def items(text: str, words: TypedWords) -> list[Item]:
    """Return the items of a text; none of one that is too long to be an answer. Never raises."""
    if len(text) > LONGEST_READ:
        return []
    for sign, figures in _FRACTIONS.items():
        text = text.replace(sign, figures)
    text = _WORD.sub(lambda word: words.written.get(word[0], word[0]), text.casefold())
    plain = re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "", fold(text))
    plain = _VERTEBRA.sub("lumbar", plain)
    plain = _HOURS_AND_MINUTES.sub(r"\1 h \2 min", plain)
    return _metres(_numbers_joined(_known(_TOKEN.findall(plain), _lexicon(words))))


def _known(tokens: Sequence[str], lexicon: _Lexicon) -> list[Item]:
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token[0].isdecimal():
            found.append(Item("number", token, _figure(token)))
            at += 1
            continue
        length = next(
            (
                size
                for size in range(lexicon.longest.get(token, 0), 0, -1)
                if " ".join(tokens[at : at + size]) in lexicon.phrases
            ),
            0,
        )
        if length:
            phrase = " ".join(tokens[at : at + length])
            found.append(Item(lexicon.phrases[phrase][0], phrase, lexicon.phrases[phrase][1]))
        elif token[0].isalpha():
            minutes = found and found[-1].kind == "number" and means_minutes(token)
            found.append(Item("minutes", token) if minutes else _unknown(token, lexicon))
        elif token in _BREAKS:
            found.append(Item("break", token))
        elif token in _SIGNS:
            found.append(Item(_SIGNS[token], token))
        at += length or 1
    return found


def _unknown(token: str, lexicon: _Lexicon) -> Item:
    for stem in (token.removesuffix("s"), _SMALL_FORM.sub(r"\1", token)):  # "back's", "tranquilito"
        if stem != token and lexicon.phrases.get(stem, ("number",))[0] != "number":
            return Item(lexicon.phrases[stem][0], token)
    meant = next((word for word in lexicon.forgiven.get(token[0], ()) if one_slip(token, word)), None)
    return Item(lexicon.phrases[meant][0], token) if meant else Item("unknown", token)


def _numbers_joined(found: Sequence[Item]) -> list[Item]:
    """Join "twenty" and "five", "forty" "-" "five", "treinta" "y" "cinco"."""
    joined: list[Item] = []
    for at, item in enumerate(found):
        linked = len(joined) > 1 and (joined[-1].kind == "dash" or joined[-1].text == "y")
        if item.kind == "article" and joined and joined[-1].text == "y" and _spelt_unit(found[at + 1 : at + 2]):
            item = Item("number", item.text, 1)  # "treinta y un minutos"
        tens = joined[-2 if linked else -1] if joined else None
        if tens and _spelt(item) and _spelt(tens) and 0 < item.number < 10 and tens.number in range(20, 100, 10):
            del joined[-2 if linked else -1 :]
            item = Item("number", f"{tens.text} {item.text}", tens.number + item.number)
        joined.append(item)
    return joined


def _metres(found: Sequence[Item]) -> list[Item]:
    """Read the "m" of "500 m" as metres: nobody counts so many minutes."""
    return [
        Item("distance", item.text) if item.text == "m" and at and found[at - 1].number > MOST_OF_AN_M else item
        for at, item in enumerate(found)
    ]


def _spelt_unit(following: Sequence[Item]) -> bool:
    return bool(following) and following[0].kind == "minutes"


def _spelt(item: Item) -> bool:
    return item.kind == "number" and not item.text[0].isdecimal()


def _figure(token: str) -> float:
    return min(float(token.replace(",", ".")), _GREATEST) if len(token) < 12 else _GREATEST


@cache
def _lexicon(words: TypedWords) -> _Lexicon:
    phrases: dict[str, tuple[str, float]] = {}
    for kind in KINDS:
        phrases |= dict.fromkeys(words.kinds.get(kind, ()), (kind, 0.0))
    phrases |= {phrase: ("number", float(number)) for phrase, number in words.numbers.items()}
    phrases |= {phrase: ("day", float(days)) for phrase, days in words.days_ago.items()}
    phrases |= {phrase: ("weekday", float(day)) for phrase, day in words.weekdays.items()}
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, length = phrase.split()[0], len(phrase.split())
        longest[first] = max(length, longest.get(first, 0))
    forgiven: dict[str, list[str]] = {}
    for kind in FORGIVEN:
        for phrase in words.kinds.get(kind, ()):
            if " " not in phrase and phrases[phrase][0] == kind:
                forgiven.setdefault(phrase[0], []).append(phrase)
    return _Lexicon(phrases, longest, forgiven)
