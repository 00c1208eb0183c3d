"""Invitations set line by line around small words: 'Seminar / by / Prof. Ann Lee / on / Knots / at / 4 pm, Room 2'."""

from dataclasses import dataclass, field
from functools import cache

from kg.extract.claims import Claim
from kg.extract.labelled import read_labelled
from kg.extract.location import is_location
from kg.extract.page import Page, Row
from kg.extract.people import people_in
from kg.extract.slots import Frame, fill
from kg.extract.wording import key, plain, tightened, unquoted
from kg.model.announcement import Talk
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import has_head
from kg.text.language import words

Rows = tuple[Row, ...]
_RULE = "invitation-line-by-line"
_LEAST = 3
"""Lines with a small word alone that make an invitation; one alone may be a broken line."""
_LONGEST_BLOCK = 5


@dataclass(slots=True)
class _Told:
    """The claims that hold for every talk, and those of each, opened by its title."""

    shared: list[Claim] = field(default_factory=list)
    talks: list[list[Claim]] = field(default_factory=list)

    def add(self, claims: list[Claim]) -> None:
        (self.talks[-1] if self.talks else self.shared).extend(claims)


@rule(_RULE, nothing=None)
def invited(page: Page, rows: Rows, frame: Frame) -> list[Talk] | None:
    """The talks of an invitation; None where fewer than three lines are small words alone, 'by' and 'on' among them."""
    marks = [(number, kind) for number, row in enumerate(rows) if (kind := _small_word(page, row))]
    if len(marks) < _LEAST or not {"lone_by", "lone_on"} <= {kind for _, kind in marks}:
        return None
    told, end = _Told(), 0
    for number, kind in marks:
        block = _block(page, rows, number + 1)
        end = number + 1 + len(block)
        if block:
            _take(page, kind, block, told)
    if not told.talks or not any(claim.role == "speaker" for claim in told.shared + told.talks[0]):
        return None
    below = [claim for claim in read_labelled(page, rows[end:]).claims if claim.role in ("abstract", "bio")] if len(told.talks) == 1 else []
    speaker = [claim for claim in told.talks[0] if claim.role == "speaker"] if not any(c.role == "speaker" for c in told.shared) else []
    dated = [claim for claim in told.talks[0] if claim.role == "when" and page.dates_in(claim.span)]
    talks = [fill(page, tuple(_whole([*told.shared, *own, *below], speaker, dated)), frame) for own in told.talks]
    return [talk for talk in talks if talk is not None]


def _whole(claims: list[Claim], speaker: list[Claim], dated: list[Claim]) -> list[Claim]:
    """The claims of a talk with the speaker and the day of the first one, where it has none of its own."""
    roles = {claim.role for claim in claims}
    return claims + (speaker if "speaker" not in roles else []) + [claim for claim in dated if claim not in claims]


def _block(page: Page, rows: Rows, begin: int) -> Rows:
    """The lines right below a small word, up to an empty one or the next small word."""
    end = begin
    while end < len(rows) and end - begin < _LONGEST_BLOCK and (end == begin or not rows[end].gap) and not _small_word(page, rows[end]):
        end += 1
    return rows[begin:end]


def _take(page: Page, kind: str, block: Rows, told: _Told) -> None:
    text, span = page.text, (block[0].begin, block[-1].end)
    dated = any(row.dates for row in block)
    if kind == "lone_by":
        people = people_in(text, span)
        told.add([Claim("speaker", span, _RULE, 0.95, people)] if people else [])
    elif dated or block[0].times or is_location(text, block[0].span):
        if not (kind == "lone_and" and dated):
            told.add(_held(page, block, span))
    elif kind in ("lone_on", "lone_and"):
        told.talks.append([Claim("title", unquoted(text, span), _RULE, 0.92)])
    elif kind == "lone_at" and has_head(text, *span):
        told.add([Claim("location", tightened(text, span), _RULE, 0.9)])


def _held(page: Page, block: Rows, span: Span) -> list[Claim]:
    """When and where the lines below a small word say that a talk is."""
    mentions = [one for row in block for one in (*row.dates, *row.times)]
    found = [Claim("when", row.span, _RULE, 0.95) for row in block if row.dates or row.times]
    rest = tightened(page.text, (max((one.end for one in mentions), default=span[0]), span[1]))
    placed = rest[1] - rest[0] > 3 and (is_location(page.text, (rest[0], min(rest[1], block[0].end))) or has_head(page.text, *rest))
    return [*found, Claim("location", rest, _RULE, 0.9)] if placed and not any(row.dates for row in block) else found


def _small_word(page: Page, row: Row) -> str | None:
    """Which small word a line is, all of it; None where it says more."""
    return _small().get(key(plain(page.text, row.span))) if row.end - row.begin <= _longest() else None


@cache
def _small() -> dict[str, str]:
    return {key(word): name for name in ("lone_by", "lone_on", "lone_at", "lone_and") for word in words("navigation", name)}


@cache
def _longest() -> int:
    return max(map(len, _small()), default=0)
