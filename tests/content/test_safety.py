"""The phrase lists: what is wrong with them is said in plain words, and what is right is used."""

import pytest

from bot.content.check import check
from bot.content.safety.safety import load_safety
from bot.domain.privacy.safety import NO_WORDS, Concern, concern_in
from tests.content.test_our_content import FOLDER as CONTENT

GOOD = {
    "danger": "# Grave\nkill myself\n",
    "strain": "cannot cope\n\ncan't sleep # as people write it\n",
    "harm": "bullying\n",
    "allowed": "bullying policy\n",
}


@pytest.fixture
def lists(tmp_path):
    """Writes a folder of lists; what is None is left out."""

    def write(language="en", **changed):
        folder = tmp_path / language / "safety"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (GOOD | changed).items():
            if text is not None:
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def problems(folder):
    return [str(problem) for problem in check(folder / "en" / "safety").problems]


def test_good_lists_have_nothing_to_mend_and_are_used(lists):
    folder = lists()

    assert problems(folder) == []
    words, wrong = load_safety(folder)
    assert wrong == ()
    assert concern_in("I can't sleep", words) is Concern.STRAIN
    assert concern_in("our bullying policy", words) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"harm": "(bullying"}, 'harm.txt line 1: A ")" is missing.'),
        ({"harm": "<somebody> hit me"}, "harm.txt line 1: There is no group <somebody>."),
        (
            {"words": "they = he"},
            'words.txt line 1: "they = he" has no ":" after what it explains.',
        ),
        ({"words": "they: he | <it>"}, "words.txt line 1: There is no group <it>."),
        (
            {"spellings": "wanna"},
            'spellings.txt line 1: "wanna" has no "=" after what it explains.',
        ),
        (
            {"slips": "groped"},
            'slips.txt line 1: "griped" is a word of its own: "groped: griped".',
        ),
        ({"dangr": "kill myself"}, 'dangr.txt: "dangr" is none of the lists. Did you mean "dan'),
        ({"harm": "bullying\nBullying"}, 'harm.txt line 2: "Bullying" stands in harm.txt line 1'),
        (
            {"strain": "kill myself"},
            'strain.txt line 1: "kill myself" stands in danger.txt line 2',
        ),
        ({"harm": "bully?"}, 'harm.txt line 1: "?" is no letter.'),
        ({"harm": "sad"}, 'harm.txt line 1: "sad" is too short'),
        ({"harm": "# nothing\n"}, "harm.txt: There are no phrases in it."),
        ({"harm": ""}, "harm.txt: The file is empty."),
        ({"harm": None}, "There is no harm.txt. Add it."),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_mend(lists, changed, said):
    assert said in "\n".join(problems(lists(**changed)))


def test_a_broken_line_keeps_none_of_the_others_out(lists):
    words, wrong = load_safety(lists(harm="sad\nbullying\n"))

    assert concern_in("bullying", words) is Concern.HARM
    assert len(wrong) == 1


def test_a_line_that_cannot_be_compiled_keeps_none_of_the_others_out(lists):
    words, wrong = load_safety(lists(harm="(bullying\nbullying\n"))

    assert concern_in("bullying", words) is Concern.HARM
    assert len(wrong) == 1


def test_groups_spellings_and_slips_are_used(lists):
    folder = lists(
        danger="<i> want to die",
        words="and: but\ni: i | <start>",
        spellings="wanna = want to\nreally =",
        slips="suicidal\nbullying: bulling",
        strain="suicidal",
    )

    words, wrong = load_safety(folder)

    assert wrong == ()
    assert concern_in("Fine, but really wanna die", words) is Concern.DANGER
    assert concern_in("suicdal", words) is Concern.STRAIN


def test_the_lists_of_all_languages_count(lists):
    lists()
    words, _ = load_safety(
        lists("de", danger="mich umbringen\n", allowed="", strain="weine nachts")
    )

    assert concern_in("Ich will mich umbringen", words) is Concern.DANGER
    assert concern_in("I want to kill myself", words) is Concern.DANGER


def test_a_folder_without_lists_finds_nothing(tmp_path):
    assert load_safety(tmp_path) == (load_safety(tmp_path)[0], ())
    assert concern_in("kill myself", load_safety(tmp_path)[0]) is concern_in("", NO_WORDS)


def test_one_list_can_be_checked_alone(lists):
    report = check(lists(harm="sad") / "en" / "safety" / "harm.txt")

    assert (len(report.errors), report.files) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "We had a killer release, and I nearly killed the budget.",
        "I was dying to know how the deadline went.",
        "Tom was bored to death, so we went through the harassment training together.",
        "I asked what slows her down. She cannot sleep on it, she said, she needs it today.",
        "I shot myself in the foot: I should not shoot myself in the foot again.",
        "I cut myself short and let them talk.",
        "near overdose on the medicine round",
    ],
)
def test_everyday_answers_are_left_in_peace(text):
    words, _ = load_safety(CONTENT)

    assert concern_in(text, words) is None


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("Honestly I don't want to live like this", Concern.DANGER),
        ("i feel hopeless and i cant cope", Concern.STRAIN),
        ("Somebody in my team is being bullied", Concern.HARM),
        ("I do not want to live anymore", Concern.DANGER),
        ("I am burnt out", Concern.STRAIN),
        ("I can't do this anymore", Concern.STRAIN),
    ],
)
def test_plain_words_of_distress_are_found(text, concern):
    words, _ = load_safety(CONTENT)

    assert concern_in(text, words) is concern
