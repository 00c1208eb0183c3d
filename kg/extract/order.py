"""The order of fields that all entries of a listing share, and the entries that it decides.

Who speaks and what the talk is called look alike in one entry ('Angie Clark' / 'Gertrude Powicke'); across the entries of
a listing they do not: where most name the speaker on the first line, sure ones by an affiliation or a quoted title, the
first line of the others names the speaker too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.claims import Claim
from kg.extract.ordered import as_people, as_title, is_told, parted_at
from kg.extract.page import Page, is_prose
from kg.extract.segments import Segment
from kg.extract.unlabelled import is_noise, pieces
from kg.extract.wording import plain
from kg.model.document import Span
from kg.rules import rule

_BESIDE = {"location", "mode", "series", "gathering", "kind", "status", "event", "session", "when", "host", "organizer", "joint"}
_ROLES = ("speaker", "title", "tba", "affiliation", "position")
_LABELLED = ("speaker", "title", "titleabstract")
_MOST_CELLS = 6
_NAMES, _TITLED, _POSTED, _BOTH, _TURNED, _UNTOLD = "S", "T", "A", "ST", "TS", "?"
_SIGNS = (",", ":", "–", "-")
_FEWEST = 3
"""Entries of which two agree say nothing about the third; of three and more the greater part does."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A stretch of an entry between its dates, hours and places, and what it was read as."""

    span: Span
    kind: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """The kinds of the first cells, in the variants that entries have, the most frequent first.

    `sign` parts name and title of one cell; `firm` says that all but a few entries have this order.
    """

    kinds: tuple[tuple[str, ...], ...]
    sign: str | None
    firm: bool


@rule("order-of-the-listing", nothing=None)
def _shared(page: Page, entries: list[tuple[_Cell, ...]]) -> _Order | None:
    """The order that at least half of the entries with a name and a title have, where some of them are sure."""
    told = [(cells, kinds) for cells in entries if cells and (kinds := _kinds(cells))]
    whole = [(cells, kinds) for cells, kinds in told if _is_whole(kinds)]
    if len(told) < _FEWEST or len(whole) < 2 or len(whole) * 5 < len(told) * 2:
        return None
    ways = Counter(_way(kinds) for _, kinds in whole)
    way, number = ways.most_common(1)[0]
    agreeing = [(cells, kinds) for cells, kinds in whole if _way(kinds) == way]
    sure = sum(_is_sure(cells) for cells, _ in agreeing)
    if number < 2 or number * 2 <= len(whole) or sure < 2:
        return None
    variants = Counter(kinds for _, kinds in agreeing)
    signs = Counter(_sign(page, cells[0]) for cells, kinds in agreeing if kinds[0] in (_BOTH, _TURNED))
    return _Order(tuple(kinds for kinds, _ in variants.most_common(3)), signs.most_common(1)[0][0] if signs else None, number >= _FEWEST and number * 4 >= len(whole) * 3)


@rule("order-that-fits-all", nothing=None)
def _supposed(page: Page, entries: list[tuple[_Cell, ...]]) -> _Order | None:
    """The one sign that parts a name from a title on the first line of nearly all entries, where most are read as no whole: 'Ann Lee, On knots'."""
    lines = [cells[0].span for cells in entries if cells]
    read = sum(_is_whole(_kinds(cells)) and _is_sure(cells) for cells in entries)
    if len(lines) < _FEWEST or read * 3 > len(lines):
        return None
    fitting: dict[tuple[str, str], int] = {}
    for sign in _SIGNS:
        for kind in (_BOTH, _TURNED):
            parted = [parted_at(page.text, span, sign, turned=kind == _TURNED) for span in lines]
            told = [claims for claims in parted if claims and is_told(page.text, claims)]
            if len(told) >= _FEWEST and len(told) * 4 >= len(lines) * 3:
                fitting[kind, sign] = len(told)
    if not fitting:
        return None
    kind, sign = max(fitting, key=fitting.get)
    return _Order(((kind,),), sign, firm=True)


def in_shared_order(page: Page, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The entries, those that lack a name or a title, or turn the two around, read again in the order of the others."""
    if len(segments) < _FEWEST:
        return segments
    entries = [_cells(page, segment) for segment in segments]
    order = _shared(page, entries) or _supposed(page, entries)
    if order is None:
        return segments
    return tuple(_settled(page, segment, cells, order) for segment, cells in zip(segments, entries, strict=True))


def _settled(page: Page, segment: Segment, cells: tuple[_Cell, ...], order: _Order) -> Segment:
    kinds = _kinds(cells)
    if not cells or not _is_doubtful(page, cells, kinds, order):
        return segment
    for variant in order.kinds:
        claims = tuple(_read(page, cells, variant, order.sign))
        if claims:
            spans = [cell.span for cell in cells[: len(variant)]]
            kept = (claim for claim in segment.claims if not (claim.role in _ROLES and (_inside(claim, spans) or claim.role in _weak(claim))))
            claims = (*kept, *claims)
            return replace(segment, claims=tuple(sorted((*claims, *_untold_hours(page, segment, claims)), key=lambda claim: claim.span)))
    return segment


def _untold_hours(page: Page, segment: Segment, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """The hours of an entry's dated lines that no claim tells: those that were taken for part of a title."""
    told = [claim.span for claim in claims]
    for row in segment.rows:
        for time in row.times if row.dates else ():
            if not any(begin < time.end and time.begin < end for begin, end in told):
                yield Claim("when", (time.begin, time.end), "dated-row", 0.85)


def _is_doubtful(page: Page, cells: tuple[_Cell, ...], kinds: tuple[str, ...], order: _Order) -> bool:
    """Whether an entry lacks its name or its title, or its own reading goes against the order for no good reason."""
    both = next((place for place, kind in enumerate(kinds) if kind == _BOTH), len(kinds))
    if both + 1 < len(kinds) and kinds[both + 1] == _NAMES and any(variant[both : both + 2] == (_TITLED, _NAMES) for variant in order.kinds):
        return True  # 'Historic graffiti: the person and the place' is a title where the next line names who speaks
    if not _is_whole(kinds) or (kinds[0] == order.kinds[0][0] == _NAMES and _BOTH in kinds[1:]):
        return True
    if _way(kinds) == _way(order.kinds[0]):
        return kinds[0] == _BOTH and order.sign == "" and _takes_title(page, cells[0])
    return not _is_sure(cells) or (order.firm and not _quoted_outside(cells, order)) or _splits_name(cells, kinds, order)


def _takes_title(page: Page, cell: _Cell) -> bool:
    """Whether a bare name of three words and more leaves a title of one: 'Neil Sheldon Alan / Turing'."""
    said = {claim.role: claim for claim in cell.claims}
    people = said["speaker"].people
    name = people[0].name.text if len(people) == 1 and not people[0].affiliations else ""
    words = name.split()
    title = said["title"].span if "title" in said else None
    return len(words) > 2 and "." not in name and all(word[0].isupper() for word in words) and title is not None and " " not in plain(page.text, title)


def _is_quoted(cell: _Cell) -> bool:
    return any(claim.role == "title" and claim.rule.startswith("quoted") for claim in cell.claims)


def _quoted_outside(cells: tuple[_Cell, ...], order: _Order) -> bool:
    """Whether a title in quotation marks stands where the order has none."""
    titled = {place for kinds in order.kinds for place, kind in enumerate(kinds) if _TITLED in kind}
    return any(_is_quoted(cell) for place, cell in enumerate(cells) if place not in titled)


def _splits_name(cells: tuple[_Cell, ...], kinds: tuple[str, ...], order: _Order) -> bool:
    """Whether a line was read as name and title although a title in quotation marks stands below: 'Cat St. Croix' is one name."""
    return kinds[0] == _BOTH and order.kinds[0][0] == _NAMES and any(map(_is_quoted, cells[1:]))


def _weak(claim: Claim) -> tuple[str, ...]:
    """The roles that a claim loses to the order of the listing wherever it stands."""
    return ("speaker", "title") if claim.rule in ("title-row", "people-row") else ()


def _inside(claim: Claim, spans: Iterable[Span]) -> bool:
    return any(begin < claim.span[1] and claim.span[0] < end for begin, end in spans)


def _read(page: Page, cells: tuple[_Cell, ...], kinds: tuple[str, ...], sign: str | None) -> Iterator[Claim]:
    """The claims of the first cells as cells of these kinds; none where one of them cannot be."""
    if len(cells) < len(kinds):
        return
    claims: list[Claim] = []
    for cell, kind in zip(cells, kinds, strict=False):
        if kind == _POSTED:
            found = [Claim("affiliation", cell.span, "order-of-the-listing", 0.8)]
        elif kind == _NAMES:
            found = as_people(page.text, cell.span)
        elif kind == _TITLED:
            found = as_title(page.text, cell.span)
        else:
            found = parted_at(page.text, cell.span, sign or "", turned=kind == _TURNED)
        if not found:
            return
        claims += found
    yield from claims


def _cells(page: Page, segment: Segment) -> tuple[_Cell, ...]:
    """The first cells of an entry without labels; none of one with labels, or read by a pattern of its source."""
    cells: list[_Cell] = []
    for row in segment.rows:
        if row.fit is not None or row.line.cell is not None or (row.label is not None and row.label.role in _LABELLED):
            return ()
        if row.label is not None:
            break
        if len(cells) >= _MOST_CELLS or (is_prose(page.text, row.span) and not row.dates):
            break
        if any(claim.rule == "held-sentence" and row.begin <= claim.span[0] < row.end for claim in segment.claims):
            continue  # a sentence that says when and where
        for span, temporal in pieces(page, row):
            claims = tuple(claim for claim in segment.claims if _inside(claim, [span]))
            roles = {claim.role for claim in claims}
            if not temporal and not is_noise(page, span) and not (roles and roles <= _BESIDE) and "abstract" not in roles:
                cells.append(_Cell(span, _kind(claims), claims))
    return tuple(cells)


def _sign(page: Page, cell: _Cell) -> str:
    """The sign that stands between name and title in one cell; empty where a blank or a bracket parts them."""
    ends = sorted(claim.span for claim in cell.claims if claim.role in ("speaker", "title", "tba"))
    between = page.text[ends[0][1] : ends[-1][0]].strip(" \t\n\u00a0*_“”\"„«»‘’'()")
    return between[:1]


def _kind(claims: tuple[Claim, ...]) -> str:
    first = {claim.role: claim for claim in sorted(claims, key=lambda claim: -claim.span[0])}
    names, title = first.get("speaker"), first.get("title") or first.get("tba")
    if names and title:
        return _BOTH if names.span < title.span else _TURNED
    if names or title:
        return _NAMES if names else _TITLED
    return _POSTED if "affiliation" in first or "position" in first else _UNTOLD


def _kinds(cells: tuple[_Cell, ...]) -> tuple[str, ...]:
    """The kinds of the cells up to where both the name and the title are told, with the affiliation behind."""
    found = [cell.kind for cell in cells]
    for place in range(1, len(found) + 1):
        if _is_whole(tuple(found[:place])):
            return tuple(found[: place + (found[place : place + 1] in ([_POSTED], [_NAMES]) and (found[place] == _POSTED or found[place - 1] == _BOTH))])
    return tuple(found)


def _is_whole(kinds: tuple[str, ...]) -> bool:
    return _BOTH in kinds or _TURNED in kinds or (_NAMES in kinds and _TITLED in kinds)


def _way(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Whether names come first, and whether in one cell with the titles."""
    return tuple(kind for kind in kinds if kind not in (_POSTED, _UNTOLD))


def _is_sure(cells: tuple[_Cell, ...]) -> bool:
    """Whether name or title of an entry are told by more than how they look."""
    for claim in (claim for cell in cells for claim in cell.claims):
        if claim.role == "tba" or (claim.role == "title" and claim.rule in ("quoted-title", "quoted-item")):
            return True
        if claim.role == "speaker" and claim.people and (
            claim.people[0].affiliations or claim.people[0].honorific or claim.people[0].position or claim.people[0].name.confidence >= 0.85
        ):
            return True
    return False
