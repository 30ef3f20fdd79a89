"""`baton content new`: a file in which only the words are wanting."""

import pytest

from bot.content.check import check
from bot.content.tracks.begin import CannotBegin, begin

WANTING = (" is empty.", "The title is missing.", "has no message.")


@pytest.mark.parametrize("days", [5, 9, 20])
def test_nothing_is_wrong_but_what_is_to_be_written(tmp_path, days):
    path = begin(tmp_path, "ask-first", "", days)

    problems = [problem.message for problem in check(path).problems]

    assert problems
    assert [p for p in problems if not any(words in p for words in WANTING)] == []
    assert path.read_text(encoding="utf-8").count("\n## Day ") == days


def test_once_it_is_written_it_checks_clean(tmp_path):
    path = begin(tmp_path, "ask-first", "Ask before you tell", 5)
    words = "Ask one person about {}. Wait. Write down what they say, and thank them. "
    about = ("today", "the week", "what helps", "what slows", "what comes next")
    text = path.read_text(encoding="utf-8").replace("for:", "for: Everyone", 1)
    text = text.replace("purpose:", "purpose: Ask more than you tell")
    for number, topic in enumerate(about, 1):
        heading = next(line for line in text.splitlines() if line.startswith(f"## Day {number}"))
        end = f"This is {'quite ' * number}short. There is {'really ' * number}no need for more."
        message = f"{heading} Ask {topic}\n{words.format(topic)}{end}"
        text = text.replace(heading, message)
        text = text.replace("\nAsk:\n", f"\nAsk: What about {topic}?\n", 1)
        asked = f"how do I ask about {topic} / I forget {topic} / nobody knows {topic}"
        text = text.replace("\nAsked as:\n", f"\nAsked as: {asked}\n", 1)
    text = text.replace("Smaller:", "Smaller: Ask in writing.")
    path.write_text(text, encoding="utf-8")

    assert [str(problem) for problem in check(path).problems] == []


@pytest.mark.parametrize(
    ("track", "days", "sentence"),
    [
        ("Ask first", 5, "Ask first cannot be the name of a track."),
        ("../x", 5, "../x cannot be the name of a track."),
        ("ask-first", 4, "A track has 5 to 20 days."),
        ("there", 5, "There is a track there already: "),
    ],
)
def test_what_cannot_begin_says_why(tmp_path, write, track, days, sentence):
    write("en/tracks/there.md", "mine")

    with pytest.raises(CannotBegin) as refused:
        begin(tmp_path, track, "", days)

    assert str(refused.value).startswith(sentence)
    assert (tmp_path / "en" / "tracks" / "there.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path, write):
    write("content", "a file, where a folder should be")

    with pytest.raises(CannotBegin, match="name the copy in BATON_CONTENT"):
        begin(tmp_path / "content", "ask-first", "", 5)
