"""Whether people read "8:30 pm" or "20:30"."""

TWELVE_HOUR_COUNTRIES = frozenset(
    ("US CA AU NZ IN PK BD PH EG SA MY " + "BO CO CR CU DO EC GT HN MX NI PA PE PR PY SV VE").split()
)


def twelve_hour(country: str | None) -> bool:
    """Tell whether people there read "8:30 pm" more easily than "20:30" (ISO 3166 code)."""
    return country in TWELVE_HOUR_COUNTRIES
