"""What people get wrong: each is answered with a sentence that helps, and nothing is lost."""

import pytest

from bot.playground.workspace.texts import texts_of
from tests.e2e.test_main_job import answers, asks, cards, misses, nudged  # noqa: F401  a fixture
from tests.examples import some

COACH = {
    "/coach": "/coach assign",
    "/coach asign @ada delegation": "Did you mean `/coach assign ",
    "/coach assign delegation": "Baton did not see whom you mean",
    "/coach assign ada delegation": "Baton did not see whom you mean",
    "/coach assign @nobody delegation": "Baton did not see whom you mean",
    "/coach assign @ada": "Which track?",
    "/coach assign @ada delegaton": "Did you mean `delegation`",
    "/coach assign @ada xyzzy": "There is no track “xyzzy”",
    "/coach assign @ada delegation from tomorrow-ish": "could not read “tomorrow-ish” as a date",
    "/coach assign @ada delegation from 2026-02-30": "could not read “2026-02-30” as a date",
    "/coach assign @ada delegation from 2020-01-01": "has passed",
    "/coach assign @ada delegation from 3/4": "Please write `2026-03-04` or `2026-04-03`",
    "/coach assign @ada delegation from 2036-01-01": "more than a year away",
    "/coach assign @ada delegation at noonish": "could not read “noonish” as a time",
    "/coach assign @ada @bne delegation": "it was typed, and not picked",
    "/coach assign @ada delegaton from friday": "You wrote: /coach assign <@U1ADA> delegaton",
    "/coach assign from friday delegation @ada": "first nudge on Friday 6 March",
    "/coach assign delegation @ada @ada friday": "for one person",
    "/coach assign <@U0BATON> delegation": "That is Baton itself",
    "/coach assign <@UNOBODY> delegation": "Slack knows nobody of that name",
    "/coach show": "Show what?",
    "/coach show @ada": "is not among your people",
    "/coach show nothing-like-it-at-all": "There is no track",
    "/coach unassign @ada": "is not among your people",
    "/coach unassign": "This one is about one person",
    "/coach appoint @ben": "This one is for admins",
    "/coach roster": "Nobody yet",
    "/coach queue": "Nobody is waiting for you",
}

MEMBER = {
    "/nudge tiem 8": "Did you mean `/nudge time`",
    "/nudge zzz": "There is no “zzz”",
    "/nudge time 25:99": "could not read “25:99” as a time",
    "/nudge pause until yesterday": "Monday 2 March has passed",
    "/nudge pause until whenever": "could not read “until whenever” as a pause",
    "/nudge days mon-fry": "could not read “mon-fry” as days of the week",
    "/nudge country Germny": "Did you mean Germany? Then it is `/nudge country DE`",
    "/nudge country qqqqqqq": "Write a country, such as `Germany`",
    "/nudge country DE-Bayer": "Did you mean `DE-BY`?",
    "/nudge leave someday": "could not read “someday” as days of leave",
    "/nudge leave 2027-01-03..2026-12-24": "way round: `/nudge leave 2026-12-24..2027-01-03`",
    "/nudge leave 2026-02-01..2026-02-05": "has passed, so this leave is over",
    "/nudge leave 2026-12-24..2027-12-24": "more than a year away",
    "/nudge leave off": "You have no leave coming up",
    "/nudge pause until 2026-01-01": "has passed",
    "/nudge pause until 2031-01-01": "more than a year away",
}


@pytest.fixture
def database_url(sqlite_url):
    """What is said does not hang on the database."""
    return sqlite_url


async def test_a_coach_is_told_what_to_do_instead(camille):
    assert await misses(camille, COACH) == {}


async def test_a_member_is_told_what_to_do_instead(nudged, ada):  # noqa: F811
    assert await misses(ada, MEMBER) == {}


async def test_only_coaches_may_use_coach(ada):
    assert "This one is for coaches" in await asks(ada, "/coach assign @ben delegation")


async def test_who_is_not_on_a_track_is_told_so(ben):
    assert "You are not on a track" in await asks(ben, "/nudge progress")
    assert "You don't have a nudge to answer" in await _said(ben, "hello?")


async def test_one_refusal_does_not_hold_up_the_others(camille):
    looked = await asks(camille, "/coach assign @ada <@U0BATON> @ben delegation")
    await camille.press("Assign")

    assert "That is Baton itself" in looked
    assert "assigned to 2 people" in texts_of(camille.messages()[-1])


@pytest.mark.parametrize(
    "words", some(("Hecho 👍🏽", ":tada: it worked", "x" * 4000, "ünï — «cödé»"), of=2)
)
async def test_any_words_are_an_answer(nudged, ada, camille, words):  # noqa: F811
    await ada.say(words)

    assert "1 answered" in await asks(camille, "/coach show @ada")


@pytest.mark.parametrize("client", ["slack's", "one that counts no letters"])
async def test_a_letter_too_many_in_the_form_is_told_there_and_nothing_is_lost(
    both,
    nudged,  # noqa: F811
    ada,
    camille,
    client,
):
    await ada.press("Did it")
    await ada.press("Change my answer")
    if client != "slack's":
        form = both.playground.workspace.views.top("U1ADA")
        [text] = [b for b in form.body["blocks"] if b.get("block_id") == "text"]
        text["element"]["max_length"] = 4000

    wrong = await ada.submit({"text": "x" * 3001})
    assert list(wrong) == ["text"]
    assert "000 characters" in wrong["text"]
    assert not await ada.submit({"text": "x" * 3000})

    assert "1 answered" in await asks(camille, "/coach show @ada")


@pytest.mark.parametrize(
    "words", some(("<!channel> done", "<!everyone> done", "<!here|here> done"), of=3)
)
async def test_a_mention_of_everyone_is_never_echoed(nudged, ada, camille, words):  # noqa: F811
    await ada.say(words)

    shown = await asks(camille, "/coach show @ada")
    assert "done" in shown
    assert "<!" not in shown
    assert "@channel" not in shown


async def test_an_empty_answer_and_a_file_are_answered_kindly(nudged, ada):  # noqa: F811
    file = {"name": "plan.pdf", "size": 12, "mimetype": "application/pdf"}
    before = len(ada.messages())
    await ada.say("", files=[file])

    assert "I can't read files" in answers(ada, before)


async def test_a_strangers_home_says_what_baton_is(ben):
    assert "ask a coach" in texts_of(await ben.open_home())


async def _said(hand, words):
    before = len(hand.messages())
    await hand.say(words)
    return answers(hand, before)


async def test_what_was_probably_meant_is_a_button(nudged, ada):  # noqa: F811
    assert "`/nudge time`" in await asks(ada, "/nudge tiem 8:30")
    await ada.press("Yes, that one")
    assert "Mon to Fri at 08:30" in texts_of(ada.messages()[-1])

    await ada.command("/nudge country Germny")
    await ada.press("Germany")
    assert "public holidays of Germany" in texts_of(ada.messages()[-1])

    await ada.command("/nudge leave 2027-01-03..2026-12-24")
    await ada.press("2026-12-24..2027-01-03")
    assert "On leave: Thursday 24 December to Sunday 3 January" in texts_of(ada.messages()[-1])


async def test_a_date_that_can_be_two_is_asked_about_and_one_tap_says_which(nudged, ada):  # noqa: F811
    said = await asks(ada, "/nudge leave 3/4/2026 - 10/4/2026")
    assert "can be read two ways" in said
    await ada.press("2026-04-03..2026-04-10")
    assert "On leave: Friday 3 April to Friday 10 April" in texts_of(ada.messages()[-1])

    said = await asks(ada, "/nudge pause until 5/4")
    assert "can be two days" in said
    await ada.press("2026-04-05")
    assert "Paused." in texts_of(ada.messages()[-1])


async def test_what_somebody_who_wants_to_stop_can_do_is_a_button(nudged, ada):  # noqa: F811
    assert "Would you like a break?" in await asks(ada, "/nudge stop")
    await ada.press("Pause a week")
    assert "Paused." in texts_of(ada.messages()[-1])
    assert "You're paused already" in await asks(ada, "/nudge unsubscribe")


async def test_a_coachs_line_is_put_right_by_a_button(camille):
    await camille.command("/coach assign @ada delegaton from 4 march")
    await camille.press("delegation")
    assert "Wednesday 4 March" in texts_of(camille.messages()[-1])

    await camille.command("/coach assign @ben delegation from 3/4")
    await camille.press("2026-04-03")
    assert "Friday 3 April" in texts_of(camille.messages()[-1])
    await camille.press("Assign")

    await camille.command("/coach pause @ben until 5/4")
    await camille.press("2026-04-05")
    assert "<@U2BEN> rests until Sunday 5 April" in texts_of(camille.messages()[-1])


TYPED = {
    "/nudge leave 24.12.2026 - 3.1.2027": "Thursday 24 December to Sunday 3 January",
    "/nudge leave 24.12.26": "Thursday 24 December",
    "/nudge leave Friday, 6 March": "Friday 6 March",
    "/nudge leave vom 7. bis 9. April": "Tuesday 7 April to Thursday 9 April",
    "/nudge leave Dec 28 \u2013 30": "Monday 28 December to Wednesday 30 December",
    "/nudge country Deutschland": "public holidays of Germany",
    "/nudge country England": "public holidays of United Kingdom (England)",
    "/nudge days Mo\u2013Do": "Mon to Thu",
    "/nudge pause bis 20. M\u00e4rz": "Paused.",
    "/nudge vacation 1 june": "Monday 1 June",
}


async def test_dates_and_countries_are_understood_as_people_write_them(nudged, ada):  # noqa: F811
    assert await misses(ada, TYPED) == {}
