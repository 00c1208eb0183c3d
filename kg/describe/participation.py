"""Participations: one person in one role at one thing, with the name and the affiliations as printed there."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.describe.person import describe_biography
from kg.describe.sheet import Sheet, number
from kg.model.announcement import Coauthor, Person
from kg.vocab import (
    FOAF_Person,
    PRO_isHeldBy,
    PRO_relatesToEntity,
    PRO_RoleInTime,
    PRO_withRole,
    SCHEMA_Person,
    TG_biographyText,
    TG_honorific,
    TG_Participation,
    TG_position,
    TG_statedAffiliation,
    TG_statedAffiliationText,
    TG_statedName,
    TG_statedPosition,
    TGR_co_author,
    TGR_organizer,
    TGR_speaker,
)

ROLES = {"speaker": TGR_speaker, "organizer": TGR_organizer, "co-author": TGR_co_author}


@dataclass(frozen=True, slots=True)
class Part:
    """Which role someone has at which thing, where in the announcement it stands, and in which order."""

    role: str
    at: NamedNode
    path: str
    order: int | None = None


def describe_part(sheet: Sheet, part: Part, person: Person | Coauthor) -> NamedNode | None:
    """States the participation and returns the person; None where nobody is named."""
    known = sheet.known(part.path)
    if known is None:
        return None
    someone = sheet.iris.thing(known.type, known.id)
    sheet.types(someone, (SCHEMA_Person, FOAF_Person))
    sheet.named(someone, person.name.text)
    held = sheet.iris.fragment(part.at, f"{part.role}-{known.id}")
    sheet.types(held, (TG_Participation, PRO_RoleInTime))
    sheet.say(held, PRO_relatesToEntity, part.at)
    sheet.say(held, PRO_withRole, ROLES[part.role])
    sheet.say(held, PRO_isHeldBy, someone)
    if part.order is not None:
        sheet.say(held, TG_position, number(part.order))
    sheet.words(held, TG_statedName, person.name)
    _affiliations(sheet, part, held, person)
    if isinstance(person, Person):
        sheet.words(held, TG_honorific, person.honorific)
        sheet.words(held, TG_statedPosition, person.position)
        if person.bio is not None:
            sheet.words(held, TG_biographyText, person.bio.text)
            describe_biography(sheet, someone, f"{part.path}.bio", person.bio)
    return someone


def _affiliations(sheet: Sheet, part: Part, held: NamedNode, person: Person | Coauthor) -> None:
    for place, printed in enumerate(person.affiliations):
        sheet.words(held, TG_statedAffiliationText, printed)
        organization = sheet.thing(f"{part.path}.affiliations.{place}")
        if organization is not None:
            sheet.say(held, TG_statedAffiliation, organization, printed)
