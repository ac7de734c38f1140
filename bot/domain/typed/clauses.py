"""A message as clauses, and whether a clause tells something that happened to the person who writes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.checkin import EFFORTS
from bot.domain.typed.shape import Shape, shape
from bot.domain.typed.words import Item

_DROPPED = frozenset(
    {"filler", "much", "then", "leg_behind", "subject", "returns", "about", "part_of_day", "untimed", *EFFORTS}
)
_PARTS = frozenset({"break", "corrects", "contrast", "reason"})
_FACTS = frozenset({"minutes", "hours", "prime", "score", "no_pain", "walked"})
_VERBS = frozenset({"walked", "done", "went"})
_TOLD_FIRST = re.compile("[^FKQN]*[VX][^FKQN]*[nae][mh]")
"""A walk of some minutes, before any word of a plan: "I did 20 min, more than the plan says"."""
_FOR_LATER = re.compile("F(?:u|$)")
"""Next week, tomorrow: what is told for then is an order, "put me down for 15 min next week"."""
_SCORED_FIRST = re.compile("[^mhFKNQnr]*[pB][^mhFKNQnr]*[nr][^nr]*")
"""A score, before any such word: "it was a 3 when I went up"."""
_OF_OTHERS = frozenset({"not_yet", "habit", "person", "other", "asks"})
_NO_NEW_FACT = frozenset({"happens", "habit", "not_yet", "asks", "not"})
_ENDS = frozenset(".!\n…¡")
_NUMBERS = frozenset({"number", "half", "quarter", "article", "day"})
_WALKS = "wVXzv"


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two breaks, without what says nothing: `said` is the shape of the rest."""

    said: Shape
    asked: bool
    efforts: frozenset[str]
    part_of_day: bool
    own: bool = False  # the verb is of the person who writes: "I did", "hice"

    @property
    def walks(self) -> bool:
        """Tell whether a word of it says that somebody walked."""
        return (
            any(letter in "wV@" for letter in self.said.letters) or re.match("[De.]*d", self.said.letters) is not None
        )

    @property
    def told(self) -> bool:
        """Tell whether minutes are walked in it, whatever is asked about them: "walked 20 min, is that much?"."""
        return re.search("V.*n|n.*V", self.said.letters) is not None and "Q" not in self.said.letters

    @property
    def speaks_against(self) -> bool:
        """Tell whether a vetoed clause makes the walk of another one doubtful; not "walked till my hip said no"."""
        letters = re.sub("R[Vz]P", "", self.said.letters)  # "my carer walked with me"
        if self.own and re.match("[^FKNQ]*[VX]", letters):
            return False
        plan = "F" in letters and not self.asked and re.match("[De.]*[RO]", letters) is None
        return plan or re.search("[wVX]", letters) is not None

    @property
    def vetoed(self) -> bool:
        """Tell whether it is a question, a plan, a habit, a denial, or about somebody or something else."""
        letters = self.said.letters
        if (self.asked and not self.told) or letters.lstrip("De")[:1] == "Q":
            return True
        told_first = self.own and _TOLD_FIRST.match(letters) and not _FOR_LATER.search(letters)
        if re.search("[FK]", letters) and not told_first:
            return _SCORED_FIRST.fullmatch(letters) is None
        if "J" in letters and "V" not in letters:
            return True  # "8 minutes so far"
        return _of_another(letters) or _happened_to_the_body(letters) or _denied(letters)


def clauses(items: Sequence[Item], *, verbs_tell_who: bool) -> list[Clause]:
    """Return the clauses of a message whose items were read together."""
    return [
        _clause(part, asked, own=verbs_tell_who or _i_did(part))
        for sentence, asked in _sentences(items)
        for part in _parts(sentence)
    ]


def _i_did(part: Sequence[Item]) -> bool:
    """Tell whether "I" stands before what was done, or nobody: "Walked till ..."."""
    first = next((item.kind for item in part if item.kind not in ("filler", "then", "day", "part_of_day")), "")
    return first in ("walked", "done") or any(
        item.kind == "subject" and any(one.kind in _VERBS for one in part[at + 1 : at + 3])
        for at, item in enumerate(part)
    )


def _clause(part: Sequence[Item], asked: bool, *, own: bool) -> Clause:
    efforts = frozenset(
        item.kind
        for at, item in enumerate(part)
        if item.kind in EFFORTS
        and (at + 1 == len(part) or part[at + 1].kind not in ("unknown", "where") or " " in item.text)
        and not _denied_word(part, at)
        and (not at or part[at - 1].kind != "body")  # "legs tired"
    )
    part = [item for at, item in enumerate(part) if item.kind != "not" or not _of_effort(part, at)]
    return Clause(shape(part, _DROPPED), asked, efforts, any(item.kind == "part_of_day" for item in part), own)


def _of_effort(part: Sequence[Item], at: int) -> bool:
    """Tell whether a denial is of how hard it was: "wasn't hard"."""
    return any(item.kind in EFFORTS for item in part[at + 1 : at + 3])


def _denied_word(part: Sequence[Item], at: int) -> bool:
    return any(item.kind in ("not", "lacking") for item in part[max(0, at - 3) : at])


def _sentences(items: Sequence[Item]) -> Iterator[tuple[list[Item], bool]]:
    sentence: list[Item] = []
    for item in items:
        if item.kind == "question" and item.text == "?":
            yield sentence, True
            sentence = []
        elif item.kind == "break" and item.text in _ENDS:
            yield sentence, False
            sentence = []
        elif item.kind != "question":
            sentence.append(item)
    yield sentence, False


def _parts(sentence: Sequence[Item]) -> Iterator[list[Item]]:
    """Part a sentence at its commas, at "because" and "but", and at an "and" that does not stand between two numbers.

    Where a fact is told already, "I" and "it" begin another part: nobody types commas into a phone.
    """
    part: list[Item] = []
    for at, item in enumerate(sentence):
        kinds = [one.kind for one in sentence[at + 1 : at + 3]]
        following = kinds[0] if kinds else ""
        if item.kind == "break" and kinds == ["number", "repeats"]:
            continue  # "10 min, 3 times"
        numbers = following in _NUMBERS and any(
            other.kind in ("number", "hours", "minutes", "article") for other in part[-1:]
        )
        if item.kind == "break" and _names_a_score(part) and _is_a_score(sentence[at + 1 : at + 9]):
            continue  # "a little sore, maybe 2"
        opens = (item.kind == "subject" and following not in _NO_NEW_FACT) or (
            item.kind == "then" and not {"number", "further"} & set(kinds)
        )
        if opens and any(one.kind in _FACTS for one in part):
            yield part
            part = []
        if (
            item.kind in _PARTS
            or (
                item.kind == "colon"
                and part
                and part[-1].kind != "number"
                and any(one.kind in _OF_OTHERS for one in part)
            )
            or _only_a_rest(part, item, sentence[at + 1 :])
            or (item.kind == "and" and not numbers and "between" not in {other.kind for other in part})
        ):
            if part:
                yield part
            part = []
        else:
            part.append(item)
    if part:
        yield part


def _names_a_score(part: Sequence[Item]) -> bool:
    """Tell whether a pain is named last, and no figure of it."""
    kinds = [item.kind for item in part]
    return (
        "pain" in kinds
        and "not" not in kinds
        and not {"number", "score"} & set(kinds[len(kinds) - 1 - kinds[::-1].index("pain") :])
    )


def _is_a_score(behind: Sequence[Item]) -> bool:
    """Tell whether a figure follows that has no unit."""
    kinds = [item.kind for item in behind if item.kind not in _DROPPED and item.kind not in ("article", "hedge", "was")]
    return kinds[:1] in (["number"], ["score"]) and (
        kinds[1:2] in ([], ["break"], ["and"]) or (kinds[1] in ("or", "dash", "to") and kinds[3:4] in ([], ["break"]))
    )


def _only_a_rest(part: Sequence[Item], item: Item, behind: Sequence[Item]) -> bool:
    """Tell whether it is what was done between two walks: "10 min, then a rest, then 5 more"."""
    if item.kind != "other" or not any(one.kind in ("minutes", "hours") for one in part):
        return False
    following = [one.kind for one in behind if one.kind not in ("filler", "then", "article", "about", "and", "after")][
        :3
    ]
    return following[:1] == ["further"] or (following[:1] == ["number"] and "further" in following)


def _of_another(letters: str) -> bool:
    """Tell whether the clause begins with a person who does what is told: "my husband walked", "the doctor said"."""
    return re.match(r"[DeBy]*(?:R|O[Vz]|[Vz]R(?!t))", letters) is not None


def _happened_to_the_body(letters: str) -> bool:
    """Tell "my back went out" and "the pain lasted 20 minutes"; "knee got to 6" is a score."""
    if "Z" in letters and not any(letter in "wVX" for letter in letters[: letters.index("Z")]):
        return True
    subject = letters.lstrip("De")
    return re.match(r"[pB.O]z(?![ft]*[nr]|>)", subject) is not None


def _denied(letters: str) -> bool:
    """Tell whether a walk or its minutes are denied."""
    at = letters.find("N")
    if at >= 0 and any(letter in letters[at:] for letter in (*_WALKS, "m", "h", "n", "I")):
        return True
    lacking = letters.find("L")
    return lacking >= 0 and letters[lacking + 1 : lacking + 2] in ("w", "V")
