"""Public holidays from the library `holidays`, which is loaded on first use."""

# ruff: noqa: PLC0415  the library takes longer to load than the command line may take to start

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """The public holidays of a country or a part of it: `day in PublicHolidays("DE-BY")`."""

    country: str

    def __contains__(self, day: object) -> bool:
        """Return True if that date is a public holiday."""
        return isinstance(day, date) and day in of_year(self.country, day.year)


@cache
def of_year(country: str, year: int) -> Mapping[date, str]:
    """
    Return a year's public holidays with their names; none if the library knows none.

    Args:
        country: A code from `supported`, optionally with a part: DE, DE-BY.
    """
    import holidays

    code, _, part = country.partition("-")
    try:
        found = holidays.country_holidays(code, part or None, years=year, language="en_US")
    except NotImplementedError:
        log.warning("No public holidays are known for %s: nobody there has them off.", country)
        return {}
    return {day: name for day, name in sorted(found.items()) if day.year == year}


@cache
def supported() -> Mapping[str, str]:
    """Map every country code, including older and longer ones (UK, GBR), to the one we store."""
    from holidays.registry import COUNTRIES

    return {alias: codes[0] for _, *codes in COUNTRIES.values() for alias in codes}


@cache
def parts(country: str) -> Mapping[str, str]:
    """Map the names and codes of a country's parts with their own holidays to the codes."""
    names: Mapping[str, list[str]] = _calendar(country).get_subdivision_aliases()
    codes = {part: part for part in _calendar(country).subdivisions}
    return codes | {name: code for code, aliases in names.items() for name in aliases}


def _calendar(country: str) -> Any:
    import holidays

    return getattr(holidays, country)
