"""Series and events by their names: 'Geometry Seminar', 'A–B Joint Colloquium', 'Workshop on Knots'."""

import re
from dataclasses import replace
from functools import cache

from kg.extract.schedules import is_schedule, keyed_words, listed_words, schedule_of
from kg.extract.status import status_in
from kg.extract.verbs import verbs_of_speaking
from kg.extract.wording import key, plain, tightened
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import minded, rule
from kg.text.affiliations import has_head, split_affiliations
from kg.text.language import words
from kg.text.temporal import find_terms
from kg.text.words import fold, phrase_pattern

_OPENING = re.compile(r"(?<=\s)(?:(?i:seminar|colloquium|workshop|lecture series)\s+(?i:on|in|for)\b|(?i:seminar|colloquium)$)")
_ASIDE = re.compile(r"\s*\([^()]*\)?$")
_SHORT_FORM = re.compile(r"\s*\([A-Z][A-Z&-]{1,8}\)$")
_COLON = re.compile(r":(?!\d)")
_TAILS = re.compile(r"\s+[-–—|·»:]\s+")
_QUOTED_TOPIC = re.compile(r":\s*[“„«\"]")
_TERM_EDGE = re.compile(r"^[\s,:|()–—-]+|[\s,:|()–—-]+$")

@cache
def _gatherings() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_words('gatherings', 'series_words')}|\w{{3,}}(?:{listed_words('compound_gatherings')}))(?!\w)")


@cache
def _posts() -> re.Pattern[str]:
    """Posts whose names hold a word for talks: 'Maître de conférences'."""
    return re.compile(rf"(?<!\w)(?:{listed_words('not_gatherings')})(?!\w)")


@cache
def _roomed() -> re.Pattern[str]:
    """A word for talks that is part of a room's name: 'Lecture Hall B', 'Seminar Room 3', 'Salle de séminaire'."""
    talks, rooms, links = listed_words("gatherings", "series_words"), listed_words("rooms"), listed_words("room_links")
    return re.compile(rf"(?:.*?(?<!\w))??(?:{talks})\W+(?:{rooms})(?!\w)(?:\W+\w{{1,4}})?|(?:{rooms})\W+(?:{links})(?:\W+\w+){{0,3}}?\W*(?:{talks})(?:\W+\w{{1,4}})?")


@cache
def _generic() -> re.Pattern[str]:
    kinds = "|".join(sorted({re.escape(key(word)) for word in words("breaks", "kinds")}, key=len, reverse=True))
    return re.compile(rf"(?:(?:{keyed_words('generic_leads')}) )*(?:{keyed_words('generic')})|{kinds}|(?:special|next|upcoming) colloquium")


@cache
def _tells() -> re.Pattern[str]:
    """Words of a sentence that tells who speaks, which is no name: 'Ann Lee will speak in the Colloquium on …'."""
    return phrase_pattern(map(fold, verbs_of_speaking()))


@cache
def _events() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_words('event_words')})(?!\w)")


@cache
def _series() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_words('series_words')}|\w{{3,}}(?:{listed_words('compound_gatherings')}))(?!\w)")


@cache
def _tied() -> re.Pattern[str]:
    """A word for a series or an event with what it is on behind it: 'Reading group on …', 'Seminarium z …'."""
    return re.compile(rf"(?<!\w)(?:{listed_words('series_words')}|workshop|conference)\s+(?:{listed_words('gathering_links')})(?:(?<=['’])|(?!\w))")


@cache
def _said() -> re.Pattern[str]:
    """The verb of a sentence: 'Lectures are given in the Great Hall.'"""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(key(word)) for word in words('people', 'copulas'))})(?!\w)")


@cache
def _passing() -> frozenset[str]:
    return frozenset(fold(word) for word in words("navigation", "passing_leads"))


@cache
def _provisional() -> re.Pattern[str]:
    return re.compile(rf"\s*\((?:{listed_words('provisional')})\)\s*$", re.I)


@cache
def _schedules() -> re.Pattern[str]:
    return re.compile(rf"\s*[-–—:,|]?\s*(?<!\w)(?:{listed_words('schedules')})\s*$", re.I)


def names_gathering(text: str) -> bool:
    """Whether the words hold a word for a series or an event of talks."""
    return bool(_gatherings().search(fold(text)))


def names_series(text: str) -> bool:
    """Whether the words hold a word for a series of talks: a seminar, a colloquium; a defence is none."""
    return bool(_series().search(fold(text)))


def is_of_several(text: str) -> bool:
    """Whether the last word of a name is a plural that may head the series below it: 'Research Seminars'."""
    last = key(without_term(text)).split()[-1:]
    return bool(last) and last[0] in _several()


@cache
def _several() -> frozenset[str]:
    return frozenset(key(word) for word in words("navigation", "of_several"))


def is_generic(text: str) -> bool:
    """Whether a line is only a word for talks and their like: 'Seminar', 'PhD Thesis Defense'."""
    return bool(_generic().fullmatch(key(_ASIDE.sub("", without_term(text)))))


@minded
def is_gathering(text: str) -> bool:
    """Whether a short line names a series or an event: it opens or closes with such a word, or prints it in capitals.

    >>> is_gathering("Geometry & Topology Seminar"), is_gathering("A lecture on seminars as a form of war")
    (True, False)
    """
    if len(text) > 200:
        return False
    bare = without_term(_SHORT_FORM.sub("", text))
    folded = _posts().sub(" ", key(bare)).strip() if _posts().search(key(bare)) else key(bare)
    found = list(_gatherings().finditer(folded))
    told = (text[:1].islower() and len(folded.split()) > 3) or (bare.endswith(".") and (_said().search(folded) is not None or len(folded.split()) > 5))
    if not found or len(folded.split()) > 16 or told or _roomed().fullmatch(folded) or _tells().search(folded):
        return False
    opens, closes = found[0].start() == 0, found[-1].end() == len(folded)
    printed = [word for word in re.findall(r"[^\W\d_]{4,}", bare)]
    capital = bool(printed) and sum(word[0].isupper() for word in printed) >= 0.6 * len(printed)
    if _is_mention(bare) or _QUOTED_TOPIC.search(bare) or is_generic(text) or folded.split()[0] in _passing() or re.search(r"(?<!\b[A-Z])[.!?]\s+\S", bare):
        return False
    return (closes or (opens and capital) or bare.isupper() or _named(bare) or _opens_series(bare, folded)) and not bare.endswith("?")


@rule("gathering-in-passing", nothing=False)
def _is_mention(text: str) -> bool:
    """Whether a line only speaks of a series, which an article leaves unnamed: 'The town marks its year with a lecture series'."""
    return any(
        before in _indefinite() and names_gathering(" ".join(rest))
        for before, *rest in zip(text.split()[1:], text.split()[2:], [*text.split()[3:], ""], strict=False)
    )


@cache
def _indefinite() -> frozenset[str]:
    return frozenset(words("navigation", "indefinite"))


def _named(text: str) -> bool:
    """Whether a word for a series or an event, with a capital, has what it is on behind it."""
    folded = fold(text)
    return len(folded) == len(text) and any(text[match.start()].isupper() for match in _tied().finditer(folded))


def _opens_series(text: str, folded: str) -> bool:
    """Whether a short line opens with a word that other languages have for a series alone, behind an adjective at most."""
    printed = folded.split()
    named = len(printed) <= 6 and any(word in _sure() for word in printed[:2])
    return named and text[:1].isupper() and not any(sign.isdigit() for sign in text) and status_in(text, (0, len(text))) is None


@cache
def _sure() -> frozenset[str]:
    return frozenset(fold(word) for word in words("navigation", "sure_series"))


def is_event(text: str) -> bool:
    """Whether a gathering is one event and no series."""
    folded = fold(text)
    return bool(_events().search(folded)) and not _series().search(folded)


def is_term(text: str) -> bool:
    """Whether a line is a term or a year and nothing else, or with the word for its list of talks."""
    return is_schedule(text) or not re.sub(r"[\W_]", "", without_term(text)) and any(sign.isdigit() for sign in text)


@rule("kind-in-name", nothing=None)
def kind_in(text: str, span: Span) -> Value | None:
    """The word of a name that says what kind of gathering it is: the last such word before a colon."""
    colon = text.find(":", *span)
    stop = colon if colon > 0 else span[1]
    found = list(_gatherings().finditer(fold(text[span[0] : stop])))
    if not found or len(fold(text[span[0] : stop])) != stop - span[0]:
        return None
    begin, end = span[0] + found[-1].start(), span[0] + found[-1].end()
    return Value(text[begin:end], ((begin, end),), 0.85, "kind-in-name")


@cache
def _before_term() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, words('sentences', 'place_leads')))})\s*$", re.I)


@minded
def without_term(text: str) -> str:
    """A name without the term or year printed before or after it: 'Student Seminar – Fall 2024'."""
    terms = find_terms(text) if any(sign.isdigit() for sign in text) else ()
    if len(terms) == 2 and not text[terms[0].end : terms[1].begin].strip(" –—-/&"):  # 'Fall 2015 - Spring 2016 Seminars'
        terms = (replace(terms[0], end=terms[1].end),)
    for term in reversed(terms):
        if term.end > len(text) - 3:
            text = _before_term().sub("", text[: term.begin]) + text[term.end :]
        elif term.begin < 3:
            text = text[: term.begin] + text[term.end :]
    text = _without_tail(_provisional().sub("", text))
    text = _schedules().sub("", text if _SHORT_FORM.search(text) else _TERM_EDGE.sub("", text))
    bare = _TERM_EDGE.sub("", re.sub(r"\s*\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\b\s*$", "", text))
    bare = _schedules().sub("", bare) if bare != text else bare  # 'Seminar Programme 2027'
    return bare + ")" if bare.count("(") > bare.count(")") and bare + ")" in text else bare


@rule("page-behind-series", nothing=None)
def _tail(text: str) -> int | None:
    """Where the name of one page of a series begins behind the series: 'Geometry Seminar - Past Seminars', 'Geometry Seminar | Schedule'."""
    cut = next(reversed(list(_TAILS.finditer(text))), None)
    behind = key(text[cut.end() :]) if cut else ""
    told = behind and (_generic().fullmatch(behind) or _schedules().fullmatch(text[cut.end() :]))
    return cut.start() if told and names_gathering(text[: cut.start()]) else None


def _without_tail(text: str) -> str:
    begin = _tail(text) if _TAILS.search(text) else None
    return text if begin is None else text[:begin]


@rule("schedule-of-a-gathering", nothing=None)
def _schedule_end(text: str, span: Span) -> int | None:
    """Where the name begins behind the word for its list of talks: 'Program of the Summer School on Knots'."""
    match = schedule_of().match(text, *span)
    return match.end() if match and is_gathering(plain(text, (match.end(), span[1]))) else None


def behind_schedule(text: str, span: Span) -> Span:
    """The span of a gathering's name without the word for its list of talks in front."""
    return (_schedule_end(text, span) or span[0], span[1])


@rule("unit-before-series", nothing=None)
def unit_before(text: str, span: Span) -> Span | None:
    """The series behind the unit that runs it, on one line: 'Department of Mathematics SEMINAR ON …'."""
    match = _OPENING.search(text, span[0] + 8, span[1])
    if (
        not match
        or match.end() >= span[1]
        or not all(m.confidence >= 0.9 for m in split_affiliations(text, span[0], match.start()))
        or not has_head(text, span[0], match.start())
    ):
        return None
    return match.start(), span[1]


def bare_span(text: str, span: Span) -> Span:
    """The span of a gathering's name without its term and without the unit before it."""
    span = unit_before(text, span) or span
    name = without_term(plain(text, span))
    begin = text.find(name, *span) if name else -1
    return (begin, begin + len(name)) if begin >= 0 else tightened(text, span)


@rule("series-before-colon", nothing=None)
def series_before_colon(text: str, span: Span) -> Span | None:
    """The series of 'Series: the speakers or the title'."""
    colon = next((match.start() for match in _COLON.finditer(text, *span)), -1)
    if colon < 0 or is_term(plain(text, (colon + 1, span[1]))) or not is_gathering(plain(text, (span[0], colon))):
        return None
    return tightened(text, (span[0], colon))
