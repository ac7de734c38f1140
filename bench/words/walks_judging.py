"""How well check-ins are read by the rules, by the models, and by both, each writer held out in turn.

`python -m bench.words.walks_judging [writer …]` prints a row for each way of reading, and how each share of
content/rules/telling.yaml trades right check-ins for false ones. It trains three models for each writer.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bench.words.checkins import HANDS, judged
from bench.words.walks import EFFORT, PARTS, TOLD, Told, in_order, messages, trained
from bot.content.library import load
from bot.domain.rules import Telling
from bot.domain.typed.checkin import MOST_SURE, CheckIn, by_rules
from bot.domain.typed.known import known_items
from bot.domain.words.opinion import Opinion, WalkModels, opinion
from bot.domain.words.text_model import model
from bot.domain.words.walk_told import weighed

HELD = HANDS
"""Each is read by models that have learnt nothing of it. Rules, phrases of effort and drills were mended since, so that
the rows say how the three ways compare, not how new hands are read."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message, and what the rules and the models that do not know its writer make of it."""

    told: Told
    ruled: CheckIn | None
    heard: Opinion


def models_of(told: Sequence[Told]) -> WalkModels:
    """Return the three models, trained on some messages."""
    return WalkModels(*(model(trained(told, recipe)) for recipe in (PARTS, TOLD, EFFORT)))


def held_out(writer: str, every: Sequence[Told]) -> list[Heard]:
    """Return what is made of a writer's messages by models that are trained on the others'."""
    made = models_of([one for one in every if one.writer != writer])
    heard = []
    for one in every:
        if one.writer == writer:
            known, verbs_tell_who = known_items(one.text, *in_order(one.language))
            heard.append(Heard(one, by_rules(known, verbs_tell_who), opinion(one.text, known, made)))
    return heard


def by_models(heard: Opinion, telling: Telling) -> CheckIn | None:
    """Return what the models alone hear."""
    if heard.none > 0.5:
        return None
    name, share = heard.effort
    parts = (heard.minutes, heard.worst, heard.before, heard.days_ago)
    sure = heard.told >= telling.least_told and min(part.share for part in parts) >= telling.least_part and heard.exact
    minutes = heard.minutes.value
    return CheckIn(
        minutes,
        heard.before.value,
        heard.worst.value,
        name if share >= telling.least_effort else None,
        heard.days_ago.value,
        heard.weekday,
        certain=sure and minutes is not None and 1 <= minutes <= MOST_SURE,
    )


def figures(heard: Sequence[Heard], telling: Telling, by: str = "both") -> Counter[str]:
    """Return how many check-ins are right, guessed, asked, lost or wrong, and how many near-misses are logged.

    Of the wrong ones, "false" holds a value that was not told, "missed" lacks one that was.
    """
    counted: Counter[str] = Counter()
    for one in heard:
        read = {"rules": one.ruled, "models": None, "both": None}[by]
        if by == "models":
            read = by_models(one.heard, telling)
        elif by == "both":
            read = weighed(one.ruled, one.heard, telling)
        case = one.told.case
        if case is None:
            counted["near"] += 1
            counted["logged"] += read is not None and read.certain
            continue
        verdict = judged(read, dict(case))
        counted[verdict] += 1
        counted["checkins"] += 1
        if verdict == "wrong" and read:
            counted["missed" if _only_missed(read, case) else "false"] += 1
    return counted


def _only_missed(read: CheckIn, case: Mapping[str, object]) -> bool:
    """Tell whether what was told would be right if what is not heard were asked about."""
    lacking = {field: None for field in ("worst", "before", "effort") if field in case and getattr(read, field) is None}
    return not case.get("ask") and judged(read, {**case, **lacking}) == "right"


def row(name: str, counted: Mapping[str, int]) -> str:
    """Return a row of the table."""
    whole = counted["checkins"] or 1
    return (
        f"| {name} | {counted['right'] / whole:.1%} | {counted['guessed'] / whole:.1%}"
        f" | {(counted['asked'] + counted['lost']) / whole:.1%} | {counted['missed'] / whole:.1%}"
        f" | {counted['false'] / whole:.1%} | {counted['logged']} of {counted['near']} |"
    )


def main() -> None:
    """Judge each writer, and print how thresholds trade right ones for false ones."""
    writers = sys.argv[1:] or HELD
    every, telling = messages(), load().rules.telling
    heard = [one for writer in writers for one in held_out(writer, every)]
    print("| by | right | asked: right guess | asked: other | value missed | value false | near-misses logged |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for by in ("rules", "models", "both"):
        print(row(by, figures(heard, telling, by)))
    for field in ("least_effort", "least_part", "least_told", "least_against", "least_taken"):
        for share in (Fraction(tenths, 10) for tenths in range(2, 10)):
            print(row(f"{field} {float(share)}", figures(heard, replace(telling, **{field: share}))))


if __name__ == "__main__":
    main()
