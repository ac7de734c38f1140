"""Pain scores told beside a walk: "pain 2 before, 4 after", "knee about a 3", "3 going to 5", "8/10", "pain: none"."""

import math
import re
from collections.abc import MutableSequence
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.typed.shape import Shape
from bot.domain.typed.words import MOST_OF_A_SCALE

TAKEN = "_"

_NUMBER = r"(?P<low>[nr])(?:(?P<join>[-toFy])(?:(?<=t)e)?(?P<high>[nr]))?(?![mhsdua:x+/]|[-toy]n)"
_LABELLED = re.compile(
    rf"(?P<label>[pB<>A~](?:[pB<>A~ec:QPiftzEl&]|\.(?=[^.]*[nr]))*){_NUMBER}(?P<marker>(?:[<>A](?![~:e]*[nr](?![<>A])))?)"
)
_NAMED_AFTER = re.compile(rf"(?P<opened>[fc]?){_NUMBER.replace('Fy]', 'F]')}c?e?(?P<label>B?p|[<>A])")
_FOR_THE_KNEE = re.compile(r"(?<![nr:/-])(?P<low>[nr])(?P<high>)(?P<join>)[lci]?e?(?P<label>B)$")
_OF_TEN = re.compile(r"(?P<low>r)(?:(?P<join>[-to])(?P<high>[nr]))?(?P<label>)")
_WENT_FROM = re.compile(r"^[De~<]*(?P<label>f)e?(?P<low>[nr])(?P<join>t)e?(?P<high>[nr])(?=[^mhsduwVn]*$)")
"""A clause of its own: "it went from 1 to 3"; not "from 1 to 3", which may be hours."""
_BETWEEN = re.compile(r"(?<=[pB~<>c:])b[nr]y[nr](?![mhsdu])|b[nr]y[nr](?=c?e?p)")
_NONE = re.compile(r"[pB<>](?:[~ec:QPiE]*)0|0(?=e?>)")
_NO_PAIN = re.compile(r"k(?![cPiB])|k(?=ie?[ne][mh]|B[^nr]*$)")
_NONE_BEFORE = re.compile(r"k<(?=w?$)")
_UNTIL_IT_HURT = re.compile(r"<(?=c?e?[Bp][^~n<]*[.Z>z][^n]*[nr])")  # "before my knee gave me a 7"
_AFTER_THE_WALK = re.compile(r"[<>A]c?e?(?P<walk>w)(?=c?[pB~:]*[nr])")
_TIME_OF_DAY = re.compile(r"[<A]c?e?[.OR]")  # "before breakfast" is no pain before
_OTHER_PAIN_DENIED = re.compile(r"k[cPi]?e?[.BE]|[NL][B.]{0,2}p(?![~ec:Qi]*[nr])")


@dataclass(slots=True)
class Told:
    """The scores of a message, as they were told."""

    before: list[float] = field(default_factory=list)
    outset: list[float] = field(default_factory=list)  # at the start of the walk, and so a part of it
    was: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    unlikely: bool = False  # a score that no scale has
    none: bool = False  # that there was no pain, of no part of the walk or the body
    hurt: bool = False  # a pain above 1, of no part either
    rounded: bool = False  # "3.5": which of the two is asked

    @property
    def first(self) -> int | None:
        """Pain before: the lower end of what was told, so that a rise is rather seen than not."""
        before = [*self.before, *self.outset] or (self.was if self.after else [])
        return math.floor(min(before)) if before else None

    @property
    def worst(self) -> int | None:
        """The highest score of the walk and after it. None where only one before it was told."""
        later = [*self.after, *self.plain, *([] if self.after and self.before else self.was)]
        return math.ceil(max([*later, *self.outset])) if later else None


def take_scores(said: Shape, letters: MutableSequence[str], told: Told) -> None:
    """Note the labelled scores of a clause in `told`, and mark their letters as taken."""
    moved = re.match("(?:iE?)?(?P<to>t)e?[nr](?![mhd])", "".join(letters))
    if moved and (moved["to"] == moved[0][0] or " " in said.items[moved.start("to")].text):
        letters[moved.start("to")] = ">"  # "pain started at 5, down to 3", "at home it fell to 3"
    for match in _UNTIL_IT_HURT.finditer("".join(letters)):
        letters[match.start()] = "e"
    for match in _AFTER_THE_WALK.finditer("".join(letters)):
        letters[match.start("walk")] = "e"
    for match in _BETWEEN.finditer("".join(letters)):
        letters[match.start()], letters[match.start() + 2] = "e", "-"  # read as "3-5"
        told.rounded = True
    if any(True for _ in take_each(_NONE, letters)):
        told.plain.append(0)
    if take_each(_NONE_BEFORE, letters):
        told.before.append(0)
    if take_each(_NO_PAIN, letters):
        told.plain.append(0)
        told.none = told.none or re.search("k[>A]", said.letters) is None
    take_each(_OTHER_PAIN_DENIED, letters)
    take_each(_TIME_OF_DAY, letters)
    went = _WENT_FROM.match(said.letters)
    if went and " " in said.items[went.start("label")].text and max(said.numbers(*went.span())) <= MOST_OF_A_SCALE:
        for match in take_each(_WENT_FROM, letters):
            _note(said, match, told)
    for pattern in (_LABELLED, _NAMED_AFTER, _FOR_THE_KNEE, _OF_TEN):
        for match in take_each(pattern, letters):
            _note(said, match, told)


def take_each(pattern: re.Pattern[str], letters: MutableSequence[str]) -> list[re.Match[str]]:
    """Return what a pattern finds in the letters, and mark it as taken."""
    found = list(pattern.finditer("".join(letters)))
    for match in found:
        letters[match.start() : match.end()] = TAKEN * (match.end() - match.start())
    return found


def _note(said: Shape, match: re.Match[str], told: Told) -> None:
    groups = match.groupdict()
    low = said.number(match.start("low"))
    high = said.number(match.start("high")) if groups["high"] else None
    if max(low, high or 0) > MOST_OF_A_SCALE:
        told.unlikely = True
        return
    told.rounded = told.rounded or low != int(low) or (high or 0) != int(high or 0)
    told.rounded = told.rounded or (high is not None and said.items[match.start("join")].kind == "or_maybe")
    label = (
        f"{groups['label']}{groups.get('marker') or ''}" if not re.search("[<>A]", groups["label"]) else groups["label"]
    )
    at_start = any(said.items[at].kind == "outset" for at in range(*match.span()))
    role: Literal["before", "outset", "after", "was", "plain"] = (
        ("outset" if at_start else "before")
        if "<" in label
        else "after"
        if re.search("[>A]", label)
        else "was"
        if label[:1] == "~"
        else "plain"
    )
    told.hurt = told.hurt or (role == "plain" and "p" in label and "B" not in label and max(low, high or 0) > 1)
    if high is None:
        getattr(told, role).append(low)
    elif groups["join"] == "t" and (
        groups.get("opened")
        or "f" in label
        or "~" in label
        or "<" in label
        or said.items[match.start("join")].text in ("→", ">", "➡")
    ):
        getattr(told, "before" if role == "before" else "outset").append(low)
        told.after.append(high)
    else:
        told.plain.append(max(low, high))
