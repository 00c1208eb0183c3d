"""Which record of the authority an institution's printed name means, if that can be told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.identify.affiliated import Naming, institution_key
from kg.identify.folding import fold
from kg.identify.org_words import small_words, university_words
from kg.text.gazetteer import ACRONYM, ALIAS, NAME, Institution, Match


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
    matches = {name: _matches(name, authority) for name in dict.fromkeys(naming.name for naming in namings)}
    plain = {name: linked for name, found in matches.items() if (linked := _plain(name, found)) is not None}
    known = [linked.record for linked in plain.values() if _is_known(linked.record)]
    countries = frozenset(record.country for record in known if record.country)
    context = _Context(frozenset(record.id for record in known), countries, places)
    found = {}
    for naming in namings:
        linked = plain.get(naming.name)
        if linked is None:
            linked = _by_context(naming, matches[naming.name], context)
        elif not _is_known(linked.record) and not _fits(linked.record, naming, context):
            linked = None
        if linked is not None:
            found[naming] = linked
    return found


def _is_known(record: Institution) -> bool:
    """Whether others than the authority have heard of it, or it is known by name only."""
    return "funder" in record.types or not record.types


def _fits(record: Institution, naming: Naming, context: _Context) -> bool:
    """Whether the document speaks of the record's country or city: a name may be anybody's elsewhere."""
    said = f" {naming.place} {naming.beside} {context.places} "
    return record.country in context.countries or (record.city is not None and f" {fold(record.city)} " in said)


def _matches(name: str, authority: Authority) -> tuple[Match, ...]:
    """Every record of the name, also where `at` stands before the campus.

    Neither the system of several universities nor an institute inside another record of the name is meant by it.
    """
    found = authority.matches(name) or authority.matches(name.replace(" at ", " "))
    domains = {match.institution.domain for match in found if match.institution.domain}
    return tuple(
        match
        for match in found
        if not institution_key(match.institution.name).endswith(" system")
        and not _is_under(match.institution.domain, domains)
    )


def _is_under(domain: str | None, domains: Iterable[str]) -> bool:
    """Whether the domain belongs to one of the others, as that of an institute to its university's."""
    return domain is not None and any(domain.endswith(f".{other}") for other in domains)


def _plain(name: str, matches: Sequence[Match]) -> Linked | None:
    """The record that alone has the name in full; else what an acronym or a short form usually means.

    A single word that is another name of a record is a short form, as likely of something else.
    """
    spelt = len(institution_key(name).split()) > 1
    full = [match.institution for match in matches if match.by == NAME or (match.by == ALIAS and spelt)]
    exact = [record for record in full if institution_key(record.name) == institution_key(name)]
    if len(full) == 1 or (len(exact) == 1 and all(_is_branch(record, name) for record in full)):
        record = (exact or full)[0]
        return Linked(record, 0.98, f"{name} is a name of {record.name} only")
    if full:
        return None
    acronyms = [match.institution for match in matches if match.by == ACRONYM]
    if acronyms or _is_acronym(name):
        usual = len(matches) == 1 and len(name) > 2 and _goes_by(matches[0].institution, name)
        return Linked(acronyms[0], 0.9, f"{name} is an acronym of {acronyms[0].name} only") if acronyms and usual else None
    return _short(name, [match.institution for match in matches])


def _is_acronym(name: str) -> bool:
    return len(name) < 7 and name.isupper() and name.isalpha() and name.isascii()


def _is_branch(record: Institution, name: str) -> bool:
    """Whether the record has the very name, or the name with a branch in parentheses behind."""
    return institution_key(record.name.partition(" (")[0]) == institution_key(name)


def _short(name: str, records: Sequence[Institution]) -> Linked | None:
    """The record of whose name only words for a university are dropped, else the one whose domain is the name."""
    words = Counter(institution_key(name).split())
    left = {record: Counter(institution_key(record.name).split()) - words for record in records}
    own = [record for record in records if not words - Counter(institution_key(record.name).split())]
    least = [record for record in own if set(left[record]) <= small_words() | university_words()]
    named = [record for record in records if _goes_by(record, name)]
    for chosen in (least, [record for record in named if _host(record) == "".join(fold(name).split())], named):
        if len(chosen) == 1:
            return Linked(chosen[0], 0.88, f"{name} is short for {chosen[0].name}")
    return None


def _goes_by(record: Institution, name: str) -> bool:
    """Whether the record's internet domain begins with the name."""
    key = "".join(fold(name).split())
    return _host(record) == key or (len(key) > 3 and _host(record).startswith(key))


def _host(record: Institution) -> str:
    """The first part of the internet domain: `umich` of umich.edu."""
    return (record.domain or "").partition(".")[0]


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
