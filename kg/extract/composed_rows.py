"""Claims of the rows of a page that fit a pattern of their source."""

from dataclasses import replace

from kg.extract.claims import Claim
from kg.extract.composed import Fit
from kg.extract.page import Page, Row
from kg.extract.records_people import people_at, with_affiliations
from kg.extract.wording import unquoted, value
from kg.model.announcement import Person
from kg.model.document import Document, Field

SURE = 0.95
_PLAIN = ("location", "series", "event", "session", "kind", "abstract")


def fitted_claims(page: Page, row: Row) -> tuple[Claim, ...]:
    """What a row that fits a pattern claims: each of its places, and the date, the hour or the status at its edges."""
    fit, text = row.fit, page.text
    if fit is None:
        return ()
    claims = [Claim(name, fit_span, fit.rule, SURE) for name in _PLAIN if (fit_span := fit.of(name))]
    claims += [Claim("title", unquoted(text, span), fit.rule, SURE) for name, span in fit.parts if name == "title"]
    for role in ("speaker", "host", "organizer"):
        if span := fit.of(role):
            people = people_of_fit(page.document, fit, role)
            claims += [Claim(role, span, fit.rule, SURE, people)] if people else []
    moments = (*(span for name, span in fit.parts if name in ("date", "time")), *fit.left)
    claims += [Claim("when", span, fit.rule, SURE) for span in moments if page.dates_in(span) or page.times_in(span)]
    claims += [Claim("status", span, fit.rule, 0.9) for span in fit.left]
    return tuple(claims)


def people_of_fit(document: Document, fit: Fit, role: str) -> tuple[Person, ...]:
    """The people of a place; the speakers with the affiliation, position and honorific of the other places."""
    span = fit.of(role)
    if span is None:
        return ()
    people = tuple(replace(person, name=replace(person.name, rule=fit.rule)) for person in people_at(document, span))
    if role != "speaker":
        return people
    if given := fit.of("affiliation"):
        people = with_affiliations(document, people, [Field("affiliation", document.words(given), *given)])
    if len(people) != 1:
        return people
    own = {name: value(document.text, place, fit.rule) for name in ("position", "honorific") if (place := fit.of(name))}
    return tuple(replace(person, **own) for person in people)
