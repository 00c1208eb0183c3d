"""Where one entry of a page ends and the next begins, by the order that the page itself repeats.

Something recurs in every entry: a date that opens a line, a label, a heading, a name. Each kind of recurring row is
tried as the anchor of the entries, with the rows before it, from it on, or up to it; the parting under which the
entries come out most complete and least ambiguous is taken.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.anchors import anchors, is_one
from kg.extract.claims import Claim
from kg.extract.columns import columns
from kg.extract.entry import quality, read_entry
from kg.extract.location import is_location
from kg.extract.labels import is_listed
from kg.extract.page import Page, Row, is_prose
from kg.extract.sections import heads_section
from kg.extract.series import is_gathering
from kg.extract.status import is_empty
from kg.extract.wording import plain
from kg.rules import rule
from kg.text.moments import DateMention

Rows = tuple[Row, ...]
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Segment:
    """The rows of one entry with what they claim, up to a recess in it."""

    rows: Rows
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """A page's rows parted into entries, with the rows before the first of them, and how good the parting is.

    `between` are the rows that headings of terms open, up to the next entry.
    """

    head: Rows
    segments: tuple[Segment, ...]
    score: float
    anchor: str
    between: Rows = ()


def best_parting(page: Page, rows: Rows, headings: tuple[str, ...] = ()) -> Parting:
    """The parting of `rows` into entries under which they come out best; one entry where nothing recurs."""
    whole = read_entry(page, rows, headings)
    best = Parting((), (Segment(rows, whole),), quality(whole), "page")
    if len(rows) < 2:
        return best
    for anchor, marks in anchors(page, rows).items():
        if len(marks) < 2 or len(marks) > _MOST or (anchor == "people" and is_one(page, rows, marks)):
            continue
        for starts in _starts(page, rows, marks):
            parting = _parted(page, rows, starts, headings, anchor)
            margin = 0.5 if best.anchor == "page" and best.score > 1.5 else 0.01
            if parting.score > best.score + margin and sum(quality(segment.claims) >= 1 for segment in parting.segments) > 1:
                best = parting
    return best


def _starts(page: Page, rows: Rows, marks: list[int]) -> Iterator[list[int]]:
    """Ways to begin the entries: at the anchor, behind the anchor before, or some short rows ahead of it."""
    if _series_open(page, rows, marks):
        yield [mark - 1 for mark in marks]
    yield marks
    if _days_open(page, rows, marks):
        return
    dated = [mark - 1 if mark and is_day_line(rows[mark - 1]) else mark for mark in marks]
    if 0 < sum(begin < mark for begin, mark in zip(dated, marks, strict=True)) < len(marks):
        yield dated  # where some lack their date, the lines ahead are not of one number
    ahead = [_ahead(page, rows, marks, number) for number in range(len(marks))]
    leads = [mark - start for mark, start in zip(marks[1:], ahead[1:], strict=False)]
    opening = is_day_line(rows[marks[0]]) and ahead[0] == marks[0] and marks[-1] < len(rows) - 1  # days open their entries here
    if sum(lead > 0 for lead in leads) * 2 > len(leads) and not opening:
        yield [max(ahead[0], marks[0] - max(leads)), *ahead[1:]]
    closing = not is_day_line(rows[marks[-1]]) or marks[-1] == len(rows) - 1  # a day on a line of its own closes the page or no entry
    closing = closing and not any(is_prose(page.text, row.span) for row in rows[marks[-1] + 1 :][:2])
    if closing and marks[0] > 0 and len(rows) - marks[-1] <= 2 and sum(after - mark > 1 for mark, after in itertools.pairwise(marks)) * 2 >= len(marks):
        longest = max(after - mark for mark, after in itertools.pairwise(marks))
        yield [max(_opening(page, rows, marks[0]), marks[0] - longest), *(_behind(page, rows, mark, after) for mark, after in itertools.pairwise(marks))]


@rule("series-open-entries", nothing=False)
def _series_open(page: Page, rows: Rows, marks: list[int]) -> bool:
    """Whether right above every anchor stands the name of a series, and none at the end of the last entry."""
    return marks[0] > 0 and all(_names_series(page, rows[mark - 1]) for mark in marks) and not _names_series(page, rows[-1])


def _names_series(page: Page, row: Row) -> bool:
    plainly = row.label is None and not row.dates and row.end - row.begin < 100
    return plainly and is_gathering(plain(page.text, row.span))


def _behind(page: Page, rows: Rows, mark: int, after: int) -> int:
    """Where the entry ends that an anchor closes: behind the place that stands right below the anchor, without a gap."""
    place = mark + 1
    while place < after and not rows[place].gap and is_location(page.text, rows[place].span):
        place += 1
    return place


@rule("days-open-entries", nothing=False)
def _days_open(page: Page, rows: Rows, marks: list[int]) -> bool:
    """Whether days on lines of their own open the entries: nobody is named above the first, but somebody behind it.

    The page may be cut behind the day of its last entry.
    """
    if len(marks) < 3 or not all(is_day_line(rows[mark]) for mark in (marks[0], marks[1], marks[-1])):
        return False
    parts = rows[max(0, marks[0] - 3) : marks[0]], rows[marks[0] + 1 : marks[1]]
    named = [any(claim.role == "speaker" for claim in read_entry(page, part)) for part in parts]
    return not named[0] and named[1]


def _opening(page: Page, rows: Rows, mark: int) -> int:
    """Where the first entry begins that ends with its anchor: behind navigation and column headings."""
    for place in range(mark - 1, -1, -1):
        if is_listed(page.text, rows[place].span, "navigation", "words") or columns(plain(page.text, rows[place].span)):
            return place + 1
    return 0


def _ahead(page: Page, rows: Rows, marks: list[int], number: int) -> int:
    """The first of the short blocks right ahead of an anchor that belong to its entry, back to a heading."""
    floor = marks[number - 1] + 1 if number else 0
    place = marks[number]
    for _ in range(3):
        begin = _block_begin(rows, place, floor)
        labelled = rows[marks[number]].label is not None  # then what stands right below the anchor before is of its entry
        rest = labelled and place < marks[number] and not rows[begin].gap
        if begin >= place or rest or not _leads_in(page, rows[begin:place]):
            break
        place = begin
        if any(row.line.kind == "heading" for row in rows[begin : begin + 1]) and not (
            begin > floor and rows[begin - 1].line.kind == "heading"
        ):
            break
    return place


def _block_begin(rows: Rows, place: int, floor: int) -> int:
    """Where the block begins that ends before `place`."""
    begin = place
    while begin > floor:
        begin -= 1
        if rows[begin].gap:
            return begin
    return begin


def _leads_in(page: Page, block: Rows) -> bool:
    """Whether a block may open an entry: short, no running text, no label of an entry's end, no navigation."""
    if len(block) > 5 or is_prose(page.text, (block[0].begin, block[-1].end)):
        return False
    if any(row.label is not None and row.label.role in ("abstract", "bio", "host") for row in block):
        return False
    return not any(is_listed(page.text, row.span, "navigation", "words") for row in block)


def _parted(page: Page, rows: Rows, starts: list[int], headings: tuple[str, ...], anchor: str) -> Parting:
    bounds = [*starts, len(rows)]
    between: list[Row] = []
    alone = {begin for begin, end in itertools.pairwise(bounds) if end - begin == 1}  # one line is one entry, as in a list
    segments, score = [], -0.6 * (anchor != "dated" and starts[0] > 0 and is_day_line(rows[starts[0] - 1]))
    parts = [rows[begin:end] for begin, end in itertools.pairwise(bounds) if begin < end]
    headed = _heads_next(page, parts)
    for number, part in enumerate(parts):
        stop = next((place for place in range(1, len(part)) if heads_section(page, part[place])), len(part) - (number in headed))
        between.extend(part[stop:])
        part = part[:stop]
        first, *others = recesses(page, part) or (part,)
        claims = read_entry(page, first, headings)
        segments.append(Segment(part, claims))
        score += quality(claims) + sum(quality(read_entry(page, other, headings)) for other in others)
        score -= 0.6 * (anchor != "dated" and len(part) > 1 and is_day_line(part[-1])) + 0.6 * _against(headings, claims)
        score -= 0.5 * (anchor != "dated" and _crosses_day(part))
        score -= 0.6 * (len(part) > 1 and part[-1].line.kind == "heading" and part[-1].label is None)  # headings open entries
        score -= 0.8 * max(0, sum(is_day_line(row) for row in part[1:]) - 1 + is_day_line(part[0]))
    score -= 0.5 * _left_out(page, rows[: starts[0]]) + _unevenness(segments)
    score -= 0.3 * sum(not rows[begin].gap and begin > 0 and begin - 1 not in alone for begin in starts)
    score += 0.6 * len(segments) * (anchor == "number")
    return Parting(rows[: starts[0]], tuple(segments), score, anchor, tuple(between))


def _heads_next(page: Page, parts: list[Rows]) -> frozenset[int]:
    """The numbers of the entries that end with the name of a series, which heads the entries below, where most entries end otherwise."""
    found = {
        number
        for number, part in enumerate(parts[:-1])
        if len(part) > 2 and _names_series(page, part[-1])
    }
    return frozenset(found) if len(found) * 2 < len(parts) else frozenset()


def _against(headings: tuple[str, ...], claims: tuple[Claim, ...]) -> bool:
    """Whether an entry names its speaker behind its title, where the column headings put speakers first."""
    if not {"speaker", "title"} <= set(headings) or headings.index("speaker") > headings.index("title"):
        return False
    first = {claim.role: claim.span for claim in reversed(claims)}
    return "speaker" in first and "title" in first and first["speaker"] > first["title"]


def is_day_line(row: Row) -> bool:
    """Whether a row is a date, with its time or without, and little else."""
    told = sum(each.end - each.begin for each in (*row.dates, *row.times))
    return bool(row.dates) and row.label is None and (row.end - row.begin) - told < 6


def _crosses_day(part: Rows) -> bool:
    """Whether behind a name or a title a new block opens with its day, so that two entries are in one."""
    labelled = False
    for row in part[:-1]:
        if labelled and row.gap and is_day_line(row):
            return True
        labelled = labelled or (row.label is not None and row.label.role in ("title", "speaker", "abstract"))
    return False


def _unevenness(segments: list[Segment]) -> float:
    """How unlike each other the entries are in what they hold."""
    lost = 0.0
    segments = [segment for segment in segments if any(claim.role in ("title", "tba", "speaker", "abstract") for claim in segment.claims)]
    for role, weight in (("title", 0.7), ("speaker", 0.7), ("when", 0.5), ("abstract", 0.2)):
        having = sum(
            any(claim.role == role or (role == "title" and claim.role in ("tba", "series")) for claim in segment.claims)
            for segment in segments
        )
        lost += weight * min(having, len(segments) - having)
    return lost


def _left_out(page: Page, head: Rows) -> int:
    """How many labelled rows of talks stand before the first entry."""
    return sum(row.label is not None and row.label.role in ("speaker", "title", "abstract", "bio") and not row.label.alone for row in head)


def days_carried(page: Page, segments: tuple[Segment, ...]) -> list[DateMention | None]:
    """For each entry the day of the entry above, where that opens with a line of its date and this one is labelled and has none.

    An entry without labels is not given the day above: its own date may be lost.
    """
    day: DateMention | None = None
    found: list[DateMention | None] = []
    for segment in segments:
        dated = any(claim.role == "when" and page.dates_in(claim.span) for claim in segment.claims)
        labelled = any(claim.rule == "labelled-title" for claim in segment.claims)
        found.append(None if dated or not labelled else day)
        if dated:
            first = segment.rows[0]
            day = first.dates[0] if is_day_line(first) and first.dates[0].day else None
    return found


def recesses(page: Page, rows: Rows) -> tuple[Rows, ...]:
    """Rows cut behind those that say no talk is held, so that what follows does not take the day above."""
    parts: list[list[Row]] = [[]]
    for row in rows:
        if row.end - row.begin < 160 and not row.dates and is_empty(plain(page.text, row.span)):
            parts.append([])
        else:
            parts[-1].append(row)
    return tuple(tuple(part) for part in parts if part)
