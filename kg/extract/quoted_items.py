"""Items of a listing that tell all in one paragraph around a quoted title.

'“Knots” by Ann Lee, 7 p.m. Oct. 24, Town Hall. Lee is …' and 'Ann Lee: “Knots.” She asks … 7 p.m., Oct. 24, Town Hall.'
"""

import re
from functools import cache

from kg.extract.claims import Claim
from kg.extract.page import Page, Row
from kg.extract.people import before_name, people_in, people_line
from kg.extract.wording import QUOTED, plain, tightened, unquoted
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.letters import cased

_NAME_END = re.compile(r",\s|(?<!\b[A-Z])\.\s|;|\s\(|$", re.M)
_PLACE = re.compile(cased(r"\s*(?:[,;]|(?:in|at|im|à|en)\b)?\s*(?:the )?(?=[\p{Lu}\d])([^.;\n]{3,80}?)(?=\.(?:\s|$)|;|\n|$)"))
_CLAUSE_END = re.compile(cased(r"(?<!\b[A-Z])\.(?=\s|$)|;|\n"))
_CLAUSE = 400
"""Characters of the longest clause that tells who somebody is."""
_GLUE = " \t\u00a0,;:–—-|("
_LEAD = 120
"""Characters in front of the title in which its speaker stands."""


@cache
def _by() -> re.Pattern[str]:
    return re.compile(cased(rf"\s*,?\s*(?:{before_name('name_leads', 'name_company')})\s+(?=[\p{{Lu}}])"), re.I)


@rule("quoted-item", nothing=())
def quoted_item(page: Page, row: Row) -> tuple[Claim, ...]:
    """Title, speaker, time and place of one paragraph; nothing where no person stands right beside the quoted title."""
    quoted = QUOTED.search(page.text, row.begin, min(row.end, row.begin + _LEAD + 300))
    if quoted is None or quoted.start() > row.begin + _LEAD:
        return ()
    found = _before(page, (row.begin, quoted.start())) or _behind(page, row, (quoted.end(), row.end))
    if found is None:
        return ()
    span, people = found
    outside = [mention for mention in (*row.dates, *row.times) if not quoted.start() <= mention.begin < quoted.end()]
    if len([date for date in row.dates if date in outside]) != 1:
        return ()
    mentions = sorted(outside, key=lambda mention: mention.begin)
    when = [Claim("when", (mention.begin, mention.end), "quoted-item", 0.88) for mention in mentions]
    place = _PLACE.match(page.text, mentions[-1].end, row.end)
    location = [Claim("location", tightened(page.text, place.span(1)), "quoted-item", 0.8)] if place else []
    title = Claim("title", unquoted(page.text, _without_stop(page.text, quoted.span())), "quoted-title", 0.9)
    return (Claim("speaker", span, "quoted-item", 0.88, people), title, *when, *location)


def _before(page: Page, span: Span) -> tuple[Span, tuple[Person, ...]] | None:
    """The people in front of the title, where nothing else stands there."""
    begin, end = tightened(page.text, span, " \t\n\u00a0,;:–—-|•·*_")
    people = people_line(page.text, (begin, end)) if end - begin > 3 else ()
    return ((begin, end), people) if people else None


def _behind(page: Page, row: Row, span: Span) -> tuple[Span, tuple[Person, ...]] | None:
    """The person that 'by' behind the title names, or behind title, day and hour: '“Knots,” 4 p.m. Sept. 5, with Ann Lee'."""
    led = _by().match(page.text, span[0] + _day_between(page, row, span), span[1])
    if led is None:
        return None
    clause = _CLAUSE_END.search(page.text, led.end() + 3, min(span[1], led.end() + _CLAUSE))
    told = led.end(), clause.start() if clause else span[1]
    if told[1] - told[0] <= _CLAUSE and len(people := people_line(page.text, told)) == 1:
        return told, people
    stop = _NAME_END.search(page.text, led.end() + 3, min(span[1], led.end() + _LEAD))
    end = stop.start() if stop else min(span[1], led.end() + _LEAD)
    people = people_in(page.text, (led.end(), end))
    return ((led.end(), end), people) if people else None


@rule("day-between-title-and-name", nothing=0)
def _day_between(page: Page, row: Row, span: Span) -> int:
    """How many signs behind the title the day and the hour take that stand right there."""
    at = span[0]
    for mention in sorted((*row.dates, *row.times), key=lambda mention: mention.begin):
        if mention.begin >= at and not page.text[at : mention.begin].strip(_GLUE):
            at = mention.end
    return at - span[0]


def _without_stop(text: str, span: Span) -> Span:
    """A quotation without the full stop or the comma that its sentence puts inside it."""
    inner = plain(text, span).rstrip("\"”»“'’ ")
    if not inner.endswith((".", ",")) or inner.endswith("..."):
        return span
    begin, end = tightened(text, (span[0], max(text.rfind(".", *span), text.rfind(",", *span))), " \t\"“”„«»‘'")
    return begin, end
