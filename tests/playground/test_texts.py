"""The words a person reads, taken from all kinds of blocks."""

import pytest

from bot.playground import texts_of


def text(words):
    return {"type": "mrkdwn", "text": words}


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"type": "header", "text": text("Day 3")}, "Day 3"),
        ({"type": "section", "fields": [text("a"), text("b")]}, "a\nb"),
        (
            {
                "type": "section",
                "text": text("a"),
                "accessory": {"type": "button", "text": text("b")},
            },
            "a\nb",
        ),
        ({"type": "context", "elements": [text("small")]}, "small"),
        (
            {
                "type": "actions",
                "elements": [{"type": "overflow", "options": [{"text": text("Later")}]}],
            },
            "Later",
        ),
        (
            {
                "type": "input",
                "label": text("Act"),
                "element": {"type": "plain_text_input", "placeholder": text("One thing")},
                "hint": text("Short"),
            },
            "Act\nShort\nOne thing",
        ),
        (
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [
                            {"type": "text", "text": "Hi "},
                            {"type": "user", "user_id": "U1ADA"},
                            {"type": "emoji", "name": "wave"},
                        ],
                    },
                    {
                        "type": "rich_text_list",
                        "elements": [
                            {
                                "type": "rich_text_section",
                                "elements": [{"type": "link", "url": "https://a.b"}],
                            }
                        ],
                    },
                ],
            },
            "Hi <@U1ADA>:wave:\nhttps://a.b",
        ),
        (
            {
                "type": "table",
                "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]],
            },
            "a\nb",
        ),
        ({"type": "divider"}, ""),
    ],
)
def test_all_words_of_a_block_are_read(block, words):
    assert texts_of({"text": "fallback", "blocks": [block]}) == words


def test_a_message_without_blocks_is_its_text_and_files():
    message = {"text": "See here", "files": [{"name": "a.txt", "title": "Notes"}]}

    assert texts_of(message) == "See here\nNotes"


def test_a_modal_is_read_from_title_to_buttons():
    view = {
        "title": text("Plan"),
        "blocks": [{"type": "section", "text": text("Well?")}],
        "submit": text("Save"),
        "close": None,
    }

    assert texts_of(view) == "Plan\nWell?\nSave"
