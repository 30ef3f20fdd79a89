"""A plan is asked about once, at its occasion, inside the member's hours; and it can be mended."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.enrolment import reassignment
from bot.coaching.follow_up import follow_up
from bot.coaching.plans import plans
from bot.coaching.practice import progress
from bot.coaching.schedule import settings
from bot.coaching.schedule.settings import Wish
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.delivery.card import PlanQuestion
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.domain.plans.plan import Came, Closed, Day, When
from bot.store.tables import DeliveryRow, PlanRow
from tests.coaching.privacy.test_safety import SAFETY
from tests.conftest import MONDAY_NINE

PLAN = "When I next hear a number, I will visit."
NUDGE = "first-steps.3"
SATURDAY_NIGHT = When(Day.DATE, time(21), date(2026, 3, 7))


def at(day, hour=9, minute=0):
    return MONDAY_NINE.replace(day=day, hour=hour, minute=minute)


def who(scene):
    return scene.coaching, scene.workspace, "UADA"


async def make(scene, when, text=PLAN, *, private=False):
    wanted = await plans.wanted(*who(scene), when)
    delivery_id = scene.messenger.card(NUDGE).item.delivery_id
    made = Reply(plan=text, wanted=wanted, private=private)
    await reply.tapped(*who(scene), delivery_id, made)


async def rows(scene):
    return await scene.rows(PlanRow)


async def the_plan(scene):
    return (await rows(scene))[-1].id


def asked(scene):
    """The questions in Ada's messages, as they were posted."""
    return [p.item for p in scene.messenger.posted if isinstance(p.item, PlanQuestion)]


def shown(scene):
    """The newest question, as it stands now."""
    return [item for _, item in scene.messenger.updated if isinstance(item, PlanQuestion)][-1]


async def entry(scene):
    page = await progress.home(*who(scene))
    return next(e for e in page.journal if e.day == 3)


@pytest.fixture
async def planning(started, reach):
    """It is Thursday morning, and Ada has the nudge that asks for a plan."""

    async def go():
        await started.days(3, 4)
        await started.tap("first-steps.1", outcome=Outcome.DID)
        await started.tap("first-steps.2", outcome=Outcome.DID)
        await started.days(5)
        started.clock.now = at(5, 9, 30)

    await reach(started, go)
    return started


async def test_it_is_asked_about_at_its_moment_and_once(planning):
    await make(planning, When(Day.TODAY, time(15), after="the call"))
    await planning.tick(at(5, 14, 59))
    assert asked(planning) == []

    for minute in (0, 1, 30):
        await planning.tick(at(5, 15, minute))
    await planning.days(6)

    [question] = asked(planning)
    assert (question.plan.text, question.plan.after, question.plan.moved) == (
        PLAN,
        "the call",
        False,
    )
    assert planning.messenger.names()[-1] == "first-steps.4"


async def test_an_evening_at_the_weekend_waits_for_the_next_open_hours_and_says_so(planning):
    await make(planning, SATURDAY_NIGHT)
    [row] = await rows(planning)
    assert (row.wanted_at, row.asks_at) == (at(7, 21), at(9))

    await planning.tick(at(7, 21))
    assert asked(planning) == []
    await planning.tick(at(9))

    [question] = asked(planning)
    assert question.plan.moved
    assert question.is_outside_hours


@pytest.mark.parametrize("minute", [0, 7, 50])
async def test_a_question_a_little_late_in_the_chosen_hours_came_as_chosen(planning, minute):
    await make(planning, When(Day.TODAY, time(15)))

    await planning.tick(at(5, 15, minute) + timedelta(seconds=2))

    [question] = asked(planning)
    assert not question.plan.moved


async def test_an_outage_over_its_hour_moves_it_to_the_next_open_hours(planning):
    await make(planning, When(Day.TODAY, time(15)))
    await planning.tick(at(5, 20))
    assert asked(planning) == []

    await planning.days(6)

    [question] = asked(planning)
    assert question.plan.moved
    assert not question.is_outside_hours


async def test_a_question_neither_takes_a_day_nor_holds_up_a_nudge(planning):
    await make(planning, When(Day.TOMORROW, time(9)))
    await planning.days(6)
    assert sorted(planning.messenger.names()[-2:]) == ["first-steps.4", "occasion"]

    await planning.days(9)
    assert planning.messenger.names()[-1] == "first-steps.5"


async def test_a_question_before_the_nudge_of_a_day_leaves_that_day_its_nudge(planning):
    """The hour is moved from nine to two at ten, when the question of the day has been asked."""
    await make(planning, When(Day.TOMORROW, time(9)))
    planning.clock.now = at(5, 12)
    await settings.change(*who(planning), Wish(at=time(14)))
    [row] = await rows(planning)
    assert row.asks_at == at(6, 14)

    await planning.tick(at(6, 14))

    assert sorted(planning.messenger.names()[-2:]) == ["first-steps.4", "occasion"]


@pytest.mark.parametrize(
    ("came", "closed", "outcome"),
    [
        (Came.DID, Closed.ANSWERED, Outcome.DID),
        (Came.DIFFERENTLY, Closed.ANSWERED, Outcome.DID),
        (Came.NOT_UP, None, None),
        (Came.STILL, None, None),
    ],
)
async def test_what_came_of_it_is_kept_and_shown_and_what_was_done_counts(
    planning, came, closed, outcome
):
    await make(planning, When(Day.TODAY, time(15)))
    await planning.tick(at(5, 15))

    await plans.answer(*who(planning), await the_plan(planning), came)

    [plan] = (await entry(planning)).answer.plans
    assert (plan.came, plan.closed) == (came, closed)
    assert (await entry(planning)).answer.outcome == outcome
    assert shown(planning).plan.came is came
    still_open = (await plans.page(*who(planning))).plans
    assert bool(still_open) is (closed is None)


async def test_another_moment_is_a_plan_of_its_own_and_the_first_stays_with_what_came_of_it(
    planning,
):
    await make(planning, When(Day.TODAY, time(15)))
    await planning.tick(at(5, 15))
    await plans.answer(*who(planning), await the_plan(planning), Came.NOT_UP)
    await make(planning, When(Day.TOMORROW, time(11)), "When I next see one, I will ask.")

    await planning.days(6)
    await planning.tick(at(6, 11))

    first, second = (await entry(planning)).answer.plans
    assert (first.text, first.came, first.closed) == (PLAN, Came.NOT_UP, Closed.REPLANNED)
    assert [q.plan.id for q in asked(planning)] == [first.id, second.id]


async def test_a_plan_that_is_changed_before_its_moment_is_asked_about_at_the_new_one_only(
    planning,
):
    await make(planning, When(Day.TODAY, time(11)))
    await make(planning, When(Day.TODAY, time(15)), "When it is three, I will visit.")
    await planning.tick(at(5, 11))
    assert asked(planning) == []

    await planning.tick(at(5, 15))

    [question] = asked(planning)
    assert question.plan.text == "When it is three, I will visit."
    assert len(await rows(planning)) == 1


async def test_the_same_form_twice_is_one_plan(planning):
    for _ in range(2):
        await make(planning, When(Day.TODAY, time(15)))

    assert len(await rows(planning)) == 1


async def test_without_a_moment_nothing_is_asked_and_the_plan_is_listed(planning):
    await make(planning, When())
    await planning.days(6, 9)

    assert asked(planning) == []
    [one] = (await plans.page(*who(planning))).plans
    assert (one.plan.text, one.title) == (PLAN, "Clear one small thing")


async def test_a_dropped_plan_is_not_asked_about_and_undo_brings_it_back(planning):
    await make(planning, When(Day.TODAY, time(11)))
    plan_id = await the_plan(planning)
    await plans.drop(*who(planning), plan_id)
    await planning.tick(at(5, 11))
    assert asked(planning) == []
    assert (await plans.page(*who(planning))).plans == ()

    await plans.bring_back(*who(planning), plan_id)
    await planning.tick(at(5, 12))

    assert len(asked(planning)) == 1


async def test_whoever_is_there_now_is_asked_now_and_not_again(planning):
    await make(planning, When(Day.TODAY, time(15)))
    planning.clock.now = at(5, 20)

    await plans.ask_now(*who(planning), await the_plan(planning))
    with pytest.raises(CoachingError, match="error-plan-asked"):
        await plans.ask_now(*who(planning), await the_plan(planning))
    await planning.tick(at(6, 15))

    assert len(asked(planning)) == 1


async def test_an_answer_from_the_list_is_enough(planning):
    await make(planning, When(Day.TODAY, time(15)))

    await plans.answer(*who(planning), await the_plan(planning), Came.DID)
    await planning.tick(at(5, 15))

    assert asked(planning) == []


async def test_a_paused_member_is_asked_nothing_until_they_are_back(planning):
    await make(planning, When(Day.TODAY, time(15)))
    await settings.pause(*who(planning), None)
    await planning.tick(at(5, 15))
    await planning.days(6, 9)
    assert asked(planning) == []

    planning.clock.now = at(10, 9, 30)
    await settings.resume(*who(planning))
    await planning.tick()

    assert len(asked(planning)) == 1


async def test_a_pause_with_an_end_moves_the_question_behind_it(planning):
    await make(planning, When(Day.TODAY, time(15)))
    await settings.pause(*who(planning), date(2026, 3, 10))
    await planning.days(6, 9)
    assert asked(planning) == []

    await planning.days(10)

    assert len(asked(planning)) == 1


async def test_whoever_has_left_or_is_off_the_track_is_asked_nothing(planning):
    await make(planning, When(Day.TODAY, time(15)))
    await planning.move_to("UTC", deactivated=True)
    await planning.tick(at(5, 15))
    await planning.move_to("UTC")
    await reassignment.unassign(planning.coaching, planning.workspace, planning.coach, "UADA")

    await planning.tick(at(5, 15, 30))

    assert asked(planning) == []


async def test_after_an_absence_the_newest_of_the_old_ones_is_asked_about_alone(planning):
    await make(planning, When(Day.TODAY, time(15)))
    first = await the_plan(planning)
    async with planning.coaching.store.writing() as session:
        [made] = [r for r in await planning.rows(DeliveryRow) if r.nudge == "first-steps.2"]
        session.add(
            PlanRow(
                workspace_id=1, member_id=1, delivery_id=made.id, text="Older", created_at=at(4),
                wanted_at=at(5, 14), asks_at=at(5, 14),
            )
        )  # fmt: skip

    await planning.days(11)

    assert [q.plan.id for q in asked(planning)] == [first]
    assert len((await plans.page(*who(planning))).plans) == 2


async def test_words_typed_after_the_question_belong_to_the_nudge_of_the_plan(planning):
    await make(planning, When(Day.TOMORROW, time(15)))
    await planning.days(6)
    await planning.tick(at(6, 15))
    planning.clock.now = at(6, 15, 5)

    await planning.say("She showed me the queue")

    assert (await entry(planning)).answer.words == ("She showed me the queue",)


async def test_words_in_the_thread_of_a_question_belong_to_it_however_late(planning):
    await make(planning, When(Day.TODAY, time(15)))
    await planning.tick(at(5, 15))
    [head] = [p.place.ts for p in planning.messenger.posted if isinstance(p.item, PlanQuestion)]
    await planning.days(6)

    await planning.say("She showed me the queue", thread=head)

    assert (await entry(planning)).answer.words == ("She showed me the queue",)


async def test_words_after_an_answered_question_go_to_the_nudge_that_waits(planning):
    await make(planning, When(Day.TOMORROW, time(10)))
    await planning.days(6)
    await planning.tick(at(6, 10))
    await plans.answer(*who(planning), await the_plan(planning), Came.DID)
    planning.clock.now = at(6, 11)

    await planning.say("About today")

    assert (await entry(planning)).answer.words == ()


async def test_a_post_without_an_answer_is_found_and_not_repeated(planning):
    await make(planning, When(Day.TODAY, time(11)))
    planning.messenger.loses_answers.add("UADA")
    await planning.tick(at(5, 11))
    planning.messenger.loses_answers.clear()

    for minute in (3, 6, 9):
        await planning.tick(at(5, 11, minute))

    assert len(asked(planning)) == 1
    [row] = [r for r in await planning.rows(DeliveryRow) if r.form == "occasion"]
    assert row.state == "sent"


async def test_a_question_slack_refuses_until_the_hours_are_over_comes_the_next_day(planning):
    await make(planning, When(Day.TODAY, time(16, 59)))
    planning.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=120)
    await planning.tick(at(5, 16, 59))
    planning.messenger.refuses.clear()
    await planning.tick(at(5, 17, 1))
    assert asked(planning) == []

    await planning.days(6)

    assert sorted(planning.messenger.names()[-2:]) == ["first-steps.4", "occasion"]


async def test_a_kept_plan_and_what_came_of_it_are_hidden_from_the_coach(planning):
    await make(planning, When(Day.TODAY, time(15)), private=True)
    await planning.tick(at(5, 15))
    await plans.answer(*who(planning), await the_plan(planning), Came.DID)

    page = await follow_up.member_page(
        planning.coaching, planning.workspace, planning.coach, "UADA"
    )

    [line] = [e for e in page.journal if e.day == 3]
    assert (line.answer.plan, line.answer.plans, line.read) == ("", (), False)
    assert asked(planning)[0].reader == ""


@pytest.mark.parametrize("deed", ["answer", "drop", "bring_back", "ask_now"])
async def test_nobody_touches_a_plan_of_somebody_else(planning, deed):
    await make(planning, When(Day.TODAY, time(15)))
    await planning.assign("UBOB")
    more = (Came.DID,) if deed == "answer" else ()

    with pytest.raises(CoachingError, match="error-plan-gone"):
        await getattr(plans, deed)(
            planning.coaching, planning.workspace, "UBOB", await the_plan(planning), *more
        )


async def test_an_answer_can_be_changed_and_the_plan_is_open_again(planning):
    await make(planning, When(Day.TODAY, time(15)))
    await planning.tick(at(5, 15))
    plan_id = await the_plan(planning)
    await plans.answer(*who(planning), plan_id, Came.DID)

    await plans.answer(*who(planning), plan_id, Came.STILL)

    [one] = (await plans.page(*who(planning))).plans
    assert one.plan.came is Came.STILL


async def test_the_question_comes_after_the_track_has_ended(planning):
    await make(planning, When(Day.NEXT_WEEK))
    await planning.days(6, 9, 10)
    assert planning.messenger.names()[-1] == "end"

    await planning.tick(at(13, 15) + timedelta(minutes=1))

    assert len(asked(planning)) == 1


async def test_after_words_of_danger_the_question_waits_for_the_next_hours(planning):
    await make(planning, When(Day.TODAY, time(15)))
    planning.coaching = replace(planning.coaching, safety=SAFETY)
    await planning.say("I want to kill myself")

    await planning.tick(at(5, 15))
    assert asked(planning) == []

    await planning.tick(at(6, 9))
    assert len(asked(planning)) == 1


async def test_a_question_that_could_not_go_out_that_day_waits_as_well(planning):
    await make(planning, When(Day.TODAY, time(15)))
    planning.messenger.refuses["UADA"] = DeliveryFailed("internal_error")
    await planning.tick(at(5, 15))
    planning.messenger.refuses.clear()
    planning.coaching = replace(planning.coaching, safety=SAFETY)
    await planning.say("I want to kill myself")

    await planning.tick(at(5, 16))
    assert asked(planning) == []

    await planning.tick(at(6, 9))
    assert len(asked(planning)) == 1
