"""What `baton content check` and `baton content show` say."""

from pathlib import Path

import pytest

from bot import content
from bot.content.check import check
from bot.content.tracks.show import NoSuchDay, show
from bot.content.tracks.track_file import read_track


def sentences(report):
    return [str(problem) for problem in report.problems]


def test_good_content_is_counted(tmp_path, write, write_track):
    write_track("trust")
    write("en/messages/all.ftl", "hello = Hello\n")

    report = check(tmp_path)

    assert report.ok
    assert (report.files, report.tracks, report.days) == (2, 1, 5)
    assert str(report) == (
        "2 files, 1 track of 5 days, 42 words in a typical message: 0 errors, 0 warnings."
    )


def test_errors_come_before_warnings_and_the_summary_last(tmp_path, write, ground_level):
    text = ground_level.replace("often.", "often!").replace("Smaller: Name", "Smallr: Name")
    path = write("en/tracks/ground-level.md", text)

    report = check(path)

    assert not report.ok
    assert str(report).splitlines() == [
        'ground-level.md line 18: "Smallr" is not a label. Did you mean "Smaller"?',
        "ground-level.md line 12: There is an exclamation mark. A full stop is calmer. (warning)",
        "1 file, 0 tracks of 0 days, 0 words in a typical message: 1 error, 1 warning.",
    ]


def test_one_track_alone_is_not_asked_for_what_it_needs(write_track):
    path = write_track("trust", needs="start-here")

    assert check(path).ok
    assert sentences(check(path.parent)) == [
        (
            'trust.md line 6: There is no track "start-here" to need. '
            "Write none, or the id of a track."
        )
    ]


def test_one_file_of_words_is_checked_alone(write):
    path = write("en/messages/all.ftl", "hello\n")

    report = check(path)

    assert sentences(report) == [
        'all.ftl line 1: There is no "=" after the name. Write name = words.'
    ]
    assert report.files == 1


def test_a_second_language_is_compared_with_english(tmp_path, write):
    write("en/messages/a.ftl", "one = 1\ntwo = { $n }\nthree = 3\nrow-1 = a\nrow-2 = b\n")
    write("de/messages/a.ftl", "one = { $who }\ntwo = zwei\nfour = vier\nrow-1 = a\n")

    report = check(tmp_path)

    assert sentences(report) == [
        "de/messages: Not translated, so said in the first language: three.",
        (
            'de/a.ftl line 3: "four" is not in the first language, so it is never said. '
            "Check its name."
        ),
        (
            'de/a.ftl line 1: "one" puts in $who, which the first language does not. '
            "Use the names it uses."
        ),
    ]
    assert [problem.severity for problem in report.errors] == ["error"]


def test_a_folder_with_nothing_in_it_is_an_error(tmp_path):
    report = check(tmp_path)

    assert sentences(report) == [f"{tmp_path}: There are no tracks or words in it."]


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    missing = check(tmp_path / "none.md")
    impossible = check(tmp_path / ("x" * 300))

    assert sentences(missing) == ["none.md: There is no such file. Look for a slip in the name."]
    assert impossible.errors[0].message.startswith("It cannot be opened: File name too long.")


@pytest.fixture
def track(write, ground_level):
    found, _ = read_track(write("ground-level.md", ground_level))
    return found


def test_a_day_is_shown_with_everything_an_author_wrote(track):
    assert show(track, 4) == (
        "Day 4 | ask-your-team | What is still in the way?\n"
        "  Go back to the people you asked last week. Tell them what came of it, also\n"
        "  when the answer is no. Then ask what is still in the way. Thank them and write\n"
        "  it down. Nobody else sees what you tap today.\n"
        "\n"
        "  Ask: How many things are left?\n"
        "  Reply: choice of None / One / Two or more\n"
        "  Private: only the member sees the answer\n"
        "  Smaller: Tell one person what came of it.\n"
        "  Asked as: they never hear back from me / I asked and it is a no / what came of\n"
        "    their idea"
    )


def test_a_track_is_shown_whole_and_no_wider_than_a_terminal(track):
    text = show(track)

    assert text.startswith(
        "Stay close to the work (ground-level, ready, 5 days)\n"
        "For: Managers who see the work mostly as numbers\n"
        "Purpose: Know the real work and remove what slows it\n"
        "Needs: start-here\n"
        "Note for coaches: works well before a budget round.\n"
        "\n"
        "Day 1 | notice | What the number hides\n"
    )
    assert text.count("\nDay ") == 5
    assert max(map(len, text.splitlines())) <= 80


def test_a_day_that_is_not_there_is_refused(track):
    with pytest.raises(NoSuchDay, match="ground-level has days 1 to 5; there is no day 6"):
        show(track, 6)


def test_the_content_is_that_of_the_checkout():
    folder = content.default_folder()

    assert folder == Path(content.__file__).parents[2] / "content"


def test_packaged_content_goes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "PACKAGE", tmp_path)
    (tmp_path / "_content").mkdir()

    assert content.default_folder() == tmp_path / "_content"


def test_a_day_should_have_three_phrases_to_be_found_by(write, ground_level):
    text = ground_level.replace(" / they dread the new system", "")

    report = check(write("ground-level.md", text))

    assert sentences(report) == [
        (
            "ground-level.md line 64: Day 5 has 2 phrases to be found by. Write 3 that people "
            "would type, such as Asked as: I do it all myself / they wait for me / I can't let go"
        )
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("a new system / they dread it / where to begin", []),
        (
            "a new system / what do they do all day / where to begin",
            ['ground-level.2 is asked for as "what do they do all day", too. Keep it for one.'],
        ),
        (
            "a new system / they dread it / is it",
            ['"is it" finds nothing. Say it in other words, or take it out.'],
        ),
        (
            "do I / is it / when",
            ["None of its phrases finds ground-level.5. Say it in words no other day has."],
        ),
    ],
)
def test_a_phrase_has_to_find_its_own_day(tmp_path, write, ground_level, asked, said):
    text = ground_level.replace("needs: start-here", "needs: none")
    start = text.index("a change is coming /")
    write("en/tracks/ground-level.md", f"{text[:start]}{asked}\n")

    found = sentences(check(tmp_path))

    assert found == [f"ground-level.md line 64: {sentence}" for sentence in said]


def test_lists_for_searching_are_checked(tmp_path, write, write_track):
    write_track("trust")
    write("en/help/alike.txt", "boss\n")

    assert sentences(check(tmp_path)) == [
        "alike.txt line 1: Write it with 1 to 4 words a part: boss = manager"
    ]
