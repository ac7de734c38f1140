"""What onboarding learned: `profiles`."""

from bot.domain.profile import Profile
from bot.store.database import Transaction


def find(tx: Transaction, user_id: int) -> Profile | None:
    """Return the profile, or None before consent."""
    return tx.record(Profile, "SELECT * FROM profiles WHERE user_id = ?", (user_id,))


def update(tx: Transaction, user_id: int, **fields: object) -> None:
    """Set some fields; the row is made when there is none."""
    tx.run("INSERT INTO profiles (user_id) VALUES (?) ON CONFLICT DO NOTHING", (user_id,))
    if not fields:
        return
    assignments = ", ".join(f"{name} = :{name}" for name in fields)  # names come from code, never from users
    tx.run(f"UPDATE profiles SET {assignments} WHERE user_id = :user_id", {**fields, "user_id": user_id})


def delete(tx: Transaction, user_id: int) -> None:
    """Delete what onboarding learned; the account stays."""
    tx.run("DELETE FROM profiles WHERE user_id = ?", (user_id,))
