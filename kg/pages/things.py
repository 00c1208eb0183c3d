"""Which page shows which type of thing, and what became of things that are no more."""

from dataclasses import dataclass

from kg.pages.event import event_page
from kg.pages.model import ThingPage
from kg.pages.organization import organization_page, place_page, series_page, work_page
from kg.pages.person import person_page
from kg.pages.rows import Site
from kg.pages.talk import talk_page

PAGES = {
    "talk": talk_page,
    "person": person_page,
    "org": organization_page,
    "series": series_page,
    "event": event_page,
    "work": work_page,
    "place": place_page,
}
TYPES = (*PAGES, "doc")


@dataclass(frozen=True, slots=True)
class Gone:
    """A thing that is no more: `path` of what took its place, or None where nothing did."""

    path: str | None


def exists(site: Site, type_: str, id_: str) -> str | Gone | None:
    """The label of a thing, what became of it, or None where there never was one."""
    if site.iris.parse(f"{site.iris.base}id/{type_}/{id_}") != (type_, id_):
        return None
    iri = site.iris.thing(type_, id_).value
    for row in site.ask("label", thing=iri):
        return row["label"]
    for row in site.ask("replaced", thing=iri):
        return Gone(site.path(row["by"]) if "by" in row else None)
    return None


def thing_page(site: Site, type_: str, id_: str) -> ThingPage:
    """The page of a thing that exists."""
    return PAGES[type_](site, type_, id_, site.iris.thing(type_, id_).value)
