"""The words of danger of one language (content/triggers), and the concepts that a text's words stand for.

A concept is a list of words that mean the same here; typing slips are forgiven. What concepts mean together is in
`bot.domain.words.danger_rules`.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bot.domain.folding import fold

WORD = re.compile(r"[^\W_]+")
PARTS = re.compile(r"[^\w\s'/&+-]+|\s-+\s|-{2,}|\n")
"""Whatever is neither a word nor what stands between two words of one thought: an emoji parts as a comma does."""
TOKEN = re.compile(rf"(?P<word>{WORD.pattern})|{PARTS.pattern}")
SENTENCE = re.compile(r"[.!?;\n]")
FORGIVEN_FROM = 5  # letters: in shorter words one wrong letter makes another word
CHANGE_FORGIVEN_FROM = 7
SHORTEST_BEGINNING = 3  # letters of "num*"
MOST_LETTERS = 32  # of a word: no word of danger is longer
MOST_READ = 4096  # characters, as long as a message may be: some unfold into many
MOST_KNOWN = 4000  # words whose concepts are remembered
MANY_FROM = 6  # of pills
IDLE = frozenset({"_idioms"})
"""What the words of an idiom mean."""
FEVERS = (range(38, 43), range(101, 107), range(380, 425))


class Told(NamedTuple):
    """A danger that a text tells of. `kind`: overdose, despair, emergency, urgent; `sign`: which ("chest").

    `sure`: a rule found it; else the model thinks so, and names no sign.
    """

    kind: str
    sign: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Triggers:
    """The words of one language, lower case, without accents and apostrophes.

    Where many stand in one field they are parted by commas; "bleed*" is every word that begins so. `signs`: "kind.sign"
    → patterns, each of concepts (in capitals) and plain words.
    """

    concepts: Mapping[str, str]
    signs: Mapping[str, str]
    unlike: str  # ordinary words that are never a slip
    idioms: str  # phrases that tell of no danger
    past: str  # what makes a sentence one of the past: "years ago"
    now: str  # and what makes it one of today again
    well: str  # unless that says that all is well
    general: str  # begin a question about things in general: "what is"
    asks: str  # the first words of a question; it is one about things in general
    about: str  # where it has one of these
    causes: str  # of these, what asks what brings something on or prevents it
    concerned: str  # and names nobody, and nothing of now
    harmless: str  # explain a numb limb or a short breath, or say that it was seen to
    things: str  # what falls or crashes without anybody being hurt
    others: str  # whose danger it is, if not the writer's own: "my mum"
    others_past: str  # behind them: it is past, or no danger
    says: str  # behind them: they speak of the writer
    self: str  # the writer
    measures: frozenset[str]  # behind a number: it counts no tablets, "20 minutes"
    dose: frozenset[str]  # a message of these words alone tells of an ordinary dose: "took my tablets"
    dose_one: frozenset[str]  # where it has one of these: "my", "two", "aspirin"
    hours: frozenset[str]  # before a number: it is a time, "at 8"
    nots: frozenset[str]  # deny what follows, also behind `nots_pass`
    nots_pass: frozenset[str]
    noes: frozenset[str]  # deny what follows, also behind `noes_pass`
    noes_pass: frozenset[str]
    joins: frozenset[str]  # carry a denial on: "no pain or numbness"
    after: frozenset[str]  # deny what they follow: "chest pain free"
    after_is: frozenset[str]  # deny what they follow behind a word of `is_`: "my chest is fine"
    is_: frozenset[str]
    undenied: frozenset[str]  # concepts that nothing denies: "no reason to live"
    unable: frozenset[str]  # concepts that say what does not work: "can't breathe well" denies nothing
    excepts: frozenset[str]  # take a denial back: "no pain except in my chest"
    renews: frozenset[str]  # make a denial one of the past: "never had chest pain before"
    within: int

    @cached_property
    def compiled(self) -> "Compiled":
        """The same, as it is looked up."""
        return Compiled(self)


class Word(NamedTuple):
    """A word of a text. `part` and `sentence` are numbers: a comma begins a new part, a full stop a sentence."""

    text: str
    part: int
    sentence: int


class Compiled:
    """Tables of one language's triggers: words, beginnings, slips and phrases → concepts; a concept → its patterns."""

    def __init__(self, triggers: Triggers) -> None:
        self.triggers = triggers
        self.exact: dict[str, set[str]] = {}
        self.beginnings: dict[str, set[str]] = {}
        self.phrases: dict[tuple[str, str], list[tuple[list[str], str]]] = {}  # by their first two words
        self.slips: dict[str, set[str]] = {}
        self.patterns: dict[str, list[tuple[frozenset[str], Told]]] = {}
        for concept, forms in triggers.concepts.items():
            for form in listed(forms):
                self._learn(concept, form)
        for name, patterns in triggers.signs.items():
            kind, _, sign = name.partition(".")
            for pattern in listed(patterns):
                self._pattern(pattern.split(), Told(kind, sign or kind))
        for name in (
            "idioms",
            "past",
            "now",
            "general",
            "harmless",
            "things",
            "others",
            "others_past",
            "says",
            "self",
            "well",
        ):
            for phrase in listed(getattr(triggers, name)):
                self._learn(f"_{name}", phrase)
        self.unlike = frozenset(listed(triggers.unlike))
        self.asks = frozenset(listed(triggers.asks))
        self.causes = frozenset(listed(triggers.causes))
        self.about = frozenset(listed(triggers.about)) | self.causes
        self.concerned = frozenset(listed(triggers.concerned))
        self.heads = frozenset(beginning[:SHORTEST_BEGINNING] for beginning in self.beginnings)
        self.longest = max(map(len, self.beginnings), default=0)
        self._known: dict[str, frozenset[str]] = {}

    def concepts(self, word: str) -> frozenset[str]:
        """Return the concepts that a word stands for, or is one slip away from."""
        known = self._known.get(word)
        if known is None:
            known = frozenset(self._concepts(word))
            if len(self._known) < MOST_KNOWN:
                self._known[word] = known
        return known

    def _concepts(self, word: str) -> set[str]:
        if word.isdecimal():
            number = int(word[:4])
            return {
                name
                for name, meant in (
                    ("MANY_NUMBER", MANY_FROM <= number <= 200),
                    ("FEVER_NUMBER", any(number in fever for fever in FEVERS)),
                )
                if meant
            }
        found = set(self.exact.get(word, ()))
        if word[:SHORTEST_BEGINNING] in self.heads:
            for end in range(SHORTEST_BEGINNING, min(len(word), self.longest) + 1):
                found |= self.beginnings.get(word[:end], set())
        if not found and len(word) == FORGIVEN_FROM - 1 and word not in self.unlike:
            found |= self.exact.get(word[0] + word[2] + word[1] + word[3], set())
            found |= self.exact.get(word[:2] + word[3] + word[2], set())
            found |= {concept for form in self.slips.get(word, ()) for concept in self.exact[form]}
        if not found and len(word) >= FORGIVEN_FROM and word not in self.unlike:
            for slip in self.slips.keys() & {word, *_shorter(word)}:
                found |= {concept for form in self.slips[slip] if _one_slip(word, form) for concept in self.exact[form]}
        return found

    def _learn(self, concept: str, form: str) -> None:
        words = form.split()
        if len(words) > 1:
            self.phrases.setdefault((words[0], words[1]), []).append((words, concept))
        elif form.endswith("*"):
            self.beginnings.setdefault(form[:-1], set()).add(concept)
        else:
            self.exact.setdefault(form, set()).add(concept)
            if len(form) >= FORGIVEN_FROM:
                for slip in (form, *_shorter(form)):
                    self.slips.setdefault(slip, set()).add(form)

    def _pattern(self, names: Sequence[str], told: Told) -> None:
        for name in names:
            if name.islower():
                self._learn(name, name)
        made = (frozenset(names), told)
        for name in names:
            self.patterns.setdefault(name, []).append(made)


def listed(words: str) -> list[str]:
    """Return the entries of a field: "chest, breast bone" → two."""
    return [" ".join(word.split()) for word in words.split(",")]


def split(text: str) -> list[Word]:
    """Return the words of a text with their parts and sentences, a long word cut.

    Of a text that unfolds into more than a message can hold the beginning and the end.
    """
    plain = re.sub(r"(.)\1{2,}", r"\1\1", fold(text, MOST_READ).replace("'", ""))  # "peeee" is "pee"
    words: list[Word] = []
    sentence = part = 0
    for found in TOKEN.finditer(plain):
        if found.lastgroup == "word":
            words.append(Word(found.group()[:MOST_LETTERS], part, sentence))
        else:
            part += 1
            sentence += SENTENCE.search(found.group()) is not None
    return words


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as one language reads it. A phrase's concepts stand at its last word; `begun`: that word → its first."""

    words: Sequence[Word]
    meant: Sequence[frozenset[str]]
    begun: Mapping[int, int]
    general: frozenset[int]  # the numbers of the sentences that ask about things in general: "is numbness normal?"
    causal: frozenset[int]  # those of them that ask what brings something on: "can coffee cause a stroke?"


def read(words: Sequence[Word], compiled: Compiled, idle: Collection[int] = ()) -> Reading:
    """Return the concepts of the words of a text; the words of an idiom, and those that are `idle`, mean nothing."""
    texts = [word.text for word in words]
    meant = [compiled.concepts(text) for text in texts]
    for at in idle:
        meant[at] = IDLE
    begun: dict[int, int] = {}
    for at, pair in enumerate(pairwise(texts)):
        if pair[1] in compiled.triggers.measures:
            meant[at] -= {"MANY_NUMBER"}
        if pair[0] in compiled.triggers.hours:
            meant[at + 1] -= {"MANY_NUMBER"}
        for phrase, concept in compiled.phrases.get(pair, ()):
            end = at + len(phrase)
            if texts[at:end] == phrase:
                if concept == "_idioms":
                    meant[at:end] = [IDLE] * len(phrase)
                elif "_idioms" not in meant[at] | meant[end - 1]:
                    meant[end - 1] |= {concept}
                    begun.setdefault(end - 1, at)
    return Reading(words, meant, begun, *_asked(words, compiled))


def _asked(words: Sequence[Word], compiled: Compiled) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of the sentences that ask about things in general, and of those that ask for a cause."""
    general, causal = set(), set()
    begun = -1
    for at, word in enumerate(words):
        if word.sentence == begun:
            continue
        begun = word.sentence
        if word.text not in compiled.asks:
            continue
        end = bisect_right(words, begun, lo=at, key=lambda one: one.sentence)
        said = {one.text for one in words[at:end]}
        if compiled.concerned.isdisjoint(said) and not compiled.about.isdisjoint(said):
            general.add(begun)
            if not compiled.causes.isdisjoint(said):
                causal.add(begun)
    return frozenset(general), frozenset(causal)


def _shorter(word: str) -> Iterable[str]:
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def _one_slip(word: str, form: str) -> bool:
    """Tell whether one letter was left out, added or changed, or two neighbours swapped; never the first one."""
    if word[0] != form[0] or abs(len(word) - len(form)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    if len(word) == len(form):
        swapped = word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :] == form[at:]
        return swapped or (len(form) >= CHANGE_FORGIVEN_FROM and word[at + 1 :] == form[at + 1 :])
    return word[at + 1 :] == form[at:] if len(word) > len(form) else word[at:] == form[at + 1 :]
