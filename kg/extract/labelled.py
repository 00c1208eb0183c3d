"""Claims of labelled rows: 'Speaker: …' on one line, or the label on one line and its value on the next."""

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.claims import Claim
from kg.extract.label_values import PEOPLE, value_claims
from kg.extract.labels import Label, is_listed
from kg.extract.location import is_location
from kg.extract.page import Page, Row, is_prose
from kg.extract.people import people_line
from kg.extract.told import tells_when
from kg.extract.wording import plain
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import has_head
from kg.text.position_words import position_span
from kg.text.words import fold, vocabulary

LONG = ("abstract", "bio", "titleabstract")
STRONG = frozenset(
    {
        "speaker",
        "title",
        "abstract",
        "bio",
        "titleabstract",
        "date",
        "time",
        "datetime",
        "location",
        "host",
        "organizer",
        "series",
        "affiliation",
        "number",
        "chair",
        "registration",
        "end",
        "details",
        "agenda",
        "position",
        "prespeaker",
        "pretitle",
        "event",
        "contact",
        "kind",
    }
)
_RULE = re.compile(r"\n[ \t]*(?:-{2,}|\*{3,}|_{3,}|={3,}|\+{3,}|~{3,}|—{2,})[ \t]*(?=\n|$)")
_END = re.compile(r"[.!?…:;\])}»”\"]\s*$")
_TAIL = 200
"""Signs at the end of a row that tell whether it goes on."""
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims of an entry's labelled rows, and the rows that no label accounts for."""

    claims: tuple[Claim, ...]
    rest: tuple[Row, ...]


def read_labelled(page: Page, rows: tuple[Row, ...]) -> Reading:
    """The claims of the labelled rows among `rows`; what no label governs is the rest."""
    claims: list[Claim] = []
    rest: list[Row] = []
    number = 0
    while number < len(rows):
        row = rows[number]
        if row.label is None or not _governs(page, rows, number):
            rest.append(row)
            number += 1
            continue
        last = _reach(page, rows, number)
        label = replace(row.label, role="title") if _is_subject_of_talk(page, rows, number) else row.label
        claims.extend(value_claims(page, rows[number:last], label))
        number = last
    return Reading(tuple(claims), tuple(rest))


def _governs(page: Page, rows: tuple[Row, ...], number: int) -> bool:
    """Whether a label is one here: 'Seminar' alone on a line may as well be a heading."""
    label = rows[number].label
    if not label.alone:
        return True
    if label.role == "speaker" and _is_post_below_name(page, rows, number):
        return False
    return label.role not in ("series", "event", "session", "kind", "date", "link", "contact") or _value_follows(rows, number, label)


@rule("subject-below-speaker", nothing=False)
def _is_subject_of_talk(page: Page, rows: tuple[Row, ...], number: int) -> bool:
    """Whether 'Subject:', which heads a mail elsewhere, stands right below the speaker and no title has a label of its own."""
    row, above = rows[number], rows[number - 1] if number else None
    if row.label.role != "contact" or above is None or above.label is None or above.label.role != "speaker" or row.gap:
        return False
    return is_listed(page.text, (row.label.begin, row.label.end), "mail", "subject") and not any(one.label is not None and one.label.role == "title" for one in rows)


@rule("post-below-name", nothing=False)
def _is_post_below_name(page: Page, rows: tuple[Row, ...], number: int) -> bool:
    """Whether a bare 'Lecturer' is what somebody is who is named on the line above."""
    row, above = rows[number], rows[number - 1] if number else None
    below_name = above is not None and above.label is None and not row.gap and bool(people_line(page.text, above.span))
    return below_name and position_span(page.text, *row.span) == row.span


def _value_follows(rows: tuple[Row, ...], number: int, label: Label) -> bool:
    following = rows[number + 1] if number + 1 < len(rows) else None
    return following is not None and label.role in ("kind", "date") and not following.gap and following.end - following.begin < 80


def _reach(page: Page, rows: tuple[Row, ...], number: int) -> int:
    """The number of the first row behind the value of the label at `number`."""
    label = rows[number].label
    if label.role in LONG:
        return _long_reach(page, rows, number)
    if label.role in ("details", "agenda", "number") or (label.role in ("contact", "link", "registration") and label.alone):
        return number + 1
    if label.alone:
        return _next_reach(page, rows, number)
    last, opened = number + 1, _opened(page.text, rows[number].value[0], rows[number].end)
    while last < len(rows) and _continues(page, rows, number, last, opened > 0):
        opened += _opened(page.text, rows[last - 1].end, rows[last].end)
        last += 1
    return last


def _opened(text: str, begin: int, end: int) -> int:
    """How many brackets more are opened than closed."""
    return text.count("(", begin, end) - text.count(")", begin, end)


def _next_reach(page: Page, rows: tuple[Row, ...], number: int) -> int:
    """Behind the rows that hold the value of a label that stands alone."""
    role, last = rows[number].label.role, number + 1
    if last >= len(rows) or _is_rule_between(page, rows[number], rows[last]):
        return last
    word = (
        rows[last].label is not None and rows[last].label.alone and rows[last].label.role in ("series", "event", "kind") and role == "kind"
    )
    if (rows[last].label is not None and not word) or (
        rows[number].line.kind != "heading" and rows[last].line.kind == "heading" and role not in ("speaker",)
    ):
        return last
    if role in ("date", "time", "datetime") and not (rows[last].dates or rows[last].times):
        return last
    if role in ("title",) and is_prose(page.text, rows[last].span):
        return last
    last += 1
    while last < len(rows) and rows[last].label is None and not rows[last].gap and _same_kind(page, role, rows[last]):
        last += 1
    return last


def _same_kind(page: Page, role: str, row: Row) -> bool:
    """Whether a further row belongs to the value of a lone label of `role`."""
    if role in PEOPLE:
        return not row.dates and not row.times and not is_prose(page.text, row.span) and not is_location(page.text, row.span)
    if role in ("date", "time", "datetime"):
        return bool(row.dates or row.times)
    return (
        role == "title" and not row.dates and not row.times and not people_line(page.text, row.span) and not is_prose(page.text, row.span)
    )


def _continues(page: Page, rows: tuple[Row, ...], number: int, last: int, opened: bool) -> bool:
    """Whether the row at `last` is the wrapped end of the value that begins at `number`; `opened` inside a bracket of it."""
    row, before, role = rows[last], rows[last - 1], rows[number].label.role
    if row.label is not None or row.gap or row.line.kind != before.line.kind or row.line.cell != before.line.cell:
        return False
    printed = page.text[max(rows[number].value[0], before.end - _TAIL) : before.end]
    if opened or printed.rstrip().endswith((",", "&", " and")):
        return role != "location" or not row.dates
    if row.dates or row.times or row.line.kind == "item" or is_prose(page.text, row.span):
        return False
    if role in PEOPLE or role == "affiliation":
        below = _is_below(page, rows[number], row) and not people_line(page.text, row.span)
        named = has_head(page.text, *row.span) or (below and (_is_flush(page, rows[number], row) or position_span(page.text, *row.span) is not None))
        return named and not is_location(page.text, row.span)
    if role == "location":
        return _is_below(page, rows[number], row) and (has_head(page.text, *row.span) or is_location(page.text, row.span))
    if role in ("title", "number", "pretitle"):
        return not people_line(page.text, row.span) and not is_location(page.text, row.span) and before.end - before.begin > 45
    return False


@rule("row-below-value", nothing=False)
def _is_below(page: Page, labelled: Row, row: Row) -> bool:
    """Whether a short row of plain text is set in below the value of a label, as what goes on with it is."""
    indent, value = _column(page.text, row.begin), _column(page.text, labelled.value[0])
    return 2 < indent and value - 4 <= indent and row.end - row.begin < 90 and row.line.kind == "text"


def _is_flush(page: Page, labelled: Row, row: Row) -> bool:
    """Whether a row is set right below the value of a label."""
    return abs(_column(page.text, row.begin) - _column(page.text, labelled.value[0])) <= 2


def _column(text: str, at: int) -> int:
    return len(text[text.rfind("\n", 0, at) + 1 : at].expandtabs())


def _long_reach(page: Page, rows: tuple[Row, ...], number: int) -> int:
    """Behind the last paragraph of an abstract or a biography."""
    last = number + 1
    while last < len(rows):
        if _closes(page, rows[last], rows[last - 1], rows[number]):
            break
        if rows[last].gap and last > number + rows[number].label.alone and not _is_paragraph(page, rows[last : _block_end(rows, last)]):
            break
        last += 1
    return last


def _block_end(rows: tuple[Row, ...], number: int) -> int:
    last = number + 1
    while last < len(rows) and not rows[last].gap:
        last += 1
    return last


def _closes(page: Page, row: Row, before: Row, first: Row) -> bool:
    """Whether a row ends the abstract or biography above it."""
    if row.label is not None and row.label.role in STRONG and not (row.label.role in ("contact", "kind") and row.label.alone):
        weak = row.label.role in ("contact", "kind", "event", "position", "agenda")
        if not weak or row.gap or row.line.kind != first.line.kind:
            return True
    if row.label is not None and row.label.role == "contact" and row.label.alone and before.end - before.begin > 120:
        return True
    if row.line.kind == "heading" and not (first.label.alone and before is first):
        return True
    if first.line.cell is not None and row.line.cell != first.line.cell and not first.label.alone:
        return True
    underlined = first.label.alone and before is first  # 'Abstract' above a line of hyphens
    return (_is_rule_between(page, before, row) and not underlined) or is_listed(page.text, row.span, "navigation", "ends")


def _is_rule_between(page: Page, before: Row, row: Row) -> bool:
    return bool(_RULE.search(page.text, before.end, row.begin))


def _is_paragraph(page: Page, block: tuple[Row, ...]) -> bool:
    """Whether a block is running text, and not the next entry's heading, name or place."""
    span = block[0].begin, block[-1].end
    if tells_when(page, span):
        return False
    words = _WORDS.findall(page.text, *span)
    if len(words) >= 25:
        return True
    if block[0].line.kind == "item" or page.text[block[0].line.begin : block[0].begin].strip():
        return len(words) >= 4
    ends = bool(_END.search(plain(page.text, span)))
    if len(words) < 6 or not ends or block[0].dates:
        return False
    return _says_is(page.text, block[0].span) or not people_line(page.text, block[0].span)


def _says_is(text: str, span: Span) -> bool:
    """Whether a row says that something or somebody is, was or has been something, as a biography does of its subject."""
    return any(word in _copulas() for word in fold(text[span[0] : span[1]]).split())


@cache
def _copulas() -> frozenset[str]:
    return frozenset(word for word in vocabulary("copulas") if " " not in word)
