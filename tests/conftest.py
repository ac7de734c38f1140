"""Tests of the store, the flows and the stories run on SQLite, and once more on PostgreSQL where there is a server."""

from collections.abc import Iterator

import pytest

from tests.support import engines

BOTH = ("tests.store.", "tests.flows.", "tests.stories.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is not about SQLite's own ways, or its speed, on both engines."""
    if metafunc.module.__name__.startswith(BOTH) and not metafunc.definition.get_closest_marker("sqlite"):
        metafunc.fixturenames.append("engine")
        metafunc.parametrize("engine", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The engine of this test: sqlite or postgres."""
    if request.param == "postgres" and not engines.URL:
        pytest.skip(engines.WHY_NOT)
    with engines.on(request.param == "postgres"):
        yield request.param


def pytest_unconfigure() -> None:
    """Leave nothing on the server."""
    engines.drop()
