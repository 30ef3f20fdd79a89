"""A coach names a group of people, and sees it as one line."""

import pytest

from bot.coaching.enrolment import assign, cohorts, reassignment, undo
from bot.coaching.privacy import erasure
from bot.domain.enrolment.orders import Wanted
from bot.domain.errors import CoachingError
from bot.domain.people.people import Profile
from bot.store.people import audit
from bot.store.tables import CohortPersonRow, CohortRow
from tests.coaching.conftest import appointed


@pytest.fixture
async def spring(scene):
    cohort, _ = await cohorts.gather(
        scene.coaching, scene.coach, "Spring 26", ("UADA", "UBOB"), ("S1",)
    )
    return cohort


async def line(scene):
    [one] = await cohorts.lines(scene.coaching, scene.coach)
    return one


async def test_the_same_name_takes_more_people_in_and_each_counts_once(scene, spring):
    more = ("UBOB", "UCLEO")

    cohort, new = await cohorts.gather(scene.coaching, scene.coach, "SPRING 26", more, ("S1",))

    assert (cohort.id, cohort.people, cohort.groups) == (
        spring.id,
        ("UADA", "UBOB", "UCLEO"),
        ("S1",),
    )
    assert new == 1


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("spring 26 delegation", "delegation"),
        ("Spring 26", ""),
        ("spring", None),
        ("delegation", None),
    ],
)
async def test_a_cohort_is_known_by_the_words_it_begins_with(scene, spring, words, rest):
    found = await cohorts.named(scene.coaching, scene.coach, words)

    assert (found and found[1]) == rest


async def test_of_two_names_the_longer_one_counts(scene, spring):
    await cohorts.gather(scene.coaching, scene.coach, "Spring", ("UCLEO",), ())

    found, rest = await cohorts.named(scene.coaching, scene.coach, "spring 26 first-steps")

    assert (found.name, rest) == ("Spring 26", "first-steps")


async def test_a_line_counts_where_its_people_stand_with_this_coach(scene, spring):
    await scene.assign("UBOB", track="listening")
    await scene.assign("UADA", "UBOB", cohort_id=spring.id)
    await cohorts.gather(scene.coaching, scene.coach, "Spring 26", ("UCLEO",), ())

    stands = await line(scene)

    assert (stands.track, stands.running, stands.waiting, stands.behind) == (
        "First steps",
        1,
        1,
        ("UCLEO",),
    )


async def test_a_cohort_is_its_coachs_alone(scene, spring):
    other = await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))

    assert await cohorts.all_of(scene.coaching, other) == []
    with pytest.raises(CoachingError, match="error-cohort-gone"):
        await cohorts.of_id(scene.coaching, other, spring.id)


async def test_a_cohort_that_was_dissolved_between_dry_run_and_yes_holds_nobody_up(scene, spring):
    wanted = Wanted("first-steps", cohort_id=spring.id)
    run = await assign.look_ahead(scene.coaching, scene.workspace, scene.coach, ["UADA"], wanted)
    await cohorts.dissolve(scene.coaching, scene.coach, spring)

    done = await assign.confirm(scene.coaching, scene.workspace, scene.coach, run.order_id)

    assert len(done.done) == 1
    assert await scene.rows(CohortPersonRow) == []


async def test_cohorts_go_along_with_a_handover_and_names_stay_apart(scene, spring):
    other = await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))
    await cohorts.gather(scene.coaching, other, "spring 26", ("UCLEO",), ())
    await scene.assign("UADA")

    await reassignment.handover(scene.coaching, scene.workspace, "UMARA", "UMARA", "UNOA")

    names = [one.name for one in await cohorts.all_of(scene.coaching, other)]
    assert names == ["spring 26", "Spring 26 2"]


async def logged(scene):
    page = await undo.log(scene.coaching, scene.workspace, "UMARA", scene.coach, 0)
    return [line.track for line in page.lines if line.action == "cohort"]


async def test_the_log_names_a_cohort_only_as_long_as_it_is_there(scene, spring):
    assert await logged(scene) == ["Spring 26"]

    await cohorts.dissolve(scene.coaching, scene.coach, spring)

    assert await logged(scene) == ["", ""]
    assert "Spring" not in repr([row.detail for row in await scene.deeds()])


async def test_no_name_of_a_cohort_outlives_the_last_of_its_people(scene):
    await scene.assign("UADA")
    await cohorts.gather(scene.coaching, scene.coach, "Ada alone", ("UADA",), ())
    await cohorts.gather(scene.coaching, scene.coach, "Both", ("UADA", "UBOB"), ())
    async with scene.coaching.store.writing() as session:
        before = {"track": "Ada and Bob"}  # as logged by an earlier version
        await audit.note(session, 1, "UMARA", "cohort", scene.clock(), **before)
    [person] = await erasure.find(scene.coaching.store, "UADA")

    await erasure.erase(scene.coaching.store, person, scene.clock())

    assert [row.name for row in await scene.rows(CohortRow)] == ["Both"]
    assert "Ada" not in repr([row.detail for row in await scene.deeds()])
