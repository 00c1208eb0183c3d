"""Bad input: one clear sentence, the exit code of the contract, and a store that holds just what was good."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_verbs import NOTICE, kg
from tests.conftest import KG


def bad_page(kind: str, path: Path) -> Path:
    """A file of that kind of badness."""
    path.write_bytes(
        {
            "empty": b"",
            "blank": b" \n\t\n",
            "binary": bytes(range(256)) * 64,
            "image": b"\x89PNG\r\n\x1a\n" + os.urandom(4096),
            "encoding": bytes(0x80 + (number * number * 7 + number // 3) % 0x80 for number in range(4000)),
            "large": b"<p>talk</p>\n" * 4_400_000,
        }[kind]
    )
    return path


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"oxigraph:{tmp_path / 'store'}"


@pytest.mark.parametrize("kind", ["empty", "blank", "binary", "image", "encoding", "large"])
@pytest.mark.parametrize("verb", ["extract", "ingest"])
def test_what_cannot_be_read_is_1_and_a_sentence(kind: str, verb: str, tmp_path: Path, store: str):
    page = bad_page(kind, tmp_path / "page.html")
    done = kg(verb, page, *(("--store", store) if verb == "ingest" else ()))
    assert done.returncode == 1
    assert "page.html" in done.stderr and "Traceback" not in done.stderr
    assert done.stdout == ""


def test_the_good_sources_are_stored_and_the_bad_ones_reported(tmp_path: Path, store: str):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "b.txt").write_text(NOTICE)
    bad_page("empty", folder / "a.html")
    bad_page("binary", folder / "c.bin")
    done = kg("ingest", folder, "--store", store)
    assert done.returncode == 1
    assert "a.html" in done.stderr and "c.bin" in done.stderr
    assert "Counting what cannot be counted" in kg("export", "--store", store).stdout


def test_a_file_that_is_not_there_is_3(tmp_path: Path, store: str):
    done = kg("ingest", tmp_path / "nowhere.html", "--store", store)
    assert done.returncode == 3 and "nowhere.html" in done.stderr


def test_an_address_that_does_not_answer_is_3(tmp_path: Path, store: str):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        done = kg("ingest", f"http://127.0.0.1:{bound.getsockname()[1]}/talks", "--store", store)
    assert done.returncode == 3 and "127.0.0.1" in done.stderr and "Traceback" not in done.stderr


def test_of_two_failures_the_higher_code_is_returned(tmp_path: Path, store: str):
    assert kg("ingest", bad_page("empty", tmp_path / "a.txt"), tmp_path / "none.txt", "--store", store).returncode == 3


@pytest.mark.parametrize("page", ["<table><tr><td>" * 3000, "<p>" + "<b>" * 20_000 + "x", "<html><body><p>Speaker: Ada", "</div></p><li>x<td>y"])
def test_malformed_html_is_read_without_complaint(page: str, tmp_path: Path):
    (tmp_path / "page.html").write_text(page)
    done = kg("extract", tmp_path / "page.html")
    assert "Traceback" not in done.stderr and done.returncode in (0, 1)


@pytest.mark.parametrize("verb", ["query", "export", "stats", "validate", "serve", "rebuild"])
def test_a_store_that_is_missing_is_4(verb: str, tmp_path: Path):
    arguments = ("people",) if verb == "query" else ()
    done = kg(verb, *arguments, "--store", f"oxigraph:{tmp_path / 'none'}")
    assert done.returncode == 4 and "kg ingest" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_store_that_another_process_writes_is_4(tmp_path: Path, store: str):
    (tmp_path / "notice.txt").write_text(NOTICE)
    kg("ingest", tmp_path / "notice.txt", "--store", store)
    before = kg("export", "--store", store).stdout
    hold = "import sys; from kg.config import Config; from kg.store import open_store; s = open_store(sys.argv[1], write=True, config=Config()); print('held', flush=True); sys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", hold, store], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        (tmp_path / "other.txt").write_text(NOTICE.replace("Ada", "Eve"))
        done = kg("ingest", tmp_path / "other.txt", "--store", store)
        assert done.returncode == 4 and done.stderr.strip() and "Traceback" not in done.stderr
        assert kg("export", "--store", store).stdout == before
    finally:
        holder.communicate("")


def test_a_store_that_does_not_answer_is_4():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        done = kg("query", "people", "--store", f"http://127.0.0.1:{bound.getsockname()[1]}/query")
    assert done.returncode == 4 and "127.0.0.1" in done.stderr


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux tells who holds a lock")
def test_an_interrupt_is_130_and_keeps_the_store(tmp_path: Path, store: str):
    (tmp_path / "notice.txt").write_text(NOTICE)
    kg("ingest", tmp_path / "notice.txt", "--store", store)
    before = kg("export", "--store", store).stdout
    waiting = subprocess.Popen([*KG, "ingest", "-", "--store", store], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        # It holds the store's lock while it waits for standard input: once it does, it is inside the work.
        inode = str((tmp_path / "store" / "lock").stat().st_ino)
        while not any(inode in line for line in Path("/proc/locks").read_text().splitlines()):
            assert waiting.poll() is None
        waiting.send_signal(signal.SIGINT)
        _, said = waiting.communicate(timeout=60)
    finally:
        waiting.kill()
    assert waiting.returncode == 130 and "Traceback" not in said
    assert kg("export", "--store", store).stdout == before


def test_a_reader_that_goes_away_is_no_error(bundled_store: str):
    done = subprocess.run(f"{' '.join(KG)} export --store {bundled_store} | head -n 1", shell=True, capture_output=True, text=True, timeout=60)
    assert done.stderr == "" and done.stdout.startswith("@prefix")


@pytest.mark.parametrize("name", ["KG_BASE_IRI", "KG_MAX_BYTES"])
def test_a_setting_that_makes_no_sense_is_2(name: str, tmp_path: Path):
    done = subprocess.run([*KG, "stats"], env=os.environ | {name: "nonsense"}, capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert done.returncode == 2 and name in done.stderr


@pytest.mark.parametrize("base", ["http://x/ y/", 'http://x/"><y/', "http://x/#", "ftp://x/", "x"])
def test_a_base_that_starts_no_address_is_2(base: str, bundled_store: str):
    done = kg("export", "--base", base, "--store", bundled_store)
    assert done.returncode == 2 and "--base" in done.stderr


def test_a_query_nested_beyond_reading_is_2(bundled_store: str):
    done = kg("query", "-", "--store", bundled_store, data="SELECT * " + "{" * 300_000)
    assert done.returncode == 2 and "brackets" in done.stderr


def test_a_value_that_is_no_text_is_2(bundled_store: str):
    done = subprocess.run([*KG, "query", "talks-of-speaker", "--param", b"speaker=\xff", "--store", bundled_store], capture_output=True, timeout=60)
    assert done.returncode == 2 and b"Unicode" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_1_and_a_sentence(bundled_store: str):
    with open("/dev/full", "w") as full:
        done = subprocess.run([*KG, "export", "--store", bundled_store], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 1 and "No space left" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["256.1.1.1", "nope..x"])
def test_a_host_that_cannot_be_listened_at_is_2(host: str, bundled_store: str):
    done = kg("serve", "--host", host, "--port", "0", "--store", bundled_store)
    assert done.returncode == 2 and host in done.stderr


def test_a_setting_out_of_all_bounds_is_2(tmp_path: Path):
    done = subprocess.run([*KG, "stats"], env=os.environ | {"KG_MAX_BYTES": "9" * 5000}, capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert done.returncode == 2 and "KG_MAX_BYTES" in done.stderr


def test_data_that_the_validator_cannot_compare_is_a_sentence(tmp_path: Path):
    (tmp_path / "odd.ttl").write_text("@prefix tg: <https://w3id.org/talkgraph/ontology#> . @prefix schema: <https://schema.org/> .\n<https://example.org/t> a tg:Talk ; schema:startDate [] ; schema:endDate [] ; tg:earliest [] ; tg:latest [] .\n")
    done = kg("validate", tmp_path / "odd.ttl")
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr and done.stdout + done.stderr


def test_a_fault_over_one_source_is_a_sentence_and_the_others_are_read(tmp_path: Path, monkeypatch, capsys):
    from kg.cli import extract as verb

    def failing(document, known=None):
        if "strange" in document.text:
            raise OverflowError("date value out of range")
        return read_it(document, known)

    read_it = verb.extract_announcement
    monkeypatch.setattr(verb, "extract_announcement", failing)
    (tmp_path / "a.html").write_text("<p>strange words</p>")
    (tmp_path / "b.html").write_text(NOTICE)
    code = verb.extract.callback((str(tmp_path),), None, None, True, False, False)
    told = capsys.readouterr()
    assert code == 1 and "a.html could not be read: OverflowError: date value out of range." in told.err
    assert '"title"' in told.out and "b.html" in told.out


@pytest.mark.parametrize("verb", ["extract", "ingest"])
@pytest.mark.parametrize("words", ["", NOTICE, "Nothing to see here.\n"])
def test_the_name_of_a_file_does_not_steer_the_terminal(verb: str, words: str, tmp_path: Path, store: str):
    (tmp_path / "a\x1b[2J\x9b\u202eb.txt").write_text(words)
    done = kg(verb, tmp_path, *(("--store", store) if verb == "ingest" else ("--no-text",)))
    assert not {"\x1b", "\x9b", "\u202e"} & set(done.stderr)
    assert "\\x1b[2J\\x9b\\u202eb.txt" in done.stderr or (verb == "extract" and words == NOTICE)
