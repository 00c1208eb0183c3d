"""What a row of a table with named columns claims, each cell in the role of its column."""

from dataclasses import replace

from kg.extract.claims import Claim
from kg.extract.composed_rows import fitted_claims
from kg.extract.grids import Entry
from kg.extract.labelled import read_labelled
from kg.extract.page import Page, Row, is_prose
from kg.extract.people import people_in, people_line
from kg.extract.status import is_empty, is_status, is_status_for_title, is_tba, status_in
from kg.extract.titles import person_then_title, title_then_person
from kg.extract.wording import QUOTED, plain, tightened, unquoted
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import has_head

Rows = tuple[Row, ...]
_LONGEST_AFFILIATION = 100
_PERSONS = {"speaker": "speaker", "host": "host", "organizer": "organizer", "chair": "chair", "prespeaker": "prespeaker"}


def entry_claims(page: Page, entry: Entry) -> tuple[Claim, ...]:
    """What one row of a table claims, each cell in the role of its column."""
    claims: list[Claim] = []
    spoken = any(role in ("speaker", "prespeaker") for role, _ in entry.cells)
    titled = any(role in ("title", "titleabstract") for role, _ in entry.cells)
    for role, cell in entry.cells:
        claims.extend(claim for row in cell for claim in fitted_claims(page, row))
        labelled = read_labelled(page, tuple(row for row in cell if row.fit is None))
        claims.extend(labelled.claims)
        if labelled.rest and role == "title" and not spoken and (both := _person_and_title(page, labelled.rest)):
            claims.extend(both)
        elif labelled.rest and not (titled and role == "speaker" and (below := _name_over_affiliation(page, labelled.rest))):
            claims.extend(_cell_claims(page, role, labelled.rest))
        elif labelled.rest:
            claims.extend(below)
    return tuple(sorted(claims, key=lambda claim: claim.span))


@rule("person-in-title-cell", nothing=())
def _person_and_title(page: Page, rows: Rows) -> tuple[Claim, ...]:
    """'Ada Byron: On engines' in a column called 'Talk', where no other column names the speakers."""
    if len(rows) != 1:
        return ()
    both = person_then_title(page.text, rows[0].span) or title_then_person(page.text, rows[0].span)
    if not both:
        return ()
    return (
        Claim("speaker", both[0], "table-cell", 0.88, both[1]),
        Claim("title", unquoted(page.text, both[2]), "person-in-title-cell", 0.88),
    )


@rule("affiliation-in-the-cell", nothing=())
def _name_over_affiliation(page: Page, rows: Rows) -> tuple[Claim, ...]:
    """A name on the first line of its cell and one short line below: the affiliation, where the title has a cell of its own."""
    people = people_line(page.text, rows[0].span) if len(rows) == 2 else ()
    if len(people) != 1 or people[0].affiliations or QUOTED.search(page.text, *rows[1].span):
        return ()
    below = rows[1].span
    if below[1] - below[0] > _LONGEST_AFFILIATION or rows[1].dates or rows[1].times or status_in(page.text, below) or is_tba(plain(page.text, below)):
        return ()
    if people_line(page.text, below) and not has_head(page.text, *below):
        return ()
    bracket = page.text[below[0]] == "(" and page.text[below[1] - 1] == ")"
    inner = (below[0] + bracket, below[1] - bracket)
    return (
        Claim("speaker", rows[0].span, "table-cell", 0.93, people),
        Claim("affiliation", inner, "affiliation-in-the-cell", 0.85),
    )


def _cell_claims(page: Page, role: str, rows: Rows) -> list[Claim]:
    span = rows[0].begin, rows[-1].end
    printed = plain(page.text, span)
    if is_empty(printed):
        return [Claim("empty", span, "table-cell", 0.9)]
    if is_tba(printed):
        return [Claim("tba", span, "title-to-be-announced", 0.9)] if role in ("title", "titleabstract") else []
    claims = [Claim("status", row.span, "status-words", 0.9) for row in rows if role != "abstract" and status_in(page.text, row.span)]
    if role in ("title", "titleabstract", "pretitle") and claims and is_status_for_title(printed):
        return claims
    return claims + _by_role(page, role, rows, span)


def _by_role(page: Page, role: str, rows: Rows, span: Span) -> list[Claim]:
    if role in ("date", "time", "datetime", "end"):
        return [Claim("when", span, "table-cell", 0.95)]
    if role in _PERSONS:
        return _person_cell(page, role, rows, span)
    if role in ("title", "titleabstract", "pretitle", "number"):
        return _title_cell(page, role, rows)
    if role == "reading":
        return [Claim("title", unquoted(page.text, span), "reading-of-session", 0.9)]
    if role == "location":
        return [Claim("location", span, "table-cell", 0.93)]
    if role in ("abstract", "bio", "affiliation", "position", "series", "event", "session", "kind"):
        return [Claim(role, span, "table-cell", 0.93)]
    return []


def _person_cell(page: Page, role: str, rows: Rows, span: Span) -> list[Claim]:
    """People, and a title below or behind them where the column holds both."""
    quoted = QUOTED.search(page.text, *span)
    if role == "speaker" and quoted and (people := people_line(page.text, tightened(page.text, (span[0], quoted.start())))):
        return [
            Claim(role, (span[0], quoted.start()), "table-cell", 0.93, people),
            Claim("title", unquoted(page.text, quoted.span()), "quoted-title", 0.9),
        ]
    whole = people_line(page.text, span)
    first = people_line(page.text, rows[0].span) if len(rows) > 1 else ()
    if not whole and first and role == "speaker" and len(rows) > 1 and not people_line(page.text, (rows[0].begin, rows[1].end)):
        return [Claim(role, rows[0].span, "table-cell", 0.93, first), *_title_cell(page, "title", rows[1:])]
    if (
        not whole
        and role == "speaker"
        and (both := person_then_title(page.text, span) or None)
        and len(rows) == 1
        and ":" in page.text[both[0][1] : both[2][0]]
    ):
        return [
            Claim(role, both[0], "table-cell", 0.9, both[1]),
            Claim("title", unquoted(page.text, both[2]), "person-and-title-in-one-row", 0.85),
        ]
    people = people_in(page.text, span)
    return [Claim(role, span, "table-cell", 0.93, people)] if people else []


def _title_cell(page: Page, role: str, rows: Rows) -> list[Claim]:
    """The title, and running text below it as the abstract."""
    name = "pretitle" if role == "pretitle" else "title"
    if len(rows) > 1 and is_status(plain(page.text, rows[0].span)):
        rows = rows[1:]
    first = next((place for place, row in enumerate(rows) if is_prose(page.text, row.span) and place), len(rows))
    while first > 1 and rows[first - 1].gap and first < len(rows) and not rows[first - 1].line.bold:
        first -= 1
    stop = next((place for place in range(1, first) if rows[place].gap or (rows[place - 1].line.bold and not rows[place].line.bold)), first)
    span = unquoted(page.text, (rows[0].begin, rows[stop - 1].end))
    if stop == 1 and is_prose(page.text, span) and len(plain(page.text, span)) > 250:
        return [Claim("abstract", span, "table-cell", 0.8)]
    claims = [Claim(name, span, "table-cell", 0.93)]
    if both := title_then_person(page.text, span) if role == "titleabstract" else None:
        claims = [Claim("title", unquoted(page.text, both[2]), "table-cell", 0.85), Claim("speaker", both[0], "table-cell", 0.8, both[1])]
    rest = rows[stop:]
    if rest and is_prose(page.text, (rest[0].begin, rest[-1].end)):
        claims.append(Claim("abstract", tightened(page.text, (rest[0].begin, rest[-1].end), " \n\t"), "table-cell", 0.88))
    return claims


@rule("preceding-talk", nothing=())
def preceding_talk(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims of the talk that a row announces ahead of its main one: the pre-talk."""
    if not any(claim.role in ("prespeaker", "pretitle") for claim in claims):
        return ()
    renamed = {"prespeaker": "speaker", "pretitle": "title"}
    kept = ("when", "location", "series")
    return tuple(
        replace(claim, role=renamed.get(claim.role, claim.role)) for claim in claims if claim.role in renamed or claim.role in kept
    )
