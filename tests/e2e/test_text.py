"""Over the wire: whatever people type arrives, is kept as they meant it, and is shown safely."""

import json
from datetime import UTC, datetime

import pytest

from bot.slack.views.blocks import escape
from tests.e2e.test_main_job import answers, asks, assigns, misses, nudged  # noqa: F401  a fixture
from tests.e2e.test_record import the_file

WELCOMED_IN_NEW_YORK = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url):
    """What is typed is read in the same way whatever keeps it."""
    return sqlite_url


TYPED = {
    "/nudge pause\u00a01w": "Tuesday 10 March",
    "/nudge *pause*\n“1w”": "Tuesday 10 March",
    "/nudge PAUSE\t１ｗ.": "Tuesday 10 March",
    "/nudge pause\u200b1w": "Tuesday 10 March",
    "/nudge days `mon\u2013fri`": "Mon to Fri",
    "/nudge time\u202f*08:30*": "08:30",
    "/nudge help me with <#C0123ABCD|>: feedback": "feedback",
}


async def test_a_member_is_understood_however_they_type(nudged, ada):  # noqa: F811
    assert await misses(ada, TYPED) == {}


async def test_words_are_kept_as_typed_and_shown_so_everywhere(both, nudged, ada, camille):  # noqa: F811
    await asks(camille, "/coach note @ada Q&A with R&D, <b> & @ben's *rota*")
    await asks(camille, "/coach promise @ada friday call R&D")
    await ada.say("Raised it in <#C0123ABCD|> & told @ben: ![x](y) <img> 5 < 6")

    page = await asks(camille, "/coach show @ada")
    queue = await asks(camille, "/coach queue")
    await asks(ada, "/nudge my-data")
    journal = (await the_file(both, ada))["journal.md"]

    assert "Q&amp;A with R&amp;D, &lt;b&gt; &amp; @\u2060Ben" in page
    assert "call R&amp;D" in page
    assert "Raised it in a channel &amp; told @\u2060Ben" in page
    assert "&amp;amp;" not in page + queue
    assert "> Raised it in a channel \\& told @Ben" in journal
    assert "!\\[x\\](y) \\<img> 5 \\< 6" in journal


async def test_two_of_a_name_are_shown_as_people(both, renamed, ada, ben, camille):
    await assigns(camille, "/coach assign @ada @ben delegation")
    await both.pass_until(WELCOMED_IN_NEW_YORK)
    await renamed(ada, "Noor O'Brien")
    await renamed(ben, "Noor Lind (she/her)")

    refused = await asks(camille, "/coach note @noor likes R&D")

    assert "called @\u2060noor: <@U2BEN>, <@U1ADA>. Type" in refused
    assert "You wrote: /coach note @\u2060noor likes R&amp;D" in refused
    assert "Noted about <@U1ADA>" in await asks(camille, "/coach note @noor o’brien: likes it")
    assert "Noted about <@U2BEN>" in await asks(camille, "/coach note Noor\u00a0Lind, likes it")
    assert "likes it" in await asks(camille, "/coach show @lind")


async def test_a_storm_of_mentions_costs_a_few_calls(both, nudged, ada, dee):  # noqa: F811
    storm = " ".join(f"<@U9{number:03}>" for number in range(150))
    before = asked(both)
    await dee.say(storm)
    assert asked(both) == before

    await ada.say(f"done {storm} @ada @camille")
    assert asked(both) <= before + 20


async def test_a_long_message_is_kept_as_far_as_promised(nudged, ada, camille):  # noqa: F811
    before = len(ada.messages())
    await ada.say("word " * 7_800)

    assert "kept its first 3,000 characters" in answers(ada, before)
    assert "1 answered" in await asks(camille, "/coach show @ada")


async def test_a_line_that_is_too_long_comes_back_whole(nudged, camille):  # noqa: F811
    typed = " ".join(f"word{number}" for number in range(800))
    before = len(camille.messages())
    await camille.command(f"/coach note @ada {typed}")

    assert "2,000 characters" in answers(camille, before)
    assert "word799" in json.dumps(camille.messages()[-1]["blocks"])


def asked(both):
    """How often Slack was asked who somebody is."""
    return sum(call.method == "users.info" for call in both.playground.calls)


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        ("👩\u200d🚀 crew", "“👩\u200d🚀 CREW”"),
        ("می\u200cخواهم", "*می\u200cخواهم*"),
        ("“O’Neil & sons”", "o'neil & sons"),
    ],
)
async def test_a_cohort_keeps_its_name_however_it_is_typed_again(camille, typed, again):
    await asks(camille, f"/coach cohort {typed} @ada")

    assert escape(typed.strip("“”")) in await asks(camille, f"/coach cohort {again}")
    assert "for one person" in await asks(camille, f"/coach assign {again} delegation")
