"""Whether an age under 18 that somebody told is theirs."""

from bot.messages import Button, Edit

ROUTE = "age"


def ask(age: int) -> Edit:
    """Return the question."""
    rows = [[Button("onboarding/under", (ROUTE, "under"))], [Button("onboarding/adult", (ROUTE, "adult"))]]
    return Edit("onboarding/age_told", {"age": age}, rows)
