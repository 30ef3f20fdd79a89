"""What the curriculum sets out to train: each idea somewhere, and a page that says where."""

import pytest

from bot.content.check import check
from bot.content.tracks import curriculum

IDEAS = "# ours\nA1 Going first\nA2 Going last\nB1 Never said | the look after a year\n"


@pytest.fixture
def checked(tmp_path, write, write_track):
    def of(ideas: str, listed: str = IDEAS):
        path = write_track("alpha")
        text = path.read_text(encoding="utf-8").replace("status:", f"ideas: {ideas}\nstatus:")
        path.write_text(text, encoding="utf-8")
        write("en/ideas.txt", listed)
        return check(tmp_path)

    return of


def test_ideas_are_shown_with_the_days_that_train_them(checked):
    report = checked("A1 2-4+1, A2 all")

    assert report.problems == ()
    assert report.tables.splitlines()[-3:] == [
        "| A1 | Going first | alpha 1 to 4 |",
        "| A2 | Going last | alpha (all) |",
        "| B1 | Never said | the look after a year |",
    ]
    assert "| [All of alpha](../content/en/tracks/alpha.md) | 5 | " in report.tables


@pytest.mark.parametrize(
    ("ideas", "sentence"),
    [
        (
            "A1 1",
            "ideas.txt line 3: No day trains A2. Name it in the header of a track: ideas: A2 1",
        ),
        ("A1 1, A2 6", "alpha.md line 7: A2 names day 6, which is not there."),
        (
            "A1 1, A2 1, A9 1",
            "alpha.md line 7: There is no idea A9 in ideas.txt. Look for a slip.",
        ),
        ("A1 1, A2", 'alpha.md line 7: "A2" is no idea with its days. Write: A12 4-7'),
        ("A1 1, A2 2-", 'alpha.md line 7: "A2 2-" is no idea with its days. Write: A12 4-7'),
    ],
)
def test_what_is_wrong_with_ideas_is_said(checked, ideas, sentence):
    assert sentence in [str(problem) for problem in checked(ideas).errors]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A1 Again", "ideas.txt line 5: A1 is already on line 2."),
        ("going last", 'ideas.txt line 5: "going last" is no idea. Write it as A1 and its words.'),
    ],
)
def test_what_is_wrong_with_the_list_is_said(checked, line, sentence):
    report = checked("A1 1, A2 2", IDEAS + line)

    assert [str(problem) for problem in report.errors] == [sentence]


def test_the_page_is_stale_until_it_is_written(write):
    page = write(
        "docs/curriculum.md", f"Before.\n\n{curriculum.BEGIN}\nold\n{curriculum.END}\nAfter.\n"
    )

    assert [str(problem) for problem in curriculum.stale(page, "| new |")] == [
        (
            "docs/curriculum.md: Its tables are not those of the tracks. "
            "Write them anew: baton content check --write"
        )
    ]

    curriculum.write(page, "| new |")

    assert curriculum.stale(page, "| new |") == []
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.\n\n")
    assert "old" not in text
    assert text.endswith("\nAfter.\n")
