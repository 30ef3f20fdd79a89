"""What a coach and an admin do with members, over the real wire, with the way back."""

import pytest

from bot.playground.workspace.texts import texts_of
from bot.slack.commands import ids
from tests.e2e.test_main_job import answers, asks, assigns, misses


@pytest.fixture
def database_url(sqlite_url):
    """What is said does not hang on the database."""
    return sqlite_url


async def test_the_form_looks_ahead_and_assigns_in_its_window(both, camille, ada):
    await camille.command("/coach assign")
    groups = "New leads (@new-leads)"
    await camille.submit(
        {
            ids.GROUPS_BLOCK: [groups],
            ids.TRACK_BLOCK: "Hand work over well",
            ids.START_BLOCK: "2026-03-05",
            ids.AT_BLOCK: "08:15",
            ids.NOTE_BLOCK: "Glad you are in <this>.",
        }
    )
    looked = texts_of(camille.modal())
    assert "first nudge on Thursday 5 March, 08:15 (Europe/Berlin)" in looked
    assert "first nudge on Thursday 5 March, 08:15 (America/New_York)" in looked

    await camille.press("Assign")
    await both.work()

    assert "is assigned to 2 people" in texts_of(camille.modal())
    welcome = texts_of(ada.messages()[-1])
    assert "> Glad you are in &lt;this&gt;." in welcome
    assert "has confirmed that they are not your line manager" in welcome
    await camille.press("Undo")
    assert "Taken back for 2 people" in texts_of(camille.modal())


async def test_the_form_asks_for_whom_and_loses_nothing(camille):
    await camille.command("/coach assign")

    await camille.submit({ids.TRACK_BLOCK: "Hand work over well", ids.NOTE_BLOCK: "Hello"})

    assert camille.modal()["errors"] == {
        ids.PEOPLE_BLOCK: "Pick at least one person or one group."
    }
    await camille.submit({ids.PEOPLE_BLOCK: ["ada"]})
    assert "> Hello" in texts_of(camille.modal())


async def test_a_new_coach_confirms_and_takes_a_member_over_and_hands_back(
    both, camille, dee, ben
):
    await assigns(camille)
    assert "Ben" in await asks(dee, "/coach appoint @ben") or ben.messages()
    assert "please confirm that you are not the line manager" in await asks(ben, "/coach roster")
    assert "has not confirmed yet" in await asks(camille, "/coach move @ada @ben")

    await ben.press("I am not their manager")
    moved = await asks(camille, "/coach move @ada @ben")

    assert "<@U1ADA> is with <@U2BEN> from now on" in moved
    assert "<@U1ADA>" in await asks(ben, "/coach roster")
    log = await asks(camille, "/coach log")
    assert "<@U1ADA> moved to <@U2BEN>" in log
    assert "“Hand work over well” for <@U1ADA>" in log
    assert "they are with you again" in await asks(camille, "/coach undo")
    assert "taken back already" in await asks(camille, "/coach undo")
    assert "taken back_" in await asks(camille, "/coach log")


async def test_a_member_whom_a_coach_lets_rest_is_told_and_may_go_on(both, camille, ada):
    await assigns(camille)
    await both.work()

    said = await asks(camille, "/coach pause @ada until 9 March")

    assert "<@U1ADA> rests until Monday 9 March. They have been told." in said
    assert "has paused your nudges until Monday 9 March" in texts_of(ada.messages()[-1])
    await ada.press("Go on now", ada.messages()[-1]["ts"])
    assert "so it stays theirs" in await asks(camille, "/coach undo")


async def test_an_admin_hands_a_leaving_coachs_members_over(both, camille, dee):
    await assigns(camille)
    await dee.command("/coach appoint @dee")
    await dee.press("I am not their manager")

    said = await asks(dee, "/coach handover @camille @dee")

    assert "One person is with <@U4DEE> from now on" in said
    assert "Nobody yet" in await asks(camille, "/coach roster")
    before = len(dee.messages())
    await dee.command("/coach undo")
    assert "one person has their coach again" in answers(dee, before)


async def test_a_cohort_is_named_assigned_seen_as_a_line_and_caught_up(both, camille):
    assert "has 2 people now, 2 new" in await asks(camille, "/coach cohort spring @new-leads")
    await assigns(camille, "/coach assign spring delegation from friday")
    line = "*spring* · 2 people · Hand work over well: 2 on it, 0 waiting, 0 finished"
    assert line in await asks(camille, "/coach cohort")

    assert "3 people now, 1 new" in await asks(camille, "/coach cohort spring @dee")
    assert "Not on its track yet: <@U4DEE>" in await asks(camille, "/coach cohort spring")
    await camille.press("Catch up")
    assert "for one person" in texts_of(camille.messages()[-1])
    await camille.press("Assign")

    assert "3 people · Hand work over well: 3 on it" in await asks(camille, "/coach cohort")
    assert "One person is out" in await asks(camille, "/coach cohort spring without @dee")
    assert "no cohort any more" in await asks(camille, "/coach cohort spring dissolve")
    assert "<@U4DEE>" in await asks(camille, "/coach roster")


WRONG = {
    "/coach cohort": "No cohorts yet",
    "/coach cohort spring": "You have no cohort “spring”. To name one",
    "/coach cohort @new-leads": "What shall it be called?",
    "/coach cohort delegation @new-leads": "is a track. Please give the cohort another name",
    "/coach cohort spring @nobody": "it was typed, and not picked",
    f"/coach cohort {'x' * 41} @ada": "Please keep it to 40 letters",
    "/coach assign spring delegation": "Baton did not see whom you mean",
    "/coach move @ada": "First the member, then the coach",
    "/coach move @ada @ben @dee": "First the member, then the coach",
    "/coach move @camille @ada": "the other way round: `/coach move <@U1ADA> <@U3CAM>`",
    "/coach move @ada @dee": "is not a coach",
    "/coach pause @ben": "is not among your people",
    "/coach pause @ada whenever": "could not read “whenever” as a pause",
    "/coach pause @ada until yesterday": "has passed",
    "/coach handover @camille": "From whom to whom?",
    "/coach handover @dee @camille": "This one is for admins",
}


async def test_what_cannot_be_is_answered_in_a_sentence(camille):
    await assigns(camille)

    assert await misses(camille, WRONG) == {}
