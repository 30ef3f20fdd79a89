"""One word for one thing: names that Baton gave up don't come back (docs/glossary.md)."""

import io
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

GIVEN_UP = {
    "Desk": "RequestMiddleware",
    "Shift": "InFlight",
    "Letter": "InboxEvent",
    "Together": "RunningStack",
    "Prints": "CardCache",
    "Spot": "FormOrigin",
    "Tiers": "RateLimits",
    "Hall": "GalleryPages",
    "Occasion": "PlanQuestion",
    "Rest": "PauseOffer",
    "RestChoice": "PauseChoice",
    "furnish": "load_context",
    "in_tray": "inbox_replay",
    "kindly": "handle_errors",
    "knock": "slack_retry",
    "metronome": "scheduler",
    "put_right": "correct",
    "shelf": "content_reloader",
    "tend": "run_periodic",
    "weigh": "evaluate",
}
"""Names nobody would type into a search box, and what to write instead."""

FILES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("tests/**/*.py")])


def names(code: str) -> set[str]:
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return {token.string for token in tokens if token.type == tokenize.NAME}


def test_no_name_is_used_that_was_given_up():
    found = {
        f"{file.relative_to(ROOT)}: {name} is {GIVEN_UP[name]} now"
        for file in FILES
        for name in names(file.read_text()) & GIVEN_UP.keys()
    }

    assert found == set()


@pytest.mark.parametrize("old", GIVEN_UP)
def test_a_name_that_comes_back_is_found(old):
    assert names(f"def {old}(): ...") & GIVEN_UP.keys() == {old}


def test_the_glossary_has_forty_words_at_most():
    rows = (ROOT / "docs" / "glossary.md").read_text().splitlines()

    assert 0 < sum(row.startswith("| **") for row in rows) <= 40
