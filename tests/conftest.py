"""Tests of store, stories and flows run on SQLite, and once more on PostgreSQL where there is a server.

Of the flows those that read most kinds of rows: a person's own data, looking back; TEST_DATABASE_FLOWS=all: all.
"""

import os
from collections.abc import Iterator

import pytest

from tests.support import engines

FLOWS = (
    ("tests.flows.",) if os.environ.get("TEST_DATABASE_FLOWS") == "all" else ("tests.flows.own.", "tests.flows.back.")
)
BOTH = ("tests.store.", "tests.stories.", *FLOWS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is not about SQLite's own ways, or long and of rules alone, on both engines."""
    marked = any(metafunc.definition.get_closest_marker(name) for name in ("sqlite", "postgres"))
    if metafunc.module.__name__.startswith(BOTH) and not marked:
        metafunc.parametrize("engine", ["sqlite", "postgres"] if engines.URL else ["sqlite"], indirect=True)


def pytest_report_header() -> str:
    """Say whether there is a server: thousands of skipped tests would say it too often."""
    return "PostgreSQL: tested, too" if engines.URL else f"PostgreSQL: not tested. {engines.WHY_NOT}"


@pytest.fixture(autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The engine of this test: sqlite or postgres."""
    only = request.node.get_closest_marker("postgres")
    if only and not engines.URL:
        pytest.skip(engines.WHY_NOT)
    name: str = "postgres" if only else getattr(request, "param", "sqlite")
    with engines.on(name == "postgres"):
        yield name


def pytest_unconfigure() -> None:
    """Leave nothing on the server."""
    engines.drop()
