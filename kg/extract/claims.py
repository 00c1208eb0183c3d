"""What the rows of one entry claim: this stretch is the title, that one names the speaker."""

from dataclasses import dataclass

from kg.model.announcement import Person
from kg.model.document import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One stretch of the text in one role of a talk, with the rule that says so.

    `people` are the persons read there, where the role is one of persons. Roles: title, speaker, affiliation,
    abstract, bio, date, time, location, host, organizer, series, event, kind, link, status, session, chair.
    """

    role: str
    span: Span
    rule: str
    confidence: float
    people: tuple[Person, ...] = ()


def of_role(claims: tuple[Claim, ...], *roles: str) -> tuple[Claim, ...]:
    """The claims of these roles, the surest first, then in the order of the text."""
    return tuple(sorted((claim for claim in claims if claim.role in roles), key=lambda claim: (-claim.confidence, claim.span)))
