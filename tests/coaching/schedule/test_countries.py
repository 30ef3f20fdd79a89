"""Countries as people name them."""

import pytest

from bot.coaching.schedule.countries import countries, country_name, country_of_zone, read_country
from bot.domain.errors import CoachingError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("Germany", "DE"),
        ("germany", "DE"),
        ("UK", "GB"),
        ("USA", "US"),
        ("United Kingdom", "GB"),
        ("the Netherlands", "NL"),
        ("Guinea-Bissau", "GW"),
        ("DE-BY", "DE-BY"),
        ("de-by", "DE-BY"),
        ("Germany, Bayern", "DE-BY"),
        ("Germany (Bayern)", "DE-BY"),
        ("US-California", "US-CA"),
        ("UK, Scotland", "GB-SCT"),
        ("DEU", "DE"),
        ("U.S.A.", "US"),
        ("Deutschland", "DE"),
        ("Deutschland, Bayern", "DE-BY"),
        ("Österreich", "AT"),
        ("Osterreich", "AT"),
        ("España", "ES"),
        ("Allemagne", "DE"),
        ("Estados Unidos", "US"),
        ("Polska", "PL"),
        ("Ελλάδα", "GR"),
        ("日本", "JP"),
        ("UAE", "AE"),
        ("England", "GB-ENG"),
        ("Holland", "NL"),
        ("Czech Republic", "CZ"),
    ],
)
def test_a_country_is_read_by_code_or_by_name(text, code):
    assert read_country(text) == code


def test_a_country_is_read_in_the_language_of_the_workspace_too():
    assert read_country("Deutschland", "de") == "DE"
    assert read_country("Germany", "de") == "DE"


@pytest.mark.parametrize(
    ("text", "key", "facts"),
    [
        ("Germny", "error-country-unknown", {"code": "DE", "nearest": "Germany"}),
        ("Narnia-XY", "error-country-unknown", {"word": "Narnia-XY"}),
        ("qqqqqqqq", "error-country-unknown", {"code": "", "nearest": ""}),
        ("DE-Bayer", "error-country-part", {"code": "DE", "nearest": "BY"}),
        ("DE-qqqqqq", "error-country-part", {"country": "Germany", "nearest": ""}),
    ],
)
def test_an_unknown_one_is_answered_with_the_nearest(text, key, facts):
    with pytest.raises(CoachingError, match=key) as refusal:
        read_country(text)

    assert facts.items() <= refusal.value.facts.items()


def test_every_country_reads_back_by_its_own_name():
    assert {code: read_country(name) for name, code in countries().items()} == {
        code: code for code in countries().values()
    }


def test_a_country_is_called_by_its_name():
    assert country_name("DE-BY") == "Germany (Bayern)"
    assert country_name("DE", "de") == "Deutschland"
    assert country_name("US-CA") == "United States (California)"
    assert country_name("XX") == "XX"


def test_a_zone_suggests_its_country():
    assert country_of_zone("Europe/Berlin") == "DE"
    assert country_of_zone("Asia/Kathmandu") == "NP"
    assert country_of_zone("UTC") == ""
