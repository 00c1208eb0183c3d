"""Claims of a stretch without a date: a place, people, a title, an affiliation, a gathering."""

import re
from functools import cache

from kg.extract.breaks import is_break
from kg.extract.claims import Claim, Known
from kg.extract.labels import find_label, label_key, listed
from kg.extract.location import is_counted, is_location, is_online, unhedged, way_of
from kg.extract.page import Page, Row, of_row
from kg.extract.people import names_who_talks, people_line
from kg.extract.quotations import quoted_title
from kg.extract.series import is_gathering, is_generic, is_term, series_before_colon
from kg.extract.status import is_empty, is_status_alone, is_tba, status_in, without_status
from kg.extract.titles import person_then_title, title_then_person
from kg.extract.told_places import without_lead
from kg.extract.wording import plain, tightened, unquoted
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import has_head, split_affiliations, split_position_and_affiliations
from kg.text.gazetteer import is_institution, is_place
from kg.text.letters import cased
from kg.text.position_words import position_span
from kg.text.language import words as listed_words
from kg.text.words import dated_words, fold, vocabulary

_LOWER = re.compile(
    cased(r"(?<![\w.'’-])(?!(?:of|the|and|for|in|at|de|la|le|des|du|et|für|der|die|und|di|del|della|y|e|da|do|dos|van|voor|en|von|zu|w|i|im|an|on)\b)[\p{Ll}]{2,}")
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|please|we|you|must|can|wird|werden|wurde|ist|sind|bitte|kann|est|sont|sera|seront|será|serán|son|está|sarà|sono|è)\b",
    re.I,
)
_NUMBERED = re.compile(r"(?<=\w)\s#?(?:\d{1,2}|[IVX]{1,4})[.:]?$")
_BLANK = re.compile(r"[._]{4}|(?:\. ){3}|…\s?…")
"""What is left to be filled in: 'author 1 ....., university ......'."""
_CLOSED = re.compile(r"\(([^()\n]{3,40})\)[\s.]*$")
_FARTHEST = 1_000
"""Signs between a name and the affiliation below it: no more than three line ends, and blanks."""
_PENDING = re.compile(r"([^\W\d_]{2,4}|\?{2,5}|\.{3}|…)[\s:,–—-]+(?=\w)")
_NEXT_SENTENCE = re.compile(cased(r"(?<=[^\W\d_]{4})\.\s+(?=[\p{Lu}]\w+ \w)"))


def content_claims(page: Page, span: Span, row: Row, known: Known) -> tuple[Claim, ...]:
    """The claims of a stretch that holds no date."""
    return _alone(page, row, span) or _affiliated(page, span, row, known) or _rest(page, row, span, bool(known.roles))


@of_row
def _alone(page: Page, row: Row, span: Span) -> tuple[Claim, ...]:
    """What a stretch claims whatever stands around it."""
    readings = (read(page, span, row) for read in (_tba, _way, quoted_title, _place, _people, _both))
    return next(filter(None, readings), ())


@of_row
def _rest(page: Page, row: Row, span: Span, follows: bool) -> tuple[Claim, ...]:
    """What a stretch claims that is nothing surer; `follows` where other claims of its entry stand before it."""
    return _gathering(page, span, row) or _title(page, span, row, follows)


@rule("title-to-be-announced", nothing=())
def _tba(page: Page, span: Span, row: Row) -> tuple[Claim, ...]:
    return (Claim("tba", span, "title-to-be-announced", 0.9),) if is_tba(plain(page.text, span)) else ()


def _way(page: Page, span: Span, row: Row) -> tuple[Claim, ...]:
    """Words that say how the talk is held and nothing else: no title, and no place."""
    lone = way_of(page.text, span) and not is_location(page.text, span)
    return (Claim("mode", span, "way-of-holding", 0.9),) if lone else ()


@rule("place-row", nothing=())
def _place(page: Page, span: Span, row: Row) -> tuple[Claim, ...]:
    if is_gathering(plain(page.text, span)) and not any(sign.isdigit() for sign in page.text[span[0] : span[1]]):
        return ()
    if not is_location(page.text, span) and not _is_aside_place(page, span, row):
        return ()
    if people_line(page.text, span) and not any(sign.isdigit() for sign in page.text[span[0] : span[1]]) and has_head(page.text, *span):
        return ()
    stop = _NEXT_SENTENCE.search(page.text, *span)
    if stop and is_location(page.text, (span[0], stop.start() + 1)):
        span = span[0], stop.start() + 1
    label = find_label(page.text, *span)
    begin, end = tightened(page.text, (label.value if label and label.role == "location" and label.value < span[1] else span[0], span[1]))
    end -= page.text[end - 1] == "." and "." not in page.text[begin : end - 1]
    return (Claim("location", without_lead(page.text, unhedged(page.text, (begin, end))), "place-row", 0.9),)


def _is_aside_place(page: Page, span: Span, row: Row) -> bool:
    """Whether an institution stands in one pair of brackets with the hour: '(10h-12h, ENAC)'."""
    opening = page.text.rfind("(", row.begin, span[0])
    if opening < 0 or page.text[span[1] : span[1] + 1] != ")" or not is_institution(plain(page.text, span)):
        return False
    return any(opening < time.begin < span[0] for time in row.times)


@rule("people-row", nothing=())
def _people(page: Page, span: Span, row: Row) -> tuple[Claim, ...]:
    """A row of people alone; the surest where a title is known, or honorific or affiliation stand there."""
    span = _unbracketed(page.text, span)
    people = people_line(page.text, span)
    if not people or (is_gathering(plain(page.text, span)) and not names_who_talks(page.text, span)):
        return ()
    if is_post(page.text, span) and not any(person.honorific for person in people):
        return ()
    bare = any(not person.affiliations and not person.honorific and not person.position for person in people)
    sure = min(person.name.confidence for person in people)
    return (Claim("speaker", span, "people-row", 0.9 if not bare or sure >= 0.85 else 0.75, people),)


def _unbracketed(text: str, span: Span) -> Span:
    """The words of a row that stands in one pair of brackets."""
    inner = span[0] + 1, span[1] - 1
    return inner if text[span[0]] == "(" and text[inner[1]] == ")" and text.find("(", *inner) < 0 else span


@rule("person-and-title-in-one-row", nothing=())
def _both(page: Page, span: Span, row: Row) -> tuple[Claim, ...]:
    """'Name (Affiliation): Title', 'Title – Name', or the two with nothing between."""
    found = _pending_then_person(page, span) or person_then_title(page.text, span) or title_then_person(page.text, span)
    if not found:
        return ()
    people_span, people, title = found
    speaker = Claim("speaker", people_span, "person-and-title-in-one-row", 0.9, people)
    if (aside := _closing_way(page.text, title)) is not None:
        role = "mode" if way_of(page.text, aside) else "location"
        return speaker, Claim(role, aside, "way-of-holding", 0.9), *_both_told(page, (title[0], tightened(page.text, (title[0], aside[0] - 1))[1]))
    return speaker, *_both_told(page, title)


def _both_told(page: Page, title: Span) -> tuple[Claim, ...]:
    """The claim of the words beside a name."""
    if is_gathering(plain(page.text, title)):
        return (Claim("series", title, "gathering-row", 0.85),)
    if way_of(page.text, title):
        return (Claim("mode", title, "way-of-holding", 0.9),)
    if is_tba(plain(page.text, title)):
        return (Claim("tba", title, "title-to-be-announced", 0.9),)
    return (Claim("title", unquoted(page.text, title), "person-and-title-in-one-row", 0.88),)


@rule("way-behind-title", nothing=None)
def _closing_way(text: str, title: Span) -> Span | None:
    """The words in the bracket behind a title that say how the talk is held: 'Knots (via Zoom)'."""
    match = _CLOSED.search(text, *title)
    way = match and match.start() > title[0] + 3 and (way_of(text, match.span(1)) or is_online(match[1]))
    return match.span(1) if way and len(match[1].split()) <= 4 else None


@rule("pending-title-before-name", nothing=None)
def _pending_then_person(page: Page, span: Span) -> tuple[Span, tuple[Person, ...], Span] | None:
    """'TBA Ann Lee (Lund)': the row of a flattened table whose title is not known yet."""
    first = _PENDING.match(page.text, *span)
    if first is None or not is_tba(first[1]):
        return None
    people = people_line(page.text, (first.end(), span[1]))
    return ((first.end(), span[1]), people, first.span(1)) if people else None


@rule("affiliation-below-name", nothing=())
def _affiliated(page: Page, span: Span, row: Row, known: Known) -> tuple[Claim, ...]:
    """The affiliation on the line below the speaker's name."""
    above = known.above(span[0])
    if above is None or above.role not in ("speaker", "affiliation", "position", "title") or row.line.kind == "heading":
        return ()
    if above.role == "title" and ("affiliation" in known.roles or "speaker" not in known.roles or not has_institution_only(page, span)):
        return ()
    if span[0] - above.span[1] > _FARTHEST or is_generic(plain(page.text, span)):
        return ()
    between = page.text[above.span[1] : span[0]]
    if between.count("\n") > 4 or any(_is_said(line) for line in between.split("\n")):
        return ()
    post, mentions = None, () if _LOWER.search(page.text, *span) else split_affiliations(page.text, *span)
    if not mentions and span[1] - span[0] < 200:
        post, mentions = split_position_and_affiliations(page.text, *span)
        mentions = mentions if post is not None and post[0] <= span[0] + 1 else ()
    if is_post(page.text, span) and all(person.position is None for person in above.people):
        return (Claim("position", span, "affiliation-below-name", 0.85),)
    told = bool(above.people) and all(person.affiliations for person in above.people)
    # Below a speaker whose affiliation is told already, only a known institution is one more: 'Foundations of …' is a title.
    known_all = all(mention.confidence >= (0.95 if told else 0.9) for mention in mentions) or (
        has_head(page.text, *span) and span[1] - span[0] < 90 and not told
    )
    if mentions and known_all and (post is not None or mentions[0].begin - span[0] < 30):
        inner = page.text[span[0]] == "(" and page.text[span[1] - 1] == ")"
        return (Claim("affiliation", (span[0] + inner, span[1] - inner), "affiliation-below-name", 0.85),)
    return ()


def _is_said(line: str) -> bool:
    """Whether a line holds words that are no link of the page: not 'Seminar flyer'."""
    words = line.strip(" \t\u00a0*_,;()|-")
    return bool(words) and label_key(words) not in listed("navigation", "words")


@rule("post-on-its-own-line", nothing=False)
def is_post(text: str, span: Span) -> bool:
    """Whether the words at `span` are a position and nothing else: 'Associate Professor'."""
    post = position_span(text, *span)
    return post is not None and post[0] <= span[0] + 1 and post[1] >= span[1] - 1


@rule("gathering-row", nothing=())
def _gathering(page: Page, span: Span, row: Row) -> tuple[Claim, ...]:
    """A row that names a series or an event, not a talk; a bare word for such is the kind."""
    printed = plain(page.text, span)
    if is_generic(_NUMBERED.sub("", printed)):
        return (Claim("kind", span, "gathering-row", 0.8),)
    if row.label is not None and row.label.role in ("details", "agenda"):
        return ()
    before = series_before_colon(page.text, span)
    if is_empty(printed) or (status_in(page.text, span) and without_status(page.text, span) == span):
        return ()
    whole = is_gathering(printed) or (before is not None and not people_line(page.text, (before[1] + 1, span[1])))
    return (Claim("gathering", without_status(page.text, span), "gathering-row", 0.8),) if whole else ()


@cache
def _before_hours() -> frozenset[str]:
    return frozenset(fold(word) for name in ("at", "on", "from") for word in listed_words("dates", name))


@rule("title-row", nothing=())
def _title(page: Page, span: Span, row: Row, follows: bool) -> tuple[Claim, ...]:
    """A short row that is nothing else; a heading or an emphasised row the more likely."""
    printed = plain(page.text, span)
    words = printed.split()
    if is_term(printed) or _is_month(printed) or is_counted(printed) or is_empty(printed) or is_status_alone(printed) or _is_address(printed):
        return ()
    lone = row.line.kind == "heading" or (row.line.bold and follows)
    if (not 2 <= len(words) <= 45 and not (words and lone and len(words) <= 45)) or printed.endswith((":", ",")) or "@" in printed:
        return ()
    if (printed[0] == "(" and printed[-1] == ")") or (
        printed.endswith(".") and _SAYS.search(printed) and row.line.kind != "heading" and not row.line.bold
    ):
        return ()
    if (printed.startswith("(") and ")" not in printed) or re.fullmatch(r"[\W\d_]*", printed):
        return ()
    cut = printed.rfind("(") > printed.rfind(")") and _SAYS.search(printed)  # a sentence that a date ends
    if _is_letterhead(words) or cut or is_break(printed) or _BLANK.search(printed):
        return ()
    if any(date.begin >= span[1] for date in (*row.dates, *row.times)) and fold(words[-1]) in _before_hours():
        return (Claim("note", span, "title-row", 0.7),)  # the opening of a sentence: 'Tea is served at 3 pm'
    if "://" in printed or (printed[0].islower() and row.line.kind != "heading") or has_institution_only(page, span):
        return ()
    return (Claim("title", unquoted(page.text, span), "title-row", 0.85 if row.line.kind == "heading" or row.line.bold else 0.7),)


def says_something(text: str, span: Span) -> bool:
    """Whether the words at `span` have a verb of sentences: 'is', 'will', 'please'."""
    return bool(_SAYS.search(text, *span))


@rule("month-heads-days", nothing=False)
def _is_month(printed: str) -> bool:
    """Whether a line is the name of a month or a weekday and nothing else, or with a part of the day, as over the days of a listing."""
    parts = {fold(word) for word in listed_words("dates", "day_parts")}
    words = [word.strip(".:*,") for word in fold(printed).split()]
    return bool(words) and words[0] in dated_words() and all(word in parts for word in words[1:])


def _is_address(printed: str) -> bool:
    """Whether a line is a town with its state or country: 'Gaithersburg, Maryland'."""
    town, _, state = printed.partition(", ")
    return len(town.split()) <= 2 and is_place(state)


def _is_letterhead(words: list[str]) -> bool:
    """Whether the words of a line are the name of a university or a department: 'UNIVERSITY OF NOWHERE'."""
    heads = {fold(word) for name in ("universities", "departments") for word in listed_words("organizations", name)}
    named = [fold(word).strip(".,") for word in words]
    capital = all(word[0].isupper() for word in words if len(word) > 3)
    return 3 <= len(words) <= 8 and capital and named[0] in heads and named[1] in vocabulary("of")


def has_institution_only(page: Page, span: Span, least: float = 0.95) -> bool:
    """Whether the words at `span` are institutions and units and nothing else, each with a confidence of `least`."""
    if _LOWER.search(page.text, *span):
        return False
    mentions = split_affiliations(page.text, *span)
    return bool(mentions) and all(mention.confidence >= least for mention in mentions) and mentions[0].begin <= span[0] + 4
