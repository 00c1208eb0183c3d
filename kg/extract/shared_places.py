"""Where the entries of a listing print their place, and the entries whose place does not look like one.

'Europäische Kunstakademie' reads like a name; where the other entries print a place at that very point, it is one.
"""

from collections import Counter
from dataclasses import replace

from kg.extract.claims import Claim
from kg.extract.page import Page
from kg.extract.segments import Segment
from kg.extract.status import is_tba
from kg.extract.unlabelled import pieces
from kg.extract.wording import plain
from kg.model.document import Span
from kg.rules import rule

Point = tuple[int, int]
_ROWS = 4
"""Rows of an entry that are looked at; most print their place in the first two."""
_FEWEST = 3
_LONGEST = 120
_WEAK = ("people-row", "title-row", "affiliation-below-name", "order-of-the-listing")


@rule("place-of-the-listing", nothing=None)
def _shared(points: list[dict[Point, Span]], segments: tuple[Segment, ...]) -> Point | None:
    """The point where most entries print their place: the number of the row, and that of the stretch in it."""
    found: Counter[Point] = Counter()
    for stretches, segment in zip(points, segments, strict=True):
        places = [claim.span for claim in segment.claims if claim.role == "location" and claim.rule == "place-row"]
        found.update(point for point, span in stretches.items() if any(_covers(span, place) for place in places[:1]))
    point, number = found.most_common(1)[0] if found else (None, 0)
    return point if number >= _FEWEST and number * 3 >= len(segments) * 2 else None


def with_shared_places(page: Page, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The entries, those without a place with the words that stand where the others print theirs."""
    if len(segments) <= _FEWEST:
        return segments
    points = [_points(page, segment) for segment in segments]
    point = _shared(points, segments)
    if point is None:
        return segments
    return tuple(_placed(page, segment, stretches.get(point)) for stretches, segment in zip(points, segments, strict=True))


def _placed(page: Page, segment: Segment, span: Span | None) -> Segment:
    """The entry with the words at `span` as its place, where they are nothing surer."""
    if span is None or span[1] - span[0] > _LONGEST or is_tba(plain(page.text, span)) or any(claim.role == "location" for claim in segment.claims):
        return segment
    inside = [claim for claim in segment.claims if claim.span[0] < span[1] and span[0] < claim.span[1]]
    rest = [claim for claim in segment.claims if claim not in inside]
    told = any(claim.role == "speaker" for claim in rest) and any(claim.role in ("title", "tba") for claim in rest)
    if not told or not all(_is_weak(claim) for claim in inside):
        return segment
    place = Claim("location", span, "place-of-the-listing", 0.78)
    return replace(segment, claims=tuple(sorted((*rest, place), key=lambda claim: claim.span)))


def _is_weak(claim: Claim) -> bool:
    printed_with = any(person.honorific or person.affiliations or person.position for person in claim.people)
    return claim.rule in _WEAK and not printed_with and claim.confidence < 0.9


def _points(page: Page, segment: Segment) -> dict[Point, Span]:
    """The stretches of an entry's first rows that are no dates or hours, by row and number in it."""
    found: dict[Point, Span] = {}
    for number, row in enumerate(segment.rows[:_ROWS]):
        if row.label is None and row.end - row.begin < 300:
            found |= {(number, place): span for place, (span, temporal) in enumerate(pieces(page, row)) if not temporal}
    return found


def _covers(span: Span, place: Span) -> bool:
    """Whether a place is all of a stretch but for a sign or two."""
    return span[0] <= place[0] + 3 and place[1] - 3 <= span[1] and place[1] - place[0] >= span[1] - span[0] - 6
