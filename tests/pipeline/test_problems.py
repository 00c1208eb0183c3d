"""The graph of problems: what the shapes found in everything that is stored, kept right by every run."""

from itertools import permutations

from tests.desk import Desk, notice

UNDATED = notice("Knots at some time", Date=None, Time=None, Speaker="Emmy Noether (University of Oslo)")
WRONG_DAY = notice("Knots on the wrong day", Date="Friday, 20 February 2025", Speaker="Cy Berg (University of Bergen)")


def found(desk: Desk) -> set[tuple[str, str, str]]:
    """Each problem as (severity, name of the thing, first words of the message)."""
    said: dict[str, dict[str, str]] = {}
    for quad in desk.store.quads():
        if quad.graph_name.value.endswith("graph/problems"):
            said.setdefault(quad.subject.value, {})[quad.predicate.value.rpartition("#")[2]] = quad.object.value
    return {
        (facts["resultSeverity"].rpartition("#")[2], facts["label"], " ".join(facts["resultMessage"].split()[:4]))
        for facts in said.values()
    }


def sources(desk: Desk) -> set[str]:
    """The documents that problems are traced to."""
    return {quad.object.value.rpartition("/")[2] for quad in desk.store.quads() if quad.predicate.value.endswith("#wasDerivedFrom")}


def test_what_is_not_stated_is_a_problem_traced_to_its_document(desk):
    desk.write("undated.txt", UNDATED)
    (outcome,) = desk.ingest().outcomes
    assert ("Info", "Knots at some time", "No date is stated,") in found(desk)
    assert sources(desk) == {outcome.doc}


def test_a_problem_is_no_part_of_what_is_published(desk):
    desk.write("undated.txt", UNDATED)
    desk.ingest()
    assert found(desk) and "ValidationResult" not in desk.export() and "#problem-" not in desk.export()


def test_the_reason_why_a_talk_is_not_published_is_kept_until_it_is_mended(desk):
    path = desk.write("bad.txt", WRONG_DAY)
    desk.write("good.txt", notice())
    desk.ingest()
    assert [name for severity, name, _ in found(desk) if severity == "Violation"] == ["Knots on the wrong day"]
    desk.write("bad.txt", WRONG_DAY.replace("Friday", "Thursday"))
    desk.ingest(path)
    assert [name for severity, name, _ in found(desk) if severity == "Violation"] == []


def test_problems_found_one_document_at_a_time_are_those_found_at_once(new_desk):
    texts = {"a.txt": UNDATED, "b.txt": WRONG_DAY, "c.txt": notice()}
    whole = new_desk()
    for name, text in texts.items():
        whole.write(name, text)
    whole.ingest()
    for order in permutations(texts):
        desk = new_desk()
        for name in order:
            desk.ingest(desk.write(name, texts[name]))
        assert found(desk) == found(whole), order
        assert sources(desk) == sources(whole)
