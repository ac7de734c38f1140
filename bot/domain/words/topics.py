"""Which ordinary question a text asks, by a model over letter n-grams."""

from collections.abc import Mapping

from bot.domain.rules import Answering
from bot.domain.words.text_model import TextModel, words_of

FILE = "questions"
NONE = "none"
MOST_WORDS = 60


def topics_of(text: str, first: str, models: Mapping[str, TextModel], rules: Answering) -> tuple[str, ...]:
    """Return the topic that a text asks about, the two that it may be, the likelier first, or none. Never raises.

    The model that knows most of the words decides; that of the language `first` where several know as many.
    """
    spoken = [name for name in models if name.startswith(f"{FILE}.")]
    if not spoken or not any(character.isalpha() for character in text):
        return ()
    known = {name: models[name].known(text) for name in spoken}
    best = max(spoken, key=lambda name: (known[name], name == f"{FILE}.{first}"))
    shares = models[best].shares(words_of(text)[:MOST_WORDS])
    likely = sorted(shares, key=lambda topic: -shares[topic])[:2]
    if likely[0] == NONE:
        return ()
    if shares[likely[0]] >= rules.least_share:
        return (likely[0],)
    if NONE not in likely and sum(shares[topic] for topic in likely) >= rules.least_pair:
        return tuple(likely)
    return ()
