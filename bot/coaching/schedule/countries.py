"""Parse and format country names, for the public holidays that apply to a member."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from bot.content.problems import nearest
from bot.domain.errors import CoachingError
from bot.domain.schedule.date_words import plain
from bot.store.schedule import holidays

ENGLISH = "en"
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs")
"""Languages in which every country is understood; each also is in its own."""

ALSO = {
    "america": "US",
    "bosnia": "BA",
    "britain": "GB",
    "burma": "MM",
    "czech republic": "CZ",
    "england": "GB-ENG",
    "great britain": "GB",
    "holland": "NL",
    "hong kong": "HK",
    "ivory coast": "CI",
    "macau": "MO",
    "macedonia": "MK",
    "northern ireland": "GB-NIR",
    "palestine": "PS",
    "scotland": "GB-SCT",
    "turkey": "TR",
    "uae": "AE",
    "united states of america": "US",
    "vatican": "VA",
    "wales": "GB-WLS",
}
"""Everyday names that aren't in the lists."""

APART = re.compile(" ?[-,/(] ?")
"""Separates a country from a part of it: DE-BY, Germany, Bayern."""


LONGEST_NAME = 100
"""Characters of a country's name that are read: finding the nearest one takes time with them."""


def read_country(text: str, language: str = ENGLISH) -> str:
    """
    Parse a country, or a part of one, by code or by name: DE, germany, DE-BY, Deutschland, Bayern.

    Slow at the first name that's in another language: don't call it on the event loop.

    Returns:
        Its code, as `Cadence.days_off.country` keeps it.

    Raises:
        CoachingError: There is no country with that name, or it has no such part; the nearest one
            is named.
    """
    text = text[:LONGEST_NAME]
    known = _by_name(language)
    if whole := known.get(_plain(text)) or _elsewhere().get(_plain(text)):
        return whole
    head, *tail = APART.split(" ".join(text.split()).strip(" ()"), maxsplit=1)
    code = known.get(_plain(head)) or _elsewhere().get(_plain(head))
    if code is None:
        near = nearest(_plain(head), list(known)) or ""
        found = known.get(near, "")
        name = country_name(found, language) if found else ""
        raise CoachingError("error-country-unknown", word=text, code=found, nearest=name)
    return read_part(code, tail[0] if tail else "", language)


def read_part(country: str, text: str, language: str = ENGLISH) -> str:
    """
    Parse a part of a country whose code is known; an empty text means all of it.

    Raises:
        CoachingError: The country has no such part; the nearest one is named.
    """
    if not text.strip():
        return country
    known = {_plain(name): code for name, code in holidays.parts(country).items()}
    part = known.get(_plain(text))
    if part is None:
        raise CoachingError(
            "error-country-part",
            word=text,
            country=country_name(country, language),
            code=country,
            nearest=known.get(nearest(_plain(text), list(known)) or "", ""),
        )
    return f"{country}-{part}"


def country_name(country: str, language: str = ENGLISH) -> str:
    """Return a country's usual name: "Germany", "Germany (Bayern)"."""
    code, _, part = country.partition("-")
    name = _territories(language).get(code, code)
    if not part:
        return name
    called = (name for name, known in holidays.parts(code).items() if known == part != name)
    return f"{name} ({next(called, part)})"


@cache
def countries(language: str = ENGLISH) -> Mapping[str, str]:
    """Map the name of every country with known public holidays to its code, sorted by name."""
    codes = set(holidays.supported().values())
    return dict(sorted((country_name(code, language), code) for code in codes))


def country_of_zone(zone: str) -> str:
    """Return the country of an IANA zone, as a suggestion only; "" if unknown."""
    code = str(get_global("zone_territories").get(zone, ""))
    return code if code in holidays.supported() else ""


@cache
def _by_name(language: str) -> Mapping[str, str]:
    names = {_plain(name): code for name, code in countries(ENGLISH).items()}
    names |= {_plain(name): code for name, code in countries(language).items()}
    return names | {_plain(alias): code for alias, code in holidays.supported().items()} | ALSO


@cache
def _elsewhere() -> Mapping[str, str]:
    """Map the names of countries in other languages to their codes; none that two share."""
    found: dict[str, set[str]] = {}
    for code in set(holidays.supported().values()):
        for language in {*LANGUAGES, *get_official_languages(code, de_facto=True)}:
            if name := _names_in(language).get(code):
                found.setdefault(_plain(name), set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


@cache
def _names_in(language: str) -> Mapping[str, str]:
    try:
        return dict(Locale.parse(language).territories)
    except UnknownLocaleError:
        return {}


@cache
def _territories(language: str) -> Mapping[str, str]:
    return dict(Locale.parse(language, sep="-").territories)


def _plain(text: str) -> str:
    return plain(text).replace(".", "").removeprefix("the ").strip("(),;: ")
