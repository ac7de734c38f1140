"""A short siege: a few hundred of whatever anybody might send. `make soak` has the long one."""

from pathlib import Path
from random import Random  # noqa: TID251 - seeded

import pytest
from telegram import Update

from bench.fuzz.shapes import UPDATES, Shapes
from bench.fuzz.siege import KNOWN, SPOILED, STRANGERS, Siege

THROWN = 250
SEED = "1"


async def test_nothing_breaks_and_nobody_notices_what_is_not_theirs(tmp_path: Path) -> None:
    """Two worlds that differ in nothing but what others told: every chat reads the same in both, to the letter."""
    heard = []
    for secret in (2, 3):
        async with Siege.open(SEED, tmp_path, secret) as siege:
            await siege.throw(THROWN)
            assert siege.findings.clean, siege.findings
            assert 0 < siege.findings.set_aside < siege.findings.thrown[SPOILED]
            heard.append({user_id: siege.said(user_id) for user_id in (*STRANGERS, *KNOWN)})
    assert heard[0] == heard[1]
    assert sum(map(len, heard[0].values())) > THROWN / 4


@pytest.mark.parametrize("kind", UPDATES)
def test_every_type_of_update_can_be_drawn(kind: str) -> None:
    """And python-telegram-bot reads what is drawn."""
    shapes = Shapes(Random(kind), [7])
    for number in range(5):
        read = Update.de_json(shapes.update(number, kind), None)
        assert getattr(read, kind) is not None
