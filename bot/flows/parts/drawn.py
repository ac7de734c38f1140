"""The drawings that go with messages; see `bot.pictures.moves`."""

from bot.messages import Animation, Picture

KIND = "drawing"
MOTION = "motion"
OVERVIEW = "overview"
BODY_MAP = "body_map"


def drawn(name: str) -> Picture:
    """Return a drawing: a key of content/drawings.yaml, OVERVIEW or BODY_MAP."""
    return Picture(KIND, {"name": name})


def moving(name: str) -> Animation:
    """Return the animation of a drawing: a key of content/drawings.yaml."""
    return Animation(MOTION, {"name": name})
