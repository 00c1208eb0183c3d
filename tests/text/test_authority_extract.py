"""The tool that makes the packaged extract of institutions."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "tools" / "authority_extract.py"


def _record(number: int, name: str, **changes) -> dict:
    record = {
        "id": f"https://ror.org/0{number:08d}",
        "status": "active",
        "types": ["education"],
        "names": [
            {"value": name, "types": ["label", "ror_display"], "lang": "en"},
            {"value": name.upper(), "types": ["alias"], "lang": None},
            {"value": "大学", "types": ["alias"], "lang": None},
            {"value": "UX", "types": ["acronym"], "lang": None},
        ],
        "country_code": "FR",
        "city": "Xville",
        "domains": [],
        "links": [{"type": "website", "value": "https://www.x.example/"}],
        "external_ids": {},
    }
    return record | changes


def _extract(folder: Path, records: list[dict]) -> bytes:
    dump, output = folder / "dump.jsonl", folder / "out.tsv.gz"
    dump.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    subprocess.run([sys.executable, str(TOOL), str(dump), str(output)], check=True, capture_output=True)
    return output.read_bytes()


def test_the_extract_holds_one_line_for_each_institution_that_talks_may_name(tmp_path):
    records = [
        _record(2, "University of X"),
        _record(1, "Institute of Y", types=["facility"]),
        _record(3, "Old School", status="withdrawn"),
        _record(4, "Corner Shop", types=["company"]),
        _record(5, "Great Firm", types=["company"], external_ids={"fundref": {}}),
    ]
    lines = gzip.decompress(_extract(tmp_path, records)).decode().splitlines()
    assert lines[0].startswith("#")
    assert [line.split("\t")[1] for line in lines[1:]] == ["Institute of Y", "University of X", "Great Firm"]
    assert lines[1].split("\t")[2] == ""  # names in other scripts stay with places of education
    assert lines[2].split("\t") == ["000000002", "University of X", "大学", "UX", "FR", "Xville", "x.example", "education"]


def test_the_same_dump_in_any_order_gives_the_same_bytes(tmp_path):
    records = [_record(number, f"University {number}") for number in range(5)]
    assert _extract(tmp_path, records) == _extract(tmp_path, records[::-1])


def test_without_a_dump_the_tool_says_how_it_is_used():
    done = subprocess.run([sys.executable, str(TOOL)], capture_output=True, text=True)
    assert done.returncode == 2 and "ROR_JSON_LINES" in done.stderr
