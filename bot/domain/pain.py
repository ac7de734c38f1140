"""A pain report, what is still to be asked about it, and a score as it is typed."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.folding import fold
from bot.domain.quick_reply import Vocabulary

QUESTIONS = ("region", "score", "onset", "worse_walking", "at_night")
SUDDEN = "sudden"  # new and sudden
ONSETS = ("known", "new", SUDDEN)


@dataclass(frozen=True, slots=True)
class PainReport:
    """One report outside a walk. `score` is NRS 0-10, now; `onset` known, new, or sudden (new and sudden)."""

    report_id: int
    user_id: int
    on_day: date
    reported_at: datetime
    trigger: str
    region: str | None = None
    score: int | None = None
    onset: str | None = None
    worse_walking: bool | None = None
    at_night: bool | None = None
    finished_at: datetime | None = None


def next_question(report: PainReport) -> str | None:
    """Return the first field still to be asked, or None; without pain nothing more is asked."""
    for field in QUESTIONS:
        if field == "region" and report.score is not None:
            continue  # a score typed with the command: where it hurts is not asked back
        if getattr(report, field) is None:
            return None if report.score == 0 else field
    return None


def typed_score(text: str, words: Vocabulary, *, bare: bool = False) -> int | None:
    """Return the score that `text` names, in range or not; None: it names none. Never raises.

    "pain 8", "my pain is 8/10 now", "8/10 pain"; with `bare` also "8" alone. The number of "pain for 3 days" is none.
    """
    tokens = re.findall(r"\d+|[^\W\d_]+|/|-(?=\d)", fold(text).replace("'", ""))
    quiet = {*words.fillers, *words.pain, "/"}
    for at, token in enumerate(tokens):
        number = int(token) if token.isdecimal() and len(token) < 9 else words.numbers.get(token)
        if number is None:
            continue
        front = tokens[:at]
        low = bool(front) and front[-1] == "-"
        if low:
            front = front[:-1]
        rest = tokens[at + 1 :]
        of_ten = rest[1:2] == ["10"] and rest[0] in ("/", *words.out_of)
        rest = rest[2:] if of_ten else rest
        named = next((word for word in reversed(front) if word not in words.fillers), None)
        if rest and rest[0] not in quiet:
            return None
        if named in words.pain or (of_ten and any(word in words.pain for word in rest)) or (bare and named is None):
            return -number if low else number
        return None
    return None
