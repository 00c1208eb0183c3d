"""What labels in the description of a calendar's event say of a talk whose speaker its summary names."""

from kg.extract.claims import Claim
from kg.extract.labelled import read_labelled
from kg.extract.page import page_of
from kg.extract.slots import Frame, fill
from kg.extract.when import calendar_of
from kg.model.announcement import Person, Talk
from kg.model.document import Document, Span
from kg.rules import rule

_TOLD = frozenset({"affiliation", "position", "series", "host", "organizer", "title", "abstract", "bio", "location"})


@rule("labels-below-summary", nothing=None)
def told_below(document: Document, span: Span, people: tuple[Person, ...]) -> Talk | None:
    """The talk of `people` that labels between two offsets tell of; None where there is none that tells of talks."""
    page = page_of(document, *span)
    rows = tuple(row for row in page.rows if row.begin >= span[0])
    claims = read_labelled(page, rows).claims if rows else ()
    if not any(claim.role in _TOLD for claim in claims) or any(claim.role == "speaker" for claim in claims):
        return None
    named = people[0].name.spans[0]
    return fill(page, (Claim("speaker", named, "event-summary", 0.9, people), *claims), Frame(calendar_of(page)))
