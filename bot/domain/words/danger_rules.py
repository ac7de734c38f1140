"""Danger in free text by rules: concepts close to one another ("CHEST HURT"), not denied, past, general or an idiom.

A pattern is met where all its concepts stand within `within` words, in any order, across commas and emoji. Better one
round of questions too many than one too few: a denial counts only where it clearly belongs to the words behind it. "No,
chest pain" and "no walk, chest pain" deny nothing, nor does "never had chest pain before".
"""

from collections.abc import Collection, Container, Iterator, Sequence
from typing import TypeAlias

from bot.domain.words.danger_words import Compiled, Reading, Told

AT_ONCE = ("overdose", "despair")
OF_THINGS = ("fall", "accident")
"""Signs that a thing can have, too: a phone falls."""
AROUND = 12  # words in which a time, or a person, is looked for
REACH = 24  # words over which a denial may reach
HEARD_AFTER = 3  # words
MOST_JUDGED = 50
"""Mentions of dangers in a text: of more than these one is taken for told, without asking whether it is denied."""


Place: TypeAlias = tuple[Told, int]
"""A danger, and the number of the sentence that names it."""


def tells(reading: Reading, compiled: Compiled) -> tuple[set[Place], set[Place]]:
    """Return the dangers that a text tells of, and those that it only names: denied, past, in general."""
    found: set[Place] = set()
    only_named: set[Place] = set()
    left = MOST_JUDGED
    for pattern, told, places in _met(reading, compiled, found):
        sentence = reading.words[places[0]].sentence
        left -= 1
        if left < 0:
            found.add((told, sentence))
            break
        ours = None if _unsaid(told, reading, pattern, places, compiled) else _whose(told, reading, places)
        if ours:
            found.add((ours, sentence))
        else:
            only_named.add((told, sentence))
    return found, only_named


def _met(
    reading: Reading, compiled: Compiled, found: Container[Place]
) -> Iterator[tuple[frozenset[str], Told, Sequence[int]]]:
    """Yield each pattern that is met and tells of a danger that is not among those found in its sentence."""
    present = frozenset[str]().union(*reading.meant)
    able = {
        concept: patterns
        for concept in present
        if (patterns := [one for one in compiled.patterns.get(concept, ()) if one[0] <= present])
    }
    for at, concepts in enumerate(reading.meant if able else ()):
        wanted = [concept for concept in concepts if concept in able]
        if not wanted:
            continue
        ahead = reading.meant[at : at + compiled.triggers.within + 1]
        near = frozenset[str]().union(*ahead)
        for concept in wanted:
            for pattern, told in able[concept]:
                if pattern <= near and (told, reading.words[at].sentence) not in found:
                    places = _places(pattern, at, ahead)
                    if places:
                        yield pattern, told, places


def _places(pattern: frozenset[str], start: int, ahead: Sequence[frozenset[str]]) -> Sequence[int]:
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
            return places
    return ()


def _unsaid(told: Told, reading: Reading, pattern: Collection[str], places: Sequence[int], compiled: Compiled) -> bool:
    """Tell whether what was found is past, explained, asked in general, or denied.

    Despair and overdose are never only a question, and nothing explains them away.
    """
    words, meant = reading.words, reading.meant
    sentence = words[places[0]].sentence
    around = [
        at
        for at in range(max(0, places[0] - AROUND), min(len(words), places[-1] + AROUND + 1))
        if words[at].sentence == sentence
    ]
    said = frozenset[str]().union(*(meant[at] for at in around))
    if "_past" in said and ("_now" not in said or "_well" in said):
        return True
    if told.kind in AT_ONCE:
        return _denied(reading, pattern, places, compiled)
    if "_harmless" in said or sentence in reading.causal or (told.kind == "urgent" and sentence in reading.general):
        return True
    asked = (reading.begun.get(at, at) for at in around if at < places[0] and "_general" in meant[at])
    if any(at == 0 or words[at - 1].part != words[at].part for at in asked):
        return True
    return _denied(reading, pattern, places, compiled)


def _whose(told: Told, reading: Reading, places: Sequence[int]) -> Told | None:
    """Return the danger as it concerns the writer; of somebody else's only what cannot wait, and nothing past."""
    words, meant = reading.words, reading.meant
    sentence = words[places[0]].sentence
    if told.sign in OF_THINGS and any("_things" in meant[at] for at in range(max(0, places[0] - 3), places[0] + 1)):
        return None
    before = (at for at in range(places[0], max(-1, places[0] - AROUND), -1) if words[at].sentence == sentence)
    whose = next((at for at in before if "_others" in meant[at]), None)
    if whose is None or told.kind in AT_ONCE:
        return told
    between = frozenset[str]().union(*meant[whose + 1 : places[0]])
    if "_says" in between or "_self" in between:
        return told
    behind = frozenset[str]().union(*meant[whose + 1 : places[-1] + AROUND])
    present = "_others_past" not in behind or "_now" in behind
    return Told("emergency", "other") if told.kind == "emergency" and present else None


def _denied(reading: Reading, pattern: Collection[str], places: Sequence[int], compiled: Compiled) -> bool:
    """Tell whether one of the words found is denied, and the denial is neither taken back nor one of the past."""
    words, triggers = reading.words, compiled.triggers
    first, last = places[0], places[-1]
    if not triggers.undenied.isdisjoint(pattern):
        return False
    if not triggers.excepts.isdisjoint(word.text for word in words[first:last]):
        return False
    if not triggers.renews.isdisjoint(_behind(reading, last)):
        return False
    if triggers.unable.isdisjoint(pattern) and any(_well(reading, end, places, compiled) for end in places):
        return True
    found = {at for end in places for at in range(reading.begun.get(end, end), end + 1)}
    return any(_denied_from(reading, reading.begun.get(end, end), pattern, found, compiled) for end in places)


def _behind(reading: Reading, at: int) -> list[str]:
    """Return the few words behind one, in the same part."""
    words = reading.words
    return [word.text for word in words[at + 1 : at + 1 + HEARD_AFTER] if word.part == words[at].part]


def _well(reading: Reading, end: int, places: Collection[int], compiled: Compiled) -> bool:
    """Tell whether the words behind one deny it: "chest pain free", "my chest is fine"; not "my side has gone weak"."""
    triggers = compiled.triggers
    passed = False
    for at, word in enumerate(_behind(reading, end), end + 1):
        if word in triggers.after or (passed and word in triggers.after_is):
            return at + 1 not in places
        if word not in triggers.is_:
            return False
        passed = True
    return False


def _denied_from(
    reading: Reading, at: int, pattern: Collection[str], found: Collection[int], compiled: Compiled
) -> bool:
    """Walk back from a word to a denial, over nothing but words that let one pass, within the same part.

    Behind a joining word that may also be words of other signs, and one other word: "no fever, no pills or numbness".
    """
    words, meant, triggers = reading.words, reading.meant, compiled.triggers
    joined = stranger = False
    not_reaches = no_reaches = True
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        word = words[before].text
        if before in found or words[before].part != words[at].part:
            return False
        if word in triggers.nots:
            return not_reaches and words[before + 1].text not in triggers.renews
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
