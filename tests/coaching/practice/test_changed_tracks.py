"""Tracks are edited while people are on them: admins hear who gets something else, once."""

from dataclasses import replace

import pytest

from bot.coaching.practice import changed_tracks
from bot.config import Settings
from bot.content.tracks.library import Library, load_library
from bot.runtime.content_reloader import ContentReloader
from tests.coaching.conftest import TRACK, FakeMessenger, write_track

TEXT = TRACK.read_text(encoding="utf-8")


class Heard(FakeMessenger):
    """A workspace that remembers what notes said."""

    async def note(self, to, key, **facts):
        self.noted.append((to.slack_id, key, facts))


@pytest.fixture
def messenger(messenger):
    return Heard(messenger.clock, messenger.people)


@pytest.fixture
def look(scene, coaching):
    """Baton looks at another library, and returns what admins are told."""

    async def at(library: Library | None = None):
        before = len(scene.messenger.noted)
        anew = replace(coaching, library=library or coaching.library)
        await changed_tracks.look(anew, scene.workspace)
        return scene.messenger.noted[before:]

    return at


@pytest.fixture
def edited(library):
    """The library with the days of a track changed."""

    def change(track_id: str, edit) -> Library:
        track = library.track(track_id)
        nudges = [
            replace(nudge, id=f"{track_id}.{day}", day=day)
            for day, nudge in enumerate(edit(list(track.nudges)), 1)
        ]
        tracks = {track.id: track for track in library.tracks}
        return Library((), tracks | {track_id: replace(track, nudges=tuple(nudges))})

    return change


async def test_the_first_look_and_one_without_changes_tell_nobody(started, look):
    assert await look() == []
    assert await look() == []


async def test_a_day_less_names_who_was_still_to_get_it(nudged, look, edited):
    await look()
    shorter = edited("first-steps", lambda days: days[:-1])

    [(admin, key, facts)] = await look(shorter)

    assert (admin, key) == ("UADMIN", "content-removed")
    assert facts["track"] == "first-steps"
    assert (facts["day"], facts["people"], facts["count"]) == (5, "<@UADA>", 1)
    assert await look(shorter) == []


async def test_days_in_another_order_name_who_has_had_them(nudged, look, edited):
    await look()

    told = await look(edited("first-steps", lambda days: [days[1], days[0], *days[2:]]))

    assert [(key, facts["day"]) for _, key, facts in told] == [("content-moved", 1)]


async def test_a_track_that_nobody_is_on_may_change_as_it_likes(nudged, look, edited):
    await look()

    assert await look(edited("listening", lambda days: days[:-1])) == []


async def test_mended_wording_is_no_news(nudged, look, edited):
    await look()

    def mend(days):
        return [replace(day, message=f"{day.message} Today.") for day in days]

    assert await look(edited("first-steps", mend)) == []


async def test_a_track_that_is_gone_names_everybody_on_it(nudged, look, without_track):
    await nudged.assign("UBOB")
    await look()

    [(_, key, facts)] = await look(without_track("first-steps"))

    assert (key, facts["people"], facts["count"]) == ("content-gone", "<@UADA>, <@UBOB>", 2)


async def test_the_admins_of_the_settings_go_first(started, coaching, look):
    await look()
    named = replace(coaching, admins=frozenset({"UBOSS"}), library=Library((), {}))

    await changed_tracks.look(named, started.workspace)

    assert {admin for admin, _, _ in started.messenger.noted} == {"UBOSS"}


async def test_a_broken_file_is_told_once_and_the_track_goes_on(started, look, tmp_path):
    for track_id in ("first-steps", "listening", "thanking"):
        write_track(tmp_path, track_id, TEXT)
    before = load_library(tmp_path)
    await look(before)
    path = tmp_path / "en" / "tracks" / "first-steps.md"
    good = path.read_bytes()
    path.write_text("<!channel> & nothing useful", encoding="utf-8")

    broken = load_library(tmp_path, before=before)
    told = await look(broken)

    assert [key for _, key, _ in told] == ["content-broken"]
    assert told[0][2]["problem"].startswith("first-steps.md")
    assert told[0][2]["count"] == 2
    assert await look(broken) == []
    assert broken.track("first-steps") == before.track("first-steps")
    path.write_bytes(good)
    assert [key for _, key, _ in await look(load_library(tmp_path, before=broken))] == [
        "content-mended"
    ]


@pytest.fixture
async def reloader(tmp_path, scene, coaching):
    """A running Baton's tracks, looked at once."""
    write_track(tmp_path, "trust", TEXT)
    reloader = ContentReloader(
        Settings(baton_content=tmp_path),
        replace(coaching, library=load_library(tmp_path)),
        scene.workspace,
    )
    await reloader.look()
    return reloader


async def test_a_new_track_needs_no_restart(tmp_path, reloader):
    write_track(tmp_path, "alpha", TEXT)

    await reloader.look()

    assert [track.id for track in reloader.coaching.library.tracks] == ["trust", "alpha"]


async def test_new_words_are_there_for_the_next_send(tmp_path, reloader):
    write_track(tmp_path, "trust", TEXT.replace("Visit as a guest", "Be a guest"))

    await reloader.look()

    assert reloader.coaching.library.nudge("trust.2")[1].title == "Be a guest"


async def test_a_file_that_breaks_keeps_what_it_said_and_no_other_out(tmp_path, reloader):
    (tmp_path / "en" / "tracks" / "trust.md").write_text("Oops", encoding="utf-8")
    write_track(tmp_path, "alpha", TEXT)

    await reloader.look()

    assert reloader.coaching.library.track("trust") is not None
    assert reloader.coaching.library.track("alpha") is not None
    assert reloader.coaching.library.problems[0].file == "trust.md"
