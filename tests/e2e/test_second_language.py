"""A member's day in a second language: a folder of words, and no English left."""

import re

import pytest

from bot.content.check import check
from bot.playground.clock import SimulatedClock
from bot.playground.stack import run_stack
from bot.playground.stories.demo import BEGINNING
from bot.playground.workspace.texts import texts_of
from bot.slack.views.blocks import escape
from tests.e2e.second_language import LANGUAGE, translated, write_second_language

NOT_WORDS = re.compile(r"`[^`]*`|<[^>]*>|https?://\S+|&\w+;|[\w]+/[\w/]+|\bC?U?D?[FU]\d\w*|UTC")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
COMMANDS = (
    "help", "progress", "journal", "privacy", "settings", "leave", "leave 2026-03-23..2026-03-27",
    "leave off", "country", "country DE", "country off", "time 08:30", "time 25:99", "days",
    "pause", "resume", "pause until yesterday", "now", "nonsense", "help me with feedback",
)  # fmt: skip


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    return write_second_language(tmp_path_factory.mktemp("content"))


@pytest.fixture
async def both(sqlite_url, content):
    clock = SimulatedClock(BEGINNING)
    async with run_stack(sqlite_url, clock, content=content, language=LANGUAGE) as both:
        yield both


@pytest.fixture
def english_in(both):
    """What of a text is English; tracks are translated in files of their own, people are not."""
    nudges = [n for track in both.baton.library.tracks for n in track.nudges]
    tracks = [x for t in both.baton.library.tracks for x in (t.title, t.purpose, t.audience)]
    parts = [
        part
        for n in nudges
        for part in (n.title, n.message, n.ask, n.why, n.smaller, n.key, n.plan, *n.choices)
    ]
    names = [n for p in both.playground.cast for n in (*p.real_name.split(), p.name)]
    names += ["feedback", "nonsense", "yesterday"]
    # A nudge that was found is told by one of its sentences.
    told = [one for n in nudges for one in re.split(r"(?<=[.?!]) ", " ".join(n.message.split()))]
    known = {
        form for text in (*parts, *tracks, *names, *told) for form in (text, escape(text)) if text
    }
    longest_first = sorted((t for whole in known for t in whole.split("\n") if t), key=len)[::-1]

    def find(text):
        for part in longest_first:
            text = text.replace(part, "")
        pieces = [re.split(r"_{3,}|…", part) for part in longest_first if "___" in part]
        for piece in sorted({p.strip(" ,.") for ps in pieces for p in ps}, key=len)[::-1]:
            text = text.replace(piece, "") if len(piece) > 2 else text
        return ENGLISH.findall(NOT_WORDS.sub("", text))

    return find


def seen(hand):
    """Everything on a person's screen, as it is read and as it is read aloud."""
    shown = [*hand.messages(), hand.home() or {}, hand.modal() or {}]
    own = hand.person.id
    said = [m for m in shown if m.get("user") != own]
    return "\n".join(f"{texts_of(m)}\n{m.get('text') or ''}" for m in said)


async def test_no_english_is_left_in_a_members_day(both, english_in):
    ada, camille = both.hand("ada"), both.hand("camille")
    await camille.command("/coach assign @ada delegation")
    await camille.press(translated("Assign"))
    await both.work()
    assert english_in(seen(ada)) == []

    await both.jump("next")
    await ada.press(translated("Did it"))
    await ada.say(translated("Yes."))
    await ada.open_home()
    assert translated("Your way") in seen(ada)
    assert "Μάρτιος 2026" in seen(ada)
    assert english_in(seen(ada)) == []

    for label in ("Open my journal", "All settings"):
        await ada.press(translated(label))
        assert english_in(seen(ada)) == []
        await ada.close()

    for command in COMMANDS:
        await ada.command(f"/nudge {command}")
        assert english_in(seen(ada)) == [], command


def test_the_folder_is_all_it_takes(content):
    report = check(content)

    assert [p for p in report.problems if f"{LANGUAGE}/" in str(p)] == []
