"""Which ordinary question a text asks, by a model over letter n-grams."""

from collections.abc import Mapping

from bot.domain.rules import Answering
from bot.domain.words.text_model import TextModel

FILE = "questions"
NONE = "none"


def topic_of(text: str, first: str, models: Mapping[str, TextModel], rules: Answering) -> str | None:
    """Return a topic, or None where it is not sure or none. Never raises.

    The model that knows most of the words decides; that of the language `first` where several know as many.
    """
    spoken = [name for name in models if name.startswith(f"{FILE}.")]
    if not spoken:
        return None
    known = {name: models[name].known(text) for name in spoken}
    best = max(spoken, key=lambda name: (known[name], name == f"{FILE}.{first}"))
    topic, share = models[best].best(text)
    return topic if topic != NONE and share >= rules.least_share else None
