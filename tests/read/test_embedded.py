"""What pages tell machines: JSON-LD, microdata and RDFa."""

import json

import pytest


def paths(record) -> dict[str, str]:
    return {one.path: one.value for one in record.fields}


def described(page) -> list[dict[str, str]]:
    return [paths(record) for record in page.records if record.kind in ("json-ld", "microdata")]


def page(head: str = "", body: str = "") -> str:
    return f"<html><head>{head}</head><body><p>Talks</p>{body}</body></html>"


@pytest.mark.parametrize(("before", "after"), [("", ""), ("<!--", "-->"), ("//<![CDATA[\n", "\n//]]>"), ("/*<![CDATA[*/", "/*]]>*/")])
def test_a_reference_is_filled_with_the_node_it_names(document, before, after):
    graph = {"@graph": [{"@id": "#a", "@type": "Person", "name": "Ada"}, {"@id": "#t", "@type": "Event", "name": "On knots", "performer": [{"@id": "#a"}]}]}
    found = described(document(page(f"<script type='application/ld+json'>{before}{json.dumps(graph)}{after}</script>")))
    assert [(one["name"], one["performer.0.name"]) for one in found] == [("On knots", "Ada")]


def test_nodes_that_name_each_other_end(document):
    graph = [{"@id": "#t", "@type": "Event", "name": "On knots", "subEvent": {"@id": "#u"}}, {"@id": "#u", "@type": "Event", "name": "On links", "superEvent": {"@id": "#t"}}]
    found = described(document(page(f"<script type='application/ld+json'>{json.dumps(graph)}</script>")))
    assert [one["name"] for one in found] == ["On knots", "On links"]


def graph_of(person: dict, events: int, named: int = 1) -> str:
    """A graph in JSON-LD: a person, and events that name the person by the id."""
    told = [{"@type": "Event", "name": f"On knots {number}", "performer": [{"@id": "#a"}] * named} for number in range(events)]
    return json.dumps({"@context": "https://schema.org", "@graph": [{"@id": "#a", "@type": "Person", "name": "Ada Byron", **person}, *told]})


def test_a_node_that_many_events_name_is_not_told_in_full_each_time(document):
    whole = "Ada Byron knows knots. " * 10
    [_, *events] = document(graph_of({"description": whole * 1_000, "worksFor": {"name": "University of London"}}, 3_000), "page.jsonld").records
    assert {paths(one)["performer.0.name"] for one in events} == {"Ada Byron"}
    assert {paths(one)["performer.0.worksFor.name"] for one in events} == {"University of London"}
    assert not any("performer.0.description" in paths(one) for one in events)
    [_, *events] = document(graph_of({"description": whole * 4}, 3_000), "page.jsonld").records
    assert paths(events[0])["performer.0.description"] == (whole * 4).strip() and paths(events[-1])["performer.0.name"] == "Ada Byron"
    assert sum("performer.0.description" in paths(one) for one in events) < 600


def test_what_references_are_filled_with_comes_to_an_end(document):
    knows = {"knows": [f"Person {number}" for number in range(100_000)]}
    [_, *events] = document(graph_of(knows, 300, named=1_000), "page.jsonld", max_bytes=50_000_000).records
    assert len(events) == 300 and paths(events[0])["performer.0.name"] == "Ada Byron"
    assert sum(len(one.fields) for one in events) < 500_000


ITEM = """<div itemscope itemtype="https://schema.org/Event" itemref="b a a nothing"><h2 itemprop="name">On knots</h2></div>
<p id="a">In <b itemprop="location">Room 12</b></p><p id="b" itemprop="startDate" content="2025-05-06">6 May</p>"""
RDFA = """<div vocab="http://schema.org/" typeof="Event"><h2 property="name">On knots</h2><p property="schema:location">Room 12</p>
<p property="startDate" content="2025-05-06">6 May</p></div>"""


@pytest.mark.parametrize("body", [ITEM, RDFA], ids=["microdata", "rdfa"])
def test_attributes_state_an_event(document, body):
    [event] = described(document(page(body=body)))
    assert (event["name"], event["startDate"]) == ("On knots", "2025-05-06")
    assert [value for path, value in event.items() if path.startswith("location")][0] == "Room 12"


@pytest.mark.parametrize(
    "body",
    [
        '<div id="x" itemscope itemtype="http://schema.org/Event" itemref="x"><p itemprop="name">On knots</p></div>',
        '<div id="y"><div id="x" itemscope itemtype="http://schema.org/Event" itemref="y x"><p itemprop="name">On knots</p></div></div>',
    ],
)
def test_an_item_that_refers_to_itself_is_read_once(document, body):
    [event] = described(document(page(body=body)))
    assert event["name"] == "On knots"


def test_an_article_and_a_person_are_no_events(document):
    body = '<div vocab="http://schema.org/" typeof="Article"><p property="name">On knots</p></div><div itemscope itemtype="http://schema.org/Person"><p itemprop="name">Ada</p></div>'
    assert described(document(page(body=body))) == []


def test_nesting_without_end_exhausts_nothing(document):
    deep = "[" * 800 + '{"@id": "#a", "@type": "Person", "name": "Ada"}' + "]" * 800
    graph = '{"@graph": [{"@type": "Event", "name": "On knots", "performer": {"@id": "#a"}, "about": %s}]}' % deep
    assert [one["performer.name"] for one in described(document(page(f"<script type='application/ld+json'>{graph}</script>")))] == ["Ada"]
    assert document(graph).records[0].kind == "json-ld"
