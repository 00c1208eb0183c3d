"""The ontology, and what is made from it."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Triple

import kg.vocab
from kg.config import resource
from kg.vocab import (
    DEGREES,
    FUNCTIONAL,
    PARTICIPATION_ROLES,
    POSITIONS,
    PREFIXES,
    SERVICE_ROLES,
    DCTERMS_license,
    OWL_Class,
    OWL_ObjectProperty,
    OWL_versionIRI,
    RDF_Property,
    RDF_type,
    RDFS_domain,
    RDFS_label,
    RDFS_range,
    RDFS_subClassOf,
    RDFS_subPropertyOf,
    SCHEMA_name,
    SCHEMA_performer,
    SCHEMA_startDate,
    SKOS_definition,
    SKOS_scopeNote,
    TG_evidence,
    TG_resolvedTo,
    TG_statedName,
    TG_timeText,
    TGR_area_chair,
    TGR_assistant_professor,
    TGR_co_author,
    TGR_degree_phd,
)

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = resource("ontology")
OWN = (PREFIXES["tg"], PREFIXES["tgr"])
PROPERTY_TYPES = {"ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Property"}
TERMS = {value.value for value in vars(kg.vocab).values() if isinstance(value, NamedNode)}


def triples(name: str) -> list[Triple]:
    return [quad.triple for quad in pyoxigraph.parse(path=str(ONTOLOGY / name))]


def is_property(term: NamedNode, graph: list[Triple]) -> bool:
    return any(t.subject == term and t.predicate == RDF_type and re.split("[#/]", t.object.value)[-1] in PROPERTY_TYPES for t in graph)


TALKGRAPH = triples("talkgraph.ttl")
ROLES = triples("roles.ttl")
OWN_TERMS = sorted({t.subject.value for t in TALKGRAPH + ROLES if t.subject.value.startswith(OWN)})
OWN_PROPERTIES = [term for term in OWN_TERMS if is_property(NamedNode(term), TALKGRAPH)]


def values(term: str, predicate: NamedNode) -> list[Literal | NamedNode]:
    return [t.object for t in TALKGRAPH + ROLES if t.subject.value == term and t.predicate == predicate]


@pytest.mark.parametrize("term", OWN_TERMS)
def test_every_own_term_has_one_english_label_and_one_definition_that_is_a_sentence(term: str):
    (label,), (definition,) = values(term, RDFS_label), values(term, SKOS_definition)
    assert label.language == definition.language == "en"
    assert definition.value[0].isupper() and definition.value.endswith(".")


@pytest.mark.parametrize("term", OWN_PROPERTIES)
def test_every_own_property_has_a_domain_and_a_range_or_a_reason_not_to(term: str):
    notes = [note.value for note in values(term, SKOS_scopeNote)]
    for predicate, name in ((RDFS_domain, "domain"), (RDFS_range, "range")):
        stated, reasons = values(term, predicate), [note for note in notes if note.startswith(f"No {name}: ")]
        assert len(stated) + len(reasons) == 1, f"{term}: {len(stated)} {name}s and {len(reasons)} reasons not to have one"


def test_the_ontology_speaks_of_its_own_terms_only():
    for graph, namespaces in ((TALKGRAPH, PREFIXES["tg"][:-1]), (ROLES, PREFIXES["tgr"][:-1])):
        assert {t.subject.value for t in graph if not t.subject.value.startswith(namespaces)} == set()


def test_nothing_is_claimed_about_the_terms_of_others():
    """An axiom about a foreign term would follow everybody who loads ours."""
    axioms = {RDFS_domain, RDFS_range, RDFS_subClassOf, RDFS_subPropertyOf}
    for name in ("external.ttl", "alignments.ttl"):
        graph = triples(name)
        assert not {t.predicate for t in graph} & axioms
        assert not [t for t in graph if t.predicate == RDF_type and t.object in {OWL_Class, OWL_ObjectProperty, RDF_Property}]


def test_every_term_of_others_that_is_not_mere_machinery_has_a_note_on_its_use():
    machinery = {"owl", "rdf", "rdfs", "sd", "sh", "skos", "vann", "void", "xsd"}
    noted = {t.subject.value for t in triples("external.ttl") if t.predicate == SKOS_scopeNote}
    for prefix in sorted(PREFIXES.keys() - machinery - {"tg", "tgr", "tgs"}):
        used = {term for term in TERMS if term.startswith(PREFIXES[prefix]) and term != PREFIXES[prefix]}
        assert used and not used - noted, prefix


@pytest.mark.parametrize("name", ["talkgraph.ttl", "roles.ttl", "alignments.ttl"])
def test_each_vocabulary_has_a_version_and_is_free(name: str):
    graph = triples(name)
    assert [t.object.value for t in graph if t.predicate == DCTERMS_license] == ["https://creativecommons.org/publicdomain/zero/1.0/"]
    assert [t.object.value for t in graph if t.predicate == OWL_versionIRI][0].endswith("/0.1.0")


def test_alignments_map_terms_that_we_have_to_terms_of_known_vocabularies():
    known = (
        "http://vivoweb.org/ontology/core#", "https://w3id.org/scholarlydata/ontology/conference-ontology.owl#",
        "http://data.semanticweb.org/ns/swc/ontology#", "https://w3id.org/seo#", "http://purl.org/ontology/bibo/",
        "http://purl.obolibrary.org/obo/AEON_", "http://www.wikidata.org/entity/Q", "http://www.wikidata.org/prop/direct/P",
    )  # fmt: skip
    mappings = [t for t in triples("alignments.ttl") if t.predicate.value.startswith(PREFIXES["skos"])]
    assert mappings
    for mapping in mappings:
        assert mapping.predicate.value.endswith("Match")
        assert mapping.subject.value in TERMS
        assert mapping.object.value.startswith(known)
    assert {next(start for start in known if m.object.value.startswith(start)) for m in mappings} == set(known)


def test_a_term_used_in_the_ontology_is_defined_or_listed():
    namespaces = tuple(PREFIXES.values())
    nodes = {node for t in TALKGRAPH + ROLES if t.predicate != OWL_versionIRI for node in (t.predicate, t.object)}
    used = {node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith(namespaces)}
    assert used - TERMS == set()


def sources() -> list[Path]:
    return sorted(path for top in ("kg", "web", "tools", "tests", "bench") for path in (ROOT / top).rglob("*.py"))


def test_every_constant_imported_from_the_vocabulary_exists():
    """Also in modules that no other test imports."""
    unknown = [
        f"{path.relative_to(ROOT)}: {alias.name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "kg.vocab"
        for alias in node.names
        if not hasattr(kg.vocab, alias.name)
    ]
    assert unknown == []


def texts_with_terms() -> list[Path]:
    return sorted([*(ROOT / "kg").rglob("*.rq"), *(ROOT / "shapes").glob("*.ttl")])


@pytest.mark.parametrize("path", texts_with_terms(), ids=lambda path: str(path.relative_to(ROOT)))
def test_queries_and_shapes_use_terms_that_exist_under_our_prefixes(path: Path):
    text = re.sub(r'^\s*#.*$', "", path.read_text(), flags=re.MULTILINE)
    declared = dict(re.findall(r"prefix\s+(\w+):\s*<([^>]*)>", text, flags=re.IGNORECASE))
    body = re.sub(r'"[^"\n]*"|<[^>\s]*>', " ", text)
    for prefix, local in re.findall(r"(?<![\w:?$/])([a-z]+):([A-Za-z][\w-]*)", body):
        if prefix in ("sh", "tgs") or prefix not in declared:
            continue
        assert declared[prefix] == PREFIXES.get(prefix), f"{prefix}: is another namespace elsewhere"
        assert PREFIXES[prefix] + local in TERMS, f"{prefix}:{local} is not defined"


def test_the_generated_constants_are_those_of_the_ontology():
    run = subprocess.run([sys.executable, ROOT / "tools/make_vocab.py", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_a_constant_is_named_after_its_prefix_and_term():
    assert TGR_co_author == NamedNode("https://w3id.org/talkgraph/role/co-author")
    assert SCHEMA_name == NamedNode("https://schema.org/name")
    assert not hasattr(kg.vocab, "SCHEMA_nmae")


def test_properties_that_hold_one_value_are_told_from_those_that_hold_many():
    assert {SCHEMA_startDate, SCHEMA_name, RDFS_label, TG_resolvedTo} <= FUNCTIONAL
    assert not {SCHEMA_performer, TG_evidence, TG_statedName, TG_timeText} & FUNCTIONAL


@pytest.mark.parametrize(
    "labels, printed, concept",
    [
        (DEGREES, "Ph.D.", TGR_degree_phd),
        (POSITIONS, "Assistant Professor", TGR_assistant_professor),
        (SERVICE_ROLES, "Area Chair", TGR_area_chair),
        (PARTICIPATION_ROLES, "coauthor", TGR_co_author),
    ],
)
def test_a_printed_role_or_degree_is_found_by_its_label(labels: dict[str, NamedNode], printed: str, concept: NamedNode):
    assert labels[printed.casefold()] == concept
