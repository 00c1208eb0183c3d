"""Titles of talks that sentences tell of: in quotation marks, behind 'the title is' or 'entitled', or on the lines below."""

import re
from functools import cache

from kg.extract.page import Page
from kg.extract.told_places import listed_pattern
from kg.extract.told_series import is_frame
from kg.extract.told_verbs import is_passive
from kg.extract.wording import QUOTED, tightened
from kg.model.document import Span
from kg.rules import rule
from kg.text.gazetteer import is_place
from kg.text.language import words
from kg.text.letters import cased
from kg.text.names import find_names
from kg.text.phrases import Phrases, opening_with
from kg.text.temporal import find_dates, find_times
from kg.text.words import phrase_pattern

_REACH = 400
_MOST_WORDS = 30
_NEAR = 60
_SAYING = re.compile(r"[“\"](?:I|We|It|He|She|They|You|This year|There)\b|[“\"][^“”\"\n]{3,300}[,.?!][”\"]\s*(?:[A-Z]\w+ )?(?:[A-Z]\w+ )?(?:\w+ )?(?:said|says|added|explained)\b")
_STOP = re.compile(r"[.!?]\s")
_QUOTE = re.compile(r"[\"“„«»]([^\"”“»«]{6,300})[\"”“»«]")
_SMALL_TAIL = re.compile(r"(?:\s+(?:on|at|in|from|this|next)|[\s,;(])+$")
_LED_CLOSE = re.compile(cased(r"\s\(|[.?!…](?=\s+[\p{Lu}“\"«(]|\s*$)|[.?!](?=\n)|\n\s*\n|,\s(?=[\p{Ll}]+ (?:el|no|na|em|w|в|às|a las)\b)"), re.M)
_BESIDE = 12
"""Characters between a quoted title and a verb that is its own: '“Knots”, que impartirá …'."""
_LEAD = 300
"""Characters behind the verb in which an unquoted title begins."""
_NEXT = re.compile(cased(r" ([\p{Ll}]{5,}) (?=[\p{Lu}])"))
_CLOSE = re.compile(r"[.?!](?=\s|$)|\n\s*\n|\n(?=[^\n]{0,40}:)")


@cache
def _named() -> Phrases:
    return opening_with(words("sentences", "title_follows"), rf"(?<!\w)(?:{listed_pattern('title_follows')})(?!\w)\s*:?\s*", re.I)


@cache
def _introduces() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed_pattern('introduces')})\s*:?\s*$", re.I)


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{listed_pattern('speaker_pronouns')})(?!\w)", re.I)


def told_title(page: Page, sentence: Span, verb: Span, reach: int) -> Span | None:
    """The title that a sentence with a verb of speaking gives, or those behind it up to `reach`; None where they give none.

    It is what stands in quotation marks around the verb or behind words that name a title, or on the lines after 'will speak on'.
    """
    text = page.text
    if (named := _behind_words(text, sentence[0], reach)) is not None:
        return named
    if is_passive(text, verb) and (right_before := _before_passive(text, sentence[0], verb[0])):
        return right_before
    quotes = [match.span() for match in QUOTED.finditer(text, sentence[0], min(len(text), sentence[1] + 160)) if _names_talk(match[0]) and _is_called(match[0]) and not is_frame(text, match.start())]
    quotes = [span for span in quotes if not _is_nickname(text, span)]
    quotes = [span for span in quotes if _is_next(text, sentence[1], span[0]) and not _qualifies(text, span[1], sentence[1])]
    quotes = [span for span in quotes if span[0] < sentence[1] or _is_announced(text, sentence[1], span[0])]
    own = (span for span in quotes if span[0] < sentence[1])
    if (told := next((span for span in own if _is_title().match(text, span[1]) or (0 <= verb[0] - span[1] < _BESIDE and not _opens_behind(quotes, verb))), None)) is not None:
        return told
    behind = [span for span in quotes if span[0] >= verb[1] and span[0] - verb[1] < _REACH and not page.dates_in((sentence[1], span[0]))]
    ahead = bool(is_passive(text, verb)) and any(span[1] <= verb[0] for span in quotes)  # '“Knots” is the subject of a talk by …'
    if behind and not (behind[0][0] > sentence[1] and (ahead or _pronoun().match(text, sentence[1]))):
        return behind[0]
    if ahead:
        return next(span for span in quotes if span[1] <= verb[0])
    before = [span for span in quotes if span[1] <= verb[0] and (span[0] - sentence[0] < 4 or _noun().search(text, max(sentence[0], span[0] - 40), span[0]))]
    return before[0] if before else _below(page, verb) or _in_capitals(text, verb, sentence[1]) or _in_small_letters(page, sentence, verb)


@rule("work-in-next-sentence", nothing=True)
def _is_announced(text: str, begin: int, at: int) -> bool:
    """Whether a quotation of the next sentence is said to be a talk or opens it; a book that somebody wrote is none."""
    return at - begin < _BESIDE or bool(_noun().search(text, max(begin, at - 60), at)) or not _works().search(text, begin, at)


@cache
def _works() -> re.Pattern[str]:
    return phrase_pattern(words("sentences", "works"))


def _opens_behind(quotes: list[Span], verb: Span) -> bool:
    """Whether a quotation stands right behind the verb: '… fondatore di “Moto” presenterà “Il cammino”'."""
    return any(0 <= span[0] - verb[1] < _BESIDE for span in quotes)


@rule("nickname-in-quotation-marks", nothing=False)
def _is_nickname(text: str, span: Span) -> bool:
    """Whether one word in quotation marks stands inside a name: 'Edward W. “Rocky” Kolb'."""
    return " " not in text[span[0] : span[1]] and any(name.begin < span[0] < span[1] < name.end for name in find_names(text, max(0, span[0] - 40), min(len(text), span[1] + 40)))


def _is_called(quoted: str) -> bool:
    """Whether words in quotation marks are more than one word used in a sense of its own: the «dark» side."""
    return " " in quoted.strip() or quoted[1:2].isupper()


@cache
def _is_title() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{listed_pattern('title_before')})(?!\w)", re.I)


@rule("title-behind-preposition", nothing=None)
def _in_small_letters(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The title that a preposition leads in without quotation marks, in a language whose titles have one capital: 'falará sobre Nós e laços'.

    The capital is none that the sentence asks for, and none of the name of a person or a place.
    """
    text = page.text
    for match in _led().finditer(text, verb[1], min(sentence[1], verb[1] + _LEAD)):
        close = _LED_CLOSE.search(text, match.end(), min(len(text), match.end() + _REACH))
        if close is None:
            continue
        span = tightened(text, (match.end(), close.start() + (text[close.start()] in "?!")))
        printed = text[span[0] : span[1]]
        small = [word for word in printed.split() if word[0].islower()]
        named = any(name.begin == span[0] for name in find_names(text, *span)) or is_place(printed.split()[0])
        if 3 <= len(printed.split()) <= _MOST_WORDS and small and not named and not page.dates_in(span):
            return span
    return None


@cache
def _led() -> re.Pattern[str]:
    return re.compile(cased(rf"(?<!\w)(?i:{listed_pattern('small_title_leads')})\s+(?=[\p{{Lu}}¿¡])"))


def title_of_occasion(page: Page, sentence: Span) -> Span | None:
    """The title that a sentence about the talk itself gives: 'The lecture, “Knots,” will begin at 4', 'In her talk, “Knots,” Lee …'."""
    text = page.text
    if (named := _behind_words(text, *sentence)) is not None:
        return named
    for match in QUOTED.finditer(text, *sentence):
        said = _noun().search(text, max(sentence[0], match.start() - 40), match.start()) or _is_title().match(text, match.end())
        if said and not is_frame(text, match.start()):
            return match.span()
    return None


def quoted_title(page: Page, span: Span) -> Span | None:
    """The title that stands in quotation marks in some sentences, or behind words that name one; None where none does."""
    text = page.text
    quotes = (match.span() for match in QUOTED.finditer(text, *span) if _names_talk(match[0]) and " " in match[0].strip() and not is_frame(text, match.start()))
    return next(quotes, None) or _behind_words(text, *span)


def _is_next(text: str, end: int, begin: int) -> bool:
    """Whether a quotation stands in the sentence that ends at `end`, or is what comes next behind it."""
    return begin < end or (begin - end < _NEAR and not _STOP.search(text, end, begin) and not _SAYING.match(text, begin))


@rule("quotation-before-noun", nothing=False)
def _qualifies(text: str, at: int, end: int) -> bool:
    """Whether a quotation stands before a noun that it tells more of: 'the “Shark Tank” investor'."""
    following = _NEXT.match(text, at, end)
    return following is not None and following[1] not in _behind_title()


@cache
def _behind_title() -> frozenset[str]:
    return frozenset(words("sentences", "behind_title"))


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('default_nouns', 'talk_nouns')})(?:\s+(?:is|are|was|will be|{listed_pattern('title_follows')}))?[\s,:–—-]*$", re.I)


def _before_passive(text: str, begin: int, verb: int) -> Span | None:
    """The title in quotation marks right before 'presented by'."""
    last = None
    for last in QUOTED.finditer(text, begin, verb):
        pass
    return last.span() if last and verb - last.end() < 4 else None


@rule("title-in-capitals", nothing=None)
def _in_capitals(text: str, verb: Span, end: int) -> Span | None:
    """The title without quotation marks behind 'will speak on', whose words have capitals: 'will speak about Knots and Their Ends.'"""
    lead = _about().match(text, verb[1], end)
    if lead is None:
        return None
    close = _CLOSE.search(text, lead.end(), min(end, lead.end() + _REACH))
    stop = close.start() + (text[close.start()] == "?") if close else end
    for mention in (*find_dates(text, lead.end(), stop), *find_times(text, lead.end(), stop)):
        stop = min(stop, mention.begin)
    stop = _SMALL_TAIL.sub("", text[lead.end() : stop])
    span = tightened(text, (lead.end(), lead.end() + len(stop)))
    printed = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text[span[0] : span[1]]) if len(word) > 3]
    capital = sum(word[0].isupper() for word in printed)
    return span if 3 <= len(printed) <= _MOST_WORDS and capital == len(printed) and not find_names(text, *span) else None


@cache
def _about() -> re.Pattern[str]:
    nouns, leads = listed_pattern("default_nouns", "talk_nouns"), listed_pattern("introduces")
    return re.compile(rf"\s+(?:(?:a|the|his|her|their)\s+[\w -]{{0,30}}?(?:{nouns})\s+)?(?:{leads})\s+" + cased(r"(?=(?-i:[\p{Lu}]))"), re.I)


@rule("saying-is-no-title", nothing=True)
def _names_talk(quoted: str) -> bool:
    """Whether what is quoted may be a title: not the words of a sentence, which open in small letters, nor a long saying."""
    words = quoted[1:-1].strip()
    return not words[:1].islower() and len(words.split()) <= _MOST_WORDS


def _behind_words(text: str, begin: int, end: int) -> Span | None:
    """What stands behind 'the title is': in quotation marks, or up to the end of the sentence."""
    for match in _named().finditer(text, begin, end):
        quoted = _QUOTE.match(text, match.end(), min(len(text), match.end() + 320))
        if quoted:
            return quoted.span()
        close = _CLOSE.search(text, match.end(), min(len(text), match.end() + _REACH))
        end = (_to_line_end(text, match, close.end()) or close.start() + (text[close.start()] == "?")) if close else match.end()
        span = tightened(text, (match.end(), end))
        if 2 <= len(text[span[0] : span[1]].split()) <= _MOST_WORDS and (text[span[0]].isupper() or text[span[0]] == "$"):
            return span
    return None


@rule("title-in-two-sentences", nothing=None)
def _to_line_end(text: str, lead: re.Match, at: int) -> int | None:
    """Where a title behind a colon ends that goes on behind its first full stop up to the end of the line, as no sentence does.

    'The topic is: Old Tales. Who wrote them?', 'on the subject: Who was first? Rivers and their sources'.
    """
    end = text.find("\n", at, at + _REACH)
    end = end if end >= 0 else min(len(text), at + _REACH)
    rest = text[at:end].strip()
    if ":" not in lead[0] or not rest or len(rest.split()) > _MOST_WORDS or _STOP.search(rest) or rest.endswith((".", "!")) and not rest.endswith("?."):
        return None
    return end - (len(text[at:end]) - len(text[at:end].rstrip())) - rest.endswith("?.")


def _below(page: Page, verb: Span) -> Span | None:
    """The title on the lines below a line that ends with 'on'."""
    line_end = page.text.find("\n", verb[1], verb[1] + _REACH)
    if line_end < 0 or not _introduces().search(page.text, verb[1] - 3, line_end):
        return None
    rows = [row for row in page.between((line_end + 1, min(len(page.text), line_end + 500))) if row.begin > line_end][:4]
    if not rows:
        return None
    last = next((place for place in range(1, len(rows)) if rows[place].gap), len(rows))
    quoted = _QUOTE.search(page.text, rows[0].begin, rows[last - 1].end)
    return quoted.span() if quoted else tightened(page.text, (rows[0].begin, rows[last - 1].end))
