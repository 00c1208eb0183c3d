"""Mappings that name their speaker in their title alone: 'title: Knot Seminar: Ann Lee (Lund)', 'Knots – Dr. Ann Lee'."""

from kg.extract.records_fields import Node, role_of
from kg.extract.records_summary import Summary, summary_of
from kg.extract.series import names_gathering
from kg.model.document import Document, Field
from kg.rules import rule

Roles = list[tuple[str, Field]]


@rule("speaker-in-record-title", nothing=None)
def titled(document: Document, node: Node, roles: Roles) -> Summary | None:
    """What the title of a mapping that names no speaker says like the summary of a calendar's event does; None where it
    names nobody, or the mapping has no day and nothing else of a talk."""
    given = {role for role, one in roles if one.value.strip()}
    if given & {"speaker", "name", "first", "last"} or any(role_of(child.name) == "speaker" for child in node.children):
        return None
    if not given & {"date", "datetime"} or not {"title"} <= given:
        return None
    title = next(one for role, one in roles if role == "title" and one.value.strip())
    found = summary_of(document.text, (title.begin, title.end))
    if not found.speakers:
        return None
    told = given & {"time", "datetime", "location", "abstract", "end", "zone"} or found.series or names_gathering(title.value)
    return found if told and (_is_sure(found) or found.series) else None


def _is_sure(found: Summary) -> bool:
    return all(person.affiliations or person.honorific for person in found.speakers)
