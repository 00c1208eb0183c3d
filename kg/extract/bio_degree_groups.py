"""What a sentence says of several degrees at once: B.S. and Ph.D. degrees in physics; both from MIT; in 2005 and 2009, respectively."""

from dataclasses import dataclass, replace

from kg.extract.bio_degree_parts import field_of, institution_of, institutions_of, sharing
from kg.extract.bio_text import Date, are_listed, dated, dates, opening_date, value
from kg.model.announcement import Degree, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.words import vocabulary, words


@dataclass(frozen=True, slots=True)
class Mention:
    """A degree's words, and the stretch behind it up to the next degree of the sentence."""

    span: Span
    end: int


def told_together(text: str, begin: int, mentions: list[Mention], found: list[Degree]) -> list[Degree]:
    """The degrees of a sentence that opens at `begin`, each with what the sentence says of it together with others."""
    done = _led_over(text, mentions, found)
    for run in _runs(text, mentions):
        if len(run) > 1:
            done[run.start : run.stop] = _coordinated(text, mentions[run.start : run.stop], done[run.start : run.stop])
    return _opened(text, begin, mentions, _shared(text, mentions, _respectively(text, mentions, done)))


def _runs(text: str, mentions: list[Mention]) -> list[range]:
    """The degrees that are coordinated, as ranges of their numbers."""
    pairs = _pairs(text, mentions)
    runs: list[range] = []
    for number in range(len(mentions)):
        runs[-1:] = [range(runs[-1].start, number + 1)] if number - 1 in pairs else [*runs[-1:], range(number, number + 1)]
    return runs


@rule("degrees-coordinated", nothing=())
def _pairs(text: str, mentions: list[Mention]) -> tuple[int, ...]:
    """The numbers of degrees with nothing but `and` or a comma before the next: B.S. and Ph.D. degrees in …"""
    joined = vocabulary("and") | vocabulary("owners") | vocabulary("degree_after") | {",", "/", "&", "."}
    return tuple(
        number
        for number, mention in enumerate(mentions[:-1])
        if all(word.key in joined for word in words(text, mention.span[1], mention.end))
    )


def _coordinated(text: str, mentions: list[Mention], found: list[Degree]) -> list[Degree]:
    """Coordinated degrees with what is said behind the last of them, or with the dates and institutions in turn."""
    last, begin, end = found[-1], mentions[-1].span[1], mentions[-1].end
    when = _in_turn(text, begin, end, dates(text, begin, end))
    several = institutions_of(text, begin, end) if _says_respectively(text, begin, end) else ()
    done = [replace(degree, institution=last.institution, field=last.field, date=last.date) for degree in found]
    if len(when) == len(done):
        done = [replace(degree, date=dated(date, "degrees-respectively")) for degree, date in zip(done, when, strict=True)]
    if len(several) == len(done):
        done = [replace(degree, institution=name) for degree, name in zip(done, several, strict=True)]
    return done


def _says_respectively(text: str, begin: int, end: int) -> bool:
    return any(word.key in vocabulary("respectively") for word in words(text, begin, end))


@rule("degrees-respectively", nothing=())
def _in_turn(text: str, begin: int, end: int, given: tuple[Date, ...]) -> tuple[Date, ...]:
    """The dates of `in 2005 and 2009, respectively`, one for each degree; so without that word behind coordinated ones."""
    return given if len(given) > 1 and (_says_respectively(text, begin, end) or are_listed(text, given)) else ()


def _respectively(text: str, mentions: list[Mention], found: list[Degree]) -> list[Degree]:
    """Degrees that are told one by one, with the dates that are told of all of them at the end."""
    begin, end = mentions[0].span[1], mentions[-1].end
    given = dates(text, begin, end)
    if len(found) < 2 or len(given) != len(found) or not _says_respectively(text, begin, end):
        return found
    each = _in_turn(text, begin, end, given)
    return [replace(degree, date=dated(date, "degrees-respectively")) for degree, date in zip(found, each, strict=False)] or found


@rule("degrees-share", nothing=None)
def _given_to_all(text: str, mention: Mention) -> Degree | None:
    """What a degree's stretch says of those before it too: both in Electrical Engineering; both in 2007; both from MIT."""
    start = sharing(text, mention.span[1], mention.end)
    if start is None:
        return None
    found = words(text, start, mention.end)
    when = dates(text, start, mention.end)
    return Degree(
        type=value(text, mention.span, "degrees-share"),
        institution=institution_of(text, found[1:]),
        field=field_of(text, found),
        date=dated(when[0], "degrees-share") if when else None,
    )


def _shared(text: str, mentions: list[Mention], found: list[Degree]) -> list[Degree]:
    done = list(found)
    for last, mention in enumerate(mentions):
        given = _given_to_all(text, mention) if last else None
        for number in range(last + 1) if given else ():
            done[number] = _filled(done[number], given.institution, given.field, given.date)
    return done


def _filled(degree: Degree, institution: Value | None, field: Value | None, date: Value | None) -> Degree:
    return replace(degree, institution=degree.institution or institution, field=degree.field or field, date=degree.date or date)


@rule("degrees-lead-over", nothing=False)
def _leads_over(text: str, mention: Mention) -> bool:
    """Whether nothing but a field stands between a degree and `and` with the next: a B.S. in physics and an M.S. from …"""
    found = words(text, mention.span[1], mention.end)
    while found and found[-1].key in vocabulary("owners"):
        found.pop()
    if not found or found[-1].key not in vocabulary("and"):
        return False
    while found and found[0].key in vocabulary("degree_after"):
        found.pop(0)
    barred = vocabulary("from_words") | vocabulary("degree_verbs") | vocabulary("study_verbs") | {",", "(", ".", ";"}
    return found[0].key in vocabulary("field_words") and not any(word.key in barred or word.text.isdigit() for word in found)


def _led_over(text: str, mentions: list[Mention], found: list[Degree]) -> list[Degree]:
    """The degrees, those that lead over to the next with its institution: what is printed at the end holds for both."""
    done = list(found)
    for number in range(len(done) - 2, -1, -1):
        after = done[number + 1].institution
        if after and done[number].institution is None and _leads_over(text, mentions[number]):
            done[number] = replace(done[number], institution=replace(after, confidence=0.75))
    return done


@rule("degree-date-in-front", nothing=None)
def _date_in_front(text: str, begin: int, mention: Mention) -> Date | None:
    """The date that opens the sentence of a degree: In 2016, he obtained his Ph.D."""
    return opening_date(text, begin, mention.span[0])


def _opened(text: str, begin: int, mentions: list[Mention], found: list[Degree]) -> list[Degree]:
    if any(degree.date for degree in found):
        return found
    given = _date_in_front(text, begin, mentions[0])
    return [replace(degree, date=dated(given, "degree-date-in-front")) for degree in found] if given else found
