"""The variants that the tagger learns from: what is marked in them is what was marked, renamed."""

import importlib.util
import random
from pathlib import Path
from types import ModuleType

from tools.made_up_places import made_up_place

ROOT = Path(__file__).resolve().parent.parent

TEXT = """Type:     lectures
Topic:    Sampling
Time:     3:30 PM
PostedBy: Alan Briggs on 27-Feb-95 at 11:05
Abstract:

Dr. Helen Moreau speaks in Porter Hall 235A (Room 12) at 3:30 PM. Moreau counts what moves.
"""
WORDS = (("speaker", "Dr. Helen Moreau"), ("location", "Porter Hall 235A (Room 12"), ("stime", "3:30 PM"))


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tagger_variants", ROOT / "tools" / "tagger_variants.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _marks() -> list[tuple[str, int, int]]:
    return [(role, TEXT.rindex(words), TEXT.rindex(words) + len(words)) for role, words in WORDS]


def test_marks_stay_with_their_words():
    variant = _tool().variant
    for seed in map(str, range(40)):
        text, marks = variant(TEXT, _marks(), seed)
        said = {role: {text[begin:end] for each, begin, end in marks if each == role} for role, _ in WORDS}
        assert said["stime"] == {"3:30 PM"}
        assert len(said["speaker"]) == len(said["location"]) == 1, "labelled rows repeat what the text says"
        assert all(words.strip() == words and "\n" not in words for each in said.values() for words in each)
        assert marks == sorted(marks, key=lambda mark: mark[1])


def test_most_variants_name_others_and_some_label_them():
    variant = _tool().variant
    texts = [variant(TEXT, _marks(), str(seed))[0] for seed in range(40)]
    assert sum("Moreau" in text for text in texts) < 20 and sum("Porter Hall" in text for text in texts) < 20
    assert 5 < sum("\nPlace:    " in text for text in texts) < 35


def test_the_same_seed_gives_the_same_variant():
    variant = _tool().variant
    assert variant(TEXT, _marks(), "7") == variant(TEXT, _marks(), "7") != variant(TEXT, _marks(), "8")


def test_made_up_places_are_many_and_the_same_for_the_same_seed():
    places = [made_up_place(random.Random(seed)) for seed in range(300)]
    assert places == [made_up_place(random.Random(seed)) for seed in range(300)]
    assert len(set(places)) > 290, "hardly two alike, so that shapes are learned and not words"
    assert all(place == place.strip(" |,") and "\n" not in place for place in places)
    assert sum(any(sign.isdigit() for sign in place) for place in places) > 150 > sum("Hall" in place for place in places)
