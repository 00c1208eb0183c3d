"""Which record of the authority an institution's printed name means, if that can be told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.identify.affiliated import Naming, institution_key
from kg.identify.folding import fold
from kg.text.gazetteer import ACRONYM, ALIAS, NAME, SHORT, Institution, Match

_UNIVERSITY = frozenset("university universite universitat universita universidad universidade universiteit".split())


class Authority(Protocol):
    """A file of institutions, as `kg.text.gazetteer` is one."""

    def matches(self, text: str) -> Sequence[Match]:
        """Every institution called `text`, with the kind of name it goes by."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The record a name means, how sure that is, and why."""

    record: Institution
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Context:
    """What a document says otherwise: the records it names plainly, their countries, and the places it speaks of."""

    records: frozenset[str]
    countries: frozenset[str]
    places: str


def link(namings: Iterable[Naming], authority: Authority, places: Mapping[str, str]) -> dict[Naming, Linked]:
    """The record of each institution's naming that has one; `places` are the folded places each document speaks of.

    A name that is one record's alone is taken; of several records the one that the document names in another way,
    that lies where the document says, or that alone lies in a country of the document's other institutions. A name
    that stays ambiguous has no record: a wrong link costs more than none.
    """
    by_doc: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        if not naming.is_unit:
            by_doc[naming.doc].append(naming)
    found: dict[Naming, Linked] = {}
    for doc, own in by_doc.items():
        found |= _link_document(own, authority, places.get(doc, ""))
    return found


def _link_document(namings: Sequence[Naming], authority: Authority, places: str) -> dict[Naming, Linked]:
    matches = {naming.name: tuple(authority.matches(naming.name)) for naming in namings}
    plain = {name: linked for name, found in matches.items() if (linked := _plain(name, found)) is not None}
    records = [linked.record for linked in plain.values()]
    countries = frozenset(record.country for record in records if record.country)
    context = _Context(frozenset(record.id for record in records), countries, places)
    found = {}
    for naming in namings:
        linked = plain.get(naming.name) or _by_context(naming, matches[naming.name], context)
        if linked is not None:
            found[naming] = linked
    return found


def _plain(name: str, matches: Sequence[Match]) -> Linked | None:
    """The record that alone has the name; among short forms, the one whose own name is shortened least."""
    full = [match.institution for match in matches if match.by in (NAME, ALIAS) and not _is_acronym(name)]
    exact = [record for record in full if institution_key(record.name) == institution_key(name)]
    if len(full) == 1 or (len(exact) == 1 and len(full) == sum(_is_branch(record, name) for record in full)):
        record = (exact or full)[0]
        return Linked(record, 0.98, f"{name} is a name of {record.name} only")
    if full:
        return None
    acronyms = [match.institution for match in matches if match.by != SHORT]
    if acronyms:
        usual = len(acronyms) == 1 and len(name) > 2 and "education" in acronyms[0].types
        return Linked(acronyms[0], 0.9, f"{name} is an acronym of {acronyms[0].name} only") if usual else None
    return _short(name, [match.institution for match in matches if match.by == SHORT])


def _is_acronym(name: str) -> bool:
    return len(name) < 7 and name.isupper() and name.isalpha() and name.isascii()


def _is_branch(record: Institution, name: str) -> bool:
    """Whether the record has the very name, or the name with a branch in parentheses behind."""
    return institution_key(record.name.partition(" (")[0]) == institution_key(name)


def _short(name: str, records: Sequence[Institution]) -> Linked | None:
    """The record whose own name is left when only words for a university are dropped, else whose domain is the name.

    The system of several universities is never meant.
    """
    records = [record for record in records if institution_key(record.name).split()[-1] != "system"]
    words = Counter(institution_key(name).split())
    left = {record: Counter(institution_key(record.name).split()) - words for record in records}
    own = [record for record in records if not words - Counter(institution_key(record.name).split())]
    least = [record for record in own if set(left[record]) - {"of", "at"} <= _UNIVERSITY]
    for chosen in (least, records, [record for record in own if _goes_by(record, name)]):
        if len(chosen) == 1:
            return Linked(chosen[0], 0.88, f"{name} is short for {chosen[0].name}")
    return None


def _goes_by(record: Institution, name: str) -> bool:
    """Whether the first part of the record's internet domain is the name."""
    return record.domain is not None and record.domain.partition(".")[0] == "".join(fold(name).split())


def _by_context(naming: Naming, matches: Sequence[Match], context: _Context) -> Linked | None:
    records = [match.institution for match in matches]
    spelt_out = [record for record in records if record.id in context.records]
    if len(spelt_out) == 1:
        return Linked(spelt_out[0], 0.95, f"the document also names {spelt_out[0].name}")
    for said, confidence in ((f"{naming.place} {naming.beside}", 0.93), (context.places, 0.9)):
        near = [record for record in records if record.city and f" {fold(record.city)} " in f" {said} "]
        if len(near) == 1:
            return Linked(near[0], confidence, f"of its kind {near[0].name} alone lies in {near[0].city}")
    return _by_country(naming, matches, context)


def _by_country(naming: Naming, matches: Sequence[Match], context: _Context) -> Linked | None:
    """The record that alone lies in a country of the document, or there alone has the name as its internet domain."""
    near = [match.institution for match in matches if match.institution.country in context.countries]
    if len(near) == 1 and "education" in near[0].types and len(naming.name) > 2:
        return Linked(near[0], 0.85, f"of its kind {near[0].name} alone lies in a country of the other institutions")
    own = [record for record in near if _goes_by(record, naming.name)]
    if len(own) == 1:
        return Linked(own[0], 0.85, f"of its kind in that country {own[0].name} alone goes by {own[0].domain}")
    return None
