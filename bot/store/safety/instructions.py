"""What a professional said about walking, and the pages that asked: `instructions`, `pages`."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.coaching.instruction import Instruction
from bot.store.database import Transaction
from bot.store.kept import Table

CODE_BYTES = 8
INSTRUCTIONS = Table("instructions", Instruction, "instruction_id")


@dataclass(frozen=True, slots=True)
class Page:
    """A report that was made; `code` stands in its link."""

    page_id: int
    user_id: int
    code: str
    made_on: date


def page_of(tx: Transaction, user_id: int, day: date, now: datetime) -> Page:
    """Return the page of a day; made, where there is none yet."""
    # Made of chance: what is printed must not lead back to the chat it belongs to.
    tx.run(
        "INSERT INTO pages (user_id, code, made_on, made_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (user_id, made_on) DO NOTHING",
        (user_id, secrets.token_hex(CODE_BYTES), day, now),
    )
    found = tx.record(Page, "SELECT * FROM pages WHERE user_id = ? AND made_on = ?", (user_id, day))
    assert found is not None
    return found


def page_by_code(tx: Transaction, user_id: int, code: str) -> Page | None:
    """Return the page of this user whose link has the code; None for somebody else's or none."""
    return tx.record(Page, "SELECT * FROM pages WHERE user_id = ? AND code = ?", (user_id, code))


def page(tx: Transaction, user_id: int, page_id: int) -> Page | None:
    """Return a page of this user."""
    return tx.record(Page, "SELECT * FROM pages WHERE user_id = ? AND page_id = ?", (user_id, page_id))


def newest_page(tx: Transaction, user_id: int) -> Page | None:
    """Return the page that was made last, or None."""
    return tx.record(Page, "SELECT * FROM pages WHERE user_id = ? ORDER BY made_on DESC LIMIT 1", (user_id,))


def of(tx: Transaction, user_id: int) -> Sequence[Instruction]:
    """Return all instructions, oldest first, over ones and one that is being entered included."""
    return tx.of(INSTRUCTIONS, user_id)


def begin(
    tx: Transaction, user_id: int, page_id: int | None, said_by: str, until_on: date, now: datetime
) -> Instruction:
    """Begin an entry and return it; one that was not confirmed ends, and its buttons with it."""
    tx.run(
        "UPDATE instructions SET ended_at = ?, ended_by = 'user'"
        " WHERE user_id = ? AND confirmed_at IS NULL AND ended_at IS NULL",
        (now, user_id),
    )
    made = tx.record(
        Instruction,
        "INSERT INTO instructions (user_id, page_id, said_by, until_on, begun_at) VALUES (?, ?, ?, ?, ?) RETURNING *",
        (user_id, page_id, said_by, until_on, now),
    )
    assert made is not None
    return made


def draft(tx: Transaction, user_id: int, instruction_id: int) -> Instruction | None:
    """Return an entry of this user that waits to be confirmed; None where there is none of that number."""
    waiting = (each for each in of(tx, user_id) if each.confirmed_at is None and each.ended_at is None)
    return next((each for each in waiting if each.instruction_id == instruction_id), None)


def update(tx: Transaction, instruction: Instruction, **fields: object) -> Instruction:
    """Set some fields and return it."""
    assignments = ", ".join(f"{name} = :{name}" for name in fields)
    made = tx.record(
        Instruction,
        f"UPDATE instructions SET {assignments} WHERE instruction_id = :instruction_id RETURNING *",
        {**fields, "instruction_id": instruction.instruction_id},
    )
    assert made is not None
    return made


def end(tx: Transaction, instruction: Instruction, ended_by: str, now: datetime) -> None:
    """Let one count no more: another took its place, or it was taken back."""
    update(tx, instruction, ended_at=now, ended_by=ended_by)
