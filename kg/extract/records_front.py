"""A page whose front matter is a talk and whose text is about it."""

from dataclasses import replace

from kg.extract.joint import coauthors
from kg.extract.labels import find_label, is_listed
from kg.extract.records_people import with_biography
from kg.extract.text import extract_text
from kg.extract.wording import prose, tightened, unquoted, value
from kg.model.announcement import Talk, Value
from kg.model.document import Document, Field, Line, Span
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
    told = extract_text(document, below[0].begin).talks
    if len(told) == 1:
        talk = _with_told(talk, told[0])
    if talk.abstract and "abstract" not in parts:
        return talk
    abstract = _stated(document, parts["abstract"]) if "abstract" in parts else told[0].abstract if len(told) == 1 else None
    if abstract is None and not told and not any(line.kind == "heading" for line in below):
        abstract = _stated(document, (below[0].begin, parts["bio"][0] if "bio" in parts else len(document.text)))
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


def _with_bio(document: Document, talk: Talk, span: Span | None) -> Talk:
    if span is None or len(talk.speakers) != 1 or talk.speakers[0].bio is not None:
        return talk
    return replace(talk, speakers=(with_biography(document, talk.speakers[0], Field("bio", document.words(span), *span)),))


@rule("text-below-front-matter", nothing=None)
def _stated(document: Document, span: Span) -> Value | None:
    words = document.words(span)
    begin, end = span[0] + len(words) - len(words.lstrip()), span[0] + len(words.rstrip())
    return Value(prose(document.text, (begin, end)), ((begin, end),), 0.85, "text-below-front-matter") if end - begin >= SHORTEST else None
