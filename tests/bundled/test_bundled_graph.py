"""The graph of the bundled announcements: one of each person, talk and institution, asked by the saved queries."""

from collections import Counter
from collections.abc import Callable

import pytest

from kg import fetch
from kg.archive import open_archive
from kg.config import Config
from kg.pipeline import ingest
from kg.queries import bind, parameter_values, saved
from kg.store import Store, open_store
from kg.validate import problems

Ask = Callable[..., list[tuple[str | None, ...]]]


@pytest.fixture(scope="module")
def graph() -> Store:
    """A store in memory with the bundled announcements."""
    config = Config(store="memory:")
    store = open_store("memory:", write=True, config=config)
    report = ingest(fetch.sources("bundled:", config), store, open_archive(config), config)
    assert report.exit_code == 0, report.text()
    yield store
    store.close()


@pytest.fixture(scope="module")
def ask(graph: Store) -> Ask:
    """Asks a saved query for columns; each row once."""

    def rows(name: str, columns: str, /, **parameters: str) -> list[tuple[str | None, ...]]:
        query = saved()[name]
        found = graph.query(bind(query.text, parameter_values(query, parameters)))
        values = [tuple(row[column] and row[column].value for column in columns.split()) for row in found]
        return list(dict.fromkeys(values))

    return rows


def test_nothing_in_it_violates_a_shape(graph: Store):
    assert [problem for problem in problems(graph.quads(graph.published)) if problem.severity == "violation"] == []


def test_one_speaker_of_three_announcements_is_one_person_with_two_talks(ask: Ask):
    spoken = ask("talks-of-speaker", "person talk title", speaker="Qing Qu")
    assert len({person for person, _, _ in spoken}) == 1
    assert len({talk for _, talk, _ in spoken}) == 2
    assert {title.split()[0] for _, _, title in spoken} == {"The", "Harnessing"}


def test_a_talk_announced_twice_is_one_talk_with_two_sources(ask: Ask):
    found = ask("announced-where", "talk document", talk="Emergence of Generalizability")
    assert len({talk for talk, _ in found}) == 1
    assert len({document for _, document in found}) == 2


def test_talks_announced_in_other_words_and_languages_are_still_one_each(ask: Ask):
    found = Counter(talk for talk, _ in ask("announced-where", "talk document"))
    assert len(found) == 26
    assert len([talk for talk, documents in found.items() if documents > 1]) >= 13


def test_two_spellings_of_a_name_are_one_person_and_the_reason_is_told(ask: Ask):
    decided = ask("identity-decisions", "thing printed reason", name="Ewald")
    assert {printed for _, printed, _ in decided} == {"Patricia Munoz Ewald", "Patrícia Ewald"}
    assert len({thing for thing, _, _ in decided}) == 1
    assert all(reason for _, _, reason in decided)


def test_a_speaker_is_also_the_coauthor_of_another_speaker(ask: Ask):
    ((bruna,),) = ask("talks-of-speaker", "person", speaker="Joan Bruna")
    assert ("Elzbieta Polak",) in ask("co-authors", "coauthor", person=bruna)


def test_a_speaker_organizes_as_well(graph: Store, ask: Ask):
    ((duff,),) = ask("talks-of-speaker", "person", speaker="Timothy Duff")
    organized = graph.query(f"SELECT DISTINCT ?talk WHERE {{ ?talk <https://schema.org/organizer> <{duff}> }}")
    assert len(list(organized)) == 2


def test_an_institution_is_one_however_it_is_printed_and_its_departments_are_units_of_it(graph: Store):
    named = graph.query(
        "PREFIX schema: <https://schema.org/> PREFIX org: <http://www.w3.org/ns/org#>"
        " SELECT DISTINCT ?org ?unit WHERE { ?org schema:name|schema:alternateName ?name . ?unit org:unitOf ?org ."
        ' FILTER(?name IN ("UT Austin", "The University of Texas at Austin", "University of Texas at Austin")) }'
    )
    rows = [(row["org"], row["unit"]) for row in named]
    assert len({org for org, _ in rows}) == 1
    assert len({unit for _, unit in rows}) >= 3


def test_two_institutions_run_the_joint_series(ask: Ask):
    assert ask("joint-series", "title organizer") == [
        ("Columbia-NYU Joint FE Colloquium", "Columbia University"),
        ("Columbia-NYU Joint FE Colloquium", "New York University"),
    ]


def test_joint_work_keeps_the_words_that_limit_it(ask: Ask):
    scopes = {name: scope for name, scope in ask("works-and-authors", "name scope")}
    assert scopes["David Rolnick"] == "Some portions"


UNDATED = {
    "Fine-tuning and Steering of Diffusions with Non-Differentiable Rewards",
    "Recent advances in equipartitions of domains",
    "Interpretable, Explainable, and Adversarial AI: Data Science Buzzwords and You (Mathematicians)",
    "Lagrangian Dual Sections",
    "Harnessing Low-Dimensionality for Generalizable and Trustworthy Generative AI",
    "Diffusion Model’s Generalization via Data-Dependent Ridge Manifolds",
    "Talk by Kiril Datchev",
    "Talk by Binxu Wang",
    "Talk by Mason Kamb",
}


def test_a_notice_names_each_talk_without_a_date_and_no_other(graph: Store, ask: Ask):
    assert {title for (title,) in ask("no-date", "title")} == UNDATED
    undated = {problem.focus.value for problem in problems(graph.quads(graph.published)) if "No date" in problem.message}
    assert undated == {talk for (talk,) in ask("no-date", "talk")}
