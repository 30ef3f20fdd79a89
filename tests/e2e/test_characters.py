"""Over the wire, on both databases: characters that no database takes."""

from bot.slack.commands import ids
from tests.e2e.test_main_job import asks, nudged  # noqa: F401  a fixture

HOSTILE = "a\x00b\ud83d\x1b\u200b\u202ec R&D <3 <@U666"
KEPT = "ab\ufffdc R&amp;D &lt;3 &lt;@\u2060U666"


async def test_characters_that_no_database_takes_cost_nothing(nudged, renamed, ada, camille):  # noqa: F811
    """On both databases; whatever is logged as an error fails the test."""
    ts = await ada.say(HOSTILE)
    await ada.edit(ts, f"{HOSTILE}\x00!")
    assert f"{KEPT}!" in await asks(camille, "/coach show @ada")

    await ada.press("Change my answer")
    assert not await ada.submit({ids.TEXT_BLOCK: f"{HOSTILE}?"})
    await asks(camille, f"/coach note @ada {HOSTILE}")
    await asks(camille, f"/coach promise @ada friday {HOSTILE}")
    await asks(camille, "/coach cohort spr\x00ing\ud83d @ada")
    await renamed(ada, "Ada a\x00b\ud83d\nc")
    shown = await asks(camille, "/coach show <@U1ADA>")

    assert f"{KEPT}?" in shown
    assert shown.count(KEPT) >= 3
    assert "spring\ufffd" in await asks(camille, "/coach cohort")
    assert "could not read" in await asks(ada, f"/nudge days {HOSTILE}")
    assert "There is no" in await asks(ada, f"/nudge {HOSTILE}")
