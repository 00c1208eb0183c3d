"""Dates as printed are read, in nine languages; what only looks like a date is not."""

import pytest

from kg.text.temporal import day_first, find_dates, find_weekdays

DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def written(mention) -> str:
    """A mention in short: '2025-02-20', '--02-20', 'Tue ??-17', a range with '/', its weekday in front."""
    if mention.kind == "month":
        return f"{mention.year}-{mention.month:02}"
    year = mention.year or "-"
    month = "??" if mention.month is None else f"{year}-{mention.month:02}"
    day = f"{month}-{mention.day:02}"
    if mention.last:
        day += f"/{mention.last[0] or '-'}-{mention.last[1]:02}-{mention.last[2]:02}"
    return day if mention.weekday is None else f"{DAYS[mention.weekday]} {day}"


READ = {
    # English
    "December 19, 2024": "2024-12-19",
    "19 Dec. 2024 (Thursday)": "Thu 2024-12-19",
    "Thu, 19/12/24": "Thu 2024-12-19",
    "2024-12-19": "2024-12-19",
    "2024/12/19": "2024-12-19",
    "2025-02-20T09:00:00": "2025-02-20",
    "3rd of May, 2024": "2024-05-03",
    "the 28th JanuaryBezout's theorem": "--01-28",
    "WEDNESDAY, MAY 10": "Wed --05-10",
    "Tuesday October 15th": "Tue --10-15",
    "Fri., Nov. 3": "Fri --11-03",
    "Sat 30th Nov": "Sat --11-30",
    "Nov. 5, '24": "2024-11-05",
    "8-May-95": "1995-05-08",
    "Tuesday, September 10, 2013 11:00 AM": "Tue 2013-09-10",
    "Thursday,\nMay 4, 2023": "Thu 2023-05-04",
    "May 5 4pm": "--05-05",
    "May 5, 4:30 in the tower": "--05-05",
    "Feb 20–21, 2025": "2025-02-20/2025-02-21",
    "28 Feb - 2 March 2025": "2025-02-28/2025-03-02",
    "30 December 2024 to 2 January 2025": "2024-12-30/2025-01-02",
    "Sept 1–Dec 15": "--09-01/--12-15",
    "from 3 to 5 May": "--05-03/--05-05",
    "Feb 20 & 21": "--02-20 --02-21",
    "October 3, 10, 17 and 24": "--10-03 --10-10 --10-17 --10-24",
    "October 2024": "2024-10",
    "Room 12 May 5, 2024": "2024-05-05",
    "moved to 4/27, 2pm": "--04-27",
    "Fri 10/20": "Fri --10-20",
    "Thu, 02/05/2024": "Thu 2024-05-02",
    "20241219T090000Z": "2024-12-19",
    "12.XI.2003": "2003-11-12",
    "Feb 29": "--02-29",
    "Tue 15": "Tue ??-15",
    # German
    "Do 16.05. 14-16 Uhr": "Thu --05-16",
    "19.12.2024": "2024-12-19",
    "19. 12. 2024": "2024-12-19",
    "6. November 2024": "2024-11-06",
    "Donnerstag, den 3. Juni": "Thu --06-03",
    "3.-5. Mai": "--05-03/--05-05",
    "3., 10. und 17. Mai 2024": "2024-05-03 2024-05-10 2024-05-17",
    "Mo., 12.05. um 17 Uhr": "Mon --05-12",
    "Do, 3.5.": "Thu --05-03",
    "am 3.5. im Hörsaal": "--05-03",
    "Mittwoch, 1. März 2023": "Wed 2023-03-01",
    "30. April bis 2. Mai 2024": "2024-04-30/2024-05-02",
    # Russian, Polish, Portuguese
    "22 мая 2024 г., среда": "Wed 2024-05-22",
    "в среду, 22 мая 2024 года, в 16:30": "Wed 2024-05-22",
    "24 мая, пятница, 15:00": "Fri --05-24",
    "23 V 2024 r. (czwartek)": "Thu 2024-05-23",
    "czwartek, 23 V, godz. 14.15": "Thu --05-23",
    "20 de maio de 2024, segunda-feira": "Mon 2024-05-20",
    # French
    "le mardi 7 avril 2026": "Tue 2026-04-07",
    "Mardi 17": "Tue ??-17",
    "Mardi 17 à 16h": "Tue ??-17",
    "1er avril": "--04-01",
    "vendredi 12 février 2021": "Fri 2021-02-12",
    "le 5 août 2022": "2022-08-05",
    "du 3 au 5 juin 2024": "2024-06-03/2024-06-05",
    # Spanish
    "25 de abril de 2012": "2012-04-25",
    "martes, 23 de enero": "Tue --01-23",
    "el miércoles 6 de septiembre de 2023": "Wed 2023-09-06",
    # Italian
    "lunedì 15 gennaio 2024": "Mon 2024-01-15",
    "giovedì 3 ottobre": "Thu --10-03",
    # Portuguese
    "segunda-feira, 3 de março de 2025": "Mon 2025-03-03",
    "8 de outubro de 2021": "2021-10-08",
    # Dutch
    "zaterdag 5 april 2025": "Sat 2025-04-05",
    "vrijdag 7 maart": "Fri --03-07",
    # Russian
    "25 апреля 2012 г.": "2012-04-25",
    "четверг, 4 октября": "Thu --10-04",
    # Polish
    "poniedziałek, 3 marca 2025 r.": "Mon 2025-03-03",
    "5 października": "--10-05",
}
NONE = (
    "version 2.1.3", "lift 25/26", "a 3/4 majority", "Thursday 4 pm", "Thursday 10-11am", "May 10:30", "we may 2 times",
    "30 February 2024", "31.04.2023", "03/04/2024", "10.1007/978-3", "+49 30 1234-56", "chapter 5.2.", "in 2004", "12 monkeys",
    "the second of many", "sat 3 exams", "192.168.10.12", "1/2(n log n)", "marching 12 miles", "ISBN 0-19-853453-1", "-",
    "", "GDC 6.302", "Genesis 3:16", "(2004)", "pp. 10-12, 2004",
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_a_printed_date_is_read(text, expected):
    assert " ".join(written(found) for found in find_dates(text)) == expected


@pytest.mark.parametrize("text", NONE, ids=map(repr, NONE))
def test_what_only_looks_like_a_date_is_none(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Join us on Monday, 3 March 2025, in the tower.", "Monday, 3 March 2025"),
        ("Held 19 Dec. 2024 (Thursday) at noon", "19 Dec. 2024 (Thursday)"),
        ("the 28th JanuaryBezout", "28th January"),
        ("Es spricht am 6. November 2024. Danach Tee.", "6. November 2024"),
    ],
)
def test_a_mention_covers_its_own_words(text, words):
    (found,) = find_dates(text)
    assert text[found.begin : found.end] == words


def test_offsets_count_from_the_start_of_the_text_also_within_a_part_of_it():
    text = "Talk of 3 May 2024\nTalk of 5 May 2024\n"
    (found,) = find_dates(text, text.index("\n") + 1)
    assert text[found.begin : found.end] == "5 May 2024"


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [("03/04/2024", True, "2024-04-03"), ("03/04/2024", False, "2024-03-04"), ("25/04/2024", None, "2024-04-25")],
)
def test_the_order_of_figures_is_that_of_the_page(text, order, expected):
    assert [written(found) for found in find_dates(text, day_first=order)] == [expected]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("on 03/04/2024 and 17/04/2024", True),
        ("on 03/04/2024 and 04/17/2024", False),
        ("on 03/04/2024", None),
        ("on 17/04/2024 and 04/17/2024", None),
        ("08/24 Tea\n09/07 Knots\n09/21 Braids\n", False),
        ("about 3/24 of it", None),
    ],
)
def test_a_page_shows_by_a_number_above_twelve_which_comes_first(text, order):
    assert day_first(text) is order


def test_the_first_column_of_a_listing_may_hold_figures_without_a_year():
    listing = "08/24 Tea\n09/07 Knots\n09/21 Braids, with 3/4 of an hour for questions\n"
    found = find_dates(listing, day_first=day_first(listing))
    assert [written(mention) for mention in found] == ["--08-24", "--09-07", "--09-21"]


def test_a_weekday_without_a_date_is_the_day_of_a_series_and_usual_where_the_text_says_so():
    text = "The seminar meets on Fridays. Tea is usually on Thursdays. First talk: Monday, 3 March."
    found = [(DAYS[day.weekday], day.usual) for day in find_weekdays(text)]
    assert found == [("Fri", False), ("Thu", True)]
