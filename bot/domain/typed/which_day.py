"""The day of a walk that is told: "yesterday", "on Sunday", "2 days ago"."""

import re

from bot.domain.typed.reading import Reading
from bot.domain.typed.scores import TAKEN
from bot.domain.typed.shape import Shape

LOOK_BACK = 7  # days

_DAYS_AGO = re.compile(r"(?:G)(?P<before>[ne])u|(?P<after>[ne])ug")
_OF_THE_PAIN = re.compile("[cf]D|^[^nmhwVXz]*[pBO][^nmhwVXz]*$")
"""The day of something else: "sore from yesterday", "stiff after gardening yesterday"."""

_ASIDE = re.compile("[~NLFZ]")
"""How another day was, where no walk is told of it."""


def take_days(said: Shape, letters: list[str], reading: Reading) -> None:
    """Note the days of a clause in `reading`, and mark "2 days ago" as taken."""
    for match in _DAYS_AGO.finditer("".join(letters)):
        at = match.start("before") if match["before"] else match.start("after")
        days = said.number(at) if said.letters[at] == "n" else 1
        if said.items[at + 1].kind == "day_unit" and days <= LOOK_BACK:
            reading.days.add(int(days))
            letters[match.start() : match.end()] = TAKEN * (match.end() - match.start())
        else:
            reading.refused = True
    aside = _ASIDE.search(said.letters) and any(item.kind == "day" and item.number for item in said.items)
    if aside and re.search("[mhwVXz@d]", said.letters) is None:
        reading.doubtful = True  # "yesterday was awful. 20 min"
        if re.fullmatch("[^pB]*~[^pB]*n[^pB]*", said.letters):
            letters[:] = TAKEN * len(letters)  # "it was 8 yesterday"
            return
    for at, letter in enumerate(said.letters):
        if letter == "D" and _OF_THE_PAIN.search(said.letters) and said.number(at):
            continue  # "sore from yesterday", "stiff after gardening yesterday"
        if letter == "D":
            reading.days.add(int(said.number(at)))
        elif letter == "W":
            reading.weekdays.add(int(said.number(at)))
