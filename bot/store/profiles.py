"""What onboarding learned: `profiles`."""

from bot.domain.profile import Profile
from bot.store.database import Transaction


async def find(tx: Transaction, user_id: int) -> Profile | None:
    """Return the profile, or None before consent."""
    return await tx.record(Profile, "SELECT * FROM profiles WHERE user_id = ?", (user_id,))


async def update(tx: Transaction, user_id: int, **fields: object) -> None:
    """Set some fields; the row is made when there is none."""
    await tx.run("INSERT INTO profiles (user_id) VALUES (?) ON CONFLICT DO NOTHING", (user_id,))
    if not fields:
        return
    assignments = ", ".join(f"{name} = :{name}" for name in fields)  # names come from code, never from users
    await tx.run(f"UPDATE profiles SET {assignments} WHERE user_id = :user_id", {**fields, "user_id": user_id})


async def delete(tx: Transaction, user_id: int) -> None:
    """Delete what onboarding learned; the account stays."""
    await tx.run("DELETE FROM profiles WHERE user_id = ?", (user_id,))
