"""YAML, JSON, CSV: entries as records with the paths of their values, rendered so that a person can read them."""

import pytest

from kg.errors import SourceError


def paths(record) -> dict[str, str]:
    return {one.path: one.value for one in record.fields}


LIST = """# talks of the term
- title: "On \\"knots\\""
  speaker:
    name: Ada Byron
    affiliation: University of London
  date: 2025-05-03
  online: no
  abstract: >
    Knots are
    everywhere.

    Also here.
- {title: On links, speakers: [Ada Byron, Mary Somerville], links: [{label: Slides, url: "https://example.org/s"}], end: ~}
"""


def test_each_entry_of_a_list_is_a_record_with_its_values_as_printed(document):
    page = document(LIST)
    assert [record.kind for record in page.records] == ["mapping", "mapping"]
    assert paths(page.records[0]) == {
        "title": 'On "knots"',
        "speaker.name": "Ada Byron",
        "speaker.affiliation": "University of London",
        "date": "2025-05-03",
        "online": "no",
        "abstract": "Knots are everywhere.\nAlso here.",
    }
    assert paths(page.records[1]) == {
        "title": "On links",
        "speakers.0": "Ada Byron",
        "speakers.1": "Mary Somerville",
        "links.0.label": "Slides",
        "links.0.url": "https://example.org/s",
    }


def test_values_stand_in_the_text_where_the_record_says(document):
    page = document(LIST)
    assert all(page.words((one.begin, one.end)) == one.value for record in page.records for one in record.fields)
    assert page.text.startswith('title: On "knots"\nspeaker:\n  name: Ada Byron\n')
    assert [one.block for one in page.lines if page.words((one.begin, one.end)).startswith("title")] == [0, 1]


def test_json_says_the_same_as_yaml(document):
    page = document('[{"title": "Patr\\u00edcia\\nEwald", "year": 2025, "cost": 1.50, "open": true, "end": null, "half": "\\ud800"}]')
    assert paths(page.records[0]) == {"title": "Patrícia\nEwald", "year": "2025", "cost": "1.50", "open": "true", "half": "\ufffd"}
    page.text.encode()


def test_nodes_of_json_ld_are_records_of_their_own(document):
    page = document('{"@context": "https://schema.org", "@graph": [{"@type": "Event", "name": "A"}, {"@type": "Event", "name": "B"}]}')
    assert [(record.kind, paths(record)["name"]) for record in page.records] == [("json-ld", "A"), ("json-ld", "B")]
    assert page.links == ()


def test_yaml_of_several_documents_is_read_whole(document):
    page = document("---\ntitle: A\nspeaker: Ada\n---\ntitle: B\nspeaker: Mary\n...\n", "a.yml")
    assert [paths(record)["title"] for record in page.records] == ["A", "B"]


def test_an_alias_stands_for_its_anchor_and_a_merge_fills_in(document):
    page = document("- &usual {room: '12', time: '10:00'}\n- <<: *usual\n  title: On knots\n  time: '11:00'\n- again: *usual\n  title: x\n")
    assert paths(page.records[1]) == {"room": "12", "time": "11:00", "title": "On knots"}
    assert paths(page.records[2]) == {"again.room": "12", "again.time": "10:00", "title": "x"}


def test_markup_in_a_value_becomes_layout_and_links(document):
    page = document('- title: "On **knots** and [links](https://example.org/)"\n  abstract: "<p>One<br>two</p>"\n')
    assert paths(page.records[0]) == {"title": "On knots and links", "abstract": "One\ntwo"}
    assert [link.href for link in page.links] == ["https://example.org/"]


def test_rows_of_a_table_are_records_under_the_names_of_their_columns(document):
    page = document('Title,Speaker,\n"On knots, and\nlinks",Ada Byron,x\n,Mary Somerville\n', "a.csv")
    assert [(record.kind, paths(record)) for record in page.records] == [
        ("row", {"Title": "On knots, and\nlinks", "Speaker": "Ada Byron"}),
        ("row", {"Speaker": "Mary Somerville"}),
    ]


@pytest.mark.parametrize(("text", "name"), [("Title;Speaker\nOn knots;Ada\n", "a.csv"), ("Title\tSpeaker\nOn knots\tAda\n", "a.tsv")])
def test_tables_part_their_columns_in_several_ways(document, text, name):
    assert paths(document(text, name).records[0]) == {"Title": "On knots", "Speaker": "Ada"}


def test_an_alias_bomb_is_refused(document):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + last] * 10)}]\n" for last, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    with pytest.raises(SourceError, match="more than 200,000 values"):
        document(bomb, "a.yml")


def test_an_anchor_within_itself_ends(document):
    assert paths(document("- &a\n  title: On knots\n  speaker: *a\n").records[0]) == {"title": "On knots"}


@pytest.mark.parametrize(("text", "name"), [("[" * 100_000 + "x", "a.json"), ('{"a":' * 100_000 + "x", "a.json"), ("- a: b\n  c: " + "[" * 100_000, "a.yml")])
def test_nesting_without_end_is_read_as_the_text_it_is(document, text, name):
    assert document(text, name).media_type == "text/plain"
