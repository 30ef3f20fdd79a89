"""Public holidays, as the library `holidays` knows them; it is loaded when one is asked for."""

# ruff: noqa: PLC0415  the library takes longer to load than a start of the command line may

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
        """Whether that date is one."""
        return isinstance(day, date) and day in of_year(self.country, day.year)


@cache
def of_year(country: str, year: int) -> Mapping[date, str]:
    """
    The public holidays of a year, with their names; none where the library knows none.

    Args:
        country: As `supported` has it, or with a part: DE, DE-BY.
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
    """Every code of a country, the older and longer ones too (UK, GBR), to the one we keep."""
    from holidays.registry import COUNTRIES

    return {alias: codes[0] for _, *codes in COUNTRIES.values() for alias in codes}


@cache
def parts(country: str) -> Mapping[str, str]:
    """The parts of a country with holidays of their own: every name and code to the code."""
    names: Mapping[str, list[str]] = _calendar(country).get_subdivision_aliases()
    codes = {part: part for part in _calendar(country).subdivisions}
    return codes | {name: code for code, aliases in names.items() for name in aliases}


def _calendar(country: str) -> Any:
    import holidays

    return getattr(holidays, country)
