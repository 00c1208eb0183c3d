"""What became of a talk, and what one version of a page says otherwise than the version before."""

from kg.pages.facts import Properties, fact, one, short
from kg.pages.model import Cell, Fact, Ref, Table
from kg.pages.rows import Row, Site
from kg.pages.sources import said_of
from kg.pages.status import STATUS
from kg.pages.tables import cell, grouped, table
from kg.pages.times import when

KINDS = {"Move": "moved", "Cancellation": "cancelled", "Withdrawal": "no longer listed before its day"}
_LONGEST = 160


def history_of_talk(site: Site, iri: str) -> Table:
    """What became of a talk, each line with the document it was seen in."""
    asked = site.ask("history-of-talk", thing=iri)
    rows = [
        (*_what(site, group), Cell((site.ref(group[0]["document"], _cut(group[0]["name"])),)))
        for group in grouped(asked, "change")
    ]
    return table("History", ("When", "What", "From", "To", "Seen in"), rows, asked.query)


def history_of_document(site: Site, iri: str) -> Table:
    """What this version of a page says of its talks otherwise than the version before."""
    asked = site.ask("history-of-document", thing=iri)
    rows = [
        (Cell((site.ref(group[0]["talk"], _cut(group[0]["name"])),)), *_what(site, group)[1:])
        for group in grouped(asked, "change")
    ]
    return table("What changed", ("Talk", "What", "From", "To"), rows, asked.query)


def sights(said: Properties) -> tuple[Fact | None, ...]:
    """When something was seen first and last, and since when its page is gone or announces no talk."""
    return tuple(
        fact(label, [when(one(said, name))])
        for label, name in (
            ("First seen", "tg:firstSeen"),
            ("Last seen", "tg:lastSeen"),
            ("Page gone since", "tg:goneSince"),
            ("Without a talk since", "tg:silentSince"),
        )
    )


def last_seen_notice(site: Site, iri: str) -> str:
    """Why a talk is on no page any more, in a sentence."""
    if all("replaced" in row for row in site.ask("last-seen", thing=iri)):
        return "A newer version of the page no longer lists this talk; it was last seen in the version below."
    return "The page that announced this talk is gone, or announces no talk any more; it was last seen in the document below."


def _what(site: Site, group: list[Row]) -> tuple[Cell, ...]:
    first = group[0]
    kind = KINDS.get(first.get("kind", "").rpartition("#")[2])
    said = said_of(first["property"]).removesuffix(", as printed") if "property" in first else None
    what = kind[:1].upper() + kind[1:] if kind and kind != KINDS["Move"] else f"{said}: {kind or 'changed'}"
    return (cell(when(first.get("seen"))), cell(Ref(what)), _values(site, group, "before"), _values(site, group, "after"))


def _values(site: Site, group: list[Row], name: str) -> Cell:
    values = {row[name]: row.get(f"{name}Name") for row in group if name in row}
    property_ = short(group[0].get("property", ""))
    return Cell(tuple(_value(site, property_, value, label) for value, label in values.items()))


def _value(site: Site, property_: str, value: str, label: str | None) -> Ref:
    if label is not None:
        return site.ref(value, label)
    if property_ == "schema:eventStatus":
        return Ref(STATUS.get(value.rpartition("/")[2], "scheduled"))
    if property_ in ("schema:startDate", "schema:endDate", "tg:startMonthDay"):
        return when(value) or Ref(value)
    return Ref(_cut(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
