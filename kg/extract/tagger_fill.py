"""What the trained tagger adds: the speaker or the place of a plain notice in which the rules find one talk without it."""

from dataclasses import replace

from kg.extract.location import mode_of
from kg.extract.people import people_in
from kg.extract.tagger import packaged, value_of
from kg.extract.tagger_answers import Answer, best
from kg.extract.tagger_places import place_phrases
from kg.extract.tagger_sheet import sheet_of
from kg.model.announcement import Announcement, Person, Talk, Value
from kg.model.document import Document, Span
from kg.text.temporal import find_dates

SURE = 0.9
"""The probability from which on a reading fills an empty field; docs/decisions/0010 has the figures."""

_PLAIN = ("text/plain", "message/rfc822")
_LONGEST = 20_000
"""Characters of the longest text that is taken for a notice of one talk; the longest of the corpus has 7,600."""

_DAYS = 3
"""Days that a notice of one talk may name: those of the talk, of its sending, and one more."""

_SAID = frozenset(["text", "heading", "item"])
_SIGNS = " \t\n,;:."


def with_tagged(document: Document, announcement: Announcement) -> Announcement:
    """The announcement with what the tagger reads of its only talk, where the rules have no speaker or no place.

    Nothing that a rule has read is changed. Readings in footers, quoted mails and mail headers are left out.
    """
    if document.media_type not in _PLAIN or document.records or len(document.text) > _LONGEST:
        return announcement
    if len(announcement.talks) != 1 or (document.language or "en")[:2] != "en":
        return announcement
    talk = announcement.talks[0]
    if len({(date.month, date.day) for date in find_dates(document.text)}) > _DAYS:
        return announcement  # other days are other talks, whose speakers stand beside them
    if (talk.speakers and talk.location) or talk.status.text == "tba":
        return announcement
    readings = (each for each in packaged().readings(document.text) if _is_said(document, (each.begin, each.end)))
    phrases = tuple(each for each in place_phrases(sheet_of(document.text)) if each.coded and _is_said(document, each.span))
    return replace(announcement, talks=(_filled(document, talk, best(document.text, readings, phrases, worth=SURE)),))


def _filled(document: Document, talk: Talk, answers: dict[str, Answer]) -> Talk:
    if not talk.speakers and (person := _person(document.text, answers.get("speaker"))):
        known = {each.name.text for each in (*talk.organizers, *talk.coauthors)}
        talk = talk if person.name.text in known else replace(talk, speakers=(person,))
    if not talk.location and not talk.mode and (place := _place(document.text, answers.get("location"))):
        talk = replace(talk, location=place, mode=mode_of(place))
    return talk


def _person(text: str, answer: Answer | None) -> Person | None:
    """The person of a reading, if the rules of names see one person in its words, to the last."""
    if answer is None:
        return None
    span = answer.tagged.begin, answer.tagged.end
    people = people_in(text, span)
    if len(people) != 1 or not people[0].name.spans:
        return None
    begin, end = people[0].name.spans[0]
    outside = text[end : span[1]].strip(_SIGNS)
    if begin < span[0] or end > span[1] or len(outside) > 6:
        return None
    said = value_of(text, answer.tagged, answer.confidence)
    titles = people[0].honorific
    return Person(
        replace(said, text=people[0].name.text, spans=people[0].name.spans),
        honorific=titles and replace(said, text=titles.text, spans=titles.spans),
    )


def _place(text: str, answer: Answer | None) -> Value | None:
    """The place of a reading, with the bracket closed that it leaves open."""
    if answer is None:
        return None
    begin, end = answer.tagged.begin, answer.tagged.end
    while end > begin and text[end - 1] in _SIGNS:
        end -= 1
    if text.count("(", begin, end) > text.count(")", begin, end) and text[end : end + 1] == ")":
        end += 1
    return value_of(text, replace(answer.tagged, begin=begin, end=end), answer.confidence) if end > begin else None


def _is_said(document: Document, span: Span) -> bool:
    """Whether words stand in the text of a notice itself."""
    return any(line.kind in _SAID for line in document.lines if line.begin <= span[0] < line.end)
