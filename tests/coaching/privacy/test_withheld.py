"""Words of distress get no tick and are read back nowhere: they are in the member's data alone."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.coaching.answers import journal, reply
from bot.coaching.answers.journal import Wanted
from bot.coaching.delivery import cards
from bot.coaching.follow_up import follow_up
from bot.coaching.plans import plans
from bot.coaching.practice import help_me, progress
from bot.coaching.practice.track_summary import look_back
from bot.coaching.privacy import data_export, erasure, retention
from bot.content.words.words import load_words
from bot.domain.answers.reply import Outcome
from bot.domain.plans.plan import Day, When
from bot.store.tables import PlanRow, ReplyRow
from tests.coaching.follow_up.test_conversation import hears, thread, write
from tests.coaching.privacy.test_retention import GONE, TOLD
from tests.coaching.privacy.test_safety import SAFETY

WORDS = load_words(Path(__file__).parents[3] / "content")
NUDGE = "first-steps.1"
SAID = "I cannot cope with this"
PLAN = f"If it is noon, then {SAID}"
TOMORROW = When(Day.TOMORROW)


@pytest.fixture
async def careful(nudged):
    """It is Tuesday; Ada has her first nudge."""
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)
    return nudged


def who(scene):
    return scene.coaching, scene.workspace, "UADA"


def card_id(scene, nudge=NUDGE):
    return scene.messenger.card(nudge).item.delivery_id


async def typed(scene):
    await scene.say(SAID)


async def typed_in_pieces(scene):
    await scene.say("I listened.")
    await scene.say(SAID)


async def edited(scene):
    ts = await scene.say("I listened.")
    await scene.say(SAID, ts=ts, edited=True)


async def in_the_form(scene):
    await scene.tap(NUDGE, text=SAID, outcome=Outcome.DID, whole=True)


async def in_the_form_over_other_words(scene):
    await scene.tap(NUDGE, text="I listened.", whole=True)
    await scene.tap(NUDGE, text=SAID, whole=True)


async def in_a_plan(scene):
    await scene.tap(NUDGE, plan=PLAN, wanted=await plans.wanted(*who(scene), TOMORROW))


async def in_what_a_plan_comes_after(scene):
    wanted = await plans.wanted(*who(scene), replace(TOMORROW, after=SAID))
    await scene.tap(NUDGE, plan="If it is noon, then I rest", wanted=wanted)


WAYS = (
    typed,
    typed_in_pieces,
    edited,
    in_the_form,
    in_the_form_over_other_words,
    in_a_plan,
    in_what_a_plan_comes_after,
)


async def places(scene):
    """All that is shown to the member or to their coach, by where."""
    seen = {
        "home": await progress.home(*who(scene)),
        "journal": await journal.page(who(scene), Wanted()),
        "entry": await journal.entry(who(scene), card_id(scene)),
        "form": await cards.card(*who(scene)[:1], scene.workspace.id, "UADA", card_id(scene)),
        "plans": await plans.page(*who(scene)),
        "coach": await follow_up.member_page(*who(scene)[:2], scene.coach, "UADA"),
        "messages": [scene.messenger.posted, scene.messenger.updated],
        "notes": [scene.messenger.noted, scene.messenger.offered],
        "queue": [plan.text for plan in await scene.rows(PlanRow)],
    }
    return {where: str(what) for where, what in seen.items()}


@pytest.mark.parametrize("way", WAYS)
async def test_it_is_read_back_nowhere(careful, way):
    await way(careful)
    await careful.days(4, 5, 6, 9, 10, 11, 12, 13)

    assert [where for where, seen in (await places(careful)).items() if "cope" in seen] == []


@pytest.mark.parametrize("way", WAYS)
async def test_it_gets_no_tick(careful, way):
    await way(careful)

    assert len(careful.messenger.reacted) == (way is typed_in_pieces)


@pytest.mark.parametrize("way", WAYS)
async def test_it_is_in_the_members_own_data(careful, way):
    await way(careful)

    await data_export.send(*who(careful), WORDS)

    [(_, _, content)] = careful.messenger.files.values()
    with ZipFile(BytesIO(content)) as archive:
        assert SAID in archive.read("journal.md").decode()
        assert SAID in archive.read("data.json").decode()


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_of_it_is_left_once_it_is_taken_back(careful, way):
    await way(careful)

    await journal.take_back(who(careful), card_id(careful), careful.clock())

    assert "cope" not in str(await careful.rows(ReplyRow))
    assert not any(row.withheld for row in await careful.rows(ReplyRow))


async def test_looking_back_on_the_track_does_not_show_it(careful):
    await careful.tap(NUDGE, outcome=Outcome.DID)
    await typed(careful)
    await careful.answered_days(4, 5, 6, 9, 10)
    await careful.days(11)
    assert careful.messenger.names()[-1] == "end"

    seen = await look_back(*who(careful), careful.messenger.posted[-1].item.delivery_id)

    assert "cope" not in str(seen)


async def test_the_journal_does_not_find_it(careful):
    await typed(careful)

    assert (await journal.page(who(careful), Wanted(words="cope"))).total == 0


async def test_an_answer_edited_out_of_distress_is_ticked_and_shown_to_its_member(careful):
    ts = await careful.say(SAID)

    await careful.say("I cannot make it", ts=ts, edited=True)

    entry = await journal.entry(who(careful), card_id(careful))
    assert (entry.answer.words, entry.answer.private) == (("I cannot make it",), True)
    assert [place.ts for place in careful.messenger.reacted] == [ts]


async def test_a_message_that_is_deleted_leaves_no_words(careful):
    ts = await careful.say(SAID)

    await careful.delete(ts)

    [row] = await careful.rows(ReplyRow)
    assert (row.text, row.withheld) == ("", False)


async def test_a_form_that_comes_back_keeps_what_was_withheld(careful):
    await in_the_form(careful)

    await careful.tap(NUDGE, outcome=Outcome.NOT_YET, private=True, whole=True)

    assert SAID in [row.text for row in await careful.rows(ReplyRow)]
    entry = await journal.entry(who(careful), card_id(careful))
    assert (entry.answer.outcome, entry.answer.words) == (Outcome.NOT_YET, ())


async def test_a_plan_with_such_words_is_not_asked_about_and_an_earlier_one_stays(careful):
    wanted = await plans.wanted(*who(careful), TOMORROW)
    await careful.tap(NUDGE, plan="If it is noon, then I rest", wanted=wanted)

    await in_a_plan(careful)

    assert [row.text for row in await careful.rows(PlanRow)] == ["If it is noon, then I rest"]


async def test_what_was_pressed_beside_it_counts(careful):
    await in_the_form(careful)

    entry = await journal.entry(who(careful), card_id(careful))
    assert entry.answer.outcome is Outcome.DID
    assert entry.answer.private


async def test_whoever_wrote_is_not_taken_for_silent(careful):
    await typed(careful)

    first = (await careful.ledger())[1]
    assert first.answered_at is not None


@pytest.mark.parametrize("way", [typed, in_the_form, in_a_plan])
async def test_what_was_not_meant_so_is_shown_to_its_member_again(careful, way):
    await way(careful)
    [(_, _, facts)] = careful.messenger.offered
    delivery_id, _, source = facts["about"].partition(":")

    await reply.show_again(*who(careful), int(delivery_id), source)

    seen = await places(careful)
    assert all("cope" in seen[where] for where in ("home", "journal", "entry", "form"))
    assert "cope" not in seen["coach"]
    assert len(careful.messenger.reacted) == (way is typed)


async def test_sharing_an_answer_does_not_share_what_is_withheld(careful):
    await in_the_form(careful)

    await reply.keep_private(*who(careful), card_id(careful), private=False)

    assert "cope" not in (await places(careful))["coach"]


async def test_nothing_tells_a_withheld_answer_once_its_words_have_grown_old(careful):
    await typed(careful)
    begun = careful.clock.now

    for after in (TOLD, GONE):
        careful.clock.now = begun + after
        await retention.run_periodic(careful.coaching)

    [row] = await careful.rows(ReplyRow)
    assert (row.text, row.withheld) == ("", False)


async def test_an_answer_to_the_coach_edited_into_distress_is_read_no_more(careful):
    await write(careful)
    await hears(careful, "Fine", thread=thread(careful))
    [row] = [row for row in await careful.rows(ReplyRow) if row.text == "Fine"]
    assert len(careful.messenger.reacted) == 1

    await hears(careful, SAID, ts=row.source, thread=thread(careful), edited=True)

    assert careful.messenger.reacted == []
    assert "cope" not in (await places(careful))["coach"]


async def test_help_with_such_words_offers_no_nudge(careful):
    assert await help_me.find(*who(careful), SAID) is None
    assert [key for _, key, _ in careful.messenger.offered] == ["safety-strain-plain"]


async def test_erasing_a_member_takes_it_with_the_rest(careful):
    await typed(careful)
    person = await erasure.member_there(careful.coaching.store, careful.workspace, "UADA")

    await erasure.erase(careful.coaching.store, person, careful.clock())

    assert await careful.rows(ReplyRow) == []
