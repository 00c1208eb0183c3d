"""What a page says of an event in passing: who organizes it, how many can take part, how to register."""

import re
from functools import cache

from kg.extract.labels import label_roles
from kg.extract.page import Page, Row
from kg.extract.people import people_line
from kg.extract.wording import tightened, value
from kg.model.announcement import Person, Value
from kg.rules import rule
from kg.text.letters import cased
from kg.text.phrases import Phrases, opening_with

Rows = tuple[Row, ...]
_CAPACITY = re.compile(
    r"(?:capacity(?: is)?(?: limited)?(?: to| of|:)?|limited to|up to|maximum(?: of)?"
    r"|places? (?:are )?limited to)\s+(\d{1,5})\b(?!\s*(?:minutes|min|pages|words|%))",
    re.I,
)
_REGISTER = re.compile(
    r"\b(?:regist(?:er|ration)|sign up|rsvp|anmeldung|inscription|inscripción|iscrizione|inscrição|rejestracja|регистрация)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_ASIDE = re.compile(r"\(([^()]{3,40})\)")


@cache
def _organizing() -> Phrases:
    listed = sorted((label for label, role in label_roles().items() if role == "organizer"), key=len, reverse=True)
    return opening_with(listed, cased(rf"\b(?:{'|'.join(map(re.escape, listed))})\b(?:\s*:\s*|\s+(?=[\p{{Lu}}]))([^.;:\n()]{{4,200}})"), re.I)


@rule("organizers-in-sentence", nothing=())
def organizers_in(page: Page, rows: Rows) -> tuple[Person, ...]:
    """The people of 'Organised by Ada Byron and Mary Ward.' inside a line."""
    for row in rows:
        if row.label is None and row.end - row.begin < 2000:
            for match in _organizing().finditer(page.text, *row.span):
                if people := people_line(page.text, match.span(1)):
                    return people
    return ()


@rule("capacity", nothing=None)
def capacity_in(page: Page, rows: Rows) -> Value | None:
    """How many can take part, as a number."""
    for row in rows:
        if (match := _CAPACITY.search(page.text, row.begin, min(row.end, row.begin + 2000))) and re.search(
            r"capacity|limited|register|participants|seats|places|attend", page.text[row.begin : row.end], re.I
        ):
            return Value(str(int(match[1])), (match.span(1),), 0.93, "capacity")
    return None


@rule("registration", nothing=None)
def registration_in(page: Page, rows: Rows) -> Value | None:
    """What the page says of registration: the sentence, or 'Required' of 'Registration (Required)'."""
    for row in rows:
        if row.end - row.begin > 3000 or not _REGISTER.search(page.text, *row.span):
            continue
        aside = _ASIDE.search(page.text, *row.span)
        if row.label is not None and row.label.role == "registration" and aside:
            return value(page.text, aside.span(1), "registration", 0.93)
        if row.label is not None and row.label.role == "registration" and not row.label.alone:
            return value(page.text, row.value, "registration", 0.93)
        for match in _SENTENCE.finditer(page.text, *row.span):
            if _REGISTER.search(match[0]) and len(match[0]) > 15:
                return value(page.text, tightened(page.text, match.span()), "registration", 0.85)
    return None
