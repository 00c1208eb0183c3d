"""A page whose front matter is a talk and whose text is about it."""

from dataclasses import replace

from kg.extract.joint import coauthors
from kg.extract.labels import find_label
from kg.extract.text import extract_text
from kg.extract.wording import prose
from kg.model.announcement import Talk, Value
from kg.model.document import Document
from kg.rules import rule

SHORTEST = 80


def with_body(document: Document, talk: Talk) -> Talk:
    """The talk of a front matter with what the text below says of it; the text alone is its abstract."""
    below = [line for line in document.lines if line.kind != "meta"]
    if not below:
        return talk
    told = extract_text(document, below[0].begin).talks
    if len(told) == 1:
        return replace(
            talk,
            abstract=talk.abstract or told[0].abstract,
            coauthors=talk.coauthors or told[0].coauthors,
            organizers=talk.organizers or told[0].organizers,
        )
    abstract = None if told or talk.abstract or any(line.kind == "heading" for line in below) else _abstract(document, below[0].begin)
    return replace(talk, abstract=abstract, coauthors=coauthors(document.text, *abstract.spans[0])) if abstract else talk


@rule("text-below-front-matter", nothing=None)
def _abstract(document: Document, begin: int) -> Value | None:
    label = find_label(document.text, begin, document.text.find("\n", begin) % (len(document.text) + 1))
    begin = label.value if label is not None and label.role == "abstract" and not label.alone else begin
    end = len(document.text)
    return Value(prose(document.text, (begin, end)), ((begin, end),), 0.85, "text-below-front-matter") if end - begin >= SHORTEST else None
