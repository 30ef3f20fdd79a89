"""The lists of what people say: what is wrong with them is said in plain words."""

import pytest

from bot.content.check import check
from bot.content.said.said import load_said
from bot.domain.answers.said import NO_SAID, After, Kind, Talk, Wish, meant

GOOD = {name: f"word-of {name}\n" for name in (*Wish, *Talk)} | {
    "pause": "# For a while.\n[<ask>] pause [it]\n",
    "words": "ask: can you | (could | would) you\n",
    "spellings": "please =\npls = please\n",
}


@pytest.fixture
def lists(tmp_path):
    """Writes a folder of lists; what is None is left out."""

    def write(**changed):
        folder = tmp_path / "en" / "said"
        folder.mkdir(parents=True)
        for name, text in (GOOD | changed).items():
            if text is not None:
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def problems(folder):
    return [str(problem) for problem in check(folder).problems]


def test_good_lists_have_nothing_to_mend_and_are_used(lists):
    folder = lists()

    words, wrong = load_said(folder)
    assert problems(folder) == []
    assert wrong == ()
    assert meant("Would you pause it please?", After.NUDGE, words).wish is Wish.PAUSE


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"pause": "(pause"}, 'pause.txt line 1: A ")" is missing.'),
        ({"stop": "<thing> off"}, "stop.txt line 1: There is no group <thing>."),
        ({"words": "ask: <ask> you"}, "words.txt line 1: <ask> is made of itself."),
        ({"words": "ask = can"}, 'words.txt line 1: "ask = can" has no ":" after'),
        ({"spellings": "wanna"}, 'spellings.txt line 1: "wanna" has no "=" after'),
        ({"help": "help!"}, 'help.txt line 1: "!" is no letter. Write words only'),
        ({"skip": "next"}, 'skip.txt line 1: "next" stands in next.txt line 1, too. Keep one.'),
        (
            {"stop": "stop please"},
            'stop.txt line 1: "please" is passed over (spellings.txt), so it says nothing here.',
        ),
        ({"help": None}, "There is no help.txt. Add it."),
        ({"pauze": "pauze it"}, '"pauze" is none of the lists. Did you mean "pause"?'),
        ({"skip": "# later\n"}, "skip.txt: There are no phrases in it. Write one on each line."),
    ],
)
def test_what_is_wrong_with_a_list_is_said(lists, changed, told):
    found = problems(lists(next="next", **changed) if "skip" in changed else lists(**changed))

    assert any(told in one for one in found), found


def test_a_single_file_is_checked_by_the_rules_of_its_folder(lists):
    folder = lists(stop="end [")

    assert problems(folder / "en" / "said" / "pause.txt") == []


def test_a_phrase_that_cannot_be_read_keeps_none_of_the_others_out(lists):
    words, wrong = load_said(lists(stop="(stop\nunsubscribe\n"))

    assert len(wrong) == 1
    assert meant("Unsubscribe", After.NUDGE, words).wish is Wish.STOP


def test_without_lists_every_line_is_what_its_place_suggests(tmp_path):
    assert load_said(tmp_path) == (NO_SAID, ())
    assert meant("stop", After.NUDGE, NO_SAID).kind is Kind.ANSWER
