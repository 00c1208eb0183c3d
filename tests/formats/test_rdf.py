"""RDF written so that equal graphs are equal bytes, and read back the same."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import SourceError, UsageError
from kg.formats import RDF_FORMATS, facts, parse, parse_file, rebase, write

FIXTURE = Path(__file__).parent.parent / "store" / "fixture.trig"
BASE = "https://w3id.org/talkgraph/"
DATASETS = ("nquads", "trig", "jsonld")
XSD = "http://www.w3.org/2001/XMLSchema#"


def everything() -> list[Quad]:
    return list(parse_file(FIXTURE))


def published() -> list[Triple]:
    return [quad.triple for quad in everything() if quad.graph_name.value.endswith("/published")]


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_what_is_written_is_read_back(format: str) -> None:
    statements = everything() if format in DATASETS else published()
    back = set(parse(write(statements, format), format))
    assert back == (set(statements) if format in DATASETS else {Quad(*triple) for triple in statements})


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_order_and_repetition_do_not_matter(format: str) -> None:
    statements = everything() if format in DATASETS else published()
    shuffled = statements + statements[:50]
    random.Random(7).shuffle(shuffled)
    assert write(shuffled, format) == write(statements, format)


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_every_process_writes_the_same(format: str) -> None:
    text = f"import sys; from pathlib import Path; from kg.formats import *; sys.stdout.buffer.write(write(set(parse_file(Path({str(FIXTURE)!r}))), {format!r}))"
    runs = {subprocess.run([sys.executable, "-c", text], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert runs == {write(everything(), format)}


def test_turtle_is_for_people() -> None:
    a, b = NamedNode(BASE + "id/talk/a"), NamedNode("https://schema.org/name")
    lines = write([Triple(a, b, Literal("Zeta")), Triple(a, b, Literal("Alpha")), Triple(a, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), NamedNode("https://schema.org/Event"))]).decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes) and "@prefix schema: <https://schema.org/> ." in prefixes
    assert lines[len(prefixes) :] == ["", f"<{a.value}> a schema:Event ;", '\tschema:name "Alpha" , "Zeta" .']


@pytest.mark.parametrize(
    "value",
    [Literal('"""\\\n\t\r'), Literal("é😀\u2028"), Literal("x", language="en-gb"), Literal("007", datatype=NamedNode(XSD + "integer")), Literal(""),
     Literal("1.0E0", datatype=NamedNode(XSD + "double")), NamedNode("https://example.org/ü?a=b&c#d"), Literal("<a>&amp;</a>]]>")],
)  # fmt: skip
@pytest.mark.parametrize("format", RDF_FORMATS)
def test_any_term_survives(format: str, value: Literal | NamedNode) -> None:
    statement = Triple(NamedNode("https://example.org/s"), NamedNode("https://example.org/p"), value)
    assert [quad.triple for quad in parse(write([statement] if format != "jsonld" else [Quad(*statement)], format), format)] == [statement]


def test_xml_shows_a_sign_for_what_it_cannot_hold() -> None:
    statement = Triple(NamedNode("https://example.org/s"), NamedNode("https://example.org/p"), Literal("a\x00b\x1b"))
    (back,) = parse(write([statement], "rdfxml"), "rdfxml")
    assert back.object == Literal("a\ufffdb\ufffd")


def test_a_property_that_xml_cannot_name_is_an_error() -> None:
    with pytest.raises(UsageError, match="rdfxml"):
        write([Triple(NamedNode("https://example.org/s"), NamedNode("https://example.org/1/"), Literal("x"))], "rdfxml")


def test_rebasing_moves_ids_and_graphs_only() -> None:
    new = "http://localhost:5000/"
    moved = list(rebase(everything(), BASE, new))
    text = write(moved, "nquads").decode()
    assert f"<{BASE}id/" not in text and f"<{BASE}graph/" not in text
    assert f"<{BASE}ontology#Talk>" in text and f"<{BASE}role/speaker>" in text and f"<{BASE}data/doc/first.txt#char=10,29>" in text
    assert write(rebase(moved, new, BASE), "nquads") == write(everything(), "nquads")


def test_rebasing_leaves_words_alone() -> None:
    statement = Triple(BlankNode("b"), NamedNode("https://example.org/p"), Literal(BASE + "id/talk/a"))
    assert list(rebase([statement], BASE, "http://x/")) == [statement]


def test_facts_leave_out_the_prose() -> None:
    biography = Triple(NamedNode(BASE + "id/person/ada"), NamedNode(BASE + "ontology#biographyText"), Literal("Ada works."))
    left = set(facts([*published(), biography]))
    gone = {*published(), biography} - left
    assert {triple.predicate.value.rpartition("/")[2] for triple in gone} == {"abstract", "ontology#biographyText"}
    assert len(gone) == 2


@pytest.mark.parametrize("call", [lambda: write([], "word"), lambda: list(parse(b"", "word"))])
def test_an_unknown_format_is_refused(call) -> None:
    with pytest.raises(UsageError, match="No RDF format is called 'word'"):
        call()


def test_an_unknown_extension_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="extension"):
        list(parse_file(tmp_path / "a.doc"))


@pytest.mark.parametrize(("data", "format"), [(b"<a> <b>", "turtle"), (b"{", "jsonld"), (b"<rdf", "rdfxml"), (b"\xff\xfe", "nquads")])
def test_malformed_rdf_is_an_error_of_the_source(data: bytes, format: str) -> None:
    with pytest.raises(SourceError, match="malformed"):
        list(parse(data, format))
