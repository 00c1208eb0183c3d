"""Times as printed are read on the 24-hour clock; figures that are no times are left alone."""

import pytest

from kg.text.temporal import find_times, find_zones, reader_zone, resolve_times


def written(time) -> str:
    """A mention in short: '09:00-09:45 EST c.t. usual'; a '?' marks a bare hour."""
    parts = [time.start + (f"-{time.finish}" if time.finish else "") + "?" * time.bare]
    parts += [time.zone.name] if time.zone else []
    return " ".join(parts + ["c.t."] * time.cum_tempore + ["usual"] * time.usual)


READ = {
    "October 9, 2023 - 9:00am": "09:00",
    "Mon, Oct 6, 2025 - 10:00am to 12:00pm": "10:00-12:00",
    "9:00-9:45am": "09:00-09:45",
    "12:15-1:00pm": "12:15-13:00",
    "1:00-2:00": "01:00-02:00?",
    "10:30a.m11:30a.m.": "10:30-11:30",
    "14:00: Ada Byron": "14:00",
    "10:00-11:00: Ada Byron": "10:00-11:00?",
    "3:30PM5:00PM": "15:30-17:00",
    "13:30pm": "13:30",
    "12:30pm": "12:30",
    "12:00am": "00:00",
    "4:00 PM - 6:00 PM": "16:00-18:00",
    "4-5pm": "16:00-17:00",
    "11:00-12:00pm": "11:00-12:00",
    "11am-1": "11:00-13:00",
    "9am-12": "09:00-12:00",
    "10pm-1am": "22:00-01:00",
    "3 p.m. to 4:30": "15:00-16:30",
    "2.15-3.30pm": "14:15-15:30",
    "PM 2:00-3:30": "14:00-15:30",
    "from 10 to 11 am": "10:00-11:00",
    "between 3 and 4 pm": "15:00-16:00",
    "May 4 and 5 pm": "17:00",
    "noon": "12:00",
    "12:00 noon - 1:00 pm": "12:00-13:00",
    "midnight": "00:00",
    "at 4pm": "16:00",
    "at 1600": "16:00",
    "Time: 1600": "16:00",
    "1430 hrs": "14:30",
    "200PM": "14:00",
    "at 3 in the afternoon": "15:00",
    "4:30p": "16:30",
    "Room 3 - 4:30 pm": "16:30",
    "May 5, 4-5pm": "16:00-17:00",
    "2:00-3:00 PM, 4:00-5:00 PM": "14:00-15:00 16:00-17:00",
    "Usually 4:00 pm on Fridays": "16:00 usual",
    "We usually walk. The talk is at 4:00 pm.": "16:00",
    "3pm ET": "15:00 ET",
    "15:00 (CET)": "15:00 CET",
    "10AM EST / 3PM GMT": "10:00 EST 15:00 GMT",
    "2 pm Eastern Time Zone": "14:00 Eastern Time Zone",
    "18:00 UTC+2": "18:00 UTC+2",
    "9:00 Europe/London": "09:00? Europe/London",
    "2025-02-20T09:00:00": "09:00",
    "2025-02-20T09:00:00Z": "09:00 UTC",
    "2025-02-20T09:00:00-05:00": "09:00 UTC-05:00",
    # German
    "17 Uhr c.t.": "17:00 c.t.",
    "14.00 Uhr": "14:00",
    "16:15–17:45 Uhr": "16:15-17:45",
    "um 14.00 im Hörsaal": "14:00",
    "10-12 Uhr": "10:00-12:00",
    # French
    "16h": "16:00",
    "16h30": "16:30",
    "de 10h à 12h": "10:00-12:00",
    "14h-15h30": "14:00-15:30",
    "3 heures de l'après-midi": "",
    # Italian, Spanish, Portuguese, Dutch, Russian, Polish
    "alle ore 15": "15:00",
    "dalle 14.30 alle 16.00": "14:30-16:00",
    "a las 16:30 hs": "16:30",
    "5:00 de la tarde": "17:00",
    "das 15h00 às 16h30": "15:00-16:30",
    "às 15h30min": "15:30",
    "van 10.00 tot 11.00 uur": "10:00-11:00",
    "о 15:00": "15:00",
    "с 15.00 до 16.30": "15:00-16:30",
    "в 15:00 МСК": "15:00 МСК",
    "godz. 15.30": "15:30",
    "dalle ore 15 alle ore 17": "15:00-17:00",
    "ore 14,30": "14:30",
    "de 15:00 a 16:30": "15:00-16:30",
    "10h00 à 11h00": "10:00-11:00",
    "à 14 heures 30": "14:30",
    "om 16u30": "16:30",
    "22 мая (среда), 16.30": "16:30",
    "начало в 18-00": "18:00",
    "в 16 час. 30 мин.": "16:30",
    "czwartek, godz. 14-16": "14:00-16:00",
    "am 12. Mai um 17 Uhr": "17:00",
    "Am 12. Mai um 17 Uhr": "17:00",
    "at 4 o'clock": "04:00?",
    "at 3 o’clock in the afternoon": "15:00",
}
NONE = (
    "3:2 ratio", "a ratio of 10:30", "John 3:16", "verse 4:15", "version 2.15", "room 2.15", "GDC 6.302", "(2004)", "412-268-3000",
    "lasts 2 h", "durée 1h30", "3-4 papers", "0.05-0.10", "p < 0.05", "arXiv:1203.1234", "19th century", "Baker Hall 246A",
    "about 800K lines", "10.1145/3411764", "192.168.10.12", "x = 3:4", "–", "-", "", "pp. 12-15", "Cu(111)", "sites 1 and 2", "2006-2007",
    "Beweise um 1700", "Europe from 1600 to 1700", "12-36 hours", "vol. 5, 30-45", "Freitag, 16.10", "godz. pracy 9-10", "Am 18. März spricht sie",
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_a_printed_time_is_read(text, expected):
    assert " ".join(written(found) for found in find_times(text)) == expected


@pytest.mark.parametrize("text", NONE, ids=map(repr, NONE))
def test_what_only_looks_like_a_time_is_none(text):
    assert find_times(text) == ()


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("12:15-1:00pm\n1:00-2:00\n2:30-4:00pm", "12:15-13:00 13:00-14:00 14:30-16:00"),
        ("9:00-10:00am\n10:30-11:30\n11:30-12:30\n1:30-2:30", "09:00-10:00 10:30-11:30? 11:30-12:30? 13:30-14:30"),
        ("4:30", "16:30"),
        ("8:30\n9:30", "08:30? 09:30?"),
        ("10:00am\n11:00\n2:00", "10:00 11:00? 14:00"),
        ("1:30am\n2:30\n3:30am", "01:30 02:30? 03:30"),
        ("11:30-12:30\n12:30-1:30\n1:30-2:30", "11:30-12:30? 12:30-13:30? 13:30-14:30"),
    ],
)
def test_a_bare_hour_is_put_where_the_agenda_around_it_allows(times, expected):
    assert " ".join(written(time) for time in resolve_times(find_times(times))) == expected


def test_a_page_in_its_readers_zone_gives_no_zone():
    page = "4:00 PM EST\nEvent time is displayed in your time zone.\n"
    assert [time.zone for time in find_times(page)] == [None]
    begin, end = reader_zone(page)
    assert page[begin:end] == "displayed in your time zone"
    assert reader_zone("4:00 PM EST, please convert to your time zone") is None


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("All times are in CET.", ["CET"]),
        ("DTSTART;TZID=W. Europe Standard Time:20250101T100000", ["W. Europe Standard Time"]),
        ("GMT Standard Time", ["GMT Standard Time"]),
        ("TZID=America/New_York", ["America/New_York"]),
        ("Eastern Time", ["Eastern Time"]),
        ("Le thème est EST-OUEST; the ET group", []),
        ("Pacific Northwest", []),
    ],
)
def test_a_zone_without_a_time_is_read_only_where_it_is_surely_one(text, zones):
    assert [zone.name for zone in find_zones(text)] == zones


def test_the_words_of_a_zone_are_its_own():
    text = "3:30 pm (EST) in the tower"
    (time,) = find_times(text)
    assert text[time.begin : time.end] == "3:30 pm"
    assert text[time.zone.begin : time.zone.end] == "EST"
