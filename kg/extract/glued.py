"""Cells of a flattened table that stand on one line with nothing between: 'Ann Lee, Bo Ek On Knots'."""

import re

from kg.extract.claims import Claim
from kg.extract.page import Page, Row
from kg.extract.series import is_gathering
from kg.extract.status import is_tba
from kg.extract.wording import plain, tightened, unquoted
from kg.model.document import Span
from kg.rules import rule
from kg.text.letters import cased
from kg.text.names import is_name
from kg.text.people import split_people

_PERSON = re.compile(cased(r"[\p{Lu}][\w.'’-]*(?:\s+(?:[A-Z]\.\s+)?(?:van |von |de |der |da |del |di |la )?[\p{Lu}][\w.'’-]*)"))
_LIST = re.compile(r"\s*(?:,|;|&|\band\b)\s*")


@rule("organizers-before-title", nothing=())
def organizer_before_title(page: Page, row: Row, columns: tuple[str, ...], known: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The organizers, and the title or series behind them, where the column headings put the one before the other.

    Holds only where the speaker is known from elsewhere in the entry, so that the name before the title is not his.
    """
    if (
        row.label is not None
        or ("organizer" not in columns and "host" not in columns)
        or not any(claim.role == "speaker" for claim in known)
    ):
        return ()
    role = "organizer" if "organizer" in columns else "host"
    title_at = next((number for number, name in enumerate(columns) if name in ("title", "titleabstract")), None)
    if title_at is None or columns.index(role) > title_at or row.end - row.begin > 300:
        return ()
    cut = _people_end(page.text, row.span)
    if cut is None:
        return ()
    people = tuple(mention.person for mention in split_people(page.text, row.begin, cut))
    claims = [Claim(role, (row.begin, cut), "organizers-before-title", 0.85, people)] if people else []
    rest = tightened(page.text, (cut, row.end))
    return (*claims, *_rest(page.text, rest)) if claims else ()


def _people_end(text: str, span: Span) -> int | None:
    """Where the list of names that opens the row ends."""
    at, end = span[0], None
    while match := _PERSON.match(text, at, span[1]):
        if is_name(match[0]) < 0.5:
            break
        end = match.end()
        parted = _LIST.match(text, end, span[1])
        if not parted or not parted[0].strip():
            break
        at = parted.end()
    return end


def _rest(text: str, span: Span) -> tuple[Claim, ...]:
    if span[0] >= span[1]:
        return ()
    printed = plain(text, span)
    if is_tba(printed):
        return (Claim("tba", span, "title-to-be-announced", 0.9),)
    if is_gathering(printed):
        return (Claim("series", span, "gathering-row", 0.85),)
    return (Claim("title", unquoted(text, span), "organizers-before-title", 0.88),)


@rule("name-in-column-of-hosts", nothing=())
def hosts_behind_title(page: Page, claims: tuple[Claim, ...], columns: tuple[str, ...]) -> tuple[Claim, ...]:
    """The claims with a bare name on the line below the title as the host, where the column headings put hosts behind titles."""
    role = next((name for name in ("host", "organizer") if name in columns), None)
    if role is None or not {"speaker", "title"} <= set(columns) or not columns.index("speaker") < columns.index("title") < columns.index(role):
        return ()
    titles = [claim for claim in claims if claim.role == "title"]
    if not titles:
        return ()
    below = [claim for claim in claims if claim.role == "speaker" and claim.rule == "people-row" and claim.span[0] > titles[-1].span[0]]
    return tuple(Claim(role, claim.span, "name-in-column-of-hosts", 0.85, claim.people) if claim in below else claim for claim in claims)
