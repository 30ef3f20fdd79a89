"""Reading one track file: every rule, and the sentence an author sees when it is broken."""

import pytest

from bot.content.tracks.track_file import read_track, read_track_file
from bot.domain.practice.track import Kind, Needs, Nudge, ReplyKind

PICK = "Pick one number you check often."
CHOICE = "choice: None / One / Two or more"
DAY_1 = "## Day 1 | notice | What the number hides"
TITLE = "title: Stay close to the work"
REPLY_1 = "Reply: text\nSmaller: Name"

HEADER_ERRORS = [
    ("---\ntrack", "track", 'line 1: There is no header. Begin the file with a line of "---".'),
    (
        "status: ready\n---\n",
        "status: ready\n",
        'line 7: The header does not end. Put a line of "---" below this one.',
    ),
    (
        "title: ",
        "title:\t",
        "line 3: There is a tab in this header line. Use a space instead.",
    ),
    (
        "title: ",
        "“title”: ",
        "line 3: Take the quotes off the header key: write title: without them.",
    ),
    ("title: ", "Title: ", 'line 3: "Title" is not a header key. Did you mean "title"?'),
    (
        "status: ready",
        "status: ready\nauthor: me",
        (
            'line 8: "author" is not a header key. '
            "Use one of: track, title, for, purpose, needs, status, ideas, asked as."
        ),
    ),
    (
        "status: ready",
        "status: ready\nstatus: draft",
        'line 8: "status" is already on line 7. Keep one of the two.',
    ),
    (
        "status: ready",
        "status: ready\nonly words",
        'line 8: "only words" is not a header line. Write it as key: value.',
    ),
    (
        "status: ready",
        " status: ready",
        "line 7: This header line begins with a space. Move it to the start of the line.",
    ),
    (
        "title: Stay",
        "title: Stay: come",
        'line 3: A header value cannot hold a colon and a space (": "). Use a comma or a dash.',
    ),
    (
        "title: Stay",
        "title: Stay #1",
        'line 3: A header value cannot hold " #": what follows would be lost. Leave out the "#".',
    ),
    (
        TITLE,
        "title: [a, b]",
        'line 3: The value of "title" is not plain text. Begin it with a letter or a number.',
    ),
    (
        TITLE,
        "title: 'Stay",
        'line 3: The value of "title" is not plain text. Begin it with a letter or a number.',
    ),
    (
        TITLE,
        "title:",
        'line 3: "title" is empty. Write, for example: title: Stay close to the work',
    ),
    (
        "status: ready\n",
        "",
        'line 1: The header has no "status". Add a line such as: status: draft',
    ),
    ("status: ready", "status: redy", 'line 7: "redy" is not a status. Write ready or draft.'),
    (
        "track: ground-level",
        "track: Ground Level",
        (
            'line 2: "Ground Level" cannot be the id of a track. Use small letters, digits and '
            "hyphens, at most 40, beginning with a letter."
        ),
    ),
    (
        "track: ground-level",
        "track: upper-level",
        (
            'line 2: The header says "track: upper-level" and the file is called ground-level.md. '
            "Make the two the same."
        ),
    ),
    (
        "needs: start-here",
        "needs: start here",
        (
            'line 6: "start here" is not a list of tracks. Write none, one id, "a, b" for both, '
            '"a | b" for either, or any 3.'
        ),
    ),
    (
        TITLE,
        "title: " + "x" * 76,
        "line 3: The title has 76 characters. Keep it to 40.",
    ),
    (
        "purpose: Know",
        "purpose: " + "Know " * 40,
        'line 5: "purpose" has 239 characters. Keep it under 200.',
    ),
    (
        "Note for coaches",
        "so " * 700 + "Note for coaches",
        "line 9: The note has 2,164 characters. Keep it under 2,000.",
    ),
]

DAY_ERRORS = [
    (
        DAY_1,
        "## Day 1: What the number hides",
        (
            'line 11: "## Day 1: What the number hides" is not a day. '
            "Write it like this: ## Day 1 | try | A short title"
        ),
    ),
    (
        DAY_1,
        "## The first day",
        (
            'line 11: "## The first day" is not a day. '
            "Write it like this: ## Day 1 | try | A short title"
        ),
    ),
    (
        "Note for coaches",
        "# Notes\nNote for coaches",
        'line 9: "# Notes" is not a day. Write it like this: ## Day 1 | try | A short title',
    ),
    (
        DAY_1,
        "## Day 1 | notice |",
        "line 11: The title is missing. End the heading with a few words: | A title",
    ),
    (
        DAY_1,
        "## Day 1 | notise | What the number hides",
        'line 11: "notise" is not a type of day. Did you mean "notice"?',
    ),
    (
        "## Day 3",
        "## Day 2",
        "line 36: This is day 3 of the file, and it says Day 2. Write Day 3.",
    ),
    (
        DAY_1,
        "## Day 0 | notice | What the number hides",
        "line 11: This is day 1 of the file, and it says Day 0. Write Day 1.",
    ),
    (
        (
            "Pick one number you check often. Think about the people behind it. What do they\n"
            "do in the hour before that number moves?"
        ),
        "Pick.",
        "line 12: The message has 24 words. Write at least 25.",
    ),
    (
        PICK,
        "Look at it. " * 30,
        "line 12: The message has 130 words. Keep it to 90.",
    ),
    (
        "Ask: What about the work behind it do you not know?\n",
        "",
        'line 11: Day 1 has no question. Add a line "Ask: …?"',
    ),
    (
        "Ask: What about the work behind it do you not know?",
        "Ask:",
        'line 16: "Ask" is empty. Write something, or take it out.',
    ),
    (REPLY_1, "Smaller: Name", 'line 11: Day 1 has no "Reply". Add, for one: Reply: text'),
    (
        REPLY_1,
        "Reply: texts\nSmaller: Name",
        'line 17: "texts" is not a kind of reply. Write text, plan, buttons or choice: A / B',
    ),
    (
        REPLY_1,
        f"Reply: text\n{REPLY_1}",
        'line 18: "Reply" is already on line 17. Keep one of the two.',
    ),
    ("Smaller: Name", "Smallr: Name", 'line 18: "Smallr" is not a label. Did you mean "Smaller"?'),
    (
        "Smaller: Name",
        "smaller: Name",
        'line 18: "smaller" is not a label. Did you mean "Smaller"?',
    ),
    (
        "Smaller: Name",
        "**Smaller:** Name",
        'line 18: Write "Smaller:" at the start of the line, with no marks.',
    ),
    (
        "Why: A number",
        "The whole reason: A number",
        (
            'line 19: "The whole reason" is not a label. Use one of: Ask, Reply, Plan, Smaller, '
            "Again, Review, Answer, Key, Confidence, Private, Signal, Why, Also, Asked as."
        ),
    ),
    (
        "number you watch. That",
        "number you watch.\n\nThat",
        "line 20: This text comes after a label, so it would not be sent. Move it above Ask.",
    ),
    (
        CHOICE,
        "choice: None",
        "line 51: A choice needs at least two options. Put a slash between them: choice: A / B",
    ),
    (
        CHOICE,
        "choice: A / B / C / D / E / F / G",
        "line 51: A choice has at most 6 options; here are 7.",
    ),
    (
        CHOICE,
        "choice: One / One",
        "line 51: Two of the options are the same, or one is empty. Mend the slashes.",
    ),
    (
        CHOICE,
        "choice: None / Half of them, as far as we know",
        'line 51: The option "Half of them, as far as we know" has 31 characters. Keep it to 30.',
    ),
    (
        "Reply: plan\nPlan: If it is ___, then I will mend ___.",
        "Reply: text",
        "line 42: This is a plan day. Write Reply: plan, and a line that begins Plan:",
    ),
    (
        "Plan: If it is ___, then I will mend ___.\n",
        "",
        (
            "line 42: The reply is a plan, so add a line such as: "
            "Plan: If it is ___, then I will ___."
        ),
    ),
    (
        "it is ___, then I will mend ___",
        "it rains, then I will stay in",
        'line 43: The plan has no blank. Write three underlines: "___".',
    ),
    (
        REPLY_1,
        "Plan: ___\nReply: text\nSmaller: Name",
        'line 17: "Plan" is used with Reply: plan only. Change the reply or take it out.',
    ),
    (
        CHOICE,
        "text",
        "line 51: A private day collects taps, never text. Write Reply: buttons or a choice.",
    ),
    (
        "Private: yes",
        "Private: yes\nSignal: None",
        "line 53: A private day tells the coach nothing. Take the Signal out.",
    ),
    ("Private: yes", "Private: ja", 'line 52: "Private" is yes or no. Write Private: yes'),
    (
        "Signal: Nothing planned",
        "Signal: Nothing",
        'line 62: "Nothing" is not one of the choices above. Copy it from the Reply line.',
    ),
    (
        "Smaller: Ask one person in writing: what slows you down most?\n",
        "",
        'line 21: Day 2 (try) has no two-minute version. Add a line "Smaller: …".',
    ),
    (
        "Smaller: Tell one person what came of it.\n",
        "",
        'line 45: Day 4 (ask-your-team) has no two-minute version. Add a line "Smaller: …".',
    ),
    (
        (
            "Review: From memory, what two things did you say and ask as a guest?\n"
            "Answer: I am here to learn. What slows you down?\n"
        ),
        "",
        'line 30: A key skill comes back for review. Add a line "Review: …?"',
    ),
    (
        "Why: A number is the end of a story.",
        "Answer: Because.",
        'line 19: "Answer" is shown below a review. Add a line "Review: …?"',
    ),
    (
        "Key: see-the-work",
        "Key: See the work",
        'line 30: "See the work" cannot be a key. Use small letters and hyphens: see-the-work',
    ),
    (
        "Why: A number",
        "Why: " + "no " * 61 + "number",
        'line 19: "Why" has 68 words. Keep it to 30.',
    ),
    (
        PICK,
        "Ask @priya.lane first.",
        (
            'line 12: This would call on somebody by name. Say "one person" in place of '
            '"@priya.lane".'
        ),
    ),
    (
        PICK,
        "Ask <!channel> first.",
        'line 12: This would call on somebody by name. Say "one person" in place of "<!channel>".',
    ),
    (
        PICK,
        "Read https://example.com/a first.",
        (
            "line 12: This takes people out of the message. "
            'Leave the link or address "https://example.com/a" out.'
        ),
    ),
    (
        "Name one number",
        "Write to ada@example.com with one number",
        (
            "line 18: This takes people out of the message. "
            'Leave the link or address "ada@example.com" out.'
        ),
    ),
    (
        PICK,
        "Smile :slightly_smiling_face: first.",
        (
            'line 12: Some screens read the emoji ":slightly_smiling_face:" aloud as a code. '
            "Leave it out."
        ),
    ),
    (
        PICK,
        "Pick one <!-- or two --> of them.",
        'line 12: A remark after "<!--" would be sent as well. Move it to the note for coaches.',
    ),
    (
        "gap. Either",
        "gap. 60% of new managers fail. Either",
        "line 14: This gives a figure about people who fail. Leave the figure out.",
    ),
    (
        PICK,
        "Two in five leaders are fired.",
        "line 12: This gives a figure about people who fail. Leave the figure out.",
    ),
    (
        PICK,
        "Most new managers derail.",
        "line 12: This gives a figure about people who fail. Leave the figure out.",
    ),
    (
        "Think about the people",
        "Think about the \x07 people",
        "line 12: There is a character here that cannot be seen. Type the line anew.",
    ),
]

WARNINGS = [
    (
        TITLE,
        "title: Stay close to the work they do",
        "line 3: The title is long. 6 words and 40 characters are enough.",
    ),
    (
        "Think of one saving",
        "Look at it now. " * 9 + "Think of one saving",
        "line 56: The message has 73 words. 70 are enough.",
    ),
    (
        "Why: A number is",
        "Why: " + "No. " * 30 + "A number is",
        'line 19: "Why" has 38 words. 30 are enough.',
    ),
    (
        "Say you are there to learn, not to check.",
        (
            "Say you are there to learn and to see and to look at how they work and hear what "
            "they do each day."
        ),
        (
            'line 23: The sentence that begins "Say you are there" has 23 words. '
            "Split it: 22 are enough."
        ),
    ),
    (
        "number you check often.",
        "number you check often!",
        "line 12: There is an exclamation mark. A full stop is calmer.",
    ),
    (
        "Pick one number",
        "Pick **one** number",
        'line 12: Slack shows "**" as two stars. Leave them out.',
    ),
    (
        "gap. Either",
        "gap.\n- Either",
        "line 15: A list runs on in one line when it is sent. Write a sentence.",
    ),
    (
        "Thank them and write",
        "You must thank them and write",
        'line 47: "must" is a word to do without: write "need to", or ask.',
    ),
    (
        "## Day 4 | ask-your-team",
        "## Day 4 | reflect",
        "2 of 5 days are try, plan or ask-your-team. Make it half or more.",
    ),
    (
        "## Day 5 | review",
        "## Day 5 | reflect",
        "line 55: The last day is no review or plan. End with one of these.",
    ),
    (
        DAY_1,
        "## Day 1 | try | What the number hides",
        "line 11: The first day is a try day. Begin with something to notice.",
    ),
    (
        "## Day 4 | ask-your-team",
        "## Day 4 | plan",
        "line 45: Two plan days follow each other. Put another kind between.",
    ),
]


def sentences(problems, severity):
    """The problems of one severity, without the name of the file."""
    found = [str(problem) for problem in problems if problem.severity == severity]
    return [text.removeprefix("ground-level.md").lstrip(": ") for text in found]


@pytest.mark.parametrize(("old", "new", "sentence"), HEADER_ERRORS + DAY_ERRORS)
def test_a_broken_rule_is_said_once_with_its_line_and_mend(
    write, ground_level, old, new, sentence
):
    assert old in ground_level
    path = write("ground-level.md", ground_level.replace(old, new, 1))

    track, problems = read_track(path)

    assert track is None
    assert sentences(problems, "error") == [sentence]


@pytest.mark.parametrize(("old", "new", "sentence"), WARNINGS)
def test_what_reads_badly_is_a_warning_and_the_track_still_loads(
    write, ground_level, old, new, sentence
):
    assert old in ground_level
    path = write("ground-level.md", ground_level.replace(old, new, 1))

    track, problems = read_track(path)

    assert track is not None
    assert sentences(problems, "warning") == [sentence]


def test_a_good_file_is_read_whole(write, ground_level):
    track, problems = read_track(write("ground-level.md", ground_level))

    assert problems == []
    assert (track.id, track.title, track.ready) == ("ground-level", "Stay close to the work", True)
    assert track.audience == "Managers who see the work mostly as numbers"
    assert track.purpose == "Know the real work and remove what slows it"
    assert track.needs == Needs(every=("start-here",))
    assert track.note == "works well before a budget round."
    assert [nudge.kind for nudge in track.nudges] == [
        Kind.NOTICE,
        Kind.TRY,
        Kind.PLAN,
        Kind.ASK,
        Kind.REVIEW,
    ]


def test_a_day_keeps_its_paragraphs_and_every_label(write, ground_level):
    track, _ = read_track(write("ground-level.md", ground_level))

    visit = track.nudge("ground-level.2")

    assert visit == Nudge(
        id="ground-level.2",
        day=2,
        kind=Kind.TRY,
        title="Visit as a guest",
        message=(
            "Ask someone if you can watch their work for ten minutes, at a time that suits them. "
            "A screen share is fine. Say you are there to learn, not to check.\n\n"
            "Ask what slows them down. Write it down and thank them. No fixing yet."
        ),
        ask="What is one thing you saw?",
        reply=ReplyKind.TEXT,
        smaller="Ask one person in writing: what slows you down most?",
        again="Visit someone whose work you know least.",
        review="From memory, what two things did you say and ask as a guest?",
        answer="I am here to learn. What slows you down?",
        key="see-the-work",
        confidence=True,
        asked_as=(
            "how do I visit without it feeling like a check",
            "what do they do all day",
            "I want to watch them work",
        ),
    )


def test_choices_plans_and_signals_are_taken_apart(write, ground_level):
    track, _ = read_track(write("ground-level.md", ground_level))

    assert track.nudge("ground-level.1").why == "A number is the end of a story."
    assert track.nudge("ground-level.3").plan == "If it is ___, then I will mend ___."
    assert track.nudge("ground-level.4").choices == ("None", "One", "Two or more")
    assert track.nudge("ground-level.4").private
    assert track.nudge("ground-level.5").signal == ("Nothing planned",)


@pytest.mark.parametrize(
    ("typed", "needs"),
    [
        ("none", Needs()),
        ("trust", Needs(every=("trust",))),
        ("trust, delegation", Needs(every=("trust", "delegation"))),
        ("trust | delegation", Needs(either=("trust", "delegation"))),
        ("any 3", Needs(count=3)),
    ],
)
def test_needs_are_all_one_of_or_a_number(write, ground_level, typed, needs):
    text = ground_level.replace("needs: start-here", f"needs: {typed}")

    track, _ = read_track(write("ground-level.md", text))

    assert track.needs == needs


@pytest.mark.parametrize("value", ["no", "on", "1.0", "2026-01-01", "null", "~", "0x1F"])
def test_a_header_value_stays_as_it_was_typed(write, ground_level, value):
    text = ground_level.replace("purpose: Know the real work", f"purpose: {value}")
    text = text.replace(f"{value} and remove what slows it", value)

    track, _ = read_track(write("ground-level.md", text))

    assert track.purpose == value


def test_a_quoted_header_value_may_hold_a_colon(write, ground_level):
    text = ground_level.replace(TITLE, 'title: "Stay: close"')

    track, _ = read_track(write("ground-level.md", text))

    assert track.title == "Stay: close"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(
    tmp_path, write, ground_level, line_end, mark
):
    plain, _ = read_track(write("plain/ground-level.md", ground_level))
    path = tmp_path / "ground-level.md"
    path.write_bytes((mark + ground_level.replace("\n", line_end)).encode())

    track, problems = read_track(path)

    assert (track, problems) == (plain, [])


def test_every_problem_is_said_at_once_in_the_order_of_the_lines(write, ground_level):
    text = ground_level.replace("Smaller: Name", "Smallr: Name")
    text = text.replace("Two or more", "Two or more of the things I asked about")
    text = text.replace("status: ready", "status: done")

    _, problems = read_track(write("ground-level.md", text))

    assert [problem.line for problem in problems] == [7, 18, 51]
    assert str(problems[1]) == (
        'ground-level.md line 18: "Smallr" is not a label. Did you mean "Smaller"?'
    )


@pytest.mark.parametrize("blanks", ["\t", "  ", "\u00a0"])
def test_a_heading_that_was_moved_in_is_a_heading(write, ground_level, blanks):
    text = ground_level.replace("## Day 2", f"{blanks}## Day 2")

    _, problems = read_track(write("ground-level.md", text))

    assert sentences(problems, "error") == []


def test_a_missing_day_is_named(write, ground_level):
    start, end = ground_level.index("## Day 2"), ground_level.index("## Day 3")
    text = ground_level[:start] + ground_level[end:]

    _, problems = read_track(write("ground-level.md", text))

    assert sentences(problems, "error") == [
        "line 21: Day 2 is missing before Day 3. Count on without a gap.",
    ]


def test_several_missing_days_and_one_out_of_order_are_named(write, ground_level):
    text = ground_level.replace("## Day 2", "## Day 9").replace("## Day 4", "## Day 1")

    _, problems = read_track(write("ground-level.md", text))

    assert sentences(problems, "error") == [
        "line 21: Days 2 to 8 are missing before Day 9. Count on without a gap.",
        "line 36: Day 3 is out of order. Count the days 1, 2, 3 …",
        "line 45: Day 1 is already on line 11. Count on from there.",
        "line 55: Day 5 is out of order. Count the days 1, 2, 3 …",
    ]


def test_a_day_given_twice_is_named(write, ground_level):
    start, end = ground_level.index("## Day 2"), ground_level.index("## Day 3")
    twice = ground_level[start:end].replace("see-", "hear-")

    _, problems = read_track(
        write("ground-level.md", ground_level[:end] + twice + ground_level[end:])
    )

    assert sentences(problems, "error") == [
        "line 36: Day 2 is already on line 21. Count on from there."
    ]


def test_a_track_has_no_more_than_twenty_days(write, ground_level):
    day = ground_level[ground_level.index("## Day 3") : ground_level.index("## Day 4")]
    more = "".join(day.replace("Day 3", f"Day {number}") for number in range(6, 22))

    _, problems = read_track(write("ground-level.md", f"{ground_level}\n{more}"))

    assert sentences(problems, "error") == [
        "A track has 5 to 20 days; here are 21. Make two tracks."
    ]


def test_a_track_has_two_keys_at_most_and_each_once(write, ground_level):
    text = ground_level.replace("Reply: plan", "Reply: plan\nKey: see-the-work\nReview: What?")
    text = text.replace("Private: yes", "Key: clear\nReview: What?")

    _, problems = read_track(write("ground-level.md", text))

    assert sentences(problems, "error") == [
        'line 43: The key "see-the-work" is already on line 30. Rename one.',
        "line 54: A track has at most two key skills. Take this Key out, or another.",
    ]


def test_a_message_of_three_thousand_words_is_said_to_be_one(write, ground_level):
    text = ground_level.replace(PICK, "Look at it. " * 1000)

    _, problems = read_track(write("ground-level.md", text))

    assert sentences(problems, "error") == [
        "line 12: The message has 3,040 words. Keep it to 90.",
    ]


def test_more_than_three_paragraphs_are_too_many(write, ground_level):
    text = ground_level.replace(PICK, "Pick one.\n\nThen one.\n\nThen one more.\n\n")

    _, problems = read_track(write("ground-level.md", text))

    assert sentences(problems, "warning") == [
        "line 12: The message has more than 3 paragraphs. Join some."
    ]


def test_a_word_and_a_colon_in_a_message_is_read_as_a_label(write, ground_level):
    text = ground_level.replace(PICK, f"Remember: {PICK}")

    _, problems = read_track(write("ground-level.md", text))

    assert len(problems) == 1
    assert str(problems[0]).startswith('ground-level.md line 12: "Remember" is not a label.')
    assert str(problems[0]).endswith(
        "If it belongs to the message, begin the line with another word."
    )


@pytest.mark.parametrize("track_id", ["start-here", "why-lead"])
def test_two_tracks_may_look_mostly_inward(write, ground_level, track_id):
    text = ground_level.replace("## Day 4 | ask-your-team", "## Day 4 | reflect")
    text = text.replace("track: ground-level", f"track: {track_id}")

    _, problems = read_track(write(f"{track_id}.md", text))

    assert problems == []


def test_a_private_plan_day_takes_a_choice(write, ground_level):
    text = ground_level.replace(
        "Reply: plan\nPlan: If it is ___, then I will mend ___.",
        "Reply: choice: Yes / Not yet\nPrivate: yes",
    )

    track, problems = read_track(write("ground-level.md", text))

    assert problems == []
    assert track.nudge("ground-level.3").choices == ("Yes", "Not yet")


def test_a_label_may_run_over_several_lines(write, ground_level):
    text = ground_level.replace("Visit someone whose", "Visit\nsomeone\nwhose")

    track, _ = read_track(write("ground-level.md", text))

    assert track.nudge("ground-level.2").again == "Visit someone whose work you know least."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "x.md: The file is empty. Copy another file and change it."),
        (b" \n\n", "x.md: The file is empty. Copy another file and change it."),
        (
            b"---\r\ntitle: Caf\xe9\r\n",
            (
                'x.md line 2: The letter after "title: Caf" is not UTF-8. '
                "Save the file again with the encoding UTF-8."
            ),
        ),
        (
            "---\n".encode("utf-16"),
            (
                "x.md line 1: A letter here is not UTF-8. "
                "Save the file again with the encoding UTF-8."
            ),
        ),
        (b"a" * 200_001, "x.md: The file is larger than 200,000 bytes. Split it."),
    ],
)
def test_a_file_that_is_not_text_is_said_to_be_so(tmp_path, data, sentence):
    path = tmp_path / "x.md"
    path.write_bytes(data)

    track, problems = read_track(path)

    assert track is None
    assert [str(problem) for problem in problems] == [sentence]


def test_a_folder_and_a_missing_file_are_said_to_be_so(tmp_path):
    (tmp_path / "folder.md").mkdir()

    _, folder = read_track(tmp_path / "folder.md")
    _, missing = read_track(tmp_path / "none.md")

    assert [str(problem) for problem in folder] == [
        "folder.md: This is a folder, not a file. Move it, or name a file in it."
    ]
    assert [str(problem) for problem in missing] == [
        "none.md: There is no such file. Look for a slip in the name."
    ]


@pytest.mark.parametrize(
    ("name", "reason"), [("x" * 300, "File name too long"), ("a\0b", "embedded null byte")]
)
def test_a_file_that_cannot_be_opened_says_why(tmp_path, name, reason):
    _, problems = read_track(tmp_path / name)

    assert [problem.message for problem in problems] == [
        f"It cannot be opened: {reason}. Look at its name and permissions."
    ]


def test_a_file_with_no_days_says_how_to_begin_one(write, ground_level):
    text = ground_level[: ground_level.index("## Day 1")]

    file = read_track_file(write("ground-level.md", text))

    assert [str(problem) for problem in file.problems] == [
        (
            "ground-level.md: There are no days. "
            "Begin the first with: ## Day 1 | notice | A short title"
        )
    ]
    assert file.header.line("needs") == 6


AT_THE_LIMIT = [
    (TITLE, f"title: {'Stay ' * 14}close"),
    ("purpose: Know the real work and remove what slows it", f"purpose: {'x' * 200}"),
    ("Note for coaches (never sent): works well before a budget round.", "x" * 2000),
    (PICK, f"Pick. {'Look at it. ' * 16}Look."),
    (
        (
            "Pick one number you check often. Think about the people behind it. What do they\n"
            "do in the hour before that number moves?"
        ),
        "Pick one.",
    ),
    (PICK, f"{'x' * 797}."),
    (CHOICE, f"choice: {'x' * 30} / B / C / D / E / F"),
    (CHOICE, "choice: A / B"),
    ("Key: see-the-work", f"Key: {'k' * 40}"),
    ("Why: A number", f"Why: {'No. ' * 52}A number"),
    ("Reply: plan", "Key: mend\nReview: What?\nReply: plan"),
]


@pytest.mark.parametrize(("old", "new"), AT_THE_LIMIT)
def test_what_is_at_a_limit_is_within_it(write, ground_level, old, new):
    assert old in ground_level
    path = write("de/tracks/ground-level.md", ground_level.replace(old, new, 1))

    _, problems = read_track(path)

    assert sentences(problems, "error") == []


NO_WARNING = [
    (TITLE, "title: Stay close to the work today"),
    (TITLE, f"title: {'x' * 40}"),
    (PICK, f"Pick. {'Look at it. ' * 9}Now look."),
    (PICK, "Pick one.\n\nThen one."),
    ("Why: A number", f"Why: {'No. ' * 22}A number"),
    (
        "Say you are there to learn, not to check.",
        (
            "Say you are there to learn and to see and to look at how they work and hear what "
            "they do now."
        ),
    ),
]


@pytest.mark.parametrize(("old", "new"), NO_WARNING)
def test_what_is_just_long_enough_is_not_worth_a_word(write, ground_level, old, new):
    assert old in ground_level
    path = write("ground-level.md", ground_level.replace(old, new, 1))

    _, problems = read_track(path)

    assert problems == []


def test_an_id_has_forty_letters_at_most(write, ground_level):
    fits, over = "x" * 40, "x" * 41

    _, none = read_track(
        write(f"{fits}.md", ground_level.replace("track: ground-level", f"track: {fits}"))
    )
    _, some = read_track(
        write(f"{over}.md", ground_level.replace("track: ground-level", f"track: {over}"))
    )

    assert none == []
    assert str(some[0]).startswith(f'{over}.md line 2: "{fits}…" cannot be the id of a track.')


def test_twenty_days_are_not_too_many(write, ground_level):
    day = ground_level[ground_level.index("## Day 2") : ground_level.index("## Day 3")]
    day = day.replace("Key: see-the-work\n", "")
    more = "".join(day.replace("Day 2", f"Day {number}") for number in range(6, 21))

    track, _ = read_track(write("ground-level.md", f"{ground_level}\n{more}"))

    assert len(track) == 20


def test_a_header_may_hold_remarks_and_empty_lines(write, ground_level):
    text = ground_level.replace("status: ready", "\n# a remark: not read\nstatus: ready")

    _, problems = read_track(write("ground-level.md", text))

    assert problems == []


def test_a_file_that_is_nothing_but_an_open_header_is_said_to_be_one(write, ground_level):
    text = ground_level[: ground_level.index("\n---\n")]

    _, problems = read_track(write("ground-level.md", text))

    assert [problem.line for problem in problems] == [0, 7]
    assert problems[1].message == 'The header does not end. Put a line of "---" below this one.'


def test_a_day_with_no_message_or_labels_says_what_it_lacks(write, ground_level):
    start, end = ground_level.index("\nPick one"), ground_level.index("## Day 2")
    text = f"{ground_level[:start]}\n\n{ground_level[end:]}"

    _, problems = read_track(write("ground-level.md", text))

    assert sentences(problems, "error") == [
        "line 11: Day 1 has no message. Write it below the heading.",
        'line 11: Day 1 has no question. Add a line "Ask: …?"',
        'line 11: Day 1 has no "Reply". Add, for one: Reply: text',
    ]


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("I'm late / it's 24/7 / and/or", ("I'm late", "it's 24/7", "and/or")),
        ("one /\n  two", ("one", "two")),
        ("only one", ("only one",)),
    ],
)
def test_phrases_are_parted_by_slashes_with_spaces(write, ground_level, typed, phrases):
    text = ground_level.replace("a change is coming / they dread the new system", typed)
    text = text.replace(" / what goes wrong first", "")

    track, problems = read_track(write("ground-level.md", text))

    assert problems == []
    assert track.nudge("ground-level.5").asked_as == phrases


def test_a_track_has_phrases_of_its_own(write, ground_level):
    text = ground_level.replace(
        "status: ready", "asked as: I've lost touch / the floor\nstatus: ready"
    )

    track, problems = read_track(write("ground-level.md", text))

    assert problems == []
    assert track.asked_as == ("I've lost touch", "the floor")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "Asked as: a change",
            "Asked As: a change",
            '"Asked As" is not a label. Did you mean "Asked as"?',
        ),
        (
            "Asked as: a change",
            "asked as: a change",
            '"asked as" is not a label. Did you mean "Asked as"?',
        ),
        ("status: ready", "status: ready\nAsked as: a", 'Did you mean "asked as"?'),
        ("status: ready", "status: ready\nasked as: a / A", "Two of the phrases are the same"),
        ("a change is coming /", "a / a /", "Two of the phrases are the same, or one is empty."),
        ("a change is coming /", "a / /", "Two of the phrases are the same, or one is empty."),
        ("a change is coming", "so " * 30, 'The phrase "so so '),
    ],
)
def test_phrases_that_cannot_be_used_are_named(write, ground_level, old, new, sentence):
    assert old in ground_level
    path = write("ground-level.md", ground_level.replace(old, new))

    assert any(sentence in problem.message for problem in read_track(path)[1])
