"""The claims of one entry of a page: labelled rows, the rest by what it holds, and what is glued together."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.claims import Claim
from kg.extract.composed_rows import fitted_claims
from kg.extract.content import has_institution_only
from kg.extract.dated_entries import dated_entry_claims
from kg.extract.glued import hosts_behind_title, organizer_before_title
from kg.extract.labelled import read_labelled
from kg.extract.page import Page, Row, of_rows
from kg.extract.unlabelled import read_unlabelled
from kg.extract.wording import tightened
from kg.model.document import Span
from kg.rules import rule


@of_rows
def read_entry(page: Page, rows: tuple[Row, ...], columns: tuple[str, ...] = ()) -> tuple[Claim, ...]:
    """Everything that the rows of one entry claim; `columns` are the headings of the flattened table it is a row of."""
    fitted = tuple(claim for row in rows for claim in fitted_claims(page, row))
    labelled = read_labelled(page, tuple(row for row in rows if row.fit is None))
    speaking = tuple(claim for claim in (*fitted, *labelled.claims) if claim.role == "speaker")[:1]
    glued: list[Claim] = []
    rest: list[Row] = []
    for row in labelled.rest:
        claims = organizer_before_title(page, row, columns, speaking)
        glued.extend(claims)
        if not claims:
            rest.append(row)
    known = (*fitted, *labelled.claims, *glued)
    claims = (*known, *_before_abstract(page, read_unlabelled(page, tuple(rest), known), labelled.claims))
    claims = tuple(sorted(_settled(page, claims), key=lambda claim: claim.span))
    claims = (columns and hosts_behind_title(page, claims, columns)) or claims
    if fitted or labelled.claims or not (dated := dated_entry_claims(page, rows)):
        return claims
    return (*dated, *_statuses(claims, dated)) if _says_more(dated, claims) else claims


@rule("abstract-closes-entry", nothing=None)
def _closed(labelled: tuple[Claim, ...]) -> int | None:
    """Where the abstract or the biography begins that a label opens: what stands bare behind it says little of the entry."""
    return min((claim.span[0] for claim in labelled if claim.role in ("abstract", "bio")), default=None)


def _before_abstract(page: Page, claims: tuple[Claim, ...], labelled: tuple[Claim, ...]) -> Iterator[Claim]:
    """The claims without the weak ones behind the abstract: a bare line there is neither the title nor, without a number, a
    place; nor is it where a speaker comes from whom a label above has named."""
    closed = _closed(labelled)
    named = closed is not None and any(claim.role == "speaker" and claim.span[0] < closed for claim in labelled)
    for claim in claims:
        weak = claim.rule == "title-row" or (named and claim.rule == "affiliation-below-name") or (claim.rule == "place-row" and not any(map(str.isdigit, page.text[slice(*claim.span)])))
        if closed is None or claim.span[0] < closed or not weak:
            yield claim


def _statuses(claims: tuple[Claim, ...], dated: tuple[Claim, ...]) -> Iterator[Claim]:
    """What other rows say became of an entry that is read on from its date."""
    if not any(claim.role == "status" for claim in dated):
        taken = [claim.span for claim in dated if claim.role in ("title", "abstract")]
        yield from (
            claim
            for claim in claims
            if claim.role == "status" and not any(begin < claim.span[1] and claim.span[0] < end for begin, end in taken)
        )


def _says_more(dated: tuple[Claim, ...], claims: tuple[Claim, ...]) -> bool:
    """Whether an entry is better read on from its date: nobody or nothing is named otherwise, or the title takes in the abstract."""
    titles = [claim.span for claim in claims if claim.role == "title"]
    if not titles or not any(claim.role == "speaker" for claim in claims):
        return True
    own = next((claim.span for claim in dated if claim.role == "title"), None)
    return own is not None and own[0] == titles[0][0] and own[1] < titles[0][1] - 20


def _settled(page: Page, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims of which no person's row is a title's second part; a gathering is the series of the entry."""
    claims = _with_units(page, tuple(_doubtful(page, claims)))
    roles = {claim.role for claim in claims}
    if "series" in roles or "gathering" not in roles:
        return claims
    first = next(claim for claim in claims if claim.role == "gathering")
    return (*claims, Claim("series", first.span, "gathering-row", 0.75))


@rule("unit-above-institution", nothing=None)
def _unit_above(page: Page, claims: tuple[Claim, ...]) -> tuple[int, Span] | None:
    """The place of the first title where it is a unit of the speaker's, and the institution on the line below it: under the
    name, with a further title below both, as in 'Ann Lee / Quantum Physics / Lund University / On knots'."""
    told = [place for place, claim in enumerate(claims) if claim.role in ("speaker", "title", "affiliation", "position", "tba")]
    titles = [place for place in told if claims[place].role in ("title", "tba")]
    if len(titles) < 2 or titles[0] == told[0] or claims[told[0]].role != "speaker":
        return None
    unit = claims[titles[0]]
    begin = page.text.find("\n", unit.span[1]) + 1
    end = page.text.find("\n", begin) if begin else -1
    below = tightened(page.text, (begin, end))
    bare = unit.rule == "title-row" and unit.confidence < 0.8 and not page.text[unit.span[1] : max(begin, unit.span[1])].strip()
    bare = bare and not any(row.line.kind == "item" for row in page.between((unit.span[0], end)))
    return (titles[0], below) if bare and begin and end > begin and below[1] > below[0] and has_institution_only(page, below, 0.9) else None


def _with_units(page: Page, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with the first title and the line below it as affiliations, where they are the speaker's."""
    found = _unit_above(page, claims)
    if found is None:
        return claims
    place, below = found
    unit = replace(claims[place], role="affiliation", rule="unit-above-institution", confidence=0.8)
    told = any(claim.role == "affiliation" and claim.span[0] < below[1] and below[0] < claim.span[1] for claim in claims)
    more = () if told else (Claim("affiliation", below, "unit-above-institution", 0.85),)
    rest = (claim for claim in claims[place + 1 :] if claim.role != "title" or claim.span != below)
    return _with_units(page, (*claims[:place], unit, *more, *rest))


def _doubtful(page: Page, claims: tuple[Claim, ...]) -> list[Claim]:
    """The claims with a bare run of capitalised words read as the title, where the speaker is sure without it."""
    sure = any(claim.role == "speaker" and (claim.rule != "people-row" or _printed_with(claim)) for claim in claims)
    titled = any(claim.role == "title" and claim.confidence >= 0.8 for claim in claims)
    return [
        replace(claim, role="title", people=(), rule="title-row", confidence=0.75)
        if sure
        and not titled
        and claim.role == "speaker"
        and claim.rule == "people-row"
        and not _printed_with(claim)
        and claim.people[0].name.confidence < 0.85
        else claim
        for claim in claims
    ]


def _printed_with(claim: Claim) -> bool:
    return any(person.affiliations or person.honorific or person.position for person in claim.people)


def quality(claims: tuple[Claim, ...]) -> float:
    """How complete and how unambiguous an entry is: 2.5 for one speaker, one title and a date; less for doubles."""
    pairs = sum(claim.rule == "people-before-title" for claim in claims)
    if pairs > 1:
        dated = sum(claim.role == "when" for claim in claims)
        return 2.0 * pairs + 0.5 * bool(dated) - 1.0 * max(0, dated - 1)
    counts = {role: 0.0 for role in ("speaker", "title", "when", "abstract")}
    firm = {"speaker": 0, "title": 0}
    for claim in claims:
        if claim.role in counts:
            counts[claim.role] += 1
        if claim.role in firm and claim.confidence >= 0.8:
            firm[claim.role] += 1
    tba = any(claim.role == "tba" for claim in claims)
    speaker, title = counts["speaker"] > 0, counts["title"] > 0 or tba
    if not ((speaker and (title or counts["when"] or counts["abstract"])) or (title and (counts["when"] or counts["abstract"]))):
        return -0.3 * (counts["speaker"] + counts["title"])
    score = speaker + title + 0.5 * bool(counts["when"]) + 0.25 * bool(counts["abstract"])
    return score - 0.8 * max(0, firm["speaker"] - 1) - 0.8 * max(0, firm["title"] - 1) - 0.2 * max(0, counts["title"] - 2)
