"""Modals and Home tabs: opening, filling in, submitting, pushing and closing."""

import pytest

from bot.playground import texts_of
from bot.playground.acts.acts import ActRefused


def words(text):
    return {"type": "plain_text", "text": text}


def field(block_id, element, **more):
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(block_id),
        "element": element,
        **more,
    }


def modal(*blocks, **more):
    return {
        "type": "modal",
        "title": words("Plan"),
        "submit": words("Save"),
        "callback_id": "plan",
        "blocks": list(blocks),
        **more,
    }


TEXT = {"type": "plain_text_input", "action_id": "text"}
DAYS = {
    "type": "static_select",
    "action_id": "day",
    "options": [{"text": words(day), "value": day[:2]} for day in ("Monday", "Tuesday")],
}


@pytest.fixture
def opening(app, connect, ada):
    """Let /nudge open a modal."""

    async def open_modal(view):
        @app.command("/nudge")
        async def nudge(ack, command, client):
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=view)

        await connect(app)
        await ada.command("/nudge")

    return open_modal


async def test_a_form_is_filled_in_by_label_and_submitted(app, opening, ada):
    values = []

    @app.view("plan")
    async def plan(ack, view):
        await ack()
        values.append(view["state"]["values"])

    await opening(
        modal(
            field("Act", TEXT),
            field("Day", DAYS),
            field("With", {"type": "multi_users_select", "action_id": "people"}, optional=True),
        )
    )

    errors = await ada.submit({"Act": "Praise", "Day": "Tuesday", "With": ["ben", "U3CAM"]})

    assert errors == {}
    assert values[0]["Act"]["text"] == {"type": "plain_text_input", "value": "Praise"}
    assert values[0]["Day"]["day"]["selected_option"]["value"] == "Tu"
    assert values[0]["With"]["people"]["selected_users"] == ["U2BEN", "U3CAM"]
    assert ada.modal() is None


async def test_an_optional_field_may_stay_empty(app, opening, ada):
    @app.view("plan")
    async def plan(ack):
        await ack()

    await opening(modal(field("Act", TEXT, optional=True)))

    assert await ada.submit() == {}


async def test_starting_values_count_as_entered(app, opening, ada):
    values = []

    @app.view("plan")
    async def plan(ack, view):
        await ack()
        values.append(view["state"]["values"]["Act"]["text"]["value"])

    await opening(modal(field("Act", {**TEXT, "initial_value": "As before"})))

    await ada.submit()

    assert values == ["As before"]


@pytest.mark.parametrize(
    ("element", "entered", "words"),
    [
        (TEXT, None, "complete this required field"),
        ({**TEXT, "min_length": 3}, "ab", "at least 3 characters"),
        ({**TEXT, "max_length": 1}, "ab", "no more than 1 characters"),
        ({"type": "email_text_input", "action_id": "a"}, "me", "valid email"),
        ({"type": "url_text_input", "action_id": "a"}, "me", "valid URL"),
        (
            {"type": "number_input", "action_id": "a", "is_decimal_allowed": True},
            "x",
            "valid number",
        ),
    ],
)
async def test_slacks_client_objects_before_the_app_is_asked(
    opening, ada, element, entered, words
):
    await opening(modal(field("Act", element)))

    errors = await ada.submit({"Act": entered})

    assert words in errors["Act"]
    assert ada.modal()["errors"] == errors


async def test_the_apps_errors_stay_with_the_form_and_what_was_entered(app, opening, ada):
    @app.view("plan")
    async def plan(ack):
        await ack(response_action="errors", errors={"Act": "Too vague"})

    await opening(modal(field("Act", TEXT)))

    errors = await ada.submit(Act="Be nice")

    assert errors == ada.modal()["errors"] == {"Act": "Too vague"}
    assert ada.modal()["state"]["values"]["Act"]["text"]["value"] == "Be nice"


async def test_errors_for_no_field_of_the_form_are_trouble(app, opening, ada):
    @app.view("plan")
    async def plan(ack):
        await ack(response_action="errors", errors={"Elsewhere": "Too vague"})

    await opening(modal(field("Act", TEXT)))

    with pytest.raises(ActRefused, match="We had some trouble connecting"):
        await ada.submit(Act="Be nice")


async def test_closing_may_close_the_whole_stack(app, opening, ada):
    closed = []

    @app.view("plan")
    async def plan(ack):
        await ack(response_action="push", view=modal(field("Second", TEXT), clear_on_close=True))

    @app.view_closed("plan")
    async def gone(ack, body):
        await ack()
        closed.append((body["view"]["blocks"][0]["block_id"], body["is_cleared"]))

    await opening(modal(field("First", TEXT), notify_on_close=True))
    await ada.submit(First="x")

    await ada.close()

    assert ada.modal() is None
    assert closed == [("First", True)]


async def test_views_are_pushed_updated_and_cleared(app, opening, ada):
    answers = [
        {"response_action": "push", "view": modal(field("Second", TEXT))},
        {"response_action": "update", "view": modal(field("Third", TEXT))},
        {"response_action": "clear"},
    ]
    stacks = []

    @app.view("plan")
    async def plan(ack, view):
        await ack(**answers.pop(0))

    await opening(modal(field("First", TEXT)))
    for label in ("First", "Second", "Third"):
        await ada.submit({label: "x"})
        stacks.append([view.body["blocks"][0]["block_id"] for view in _stack(ada)])

    assert stacks == [["First", "Second"], ["First", "Third"], []]


async def test_closing_a_pushed_view_shows_the_one_below(app, opening, ada):
    closed = []

    @app.view("plan")
    async def plan(ack):
        await ack(response_action="push", view=modal(field("Second", TEXT), notify_on_close=True))

    @app.view_closed("plan")
    async def gone(ack, body):
        await ack()
        closed.append(body["view"]["blocks"][0]["block_id"])

    await opening(modal(field("First", TEXT)))
    await ada.submit(First="x")

    await ada.close()

    assert closed == ["Second"]
    assert "First" in texts_of(ada.modal())


async def test_a_trigger_opens_one_modal_and_not_a_second(app, connect, ada, refusal):
    errors = []

    @app.command("/nudge")
    async def nudge(ack, command, client):
        await ack()
        view = modal(field("A", TEXT))
        await client.views_open(trigger_id=command["trigger_id"], view=view)
        again = await refusal(client.views_open(trigger_id=command["trigger_id"], view=view))
        errors.append(again["error"])

    await connect(app)

    await ada.command("/nudge")

    assert errors == ["exchanged_trigger_id"]
    assert ada.modal()["callback_id"] == "plan"


async def test_three_views_are_the_most(app, opening, ada):
    @app.view("plan")
    async def plan(ack):
        await ack(response_action="push", view=modal(field("A", TEXT)))

    await opening(modal(field("A", TEXT)))
    await ada.submit(A="x")
    await ada.submit(A="x")

    with pytest.raises(ActRefused, match="push_limit_reached"):
        await ada.submit(A="x")


async def test_a_button_in_a_modal_pushes_another(app, opening, ada, client, refusal):
    @app.action("more")
    async def more(ack, body, client):
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=modal(field("B", TEXT)))

    button = {"type": "button", "action_id": "more", "text": words("More")}
    await opening(modal({"type": "actions", "elements": [button]}))
    first = ada.modal()["id"]

    await ada.press("More")

    assert "B" in texts_of(ada.modal())
    assert ada.modal()["previous_view_id"] == first


async def test_people_and_moments_are_picked(app, opening, ada):
    values = []

    @app.view("plan")
    async def plan(ack, view):
        await ack()
        values.append(
            [one for block in view["state"]["values"].values() for one in block.values()]
        )

    kinds = ("users_select", "datepicker", "timepicker", "datetimepicker")
    await opening(modal(*(field(kind, {"type": kind, "action_id": kind}) for kind in kinds)))

    await ada.submit(
        users_select="Ben Okafor",
        datepicker="2026-03-03",
        timepicker="08:30",
        datetimepicker=1772442000,
    )

    assert values == [
        [
            {"type": "users_select", "selected_user": "U2BEN"},
            {"type": "datepicker", "selected_date": "2026-03-03"},
            {"type": "timepicker", "selected_time": "08:30"},
            {"type": "datetimepicker", "selected_date_time": 1772442000},
        ]
    ]


async def test_a_view_is_updated_by_id_or_name_and_guarded_by_its_hash(
    opening, ada, client, refusal
):
    await opening(modal(field("A", TEXT), external_id="mine"))
    old = ada.modal()

    await client.views_update(external_id="mine", view=modal(field("B", TEXT)), hash=old["hash"])
    stale = await refusal(
        client.views_update(view_id=old["id"], view=modal(field("C", TEXT)), hash=old["hash"])
    )

    assert "B" in texts_of(ada.modal())
    assert stale["error"] == "hash_conflict"


async def test_a_name_is_taken_once(opening, client, refusal):
    await opening(modal(field("A", TEXT), external_id="mine"))

    home = {"type": "home", "blocks": [], "external_id": "mine"}
    answer = await refusal(client.views_publish(user_id="U1ADA", view=home))

    assert answer["error"] == "duplicate_external_id"


async def test_a_stale_home_is_not_published_over(client, refusal):
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = (await client.views_publish(user_id="U1ADA", view=home))["view"]["hash"]
    await client.views_publish(user_id="U1ADA", view=home, hash=first)

    answer = await refusal(client.views_publish(user_id="U1ADA", view=home, hash=first))

    assert answer["error"] == "hash_conflict"


async def test_a_choice_in_a_modal_asks_the_app_only_if_it_wants_to_know(app, opening, ada):
    asked = []

    @app.action("day")
    async def day(ack, body):
        await ack()
        asked.append(body["view"]["state"]["values"])

    silent = field("Silent", {**DAYS, "action_id": "silent"})
    await opening(modal(silent, field("Day", DAYS, dispatch_action=True)))

    await ada.choose("Monday", action_id="silent")
    await ada.choose("Tuesday", action_id="day")

    assert len(asked) == 1
    assert asked[0]["Silent"]["silent"]["selected_option"]["value"] == "Mo"
    assert asked[0]["Day"]["day"]["selected_option"]["value"] == "Tu"


async def test_an_update_keeps_what_was_entered_in_inputs_that_stay(app, opening, ada, client):
    await opening(modal(field("Act", TEXT), field("Day", DAYS)))
    await ada.choose("Monday")

    await client.views_update(
        view_id=ada.modal()["id"], view=modal(field("Day", DAYS), field("More", TEXT))
    )

    values = ada.modal()["state"]["values"]
    assert values["Day"]["day"]["selected_option"]["value"] == "Mo"
    assert "Act" not in values


@pytest.mark.parametrize(
    ("person", "chosen", "words"),
    [
        ("U1ADA", "We", "That is not one of the options."),
        ("U2BEN", "Mo", "That is no longer there to press."),
    ],
)
async def test_only_what_is_offered_to_a_person_can_be_chosen(
    playground, opening, ada, person, chosen, words
):
    await opening(modal(field("Day", DAYS)))
    act = {
        "do": "press",
        "person": person,
        "container": {"type": "view", "view_id": ada.modal()["id"]},
        "block_id": "Day",
        "action_id": "day",
        "selected_option": {"text": {"type": "plain_text", "text": chosen}, "value": chosen},
    }

    with pytest.raises(ActRefused, match=words):
        await playground.page_api.do(act)


async def test_a_modal_that_is_gone_cannot_be_submitted(playground, opening, ada):
    await opening(modal(field("Act", TEXT)))
    view_id = ada.modal()["id"]
    await ada.close()

    with pytest.raises(ActRefused, match="no longer open"):
        await playground.page_api.do({"do": "submit", "person": "U1ADA", "view_id": view_id})


async def test_a_hand_says_what_there_is_when_it_finds_nothing(opening, ada, client):
    with pytest.raises(LookupError, match="no modal is open"):
        await ada.submit()
    await opening(modal(field("Act", TEXT)))

    with pytest.raises(LookupError, match="no button 'Go'"):
        await ada.press("Go")
    with pytest.raises(LookupError, match=r"it has: \['Act'\]"):
        await ada.submit(Nope="x")


def _stack(hand):
    return hand._stage.workspace.views.modals("U1ADA")
