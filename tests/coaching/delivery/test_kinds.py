"""Every kind of message keeps the engine's contract, and so does one the engine has never seen."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args, get_type_hints

import pytest

from bot.coaching.check_ins import check_in
from bot.coaching.delivery import cards, kind
from bot.coaching.delivery.kind import UNKNOWN, Kind, collect, kinds
from bot.coaching.schedule import settings
from bot.domain.delivery.ledger import DAILY, OPEN, Form, State
from bot.domain.delivery.policy import Answer, Event, Policy
from bot.slack.delivery import kind_view
from bot.slack.delivery.kind_view import views
from bot.store.answers import choices
from bot.store.delivery import ledger
from tests.conftest import MONDAY_NINE
from tests.pulse import pulse
from tests.pulse.pulse import Pulse

HOUR = timedelta(hours=1)

EACH = pytest.mark.parametrize(
    "one", kinds().all, ids=lambda one: "-".join([one.name, *one.reasons])
)


@EACH
def test_each_kind_draws_something_that_has_a_look(one):
    drawn = get_type_hints(one.draw)["return"]
    shown = [item for item in get_args(drawn) or (drawn,) if item is not type(None)]

    assert [item for item in shown if item not in views()] == []


@EACH
def test_each_kind_takes_the_day_as_the_rules_of_practice_believe(one):
    assert one.policy.takes_day == bool(one.forms & (DAILY | {Form.WELCOME}))


@EACH
def test_a_kind_that_an_event_closes_asks_a_question_of_its_own(one):
    closed = {form for event in Event for form in kinds().closed_by(event)}

    assert not one.forms & closed or one.policy.answer is Answer.OWN


@pytest.mark.parametrize("form", Form)
def test_each_form_the_ledger_ever_held_has_a_kind(form):
    assert kinds().of(form) is not UNKNOWN


def test_no_two_kinds_are_recorded_alike():
    known = kinds().all

    with pytest.raises(ValueError, match="two kinds are recorded as"):
        collect(
            [*known, Kind(forms=frozenset({Form.PAUSE_OFFER}), policy=Policy(), draw=pulse.draw)]
        )


def test_a_kind_with_a_time_says_what_it_owes():
    timer = pulse.KINDS[0].timer

    with pytest.raises(ValueError, match="both a timer and an owe"):
        collect([Kind(forms=frozenset({"x"}), policy=Policy(), draw=pulse.draw, timer=timer)])


def test_two_looks_for_one_kind_are_refused(monkeypatch):
    monkeypatch.setattr(kind_view, "PACKAGES", ["tests.pulse", "tests.pulse"])

    with pytest.raises(ValueError, match="two views render Pulse"):
        views.__wrapped__()


@pytest.fixture
def thirteenth(monkeypatch):
    """A kind that nothing in `bot` knows."""
    monkeypatch.setattr(kind, "PACKAGES", ["bot.coaching", "tests.pulse"])
    kinds.cache_clear()
    yield
    monkeypatch.undo()
    kinds.cache_clear()


@pytest.fixture
def patient(thirteenth, monkeypatch):
    """The new kind, if nothing cancelled it."""
    monkeypatch.setattr(pulse, "KINDS", (replace(pulse.KINDS[0], policy=Policy()),))
    kinds.cache_clear()


def pulses(scene):
    return [posted for posted in scene.messenger.posted if isinstance(posted.item, Pulse)]


def redrawn(scene):
    return [item for _, item in scene.messenger.updated if isinstance(item, Pulse)][-1]


async def rows(scene):
    return [row for row in await scene.ledger() if row.form == pulse.FORM]


@pytest.fixture
async def asked(started, thirteenth):
    """Ada got the new kind's question."""
    await started.tick(MONDAY_NINE + HOUR)
    return started


async def test_a_new_kind_is_sent_once_and_takes_nobodys_day(asked):
    await asked.days(3, 4)

    assert len(pulses(asked)) == 1
    assert asked.messenger.names().count("first-steps.2") == 1


async def test_a_new_kind_is_answered_by_its_member_and_redrawn(asked):
    now, [row] = asked.clock(), await rows(asked)
    async with asked.coaching.store.writing() as session:
        someone_else = await choices.choose(session, pulse.FORM, row.id, 99, "well", now)
        first = await choices.choose(session, pulse.FORM, row.id, row.member_id, "well", now)
        second = await choices.choose(session, pulse.FORM, row.id, row.member_id, "badly", now)
    await cards.redraw(asked.coaching, row.id)

    assert (someone_else, first, second) == (None, True, False)
    assert redrawn(asked) == Pulse(row.id, answered=True)
    assert [one.closed_reason for one in await rows(asked)] == ["well"]


async def test_what_cancels_a_new_kind_closes_what_was_sent(asked):
    [row] = await rows(asked)
    async with asked.coaching.store.writing() as session:
        await check_in.heard(session, row.member_id, asked.clock())
    await asked.tick(asked.clock() + HOUR)

    assert redrawn(asked) == Pulse(row.id, answered=True)


async def test_what_cancels_a_new_kind_skips_what_was_not_sent(started, thirteenth):
    started.clock.now = MONDAY_NINE + HOUR
    await pulse.owe(started.coaching)
    [row] = await rows(started)
    async with started.coaching.store.writing() as session:
        await check_in.heard(session, row.member_id, started.clock())
    await started.tick(started.clock() + HOUR)

    assert pulses(started) == []
    assert [one.state for one in await rows(started)] == [State.SKIPPED]


async def test_a_pause_holds_a_new_kind_back_until_it_ends(started, patient):
    started.clock.now = MONDAY_NINE + HOUR
    await pulse.owe(started.coaching)
    await settings.pause(started.coaching, started.workspace, "UADA", None)
    await started.days(3, 4)
    assert pulses(started) == []

    await settings.resume(started.coaching, started.workspace, "UADA")
    await started.days(5)

    assert len(pulses(started)) == 1


@pytest.fixture
def failing(thirteenth, monkeypatch):
    """The new kind as its first draft was."""

    def fail(what):
        async def owe(_coaching):
            raise RuntimeError("nothing is planned")

        def draw(_library, _facts):
            raise RuntimeError("nothing is drawn")

        broken = replace(pulse.KINDS[0], **{what: {"owe": owe, "draw": draw}[what]})
        monkeypatch.setattr(pulse, "KINDS", (broken,))
        kinds.cache_clear()

    return fail


@pytest.mark.parametrize(
    ("what", "said"), [("owe", "can't be planned"), ("draw", "can't be drawn")]
)
async def test_a_kind_that_fails_holds_up_no_other(started, failing, caplog, what, said):
    failing(what)
    await started.days(3)

    assert "first-steps.1" in started.messenger.names()
    assert pulses(started) == []
    assert {"owe": "can't be planned", "draw": "can't be drawn"}[what] in caplog.text
    caplog.clear()


async def test_what_only_a_newer_baton_can_send_waits_for_it(started, caplog):
    [enrolment], now = await started.enrolments(), MONDAY_NINE + HOUR
    newer = replace(pulse.asked(enrolment, now, now + HOUR), form="of-tomorrow")
    async with started.coaching.store.writing() as session:
        await ledger.add(session, [newer])
    await started.tick(now)
    await started.days(3, 4)

    [row] = [row for row in await started.ledger() if row.form == "of-tomorrow"]
    assert row.state in OPEN
    assert "first-steps.2" in started.messenger.names()
    assert "only a newer Baton can send 'of-tomorrow'" in caplog.text
