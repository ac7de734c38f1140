"""Dates as people type them."""

from datetime import date

import pytest

from bot.domain.typed.dates import read_date

TODAY = date(2026, 11, 25)
ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 December", date(2026, 12, 12)),
        ("until Dec 12, please", date(2026, 12, 12)),
        ("Dec 12th", date(2026, 12, 12)),
        ("the 1st", None),
        ("2027-01-03", date(2027, 1, 3)),
        ("January 3", date(2027, 1, 3)),
        ("3 January 2028", date(2028, 1, 3)),
        ("25 November", TODAY),
        ("30 February", None),
        ("2026-02-30", None),
        ("12/11", None),
        ("December", None),
        ("12", None),
        ("Ju 3", None),
        ("Jun Jul 3", None),
        ("3 or 4 December", None),
    ],
)
def test_english(text: str, day: date | None) -> None:
    """The next such day; what may be two days is read nowhere."""
    assert read_date(text, TODAY, ENGLISH) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("12 de diciembre", date(2026, 12, 12)), ("hasta el 3 de ENERO", date(2027, 1, 3)), ("el martes", None)],
)
def test_spanish(text: str, day: date | None) -> None:
    """As it is said."""
    assert read_date(text, TODAY, SPANISH) == day
