"""The library: what it keeps, in which order, and what is wrong between files."""

import pytest

from bot.content.tracks.library import DEFAULT_PATH, load_library


def sentences(library):
    return [str(problem) for problem in library.problems]


def test_tracks_come_on_the_default_path_and_then_by_name(tmp_path, write_track):
    for track_id in ("alpha", "trust", "zulu", "why-lead", "start-here"):
        write_track(track_id)

    library = load_library(tmp_path)

    assert library.problems == ()
    ids = [track.id for track in library.tracks]
    assert ids == ["start-here", "why-lead", "trust", "alpha", "zulu"]
    assert len(DEFAULT_PATH) == 14


def test_a_broken_file_keeps_none_of_the_others_out(tmp_path, write, write_track):
    write_track("trust")
    write_track("delegation", needs="start-here")
    write("en/tracks/start-here.md", "nothing useful")

    library = load_library(tmp_path)

    assert [track.id for track in library.tracks] == ["delegation", "trust"]
    assert {problem.file for problem in library.problems} == {"start-here.md"}
    assert library.track("start-here") is None


def test_drafts_are_kept_apart(tmp_path, write_track):
    write_track("trust")
    write_track("alpha", status="draft")

    library = load_library(tmp_path)

    assert [track.id for track in library.tracks] == ["trust"]
    assert [track.id for track in library.drafts] == ["alpha"]
    assert library.track("alpha").title == "All of alpha"


def test_a_nudge_is_found_by_its_id(tmp_path, write_track):
    write_track("trust")

    library = load_library(tmp_path)

    track, nudge = library.nudge("trust.2")
    assert (track.id, nudge.title) == ("trust", "Visit as a guest")


@pytest.mark.parametrize("nudge_id", ["trust.9", "none.1", "trust", "", "."])
def test_a_retired_nudge_is_not_found(tmp_path, write_track, nudge_id):
    write_track("trust")

    assert load_library(tmp_path).nudge(nudge_id) is None


@pytest.mark.parametrize(
    ("word", "track_id"),
    [
        ("delgation", "delegation"),
        ("Delegation", "delegation"),
        ("hand work", "delegation"),
        ("Hand work over wel", "delegation"),
        ("step back", "stepping-back"),
        ("qqqq", None),
        ("", None),
    ],
)
def test_a_mistyped_track_has_a_nearest_one(tmp_path, write_track, word, track_id):
    write_track("delegation", title="Hand work over well")
    write_track("stepping-back", title="Give others room")

    assert load_library(tmp_path).nearest(word) == track_id


def test_a_folder_with_no_tracks_makes_an_empty_library(tmp_path):
    library = load_library(tmp_path)

    assert (library.tracks, library.drafts, library.problems) == ((), (), ())
    assert library.nearest("trust") is None


@pytest.mark.parametrize(
    ("needs", "sentence"),
    [
        ("trust", ""),
        ("any 1", ""),
        ("trst", 'There is no track "trst" to need. Did you mean "trust"?'),
        (
            "trust | nobody-home",
            'There is no track "nobody-home" to need. Write none, or the id of a track.',
        ),
        ("any 2", "It needs any 2 tracks, and there are 1 more."),
        (
            "alpha",
            (
                '"alpha" can never begin: what it needs waits for it in turn. '
                "Take one out of its needs."
            ),
        ),
    ],
)
def test_what_a_track_needs_has_to_be_there(tmp_path, write_track, needs, sentence):
    write_track("trust")
    write_track("alpha", needs=needs)

    library = load_library(tmp_path)

    assert sentences(library) == ([f"alpha.md line 6: {sentence}"] if sentence else [])
    assert library.track("alpha") is not None


def test_tracks_that_wait_for_each_other_are_all_named(tmp_path, write_track):
    write_track("one", needs="two")
    write_track("two", needs="three")
    write_track("three", needs="one")
    write_track("four", needs="one | five")
    write_track("five")

    problems = load_library(tmp_path).problems

    assert [problem.file for problem in problems] == ["one.md", "three.md", "two.md"]
    assert all("can never begin" in problem.message for problem in problems)


def test_titles_and_keys_are_not_shared(tmp_path, write_track):
    write_track("one", title="The same", key="a-skill")
    write_track("two", title="the Same", key="a-skill")

    library = load_library(tmp_path)

    assert sentences(library) == [
        'two.md: one.md has the key "a-skill" too. Rename one of them.',
        'two.md line 3: one.md has the title "The same" too. Give each its own.',
    ]
    assert len(library.tracks) == 2
