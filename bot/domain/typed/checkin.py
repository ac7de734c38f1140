"""A check-in told in one's own words: "20 min pain 3", "walked the dog 35 mins, knee about a 2", "finished, 20, 3".

A word that is not known does no harm; what may be a plan, a habit, a question, a denial, or about somebody else is
never a check-in, and what is not sure is to be asked about. A wrong value is worse than a question.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.typed.beside import (
    is_further,
    is_of_something_else,
    is_of_the_pain,
    may_be_another,
    strangers,
    tells_when,
)
from bot.domain.typed.clauses import Clause, clauses
from bot.domain.typed.durations import MOST_BOUTS, Span, span_at
from bot.domain.typed.known import unknown_words
from bot.domain.typed.reading import Reading
from bot.domain.typed.scores import TAKEN, take_each, take_scores
from bot.domain.typed.shape import Shape
from bot.domain.typed.together import read_together
from bot.domain.typed.which_day import take_days
from bot.domain.typed.words import MOST_OF_A_SCALE, Item

MOST_MINUTES = 600
MOST_SURE = 180  # minutes: more of them are asked about, however clearly told
MOST_UNNAMED = 90  # minutes: more are asked about where no word says that they were walked
FEWEST_BARE = 5
"""Minutes: "walked 3" without a unit may as well be three of anything."""

_DISTANCE = re.compile(r"(?:n|Uc?|e|aec?|ae|n[a]e?|n/n[ec]*)\.?d(?!cn[mh])")
_OF_ELSE = re.compile(r"nu|n:n(?::n)?|n/n(?!c?e?h)|I[ne]?[acqeh]*n?[mh]?")
_AGO = re.compile(r"G(?:n|e|a)+[mhs]|[ne]?(?:n|e|ae?)[mhsu]g")


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What was understood of a walk; None: not told. Scores are NRS 0-10; minutes may be any number.

    `day` is days ago, or None where `weekday` (0: Monday) was named. Unless `certain`, the minutes are to be asked for;
    `minutes` is then a guess, or None.
    """

    minutes: int | None = None
    before: int | None = None
    worst: int | None = None
    effort: str | None = None
    days_ago: int | None = 0
    weekday: int | None = None
    certain: bool = True
    distance: bool = False  # a distance was told, and no minutes
    impossible: bool = False  # a figure was told that no walk, or no scale of pain, has
    over: bool = False  # the walk was told as over: "walked", "done"


def by_rules(known: Sequence[Item], verbs_tell_who: bool) -> CheckIn | None:
    """Return the walk that the items of a text tell, or None."""
    unknown = unknown_words(known)
    found = read_together(known)
    if not found:
        return None
    kinds = {item.kind for item in found}
    reading = Reading(corrected="corrects" in kinds, doubtful="untimed" in kinds)
    told = clauses(found, verbs_tell_who=verbs_tell_who)
    if len(told) == 1 and told[0].said.letters == "n/n" and found[0].number > MOST_OF_A_SCALE >= found[2].number:
        return CheckIn(math.floor(found[0].number), worst=math.ceil(found[2].number), certain=False)  # "20/3"
    for clause in told:
        _take(clause, reading)
    return _checkin(reading, unknown)


def _take(clause: Clause, reading: Reading) -> None:
    letters = list(clause.said.letters)
    reading.of_else = reading.of_else or (
        not clause.walks and is_of_something_else(clause.said.letters, "", walks=True)
    )
    if clause.vetoed:
        reading.refused = reading.refused or re.search("[nmhr]", clause.said.letters) is not None
        reading.more = True
        reading.planned = reading.planned or clause.speaks_against
        return
    take_days(clause.said, letters, reading)
    for pattern in (_AGO, _OF_ELSE):
        take_each(pattern, letters)
    take_scores(clause.said, letters, reading.told)
    reading.over = reading.over or _over(clause.said.letters)
    reading.went = reading.went or re.match("[Dejt]*z[^OBp]*[PtEj][^O]*$", clause.said.letters) is not None
    reading.went = reading.went or re.match("[De.]*w[^FKNQORnmh]*(?:p[^FKNQORmh]*)?$", clause.said.letters) is not None
    reading.about_walking = reading.about_walking or clause.walks
    reading.doubtful = reading.doubtful or re.search("[p>]e?nd", "".join(letters)) is not None
    if not re.search(r"A.?$", "".join(letters).partition("d")[0][:-1]):
        reading.distance = bool(take_each(_DISTANCE, letters)) or reading.distance
    reading.efforts |= clause.efforts
    reading.vague = reading.vague or re.match(r"[DeXVwzv]*Uc?m[^O]*$", clause.said.letters) is not None
    reading.doubtful = reading.doubtful or "J" in letters or clause.asked or ("@" in letters and "D" not in letters)
    reading.doubtful = reading.doubtful or re.search(r"K|oQ|^[^VX]*[mr_]Q[^nrpB_XV]*$", "".join(letters)) is not None
    reading.strange = reading.strange or (
        not reading.spans and re.match(r"[Dec]*\.[^wVXzvnmhpB]*$", clause.said.letters) is not None
    )
    _take_spans(clause, letters, reading)
    _take_bare(clause, letters, reading)
    reading.doubtful = reading.doubtful or ("&" in letters and not reading.further)
    aside = "" if "n" in clause.said.letters else "pB"  # "30 min walk, slight pain": which, is asked once it is logged
    said = re.sub(r"p~$|(?<!w)tc?e?E", "", "".join(letters))  # "pain was mild", "to the shops"
    reading.more = reading.more or re.search(rf"[^{TAKEN}nDWEwilPYec~{aside}]", said) is not None


def _over(letters: str) -> bool:
    """Tell whether a walk is told as over. "went" and "had" may be about anything, "done" about anything unknown."""
    if "V" in letters or "v" in letters:
        return True
    if "w" in letters and re.search("[Xz]", letters):
        return True
    return "X" in letters and re.search("[.O]|Xe?n[.Oud]", letters.partition("P")[0]) is None and "O" not in letters


def _take_spans(clause: Clause, letters: list[str], reading: Reading) -> None:
    said = Shape("".join(letters), clause.said.items)
    at = 0
    while at < len(said.letters):
        span = span_at(said, at, bare=False) if said.letters[at] != TAKEN else None
        if span is None or span.seconds:
            at += 1
            continue
        letters[at : span.end] = TAKEN * (span.end - at)
        _note_span(clause, span, at, letters, reading)
        at = span.end


def _note_span(clause: Clause, span: Span, start: int, letters: list[str], reading: Reading) -> None:
    front, behind = clause.said.letters[:start], clause.said.letters[span.end :]
    walks = clause.walks or "v" in front
    if is_of_something_else(front, behind, walks=walks):
        reading.of_else = True
        return
    if tells_when(front, behind, walks=walks, distance=reading.distance) or is_of_the_pain(front, behind, walks=walks):
        reading.refused = True
        return
    own = re.search("[VXz][^VXz]*$", front) if clause.own else None
    unknown = strangers(front[own.start() :] if own else front, behind, walks=walks)
    bouts = re.search(
        r"n(?:wc?|c|dc|[.E]c|[Mx]c?)$" if behind[:1] != "w" else r"n(?:[Mx]c?)?$", "".join(letters[:start])
    )
    minutes = span.minutes
    whole = minutes == int(minutes) or "s" in clause.said.letters[start : span.end]
    if bouts and clause.said.number(bouts.start()) in range(2, MOST_BOUTS + 1):
        minutes *= clause.said.number(bouts.start())
        reading.doubtful = reading.doubtful or re.search("[.E]", bouts[0]) is not None  # "two lots of ten minutes"
        letters[bouts.start() : start] = TAKEN * (start - bouts.start())
        front = front[: bouts.start()]
    leg = front.endswith("j") or re.match("j", behind) or re.search("t[ec]*[E.P]|P[ec.]*E", f"{front}|{behind}")
    if is_further(front, behind):
        reading.further.append(minutes)
        return
    reading.doubtful = reading.doubtful or span.doubtful or unknown > 0 or not whole
    reading.doubtful = reading.doubtful or may_be_another(front, behind, walks=walks, own=clause.own)
    reading.walk_first = reading.walk_first or front.endswith("w")
    reading.spans.append((minutes, "leg" if leg else "part" if clause.part_of_day else ""))


def _take_bare(clause: Clause, letters: list[str], reading: Reading) -> None:
    for at, letter in enumerate(letters):
        if letter != "n":
            continue
        following = "".join(letters[at + 1 : at + 2])
        if "p" not in letters[:at] and is_further("".join(letters[:at]), "".join(letters[at + 1 :])):
            if re.match("[iPcef]*O", "".join(letters[at + 1 :])) and not clause.walks:
                reading.of_else = True  # "another 10 in the queue"
                continue
            reading.further.append(clause.said.number(at))
            continue
        if following == "M":
            if letters[at - 1 : at] and letters[at - 1] in "jdEw":
                continue  # "round the lake twice"
            if re.search("[wVXzmh]", clause.said.letters) and not re.search("[Ov]", clause.said.letters):
                reading.doubtful = True  # how often, and not next to the minutes of each
            continue
        number = clause.said.number(at)
        if (following == "." and not (clause.walks and number == int(number))) or clause.said.number(at) > MOST_MINUTES:
            continue  # "2 bags", "the 606 trail"
        reading.doubtful = reading.doubtful or following == "B"  # "ten minutes out and ten back"
        if letters[at - 1 : at] == ["w"] and reading.told.worst is not None:
            reading.doubtful = True  # "walk 20, pain 2" may be an order
            reading.bare.append(clause.said.number(at))
            continue
        if (
            (following and following in ".EOBRdu")
            or re.match("ce?O", "".join(letters[at + 1 : at + 4]))
            or "".join(letters[at - 1 : at]) in ("u", "d", "w", "O")
        ):
            reading.doubtful = reading.doubtful or not reading.spans  # "20 squats", "day 12"
            continue
        reading.bare.append(clause.said.number(at))
        reading.bare_parts.append(clause.part_of_day and not re.search("[mhP]", clause.said.letters))
        reading.doubtful = reading.doubtful or following in ("Y", "C")
        if "." in letters and not (clause.walks or "X" in letters):
            reading.doubtful = True
        if re.search(r"[iPft]e?$", "".join(letters[:at])) or re.match(r"[-/x:+]n", "".join(letters[at + 1 : at + 3])):
            reading.doubtful = True


def _checkin(reading: Reading, unknown: int) -> CheckIn | None:
    minutes, sure = _minutes(reading, unknown)
    told = reading.told
    if minutes is None and not _tells_a_walk(reading, unknown):
        return None
    worst = told.worst
    left = list(reading.bare)
    if minutes is not None and worst is not None and len(left) == 1 and left[0] <= MOST_OF_A_SCALE:
        worst = max(worst, math.ceil(left[0]))  # "no pain until the hill, then 3"
    if minutes is not None and worst is None and len(left) == 1 and left[0] <= MOST_OF_A_SCALE:
        sure = sure and not any(reading.bare_parts)  # "20 min this morning, 3 tonight"
        worst = math.ceil(max([left.pop(), *told.outset]))  # "started on a 4, ended on a 2"
    sure = sure and not left and not told.unlikely and not reading.doubtful and not reading.refused
    if reading.of_else:
        sure = sure and (reading.about_walking or bool(reading.further))
    if reading.planned and not reading.over:
        sure = False
    if not reading.over and worst is None:
        sure = sure and not reading.more and not reading.walk_first
    if not (reading.over or reading.about_walking or reading.went):
        sure = sure and not reading.strange and (minutes or 0) <= MOST_UNNAMED
    sure = sure and not told.rounded and not (told.none and told.hurt) and not {"easy", "hard"} <= reading.efforts
    impossible = told.unlikely or (minutes is not None and not 1 <= minutes <= MOST_MINUTES)
    sure = sure and minutes is not None and minutes <= MOST_SURE and not impossible
    days, weekdays = sorted(reading.days), sorted(reading.weekdays)
    sure = sure and len(days) + len(weekdays) <= 1
    return CheckIn(
        minutes=minutes,
        before=told.first,
        worst=worst,
        effort=next(iter(reading.efforts)) if len(reading.efforts) == 1 else None,
        days_ago=None if weekdays else max(days, default=0),
        weekday=weekdays[0] if weekdays else None,
        certain=sure,
        distance=reading.distance and minutes is None,
        impossible=impossible and not reading.refused,
        over=reading.over,
    )


def _tells_a_walk(reading: Reading, unknown: int) -> bool:
    """Tell whether a walk is told of which the minutes are not."""
    if reading.refused or reading.of_else or (reading.planned and not reading.over):
        return False
    return (
        reading.over
        or reading.vague
        or (reading.went and reading.told.worst is not None)
        or (reading.distance and unknown <= 1)
    )


def _minutes(reading: Reading, unknown: int) -> tuple[int | None, bool]:
    """Return the minutes and whether they are sure; the numbers that they are made of are taken."""
    spans = [minutes for minutes, _ in reading.spans]
    if spans and reading.corrected:
        return math.floor(spans[-1]), False
    if spans and reading.further:
        return math.floor(sum(spans) + sum(reading.further)), len(spans) == len(reading.further) == 1
    if spans:
        ways = [way for _, way in reading.spans]
        if len(spans) > 1 and all(ways):
            return math.floor(sum(spans)), True
        return math.floor(min(spans)), len(spans) == 1
    if not reading.bare or reading.refused:
        return None, False
    if not reading.over and (unknown or len(reading.bare) > 2):
        return None, False
    if not reading.over and reading.distance:
        return None, False
    if reading.further:
        minutes = sum(reading.bare) + sum(reading.further)
        sure = reading.over and len(reading.bare) == len(reading.further) == 1 and reading.told.worst is not None
        reading.bare.clear()
        return math.floor(minutes), sure
    minutes = reading.bare[0]
    known = reading.over or (reading.told.worst is not None and reading.efforts)
    sure = bool(known) and FEWEST_BARE <= minutes <= 180 and minutes == int(minutes) and len(reading.bare) <= 2
    if not 1 <= minutes <= 180:
        return None, False
    reading.bare.pop(0)
    return math.floor(minutes), sure
