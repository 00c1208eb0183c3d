"""The life of announcements: stored once, changed by new versions, never half-written."""

import json
import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

from kg.archive import Archive, Memory
from kg.errors import StoreError
from kg.pipeline import ingest, stats
from tests.desk import notice

ROOT = Path(__file__).resolve().parents[2]


def statuses(report) -> list[str]:
    return [outcome.status for outcome in report.outcomes]


def test_an_announcement_becomes_a_published_talk(desk):
    desk.write("a.txt", notice())
    report = desk.ingest()
    assert report.exit_code == 0 and statuses(report) == ["stored"] and report.published == 1
    assert desk.ask(
        "?talk a tg:Talk ; schema:name ?title ; schema:startDate ?start ; schema:performer/schema:name ?speaker",
        "title", "start", "speaker",
    ) == [("Knots without ends", "2025-02-20T09:00:00", "Ada Byron")]  # fmt: skip


def test_the_same_document_again_changes_nothing(desk):
    desk.write("a.txt", notice())
    desk.ingest()
    before = desk.everything()
    report = desk.ingest()
    assert statuses(report) == ["unchanged"] and not report.changed
    assert desk.everything() == before


def test_the_same_document_again_writes_no_file(new_desk):
    desk = new_desk()
    desk.write("a.txt", notice())
    desk.ingest()
    before = desk.files()
    desk.ingest()
    assert desk.files() == before


def test_every_value_leads_to_its_words_in_the_stored_text(desk):
    text = notice()
    desk.write("a.txt", text)
    doc = desk.ingest().outcomes[0].doc
    stored = desk.archive.text(doc)
    found = {}
    for quad in desk.store.quads():
        if quad.predicate.value.endswith(("#evidence", "#words")):
            found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value.rpartition("#")[2], []).append(quad.object.value)
    assert found
    for reading in found.values():
        places = [tuple(map(int, place.partition("#char=")[2].split(","))) for place in reading["evidence"]]
        assert reading["words"] == [" … ".join(stored[begin:end] for begin, end in sorted(places))]


def test_the_same_bytes_at_another_place_are_one_document(desk):
    desk.write("a.txt", notice())
    desk.ingest()
    desk.write("b.txt", notice())
    report = desk.ingest()
    assert statuses(report) == ["unchanged", "new address"]
    assert len(desk.ask("?doc a tg:SourceDocument", "doc")) == 1 and report.published == 1


def test_a_document_has_the_addresses_it_was_found_at_and_never_a_path(desk):
    path = desk.write("a.txt", notice())
    desk.ingest(path, url="https://example.org/one")
    report = desk.ingest(path, url="https://example.org/two")
    assert statuses(report) == ["new address"]
    desk.ingest(path)
    assert desk.ask("?doc a tg:SourceDocument ; schema:url ?url", "url") == [
        ("https://example.org/one",),
        ("https://example.org/two",),
    ]
    assert not [quad for quad in desk.everything() if str(desk.folder) in quad or "a.txt" in quad]


def test_next_terms_page_leaves_last_terms_talks_published_and_marked(desk):
    path = desk.write("list.txt", notice("Old knots", Date="Thursday, 26 September 2024"))
    old = desk.ingest(path).outcomes[0].doc
    desk.write("list.txt", notice("New knots"))
    report = desk.ingest(path)
    new = report.outcomes[0].doc
    assert statuses(report) == ["new version"] and desk.titles() == ["New knots", "Old knots"]
    assert desk.ask("?talk tg:lastSeenIn ?doc ; schema:name ?title", "title") == [("Old knots",)]
    assert desk.ask("?newer prov:wasRevisionOf ?older", "newer", "older") == [
        (f"https://w3id.org/talkgraph/id/doc/{new}", f"https://w3id.org/talkgraph/id/doc/{old}")
    ]
    assert desk.ask("?older dcterms:isReplacedBy ?newer", "older")[0][0].endswith(old)


def test_a_page_that_goes_back_to_its_old_words_is_current_again(desk):
    path = desk.write("list.txt", notice("Old knots"))
    desk.ingest(path)
    desk.write("list.txt", notice("New knots", Speaker="Bo Lind (University of Oslo)"))
    desk.ingest(path)
    desk.write("list.txt", notice("Old knots"))
    assert statuses(desk.ingest(path)) == ["new version"]
    assert desk.ask("?talk tg:lastSeenIn ?doc ; schema:name ?title", "title") == [("New knots",)]
    assert statuses(desk.ingest(path)) == ["unchanged"]


def test_a_new_version_corrects_the_talk_it_still_holds(desk):
    path = desk.write("list.txt", notice(Location="Room 7"))
    desk.ingest(path)
    desk.write("list.txt", notice(Location="Room 9"))
    desk.ingest(path)
    assert desk.ask("?talk a tg:Talk ; tg:locationText ?place", "place") == [("Room 9",)]
    assert desk.ask("?x a tg:Disagreement", "x") == []


def test_two_pages_that_contradict_each_other_leave_a_disagreement(desk):
    desk.write("a.txt", notice(Time="9:00-9:45"))
    desk.write("b.txt", notice(Time="9:00-10:00"))
    report = desk.ingest()
    assert report.published == 1
    ((chosen,),) = desk.ask("?talk a tg:Talk ; schema:endDate ?end", "end")
    ((other, source),) = desk.ask("?x a tg:Disagreement ; tg:property schema:endDate ; tg:value ?v ; tg:statedIn ?d", "v", "d")
    assert {chosen, other} == {"2025-02-20T09:45:00", "2025-02-20T10:00:00"}
    assert source in {f"https://w3id.org/talkgraph/id/doc/{outcome.doc}" for outcome in report.outcomes}
    assert stats(desk.store).disagreements == 1


WRONG_DAY = notice("Knots on the wrong day", Date="Friday, 20 February 2025", Speaker="Cy Berg (University of Bergen)")


def test_a_talk_with_a_violation_is_not_published_and_the_report_gives_the_line(desk):
    desk.write("bad.txt", WRONG_DAY)
    desk.write("good.txt", notice())
    report = desk.ingest()
    assert report.exit_code == 1 and desk.titles() == ["Knots without ends"]
    bad, good = report.outcomes
    assert (bad.status, bad.talks, bad.rejected) == ("stored", 1, 1) and good.problems == ()
    (sentence,) = bad.problems
    assert sentence.startswith(f"{desk.folder / 'bad.txt'}, line 3 ('Friday")
    assert "not the weekday" in sentence and "'Knots on the wrong day' is not published." in sentence
    assert "Cy Berg" not in desk.export() and "bad.txt" in report.text()


def test_a_talk_that_was_not_published_is_told_of_each_time_and_published_once_it_is_mended(desk):
    path = desk.write("bad.txt", WRONG_DAY)
    desk.ingest(path)
    before = desk.everything()
    again = desk.ingest(path)
    assert again.exit_code == 1 and len(again.outcomes[0].problems) == 1
    assert desk.everything() == before
    desk.write("good.txt", notice())
    assert desk.ingest(desk.folder / "good.txt").problems and desk.titles() == ["Knots without ends"]
    desk.write("bad.txt", WRONG_DAY.replace("Friday", "Thursday"))
    mended = desk.ingest(path)
    assert mended.exit_code == 0 and desk.titles() == ["Knots on the wrong day", "Knots without ends"]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(new_desk):
    desk = new_desk()
    desk.write("a.txt", notice())
    desk.ingest()
    statements, files = desk.everything(), desk.files()
    desk.write("b.txt", notice("Links"))
    report = desk.ingest(dry_run=True)
    assert statuses(report) == ["unchanged", "stored"] and report.published == 2 and report.changed
    assert report.text().endswith("A dry run, nothing was stored. 2 talks would be published.")
    assert desk.everything() == statements and desk.files() == files


@pytest.mark.parametrize("content, exit_code", [(b"", 1), (b"\x00\x01\x02" * 500, 1), (None, 3)])
def test_a_bad_source_stops_none_of_the_good_ones(desk, content, exit_code):
    bad = desk.folder / "bad.txt"
    if content is not None:
        desk.write("bad.txt", content)
    good = desk.write("good.txt", notice())
    report = desk.ingest(bad, good)
    assert statuses(report) == ["failed", "stored"] and report.exit_code == exit_code
    assert "bad.txt" in report.outcomes[0].problems[0] and desk.titles() == ["Knots without ends"]


def test_only_bad_sources_leave_the_store_as_it_was(desk):
    desk.write("bad.txt", b"")
    report = desk.ingest()
    assert not report.changed and desk.everything() == set()


def test_the_highest_exit_code_is_that_of_the_run(desk):
    desk.write("empty.txt", b"")
    assert desk.ingest(desk.folder / "empty.txt", desk.folder / "nowhere.txt").exit_code == 3


def test_a_page_without_a_talk_is_stored_and_said_to_hold_none(desk):
    desk.write("page.txt", "Opening hours of the library\nMonday to Friday, 9 to 17\n")
    report = desk.ingest()
    assert report.exit_code == 0 and report.outcomes[0].talks == 0
    assert "no talk found" in report.text()
    assert len(desk.ask("?doc a tg:SourceDocument", "doc")) == 1


@pytest.mark.parametrize(
    "name, text, expected",
    [
        ("a.txt", notice(), "Knots without ends"),
        ("a.html", "<h1>Talks of spring</h1><p>Opening hours: Monday to Friday</p>", "Talks of spring"),
        ("a.eml", "From: a@example.org\nSubject: Next week in Oslo\n\n" + notice(), "Next week in Oslo"),
        ("a.txt", "Opening hours of the library\n", "Opening hours of the library"),
    ],
)
def test_a_document_is_called_after_what_it_says_and_not_where_it_lies(new_desk, name, text, expected):
    desk = new_desk("memory")
    desk.write(name, text)
    desk.ingest()
    assert desk.ask("?doc a tg:SourceDocument ; rdfs:label ?label", "label") == [(expected,)]


def test_a_rebuild_gives_what_a_fresh_build_gives(new_desk):
    first, fresh = new_desk(), new_desk()
    for desk in (first, fresh):
        desk.write("a.txt", notice())
        desk.write("b.txt", notice("Links", Speaker="Bo Lind (University of Bergen)"))
        desk.ingest()
    assert first.rebuild().exit_code == 0
    assert first.export() == fresh.export()


def test_the_order_of_documents_makes_no_difference(new_desk):
    texts = {
        "a.txt": notice(Time="9:00-9:45"),
        "b.txt": notice(Time="9:00-10:00", Location="Room 9"),
        "c.txt": notice("Links", Speaker="Ada Byron (University of Oslo)", Date="Thursday, 27 February 2025"),
    }
    exports = set()
    for order in permutations(texts):
        desk = new_desk("memory")
        exports.add((desk.ingest(*[desk.write(name, texts[name]) for name in order]).published, desk.export()))
    assert len(exports) == 1


def test_names_of_files_and_folders_and_the_process_make_no_difference(new_desk, tmp_path):
    script = (
        "import sys; from pathlib import Path; from kg import fetch; from kg.archive import open_archive\n"
        "from kg.config import Config; from kg.formats import write; from kg.pipeline import ingest\n"
        "from kg.store import open_store\n"
        "config = Config(store='memory:'); store = open_store('memory:', write=True, config=config)\n"
        "ingest(fetch.all_sources(sys.argv[1:], config), store, open_archive(config), config)\n"
        "sys.stdout.buffer.write(write((q.triple for q in store.quads(store.published)), 'turtle'))\n"
    )
    texts = [notice(), notice("Links", Date="Thursday, 27 February 2025", Speaker="Bo Lind (University of Bergen)")]
    exports = set()
    for seed, names in (("1", ("x/one.txt", "x/two.txt")), ("77", ("deep/er/zz.txt", "aa.txt"))):
        desk = new_desk("memory")
        for name, text in zip(names, texts):
            desk.write(name, text)
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", script, str(desk.folder)], capture_output=True, check=True, env=environment, cwd=tmp_path
        )
        exports.add(done.stdout)
    assert len(exports) == 1 and b"Links" in exports.pop()


def test_documents_taken_in_one_at_a_time_give_the_same_talks(new_desk):
    texts = [notice(), notice(Location=None), notice("Links", Date="Thursday, 27 February 2025")]
    counts = []
    for together in (True, False):
        desk = new_desk("memory")
        paths = [desk.write(f"{number}.txt", text) for number, text in enumerate(texts)]
        for batch in [paths] if together else [[path] for path in paths]:
            report = desk.ingest(*batch)
        counts.append((report.published, desk.titles(), len(desk.ask("?p a schema:Person", "p"))))
    assert counts[0] == counts[1]


def test_an_id_once_published_stays(desk):
    desk.write("a.txt", notice())
    desk.ingest()
    before = desk.ask("?talk a tg:Talk ; schema:performer ?who", "talk", "who")
    desk.write("0.txt", notice(Speaker="Ada Byron (University of Oslo)", Location="Room 7, second floor"))
    desk.ingest()
    assert desk.ask("?talk a tg:Talk ; schema:performer ?who", "talk", "who") == before


def test_run_times_are_in_the_provenance_graph_only(desk):
    desk.write("a.txt", notice())
    desk.ingest()
    timed = {quad.graph_name.value for quad in desk.store.quads() if "endedAtTime" in quad.predicate.value}
    assert timed == {"https://w3id.org/talkgraph/graph/provenance"}


@pytest.mark.parametrize("kind, advice", [("memory", "set KG_DATA"), ("oxigraph", "Put that file back")])
def test_a_store_without_its_archive_is_not_touched(new_desk, kind, advice):
    desk = new_desk(kind)
    desk.write("a.txt", notice())
    desk.ingest()
    before = desk.everything()
    with pytest.raises(StoreError, match=advice):
        ingest((), desk.store, Archive(Memory()), desk.config)
    assert desk.everything() == before


def test_a_graph_without_documents_is_not_written_over(new_desk):
    desk = new_desk("memory")
    desk.write("a.txt", notice())
    desk.ingest()
    other = new_desk("memory")
    other.store.apply((), desk.store.quads(desk.store.published))
    with pytest.raises(StoreError, match="without the documents"):
        other.ingest(desk.folder)


def test_what_others_put_into_the_store_stays(desk):
    from pyoxigraph import Literal, NamedNode, Quad

    mine = Quad(NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), Literal("c"), NamedNode("https://example.org/g"))
    desk.store.apply((), [mine])
    desk.write("a.txt", notice())
    desk.ingest()
    assert str(mine) in desk.everything()


def test_a_write_that_fails_leaves_the_store_and_readers_as_they_were(desk, monkeypatch):
    desk.write("a.txt", notice())
    desk.ingest()
    before, current = desk.everything(), desk.archive.current()

    def broken(remove, add):
        raise StoreError("The disk is full.")

    desk.write("b.txt", notice("Links"))
    with monkeypatch.context() as patched:
        patched.setattr(desk.store, "apply", broken)
        with pytest.raises(StoreError, match="disk is full"):
            desk.ingest()
    assert desk.everything() == before and desk.archive.current() == current
    assert statuses(desk.ingest()) == ["unchanged", "stored"] and desk.titles() == ["Knots without ends", "Links"]


def test_the_report_is_plain_data(desk):
    desk.write("a.txt", notice())
    form = json.loads(json.dumps(desk.ingest().form()))
    assert form["exit_code"] == 0 and form["published"] == 1 and form["changed"] is True
    assert form["sources"][0]["status"] == "stored" and form["sources"][0]["talks"] == 1


def test_counts_say_what_is_there_and_what_is_missing(desk):
    desk.write("a.txt", notice())
    desk.write("b.txt", notice("Links", Date=None, Time=None, Speaker="Bo Lind", Location=None))
    desk.ingest()
    counted = stats(desk.store)
    assert (counted.talks, counted.people, counted.institutions, counted.documents) == (2, 2, 1, 2)
    assert (counted.talks_without_date, counted.talks_without_title, counted.talks_without_speaker) == (1, 0, 0)
    assert (counted.speakers_without_affiliation, counted.talks_without_abstract, counted.disagreements) == (1, 2, 0)
