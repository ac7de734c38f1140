"""Keyboards that fit a phone."""

import pytest

from bot.keyboards import fitted, room, width


@pytest.mark.parametrize(
    ("row", "rows"),
    [
        (["Today", "Log a walk"], [["Today", "Log a walk"]]),
        (
            ["3 · Cadera", "4 · Mano o brazo", "5 · Pie o pierna"],
            [["3 · Cadera", "4 · Mano o brazo"], ["5 · Pie o pierna"]],
        ),
        (["Where it hurts, and what is new", "My data"], [["Where it hurts, and what is new"], ["My data"]]),
        (
            ["12:30 a. m.", "1:30 a. m.", "2:30 a. m.", "3:30 a. m."],
            [["12:30 a. m.", "1:30 a. m."], ["2:30 a. m.", "3:30 a. m."]],
        ),
        ([str(score) for score in range(6)], [[str(score) for score in range(6)]]),
        ([], []),
    ],
)
def test_a_row_too_wide_is_broken_into_as_few_as_it_takes(row: list[str], rows: list[list[str]]) -> None:
    """What fits stays as it is; no button is lost, and their order stays."""
    assert fitted([row], [row]) == rows


def test_every_label_of_a_broken_row_fits() -> None:
    """Unless it is too wide for a row of its own, which the lint tells."""
    labels = ["Después de desayunar", "Después de las compras", "Hoy", "Después de las noticias"]
    for row in fitted([labels], [labels]):
        assert all(width(label) <= room(len(row)) for label in row)


def test_letters_differ_in_width() -> None:
    """Narrow ones take less, broad ones and emoji more."""
    assert width("illi") < width("abcd") < width("mmWW") < width("🌐🌐🌐🌐")
