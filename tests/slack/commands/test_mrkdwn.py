"""Slack's references have words, whatever they point to; a person's own signs stay theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.commands.mrkdwn import groups_in, people_in, plain
from tests.slack.views.screen import WORDS

NAMES = {"U1ADA": "Ada", "W2BEN": "Ben &lt;"}


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("ask <@U1ADA> today", "ask @Ada today"),
        ("ask <@U1ADA|ada.l>", "ask @Ada"),
        ("ask <@W2BEN>", "ask @Ben &lt;"),
        ("ask <@U9|noa>", "ask @noa"),
        ("ask <@U9>", "ask @someone"),
        ("ask <@U9|>", "ask @someone"),
        ("ask <@B9>", "ask @someone"),
        ("in <#C0123ABCD|>", "in a channel"),
        ("in <#C0123ABCD>", "in a channel"),
        ("in <#C0123ABCD|rota>", "in #rota"),
        ("told <!subteam^S1|@leads>", "told @leads"),
        ("told <!subteam^S1>", "told a group"),
        ("told <!here>", "told @here"),
        ("told <!here|here>", "told @here"),
        ("told <!channel>", "told @channel"),
        ("told <!everyone>", "told @everyone"),
        ("by <!date^1392734382^{date}|18 Feb>", "by 18 Feb"),
        ("by <!date^1392734382^{date}^https://x.org|18 &amp; 19 Feb>", "by 18 & 19 Feb"),
        ("by <!date^1392734382^{date}>", "by a date"),
        ("<!something^new|that>", "@that"),
        ("<!something^new>", "@something"),
        ("<https://x.org>", "https://x.org"),
        ("<https://x.org?a=1&amp;b=2>", "https://x.org?a=1&b=2"),
        ("<https://x.org|the plan>", "the plan (https://x.org)"),
        ("<http://example.com|example.com>", "example.com"),
        ("<mailto:ada@x.org|ada@x.org>", "ada@x.org"),
        ("<mailto:ada@x.org|Ada>", "Ada (ada@x.org)"),
        ("<mailto:ada@x.org>", "ada@x.org"),
        ("<tel:+4930123|+49 30 123>", "+49 30 123"),
        ("<sip:ada|Ada>", "Ada (sip:ada)"),
        ("<anything>", "anything"),
        ("R&amp;D", "R&D"),
        ("&amp;lt; and &amp;amp;", "&lt; and &amp;"),
        ("&copy; &quot; &#0;", "&copy; &quot; &#0;"),
        ("3 &lt; 4", "3 < 4"),
        ("&lt;@U1ADA&gt;", "<@U1ADA>"),
        ("<<@U1ADA>>", "<@Ada>"),
        ("a <b <@U1ADA>", "a <b @Ada"),
        ("cut <@U1ADA", "cut @Ada"),
        ("cut <#C012", "cut a channel"),
        ("heart <3", "heart <3"),
        ("<>", "<>"),
    ],
)
def test_what_slack_sends_is_read_as_it_was_meant(sent, read):
    assert plain(sent, NAMES, WORDS) == read


def test_those_mentioned_are_found_once_each_and_in_order():
    sent = "<@U2|ben> <@U1> <!subteam^S1|@leads> <@U2> <!subteam^S1> &lt;@U3&gt; <#C1>"

    assert people_in(sent) == ("U2", "U1")
    assert groups_in(sent) == ("S1",)


@given(st.text())
def test_what_a_person_types_comes_back_as_they_typed_it(text):
    sent = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert plain(sent, {}, WORDS) == text


@given(st.text(st.sampled_from("<>@#!|^&;abUWCS129 :/"), max_size=40))
def test_no_reference_is_too_odd(sent):
    plain(sent, {}, WORDS)
