"""Words in free text that open the red-flag questions: "chest pain", "cant pee"; not "no chest pain".

Better one round of questions too many than one too few: typing slips are forgiven, and a denial counts only where it
clearly belongs to the words behind it. "No, chest pain" and "no walk, chest pain" deny nothing, nor does "never had
chest pain before".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bot.domain.folding import fold

# Whatever is neither a word nor what stands between two words of one thought: an emoji parts as a comma does.
PARTS = re.compile(r"[^\w\s'/&+-]+|\s-+\s|-{2,}|\n")
FORGIVEN_FROM = 5  # letters: in shorter words one wrong letter makes another word
SWAPS_FORGIVEN_FROM = 4
HEARD_AFTER = 3  # words


@dataclass(frozen=True, slots=True)
class Triggers:
    """The words of one language, lower case, without accents and apostrophes.

    A flag is a list of groups; it is named where one word of each group stands within `within` words of the first's.
    """

    flags: Mapping[str, tuple[tuple[str, ...], ...]]
    same_as: Mapping[str, str]  # several words that are read as one
    unlike: frozenset[str]  # ordinary words that are never a slip
    nots: frozenset[str]  # deny what follows, also behind `nots_pass`
    nots_pass: frozenset[str]
    noes: frozenset[str]  # deny what follows, also behind `noes_pass`
    noes_pass: frozenset[str]
    joins: frozenset[str]  # carry a denial on: "no pain or numbness"
    after: frozenset[str]  # deny what they follow: "chest pain free"
    excepts: frozenset[str]  # take a denial back: "no pain except in my chest"
    renews: frozenset[str]  # make a denial one of the past: "never had chest pain before"
    within: int


def red_flag(text: str, *languages: Triggers) -> str | None:
    """Return the first flag that a part of `text` names in one of the languages, or None. Never raises.

    An ordinary word of one language is no slip of a word of another. A word that several of them share is denied by
    what denies it in any: "nunca tuve cáncer" names nothing in English either.
    """
    parts = PARTS.split(_plain(text))
    ordinary = frozenset[str]().union(*(triggers.unlike for triggers in languages))
    return next((flag for triggers in languages if (flag := _flag(parts, triggers, languages, ordinary))), None)


def _flag(
    parts: Sequence[str], triggers: Triggers, languages: Sequence[Triggers], ordinary: frozenset[str]
) -> str | None:
    forms = _forms(triggers)
    others = [other for other in languages if other is not triggers]
    for part in parts:
        words = _words(part, triggers)
        meant = [_meant(word, forms, ordinary) for word in words]
        for flag, groups in triggers.flags.items():
            for found in _places(meant, groups, triggers.within):
                judges = [triggers, *(other for other in others if _shared(found, words, other))]
                if not any(_denied(words, meant, found, judge) for judge in judges):
                    return flag
    return None


def _forms(triggers: Triggers) -> Mapping[str, set[str]]:
    """Return all words of the flags by their first letter, which no slip changes."""
    forms: dict[str, set[str]] = {}
    for groups in triggers.flags.values():
        for group in groups:
            for form in group:
                forms.setdefault(form[0], set()).add(form)
    return forms


def _shared(found: Sequence[int], words: Sequence[str], other: Triggers) -> bool:
    forms = _forms(other)
    return all(words[at] in forms.get(words[at][0], ()) for at in found)


def _words(part: str, triggers: Triggers) -> list[str]:
    said = " ".join(re.findall(r"\w+", part))
    for phrase, one in triggers.same_as.items():
        said = re.sub(rf"\b{phrase}\b", one, said)
    return said.split()


def _places(meant: Sequence[frozenset[str]], groups: Sequence[Sequence[str]], within: int) -> Iterator[tuple[int, ...]]:
    """Yield every way in which one word of each group stands close to one of the first."""
    places = [[at for at, forms in enumerate(meant) if not forms.isdisjoint(group)] for group in groups]
    for first in places[0]:
        near = [[at for at in others if abs(at - first) <= within] for others in places[1:]]
        for rest in product(*near):
            if len({first, *rest}) == len(groups):
                yield (first, *rest)


def _denied(words: Sequence[str], meant: Sequence[frozenset[str]], found: Sequence[int], triggers: Triggers) -> bool:
    """Tell whether one of the words found is denied, and the denial is neither taken back nor one of the past."""
    first, last = min(found), max(found)
    behind = words[last + 1 : last + 1 + HEARD_AFTER]
    if not triggers.excepts.isdisjoint(words[first:last]) or not triggers.renews.isdisjoint(behind):
        return False
    if behind and behind[0] in triggers.after:
        return True
    return any(_denied_from(words, meant, at, found, triggers) for at in found)


def _denied_from(
    words: Sequence[str], meant: Sequence[frozenset[str]], at: int, found: Sequence[int], triggers: Triggers
) -> bool:
    """Walk back from a word to a denial, over nothing but words that let one pass.

    Behind a joining word that may also be words of other flags, and one other word: "no fever, no pills or numbness".
    """
    joined = stranger = False
    not_reaches = no_reaches = True
    for before in range(at - 1, -1, -1):
        word = words[before]
        if before in found:
            return False
        if word in triggers.nots:
            return not_reaches
        if word in triggers.noes:
            return no_reaches
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


def _meant(word: str, forms: Mapping[str, set[str]], unlike: frozenset[str]) -> frozenset[str]:
    """Return the forms that a word is, or is one slip away from."""
    alike = forms.get(word[0], set())
    if word in alike:
        return frozenset({word})
    if word in unlike or len(word) < SWAPS_FORGIVEN_FROM:
        return frozenset()
    return frozenset(form for form in alike if _one_slip(word, form))


def _one_slip(word: str, form: str) -> bool:
    """Tell whether one letter was left out, added or changed, or two neighbours swapped."""
    if abs(len(word) - len(form)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    if len(word) == len(form):
        if len(form) >= SWAPS_FORGIVEN_FROM and word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :] == form[at:]:
            return True
        return len(form) >= FORGIVEN_FROM and word[at + 1 :] == form[at + 1 :]
    if len(form) < FORGIVEN_FROM:
        return False
    return word[at + 1 :] == form[at:] if len(word) > len(form) else word[at:] == form[at + 1 :]


def _plain(text: str) -> str:
    return re.sub(r"(.)\1{2,}", r"\1\1", fold(text).replace("'", ""))  # "peeee" is "pee"
