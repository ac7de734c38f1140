"""Which ordinary question a text asks, by a model over letter n-grams."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.rules import Answering
from bot.domain.words.text_model import STEM, TextModel, words_of

FILE = "questions"
NONE = "none"
MOST_WORDS = 60
SHORTEST_OF_PAIR, REACH = 3, 3  # letters of a word that pairs, and how many such words further on its pairs stand


def pairs(words: Sequence[str]) -> Iterator[str]:
    """Yield the pairs of words near one another, whichever comes first: "knees crack" and "cracking of my knees"."""
    stems = [word[:STEM] for word in words if len(word) >= SHORTEST_OF_PAIR]
    for at, stem in enumerate(stems):
        for other in stems[at + 1 : at + 1 + REACH]:
            yield "&".join(sorted((stem, other)))


def topics_of(text: str, first: str, models: Mapping[str, TextModel], rules: Answering) -> tuple[str, ...]:
    """Return the topic that a text asks about, the two that it may be, the likelier first, or none. Never raises.

    The model that knows most of the words decides; that of the language `first` where several know as many.
    """
    spoken = [name for name in models if name.startswith(f"{FILE}.")]
    if not spoken or not any(character.isalpha() for character in text):
        return ()
    known = {name: models[name].known(text) for name in spoken}
    best = max(spoken, key=lambda name: (known[name], name == f"{FILE}.{first}"))
    words = words_of(text)[:MOST_WORDS]
    shares = models[best].shares(words, pairs(words))
    likely = sorted(shares, key=lambda topic: -shares[topic])[:2]
    if likely[0] == NONE:
        return ()
    if shares[likely[0]] >= rules.least_share:
        return (likely[0],)
    if NONE not in likely and sum(shares[topic] for topic in likely) >= rules.least_pair:
        return tuple(likely)
    return ()
