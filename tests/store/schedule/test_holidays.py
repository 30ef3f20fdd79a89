"""Public holidays of every country there is, and no trouble from those that are gone."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.store.schedule import holidays
from bot.store.schedule.holidays import PublicHolidays

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("country", "day", "is_holiday"),
    [
        ("DE", "2026-04-03", True),
        ("DE", "2026-04-04", False),
        ("DE", "2026-01-06", False),
        ("DE-BY", "2026-01-06", True),
        ("US", "2026-11-26", True),
        ("US", "2027-12-31", True),
        ("GB-SCT", "2026-11-30", True),
        ("GB-ENG", "2026-11-30", False),
        ("SA", "2026-09-23", True),
        ("JP", "2028-02-29", False),
    ],
    ids=[
        "Good Friday",
        "the day after",
        "Epiphany is not for all of Germany",
        "but for Bavaria",
        "Thanksgiving",
        "New Year's Day 2028 is a Saturday",
        "St Andrew's",
        "not in England",
        "a national day",
        "a leap day",
    ],
)
def test_a_day_is_a_public_holiday_or_not(country, day, is_holiday):
    assert (date.fromisoformat(day) in PublicHolidays(country)) is is_holiday


def test_every_country_can_be_asked_for_this_year_and_the_next():
    codes = sorted(set(holidays.supported().values()))

    for code in codes:
        holidays.parts(code)
        for year in (2026, 2027):
            assert all(day.year == year for day in holidays.of_year(code, year))
    assert len(codes) > 200


def test_older_and_longer_codes_lead_to_the_one_that_is_kept():
    known = holidays.supported()

    assert (known["UK"], known["GBR"], known["GB"]) == ("GB", "GB", "GB")


def test_a_country_that_a_later_library_no_longer_knows_has_none(caplog):
    assert date(2026, 1, 1) not in PublicHolidays("XX")
    assert date(2026, 1, 2) not in PublicHolidays("DE-XX")

    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


def test_the_library_is_not_loaded_before_it_is_needed():
    script = (
        "import sys, bot.store.people.people, bot.coaching.delivery.deliver\n"
        "import bot.domain.schedule.schedule\n"
        "print('holidays' in sys.modules)"
    )

    loaded = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert loaded.stdout == "False\n"
