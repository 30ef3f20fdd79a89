"""Each Block Kit limit, just kept and just broken."""

import pytest

from bot.playground.api import limits
from bot.playground.api.json_values import Refused


def plain(length):
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length):
    return {"type": "mrkdwn", "text": "x" * length}


def section(**fields):
    return {"type": "section", **fields}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def button(**fields):
    return {"type": "button", "text": plain(1), **fields}


def option(**fields):
    return {"text": plain(1), "value": "v", **fields}


def select(count, **fields):
    return {"type": "static_select", "options": [option()] * count, **fields}


def rich(**run):
    elements = [{"type": "text", **run}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def group(count):
    return {"label": plain(1), "options": [option()] * count}


def field(element, **fields):
    return {"type": "input", "label": plain(1), "element": element, **fields}


def confirm(**fields):
    return {"title": plain(1), "text": mrkdwn(1), **fields}


TEXT_INPUT = {"type": "plain_text_input"}
PICTURE = "https://example.org/a.png"

EDGES = [
    ("section text", lambda n: section(text=mrkdwn(n)), 3000),
    ("section fields", lambda n: section(fields=[mrkdwn(1)] * n), 10),
    ("section field text", lambda n: section(fields=[mrkdwn(n)]), 2000),
    ("block id", lambda n: {"type": "divider", "block_id": "x" * n}, 255),
    ("header text", lambda n: {"type": "header", "text": plain(n)}, 150),
    ("context elements", lambda n: {"type": "context", "elements": [mrkdwn(1)] * n}, 10),
    ("actions elements", lambda n: actions(*[button()] * n), 25),
    ("action id", lambda n: actions(button(action_id="x" * n)), 255),
    ("button text", lambda n: actions(button(text=plain(n))), 75),
    ("button value", lambda n: actions(button(value="x" * n)), 2000),
    ("button url", lambda n: actions(button(url="x" * n)), 3000),
    ("confirm title", lambda n: actions(button(confirm=confirm(title=plain(n)))), 100),
    ("confirm text", lambda n: actions(button(confirm=confirm(text=plain(n)))), 300),
    ("confirm button", lambda n: actions(button(confirm=confirm(deny=plain(n)))), 30),
    ("select options", lambda n: actions(select(n)), 100),
    ("option text", lambda n: actions(select(0, options=[option(text=plain(n))])), 75),
    ("option value", lambda n: actions(select(0, options=[option(value="x" * n)])), 150),
    ("option note", lambda n: actions(select(0, options=[option(description=plain(n))])), 75),
    (
        "option groups",
        lambda n: actions({"type": "static_select", "option_groups": [group(1)] * n}),
        100,
    ),
    ("overflow options", lambda n: actions({"type": "overflow", "options": [option()] * n}), 5),
    ("checkboxes", lambda n: actions({"type": "checkboxes", "options": [option()] * n}), 10),
    ("radio buttons", lambda n: actions({"type": "radio_buttons", "options": [option()] * n}), 10),
    ("input label", lambda n: field(TEXT_INPUT, label=plain(n)), 2000),
    ("input hint", lambda n: field(TEXT_INPUT, hint=plain(n)), 2000),
    ("placeholder", lambda n: field({**TEXT_INPUT, "placeholder": plain(n)}), 150),
    ("image alt", lambda n: {"type": "image", "image_url": PICTURE, "alt_text": "x" * n}, 2000),
    ("markdown", lambda n: {"type": "markdown", "text": "x" * n}, 12_000),
    (
        "table rows",
        lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * n},
        100,
    ),
]


@pytest.mark.parametrize(
    ("build", "most"), [edge[1:] for edge in EDGES], ids=[e[0] for e in EDGES]
)
def test_a_limit_holds_to_the_letter(build, most):
    limits.check_message("x", [build(most)])

    with pytest.raises(Refused) as refused:
        limits.check_message("x", [build(most + 1)])

    assert refused.value.error == "invalid_blocks"
    assert refused.value.extra["response_metadata"]["messages"][0].startswith("[ERROR]")


def test_a_refusal_says_what_and_where_as_slack_does():
    with pytest.raises(Refused) as refused:
        limits.check_blocks([{"type": "divider"}, section(text=mrkdwn(3001))])

    assert refused.value.wire() == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"],
        "response_metadata": {
            "messages": [
                "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
            ]
        },
    }


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({}, "missing required field: type"),
        ({"type": "nonsense"}, "unsupported type: nonsense"),
        (section(), "must define one of: text, fields"),
        (section(text=mrkdwn(0)), "must be more than 0 characters"),
        (section(text="bare"), "must provide an object"),
        (section(text=mrkdwn(1), colour="red"), "invalid additional property: colour"),
        ({"type": "header", "text": mrkdwn(1)}, "unsupported type: mrkdwn"),
        ({"type": "context", "elements": []}, "no less than 1 items allowed"),
        (actions({"type": "static_select"}), "must define one of: options, option_groups"),
        (actions(button(style="blue")), "must be one of: primary, danger"),
        (actions(TEXT_INPUT), "unsupported type: plain_text_input"),
        (
            actions(button(action_id="a"), button(action_id="a")),
            '`action_id` "a" already exists',
        ),
        ({"type": "image", "alt_text": "x"}, "must define one of: image_url, slack_file"),
        ({"type": "input", "label": plain(1)}, "missing required field: element"),
        ("divider", "must provide an object"),
        (section(text=mrkdwn(1), expand="yes"), "must be a boolean"),
        (section(text=mrkdwn(1), block_id=1), "must be a string"),
        (section(fields=mrkdwn(1)), "must provide an array"),
        (field({**TEXT_INPUT, "min_length": "1"}), "must be an integer"),
        (rich(), "missing required field: text"),
        (rich(text=""), "must be more than 0 characters"),
    ],
)
def test_a_malformed_block_is_refused(block, words):
    with pytest.raises(Refused) as refused:
        limits.check_blocks([block])

    assert words in refused.value.extra["errors"][0]


def test_rich_text_of_every_kind_is_taken():
    runs = [
        {"type": "text", "text": "Hi ", "style": {"bold": True}},
        {"type": "user", "user_id": "U1ADA"},
        {"type": "emoji", "name": "wave"},
        {"type": "link", "url": "https://example.org", "text": "here"},
        {"type": "date", "timestamp": 0, "format": "{date}", "fallback": "1970"},
    ]
    section = {"type": "rich_text_section", "elements": runs}
    parts = [
        section,
        {"type": "rich_text_list", "style": "bullet", "elements": [section]},
        {"type": "rich_text_quote", "elements": runs},
        {"type": "rich_text_preformatted", "elements": runs[:1], "border": 0},
    ]

    limits.check_blocks([{"type": "rich_text", "elements": parts}])


def test_the_same_block_id_twice_is_refused():
    twice = [{"type": "divider", "block_id": "a"}] * 2

    with pytest.raises(Refused) as refused:
        limits.check_blocks(twice)

    assert '`block_id` "a" already exists' in refused.value.extra["errors"][0]


def test_what_only_the_sdk_knows_is_refused_too():
    cards = {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn(1)}] * 11}

    with pytest.raises(Refused, match="invalid_blocks"):
        limits.check_blocks([cards])


def test_a_message_holds_50_blocks_and_a_view_100():
    limits.check_blocks([{"type": "divider"}] * 50)
    limits.check_view({"type": "home", "blocks": [{"type": "divider"}] * 100}, "home")

    with pytest.raises(Refused, match="invalid_blocks"):
        limits.check_blocks([{"type": "divider"}] * 51)
    with pytest.raises(Refused, match="invalid_arguments"):
        limits.check_view({"type": "home", "blocks": [{"type": "divider"}] * 101}, "home")


def test_all_text_together_has_a_limit():
    limits.check_blocks([section(text=mrkdwn(2640))] * 5)

    with pytest.raises(Refused, match="msg_blocks_too_long"):
        limits.check_blocks([section(text=mrkdwn(2641))] * 5)


def test_markdown_adds_up_over_a_message():
    with pytest.raises(Refused, match="invalid_blocks"):
        limits.check_blocks([{"type": "markdown", "text": "x" * 6001}] * 2)


def modal(**fields):
    return {"type": "modal", "title": plain(1), "blocks": [section(text=mrkdwn(1))], **fields}


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (
            modal(title=plain(25)),
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (modal(submit=plain(25)), "must be less than 25 characters"),
        (modal(close=plain(25)), "must be less than 25 characters"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters"),
        (modal(callback_id="x" * 256), "must be less than 256 characters"),
        (modal(title=None), "missing required field: title"),
        (modal(blocks=[field(TEXT_INPUT)]), "missing required field: submit"),
        (modal(blocks=[{"type": "markdown", "text": "x"}]), "unsupported type: markdown"),
        (modal(submit_disabled=True), "invalid additional property: submit_disabled"),
        ({"type": "home", "title": plain(1), "blocks": []}, "invalid additional property: title"),
    ],
)
def test_a_view_beyond_its_limits_is_refused(view, words):
    with pytest.raises(Refused) as refused:
        limits.check_view(view, view["type"])

    assert refused.value.error == "invalid_arguments"
    assert words in refused.value.extra["response_metadata"]["messages"][1]


def test_a_view_too_large_is_refused():
    blocks = [section(text=mrkdwn(3000)) for _ in range(90)]

    with pytest.raises(Refused, match="view_too_large"):
        limits.check_view({"type": "home", "blocks": blocks}, "home")


def test_a_home_is_no_modal():
    with pytest.raises(Refused, match="invalid_arguments"):
        limits.check_view(modal(), "home")


async def test_the_api_refuses_what_the_limits_refuse(client, refusal):
    blocks = [section(text=mrkdwn(3001))]

    posted = await refusal(client.chat_postMessage(channel="U1ADA", text="x", blocks=blocks))
    published = await refusal(
        client.views_publish(user_id="U1ADA", view={"type": "home", "blocks": blocks})
    )

    assert posted["error"] == "invalid_blocks"
    assert published["error"] == "invalid_arguments"
    assert (
        "[json-pointer:/view/blocks/0/text/text]" in published["response_metadata"]["messages"][1]
    )
