"""The comparison with the gold sees what is wrong, missing, too much, or resting on the wrong words."""

import pytest

from tests.gold import differences, unsupported

GOLD = {
    "talks": [
        {
            "title": "On knots",
            "speakers": [{"name": "Ada Byron", "name_alt": ["A. Byron"], "affiliations": ["Ghent"]}],
            "organizers": [{"name": "Emmy Weil", "optional": True}],
            "abstract_first_words": "We tie and untie",
            "abstract_last_words": "all of it again.",
        }
    ],
    "events": [],
    "series": [],
}


def reading(**changed) -> dict:
    talk = {"title": "On knots", "speakers": [{"name": "Ada Byron", "affiliations": ["Ghent"]}]}
    talk |= {"abstract": "We tie and untie a knot, and all of it again."} | changed
    return {"talks": [{key: value for key, value in talk.items() if value is not None}], "events": [], "series": []}


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({}, None),
        ({"speakers": [{"name": "A. Byron", "affiliations": ["Ghent"]}]}, None),
        ({"organizers": [{"name": "Emmy Weil"}]}, None),
        ({"confidence": {"title": 0.5}, "time_text": "noon"}, None),
        ({"title": "On nots"}, "talks.0.title"),
        ({"title": None}, "talks.0.title"),
        ({"start": "2025-02-20"}, "talks.0.start"),
        ({"speakers": []}, "talks.0.speakers.0"),
        ({"speakers": [{"name": "Ada Byron", "affiliations": ["Ghent", "Leuven"]}]}, "talks.0.speakers.0.affiliations.1"),
        ({"organizers": [{"name": "Sophie Noether"}]}, "talks.0.organizers.0"),
        ({"abstract": "We tie and untie a knot."}, "talks.0.abstract"),
        ({"abstract": None}, "talks.0.abstract"),
    ],
)
def test_a_difference_is_told_by_its_path(changed, path):
    found = differences(GOLD, reading(**changed))
    assert [line.partition(":")[0] for line in found][:1] == ([path] if path else [])


@pytest.mark.parametrize(
    ("evidence", "supported"),
    [
        ({"title": [[0, 8]], "start": [[9, 29]]}, True),
        ({"title": [[0, 4]], "start": [[9, 29]]}, False),
        ({"start": [[9, 29]]}, False),
        ({"title": [[0, 8]], "start": [[9, 20]]}, False),
        ({"title": [[0, 8]], "start": [[9, 99]]}, False),
    ],
)
def test_a_value_must_rest_on_words_that_say_it(evidence, supported):
    talk = {"title": "On knots", "start": "2025-02-20T16:30", "evidence": evidence, "confidence": {"title": 1, "start": 1}}
    form = {"text": "On knots 20 Feb 2025, 4:30 pm ", "talks": [talk], "events": [], "series": []}
    assert bool(unsupported(form)) is not supported
