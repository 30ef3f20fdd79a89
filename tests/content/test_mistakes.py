"""Each mistake that an author makes gets one sentence, with its place and the mend."""

import pytest

from bot.content.check import check

GOOD_SIGN = ": 0 errors, 0 warnings."

MISTAKES = [
    (
        "no header",
        lambda text: text[text.index("Note for") :],
        'line 1: There is no header. Begin the file with a line of "---".',
    ),
    (
        "no colon in the header",
        lambda text: text.replace("purpose: Know", "purpose Know"),
        'line 5: Put a colon after "purpose": purpose: Know the real work and remove what slows…',
    ),
    (
        "a colon too many",
        lambda text: text.replace("purpose: Know", "purpose: Work: know"),
        ('line 5: A header value cannot hold a colon and a space (": "). Use a comma or a dash.'),
    ),
    (
        "a tab",
        lambda text: text.replace("title: Stay", "title:\tStay"),
        "line 3: There is a tab in this header line. Use a space instead.",
    ),
    (
        "smart quotes",
        lambda text: text.replace("title: Stay close to the work", "title: “Stay close”"),
        "line 3: Take the curly quotes off this header value: it needs none.",
    ),
    (
        "a missing day",
        lambda text: text[: text.index("## Day 3")] + text[text.index("## Day 4") :],
        "line 36: Day 3 is missing before Day 4. Count on without a gap.",
    ),
    (
        "twice the same day",
        lambda text: text.replace("## Day 3", "## Day 2"),
        "line 36: This is day 3 of the file, and it says Day 2. Write Day 3.",
    ),
    (
        "an unknown label",
        lambda text: text.replace("Smaller: Name", "Smalller: Name"),
        'line 18: "Smalller" is not a label. Did you mean "Smaller"?',
    ),
    (
        "a choice of one",
        lambda text: text.replace("choice: None / One / Two or more", "choice: None"),
        ("line 51: A choice needs at least two options. Put a slash between them: choice: A / B"),
    ),
    (
        "an emoji shortcode",
        lambda text: text.replace("Pick one number", "Pick :smile: one number"),
        'line 12: Some screens read the emoji ":smile:" aloud as a code. Leave it out.',
    ),
    (
        "a link",
        lambda text: text.replace("Pick one number", "See https://a.example/x. Pick one number"),
        (
            "line 12: This takes people out of the message. "
            'Leave the link or address "https://a.example/x." out.'
        ),
    ),
    (
        "a link that Slack would make",
        lambda text: text.replace("Pick one number", "See example.com/x and pick one number"),
        (
            "line 12: This takes people out of the message. "
            'Leave the link or address "example.com/x" out.'
        ),
    ),
    (
        "3,000 words",
        lambda text: text.replace("Pick one number", "word " * 3000),
        "line 12: The message has 3,043 words. Keep it to 90.",
    ),
]

WRONG_BYTES = [
    ("empty", b"", ": The file is empty. Copy another file and change it."),
    (
        "Latin-1",
        "---\ntitle: Café\n---\n".encode("latin-1"),
        (
            ' line 2: The letter after "title: Caf" is not UTF-8. '
            "Save the file again with the encoding UTF-8."
        ),
    ),
    (
        "a word processor's",
        b"PK\x03\x04\x14\x00\x06\x00",
        ": This is a document of a word processor. Save it as plain text, in UTF-8.",
    ),
]


@pytest.fixture
def good(ground_level):
    return ground_level.replace("needs: start-here", "needs: none")


def whole(report):
    return [str(problem) for problem in report.problems]


@pytest.mark.parametrize(("what", "spoil", "sentence"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_gets_one_sentence(tmp_path, write, good, what, spoil, sentence):
    assert spoil(good) != good
    write("en/tracks/ground-level.md", spoil(good))

    assert whole(check(tmp_path)) == [f"ground-level.md {sentence}"]


@pytest.mark.parametrize(
    ("what", "data", "sentence"), WRONG_BYTES, ids=[w[0] for w in WRONG_BYTES]
)
def test_a_file_that_is_no_text_gets_one_sentence(tmp_path, write, what, data, sentence):
    write("en/tracks/x.md", "").write_bytes(data)

    assert whole(check(tmp_path)) == [f"x.md{sentence}"]


def test_a_folder_in_place_of_a_file_gets_one_sentence(tmp_path):
    (tmp_path / "en" / "tracks" / "x.md").mkdir(parents=True)

    assert whole(check(tmp_path)) == [
        "x.md: This is a folder, not a file. Move it, or name a file in it."
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_windows_line_ends_are_no_mistake(tmp_path, write, good, end):
    write("en/tracks/ground-level.md", "").write_bytes(good.replace("\n", end).encode())

    assert str(check(tmp_path)).endswith(GOOD_SIGN)


def test_curly_quotes_and_tabs_in_what_is_sent_are_no_mistakes(tmp_path, write, good):
    text = good.replace("Pick one number", "Pick\tone “number”").replace(
        "Reply: text", "Reply:\ttext"
    )
    write("en/tracks/ground-level.md", text)

    assert str(check(tmp_path)).endswith(GOOD_SIGN)
