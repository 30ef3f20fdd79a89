"""One word for the rules of time of this machine."""

import zoneinfo
from importlib import metadata

import pytest

from bot.runtime.tzdata_fingerprint import time_rules


@pytest.fixture
def zones_in():
    """Lets the system keep its zones in other folders."""
    usual = zoneinfo.TZPATH
    yield lambda *folders: zoneinfo.reset_tzpath([str(folder) for folder in folders])
    zoneinfo.reset_tzpath(usual)


def test_the_same_machine_has_the_same_rules():
    assert time_rules() == time_rules()


def test_another_clock_in_any_zone_is_another_rule(zones_in, tmp_path):
    before = time_rules()
    elsewhere = tmp_path / "Europe" / "Berlin"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"TZif: another law")

    zones_in(tmp_path, *zoneinfo.TZPATH)

    assert time_rules() != before


def test_another_list_of_holidays_is_another_rule(monkeypatch):
    before = time_rules()

    monkeypatch.setattr(metadata, "version", lambda name: "999")

    assert time_rules() != before


def test_zones_are_found_where_the_system_has_none(zones_in):
    zones_in()

    assert time_rules()
