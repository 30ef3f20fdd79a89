"""Slack's limits for every block and element, as far as they are known."""

from bot.playground.api.schema import (
    Check,
    anything,
    boolean,
    both,
    by_type,
    either,
    integer,
    many,
    one_of,
    string,
    thing,
)

ID = string(255)


def plain_text(most: int, least: int = 1) -> Check:
    return by_type({"plain_text": thing({"text": string(most, least)}, {"emoji": boolean})})


def any_text(most: int, least: int = 1) -> Check:
    mrkdwn = thing({"text": string(most, least)}, {"verbatim": boolean})
    plain = thing({"text": string(most, least)}, {"emoji": boolean})
    return by_type({"mrkdwn": mrkdwn, "plain_text": plain})


CONFIRM = thing(
    {"title": plain_text(100), "text": any_text(300)},
    {"confirm": plain_text(30), "deny": plain_text(30), "style": one_of("primary", "danger")},
)
PLACEHOLDER = plain_text(150)
DISPATCH = thing({}, {"trigger_actions_on": many(string(60), 2)})
SLACK_FILE = thing({}, {"id": string(255), "url": string(3000)})


def option(text: Check) -> Check:
    return thing(
        {"text": text, "value": string(150)},
        {"description": any_text(75), "url": string(3000)},
    )


MENU_OPTION = option(plain_text(75))
LIST_OPTION = option(any_text(75))
OPTIONS = many(MENU_OPTION, 100)
OPTION_GROUPS = many(thing({"label": plain_text(75), "options": OPTIONS}), 100)
ACTS = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean}
MENU = {**ACTS, "placeholder": PLACEHOLDER}
OFFER = {"options": OPTIONS, "option_groups": OPTION_GROUPS}
MANY = {"max_selected_items": integer}
TYPED = {
    "action_id": ID,
    "placeholder": PLACEHOLDER,
    "focus_on_load": boolean,
    "dispatch_action_config": DISPATCH,
}
LENGTHS = {"min_length": integer, "max_length": integer}
FILTER = {
    "filter": anything,
    "default_to_current_conversation": boolean,
    "response_url_enabled": boolean,
}


def _static(**initial: Check) -> Check:
    return both(either("options", "option_groups"), thing({}, {**MENU, **OFFER, **initial}))


def _menu(**more: Check) -> Check:
    return thing({}, {**MENU, **more})


BUTTON = thing(
    {"text": plain_text(75)},
    {
        "action_id": ID,
        "value": string(2000),
        "url": string(3000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
    },
)
IMAGE_ELEMENT = both(
    either("image_url", "slack_file"),
    thing(
        {"alt_text": string(2000)},
        {"image_url": string(3000), "slack_file": SLACK_FILE},
    ),
)
CHECKBOXES = thing(
    {"options": many(LIST_OPTION, 10)}, {**ACTS, "initial_options": many(LIST_OPTION, 10)}
)
RADIO = thing({"options": many(LIST_OPTION, 10)}, {**ACTS, "initial_option": LIST_OPTION})
OVERFLOW = thing({"options": many(MENU_OPTION, 5)}, {"action_id": ID, "confirm": CONFIRM})
CHOICES = {
    "static_select": _static(initial_option=MENU_OPTION),
    "multi_static_select": _static(initial_options=OPTIONS, **MANY),
    "external_select": _menu(initial_option=MENU_OPTION, min_query_length=integer),
    "multi_external_select": _menu(initial_options=OPTIONS, min_query_length=integer, **MANY),
    "users_select": _menu(initial_user=string(255)),
    "multi_users_select": _menu(initial_users=many(string(255), 100), **MANY),
    "conversations_select": _menu(initial_conversation=string(255), **FILTER),
    "multi_conversations_select": _menu(
        initial_conversations=many(string(255), 100), **FILTER, **MANY
    ),
    "channels_select": _menu(initial_channel=string(255), response_url_enabled=boolean),
    "multi_channels_select": _menu(initial_channels=many(string(255), 100), **MANY),
    "datepicker": _menu(initial_date=string(10)),
    "timepicker": _menu(initial_time=string(5), timezone=string(255)),
    "checkboxes": CHECKBOXES,
    "radio_buttons": RADIO,
}
DATETIME = {"datetimepicker": thing({}, {**ACTS, "initial_date_time": integer})}
ACTION_ELEMENTS = {
    **CHOICES,
    **DATETIME,
    "button": BUTTON,
    "overflow": OVERFLOW,
    "workflow_button": anything,
}
INPUT_ELEMENTS = {
    **CHOICES,
    **DATETIME,
    "plain_text_input": thing(
        {}, {**TYPED, **LENGTHS, "multiline": boolean, "initial_value": string(3000)}
    ),
    "rich_text_input": thing({}, {**TYPED, "initial_value": anything}),
    "email_text_input": thing({}, {**TYPED, "initial_value": string(3000)}),
    "url_text_input": thing({}, {**TYPED, "initial_value": string(3000)}),
    "number_input": thing(
        {"is_decimal_allowed": boolean},
        {
            **TYPED,
            "initial_value": string(3000),
            "min_value": string(30),
            "max_value": string(30),
        },
    ),
    "file_input": thing(
        {}, {"action_id": ID, "filetypes": many(string(20), 100), "max_files": integer}
    ),
}
BLOCK_ID = {"block_id": ID}
RUN = by_type(
    {
        "text": thing({"text": string(12_000, 1)}, {"style": anything}),
        "link": thing(
            {"url": string(3000, 1)},
            {"text": string(3000), "style": anything, "unsafe": boolean},
        ),
        "user": thing({"user_id": ID}, {"style": anything}),
        "usergroup": thing({"usergroup_id": ID}, {"style": anything}),
        "channel": thing({"channel_id": ID}, {"style": anything}),
        "emoji": thing({"name": ID}, {"unicode": string(255), "style": anything}),
        "broadcast": thing({"range": one_of("here", "channel", "everyone")}, {"style": anything}),
        "date": thing(
            {"timestamp": integer, "format": string(255, 1)},
            {"url": string(3000), "fallback": string(255), "style": anything},
        ),
        "color": thing({"value": string(7, 1)}, {"style": anything}),
    }
)
RUNS = {"elements": many(RUN, 1000, 0)}
SECTION = thing(RUNS)
BORDERED = thing(RUNS, {"border": integer})
RICH_TEXT_PARTS = {
    "rich_text_section": SECTION,
    "rich_text_preformatted": BORDERED,
    "rich_text_quote": BORDERED,
    "rich_text_list": thing(
        {
            "elements": many(by_type({"rich_text_section": SECTION}), 1000, 0),
            "style": one_of("bullet", "ordered"),
        },
        {"indent": integer, "offset": integer, "border": integer},
    ),
}
EVERYWHERE = {
    "section": both(
        either("text", "fields"),
        thing(
            {},
            {
                **BLOCK_ID,
                "text": any_text(3000),
                "fields": many(any_text(2000), 10),
                "accessory": by_type({**ACTION_ELEMENTS, "image": IMAGE_ELEMENT}),
                "expand": boolean,
            },
        ),
    ),
    "divider": thing({}, BLOCK_ID),
    "header": thing({"text": plain_text(150)}, {**BLOCK_ID, "level": integer}),
    "image": both(
        either("image_url", "slack_file"),
        thing(
            {"alt_text": string(2000)},
            {
                **BLOCK_ID,
                "image_url": string(3000),
                "slack_file": SLACK_FILE,
                "title": plain_text(2000),
            },
        ),
    ),
    "context": thing(
        {
            "elements": many(
                by_type(
                    {
                        "image": IMAGE_ELEMENT,
                        "mrkdwn": any_text(3000),
                        "plain_text": any_text(3000),
                    }
                ),
                10,
            )
        },
        BLOCK_ID,
    ),
    "actions": thing({"elements": many(by_type(ACTION_ELEMENTS), 25)}, BLOCK_ID),
    "input": thing(
        {"label": plain_text(2000), "element": by_type(INPUT_ELEMENTS)},
        {
            **BLOCK_ID,
            "hint": plain_text(2000),
            "optional": boolean,
            "dispatch_action": boolean,
        },
    ),
    "rich_text": thing({"elements": many(by_type(RICH_TEXT_PARTS), 1000)}, BLOCK_ID),
    "video": anything,
}
MESSAGES_ONLY = {
    "markdown": thing({"text": string(12_000, 1)}, BLOCK_ID),
    "table": thing(
        {"rows": many(many(anything, 20), 100)},
        {**BLOCK_ID, "column_settings": many(anything, 20)},
    ),
    "context_actions": thing(
        {"elements": many(by_type({"feedback_buttons": anything, "icon_button": anything}), 5)},
        BLOCK_ID,
    ),
    "file": anything,
    "call": anything,
    "task_card": anything,
    "plan": anything,
    "card": anything,
    "carousel": anything,
    "container": anything,
    "data_table": anything,
    "data_visualization": anything,
}
MESSAGE_BLOCKS = by_type({**EVERYWHERE, **MESSAGES_ONLY})
HOME_BLOCKS = by_type(EVERYWHERE)
MODAL_BLOCKS = by_type({**EVERYWHERE, "alert": anything})

VIEW = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
HOME = thing({"blocks": many(HOME_BLOCKS, 100, 0)}, VIEW)
MODAL = thing(
    {"title": plain_text(24), "blocks": many(MODAL_BLOCKS, 100, 0)},
    {
        **VIEW,
        "submit": plain_text(24),
        "close": plain_text(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
)
