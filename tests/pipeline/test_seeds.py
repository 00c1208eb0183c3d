"""Five real announcements, end to end: what is published of them, and who is one with whom."""

from collections import Counter

import pytest

from kg import fetch
from kg.archive import open_archive
from kg.config import Config
from kg.pipeline import ingest, stats
from kg.store import open_store
from kg.validate import problems
from tests.desk import Desk


@pytest.fixture(scope="module")
def five(shared, tmp_path_factory) -> tuple:
    """A desk with the five announcements taken in, and the report."""
    folder = shared / "seeds"
    config = Config(store="memory:")
    desk = Desk(folder, config, open_store("memory:", write=True, config=config), open_archive(config))
    report = ingest(fetch.all_sources([str(folder)], config), desk.store, desk.archive, config)
    yield desk, report
    desk.store.close()


def test_twenty_six_talks_come_of_twenty_seven_announcements(five):
    desk, report = five
    assert report.exit_code == 0, report.text()
    assert sum(outcome.talks for outcome in report.outcomes) == 27 and report.published == 26


def test_nothing_violates_a_shape_and_notices_name_the_dates_of_the_listing(five):
    desk, report = five
    found = problems(desk.store.quads(desk.store.published))
    assert [problem for problem in found if problem.severity == "violation"] == []
    undated = {problem.focus.value for problem in found if "No date" in problem.message}
    listing = max(report.outcomes, key=lambda outcome: (outcome.talks == 9, outcome.source)).doc
    of_listing = desk.ask(f"?talk a tg:Talk ; tg:announcedIn <https://w3id.org/talkgraph/id/doc/{listing}>", "talk")
    dated = desk.ask("?talk a tg:Talk ; tg:earliest ?day", "talk")
    assert undated == {talk for (talk,) in of_listing if (talk,) not in dated} and len(undated) == 9
    assert stats(desk.store).talks_without_date == 9


def test_qing_qu_is_one_person_with_two_talks_of_which_one_was_announced_twice(five):
    desk, _ = five
    spoken = desk.ask('?who schema:name "Qing Qu" . ?talk schema:performer ?who ; tg:announcedIn ?doc', "who", "talk", "doc")
    assert len({who for who, _, _ in spoken}) == 1
    assert sorted(Counter(talk for _, talk, _ in spoken).values()) == [1, 2]
    assert len({doc for _, _, doc in spoken}) == 3
    assert len(desk.ask('?who schema:name|schema:alternateName ?name FILTER(LCASE(?name) = "qing qu")', "who")) == 1


def test_two_printings_of_one_name_are_one_person(five):
    desk, _ = five
    ((first,),) = desk.ask('?who schema:name|schema:alternateName "Patricia Munoz Ewald"', "who")
    ((second,),) = desk.ask('?who schema:name|schema:alternateName "Patrícia Ewald"', "who")
    assert first == second


def test_a_speaker_can_be_the_coauthor_of_another_talk(five):
    desk, _ = five
    ((bruna,),) = desk.ask('?who schema:name "Joan Bruna"', "who")
    assert desk.ask(f"?talk schema:performer <{bruna}>", "talk")
    others = desk.ask(f"?work schema:author <{bruna}> . ?talk schema:workFeatured ?work . FILTER NOT EXISTS {{ ?talk schema:performer <{bruna}> }}", "talk")  # fmt: skip
    assert others


def test_a_speaker_can_be_an_organizer(five):
    desk, _ = five
    ((duff,),) = desk.ask('?who schema:name "Timothy Duff"', "who")
    assert desk.ask(f"?talk schema:performer <{duff}>", "talk") and desk.ask(f"?talk schema:organizer <{duff}>", "talk")


def test_ut_austin_is_one_institution_and_its_departments_are_units_of_it(five):
    desk, _ = five
    names = ("UT Austin", "The University of Texas at Austin", "University of Texas at Austin")
    found = {org for name in names for (org,) in desk.ask(f'?org schema:name|schema:alternateName "{name}"', "org")}
    assert len(found) == 1
    units = [name for (name,) in desk.ask(f"?unit org:unitOf <{found.pop()}> ; schema:name ?name", "name")]
    assert len(units) >= 2 and all("Austin" not in unit for unit in units), units


def test_what_was_joined_has_reasons(five):
    desk, _ = five
    text = (
        "PREFIX tg: <https://w3id.org/talkgraph/ontology#>"
        " SELECT ?reason WHERE { GRAPH ?g { ?decision tg:resolvedTo <%s> ; tg:reason ?reason } }"
    )
    for name in ("Qing Qu", "Joan Bruna"):
        ((who,),) = desk.ask(f'?who schema:name "{name}"', "who")
        assert [row["reason"].value for row in desk.store.query(text % who)], name
