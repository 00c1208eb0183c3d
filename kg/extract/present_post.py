"""The affiliation of a person of whom only the biography says where that is: the organization of the present post."""

from kg.model.announcement import Biography, Value
from kg.rules import rule
from kg.text.affiliations import split_affiliations


@rule("present-post-is-affiliation", nothing=())
def present_affiliations(text: str, bio: Biography) -> tuple[Value, ...]:
    """The units and the institution of the first post that a biography states in the present tense, where it names one."""
    first = next((post.organization for post in bio.positions if post.current), None)
    if first is None or not first.spans:
        return ()
    begin, end = first.spans[0]
    parts = [Value(one.text, ((one.begin, one.end),)) for one in split_affiliations(text, begin, end) if one.end <= end] or [first]
    confidence = min(0.85, first.confidence)
    return tuple(Value(part.text, part.spans, confidence, "present-post-is-affiliation") for part in parts)
