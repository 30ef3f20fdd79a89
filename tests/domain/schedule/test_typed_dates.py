"""What people type for dates and times: understood for certain, or not at all."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.schedule.typed_dates import (
    read_date,
    read_dates,
    read_range,
    read_ranges,
    read_span,
    read_time,
    read_weekdays,
)

WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-09", "2026-03-09"),
        ("2026-3-9", "2026-03-09"),
        ("2020-01-01", "2020-01-01"),
        ("yesterday", "2026-03-03"),
        ("today", "2026-03-04"),
        ("Tomorrow", "2026-03-05"),
        ("next week", "2026-03-09"),
        ("friday", "2026-03-06"),
        ("Fri", "2026-03-06"),
        ("on thurs", "2026-03-05"),
        ("wednesday", "2026-03-11"),
        ("next tuesday", "2026-03-10"),
        ("9 March", "2026-03-09"),
        ("9th of march", "2026-03-09"),
        ("9. mar", "2026-03-09"),
        ("9 Mar. 2027", "2027-03-09"),
        ("March 9", "2026-03-09"),
        ("Sept 1st, 2026", "2026-09-01"),
        ("  march   9th ", "2026-03-09"),
        ("4 march", "2026-03-04"),
        ("3 march", "2027-03-03"),
        ("29 feb", "2028-02-29"),
        ("29 Feb 2028", "2028-02-29"),
        ("1 may", "2026-05-01"),
        ("2026/3/9", "2026-03-09"),
        ("13/4", "2026-04-13"),
        ("4-13", "2026-04-13"),
        ("25.12.2026", "2026-12-25"),
        ("5/5", "2026-05-05"),
        ("24.12.26", "2026-12-24"),
        ("24/12/26", "2026-12-24"),
        ("12/24/26", "2026-12-24"),
        ("24. 12. 2026", "2026-12-24"),
        ("24-Dec-2026", "2026-12-24"),
        ("24dec", "2026-12-24"),
        ("Friday, 6 March", "2026-03-06"),
        ("Fri 6 Mar 2026", "2026-03-06"),
        ("Friday, March 6th, 2026", "2026-03-06"),
        ("on Fri, 13/3", "2026-03-13"),
        ("Freitag, 6. März", "2026-03-06"),
        ("Fr., 6. Maerz 2026", "2026-03-06"),
        ("vendredi 6 mars", "2026-03-06"),
        ("1er avril", "2026-04-01"),
        ("6 de marzo de 2026", "2026-03-06"),
        ("24 décembre", "2026-12-24"),
        ("24 grudnia", "2026-12-24"),
        ("the 6th of March", "2026-03-06"),
        ("March the 6th", "2026-03-06"),
        ("morgen", "2026-03-05"),
        ("Freitag", "2026-03-06"),
        ("this friday", "2026-03-06"),
    ],
)
def test_dates_as_people_type_them(text, day):
    assert read_date(text, WEDNESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3/4", ["2026-03-04", "2026-04-03"]),
        ("3.4.2026", ["2026-03-04", "2026-04-03"]),
        ("12.10.", ["2026-10-12", "2026-12-10"]),
        ("13/4", ["2026-04-13"]),
        ("31.2.2026", []),
        ("3/4/26", ["2026-03-04", "2026-04-03"]),
        ("Friday, 3/4/2026", ["2026-04-03"]),
        ("tomorrow", ["2026-03-05"]),
    ],
)
def test_figures_that_can_be_two_days_are_both(text, days):
    assert sorted(day.isoformat() for day in read_dates(text, WEDNESDAY)) == days


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "3/4",
        "03.04.2026",
        "31 Feb",
        "31 February 2026",
        "29 feb 2026",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "tomorrow-ish",
        "tomorrow or so",
        "soon",
        "to",
        "m",
        "ju 3",
        "3 marchember",
        "32 march",
        "march",
        "9",
        "next",
        "next next friday",
        "friday 13",
        "thursday, 6 march",
        "6 march 20",
        "mar",
        "10-12.12",
        "fr",
    ],
)
def test_what_is_not_certainly_a_date(text):
    assert read_date(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("8", "08:00"),
        ("08", "08:00"),
        ("8:30", "08:30"),
        ("08.30", "08:30"),
        ("17h", "17:00"),
        ("8h05", "08:05"),
        ("8am", "08:00"),
        ("8:30 PM", "20:30"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("0:00", "00:00"),
        ("23:59", "23:59"),
    ],
)
def test_times_as_people_type_them(text, at):
    assert read_time(text) == time.fromisoformat(at)


@pytest.mark.parametrize(
    "text",
    ["", "25:99", "24:00", "24", "8:60", "8:3", "13pm", "0am", "noon", "8-ish", "-1", "830"],
)
def test_what_is_not_certainly_a_time(text):
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [("3d", 3), ("1 day", 1), ("1w", 7), ("2 Weeks", 14), ("1 month", 30), ("366d", 366)],
)
def test_spans_as_people_type_them(text, days):
    assert read_span(text) == timedelta(days=days)


@pytest.mark.parametrize(
    "text", ["", "0d", "1", "w", "1m", "1.5w", "-1w", "1 year", "1000d", "a week", "1w 2d"]
)
def test_what_is_not_certainly_a_span(text):
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-12-24..2027-01-03", "2026-12-24", "2027-01-03"),
        ("2026-12-24 .. 2027-01-03", "2026-12-24", "2027-01-03"),
        ("2026-12-24 - 2027-01-03", "2026-12-24", "2027-01-03"),
        ("2026-12-24 \u2013 2027-01-03", "2026-12-24", "2027-01-03"),
        ("2026-12-24\u20132027-01-03", "2026-12-24", "2027-01-03"),
        ("24 Dec to 3 Jan", "2026-12-24", "2027-01-03"),
        ("from 24 December until 3 January 2027", "2026-12-24", "2027-01-03"),
        ("24 to 27 Dec", "2026-12-24", "2026-12-27"),
        ("1 to 3 may 2027", "2027-05-01", "2027-05-03"),
        ("tomorrow to friday", "2026-03-05", "2026-03-06"),
        ("2026-12-24", "2026-12-24", "2026-12-24"),
        ("friday", "2026-03-06", "2026-03-06"),
        ("next week", "2026-03-09", "2026-03-15"),
        ("2027-01-03..2026-12-24", "2027-01-03", "2026-12-24"),
        ("24.12.2026 - 3.1.2027", "2026-12-24", "2027-01-03"),
        ("24.12. - 3.1.", "2026-12-24", "2027-01-03"),
        ("24.12.-3.1.27", "2026-12-24", "2027-01-03"),
        ("24.12.26 bis 3.1.27", "2026-12-24", "2027-01-03"),
        ("vom 24. Dezember bis zum 3. Januar", "2026-12-24", "2027-01-03"),
        ("du 24 décembre au 3 janvier", "2026-12-24", "2027-01-03"),
        ("del 24 de diciembre al 3 de enero", "2026-12-24", "2027-01-03"),
        ("12/24 - 1/3", "2026-12-24", "2027-01-03"),
        ("24/12/2026\u20133/1/2027", "2026-12-24", "2027-01-03"),
        ("24.-27.12.2026", "2026-12-24", "2026-12-27"),
        ("24\u201327 December", "2026-12-24", "2026-12-27"),
        ("Dec 24-27", "2026-12-24", "2026-12-27"),
        ("Dec 24 \u2013 27, 2026", "2026-12-24", "2026-12-27"),
        ("Thursday, 24 December to Sunday, 3 January", "2026-12-24", "2027-01-03"),
        ("Thu, Dec 24 through Sun, Jan 3, 2027", "2026-12-24", "2027-01-03"),
        ("between 24 Dec and 3 Jan", "2026-12-24", "2027-01-03"),
        ("1 Feb - 5 Feb 2028", "2028-02-01", "2028-02-05"),
        ("2026-12-24-2027-01-03", "2026-12-24", "2027-01-03"),
        ("until friday", "2026-03-04", "2026-03-06"),
        ("friday - monday", "2026-03-06", "2026-03-09"),
        ("24-Dec-2026", "2026-12-24", "2026-12-24"),
    ],
)
def test_ranges_of_days_as_people_type_them(text, first, last):
    assert read_range(text, WEDNESDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "2026-12-24..",
        "..2026-12-24",
        "soon to later",
        "1w",
        "1 to 3 to 5 may",
        "28 to 3 may",
        "Dec 24-3",
        "28.-3.1.",
        "3/4 - 10/4",
        "3/4/2026",
        "24.12. - someday",
    ],
)
def test_what_is_not_certainly_a_range(text):
    assert read_range(text, WEDNESDAY) is None


def test_a_range_that_can_be_two_is_both():
    april = (date(2026, 4, 3), date(2026, 4, 10))
    march_on = (date(2026, 3, 4), date(2026, 10, 4))

    assert read_ranges("3/4 - 10/4", WEDNESDAY) == {april, march_on}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mo-fr", {0, 1, 2, 3, 4}),
        ("Montag bis Freitag", {0, 1, 2, 3, 4}),
        ("lun. mer. ven.", {0, 2, 4}),
        ("lunes, miércoles y viernes", {0, 2, 4}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Mon - Fri", {0, 1, 2, 3, 4}),
        ("monday to friday", {0, 1, 2, 3, 4}),
        ("mon..fri", {0, 1, 2, 3, 4}),
        ("sun-thu", {6, 0, 1, 2, 3}),
        ("sat to wed", {5, 6, 0, 1, 2}),
        ("mon wed fri", {0, 2, 4}),
        ("Mon, Wed and Fri", {0, 2, 4}),
        ("tue, thu-sat", {1, 3, 4, 5}),
        ("fri", {4}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("every day", {0, 1, 2, 3, 4, 5, 6}),
        ("Weekend", {5, 6}),
    ],
)
def test_days_of_the_week_as_people_type_them(text, days):
    assert read_weekdays(text) == days


@pytest.mark.parametrize(
    "text", ["", "-", "m", "t-f", "mon-", "mon-fri-sun", "no day", "mo n", "8"]
)
def test_what_are_not_certainly_days_of_the_week(text):
    assert read_weekdays(text) is None


@given(
    st.one_of(
        st.text(),
        st.from_regex(r"\A[0-9]{0,4}[-./: h]?[0-9]{0,3}[-./: ]?[0-9a-z]{0,9}\Z"),
        st.from_regex(r"\A\d{1,2}(st|th)? [a-z]{3,9} \d{4}\Z"),
    ),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
@settings(max_examples=250)
def test_no_text_whatever_is_an_error(text, today):
    assert isinstance(read_date(text, today), date | None)
    assert isinstance(read_time(text), time | None)
    assert isinstance(read_range(text, today), tuple | None)
    assert read_weekdays(text) != frozenset()
    span = read_span(text)
    assert span is None or span > timedelta(0)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
@settings(max_examples=100)
def test_a_date_written_out_reads_back(day, today):
    assert read_date(day.isoformat(), today) == day
    assert read_date(f"{day:%B} {day.day}, {day.year}", today) == day
    assert read_date(f"{day.day} {day:%b} {day.year}", today) == day
    upcoming = read_date(f"{day.day} {day:%b}", today)
    assert upcoming is None or upcoming >= today
