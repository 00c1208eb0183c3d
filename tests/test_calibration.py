"""Values at 0.9 are right nine times of ten, on pages that the table of confidences was not made from."""

import sys

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "bench"))

import calibration  # noqa: E402
from judging import Judged, judged  # noqa: E402

from kg.model.announcement import Announcement, Person, Talk, Value  # noqa: E402

GOLD = {
    "title": "Knots without ends",
    "title_alt": ["Knots with no end"],
    "start": "2025-03-06T14:00",
    "speakers": [{"name": "Ada Byron", "affiliations": ["Univ. of Oslo"]}],
    "location": "Room 7",
    "optional_fields": {"series": "Topology"},
    "abstract_first_words": "They are tied and",
}


def right(field: str, value: str) -> bool | None:
    """Whether a value of the talk of GOLD is judged to be right; None where it is not judged."""
    person = Person(Value("Ada Byron", rule="r"), affiliations=(Value(value, rule="r"),) if field == "affiliation" else ())
    own = {"title": Value("Knots without ends", rule="r"), "speakers": (person,)}
    if field == "speaker":
        own["speakers"] = (Person(Value(value, rule="r")),)
    elif field != "affiliation":
        own[{"zone": "timezone"}.get(field, field)] = Value(value, rule="r")
    found = {one.field: one.right for one in judged("page", {"talks": [GOLD]}, Announcement((Talk(**own),)))}
    return found.get(field)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "Knots with no end", True),
        ("title", "Braids", False),
        ("speaker", "Byron, Ada", True),
        ("speaker", "Ada Lovelace", False),
        ("affiliation", "Univ of Oslo", True),
        ("affiliation", "Oslo", False),
        ("start", "2025-03-06T14:00", True),
        ("start", "2025-03-06", False),
        ("location", "room 7", True),
        ("location", "Room 8", False),
        ("series", "Topology", None),
        ("series", "Geometry", False),
        ("zone", "CET", False),
        ("abstract", "They are tied and they are not.", True),
        ("abstract", "Abstract: They are tied", False),
        ("kind", "lecture", None),
    ],
)
def test_a_value_is_judged_by_the_gold(field: str, value: str, expected: bool | None):
    assert right(field, value) is expected


def test_what_is_read_where_no_talk_is_is_wrong():
    (one,) = judged("page", {"talks": []}, Announcement((Talk(title=Value("News", rule="r")),)))
    assert one == Judged("page", "title", "r", 0.95, False)


def test_a_page_counts_no_more_than_its_share():
    many = [Judged("a", "title", "r", 0.95, False)] * 80 + [Judged("b", "title", "r", 0.95, True)] * 8
    assert calibration.cells(many) == [("title", "r", "0.95", 8.0, 16.0)]


@pytest.mark.usefixtures("shared")
def test_values_at_nine_tenths_are_right_nine_times_of_ten():
    pages = list(calibration.annotated())
    measured = calibration.crossed(pages)
    assert len(pages) > 2000
    assert calibration.expected_error(measured) < calibration.expected_error(pages)
    assert calibration.expected_error(measured) < 0.05
    for low, above in ((0.95, 1.01), (0.9, 0.95)):
        inside = [one.right for one in measured if low <= one.stated < above]
        assert sum(inside) >= 0.9 * len(inside) > 0
