from dataclasses import replace

import pytest

from bot.domain.answers.reply import Answer, Outcome
from bot.domain.delivery.card import TrackEnd, Welcome
from bot.domain.delivery.ledger import Form
from bot.slack.delivery.card import nudge_card, track_end, welcome_card
from tests.slack.views.screen import COUNT, PLAN, PROGRESS, TALK, TUESDAY_TEN, WORDS, buttons, card

FOUR = {
    "outcome.did": "Did it",
    "outcome.not-yet": "Not yet",
    "outcome.not-for-me": "Not for me",
    "outcome.stuck": "Stuck",
}
KEEP = {"privacy.keep": "Keep to myself"}
DID = Outcome.DID


@pytest.fixture
def draw():
    """Draws a card, and gives its text and its blocks."""

    def drawn(*args, **other):
        said = nudge_card(card(*args, **other), WORDS)
        return said.text, said.payload()["blocks"]

    return drawn


@pytest.fixture
def primary():
    """Which buttons stand out."""

    def standing_out(blocks):
        elements = [e for b in blocks for e in (*b.get("elements", ()), b.get("accessory") or {})]
        return [e["action_id"] for e in elements if e.get("style") == "primary"]

    return standing_out


def test_a_waiting_nudge_tells_all_at_one_glance(draw, primary):
    text, blocks = draw(TALK)

    assert text.splitlines() == [
        "Hand work over well · day 1 of 10",
        "*Leave the how to them*",
        "Take ten minutes with the new owner.",
        "People put more into their own way.",
        "*What was their first question?* [Write an answer]",
        "[Did it] [Not yet] [Not for me] [Stuck] [Later today, or tomorrow]",
        "<@U3CAM>, your coach, reads your answer. [Keep to myself]",
        "You can type your answer below, too.",
    ]
    assert buttons(blocks) == {"answer.write": "Write an answer"} | FOUR | KEEP
    assert primary(blocks) == ["outcome.did"]


def test_every_button_carries_the_delivery(draw):
    _, blocks = draw(COUNT)

    pressed = [e for b in blocks if b["type"] == "actions" for e in b["elements"]]
    values = [e["value"] for e in pressed if e["type"] == "button"]
    assert values == ["7:0", "7:1", "7:2", "7", "7", "7", "7"]


def test_a_choice_outshines_none_of_its_options(draw, primary):
    _, blocks = draw(COUNT)

    assert (
        buttons(blocks)
        == {
            "choice.0": "None",
            "choice.1": "1 or 2",
            "choice.2": "3 or more",
        }
        | FOUR
        | KEEP
    )
    assert primary(blocks) == []


def test_a_plan_is_made_in_a_form_and_shows_its_gaps(draw, primary):
    text, blocks = draw(PLAN)

    assert "> If it is […], then we talk. Until then I wait, unless […]." in text
    assert "How did it go?" in text.splitlines()
    assert buttons(blocks) == {"answer.plan": "Make my plan"} | FOUR | KEEP
    assert primary(blocks) == ["answer.plan"]


def test_who_keeps_an_answer_before_giving_it_can_share_it_again(draw):
    text, blocks = draw(TALK, reader="", is_kept=True)

    assert "Only you see your answer. Your coach sees that there is one." in text
    assert buttons(blocks)["privacy.share"] == "Share with my coach"


def test_confidence_is_asked_only_where_the_nudge_wants_it(draw):
    _, without = draw(TALK)
    _, blocks = draw(replace(TALK, confidence=True))

    selects = [e for b in blocks for e in b.get("elements", ()) if e["type"] == "static_select"]
    assert [option["value"] for option in selects[1]["options"]] == [f"7:{n}" for n in range(1, 6)]
    assert str(without).count("static_select") == 1


def test_a_bad_moment_is_put_off_in_words_that_never_go_stale(draw):
    _, blocks = draw(TALK)

    [later] = [e for b in blocks for e in b.get("elements", ()) if e["type"] == "static_select"]
    assert [(o["text"]["text"], o["value"]) for o in later["options"]] == [
        ("In two hours", "7:two-hours"),
        ("This afternoon", "7:afternoon"),
        ("At the end of the day", "7:end-of-day"),
        ("Tomorrow", "7:tomorrow"),
    ]


def test_a_nudge_that_was_put_off_says_when_it_comes_back_and_can_be_answered(draw):
    text, blocks = draw(TALK, comes_back=TUESDAY_TEN, zone="Europe/Berlin")

    assert "You put it off: it comes back Tuesday 3 March, 10:00." in text
    assert FOUR.items() <= buttons(blocks).items()


def test_a_nudge_that_is_back_says_so_and_can_wait_for_tomorrow(draw):
    text, blocks = draw(TALK, is_back=True)

    assert text.startswith("Back as you asked · Hand work over well, day 1 of 10")
    another_moment = {"answer.write": "Write an answer", "later": "Once more tomorrow"}
    assert buttons(blocks) == another_moment | FOUR | KEEP
    assert "7:tomorrow" in str(blocks)


def test_what_is_answered_need_not_come_back(draw):
    text, _ = draw(TALK, Answer(DID), comes_back=TUESDAY_TEN)

    assert "Later today" not in text
    assert "comes back" not in text


@pytest.mark.parametrize(
    ("nudge", "reader", "line"),
    [
        (TALK, "<@U3CAM>", "<@U3CAM>, your coach, reads your answer."),
        (TALK, "", "Only you see your answer. Your coach sees that there is one."),
        (
            replace(COUNT, private=True),
            "<@U3CAM>",
            "Private day: taps only. Nobody but you sees your answer.",
        ),
    ],
)
def test_every_card_says_who_reads_it(draw, nudge, reader, line):
    waiting, _ = draw(nudge, reader=reader, is_kept=not reader)
    answered, _ = draw(nudge, Answer(DID), reader=reader, is_kept=not reader)

    assert line in waiting
    assert line in answered.splitlines()


@pytest.mark.parametrize("is_kept", [False, True])
def test_where_nobody_could_read_it_the_card_says_so_and_offers_nobody(draw, is_kept):
    text, blocks = draw(TALK, Answer(Outcome.STUCK), reader="", helper="", is_kept=is_kept)

    assert "Nobody but you reads this at the moment: you have no coach who could." in text
    assert "coach.ask" not in buttons(blocks)


def test_what_was_said_to_a_former_coach_is_said_to_be_hidden_and_can_be_shared(draw):
    text, blocks = draw(TALK, Answer(DID, words=("Done",)), is_earlier=True)

    assert "<@U3CAM>, your coach, can't read what you said here before they became" in text
    assert {"privacy.keep", "privacy.share"} <= buttons(blocks).keys()


@pytest.mark.parametrize(
    ("outcome", "asked"),
    [(None, True), (DID, True), (Outcome.NOT_YET, False), (Outcome.NOT_FOR_ME, False)],
)
def test_how_sure_one_feels_is_asked_of_what_was_tried(draw, outcome, asked):
    _, blocks = draw(replace(TALK, confidence=True), Answer(outcome, ("Words",)))

    assert ("static_select" in str(blocks)) == asked


def test_an_answered_nudge_folds(draw):
    text, blocks = draw(COUNT, Answer(DID, choice="1 or 2"))

    heading, title, thanks, *rest = text.splitlines()
    assert (heading, title) == ("Hand work over well · day 2 of 10", "*Work that could leave*")
    assert thanks in [WORDS.say(key) for key in WORDS.choices("ack-choice-")]
    assert rest == [
        "You answered: Did it · “1 or 2”",
        "3 of 10 days answered",
        "<@U3CAM>, your coach, reads your answer.",
        "[Change my answer] [Keep to myself]",
    ]
    assert "▰▰▰▱▱▱▱▱▱▱ 3 of 10 days answered" in str(blocks)


def test_typed_words_are_not_said_again(draw):
    text, blocks = draw(TALK, Answer(DID, ("They asked about Kim.",)))
    stuck, _ = draw(TALK, Answer(Outcome.STUCK, ("They asked about Kim.",)))

    assert "Kim" not in str(blocks)
    assert "Your words are in." not in text, "the thanks for words have said so"
    assert "Your words are in." in stuck


def test_a_plan_is_said_again(draw):
    text, blocks = draw(PLAN, Answer(DID, plan="If it is noon, then we talk."))

    assert "> If it is noon, then we talk." in text.splitlines()
    assert list(buttons(blocks)) == ["answer.plan", "answer.write", "privacy.keep"]


def test_the_thanks_stay_the_same_however_often_the_card_is_drawn(draw):
    text, _ = draw(TALK, Answer(DID))

    assert WORDS.say(WORDS.pick("ack-did-", 0)) in text.splitlines()


@pytest.mark.parametrize(
    "family", ["did", "not-yet", "not-for-me", "stuck", "text", "plan", "choice", "private"]
)
def test_there_are_thanks_for_twelve_answers_of_a_kind_before_one_comes_again(family):
    said = {WORDS.say(WORDS.pick(f"ack-{family}-", turn)) for turn in range(12)}

    assert len(said) == 12
    assert all(len(line.split()) <= 15 and "!" not in line for line in said)


@pytest.mark.parametrize(
    ("nudge", "answer", "family"),
    [
        (TALK, Answer(DID), "did"),
        (TALK, Answer(DID, ("Words",)), "text"),
        (TALK, Answer(Outcome.NOT_FOR_ME, ("Words",)), "not-for-me"),
        (TALK, Answer(Outcome.NOT_YET), "not-yet"),
        (TALK, Answer(Outcome.STUCK, ("Words",)), "stuck"),
        (PLAN, Answer(DID, plan="If."), "plan"),
        (COUNT, Answer(choice="None"), "choice"),
        (replace(COUNT, private=True), Answer(Outcome.STUCK), "private"),
        (replace(TALK, confidence=True), Answer(confidence=2), "choice"),
    ],
)
def test_each_kind_of_answer_has_its_own_thanks(draw, nudge, answer, family):
    text, _ = draw(nudge, answer)

    assert any(WORDS.say(key) in text for key in WORDS.choices(f"ack-{family}-"))


def test_words_alone_leave_the_four_buttons_standing(draw):
    text, blocks = draw(TALK, Answer(words=("They asked.",)))

    assert "One tap more: how did it go?" in text
    assert buttons(blocks).items() >= FOUR.items()


def test_a_tap_on_a_choice_nudge_leaves_the_choice_standing(draw):
    _, open_still = draw(COUNT, Answer(DID))
    _, declined = draw(COUNT, Answer(Outcome.NOT_FOR_ME))

    assert "choice.0" in buttons(open_still)
    assert "choice.0" not in buttons(declined)


@pytest.mark.parametrize("outcome", [Outcome.NOT_YET, Outcome.STUCK])
def test_what_is_not_done_stays_on_the_card_with_a_smaller_version(draw, outcome):
    text, blocks = draw(TALK, Answer(outcome))

    assert "Take ten minutes with the new owner." in text
    assert "*A smaller version*\nWrite one line for them." in text
    assert buttons(blocks) == {
        "outcome.did": "Did it",
        "answer.write": "Add a sentence",
        "coach.ask": "Ask my coach",
        "privacy.keep": "Keep to myself",
    }


@pytest.mark.parametrize(
    ("outcome", "first"),
    [
        (Outcome.STUCK, ["coach.ask", "outcome.did"]),
        (Outcome.NOT_YET, ["outcome.did", "coach.ask"]),
    ],
)
def test_what_helps_most_comes_first(draw, outcome, first):
    _, blocks = draw(TALK, Answer(outcome))

    assert list(buttons(blocks))[:2] == first


def test_no_thanks_promise_a_tap_that_is_not_there():
    for key in WORDS.choices("ack-stuck-"):
        assert "tap" not in WORDS.say(key).casefold()


def test_the_smaller_version_is_not_offered_twice(draw):
    text, _ = draw(TALK, Answer(Outcome.STUCK), form=Form.SMALLER)

    assert text.count("Write one line for them.") == 1


@pytest.mark.parametrize("nudge", [TALK, COUNT])
def test_a_private_day_offers_nothing_that_would_reach_the_coach(draw, nudge):
    text, waiting = draw(replace(nudge, private=True), reader="")
    _, stuck = draw(replace(nudge, private=True), Answer(Outcome.STUCK, private=True), reader="")

    assert not buttons(waiting).keys() & {"answer.write", "privacy.share", "coach.ask"}
    assert "type your answer" not in text
    assert not buttons(stuck).keys() & {"privacy.keep", "privacy.share", "coach.ask"}


@pytest.mark.parametrize(
    ("answer", "reader", "offered"),
    [
        (Answer(DID), "<@U3CAM>", "privacy.keep"),
        (Answer(DID, private=True), "", "privacy.share"),
        (Answer(DID), "", "privacy.share"),
    ],
)
def test_one_tap_turns_who_reads_it(draw, answer, reader, offered):
    _, blocks = draw(TALK, answer, reader=reader, is_kept=not reader)

    assert {"privacy.keep", "privacy.share"} & buttons(blocks).keys() == {offered}


@pytest.mark.parametrize(
    ("form", "said", "unsaid"),
    [
        (Form.SMALLER, "Write one line for them.", "Take ten minutes"),
        (Form.AGAIN, "Hand over a second task.", "Take ten minutes"),
        (Form.REVIEW, "*Which four things do you say?*", "What was their first"),
        (Form.REVIEW, "Try it from memory first", "People put more into"),
        (Form.FULL, "What was their first", "Done, date, limits, help."),
    ],
)
def test_other_forms_ask_in_their_own_words(draw, form, said, unsaid):
    text, _ = draw(TALK, form=form)

    assert said in text
    assert unsaid not in text


def test_a_review_opens_its_answer_only_after_the_members_own(draw):
    before, _ = draw(TALK, form=Form.REVIEW)
    after, _ = draw(TALK, Answer(DID), form=Form.REVIEW)
    not_a_review, _ = draw(TALK, Answer(DID))

    assert "Done, date, limits, help." not in before
    assert "Done, date, limits, help." in after
    assert "Done, date, limits, help." not in not_a_review


def test_what_an_author_writes_cannot_call_the_channel(draw):
    text, _ = draw(replace(TALK, title="R&D @here", message="<!channel>"))

    assert "*R&amp;D @\u2060here*\n&lt;!channel&gt;" in text


def test_the_welcome_says_who_what_when_and_who_reads():
    welcome = Welcome(
        3, "Hand & over", "For good", 10, "<@U3CAM>", TUESDAY_TEN, "Europe/Berlin", shares=True
    )

    said = welcome_card(welcome, WORDS)

    assert "<@U3CAM> has chosen a track for you: *Hand &amp; over*" in said.text
    assert "for 10 days" in said.text
    assert "Tuesday 3 March, 10:00 (Europe/Berlin)" in said.text
    assert "<@U3CAM>, your coach, reads your answers." in said.text
    assert buttons(said.payload()["blocks"]) == {
        "settings.time": "Change the time",
        "settings.not-now": "Not now, pause for a week",
        "settings.privacy": "Who can read what",
    }


def test_the_welcome_of_somebody_who_keeps_their_answers_and_is_paused():
    welcome = Welcome(3, "Trust", "For good", 7, "<@U3CAM>", None, "Europe/Berlin", shares=False)

    said = welcome_card(welcome, WORDS)

    assert "The first comes on the working day after your pause." in said.text
    assert "Only you see your answers." in said.text


@pytest.mark.parametrize(
    ("following", "said"),
    [
        ("", "<@U3CAM>, your coach, choose what comes next."),
        ("Trust", "the next track starts by itself: *Trust*"),
    ],
)
def test_the_end_counts_and_says_what_follows(following, said):
    end = track_end(TrackEnd(9, PROGRESS, "<@U3CAM>", following), WORDS)

    assert "You answered 3 of its nudges, and did 2 of them." in end.text
    assert "3 of 10 days answered" in end.text
    assert said in end.text
