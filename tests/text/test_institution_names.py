"""The packaged list of names is that of the packaged extract, and gives each name its institutions."""

import gzip
import importlib.util
from pathlib import Path

import pytest

from kg.config import resource
from kg.text.gazetteer import institution, is_full_name, is_institution, is_place

TOOL = Path(__file__).resolve().parents[2] / "tools" / "institution_names.py"


def test_the_list_is_the_one_that_the_extract_gives():
    spec = importlib.util.spec_from_file_location("institution_names", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    packaged = (resource("data") / "authorities" / "institution_names.tsv.gz").read_bytes()
    assert gzip.decompress(packaged).decode() == tool.listed(), "run tools/institution_names.py"


@pytest.mark.parametrize("printed", ["Carnegie Mellon University", "ETH Zurich", "Univ. of Oslo", "Università di Pisa"])
def test_an_institution_is_found_by_its_full_name(printed):
    assert is_full_name(printed) and is_institution(printed)
    assert institution(printed)


def test_a_short_form_is_an_institution_and_no_full_name():
    assert is_institution("Purdue") and not is_full_name("Purdue")


def test_a_city_is_a_place_and_no_institution_by_that():
    assert is_place("Pittsburgh")
    assert not is_full_name("Pittsburgh")
