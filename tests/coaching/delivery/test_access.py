"""What passes isn't final, and what is final ends once somebody mends it."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.coaching.delivery import access
from bot.coaching.enrolment import reassignment
from bot.coaching.people import profile_sync
from bot.coaching.schedule import settings
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.slack.client.failures import WORDS, Meaning, refusal
from bot.store.people import access as troubles
from bot.store.tables import DeliveryRow, MemberRow, WorkspaceRow
from tests.coaching.conftest import TUESDAY_NINE
from tests.slack.client.test_failures import answer

MINUTE = timedelta(minutes=1)
HELD = refusal(answer("team_added_to_org"))
STOPPED = refusal(answer("token_revoked"))
CLOSED = refusal(answer("messages_tab_disabled"))


def first_alone(words):
    """The first word of a meaning in every run, those that mean the same in `make test-all`."""
    first, *others = words.split()
    return [first, *(pytest.param(word, marks=pytest.mark.exhaustive) for word in others)]


PASSING = [
    *first_alone(WORDS[Meaning.HELD]),
    *first_alone(WORDS[Meaning.PASSING]),
    "ratelimited",
    "a_word_of_tomorrow",
]


async def refused_on_tuesday(scene, failure):
    scene.messenger.refuses["UADA"] = failure
    await scene.days(3)


async def trouble(scene):
    async with scene.coaching.store.reading() as session:
        return [(one.reason, one.stopped) for one in await troubles.troubled(session)]


@pytest.mark.parametrize("word", PASSING)
async def test_what_passes_delays_the_nudge_of_the_day_and_no_more(started, word):
    await refused_on_tuesday(started, refusal(answer(word)))
    for minutes in (1, 3, 10):
        await started.tick(TUESDAY_NINE + minutes * MINUTE)
    started.messenger.refuses.clear()

    for minutes in (30, 60):
        await started.tick(TUESDAY_NINE + minutes * MINUTE)

    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert await trouble(started) == []
    await started.days(4)
    assert started.messenger.names()[2:] == ["first-steps.2"]


@pytest.mark.parametrize("word", first_alone(WORDS[Meaning.HELD]))
async def test_after_days_of_being_held_one_old_nudge_goes_out(started, word):
    started.messenger.refuses["UADA"] = refusal(answer(word))
    for day in (3, 4, 5, 6):
        for hours in (0, 1, 4, 12):
            await started.tick(TUESDAY_NINE.replace(day=day) + timedelta(hours=hours))
    started.messenger.refuses.clear()

    await started.days(9)
    await started.tick(started.clock.now + 30 * MINUTE)
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert await started.follow_ups() == []

    await started.days(10)
    assert started.messenger.names()[2:] == ["first-steps.2"]


async def test_a_workspace_that_is_held_is_tried_less_and_less(started):
    started.messenger.refuses["UADA"] = HELD
    await started.tick(TUESDAY_NINE)
    for minutes in range(0, 2 * 60, 2):
        await started.tick(TUESDAY_NINE + minutes * MINUTE)

    tried = started.messenger.tried.count("UADA") - 1

    assert 10 < tried < 20
    assert await trouble(started) == [("team_added_to_org", False)]


async def test_being_held_is_logged_once_and_its_end_too(started, caplog):
    await refused_on_tuesday(started, HELD)
    for minutes in range(1, 30):
        await started.tick(TUESDAY_NINE + minutes * MINUTE)
    started.messenger.refuses.clear()
    await started.tick(TUESDAY_NINE + 60 * MINUTE)

    told = [record.getMessage() for record in caplog.records if "orkspace" in record.getMessage()]

    assert [line.split("(")[0] for line in told] == [
        "Workspace 1 takes no messages for now ",
        "Workspace 1 takes messages again.",
    ]


async def test_limits_use_up_none_of_the_tries_that_others_leave(started):
    """Five limits and a refusal in between are one try, not six."""
    for n in range(8):
        failure = DeliveryFailed("ratelimited", retry_after=30)
        started.messenger.refuses["UADA"] = failure if n % 4 else DeliveryFailed("update_failed")
        await started.tick(TUESDAY_NINE + n * MINUTE)
    started.messenger.refuses.clear()

    await started.tick(TUESDAY_NINE + timedelta(hours=1))

    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert [row.attempts for row in await started.rows(DeliveryRow)] == [1, 3]


async def test_a_token_that_works_again_brings_the_workspace_back_without_a_restart(started):
    started.messenger.locked_out = "token_revoked"
    await refused_on_tuesday(started, STOPPED)
    await access.probe(started.coaching)
    assert await trouble(started) == [("token_revoked", True)]
    started.messenger.refuses.clear()
    started.messenger.locked_out = ""

    await started.tick(TUESDAY_NINE + MINUTE)
    assert started.messenger.names() == ["welcome"]

    await access.probe(started.coaching)
    await started.tick()
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert await trouble(started) == []


async def test_after_days_of_being_stopped_one_old_nudge_goes_out_within_hours(started):
    await refused_on_tuesday(started, STOPPED)
    started.messenger.refuses.clear()
    started.clock.now = TUESDAY_NINE.replace(day=5) + timedelta(hours=12)
    await access.probe(started.coaching)

    await started.tick()
    assert started.messenger.names() == ["welcome"]

    await started.days(6)
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    await started.days(9)
    assert started.messenger.names()[2:] == ["first-steps.2"]


async def test_slack_is_asked_about_a_stopped_workspace_less_and_less(started, monkeypatch):
    asked = []

    async def refused(workspace):
        asked.append(started.clock())
        return "token_revoked"

    monkeypatch.setattr(started.messenger, "refused", refused)
    await refused_on_tuesday(started, STOPPED)

    for minutes in range(6 * 60):
        started.clock.now = TUESDAY_NINE + minutes * MINUTE
        await access.probe(started.coaching)

    assert 30 < len(asked) < 40
    assert max(b - a for a, b in pairwise(asked)) <= 16 * MINUTE


async def test_of_two_processes_one_asks(started, monkeypatch):
    asked = []

    async def refused(workspace):
        asked.append(workspace.team_id)
        return "token_revoked"

    monkeypatch.setattr(started.messenger, "refused", refused)
    await refused_on_tuesday(started, STOPPED)
    started.clock.now += MINUTE

    await access.probe(started.coaching)
    await access.probe(started.coaching)

    assert asked == ["TACME"]


async def test_a_stop_is_logged_once_with_what_to_do(scene, caplog):
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    scene.messenger.refuses = {"UADA": STOPPED, "UBOB": STOPPED}

    await scene.days(3)
    await profile_sync.goodbye(scene.coaching, scene.workspace, "app removed")

    [line] = [r.getMessage() for r in caplog.records if "is stopped" in r.getMessage()]
    assert "token_revoked" in line
    assert "Reinstall" in line


async def test_a_stopped_workspace_is_let_back_by_a_restart(started):
    await refused_on_tuesday(started, STOPPED)
    started.messenger.refuses.clear()

    await profile_sync.welcome_workspace(started.coaching, "TACME", "Acme", "UBATON")
    await started.tick(TUESDAY_NINE + 2 * MINUTE)

    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_member_who_cannot_be_reached_is_tried_once_a_week(started):
    started.messenger.refuses["UADA"] = CLOSED
    for day in range(3, 24):
        await started.days(day)

    assert started.messenger.tried.count("UADA") - 1 == 3
    assert await started.deliveries() == [("welcome", "sent"), ("first-steps.1", "due")]
    assert await started.follow_ups() == [("unreachable", "")]
    started.messenger.refuses.clear()
    await started.days(24)
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert await started.follow_ups() == [("unreachable", "settled")]


async def types(scene):
    await scene.say("here I am", at=scene.clock())


async def taps(scene):
    await scene.tap("first-steps.1", confidence=3)


async def resumes(scene):
    await settings.resume(scene.coaching, scene.workspace, "UADA")


async def is_changed(scene):
    await scene.move_to("UTC")


async def is_resumed(scene):
    back = await reassignment.resume(scene.coaching, scene.workspace, scene.coach, "UADA")
    assert back.was_unreachable


@pytest.mark.parametrize("comes_back", [types, taps, resumes, is_changed, is_resumed])
async def test_whoever_shows_up_is_tried_at_their_next_hours(started, comes_back):
    await started.days(3)
    started.messenger.refuses["UADA"] = CLOSED
    await started.days(4)
    started.messenger.refuses.clear()
    started.clock.now += MINUTE

    await comes_back(started)
    await started.days(5)

    assert started.messenger.names()[:3] == ["welcome", "first-steps.1", "first-steps.2"]
    [ada] = await started.rows(MemberRow)
    assert (ada.unreachable, ada.unreachable_at) == ("", None)


async def test_who_is_reached_again_brings_back_all_whom_the_app_could_not_reach(scene):
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    scene.messenger.refuses = {"UADA": CLOSED, "UBOB": CLOSED}
    await scene.days(3)
    scene.messenger.refuses.clear()

    await reassignment.resume(scene.coaching, scene.workspace, scene.coach, "UADA")
    await scene.days(4, 5)

    assert scene.messenger.names("UBOB")[:2] == ["welcome", "first-steps.1"]


async def test_a_member_who_is_gone_brings_nobody_else_back(scene):
    gone = refusal(answer("user_not_found"))
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    scene.messenger.refuses = {"UADA": gone, "UBOB": gone}
    await scene.days(3)

    await reassignment.resume(scene.coaching, scene.workspace, scene.coach, "UADA")
    del scene.messenger.refuses["UADA"]
    await scene.days(4, 5)

    assert scene.messenger.tried.count("UBOB") == 2


async def test_admins_are_told_once_of_what_they_can_mend(scene):
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    scene.messenger.refuses = {"UADA": CLOSED, "UBOB": CLOSED}

    for day in range(3, 12):
        await scene.days(day)

    assert scene.messenger.noted.count(("UADMIN", "admin-unreachable")) == 1


async def test_a_coach_who_resumes_somebody_who_is_fine_is_told_so(started):
    with pytest.raises(CoachingError, match="error-not-paused"):
        await reassignment.resume(started.coaching, started.workspace, started.coach, "UADA")


async def test_a_failed_post_is_no_reason_to_plan_nothing(started, caplog):
    """One nudge that Slack won't take leaves the member's plan as it is, whoever replans it."""
    started.messenger.refuses["UADA"] = refusal(answer("invalid_blocks"))
    await started.days(3)
    started.messenger.refuses.clear()
    assert "won't take it" in caplog.text

    coach = (started.coaching, started.workspace, started.coach, "UADA")
    await reassignment.pause(*coach, (TUESDAY_NINE + timedelta(days=2)).date())
    await reassignment.resume(*coach)
    await started.days(4)

    assert started.messenger.names() == ["welcome", "first-steps.2"]


async def test_a_workspace_row_says_nothing_once_all_is_well(started):
    await refused_on_tuesday(started, HELD)
    started.messenger.refuses.clear()
    await started.tick(TUESDAY_NINE + 5 * MINUTE)

    [row] = await started.rows(WorkspaceRow)

    assert (row.held_since, row.held_reason, row.stopped_at) == (None, None, None)
