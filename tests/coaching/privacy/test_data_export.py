"""`/nudge my-data`: everything in one file, to read and for programs."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.coaching.follow_up import notes
from bot.coaching.plans import plans
from bot.coaching.practice import help_me
from bot.coaching.privacy import data_export, erasure
from bot.content.words.words import load_words
from bot.domain.answers.reply import Outcome
from bot.domain.errors import CoachingError
from bot.domain.plans.plan import Came, Wanted
from bot.store.privacy.export_schema import schema
from bot.store.tables import NoteRow, PlanRow, UploadRow
from tests.conftest import MONDAY_NINE
from tests.json_schema import problems
from tests.leavings import ADA, LATER, leave_everything

WORDS = load_words(Path(__file__).parents[3] / "content")


async def send(scene, slack_id="UADA"):
    await data_export.send(scene.coaching, scene.workspace, slack_id, WORDS)


def opened(scene) -> dict[str, str]:
    """What is in the newest file."""
    _, _, content = list(scene.messenger.files.values())[-1]
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        texts = [name for name in archive.namelist() if not name.endswith(".png")]
        return {name: archive.read(name).decode() for name in texts}


def pictures(scene) -> dict[str, bytes]:
    _, _, content = list(scene.messenger.files.values())[-1]
    with ZipFile(BytesIO(content)) as archive:
        return {n: archive.read(n) for n in archive.namelist() if n.endswith(".png")}


async def test_the_file_arrives_with_a_date_in_its_name(nudged):
    await send(nudged)

    [(to, name, _)] = nudged.messenger.files.values()
    assert (to, name) == ("UADA", "baton-2026-03-03.zip")
    assert set(opened(nudged)) == {"README.md", "journal.md", "data.json", "schema.json"}


async def test_the_journal_tells_what_was_asked_and_what_was_answered(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await nudged.say("I listened.\nTwice.")
    await nudged.days(4)

    await send(nudged)

    journal = opened(nudged)["journal.md"]
    assert journal.startswith("# Your journal\n")
    assert "## First steps\n\nSince Sunday 1 March 2026, with Mara." in journal
    told = journal[journal.index("### 1. What the number hides") :]
    order = [
        "*Tuesday 3 March 2026*",
        "Pick one number",
        "**What about the work",
        "Did it",
        "> Twice.",
    ]
    assert [told.index(part) for part in order] == sorted(told.index(part) for part in order)
    assert "### 2. Visit as a guest" in told
    assert told.rstrip().endswith("Not answered.")


async def test_each_month_has_its_picture_and_says_in_words_what_is_on_it(started):
    await started.answered_days(3, 4)
    await started.days(5)
    await started.tick(MONDAY_NINE.replace(month=4, day=1))

    await send(started)

    journal = opened(started)["journal.md"]
    assert "![March 2026: answered on 3, 4; not answered on 5](months/2026-03.png)" in journal
    assert "![April 2026: " in journal
    assert sorted(pictures(started)) == ["months/2026-03.png", "months/2026-04.png"]
    assert all(png.startswith(b"\x89PNG") for png in pictures(started).values())


async def test_private_days_and_kept_answers_are_in_it_and_said_to_be(started):
    await started.answered_days(3, 4, 5)
    await started.days(6)
    await started.tap("first-steps.1", text="Between us", private=True)
    private = started.messenger.card("first-steps.4").item.nudge
    await started.tap("first-steps.4", choice=private.choices[0])

    await send(started)

    journal = opened(started)["journal.md"]
    assert "> Between us\n\n*Only you see this answer.*" in journal
    assert f"“{private.choices[0]}”\n\n*Only you see this answer.*" in journal


async def test_plans_stand_together_at_the_head(started):
    await started.days(3, 4, 5)
    await started.tap("first-steps.3", plan="If it is noon, then I listen.")

    await send(started)

    journal = opened(started)["journal.md"]
    assert journal.index("## Your plans\n\n- If it is noon") < journal.index("## First steps")


async def test_a_plan_stands_with_what_came_of_it(started):
    await started.days(3, 4, 5)
    wanted = Wanted(started.clock())
    await started.tap("first-steps.3", plan="If it is noon, then I listen.", wanted=wanted)
    [plan] = await started.rows(PlanRow)
    who = (started.coaching, started.workspace, "UADA")
    await plans.answer(*who, plan.id, Came.DIFFERENTLY)

    await send(started)

    journal = opened(started)["journal.md"]
    assert "- If it is noon, then I listen. (Did it differently)" in journal
    assert "> If it is noon, then I listen.\n\nWhat came of it: Did it differently" in journal
    assert journal.count("> If it is noon") == 1


async def test_what_was_asked_for_from_another_track_has_a_chapter_of_its_own(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await help_me.do_now(nudged.coaching, nudged.workspace, "UADA", "listening.2")
    await nudged.tap("listening.2", text="I was a guest.")

    await send(nudged)

    journal = opened(nudged)["journal.md"]
    own, asked = journal.index("## First steps"), journal.index("## Listening")
    assert own < journal.index("Did it") < asked < journal.index("> I was a guest.")
    assert "You asked for these yourself, from Tuesday 3 March 2026 on." in journal[asked:]


async def test_a_track_taken_later_holds_what_was_asked_from_it_before(nudged):
    await help_me.do_now(nudged.coaching, nudged.workspace, "UADA", "listening.2")
    await nudged.tap("listening.2", text="I was a guest.")
    await nudged.assign("UADA", track="listening")

    await send(nudged)

    journal = opened(nudged)["journal.md"]
    assert journal.count("## Listening") == 1
    assert "You asked for these yourself" not in journal


async def test_the_file_is_silent_on_notes_a_coach_has_deleted(nudged):
    await notes.note(nudged.coaching, nudged.coach, "UADA", "Works nights", "1")
    [note] = await nudged.rows(NoteRow)
    await notes.delete_note(nudged.coaching, nudged.coach, note.id)

    await send(nudged)

    assert "delete-note" not in opened(nudged)["data.json"]


async def test_links_stand_as_people_read_them(nudged):
    await nudged.say("See https://example.com/rota?a=1&b=2.")

    await send(nudged)

    assert "https://example.com/rota" in opened(nudged)["journal.md"]
    assert "<http" not in opened(nudged)["journal.md"]


async def test_a_day_its_author_has_retired_keeps_its_answer(nudged, without_nudge):
    await nudged.say("I listened.")
    nudged.coaching = replace(nudged.coaching, library=without_nudge("first-steps", 1))

    await send(nudged)

    journal = opened(nudged)["journal.md"]
    assert "### A nudge that is no longer there" in journal
    assert "> I listened." in journal


async def test_the_data_is_what_the_export_gives(nudged):
    await nudged.say("I listened.")
    [person] = await erasure.find(nudged.coaching.store, "UADA")
    expected = await erasure.export(nudged.coaching.store, person, nudged.clock())

    await send(nudged)

    assert json.loads(opened(nudged)["data.json"]) == expected


async def test_the_file_is_remembered_to_be_taken_away(nudged):
    await send(nudged)
    await send(nudged)

    assert [row.file for row in await nudged.rows(UploadRow)] == ["F1", "F2"]


async def test_who_is_no_member_is_told_so(scene):
    with pytest.raises(CoachingError) as refused:
        await send(scene, "UBOB")

    assert refused.value.key == "error-nothing-held"
    assert scene.messenger.files == {}


async def test_when_slack_does_not_take_it_nothing_is_remembered(nudged):
    nudged.messenger.will_not_take_files = CoachingError("error-file-scope")

    with pytest.raises(CoachingError) as refused:
        await send(nudged)

    assert refused.value.key == "error-file-scope"
    assert await nudged.rows(UploadRow) == []


async def test_who_is_erased_while_the_file_goes_up_has_it_taken_away(nudged):
    send_file = nudged.messenger.send_file

    async def erased_meanwhile(*given):
        kept = await send_file(*given)
        [person] = await erasure.find(nudged.coaching.store, "UADA")
        await erasure.erase(nudged.coaching.store, person, nudged.clock())
        return kept

    nudged.messenger.send_file = erased_meanwhile
    await send(nudged)

    assert nudged.messenger.files == {}
    assert await nudged.rows(UploadRow) == []


async def test_the_schema_describes_every_field(store):
    await leave_everything(store)
    [person] = await erasure.find(store, ADA)
    data = await erasure.export(store, person, LATER)

    assert list(problems(json.loads(json.dumps(data)), schema(erasure.VERSION))) == []


async def test_the_schema_lets_nothing_else_through(store):
    await leave_everything(store)
    [person] = await erasure.find(store, ADA)
    data = json.loads(json.dumps(await erasure.export(store, person, LATER)))

    for broken in (
        data | {"more": 1},
        data | {"version": 0},
        data | {"member": data["member"] | {"shares": "yes"}},
        data | {"replies": [data["replies"][0] | {"created_at": "soon"}]},
        data | {"replies": [{}]},
    ):
        assert list(problems(broken, schema(erasure.VERSION)))
