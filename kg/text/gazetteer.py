"""The packaged authorities: institutions with all their names, places, and common given names; read when first asked.

A look-up folds case, accents, punctuation, `&`, and common abbreviations. It answers with every institution of that
name: `MSU` is many, and which one is meant is for the caller to decide.
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.config import resource
from kg.text.words import fold, vocabulary

_SIGNS = re.compile(r"[^\w]+")
_ABBREVIATIONS = {
    "univ": "university",
    "inst": "institute",
    "tech": "technology",
    "nat": "national",
    "natl": "national",
    "lab": "laboratory",
    "st": "saint",
    "intl": "international",
}
NAME, ALIAS, ACRONYM, SHORT = "n", "a", "c", "s"
"""Kinds of names, as `tools/institution_names.py` writes them."""


@dataclass(frozen=True, slots=True)
class Institution:
    """One institution of the registry; `id` is its whole ROR address, `country` a two-letter code."""

    id: str
    name: str
    aliases: tuple[str, ...]
    acronyms: tuple[str, ...]
    country: str | None
    city: str | None
    domain: str | None
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An institution and which of its names was met: NAME, ALIAS, ACRONYM or SHORT."""

    institution: Institution
    by: str


@cache
def institutions() -> tuple[Institution, ...]:
    """Every institution of the packaged extract, ordered by ROR id."""
    path = resource("data") / "authorities" / "institutions.tsv.gz"
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return tuple(_institution(line) for line in lines if not line.startswith("#"))


def matches(text: str) -> tuple[Match, ...]:
    """Every institution called `text`, with the kind of name it goes by; full names first, short forms last."""
    found: dict[str, Match] = {}
    for key in _variants(text):
        for number, kind in _named(key):
            match = Match(institutions()[number], kind)
            known = found.get(match.institution.id)
            if known is None or _RANK[kind] < _RANK[known.by]:
                found[match.institution.id] = match
    return tuple(sorted(found.values(), key=lambda match: (_RANK[match.by], match.institution.id)))


def institution(text: str) -> tuple[Institution, ...]:
    """Every institution that has `text` as a name, alias or acronym; where none has, those it is a short form of."""
    found = matches(text)
    full = tuple(match.institution for match in found if match.by != SHORT)
    return full or tuple(match.institution for match in found)


@lru_cache(maxsize=50_000)
def is_institution(text: str) -> bool:
    """Whether `text` alone names an institution, be it shortly (`Purdue`, `UNC`, `Georgia Tech`)."""
    return any(_named(key) for key in _variants(text))


@lru_cache(maxsize=50_000)
def is_full_name(text: str) -> bool:
    """Whether `text` is an institution's full name or alias (not an acronym and not a short form)."""
    return any(kind in (NAME, ALIAS) for key in _variants(text) for _, kind in _named(key))


def is_place(text: str) -> bool:
    """Whether `text` is a city with an institution, a country, or a state as addresses print it."""
    key = folded(text)
    return _CITY in _index().get(key, "").split() or key in vocabulary("places")


@cache
def given_names() -> frozenset[str]:
    """Common given names, folded."""
    path = resource("data") / "authorities" / "given_names.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(name) for line in lines if not line.startswith("#") for name in line.split())


@cache
def ordinary_words() -> tuple[frozenset[str], ...]:
    """For each language the words that its readers meet most, folded; names that are frequent are among them."""
    path = resource("data") / "authorities" / "ordinary_words.txt.gz"
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return tuple(frozenset(map(fold, line.split()[1:])) for line in lines if not line.startswith("#"))


def folded(text: str) -> str:
    """The form in which names of institutions are compared.

    >>> folded("The Texas A & M University")
    'texas a and m university'
    """
    key = _SIGNS.sub(" ", fold(text).replace("&", " and ").replace("'", "")).strip()
    return key.removeprefix("the ")


_CITY = "p"
_RANK = {NAME: 0, ALIAS: 1, ACRONYM: 2, SHORT: 3}


def _variants(text: str) -> tuple[str, ...]:
    """The folded forms under which `text` is looked up, as printed first."""
    if len(text) > 200:
        return ()
    key = folded(text)
    words = key.split()
    full = " ".join(_ABBREVIATIONS.get(word, word) for word in words)
    keys = [key, full, full.replace(" at ", " ")]
    if len(words) > 1 and words[0] == "u":
        rest = " ".join(words[2:] if words[1] == "of" else words[1:])
        keys += [f"university of {rest}", f"{rest} university", f"universite {rest}"]
    return tuple(dict.fromkeys(keys))


def _institution(line: str) -> Institution:
    ror, name, aliases, acronyms, country, city, domain, types = line.split("\t")
    return Institution(
        id=f"https://ror.org/{ror}",
        name=name,
        aliases=_parts(aliases),
        acronyms=_parts(acronyms),
        country=country or None,
        city=city or None,
        domain=domain or None,
        types=_parts(types),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def _index() -> dict[str, str]:
    """Folded names to those they name, as `tools/institution_names.py` writes them."""
    path = resource("data") / "authorities" / "institution_names.tsv.gz"
    return dict(line.split("\t", 1) for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines())


def _named(key: str) -> list[tuple[int, str]]:
    """The numbers of the institutions of a folded name, with the kind of name it is of each."""
    return [(int(entry[:-1]), entry[-1]) for entry in _index().get(key, "").split() if entry != _CITY]
