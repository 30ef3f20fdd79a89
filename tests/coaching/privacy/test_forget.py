"""`/nudge forget-me`: at any moment, once and for all, and nothing personal in what is left."""

import json

import pytest

from bot.coaching.delivery import shown
from bot.coaching.follow_up import coach_homes
from bot.coaching.ports import Address
from bot.coaching.privacy import erasure, forget
from bot.domain.errors import CoachingError
from bot.store.delivery import ledger
from bot.store.privacy import uploads
from bot.store.tables import AuditRow, DeliveryRow, FollowUpRow, MemberRow, ReplyRow
from tests.leavings import rows


async def forget_me(scene, slack_id="UADA"):
    await forget.forget(scene.coaching, scene.workspace, slack_id)


@pytest.fixture
async def both(scene):
    """Ada and Bob each have their first nudge, and have answered it."""
    await scene.assign("UADA", "UBOB")
    await scene.days(2, 3)
    await scene.say("Mondays frighten me")
    return scene


async def test_everything_goes_and_others_stay(both):
    await both.ask("first-steps.1")
    assert await both.follow_ups() == [("asked", "")]

    await forget_me(both)

    assert [row.slack_id for row in await both.rows(MemberRow)] == ["UBOB"]
    assert await both.rows(ReplyRow) == await both.rows(FollowUpRow) == []
    left = json.dumps(list((await rows(both.coaching.store)).values()), default=str)
    assert "UADA" not in left
    assert "frighten" not in left


async def test_nothing_more_is_sent_to_them_and_others_go_on(both):
    await forget_me(both)
    await both.days(4, 5)

    assert both.messenger.names("UADA") == ["welcome", "first-steps.1"]
    assert both.messenger.names("UBOB")[-1] == "first-steps.3"


async def test_a_receipt_comes_and_says_nothing_of_them(both):
    await forget_me(both)

    assert both.messenger.noted == [("UADA", "forget-receipt")]


async def test_the_audit_log_says_that_it_was_done_and_not_of_whom(both):
    await forget_me(both)

    last = (await both.rows(AuditRow))[-1]
    assert (last.actor, last.action, last.member_id) == ("member", "erased", None)
    assert all(isinstance(value, int) for value in last.detail.values())


async def test_their_files_are_taken_away(both):
    both.messenger.files = {"F1": ("UADA", "a.zip", b""), "F2": ("UBOB", "b.zip", b"")}
    await keep_file(both, "F1")

    await forget_me(both)

    assert list(both.messenger.files) == ["F2"]


async def test_a_file_that_slack_keeps_is_said_to_stay(both):
    both.messenger.files = {"F1": ("UADA", "a.zip", b"")}
    both.messenger.keeps_files = {"F1"}
    await keep_file(both, "F1")

    await forget_me(both)

    assert both.messenger.noted == [("UADA", "forget-receipt-files")]
    assert [row.slack_id for row in await both.rows(MemberRow)] == ["UBOB"]


async def test_twice_is_answered_and_does_nothing_more(both):
    await forget_me(both)
    before = await rows(both.coaching.store)

    with pytest.raises(CoachingError) as refused:
        await forget_me(both)

    assert refused.value.key == "error-nothing-held"
    assert await rows(both.coaching.store) == before


async def test_right_before_a_delivery_is_posted_nothing_is_posted(both, monkeypatch):
    intend = ledger.intend

    async def forgotten_first(session, owner, delivery_ids, started_at):
        await personal_erase_in(session, both)
        return await intend(session, owner, delivery_ids, started_at)

    monkeypatch.setattr(ledger, "intend", forgotten_first)
    await both.days(4)

    assert both.messenger.names("UADA") == ["welcome", "first-steps.1"]
    assert [row.slack_id for row in await both.rows(MemberRow)] == ["UBOB"]
    assert both.messenger.names("UBOB")[-1] == "first-steps.2"


async def test_during_the_post_the_ledger_does_not_bring_them_back(both):
    post = both.messenger.post

    async def forgotten_meanwhile(to: Address, item, started_at):
        if to.slack_id == "UADA":
            await forget_me(both)
        return await post(to, item, started_at)

    both.messenger.post = forgotten_meanwhile
    await both.days(4, 5)

    assert both.messenger.names("UADA") == ["welcome", "first-steps.1", "first-steps.2"]
    assert [row.slack_id for row in await both.rows(MemberRow)] == ["UBOB"]
    assert {row.member_id for row in await both.rows(DeliveryRow)} == {2}


async def test_their_coach_loses_sight_of_them_at_once(both):
    await coach_homes.opened(both.coaching, both.workspace, both.coach)
    both.messenger.published.clear()

    await forget_me(both)
    await shown.work(both.coaching)

    assert both.messenger.published == ["UADA", "UMARA"]


async def test_a_busy_database_is_told_kindly(both, monkeypatch):
    async def taken(session, person):
        return False

    monkeypatch.setattr(erasure, "TRIES", 1)
    monkeypatch.setattr(erasure.erasure, "hold", taken)

    with pytest.raises(CoachingError) as refused:
        await forget_me(both)

    assert refused.value.key == "error-forget-busy"


async def keep_file(scene, file):
    async with scene.coaching.store.writing() as session:
        await uploads.note(session, scene.workspace.id, 1, file, scene.clock())


async def personal_erase_in(session, scene):
    """Ada is erased by somebody who was a moment quicker."""
    for person in await erasure.find(scene.coaching.store, "UADA"):
        await erasure.erasure.erase(session, person)
