"""A page whose front matter is a talk and whose text is about it."""

from dataclasses import replace

from kg.extract.joint import coauthors
from kg.extract.labels import find_label, is_listed
from kg.extract.records_people import with_biography
from kg.extract.text import extract_text
from kg.extract.wording import prose, tightened, unquoted, value
from kg.model.announcement import Announcement, Talk, Value
from kg.model.document import Document, Field, Line, Span
from kg.read.sniffing import MARKDOWN
from kg.rules import rule

SHORTEST = 80


def with_body(document: Document, talk: Talk) -> Talk:
    """The talk of a front matter with what the text below says of it; the text alone is its abstract."""
    below = [line for line in document.lines if line.kind != "meta"]
    if not below:
        return talk
    parts = _parts(document, below)
    talk = replace(talk, title=talk.title or _quoted(document, below))
    talk = _with_bio(document, talk, parts.get("bio"))
    told = tuple(other for other in extract_text(document, below[0].begin).talks if not _is_cited(talk, other))
    if len(told) == 1:
        talk = _with_told(talk, told[0])
    if talk.abstract and "abstract" not in parts:
        return talk
    abstract = _stated(document, parts["abstract"]) if "abstract" in parts else told[0].abstract if len(told) == 1 else None
    front = _before_bio(document, below, parts)
    if abstract is None and not told and front and not any(line.kind == "heading" for line in front):
        abstract = _stated(document, (front[0].begin, front[-1].end))
    return replace(talk, abstract=abstract, coauthors=talk.coauthors or coauthors(document.text, *abstract.spans[0])) if abstract else talk


@rule("quoted-line-below-front-matter", nothing=None)
def _quoted(document: Document, below: list[Line]) -> Value | None:
    """The title that the first line of the text is, all of it in quotation marks."""
    first = next((line for line in below if document.words((line.begin, line.end)).strip()), below[0])
    whole = tightened(document.text, (first.begin, first.end))
    inner = unquoted(document.text, whole)
    return value(document.text, inner, "quoted-line-below-front-matter", 0.9) if inner != whole else None


def _with_told(talk: Talk, told: Talk) -> Talk:
    """The talk with what the text says of the one talk that it tells of, where the front matter does not."""
    return replace(
        talk,
        title=talk.title or told.title,
        location=talk.location or told.location,
        mode=talk.mode or told.mode,
        coauthors=talk.coauthors or told.coauthors,
        organizers=talk.organizers or told.organizers,
    )


@rule("parts-below-front-matter", nothing={})
def _parts(document: Document, below: list[Line]) -> dict[str, Span]:
    """Where the abstract and the biography stand that labels or headings name, each up to the next of these."""
    found: dict[str, Span] = {}
    role, begin = "", 0
    for line in below:
        label = find_label(document.text, line.begin, line.end)
        named = label.role if label and label.role in ("abstract", "bio", "speaker", "title", "date", "location", "link", "url") else None
        chrome = is_listed(document.text, (line.begin, line.end), "navigation", "words")
        if named is None and line.kind != "heading" and not chrome:
            continue
        if role and begin < line.begin:
            found.setdefault(role, (begin, line.begin))
        role = named if named in ("abstract", "bio") else ""
        begin = label.value if label and not label.alone else line.end
    if role:
        found.setdefault(role, (begin, below[-1].end))
    return {name: span for name, span in found.items() if document.words(span).strip()}


def _before_bio(document: Document, below: list[Line], parts: dict[str, Span]) -> list[Line]:
    """The lines above the biography and its heading; all of them where there is none."""
    if "bio" not in parts:
        return below
    front = [line for line in below if line.end <= parts["bio"][0]]
    named = find_label(document.text, front[-1].begin, front[-1].end) if front else None
    return front[:-1] if front and (front[-1].kind == "heading" or named) else front


def _with_bio(document: Document, talk: Talk, span: Span | None) -> Talk:
    if span is None or len(talk.speakers) != 1 or talk.speakers[0].bio is not None:
        return talk
    return replace(talk, speakers=(with_biography(document, talk.speakers[0], Field("bio", document.words(span), *span)),))


@rule("text-below-front-matter", nothing=None)
def _stated(document: Document, span: Span) -> Value | None:
    words = document.words(span)
    begin, end = span[0] + len(words) - len(words.lstrip()), span[0] + len(words.rstrip())
    return Value(prose(document.text, (begin, end)), ((begin, end),), 0.85, "text-below-front-matter") if end - begin >= SHORTEST else None


@rule("paper-below-front-matter", nothing=None)
def _cited(document: Document, recorded: Announcement, told: Announcement) -> Talk | None:
    """The only thing the text below a talk's front matter seems to tell of, where it has no day: a paper that it rests on."""
    if document.media_type != MARKDOWN or len(recorded.talks) != 1 or len(told.talks) != 1:
        return None
    return told.talks[0] if _is_cited(recorded.talks[0], told.talks[0]) else None


def _is_cited(stated: Talk, other: Talk) -> bool:
    """Whether what the text seems to tell of is no talk beside the whole one of the front matter: it has a title and no day."""
    whole = bool(stated.title and stated.speakers and stated.start)
    return whole and other.title is not None and other.start is None and other.title.text != stated.title.text


def without_cited(document: Document, recorded: Announcement, told: Announcement) -> Announcement:
    """What the text of a page tells, without a paper that the abstract below its front matter rests on."""
    return replace(told, talks=()) if _cited(document, recorded, told) else told
