"""Red-flag questions answered in the chat, however many messages they take."""

from tests.support.story import Person

NONE, GO_ON = "None of these", "Go on"
SCREENING = "ap what is true"  # what every message with such questions says: "Tap what is true …"


async def through(ana: Person, *flags: str) -> None:
    """Mark what begins with one of `flags` wherever it is asked, and deny the rest, until something else is asked."""
    left = set(flags)
    while NONE in ana.last.labels() or GO_ON in ana.last.labels():
        shown = ana.last.labels()
        for flag in sorted(left):
            if any(label.startswith(flag) for label in shown):
                await ana.tap(flag, ana.last)
                left.discard(flag)
        going = [label for label in ana.last.labels() if label in (NONE, GO_ON)]
        if not going:
            return
        await ana.tap(going[0], ana.last)


async def deny_all(ana: Person) -> None:
    """Deny a whole round of red-flag questions: three messages, none of which may be missing."""
    for _ in range(3):
        await ana.tap(NONE, ana.last)
