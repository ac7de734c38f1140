"""What danger a message tells of: rules that name a sign, and a model over letter n-grams that only opens questions.

The rules (`danger_words`) read the whole text, however long. The model (`text_model`) sees the words and the concepts
that the rules know, in a bounded number of windows: where the rules are silent it may hear a danger that they miss,
and where they found a sign that can wait for a question it may doubt it. Despair is asked about then; overdose it
never doubts.
Where the rules saw a danger only named (denied, past, of a film) the model must be surer to hear one.
How well both do is measured in docs/words.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.domain.rules import Hearing
from bot.domain.words.danger_rules import Place, tells
from bot.domain.words.danger_words import IDLE, Told, Triggers, Word, read, split
from bot.domain.words.text_model import TextModel, windows

KINDS = ("overdose", "despair", "emergency", "urgent")
"""The most pressing first."""
KINDS_AT_ONCE = ("overdose", "despair")
KINDS_ASKED = ("emergency", "urgent")
NONE = "none"
MAYBE = "maybe"
"""The sign of despair that is asked about first: too little speaks for it."""
WINDOW = 24  # words
FEW_WORDS = 3
MOST_WINDOWS = 6  # from the beginning and the end of a long text
MOST_WORDS_DOUBTED = WINDOW + (MOST_WINDOWS - 1) * WINDOW // 2
"""As many as the windows cover: of a longer text the model has not read all."""
PAIRED_WITHIN = 5  # words


@dataclass(frozen=True, slots=True)
class Ear:
    """What danger is heard with in one language. `model`: None, where there is none, leaves it to the rules."""

    triggers: Triggers
    model: TextModel | None = None


def danger(text: str, ears: Sequence[Ear], rules: Hearing) -> Told | None:
    """Return the most pressing danger that a text tells of in any language, or None. Never raises.

    The model names no sign. Despair and overdose are heard from a share of their own: to miss them is the worst, and
    where the model alone hears them the answer says "if". Below that share there is a band in which it is asked.
    What the rules found is doubted by the model, see `_believed`.
    """
    words = split(text)
    spoken = _spoken(words, ears)
    found: set[Place] = set()
    only_named: set[Place] = set()
    idle: list[int] = []  # what is an idiom in the likeliest language is none of another's words: "mi tía" is no TIA
    for ear in spoken:
        reading = read(words, ear.triggers.compiled, idle)
        if ear is spoken[0]:
            idle = [at for at, meant in enumerate(reading.meant) if meant >= IDLE]
        told, named = tells(reading, ear.triggers.compiled)
        found |= told
        only_named |= named - told
    # What one language denies is not heard in another that happens to know the word.
    dangers = [told for told, _ in found - only_named]
    believed = _believed(dangers, words, spoken[0], rules)
    if dangers and not believed:
        return None
    dangers = believed
    if all(told.sign == MAYBE for told in dangers):
        silent = {sentence for _, sentence in only_named}
        guessed = list(_guessed([word for word in words if word.sentence not in silent], spoken[0], rules))
        if silent:
            guessed += _guessed(words, spoken[0], rules, rules.least_named)
        # Low words are asked about, however low the model finds them.
        dangers += [told for told in guessed if not dangers or told.kind != "despair"]
    return min(dangers, key=lambda one: (one.sign == MAYBE, KINDS.index(one.kind)), default=None)


def seen(words: Sequence[Word], triggers: Triggers) -> tuple[list[str], list[str]]:
    """Return what the model looks at in some words: the words, and their concepts with those near them."""
    return _plain(words), _paired(read(words, triggers.compiled).meant)


def _spoken(words: Sequence[Word], ears: Sequence[Ear]) -> Sequence[Ear]:
    """Return the languages that a text may be in, the likeliest first: the chat's, unless another knows twice as much.

    "Angina" is a word of several: "never had angina" must not be heard in a language that knows no "never".
    """
    if any(ear.model is None for ear in ears):
        return ears
    forms = [f"<{word.text}>" for word in words[:WINDOW]]
    known = {id(ear): sum(ear.model is not None and form in ear.model.grams for form in forms) for ear in ears}
    most = max(known.values())
    likely = [ear for ear in ears if known[id(ear)] * 2 >= most]
    return sorted(likely, key=lambda ear: (ear is not ears[0], -known[id(ear)]))


def _believed(dangers: list[Told], words: Sequence[Word], ear: Ear, rules: Hearing) -> list[Told]:
    """Return what the model leaves of the dangers that the rules found: an idiom, a film, a thing that fell is none.

    It must have read every word, and be sure of it in every window. Overdose stands, and so do low words; despair is
    asked about: "I lost the will to live" may be said of a match.
    """
    if ear.model is None or not dangers or len(words) > MOST_WORDS_DOUBTED:
        return dangers
    if any(told.kind == "overdose" or told.sign == MAYBE for told in dangers):
        return dangers
    harmless = min((shares.get(NONE, 0.0) for shares in _looks(words, ear)), default=0.0)
    if harmless < rules.sure_of_none:
        return dangers
    if any(told.kind == "despair" for told in dangers):
        return [told._replace(sign=MAYBE) if told.kind == "despair" else told for told in dangers]
    pressing = any(told.kind == "emergency" for told in dangers)
    return [] if harmless >= (rules.surest_of_none if pressing else rules.sure_of_none) else dangers


def _is_a_dose(words: Sequence[Word], triggers: Triggers) -> bool:
    """Tell whether a message is that somebody took their tablets, and nothing more."""
    said = {word.text for word in words}
    return said <= triggers.dose and not said.isdisjoint(triggers.dose_one)


def _guessed(words: Sequence[Word], ear: Ear, rules: Hearing, least: Fraction = Fraction(0)) -> Iterable[Told]:
    """Yield what the model hears; `least`: the smallest share that counts, where the rules saw a danger only named.

    A long text has several windows, and in each something may look like danger; "no idea" has little to go by. In both
    it must be surer, too.
    """
    if _is_a_dose(words, ear.triggers):
        return
    if len(words) > WINDOW or len(words) < FEW_WORDS:
        least = max(least, rules.least_unusual)
    for shares in _looks(words, ear):
        at_once = {kind: shares.get(kind, 0.0) for kind in KINDS_AT_ONCE}
        if sum(at_once.values()) >= max(rules.least_despair, least):
            yield Told(max(at_once, key=lambda kind: at_once[kind]), sure=False)
        elif at_once["overdose"] <= at_once["despair"] >= max(rules.ask_despair, least):
            yield Told("despair", MAYBE, sure=False)
        elif 1 - shares.get(NONE, 0.0) >= max(rules.least_danger, least):
            yield Told(max(KINDS_ASKED, key=lambda kind: shares.get(kind, 0.0)), sure=False)


def _looks(words: Sequence[Word], ear: Ear) -> Iterator[Mapping[str, float]]:
    """Yield what the model thinks of each window of some words."""
    for window in windows(words, WINDOW, MOST_WINDOWS) if ear.model and words else ():
        assert ear.model is not None
        yield ear.model.shares(*seen(window, ear.triggers))


def _plain(words: Iterable[Word]) -> list[str]:
    return ["0" if word.text.isdecimal() else word.text for word in words]


def _paired(meant: Sequence[frozenset[str]]) -> list[str]:
    found = []
    for at, concepts in enumerate(meant):
        for one in sorted(concepts):
            found.append(f"={one}")
            for near in meant[at + 1 : at + 1 + PAIRED_WITHIN]:
                found += ["=" + "+".join(sorted((one, other))) for other in sorted(near) if other != one]
    return found
