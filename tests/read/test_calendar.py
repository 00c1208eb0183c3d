"""iCalendar: events as lines and as records, dates with their zones, text unescaped."""

import pytest

EVENT = """BEGIN:VCALENDAR
X-WR-CALNAME:Knot Seminar
BEGIN:VTIMEZONE
TZID:GMT Standard Time
BEGIN:STANDARD
DTSTART:16011028T020000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;CN="Mary Somerville":mailto:mary@example.org
UID:1@example.org
DTSTAMP:20250401T080000Z
ORGANIZER;CN="Ada Byron":mailto:ada@example.org
DESCRIPTION:Speaker: Sofya Kovalevskaya <https://example.org/sofya>  (Sto
 ckholm)\\n\\nOn tops\\, and how they spin.
DTSTART;TZID="GMT Standard Time":20250503T140000
DTEND;TZID="GMT Standard Time":20250503T150000
LOCATION:Room 12\\; online
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:On tops
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_an_event_is_lines_a_person_can_read(document, words):
    assert words(document(EVENT)) == [
        "Calendar: Knot Seminar",
        "Summary: On tops",
        "Start: 2025-05-03T14:00",
        "Start zone: GMT Standard Time",
        "End: 2025-05-03T15:00",
        "End zone: GMT Standard Time",
        "Repeats: FREQ=WEEKLY;COUNT=3",
        "Held on: 2025-05-03T14:00, 2025-05-10T14:00, 2025-05-17T14:00",
        "Location: Room 12; online",
        "Organizer: Ada Byron",
        "Description:",
        "Speaker: Sofya Kovalevskaya  (Stockholm)",
        "On tops, and how they spin.",
    ]


def test_an_event_is_a_record_whose_values_are_its_words(document):
    page = document(EVENT)
    [event] = [record for record in page.records if record.kind == "vevent"]
    values = {one.path: one for one in event.fields}
    assert values["DTSTART"].value == "2025-05-03T14:00"
    assert values["DTSTART"].parameters == (("tzid", "GMT Standard Time"),)
    assert values["DTSTART.TZID"].value == "GMT Standard Time"
    assert values["RRULE"].value == "FREQ=WEEKLY;COUNT=3"
    assert values["DESCRIPTION"].value.endswith("On tops, and how they spin.")
    assert all(page.words((one.begin, one.end)) == one.value for one in event.fields)


def test_who_is_invited_stays_out_of_the_text(document):
    assert "Mary" not in document(EVENT).text and "example.org" not in document(EVENT).text


def test_an_address_in_angle_brackets_is_a_link_of_the_words_before_it(document):
    page = document(EVENT)
    assert [(page.words((link.begin, link.end)), link.href) for link in page.links] == [("Sofya Kovalevskaya", "https://example.org/sofya")]


def test_a_calendar_of_one_event_is_known_by_its_uid_and_dated_by_its_stamp(document):
    assert (document(EVENT).key, document(EVENT).sent) == ("uid:1@example.org", "2025-04-01")
    two = EVENT.replace("END:VCALENDAR", "BEGIN:VEVENT\r\nUID:2@example.org\r\nSUMMARY:On knots\r\nEND:VEVENT\r\nEND:VCALENDAR")
    assert document(two).key == "/home/ada/announcement"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("DTSTART:20250503T120000Z", "2025-05-03T12:00Z"),
        ("DTSTART;VALUE=DATE:20250503", "2025-05-03"),
        ("DTSTART:20250503T120030", "2025-05-03T12:00:30"),
        ("DTSTART:tomorrow", "tomorrow"),
        ("DTSTART;TZID=Europe/Paris:20250503T120000", "2025-05-03T12:00"),
    ],
)
def test_dates_are_as_precise_as_they_are_stated(document, line, value):
    page = document(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk\n{line}\nEND:VEVENT\nEND:VCALENDAR\n")
    assert next(one.value for one in page.records[-1].fields if one.path == "DTSTART") == value


def test_a_description_in_html_becomes_layout(document, line):
    page = document("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk\nDESCRIPTION:<p><b>On knots</b></p><ul><li>Ada<br>Byron</li></ul>\nEND:VEVENT\nEND:VCALENDAR\n")
    assert line(page, "On knots").bold
    assert line(page, "Byron").kind == "item"
    assert "<" not in page.text


@pytest.mark.parametrize(
    "broken",
    [
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:On knots\nno colon here\n;;;:\nDTSTART\nEND:VEVENT\n",
        "BEGIN:VCALENDAR\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:On knots\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY;X=\"a:On knots\nSUMMARY:On knots",
    ],
)
def test_a_broken_calendar_is_read_as_far_as_it_goes(document, broken):
    assert "Summary: On knots" in document(broken).text


def test_an_empty_calendar_is_a_document_without_events(document):
    page = document("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")
    assert [record.kind for record in page.records] == ["vcalendar"]


def repeated(*properties: str) -> str:
    lines = "\n".join(properties)
    return f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Ada Byron: On knots\nDTSTART:20250503T140000\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize(
    ("properties", "held"),
    [
        (["RRULE:FREQ=WEEKLY;COUNT=3"], "2025-05-03T14:00, 2025-05-10T14:00, 2025-05-17T14:00"),
        (["RRULE:FREQ=WEEKLY;UNTIL=20250510T120000Z"], "2025-05-03T14:00, 2025-05-10T14:00"),
        (["RRULE:FREQ=MONTHLY;BYDAY=1SA;COUNT=2"], "2025-05-03T14:00, 2025-06-07T14:00"),
        (["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20250510T140000,20250517"], "2025-05-03T14:00"),
        (["RDATE:20250601T100000", "RDATE:20250602T100000"], "2025-05-03T14:00, 2025-06-01T10:00, 2025-06-02T10:00"),
        (["RRULE:FREQ=WEEKLY;COUNT=1", "RDATE;VALUE=DATE-TIME:20990601T100000"], "2025-05-03T14:00"),
    ],
)
def test_a_repeated_event_says_when_it_is_held(document, properties, held):
    assert [one.value for one in document(repeated(*properties)).records[-1].fields if one.path == "X-HELD"] == [held]


def test_an_event_at_the_end_of_time_is_not_repeated(document):
    text = repeated("RRULE:FREQ=DAILY;COUNT=5").replace("20250503T140000", "99991231T235959")
    [event] = [one for one in document(text).records if one.kind == "vevent"]
    told = {one.path: one.value for one in event.fields}
    assert told["SUMMARY"] == "Ada Byron: On knots" and told["DTSTART"].startswith("9999-12-31") and "X-HELD" not in told


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=61", "FREQ=WEEKLY;UNTIL=20990101", "FREQ=SECONDLY;COUNT=9", "FREQ=DAILY;COUNT=5;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=99;COUNT=3", "FREQ=YEARLY;COUNT=2;BYEASTER=1", "COUNT=3", "FREQ=WEEKLY;COUNT=x", "FREQ=DAILY;UNTIL=20260101", ";;;", "FREQ",
        "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;INTERVAL=0;COUNT=3",
    ],
)  # fmt: skip
def test_a_rule_without_an_end_in_reach_tells_no_days(document, rule):
    page = document(repeated(f"RRULE:{rule}"))
    assert not [one for one in page.records[-1].fields if one.path == "X-HELD" and "," in one.value]


def test_of_a_time_of_its_own_the_event_says_what_it_is_part_of(document):
    one = "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20250510T140000\nSUMMARY:Emmy Noether: On rings\nDTSTART:20250511T140000\nEND:VEVENT\n"
    page = document(repeated("RRULE:FREQ=WEEKLY;COUNT=3").replace("END:VCALENDAR", f"{one}END:VCALENDAR"))
    assert "Held on: 2025-05-03T14:00, 2025-05-17T14:00" in page.text
    assert "Part of: Ada Byron: On knots" in page.text
