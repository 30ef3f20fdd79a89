"""Every verb is understood however it was typed, and words to keep stay as they were typed."""

import ast
from datetime import date
from pathlib import Path

import pytest

from bot.slack.commands.coach import ADMIN_VERBS
from bot.slack.commands.coach import VERBS as COACH_VERBS
from bot.slack.commands.nudge import VERBS as NUDGE_VERBS
from bot.slack.commands.parse import Line, dated, first_person, order, pause_until
from bot.slack.views.typed import as_typed
from tests.slack.views.screen import WORDS
from tests.slack.views.view_files import VIEWS

SLACK = Path(__file__).parents[3] / "bot" / "slack"
VERBS = sorted({verb for verb in (*NUDGE_VERBS, *COACH_VERBS, *ADMIN_VERBS) if verb})
WAYS = {
    "plainly": "{verb} 1w",
    "with spaces around": "  {verb}   1w  ",
    "with a no-break space": "{verb}\u00a01w",
    "with a narrow no-break space": "{verb}\u202f1w",
    "with an ideographic space": "{verb}\u30001w",
    "with a line break": "{verb}\n1w",
    "with a tab": "{verb}\t1w",
    "with a Windows line break": "{verb}\r\n1w",
    "with a space of no width": "\u200b{verb}\u200b1w\ufeff",
    "with marks of direction": "\u200f{verb}\u200e 1w\u202c",
    "in typographic quotes": "“{verb}” ‘1w’",
    "in quotes as a whole": "„{verb} 1w“",
    "in guillemets": "« {verb} 1w »",
    "as code": "`{verb}` `1w`",
    "as code as a whole": "`{verb} 1w`",
    "in bold": "*{verb}* 1w",
    "in bold as a whole": "*{verb} 1w*",
    "in italics": "_{verb}_ _1w_",
    "struck through": "~{verb}~ 1w",
    "in bold italics": "*_{verb}_* 1w",
    "with a colon": "{verb}: 1w",
    "with a comma": "{verb}, 1w",
    "with an exclamation": "{verb}! 1w!",
    "with a full stop": "{verb} 1w.",
    "with a slash": "/{verb} 1w",
}


@pytest.mark.parametrize("way", WAYS)
def test_every_verb_is_understood(way):
    for verb in VERBS:
        for typed in (verb, verb.upper(), verb.title()):
            told = order(WAYS[way].format(verb=typed), WORDS)

            assert (told.verb, told.line.words) == (verb, "1w")


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_in_full_width_letters_or_with_another_hyphen_is_understood(verb):
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter != "-" else "‑" for letter in verb)

    assert order(f"／{wide}　１ｗ", WORDS).verb == verb
    assert order(verb.replace("-", "–"), WORDS).verb == verb


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "?", "``", "* *", "\u3164"])
def test_nothing_is_no_verb(nothing):
    assert order(nothing, WORDS).verb == ""


def test_a_verb_may_touch_the_person():
    told = order("show<@U1ADA>", WORDS)

    assert (told.verb, told.line.people) == ("show", ("U1ADA",))


@pytest.mark.parametrize(
    ("typed", "about", "rest"),
    [
        ("<@U1> Q&amp;A with R&amp;D", "U1", "Q&amp;A with R&amp;D"),
        ("<@U1|ada> met <@U2>\nand <@U1>", "U1", "met <@U2>\nand <@U1>"),
        ("tell <@U1> *now*", "U1", "tell  *now*"),
    ],
)
def test_words_to_keep_are_about_the_first_person(typed, about, rest):
    assert first_person(Line(typed, people=("U1",))) == (about, rest)


@pytest.mark.parametrize("typed", ["FOR 1w", "1 Week", "until\u00a010 march", "Till 10 March"])
def test_a_pause_is_read_in_any_case(typed):
    assert pause_until(order(f"pause {typed}", WORDS).line.words, date(2026, 3, 3)) == date(
        2026, 3, 10
    )


@pytest.mark.parametrize(
    "typed",
    ["by friday: send it", "*friday* send it", "“Friday”, send it", "on\u00a0friday send it"],
)
def test_a_promise_begins_with_its_day(typed):
    assert dated(typed, date(2026, 3, 3)) == (date(2026, 3, 6), "send it")


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("note <@U1|ada> R&amp;D &lt;3", "note <@U1> R&amp;D &lt;3"),
        ("assign <!subteam^S1|@leads> x", "assign <!subteam^S1> x"),
        ("say <!channel> <#C1|rota>", "say @\u2060channel #rota"),
        ("say &lt;@U1&gt; <https://x.org|y>", "say &lt;@\u2060U1&gt; y (https://x.org)"),
    ],
)
def test_a_line_comes_back_as_it_was_typed_and_calls_nobody_else(markup, shown):
    assert as_typed(markup, WORDS) == shown


READS_TEXT = {"nudge.nudge", "coach.coach", "rich_text.words_of", "rich_text._plain"}
"""Where text of a person is taken out of a payload; each of them hands it to a reader."""


def test_nothing_else_takes_text_out_of_a_payload():
    """What only draws text has it from Slack's own blocks (`views`) or reads a form's value."""
    found = {
        f"{path.stem}.{function.name}"
        for path in SLACK.rglob("*.py")
        if path not in VIEWS
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if _asks_for(node) == "text"
    }

    assert found == READS_TEXT


def _asks_for(node):
    """What `payload["text"]` and `payload.get("text")` ask for."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return node.slice.value
    is_get = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get"
    return getattr(node.args[0], "value", "") if is_get and node.args else ""
