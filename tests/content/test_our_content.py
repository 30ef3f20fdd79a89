"""The content that comes with Baton holds to its own rules."""

from bot.content import default_folder
from bot.content.check import check
from bot.content.tracks import curriculum
from bot.content.tracks.library import load_library
from bot.content.words.words import load_words

FOLDER = default_folder()


def test_our_content_has_nothing_to_mend():
    report = check(FOLDER)

    assert [str(problem) for problem in report.problems] == []
    assert report.tracks == len(load_library(FOLDER).tracks)
    assert len(load_words(FOLDER).keys()) > 50


def test_the_page_of_the_curriculum_says_what_the_tracks_say():
    tables = check(FOLDER).tables

    assert curriculum.stale(curriculum.page_beside(FOLDER), tables) == []
    assert sum(line.startswith(("| A", "| B")) for line in tables.splitlines()) == 55
