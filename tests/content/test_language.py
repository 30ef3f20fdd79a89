"""What an author hears about the words: grade, spelling, and who is left out."""

import pytest

from bot.content.check import check
from bot.content.tracks.track_file import read_track

LONG_WORDS = "Organisational responsibility necessitates communication. "


@pytest.fixture
def said(write, ground_level):
    """Checks the good track with something replaced, and returns the sentences."""

    def of(old: str, new: str, name: str = "ground-level.md") -> list[str]:
        assert old in ground_level
        return [str(p) for p in check(write(name, ground_level.replace(old, new))).problems]

    return of


@pytest.mark.parametrize(("times", "severity"), [(2, "warning"), (4, "error")])
def test_the_reading_grade_counts_over_the_whole_track(write, ground_level, times, severity):
    text = ground_level.replace("Ask: ", f"Ask: {LONG_WORDS * times}")
    text = text.replace("Think of one saving", f"{LONG_WORDS}Think of one saving")

    problems = check(write("ground-level.md", text)).problems

    grades = [problem for problem in problems if "reading grade" in problem.message]
    assert [(problem.line, problem.severity) for problem in grades] == [(0, severity)]
    assert grades[0].message.endswith(
        "7 is the aim. Use shorter words and sentences, first of all in the day on line 55."
    )


def test_a_grade_that_fails_the_check_keeps_no_member_waiting(write, ground_level):
    text = ground_level.replace("Ask: ", f"Ask: {LONG_WORDS * 4}")

    track, problems = read_track(write("ground-level.md", text))

    assert track is not None
    assert not any("grade" in problem.message for problem in problems)


def test_long_sentences_count_over_the_whole_track(write, ground_level):
    text = ground_level.replace(". ", " and ").replace("?", " and")

    problems = check(write("ground-level.md", text)).problems

    assert any(" words on average; 13 are enough." in problem.message for problem in problems)


def test_another_language_is_not_held_to_english(write, ground_level):
    text = ground_level.replace(
        "Think of one", f"You must. Liebe guys. {LONG_WORDS * 6}Think of one"
    )
    path = write("de/tracks/ground-level.md", text)

    assert check(path).problems == ()
    assert read_track(path)[0] is not None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("peple", '"peple" is in no dictionary. Did you mean "people"?'),
        ("Teh", '"Teh" is in no dictionary. Did you mean "'),
        ("xqzvwk", '"xqzvwk" is in no dictionary. If it is right, add it to style/spelling.txt.'),
    ],
)
def test_a_word_that_no_dictionary_has_may_be_a_slip(said, typed, sentence):
    found = said("Pick one number you check often.", f"Pick one number. {typed} is what it is.")

    assert len(found) == 1
    assert found[0].startswith(f"ground-level.md line 12: {sentence}")


@pytest.mark.parametrize(
    "typed",
    [
        "We organise the colour of the theatre, and practise our behaviour.",
        "Say what you didn't, and what Wojciech can't.",
        "It is the team\u2019s work and the teams\u2019 rota at 7:30.",
        "Ask the rota's owner.",
    ],
)
def test_british_words_names_and_apostrophes_are_no_slips(said, typed):
    assert said("Pick one number you check often.", typed) == []


def test_an_own_list_of_words_is_believed(write, ground_level):
    write("en/style/spelling.txt", "# ours\nFrobnicate\n")
    path = write("en/tracks/ground-level.md", ground_level.replace("Name one", "frobnicate one"))

    assert check(path).problems == ()


def test_words_that_leave_people_out_come_with_others(said):
    assert said("Pick one number you check often.", "Hey guys, ask the chairman often.") == [
        (
            'ground-level.md line 12: "guys" leaves some people out or hurts: '
            'write "everyone", "team" or "people".'
        ),
        'ground-level.md line 12: "chairman" leaves some people out or hurts: write "chair".',
    ]


def test_a_word_inside_another_leaves_nobody_out(said):
    assert (
        said("Pick one number you check often.", "Ask about slavery in Guysborough often.") == []
    )


def test_a_line_without_a_mend_is_said_to_be_one(write, ground_level, tmp_path):
    write("en/style/inclusive.txt", "guys\n")
    write("en/tracks/ground-level.md", ground_level.replace("start-here", "none"))

    assert [str(problem) for problem in check(tmp_path).problems] == [
        'inclusive.txt line 1: "guys" has no mend. Write it as word: what to write.'
    ]


def test_two_tracks_do_not_say_the_same(tmp_path, write_track):
    write_track("alpha")
    write_track("beta")

    found = [str(problem) for problem in check(tmp_path).warnings]

    assert found[:2] == [
        "beta.md line 11: alpha.md day 1 has this title, too. Give each day its own.",
        (
            "beta.md line 12: This reads much like alpha.md day 1. "
            "Give it an act of its own, or take one of the two out."
        ),
    ]
    assert (
        'beta.md line 12: The sentence that begins "Pick one number you" is in alpha.md day 1, '
        "too. Say it another way."
    ) in found
