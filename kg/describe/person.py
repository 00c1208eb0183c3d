"""What a biography states of a person: posts, degrees, awards and service, each a node of its own.

The name of a node is made from what tells it apart from the person's others, so that two biographies that state the
same degree state it of one node.
"""

from pyoxigraph import Literal, NamedNode

from kg.describe.sheet import Sheet, key
from kg.describe.time import bounds, day_literal, stated
from kg.model.announcement import Award, Biography, Degree, Position, Service, Value
from kg.vocab import (
    DEGREES,
    POSITIONS,
    SERVICE_ROLES,
    ORG_member,
    ORG_Membership,
    ORG_organization,
    ORG_role,
    PRO_isHeldBy,
    PRO_RoleInTime,
    PRO_withRole,
    RDFS_label,
    SCHEMA_name,
    TG_assertedCurrentIn,
    TG_AwardReceipt,
    TG_beginEarliest,
    TG_beginLatest,
    TG_conferredBy,
    TG_conferredByText,
    TG_conferredOn,
    TG_degree,
    TG_DegreeAward,
    TG_degreeText,
    TG_earliest,
    TG_endEarliest,
    TG_endLatest,
    TG_endText,
    TG_field,
    TG_holder,
    TG_latest,
    TG_Participation,
    TG_roleText,
    TG_ServiceRole,
    TG_startText,
    TG_topic,
    TG_venueText,
    TG_yearText,
    TGR_degree,
    TGR_post,
    TGR_service,
)


def describe_biography(sheet: Sheet, person: NamedNode, path: str, bio: Biography) -> None:
    """States the posts, degrees, awards and service of one biography."""
    for place, post in enumerate(bio.positions):
        _post(sheet, person, sheet.thing(f"{path}.positions.{place}.organization"), post)
    for place, degree in enumerate(bio.degrees):
        _degree(sheet, person, sheet.thing(f"{path}.degrees.{place}.institution"), degree)
    for award in bio.awards:
        _award(sheet, person, award)
    for service in bio.service:
        _service(sheet, person, service)


def _post(sheet: Sheet, person: NamedNode, organization: NamedNode | None, post: Position) -> None:
    """A post; one whose organization is not known is no post that can be compared, and stays in the prose."""
    if organization is None:
        return
    start, end = _text(post.start), _text(post.end)
    node = sheet.iris.fragment(person, "post-" + key(_text(post.role), organization.value, start, end))
    sheet.types(node, (ORG_Membership,))
    sheet.say(node, RDFS_label, Literal(", ".join(filter(None, (_text(post.role), _text(post.organization))))))
    sheet.say(node, ORG_member, person)
    sheet.say(node, ORG_organization, organization, post.organization)
    if post.role is not None:
        sheet.say(node, ORG_role, POSITIONS.get(post.role.text.casefold(), TGR_post))
        sheet.words(node, TG_roleText, post.role)
    _period(sheet, node, post)
    if post.current:
        sheet.say(node, TG_assertedCurrentIn, sheet.doc)


def _period(sheet: Sheet, node: NamedNode, post: Position) -> None:
    sheet.words(node, TG_startText, post.start)
    sheet.words(node, TG_endText, post.end)
    for value, earliest, latest in (
        (post.start, TG_beginEarliest, TG_beginLatest),
        (post.end, TG_endEarliest, TG_endLatest),
    ):
        days = bounds(_text(value))
        if days is not None:
            sheet.say(node, earliest, day_literal(days[0]))
            sheet.say(node, latest, day_literal(days[1]))


def _degree(sheet: Sheet, person: NamedNode, institution: NamedNode | None, degree: Degree) -> None:
    letters = "".join(filter(str.isalnum, degree.type.text)).casefold()
    where = institution.value if institution is not None else _text(degree.institution)
    node = sheet.iris.fragment(person, "degree-" + key(letters, where))
    sheet.types(node, (TG_DegreeAward,))
    sheet.say(node, RDFS_label, Literal(", ".join(filter(None, (degree.type.text, _text(degree.institution))))))
    sheet.say(node, TG_holder, person)
    sheet.words(node, TG_degreeText, degree.type)
    sheet.say(node, TG_degree, DEGREES.get(degree.type.text.casefold()) or DEGREES.get(letters) or TGR_degree)
    if institution is not None:
        sheet.say(node, TG_conferredBy, institution, degree.institution)
    else:
        sheet.words(node, TG_conferredByText, degree.institution)
    sheet.words(node, TG_field, degree.field)
    sheet.words(node, TG_topic, degree.topic)
    _conferred(sheet, node, degree.date)


def _award(sheet: Sheet, person: NamedNode, award: Award) -> None:
    node = sheet.iris.fragment(person, "award-" + key(award.name.text, _text(award.year)))
    sheet.types(node, (TG_AwardReceipt,))
    sheet.say(node, TG_holder, person)
    sheet.words(node, SCHEMA_name, award.name)
    sheet.say(node, RDFS_label, Literal(award.name.text))
    sheet.words(node, TG_conferredByText, award.organization)
    _conferred(sheet, node, award.year)


def _service(sheet: Sheet, person: NamedNode, service: Service) -> None:
    node = sheet.iris.fragment(person, "service-" + key(_of_one(service.role.text), _text(service.venue), _text(service.year)))
    sheet.types(node, (TG_ServiceRole, TG_Participation, PRO_RoleInTime))
    sheet.say(node, RDFS_label, Literal(", ".join(filter(None, (service.role.text, _text(service.venue))))))
    sheet.say(node, PRO_isHeldBy, person)
    sheet.say(node, PRO_withRole, SERVICE_ROLES.get(_of_one(service.role.text).casefold(), TGR_service))
    sheet.words(node, TG_roleText, service.role)
    sheet.words(node, TG_venueText, service.venue)
    sheet.words(node, TG_yearText, service.year)


def _of_one(role: str) -> str:
    """The role of one person, where the words are those of several: area chairs of ALPHA is area chair."""
    return role[:-1] if role.endswith("s") and not role.endswith("ss") else role


def _conferred(sheet: Sheet, node: NamedNode, when: Value | None) -> None:
    date, days = stated(_text(when)), bounds(_text(when))
    if date is not None and days is not None:
        sheet.say(node, TG_conferredOn, date, when)
        sheet.say(node, TG_earliest, day_literal(days[0]))
        sheet.say(node, TG_latest, day_literal(days[1]))


def _text(value: Value | None) -> str | None:
    return None if value is None else value.text
