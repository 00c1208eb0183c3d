"""A document version as a thing."""

from pyoxigraph import Literal, NamedNode

from kg.describe.sheet import Sheet
from kg.vocab import (
    DCTERMS_isReplacedBy,
    DCTERMS_rights,
    PROV_Entity,
    PROV_wasRevisionOf,
    RDFS_label,
    SCHEMA_DigitalDocument,
    SCHEMA_encodingFormat,
    SCHEMA_sha256,
    SCHEMA_url,
    TG_firstSeen,
    TG_goneSince,
    TG_lastSeen,
    TG_silentSince,
    TG_SourceDocument,
    XSD_dateTime,
)


def describe_document(sheet: Sheet) -> None:
    """States what the document is, where and when it was found, and which versions come before and after it."""
    facts, doc = sheet.document, sheet.doc
    sheet.types(doc, (TG_SourceDocument, PROV_Entity, SCHEMA_DigitalDocument))
    sheet.say(doc, RDFS_label, Literal(facts.label))
    sheet.say(doc, SCHEMA_sha256, Literal(facts.digest))
    sheet.say(doc, SCHEMA_encodingFormat, Literal(facts.media_type))
    for address in facts.addresses:
        link = web_address(address)
        if link is not None:
            sheet.say(doc, SCHEMA_url, link)
    for older in facts.revision_of:
        sheet.say(doc, PROV_wasRevisionOf, sheet.iris.thing("doc", older))
    if facts.replaced_by is not None:
        sheet.say(doc, DCTERMS_isReplacedBy, sheet.iris.thing("doc", facts.replaced_by))
    if facts.rights is not None:
        sheet.say(doc, DCTERMS_rights, Literal(facts.rights))
    times = (
        (TG_firstSeen, facts.first_seen),
        (TG_lastSeen, facts.last_seen),
        (TG_goneSince, facts.gone_since),
        (TG_silentSince, facts.silent_since),
    )
    for name, time in times:
        if time is not None:
            sheet.say(doc, name, Literal(time, datatype=XSD_dateTime))


def web_address(text: str) -> NamedNode | None:
    """An http(s) address as an IRI; None for anything else, so that no other scheme becomes a link on a page."""
    if not text.startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(text)
    except ValueError:
        return None
