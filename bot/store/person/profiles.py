"""What onboarding learned: `profiles`."""

from bot.domain.coaching.profile import Profile
from bot.store.database import Transaction
from bot.store.kept import Table

PROFILES = Table("profiles", Profile, "user_id")


def find(tx: Transaction, user_id: int) -> Profile | None:
    """Return the profile, or None before consent."""
    return next(iter(tx.of(PROFILES, user_id)), None)


def update(tx: Transaction, user_id: int, **fields: object) -> Profile:
    """Set some fields and return the profile; the row is made when there is none."""
    names = ["user_id", *fields]  # names come from code, never from users
    values = ", ".join(f":{name}" for name in names)
    changes = ", ".join(f"{name} = excluded.{name}" for name in names)
    found = tx.record(
        Profile,
        f"INSERT INTO profiles ({', '.join(names)}) VALUES ({values}) ON CONFLICT (user_id) DO UPDATE SET {changes}"
        " RETURNING *",
        {**fields, "user_id": user_id},
    )
    assert found is not None
    return found


def delete(tx: Transaction, user_id: int) -> None:
    """Delete what onboarding learned; the account stays."""
    tx.run("DELETE FROM profiles WHERE user_id = ?", (user_id,))
