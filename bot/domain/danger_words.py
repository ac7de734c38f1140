"""Danger in free text by rules: concepts close to one another ("CHEST PAIN"), not denied, not past, not an idiom.

A concept is a list of words of one language (content/triggers), found with typing slips forgiven. A sign of danger is a
list of patterns; a pattern is met where all its concepts stand within `within` words, in any order, across commas and
emoji. Better one round of questions too many than one too few: a denial counts only where it clearly belongs to the
words behind it. "No, chest pain" and "no walk, chest pain" deny nothing, nor does "never had chest pain before".
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.folding import fold

WORD = re.compile(r"[^\W_]+")
PARTS = re.compile(r"[^\w\s'/&+-]+|\s-+\s|-{2,}|\n")
"""Whatever is neither a word nor what stands between two words of one thought: an emoji parts as a comma does."""
SENTENCE = re.compile(r"[.!?;\n]")
FORGIVEN_FROM = 5  # letters: in shorter words one wrong letter makes another word
CHANGE_FORGIVEN_FROM = 7
HEARD_AFTER = 3  # words
MANY_FROM = 6  # of pills
FEVERS = (range(38, 43), range(101, 107), range(380, 425))


@dataclass(frozen=True, slots=True)
class Told:
    """A danger that a text tells of. `kind`: overdose, despair, emergency, urgent; `sign`: which ("chest")."""

    kind: str
    sign: str


@dataclass(frozen=True)
class Triggers:
    """The words of one language, lower case, without accents and apostrophes; "bleed*" is every word that begins so.

    `signs`: "kind.sign" → patterns of concepts (in capitals) and plain words.
    """

    concepts: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, tuple[str, ...]]
    unlike: frozenset[str]  # ordinary words that are never a slip
    idioms: tuple[str, ...]  # phrases that tell of no danger
    past: tuple[str, ...]  # what makes a sentence one of the past: "years ago"
    now: tuple[str, ...]  # and what makes it one of today again
    well: tuple[str, ...]  # unless that says that all is well
    general: tuple[str, ...]  # begin a question about things in general: "what is"
    others: tuple[str, ...]  # whose danger it is, if not the writer's own: "my mum"
    others_past: tuple[str, ...]  # behind them: it is past, or about a death
    says: tuple[str, ...]  # behind them: they speak of the writer
    self: tuple[str, ...]  # the writer
    nots: frozenset[str]  # deny what follows, also behind `nots_pass`
    nots_pass: frozenset[str]
    noes: frozenset[str]  # deny what follows, also behind `noes_pass`
    noes_pass: frozenset[str]
    joins: frozenset[str]  # carry a denial on: "no pain or numbness"
    after: frozenset[str]  # deny what they follow: "chest pain free", "the numbness is gone"
    unable: frozenset[str]  # concepts that say what does not work: "can't breathe well" denies nothing
    after_pass: frozenset[str]  # may stand between: "is", "has"
    excepts: frozenset[str]  # take a denial back: "no pain except in my chest"
    renews: frozenset[str]  # make a denial one of the past: "never had chest pain before"
    within: int

    @cached_property
    def compiled(self) -> "Compiled":
        """The same, as it is looked up."""
        return Compiled(self)


@dataclass(frozen=True, slots=True)
class Word:
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
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.slips: dict[str, set[str]] = {}
        self.patterns: dict[str, list[tuple[frozenset[str], Told]]] = {}
        for concept, forms in triggers.concepts.items():
            for form in forms:
                self._learn(concept, form)
        for name, patterns in triggers.signs.items():
            kind, _, sign = name.partition(".")
            for pattern in patterns:
                self._pattern(pattern.split(), Told(kind, sign or kind))
        for name in ("idioms", "past", "now", "general", "others", "others_past", "says", "self", "well"):
            for phrase in getattr(triggers, name):
                self._learn(f"_{name}", phrase)
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
        if word.isdigit():
            number = int(word[:4])
            return {name for name, meant in (("MANY_NUMBER", MANY_FROM <= number <= 200),
                                             ("FEVER_NUMBER", any(number in fever for fever in FEVERS))) if meant}
        found = set(self.exact.get(word, ()))
        for end in range(3, min(len(word), self.longest) + 1):
            found |= self.beginnings.get(word[:end], set())
        if not found and len(word) >= FORGIVEN_FROM and word not in self.triggers.unlike:
            for slip in (word, *_shorter(word)):
                found |= {concept for form in self.slips.get(slip, ()) if _one_slip(word, form)
                          for concept in self.exact[form]}
        return found

    def _learn(self, concept: str, form: str) -> None:
        words = form.split()
        if len(words) > 1:
            self.phrases.setdefault(words[0], []).append((tuple(words), concept))
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


MOST_KNOWN = 4000
KINDS = ("overdose", "despair", "emergency", "urgent")
"""The most pressing first."""


def told_in(words: Sequence["Word"], languages: Iterable[Triggers]) -> Iterator[Told]:
    """Yield the dangers that words tell of in some languages, in no order."""
    for triggers in languages:
        yield from _told(words, triggers.compiled)


def concepts_of(words: Sequence["Word"], compiled: Compiled) -> list[frozenset[str]]:
    """Return the concepts of each word."""
    return _meant(words, compiled)[0]


def split(text: str) -> list[Word]:
    """Return the words of a text with their parts and sentences."""
    plain = re.sub(r"(.)\1{2,}", r"\1\1", fold(text).replace("'", ""))  # "peeee" is "pee"
    words: list[Word] = []
    sentence = part = at = 0
    for gap in (*PARTS.finditer(plain), None):
        words += [Word(word, part, sentence) for word in WORD.findall(plain[at : gap.start() if gap else len(plain)])]
        if gap:
            part += 1
            sentence += bool(SENTENCE.search(gap.group()))
            at = gap.end()
    return words


def _told(words: Sequence[Word], compiled: Compiled) -> Iterator[Told]:
    meant, begun = _meant(words, compiled)
    within = compiled.triggers.within
    for at, concepts in enumerate(meant):
        if not concepts:
            continue
        ahead = meant[at : at + within + 1]
        near = frozenset().union(*ahead)
        for concept in concepts:
            for pattern, told in compiled.patterns.get(concept, ()):
                if pattern <= near:
                    places = _places(pattern, at, ahead)
                    if places and not _unsaid(words, meant, begun, pattern, places, compiled):
                        yield from _whose(told, words, meant, places)


def _places(pattern: frozenset[str], start: int, ahead: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Return where a pattern is met, the first concept at `start`; each concept has a word of its own."""
    free = set(pattern)
    places = []
    for at, concepts in enumerate(ahead):
        met = sorted(free & concepts)
        if met:
            free.discard(met[0])
            places.append(start + at)
        elif at == 0:
            return ()
        if not free:
            return tuple(places)
    return ()


def _meant(words: Sequence[Word], compiled: Compiled) -> tuple[list[frozenset[str]], dict[int, int]]:
    """Return the concepts of each word, and where each phrase begins, by its last word.

    The concepts of a phrase stand at its last word; an idiom's words mean nothing.
    """
    meant = [compiled.concepts(word.text) for word in words]
    begun: dict[int, int] = {}
    for at, word in enumerate(words):
        for phrase, concept in compiled.phrases.get(word.text, ()):
            end = at + len(phrase)
            if tuple(one.text for one in words[at:end]) == phrase:
                if concept == "_idioms":
                    meant[at:end] = [frozenset({concept})] * len(phrase)
                elif "_idioms" not in meant[end - 1]:
                    meant[end - 1] |= {concept}
                    begun.setdefault(end - 1, at)
    return meant, begun


def _unsaid(
    words: Sequence[Word],
    meant: Sequence[frozenset[str]],
    begun: Mapping[int, int],
    pattern: Collection[str],
    places: Sequence[int],
    compiled: Compiled,
) -> bool:
    """Tell whether what was found is denied, past, or asked in general."""
    sentence = words[places[0]].sentence
    first = next(at for at in range(places[0], -1, -1) if at == 0 or words[at - 1].sentence != sentence)
    last = next(at for at in range(places[-1], len(words)) if at + 1 == len(words) or words[at + 1].sentence != sentence)
    around = frozenset().union(*meant[max(first, places[0] - AROUND) : min(last, places[-1] + AROUND) + 1])
    if "_past" in around and ("_now" not in around or "_well" in around):
        return True
    if any("_general" in meant[at] for at in range(first, min(first + ASKED_WITHIN, places[0]))):
        return True
    return _denied(words, meant, begun, pattern, places, compiled.triggers)


AROUND = 12  # words in which a time is looked for
ASKED_WITHIN = 7  # words of a sentence


def _whose(told: Told, words: Sequence[Word], meant: Sequence[frozenset[str]], places: Sequence[int]) -> Iterator[Told]:
    """Yield the danger as it concerns the writer; of somebody else's only what cannot wait, and nothing past."""
    before = [at for at in range(max(0, places[0] - AROUND), places[0] + 1) if words[at].sentence == words[places[0]].sentence]
    whose = next((at for at in reversed(before) if "_others" in meant[at]), None)
    if whose is None or told.kind in ("overdose", "despair"):
        yield told
        return
    between = frozenset().union(*meant[whose + 1 : places[0]])
    if "_says" in between or "_self" in between:
        yield told
        return
    behind = frozenset().union(*meant[whose + 1 : places[-1] + AROUND])
    if told.kind == "emergency" and ("_others_past" not in behind or "_now" in behind):
        yield Told("emergency", "other")


def _denied(
    words: Sequence[Word],
    meant: Sequence[frozenset[str]],
    begun: Mapping[int, int],
    pattern: Collection[str],
    found: Sequence[int],
    triggers: Triggers,
) -> bool:
    """Tell whether one of the words found is denied, and the denial is neither taken back nor one of the past."""
    first, last = min(found), max(found)
    behind = [word.text for word in words[last + 1 : last + 1 + HEARD_AFTER] if word.part == words[last].part]
    if not triggers.excepts.isdisjoint(word.text for word in words[first:last]):
        return False
    if not triggers.renews.isdisjoint(behind):
        return False
    for word in behind if triggers.unable.isdisjoint(pattern) else ():
        if word in triggers.after:
            return True
        if word not in triggers.after_pass:
            break
    within = {at for end in found for at in range(begun.get(end, end), end + 1)}
    return any(_denied_from(words, meant, begun.get(at, at), pattern, within, triggers) for at in found)


def _denied_from(
    words: Sequence[Word],
    meant: Sequence[frozenset[str]],
    at: int,
    pattern: Collection[str],
    found: Collection[int],
    triggers: Triggers,
) -> bool:
    """Walk back from a word to a denial, over nothing but words that let one pass, within the same part.

    Behind a joining word that may also be words of other signs, and one other word: "no fever, no pills or numbness".
    """
    joined = stranger = False
    not_reaches = no_reaches = True
    for before in range(at - 1, -1, -1):
        word = words[before].text
        if before in found or words[before].part != words[at].part:
            return False
        if word in triggers.nots:
            return not_reaches
        if word in triggers.noes:
            return no_reaches
        if not meant[before].isdisjoint(pattern):
            continue
        if word in triggers.joins:
            joined = True
        elif joined and (meant[before] or not stranger):
            stranger = stranger or not meant[before]
        else:
            not_reaches = not_reaches and word in triggers.nots_pass
            no_reaches = no_reaches and word in triggers.noes_pass
            if not (not_reaches or no_reaches):
                return False
    return False


def _shorter(word: str) -> Iterable[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _one_slip(word: str, form: str) -> bool:
    """Tell whether one letter was left out, added or changed, or two neighbours swapped; never the first one."""
    if word[0] != form[0] or abs(len(word) - len(form)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    if len(word) == len(form):
        swapped = word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :] == form[at:]
        return swapped or (len(form) >= CHANGE_FORGIVEN_FROM and word[at + 1 :] == form[at + 1 :])
    return word[at + 1 :] == form[at:] if len(word) > len(form) else word[at:] == form[at + 1 :]
