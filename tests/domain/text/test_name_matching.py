"""A typed name is understood when it can be one person only."""

import pytest

from bot.domain.text.name_matching import matching

PEOPLE = [
    ("U1", "Ada Moreau"),
    ("U2", "Ben Okafor"),
    ("U3", "Ada Lind"),
    ("U4", "Jo van der Berg"),
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ben", ["U2"]),
        ("Okafor", ["U2"]),
        ("ada.moreau", ["U1"]),
        ("AdaLind", ["U3"]),
        ("berg", ["U4"]),
        ("jo_van_der_berg", ["U4"]),
        ("ada", ["U1", "U3"]),
        ("adam", []),
        ("be", []),
        ("...", []),
    ],
)
def test_who_is_meant(typed, meant):
    assert matching(typed, PEOPLE) == meant
