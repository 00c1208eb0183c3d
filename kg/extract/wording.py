"""Words as printed, without the markup that stands around and inside them."""

import re

from kg.model.announcement import Value
from kg.model.document import Span
from kg.text.words import fold

_LEAD = re.compile(r"[ \t\u00a0\u200b\ufeff]*(?:#{1,6}[ \t]+|[-*+•‣▪◦·–—>»][ \t]+|\d{1,2}\)[ \t]+|\|[ \t]*)*")
_TAG = re.compile(r"</?(?:u|b|i|em|strong|sub|sup|br|p|span|div|a|font|center|small|h[1-6]|li|ul|ol)(?:\s[^<>\n]{0,300})?/?>", re.I)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,500}\)")
_STRONG = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(r"(?<!\S)([*_])(?=\S)([^*_\n]{1,300})(?<=\S)\1(?=[\s.,;:!?)]|$)")
_MARKUP = re.compile(r"[\[<*_]")
_SIGNS = re.compile(r"[^\w]+")
_SPACE = re.compile(r"\s+")
_QUOTES = {'"': '"”', "“": "”„“", "”": "”", "„": '“”"', "«": "»", "»": "«", "‘": "’", "'": "'", "‹": "›", "「": "」"}
QUOTED = re.compile(
    r"“[^“”\n]{4,400}[”“](?!\w)|„[^“”\"\n]{4,400}[“”\"]|«[^«»\n]{4,400}»|»[^«»\n]{4,400}«|(?<![\w\"])\"[^\"\n]{4,400}\"(?!\w)|‘(?:[^‘’\n]|(?<=\w)’(?=\w)){8,300}’(?!\w)"
    r"|(?<![\w'])'(?=[A-ZÀ-Þ])(?:[^'\n]|(?<=\w)'(?=\w)){8,300}'(?![\w'])"
)
_OPENING = "“„«‘"
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
EDGES = " \t\n\r\u00a0\u200b\ufeff,;:–—-|•·*_/"


def plain(text: str, span: Span) -> str:
    """The words at `span` in one line, without emphasis, tags and link addresses.

    >>> plain("see **the** [page](http://a.example)", (4, 35))
    'the page'
    """
    words = text[span[0] : span[1]]
    if _MARKUP.search(words) is None:
        return " ".join(words.split())
    words = _LINK.sub(r"\1", words)
    return _SPACE.sub(" ", _EMPHASIS.sub(r"\2", _STRONG.sub("", _TAG.sub("", words)))).strip()


def prose(text: str, span: Span) -> str:
    """The words at `span` with their paragraphs kept: a blank line between, each paragraph in one line."""
    paragraphs = re.split(r"\n[ \t]*\n", text[span[0] : span[1]])
    return "\n\n".join(words for words in (plain(part, (0, len(part))) for part in paragraphs) if words)


def tightened(text: str, span: Span, signs: str = EDGES) -> Span:
    """The span without blanks, tags, list signs and emphasis at its ends."""
    begin, end = span
    if begin < end and text[begin].isalpha() and text[end - 1].isalnum():
        return begin, end
    while True:
        old = begin, end
        match = _LEAD.match(text, begin, end)
        begin = match.end() if match else begin
        tag = _TAG.match(text, begin, end)
        begin = tag.end() if tag else begin
        while begin < end and text[begin] in signs:
            begin += 1
        while end > begin and text[end - 1] in signs:
            end -= 1
        if end > begin and text[end - 1] == ">":
            opening = text.rfind("<", max(begin, end - 20), end)
            end = opening if opening >= 0 and _TAG.fullmatch(text, opening, end) else end
        if (begin, end) == old:
            return begin, max(begin, end)


def unquoted(text: str, span: Span) -> Span:
    """The span without the quotation marks that enclose the whole of it."""
    begin, end = tightened(text, span)
    stop = end - 1 if end > begin and text[end - 1] in ".," and end - 2 > begin and text[end - 2] in '"”»“' else end
    if stop - begin > 2 and text[begin] in _QUOTES and text[stop - 1] in _QUOTES[text[begin]]:
        inner = text[begin + 1 : stop - 1]
        closing = _APOSTROPHE.sub("", inner) if text[begin] in "‘'" else inner
        if text[begin] not in closing and text[stop - 1] not in closing:
            return tightened(text, (begin + 1, stop - 1))
    if end - begin > 2 and text[begin] in _OPENING and not any(sign in _QUOTES[text[begin]] for sign in _APOSTROPHE.sub("", text[begin + 1 : end])):
        return tightened(text, (begin + 1, end))  # a mark that is never closed
    if stop - begin > 2 and text[stop - 1] in "”»" and not any(sign in _QUOTES for sign in text[begin : stop - 1]):
        return tightened(text, (begin, stop - 1))  # one that is never opened
    return begin, end


def value(text: str, span: Span, rule: str, confidence: float = 0.95) -> Value:
    """A value as printed at `span`."""
    return Value(plain(text, span), (span,), confidence, rule)


def key(text: str) -> str:
    """Words for comparing: folded, signs and blanks as one blank."""
    return _SIGNS.sub(" ", fold(text)).strip()
