"""What `docs/authoring.md` tells coaches is so."""

import re
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.tracks.begin import begin
from bot.content.tracks.body import LABELS
from bot.content.tracks.header import KEYS
from bot.domain.practice.track import Kind

DOC = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*LABELS, *KEYS, *Kind])
def test_every_label_key_and_type_is_explained(word):
    assert f"`{word}`" in DOC


def test_the_day_it_shows_checks_clean(tmp_path):
    [shown] = re.findall(r"```\n(## Day 2 .*?)```", DOC, re.DOTALL)
    path = begin(tmp_path, "ask-first", "", 5)
    text = path.read_text(encoding="utf-8")
    start, end = text.index("## Day 2"), text.index("## Day 3")
    path.write_text(f"{text[:start]}{shown}\n{text[end:]}", encoding="utf-8")

    lines = range(text[:start].count("\n") + 1, (text[:start] + shown).count("\n") + 1)
    assert [str(p) for p in check(path).problems if p.line in lines] == []
