"""How the value of each label is read: people, a title, a time, a place."""

import re
from functools import cache

from kg.extract.claims import Claim
from kg.extract.content import says_something
from kg.extract.labels import Label, label_key, listed
from kg.extract.location import names_room, way_of
from kg.extract.page import Page, Row, is_prose
from kg.extract.people import before_name, people_in, people_line
from kg.extract.series import is_gathering, is_term
from kg.extract.status import is_status_for_title, status_in
from kg.extract.wording import QUOTED, plain, tightened, unquoted
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import has_head
from kg.text.gazetteer import given_names
from kg.text.letters import cased
from kg.text.people import split_people
from kg.text.words import fold, vocabulary

_ASIDE = re.compile(r"\s*\(([^()\n]{4,40})\)\s*$")
_LONGEST_PERSON = 160
_TWO_WORDS = re.compile(cased(r"([\p{Lu}][^\W\d_]+) [\p{Lu}][^\W\d_]+"))
_NUMBERED = re.compile(cased(r"(?:[\p{Lu}][\w.'’]*,? ){2,6}(?!(?:19|20)\d\d$)\d{2,4}[A-Z]?"))
"""Names in capitals with the number of a room, and not of a year."""
_LEAD = 20
"""Characters between a comma and the hour it parts from a place."""
_SURE = 0.65
"""The likeness asked of a name behind 'by' in a title."""
PEOPLE = ("speaker", "host", "organizer", "chair")
"""The roles of labels that announce persons."""


def value_claims(page: Page, rows: tuple[Row, ...], label: Label) -> list[Claim]:
    """The claims of one label and the rows of its value."""
    first = rows[1] if label.alone and len(rows) > 1 else rows[0]
    begin = rows[0].label.value if not label.alone else (first.begin if len(rows) > 1 else rows[0].end)
    span = tightened(page.text, (begin, rows[-1].end), " \t\n\r\u00a0\u200b\ufeff*_")
    if span[0] >= span[1]:
        return []
    read = READERS.get(label.role, _other)
    return list(read(page, span, label) or ())


@rule("labelled-people", nothing=())
def _people(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    quoted = QUOTED.search(page.text, *span)
    if quoted and label.role == "speaker" and quoted.start() > span[0] + 4:
        title = Claim("title", unquoted(page.text, quoted.span()), "quoted-title", 0.9)
        return (*_people(page, (span[0], quoted.start()), label), title)
    aside = _ASIDE.search(page.text, *span) if label.role == "speaker" else None
    if aside and way_of(page.text, aside.span(1)):
        mode = Claim("mode", aside.span(1), "way-of-holding", 0.9)
        return (*_people(page, tightened(page.text, (span[0], aside.start())), label), mode)
    span = _before_prose(page.text, span) or span
    people = people_in(page.text, span) or (_by_given_name(page.text, span) if label.role == "speaker" else ())
    if not people and label.role == "organizer":
        return (Claim("organizing", tightened(page.text, span), "labelled-people", 0.9),)
    return (Claim(label.role, span, "labelled-people", 0.97, people),) if people else ()


@rule("people-before-prose", nothing=None)
def _before_prose(text: str, span: Span) -> Span | None:
    """The people in front of running text on their line, up to the first bracket that closes: what comes behind tells of them."""
    close = text.find(")", span[0], min(span[1], span[0] + _LONGEST_PERSON))
    return (span[0], close + 1) if close > 0 and is_prose(text, (close + 1, span[1])) else None


@rule("labelled-given-name", nothing=())
def _by_given_name(text: str, span: Span) -> tuple[Person, ...]:
    """The person behind the label whose name is a given name and one more word, whatever else that word means: 'Speaker: Mary Hall'."""
    match = _TWO_WORDS.fullmatch(text, *span)
    if match is None or fold(match[1]) not in given_names():
        return ()
    return (Person(Value(plain(text, span), (span,), 0.85, "labelled-given-name")),)


@rule("labelled-title", nothing=())
def _title(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    """A title behind its label; behind 'Talk 2:' too, where no person stands there."""
    if label.role == "number" and (people := people_line(page.text, span)):
        return (Claim("speaker", span, "labelled-people", 0.9, people),)
    if _is_room(page.text, span, label):
        return (Claim("location", span, "place-behind-talk", 0.85),)
    if is_status_for_title(plain(page.text, span)):
        return (Claim("status", span, "status-for-a-title", 0.9),)
    return _with_speaker(page, span, label) or (Claim("title", unquoted(page.text, span), "labelled-title", 0.97),)


@rule("title-by-somebody", nothing=())
def _with_speaker(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    """A title with who gives it, behind a word for a talk: 'Lezing: “Knopen” door de heer Bo Ek', 'Lecture: Knots by Ann Lee'.

    Without quotation marks only where nothing on the page is labelled as a speaker: a title may name somebody too.
    """
    row = page.between((span[0], span[1]))[0]
    if label_key(page.text[row.begin : span[0]]) not in listed("navigation", "given_kinds"):
        return ()
    for match in _by().finditer(page.text, *span):
        title = tightened(page.text, (span[0], match.start()))
        quoted = QUOTED.fullmatch(page.text, *title)
        found = split_people(page.text, match.end(), span[1])
        if not found or found[0].begin != match.end() or found[0].person.name.confidence < _SURE or title[0] >= title[1]:
            continue
        if not quoted and (_has_speakers(page) or page.text[found[-1].end : span[1]].strip(" .,")):
            continue
        return (Claim("title", unquoted(page.text, title), "title-by-somebody", 0.95), Claim("speaker", (match.end(), found[-1].end), "title-by-somebody", 0.95, tuple(one.person for one in found)))
    return ()


def _has_speakers(page: Page) -> bool:
    """Whether a row of the page has the label of a speaker; asked once of a page."""
    if "speaker labels" not in page.kept:
        page.kept["speaker labels"] = any(row.label is not None and row.label.role == "speaker" for row in page.rows)
    return page.kept["speaker labels"]


@cache
def _by() -> re.Pattern[str]:
    articles = "|".join(sorted(map(re.escape, vocabulary("articles")), key=len, reverse=True))
    return re.compile(rf"\s(?:{before_name('name_leads')})\s+(?:(?:{articles})\s+)?(?=\w)")


@rule("place-behind-talk", nothing=False)
def _is_room(text: str, span: Span, label: Label) -> bool:
    """Whether a place with its number stands behind a label that only says that there is a talk: 'Talk: Science Centre 301'."""
    said = label_key(text[label.begin : label.end])
    if said not in listed("navigation", "generic") or not _NUMBERED.fullmatch(text, *span):
        return False
    return names_room(text[slice(*span)]) or has_head(text, *span)


@rule("labelled-abstract", nothing=())
def _abstract(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    return (Claim(label.role if label.role == "bio" else "abstract", span, "labelled-abstract", 0.97),)


@rule("labelled-title-and-abstract", nothing=())
def _title_and_abstract(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    cut = page.text.find("\n", *span)
    if cut < 0:
        return (Claim("title", unquoted(page.text, span), "labelled-title-and-abstract", 0.8),)
    title = Claim("title", unquoted(page.text, (span[0], cut)), "labelled-title-and-abstract", 0.85)
    return title, Claim("abstract", tightened(page.text, (cut, span[1]), " \n\t"), "labelled-title-and-abstract", 0.85)


@rule("labelled-time", nothing=())
def _when(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    return (Claim("when", span, "labelled-time", 0.97),)


@rule("labelled-location", nothing=())
def _location(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    hours = any(time.begin <= span[0] + 1 and time.end >= span[1] - 1 for time in page.times_in(span))
    if hours:
        return ()
    if page.times_in(span) and says_something(page.text, span):
        return ()  # 'Time and place: all talks are on Mondays at 3 pm in Room 2' is a default
    at = _hour_behind(page, span) or span[1]
    when = (Claim("when", tightened(page.text, (at, span[1])), "hour-behind-place", 0.95),) if at < span[1] else ()
    return (Claim("location", tightened(page.text, (span[0], at)), "labelled-location", 0.97), *when)


@rule("hour-behind-place", nothing=None)
def _hour_behind(page: Page, span: Span) -> int | None:
    """Where behind a comma the hour begins that closes a place behind its label: 'Zaal 4, aanvang 20.00 uur'; it is told in words, unlike a room."""
    last = next((time for time in page.times_in(span) if time.end >= span[1] - 2), None)
    comma = page.text.rfind(",", span[0] + 1, last.begin) if last else -1
    told = last and 0 < last.begin - comma <= _LEAD and any(sign.isalpha() for sign in page.text[comma : span[1]])
    return comma if comma > 0 and told else None


@rule("labelled-series", nothing=())
def _series(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    """A series behind its label; a person behind 'Seminar:' speaks there."""
    if people := people_line(page.text, span):
        return (Claim("speaker", span, "labelled-people", 0.8, people),)
    if is_term(plain(page.text, span)):
        return ()  # 'Colloquium: Spring 2030'
    return (Claim(label.role, unquoted(page.text, span), "labelled-series", 0.9),)


@rule("labelled-kind", nothing=())
def _kind(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    printed = plain(page.text, (label.begin, label.end)).casefold()
    if span[1] - span[0] > 60 or not any(
        word in printed for word in ("type", "kind", "catég", "categ", "typ", "art", "tipo", "kateg", "soort", "тип", "вид", "rodzaj")
    ):
        return ()
    if is_gathering(plain(page.text, span)):
        return (Claim("series", span, "labelled-kind", 0.8),)
    return (Claim("kind", span, "labelled-kind", 0.9),)


@rule("labelled-affiliation", nothing=())
def _affiliation(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    return (Claim(label.role, span, "labelled-affiliation", 0.95),)


@rule("noted-status", nothing=())
def _note(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    """The status that a note states: 'Please note: the seminar is cancelled'."""
    status = (Claim("status", span, "noted-status", 0.9),) if status_in(page.text, span) else ()
    return (*status, *_other(page, span, label))


def _other(page: Page, span: Span, label: Label) -> tuple[Claim, ...]:
    return (Claim(label.role, span, "labelled-other", 0.9),)


READERS = {
    **dict.fromkeys((*PEOPLE, "prespeaker"), _people),
    **dict.fromkeys(("title", "number", "pretitle"), _title),
    **dict.fromkeys(("abstract", "bio"), _abstract),
    "titleabstract": _title_and_abstract,
    **dict.fromkeys(("date", "time", "datetime", "end"), _when),
    "location": _location,
    **dict.fromkeys(("series", "event", "session"), _series),
    "kind": _kind,
    **dict.fromkeys(("affiliation", "position"), _affiliation),
    "contact": _note,
}
"""How the value of each role of label is read."""
