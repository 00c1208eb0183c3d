"""A line or a source without end is read as far as its bound, and says so."""

import pytest

from kg.errors import SourceError
from kg.extract import extract
from kg.read import read
from kg.read.bounds import LONGEST_LINE, MOST_LISTED, MOST_WRITTEN

NOTE = f"of a line of more than {LONGEST_LINE:,} characters only the beginning was read"


def document(text: str, ending: str = "txt"):
    return read(text.encode(), key=f"long.{ending}", max_bytes=20_000_000)


def test_a_line_without_end_is_read_to_the_end_of_a_sentence():
    sentence = "Ada Byron will speak on knots. "
    read_in = document("Seminar\n" + sentence * 4_000 + "\nThe last line\n")
    first, long, last = read_in.lines
    assert LONGEST_LINE - 100 < long.end - long.begin <= LONGEST_LINE
    assert read_in.text[long.begin : long.end].endswith("on knots.")
    assert read_in.text[last.begin : last.end] == "The last line"
    assert read_in.notes == (NOTE,)


def test_a_line_without_blanks_is_cut_at_the_bound():
    read_in = document("Talk by Ada Byron.\n\n" + "QWxh" * 60_000)
    assert read_in.lines[-1].end - read_in.lines[-1].begin == LONGEST_LINE
    assert read_in.notes == (NOTE,)


def test_a_value_of_a_record_ends_where_its_line_was_cut():
    read_in = document('[{"title": "Knots", "abstract": "%s"}, {"title": "Flows", "speaker": "Bo Ek"}]' % ("word " * 30_000), "json")
    values = {(number, field.path): field.value for number, record in enumerate(read_in.records) for field in record.fields}
    assert len(values[0, "abstract"]) <= LONGEST_LINE
    assert values[0, "abstract"].endswith("word")
    assert values[1, "speaker"] == "Bo Ek"


def test_a_line_at_the_bound_is_read_whole():
    text = "x" * LONGEST_LINE
    assert document(text).text == text
    assert not document(text).notes


@pytest.mark.parametrize(
    ("text", "ending", "most"),
    [
        ("a\n" * (MOST_WRITTEN + 1), "txt", MOST_WRITTEN),
        ("- a\n\n# b\n\n" * (MOST_WRITTEN // 2 + 1), "md", MOST_WRITTEN),
        ("<p>a" * (MOST_WRITTEN + 1), "html", MOST_WRITTEN),
        ("date,speaker\n" + "a,b\n" * MOST_LISTED, "csv", MOST_LISTED),
    ],
    ids=["text", "markdown", "html", "table"],
)
def test_more_lines_than_can_be_read_are_refused_in_one_sentence(text: str, ending: str, most: int):
    with pytest.raises(SourceError, match=f"long.{ending} holds more than {most:,} lines, .*: give a smaller part of it."):
        document(text, ending)


def starts(text: str) -> list[str | None]:
    return [talk.start and talk.start.text for talk in extract(document(text)).talks]


def test_each_talk_of_a_line_has_its_own_day_and_hour():
    ahead = (
        'Seminar\n\nOn 3 May 2024 at 3 pm Ada Byron (University of Basel): "Knots and links of surfaces".'
        ' On 10 May 2024 at 4 pm Bo Ekman (ETH Zürich): "Flows on graphs and walks".'
    )
    behind = 'Seminar\n\nAda Byron, "Knots and links of surfaces", 3 May 2024; Bo Ekman, "Flows on graphs and walks", 10 May 2024.'
    assert starts(ahead) == ["2024-05-03T15:00", "2024-05-10T16:00"]
    assert starts(behind) == ["2024-05-03", "2024-05-10"]


def test_one_day_of_a_line_holds_for_its_talks():
    text = 'Seminar on 3 May 2024:\nAda Byron, "Knots and links of surfaces", 15:00, and Bo Ekman, "Flows on graphs and walks", 16:00'
    assert starts(text) == ["2024-05-03T15:00", "2024-05-03T16:00"]


def test_days_that_belong_to_no_talk_alone_give_none_a_date():
    text = 'Talks on 3 May 2024 and 10 May 2024: Ada Byron, "Knots and links of surfaces"; Bo Ekman, "Flows on graphs and walks"; Cleo Duarte, "Lattices of walks".'
    assert starts(text) == [None, None, None]
