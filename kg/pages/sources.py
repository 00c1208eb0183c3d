"""Where a thing is announced, what other documents say instead, and why its mentions are one thing."""

from kg.pages.facts import short
from kg.pages.model import Fact, Ref
from kg.pages.rows import Site
from kg.pages.tables import grouped

SAID = {
    "schema:name": "Title",
    "schema:startDate": "Start",
    "schema:endDate": "End",
    "schema:abstract": "Abstract",
    "tg:locationText": "Place",
    "schema:location": "Place",
    "tg:timeText": "Time as printed",
}
"""Properties by the words a reader of talks would use."""


def said_of(property_: str) -> str:
    """A property by the words a reader would use."""
    name = short(property_)
    return SAID.get(name, name.partition(":")[2])


def sources(site: Site, iri: str) -> tuple[Ref, ...]:
    """The documents that announce a thing, those that were the last to hold it marked."""
    asked = site.ask("documents", thing=iri)
    return tuple(
        site.ref(group[0]["document"], group[0]["name"], "last seen here" if "last" in group[0] else group[0].get("address"))
        for group in grouped(asked, "document")
    )


def disagreements(site: Site, iri: str) -> tuple[Fact, ...]:
    """What documents say of a thing that was not chosen, with the documents that say it."""
    found = []
    for row in site.ask("disagreements", thing=iri):
        value = row["value"] if len(row["value"]) <= 300 else row["value"][:297] + "…"
        found.append(Fact(said_of(row["property"]), (Ref(value), site.ref(row["document"], row["documentName"]))))
    return tuple(found)


def reasons(site: Site, iri: str) -> tuple[str, ...]:
    """Why the mentions of a thing are taken for one."""
    return tuple(row["reason"] for row in site.ask("identity", thing=iri))
