"""What the rows of one entry claim: this stretch is the title, that one names the speaker."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Known:
    """The claims of an entry as they are found, kept so that a question asked of each row costs no look at all of them.

    `roles` and `rules` are those of the claims so far.
    """

    roles: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    _claims: list[Claim] = field(default_factory=list)
    _ends: list[tuple[int, int]] = field(default_factory=list)

    def add(self, claims: Iterable[Claim]) -> None:
        """Takes further claims in."""
        for claim in claims:
            self.roles.add(claim.role)
            self.rules.add(claim.rule)
            insort(self._ends, (claim.span[1], -len(self._claims)))
            self._claims.append(claim)

    def above(self, offset: int) -> Claim | None:
        """The last claim that ends at `offset` or before it, the first of several; None where there is none."""
        place = bisect_right(self._ends, (offset, 0))
        return self._claims[-self._ends[place - 1][1]] if place else None


def surest(claims: tuple[Claim, ...], most: int) -> tuple[Claim, ...]:
    """The claims without those of a role beyond its `most` surest ones, in the order they had."""
    if len(claims) <= most:
        return claims
    roles = {claim.role for claim in claims}
    kept = {id(claim) for role in roles for claim in of_role(claims, role)[:most]}
    return tuple(claim for claim in claims if id(claim) in kept)


def of_role(claims: tuple[Claim, ...], *roles: str) -> tuple[Claim, ...]:
    """The claims of these roles, the surest first, then in the order of the text."""
    return tuple(sorted((claim for claim in claims if claim.role in roles), key=lambda claim: (-claim.confidence, claim.span)))
