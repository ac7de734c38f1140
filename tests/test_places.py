"""Cities and zones, offline."""

from datetime import UTC, datetime

import pytest

from bot import places

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (40.4, -3.7, "Europe/Madrid"),
        (40.7, -74.0, "America/New_York"),
        (19.07, 72.88, "Asia/Kolkata"),
        (64.15, -21.9, "Atlantic/Reykjavik"),
        (-33.9, 151.2, "Australia/Sydney"),
        (28.1, -15.4, "Atlantic/Canary"),
    ],
)
def test_a_place_has_a_zone(latitude: float, longitude: float, zone: str) -> None:
    """A point on land has the zone of its country."""
    assert places.zone_at(latitude, longitude) == zone


def test_the_open_sea_has_the_clock_of_its_ships() -> None:
    """Far from land there is still a zone, so that the nudge has an hour."""
    assert places.zone_at(40.0, -30.0) == "Etc/GMT+2"


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0)])
def test_no_place_on_earth_has_no_zone(latitude: float, longitude: float) -> None:
    """Nonsense degrees give None, not an error."""
    assert places.zone_at(latitude, longitude) is None


@pytest.mark.parametrize(
    ("typed", "name", "zone"),
    [
        ("Madrid", "Madrid", "Europe/Madrid"),
        ("  madrid ", "Madrid", "Europe/Madrid"),
        ("sao paulo", "São Paulo", "America/Sao_Paulo"),
        ("SÃO PAULO", "São Paulo", "America/Sao_Paulo"),
        ("München", "Munich", "Europe/Berlin"),
        ("Munchen", "Munich", "Europe/Berlin"),
        ("Muenchen", "Munich", "Europe/Berlin"),
        ("москва", "Moscow", "Europe/Moscow"),
        ("東京", "Tokyo", "Asia/Tokyo"),
        ("Córdoba, AR", "Córdoba", "America/Argentina/Cordoba"),
        ("Londn", "London", "Europe/London"),
        ("Barcelna", "Barcelona", "Europe/Madrid"),
        ("Philadelph", "Philadelphia", "America/New_York"),
        ("St. Petersburg", "Saint Petersburg", "Europe/Moscow"),
        ("NYC", "New York City", "America/New_York"),
        ("Nueva York", "New York City", "America/New_York"),
        ("Ciudad de México", "Mexico City", "America/Mexico_City"),
        ("Pekín", "Beijing", "Asia/Shanghai"),
    ],
)
def test_a_typed_city_is_found(typed: str, name: str, zone: str) -> None:
    """Accents, case, other names, a beginning and a small slip all lead to the city."""
    found = places.cities_named(typed)[0]
    assert (found.name, found.zone) == (name, zone)


@pytest.mark.parametrize("typed", ["", "x", "xqzzyk", "|", "...", "12345", "\t", "\n"])
def test_what_is_no_city_finds_none(typed: str) -> None:
    """Nothing is guessed from noise."""
    assert places.cities_named(typed) == []


def test_the_biggest_namesake_comes_first() -> None:
    """Most who type San Jose mean a big one."""
    sizes = [place.population for place in places.cities_named("San Jose")]
    assert len(sizes) > 2
    assert sizes == sorted(sizes, reverse=True)


def test_a_name_is_told_from_a_slip() -> None:
    """Only a city's very name may be taken without asking back."""
    assert places.is_name("londres, GB")
    assert not places.is_name("Barcelna")


def test_the_clock_on_the_wall_gives_zones() -> None:
    """At 09:05 UTC it is 10:05 in Madrid and Lagos, 14:35 in Mumbai."""
    at_ten = {place.zone for place in places.zones_at_local_time(NOW, 10 * 60 + 5)}
    assert {"Europe/Madrid", "Africa/Lagos", "Europe/Berlin"} <= at_ten
    assert "Europe/London" not in at_ten
    near_three = {place.zone for place in places.zones_at_local_time(NOW, 15 * 60 + 5)}
    assert "Asia/Kolkata" in near_three


def test_every_clock_is_found_around_midnight() -> None:
    """The comparison goes round the clock."""
    late = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert "Europe/London" in {place.zone for place in places.zones_at_local_time(late, 23 * 60 + 20)}
    assert "Europe/Madrid" in {place.zone for place in places.zones_at_local_time(late, 23 * 60 + 50)}


@pytest.mark.parametrize("hour", range(24))
def test_some_city_has_every_hour(hour: int) -> None:
    """Whichever of the 24 clocks is tapped, there is something to choose."""
    assert places.zones_at_local_time(NOW, hour * 60 + 5)


@pytest.mark.parametrize(
    ("zone", "country", "city"),
    [
        ("Europe/Madrid", "ES", "Madrid"),
        ("America/New_York", "US", "New York City"),
        ("Asia/Kolkata", "IN", "Mumbai"),
        ("Etc/GMT+2", None, "GMT+2"),
    ],
)
def test_a_zone_has_a_country_and_a_name(zone: str, country: str | None, city: str) -> None:
    """The emergency number and the words for the zone come from its biggest city."""
    assert places.country_of(zone) == country
    assert places.city_of(zone) == city


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../../etc/passwd", "Europe", "\0"])
def test_a_forged_zone_is_none(zone: str) -> None:
    """A button's data may be anything."""
    assert not places.is_zone(zone)


@pytest.mark.parametrize(
    ("typed", "country"),
    [("España", "ES"), ("spain", "ES"), ("Mexico", "MX"), ("estados unidos", "US"), ("Narnia", None), ("", None)],
)
def test_a_country_is_known_by_its_name_in_each_language(typed: str, country: str | None) -> None:
    """People type where they live, and that may be a country."""
    assert places.country_named(typed, ("en", "es")) == country


def test_a_country_has_its_zones() -> None:
    """The biggest city of each, the biggest first."""
    assert next(place.name for place in places.zones_in("ES")) == "Madrid"
    assert {"Europe/Madrid", "Atlantic/Canary"} <= {place.zone for place in places.zones_in("ES")}
    assert len(places.zones_in("MX")) > 3
