"""The reader never breaks, whatever a file holds, and what it accepts it has understood."""

import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.tracks.track_file import read_track
from bot.domain.practice.track import Kind, Needs, Nudge, ReplyKind, Track

QUICK = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SCRAPS = [
    *("---", "## Day 1 | try | A", "## Day 2", "#", "Ask:", "Ask: What?", "Reply: choice: A / B"),
    *(
        "Reply: plan",
        "Private: yes",
        "Signal: A / ",
        "Key: k",
        "Smallr: x",
        "title: a: b",
        "needs:",
    ),
    *(
        "\t",
        "\x00",
        "\ufeff",
        "“",
        "|",
        ": ",
        " #",
        "/",
        "___",
        "<!--",
        "!!int 5",
        "&a",
        "*a",
        "%",
    ),
    *("\u2028", "\r", "\n\n", "@x", ":x:", "](", "any 0", "é", "😀", "x" * 200),
]
WORD = st.text(string.ascii_lowercase, min_size=2, max_size=7)
SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6})?", fullmatch=True)


ASKED = st.lists(
    st.text(f"{string.ascii_lowercase} /'", min_size=1, max_size=9).filter(
        lambda phrase: phrase == phrase.strip(" /'") and "/ " not in phrase and " /" not in phrase
    ),
    max_size=4,
    unique_by=str.casefold,
).map(tuple)


def phrases(least, most):
    return st.lists(WORD, min_size=least, max_size=most).map(lambda words: " ".join(words) + ".")


def maybe(texts):
    return st.just("") | texts


@st.composite
def nudges(draw):
    kind = draw(st.sampled_from([Kind.NOTICE, Kind.TRY, Kind.REFLECT, Kind.REVIEW, Kind.ASK]))
    reply = draw(st.sampled_from(ReplyKind))
    choices = draw(st.lists(WORD, min_size=2, max_size=6, unique=True))
    choices = tuple(choices) if reply is ReplyKind.CHOICE else ()
    private = reply in (ReplyKind.CHOICE, ReplyKind.BUTTONS) and draw(st.booleans())
    review = draw(maybe(phrases(1, 20)))
    return Nudge(
        id="",
        day=0,
        kind=kind,
        title=draw(WORD),
        message="\n\n".join(draw(st.lists(phrases(13, 40), min_size=2, max_size=2))),
        ask=draw(phrases(1, 12)),
        reply=reply,
        choices=choices,
        plan=f"If ___ then {draw(phrases(1, 5))}" if reply is ReplyKind.PLAN else "",
        smaller=draw(phrases(1, 20)),
        again=draw(maybe(phrases(1, 20))),
        review=review,
        answer=draw(maybe(phrases(1, 9))) if review else "",
        why=draw(maybe(phrases(1, 20))),
        confidence=draw(st.booleans()),
        private=private,
        signal=choices[1:] if not private and draw(st.booleans()) else (),
        asked_as=draw(ASKED),
    )


@st.composite
def tracks(draw):
    days = draw(st.lists(nudges(), min_size=5, max_size=8))
    track = draw(SLUGS)
    names = tuple(draw(st.lists(SLUGS.filter(lambda s: s != "none"), min_size=2, max_size=3)))
    needs = [Needs(), Needs(names), Needs(either=names), Needs(count=len(names))]
    return Track(
        id=track,
        title=draw(WORD),
        audience=draw(WORD),
        purpose=draw(WORD),
        needs=draw(st.sampled_from(needs)),
        ready=draw(st.booleans()),
        note=draw(maybe(phrases(1, 30))),
        asked_as=draw(ASKED),
        nudges=tuple(replace(n, id=f"{track}.{d}", day=d) for d, n in enumerate(days, 1)),
    )


@pytest.fixture
def read(write):
    """Reads a text as the file of a track of another language, free of English grades."""

    def put(name, text):
        return read_track(write(f"de/tracks/{name}.md", text))

    return put


@QUICK
@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_at_all_is_read_without_breaking(read, text):
    track, problems = read("x", text)

    assert track is None
    assert problems


@QUICK
@given(
    st.lists(st.sampled_from(SCRAPS) | st.text(max_size=5), min_size=1, max_size=3),
    st.lists(st.integers(0, 2800), min_size=3, max_size=3),
)
def test_a_spoilt_track_gives_a_track_or_an_error(read, ground_level, scraps, places):
    text = ground_level
    for scrap, place in zip(scraps, places, strict=False):
        text = text[:place] + scrap + text[place:]

    track, problems = read("ground-level", text)

    assert (track is None) == any(problem.severity == "error" for problem in problems)
    assert track is None or read("ground-level", written(track))[0] == track


@QUICK
@given(tracks())
def test_what_is_written_is_what_is_read(read, track):
    found, problems = read(track.id, written(track))

    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert found == track


def written(track):
    """The file an author would write for *track*."""
    header = {
        "track": track.id,
        "title": quoted(track.title),
        "for": quoted(track.audience),
        "purpose": quoted(track.purpose),
        "needs": needed(track.needs),
        "status": "ready" if track.ready else "draft",
    }
    if track.asked_as:
        header["asked as"] = quoted(" / ".join(track.asked_as))
    lines = ["---", *(f"{key}: {value}" for key, value in header.items()), "---"]
    return "\n".join([*lines, track.note, "", *(day(nudge) for nudge in track.nudges)])


def quoted(text):
    return "'{}'".format(text.replace("'", "''"))


def needed(needs):
    if needs.count:
        return f"any {needs.count}"
    return " | ".join(needs.either) or ", ".join(needs.every) or "none"


def day(nudge):
    labels = {
        "Ask": nudge.ask,
        "Reply": ": ".join(filter(None, [nudge.reply, " / ".join(nudge.choices)])),
        "Plan": nudge.plan,
        "Smaller": nudge.smaller,
        "Again": nudge.again,
        "Review": nudge.review,
        "Answer": nudge.answer,
        "Key": nudge.key,
        "Why": nudge.why,
        "Confidence": "yes" if nudge.confidence else "no",
        "Private": "yes" if nudge.private else "no",
        "Signal": " / ".join(nudge.signal),
        "Asked as": " / ".join(nudge.asked_as),
    }
    heading = f"## Day {nudge.day} | {nudge.kind} | {nudge.title}"
    typed = [f"{label}: {text}" for label, text in labels.items() if text]
    return "\n".join([heading, nudge.message, "", *typed, ""])
