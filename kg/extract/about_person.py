"""Headings that say of whom the text below them tells: 'About Ann Lee', 'Über Ann Lee'."""

from kg.rules import rule
from kg.text.language import words
from kg.text.names import find_names


@rule("about-a-person", nothing=False)
def is_about_person(printed: str) -> bool:
    """Whether a heading is a word such as `About` and the whole name of one person."""
    folded = printed.casefold()
    lead = next((word for word in words("people", "about_person") if folded.startswith(f"{word} ".casefold())), None)
    if lead is None:
        return False
    named = find_names(printed, len(lead), len(printed))
    whole = len(named) == 1 and named[0].confidence >= 0.7 and " " in named[0].name
    return whole and not printed[len(lead) : named[0].begin].strip() and not printed[named[0].end :].strip()
