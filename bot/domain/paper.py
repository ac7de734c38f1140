"""The paper that people print on."""

LETTER_COUNTRIES = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})
"""Where paper is US Letter; elsewhere it is A4 (Unicode CLDR, paperSize)."""


def paper(country: str | None) -> str:
    """Return the paper of a country: "us-letter" or "a4"; A4 where the country is not known."""
    return "us-letter" if country in LETTER_COUNTRIES else "a4"
