"""What a biography states as facts: posts, degrees, awards and service, each with the words it was read from."""

from kg.extract.bio_awards import awards
from kg.extract.bio_degrees import degrees
from kg.extract.bio_positions import positions
from kg.extract.bio_service import services
from kg.model.announcement import Biography, Value
from kg.text.words import trimmed

LONGEST = 20_000
"""The most characters of a biography that are read."""


def biography(text: str, begin: int, end: int, subject: str | None = None) -> Biography:
    """The facts of the biography between two offsets of a text.

    With `subject`, the name of the person it is about, only the paragraphs that tell of that person are read where
    several people are told of in turn. What the text does not say plainly is not given: interests, advisors, and
    degrees still pursued are no facts of this kind.
    """
    begin, end = trimmed(text, begin, min(end, begin + LONGEST))
    if begin >= end:
        return Biography()
    service = services(text, begin, end)
    roles = {span for each in service for span in each.role.spans}
    return Biography(
        text=Value(text[begin:end], ((begin, end),), 0.9, "biography"),
        degrees=degrees(text, begin, end),
        positions=tuple(post for post in positions(text, begin, end) if not (post.role and set(post.role.spans) & roles)),
        awards=awards(text, begin, end),
        service=service,
    )
