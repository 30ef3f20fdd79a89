"""Words of distress: the member alone is shown whom to call, and nobody is told anything."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.delivery import planner
from bot.coaching.follow_up import follow_up
from bot.domain.answers.reply import Outcome
from bot.domain.privacy.safety import SafetyWords, language
from tests.leavings import rows

SAFETY = SafetyWords(
    (
        language(
            {
                "danger": ["kill myself"],
                "danger-others": ["kill himself"],
                "harm": ["bullies me"],
                "harm-others": ["bullying"],
                "strain": ["cannot cope"],
                "allowed": ["bullying policy"],
            }
        ),
    )
)
HELP = "Call 116 123."


@pytest.fixture
async def careful(nudged):
    """It is Tuesday; Ada has her first nudge, and Baton knows whom she can call."""
    nudged.coaching = replace(nudged.coaching, safety=SAFETY, help_text=HELP)
    return nudged


async def coach_sees(scene):
    page = await follow_up.member_page(scene.coaching, scene.workspace, scene.coach, "UADA")
    return json.dumps([str(page.journal), str(page.follow_ups), str(page.line.waiting)])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("I want to kill myself", "safety-danger"),
        ("Sam said he would kill himself", "safety-danger-others"),
        ("My boss bullies me", "safety-harm"),
        ("There is bullying here", "safety-harm-others"),
        ("I cannot cope", "safety-strain"),
    ],
)
async def test_the_member_alone_is_shown_whom_to_call(careful, text, key):
    await careful.say(text)

    [(to, shown, facts)] = careful.messenger.offered
    assert (to, shown, facts["help"]) == ("UADA", key, HELP)
    assert careful.messenger.noted == []


async def test_without_a_help_text_the_words_name_nobody(careful):
    careful.coaching = replace(careful.coaching, help_text="")

    await careful.say("I cannot cope")

    assert [key for _, key, _ in careful.messenger.offered] == ["safety-strain-plain"]


async def test_the_answer_is_recorded_and_stays_with_the_member(careful):
    await careful.say("I cannot cope")

    assert careful.messenger.reacted == []
    assert careful.messenger.updated[-1][1].reader == ""
    seen = await coach_sees(careful)
    assert "cope" not in seen
    assert await careful.follow_ups() == []


async def test_everything_said_to_that_card_stays_with_them(careful):
    await careful.say("I listened")
    await careful.say("I cannot cope")

    assert "listened" not in await coach_sees(careful)


async def test_no_more_is_kept_of_its_having_been_found(careful):
    await careful.say("I am fine")
    before = await rows(careful.coaching.store)
    await careful.say("I cannot cope", ts=before["reply", 1]["source"])

    after = await rows(careful.coaching.store)
    changed = {key for key in after if after[key] != before.get(key)}
    assert {key for key in changed if key[0] != "outbox"} <= {("reply", 1), ("delivery", 2)}
    assert after["reply", 1]["withheld"]
    assert "strain" not in json.dumps(list(after.values()), default=str)


@pytest.mark.parametrize(
    "given", [{"text": "I cannot cope"}, {"plan": "If I cannot cope, then …"}]
)
async def test_a_form_is_heard_as_well(careful, given):
    await careful.tap("first-steps.1", **given, whole=True)

    assert [key for _, key, _ in careful.messenger.offered] == ["safety-strain"]
    assert "cope" not in await coach_sees(careful)


async def test_a_form_that_comes_back_unchanged_says_nothing_new(careful):
    await careful.tap("first-steps.1", text="I cannot cope", whole=True)
    await careful.tap("first-steps.1", outcome=Outcome.DID, private=True, whole=True)

    assert len(careful.messenger.offered) == 1


async def test_everyday_phrases_and_other_words_change_nothing(careful):
    await careful.say("We wrote a bullying policy")

    assert careful.messenger.offered == []
    assert "policy" in await coach_sees(careful)


async def test_on_a_private_day_and_with_no_nudge_at_all_it_is_heard_too(started):
    started.coaching = replace(started.coaching, safety=SAFETY)
    await started.days(3, 4, 5, 6)
    await started.say("I cannot cope")
    stranger = started.message("I cannot cope", who="UBOB")

    await reply.typed(started.coaching, stranger)

    assert [to for to, _, _ in started.messenger.offered] == ["UADA", "UBOB"]
    assert started.messenger.noted == []


async def test_after_words_of_danger_nothing_more_comes_that_day(started):
    started.coaching = replace(started.coaching, safety=SAFETY)
    started.clock.now = started.clock.now.replace(day=3, hour=8)
    await started.say("I want to kill myself")

    await started.days(3)
    assert started.messenger.names() == ["welcome"]
    await started.days(4)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


@pytest.mark.parametrize("text", ["I cannot cope", "Sam said he would kill himself"])
async def test_after_words_of_strain_or_about_somebody_else_nudges_go_on(started, text):
    started.coaching = replace(started.coaching, safety=SAFETY)
    await started.say(text)

    await started.days(3)

    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_what_was_already_owed_that_day_waits_as_well(careful):
    await careful.tap("first-steps.1", outcome=Outcome.DID)
    careful.clock.now += timedelta(days=1) - timedelta(minutes=1)
    await planner.owe_batch(careful.coaching)
    await careful.say("I want to kill myself")
    await careful.tick()

    assert careful.messenger.names()[-1] == "first-steps.1"
    await careful.days(5)
    assert careful.messenger.names()[-1] == "first-steps.2"
