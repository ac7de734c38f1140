"""What opens a locked move: answers about joints, a therapist's yes, the chair check."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction
from bot.store.kept import Table

THERAPIST, PAINLESS = "therapist", "painless"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a restriction applies."""

    restriction: str
    applies: bool


@dataclass(frozen=True, slots=True)
class Approval:
    """What was told that opens a move."""

    exercise: str
    kind: str


@dataclass(frozen=True, slots=True)
class ChairCheck:
    """Standing up from a chair without hands: whether that went, and its pain (0-10)."""

    able: bool
    pain: int | None


ANSWERS = Table("joint_answers", Answer, "restriction")
APPROVALS = Table("approvals", Approval, "exercise")
CHAIR_CHECKS = Table("chair_checks", ChairCheck, "check_id")


def answer(tx: Transaction, user_id: int, restriction: str, applies: bool, now: datetime) -> None:
    """Keep whether a restriction applies to somebody; a later answer stands."""
    tx.run(
        "INSERT INTO joint_answers (user_id, restriction, applies, answered_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (user_id, restriction) DO UPDATE SET"
        " applies = excluded.applies, answered_at = excluded.answered_at",
        (user_id, restriction, applies, now),
    )


def answers(tx: Transaction, user_id: int) -> dict[str, bool]:
    """Return restriction → whether it applies, for those that were asked about."""
    return {answer.restriction: answer.applies for answer in tx.of(ANSWERS, user_id)}


def approve(tx: Transaction, user_id: int, exercise: str, kind: str, now: datetime) -> None:
    """Keep what opens a move: a therapist's yes, or that it is painless."""
    tx.run(
        "INSERT INTO approvals (user_id, exercise, kind, told_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (user_id, exercise, kind, now),
    )


def take_back(tx: Transaction, user_id: int, exercise: str) -> None:
    """Forget what opened a move."""
    tx.run("DELETE FROM approvals WHERE user_id = ? AND exercise = ?", (user_id, exercise))


def approved(tx: Transaction, user_id: int, kind: str) -> frozenset[str]:
    """Return the moves that a kind of approval was told for."""
    return frozenset(approval.exercise for approval in tx.of(APPROVALS, user_id) if approval.kind == kind)


def checked_chair(tx: Transaction, user_id: int, able: bool, pain: int | None, now: datetime) -> None:
    """Keep one chair check."""
    tx.run("INSERT INTO chair_checks (user_id, able, pain, done_at) VALUES (?, ?, ?, ?)", (user_id, able, pain, now))


def chair_pain(tx: Transaction, user_id: int) -> int | None:
    """Return the pain of the newest chair check that went well; None: none did, or the newest one failed."""
    checks = tx.of(CHAIR_CHECKS, user_id)
    return checks[-1].pain if checks and checks[-1].able else None
