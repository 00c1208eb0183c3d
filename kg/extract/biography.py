"""What a biography states as facts: posts, degrees, awards and service, each with the words it was read from."""

from kg.extract.bio_awards import awards
from kg.extract.bio_degrees import degrees
from kg.extract.bio_positions import positions
from kg.extract.bio_service import services
from kg.extract.bio_subject import of_subject
from kg.model.announcement import Biography, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.name_finding import name_at
from kg.text.words import fold, trimmed, words
from kg.text.wrapping import unwrapped

LONGEST = 20_000
"""The most characters of a biography that are read."""


def biography(text: str, begin: int, end: int, subject: str | None = None) -> Biography:
    """The facts of the biography between two offsets of a text.

    With `subject`, the name of the person it is about, only the paragraphs that tell of that person are read where
    several people are told of in turn, and what a sentence says of another person is passed over. What the text does
    not say plainly is not given: interests, advisors, and degrees still pursued are no facts of this kind.
    """
    printed, text = text, unwrapped(text)
    begin, end = trimmed(text, begin, min(end, begin + LONGEST))
    if begin >= end:
        return Biography()
    begin, end = _about(printed, begin, end, subject) if subject else (begin, end)
    text = of_subject(text, begin, end, subject)
    service = services(text, begin, end)
    roles = {span for each in service for span in each.role.spans}
    return Biography(
        text=Value(printed[begin:end], ((begin, end),), 0.9, "biography"),
        degrees=degrees(text, begin, end),
        positions=tuple(
            post for post in positions(text, begin, end) if not (post.role and set(post.role.spans) & roles)
        ),
        awards=awards(text, begin, end),
        service=service,
    )


@rule("biography-of-one-of-several", nothing=None)
def _owner(text: str, begin: int, end: int) -> str | None:
    """The name of the person that a paragraph opens with, folded; None where it opens otherwise."""
    found = words(text, begin, min(end, begin + 120))
    name, behind = name_at(text, found, 0, frozenset())
    verb = found[behind] if name and behind < len(found) else None
    return fold(name.name) if name and verb and verb.text.islower() else None


def _about(text: str, begin: int, end: int, subject: str) -> Span:
    """The paragraphs about the subject where others follow or precede; the whole stretch where nobody else is named."""
    paragraphs = _paragraphs(text, begin, end)
    owners: list[str | None] = []
    for first, last in paragraphs:
        owners.append(_owner(text, first, last) or (owners[-1] if owners else None))
    surname = fold(subject).split()[-1]
    own = [number for number, owner in enumerate(owners) if owner and surname in owner.split()]
    if not own or len({owner for owner in owners if owner}) < 2:
        return begin, end
    last = own[0]
    while last + 1 in own:
        last += 1
    return paragraphs[own[0]][0], paragraphs[last][1]


def _paragraphs(text: str, begin: int, end: int) -> list[Span]:
    """The paragraphs of a text as printed; a line that does not end a sentence goes on in the next."""
    spans: list[Span] = []
    while begin < end:
        stop = text.find("\n", begin, end)
        stop = end if stop < 0 else stop
        if text[begin:stop].strip():
            line = trimmed(text, begin, stop, " \t\r\u00a0")
            goes_on = spans and "\n\n" not in text[spans[-1][1] : line[0]] and text[spans[-1][1] - 1] not in ".!?)"
            spans[-1:] = [(spans[-1][0], line[1])] if goes_on else [*spans[-1:], line]
        begin = stop + 1
    return spans
