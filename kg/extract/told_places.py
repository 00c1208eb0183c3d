"""Places that sentences name: 'in Room 2 on Friday', 'moved to Hall B', 'on Zoom'."""

import re
from functools import cache

from kg.extract.location import is_counted, is_location, names_room, names_venue, unhedged
from kg.extract.page import is_prose
from kg.extract.wording import tightened
from kg.extract.series import is_gathering
from kg.model.document import Span
from kg.rules import rule
from kg.text.full_stops import inner_stop
from kg.text.language import words
from kg.text.letters import cased
from kg.text.names import find_names
from kg.text.temporal import find_dates, find_terms, find_times, find_weekdays
from kg.text.words import fold, vocabulary
from kg.text.words import words as tokens

_LONGEST = 160
_MOST_WORDS = 20
_PARTS = re.compile(r",\s+(?=(?:\d|[A-Z](?!he\b|his\b)))")
_CODE = re.compile(r"(?!\d{3}-\d{4}\b)\d{1,3}-\d{2,4}\b(?!-)|[A-Z]{1,4}[ -]?\d{1,4}[A-Z]?\b|[A-Z]\w+ \d{2,4}\b|[A-Z]\w+ [A-Z]\w+ \d{1,4}\b|#\d")
_CAPITAL = re.compile(cased(r"[\p{Lu}]"))
_COMMA = re.compile(r",\s+(?=\d|[A-Z](?!he\b|his\b))")
_ARTICLE = re.compile(cased(r"([\p{Ll}]{2,4})\s+(?=[\p{Lu}])|(l['’])(?=\w)"))
_PLATFORM = r"((?:Microsoft |MS |Google )?(?:Zoom|Teams|Webex|Meet|Skype|BigBlueButton))\b"


def listed_pattern(*names: str) -> str:
    """The words that any language lists for sentences under these names, as alternatives of a pattern, the longest first."""
    found = {word for name in names for word in words("sentences", name)}
    listed = (re.escape(word.replace("’", "'")).replace(r"\ ", r"\s+").replace("'", "['’]") for word in sorted(found, key=lambda word: (-len(word), word)))
    return "|".join(dict.fromkeys(listed))


@cache
def _leads(moved: bool) -> re.Pattern[str]:
    names = ("place_leads", "moved_leads") if moved else ("place_leads",)
    return re.compile(rf"\b(?:{listed_pattern(*names)})(?:(?<=['’])|\s+)(?:(?:the|el|la|los|le|der|dem|de|het)\s+|l['’](?=\w))?", re.I)


@cache
def _end() -> re.Pattern[str]:
    usual = "|".join(map(re.escape, words("dates", "usual")))
    honorifics = "|".join(map(re.escape, words("people", "honorifics")))
    rooms = "|".join(map(re.escape, words("navigation", "rooms")))  # 'in Example Hall, room 2'
    return re.compile(
        cased(rf"\s+(?:{listed_pattern('place_stops')})(?!\w)|[\s,(]+(?:{listed_pattern('instead')})(?!\w)|,?\s+(?:{usual})(?!\w)|(?!{inner_stop()})(?<!\bSt)(?<!\bMt)(?<!\bFt)[.;!?](?:\s|$)|,\s+(?!(?:{rooms})\b)(?=[\p{{Ll}}]{{2,}}\b)")
        + cased(r"|(?<=\))\s+(?=[\p{Ll}])")
        + r"|,\s+(?=[A-Z]\w+ [A-Z]\w+ of\b)|\n\s*\n|\s*[“\"„]|,\s+(?=(?:The|This|His|Her)\b)"
        + cased(rf"|\s+(?:{'|'.join(map(re.escape, words('people', 'and')))})\s+(?=[\p{{Ll}}])|\s+(?=(?:{honorifics})\.?\s+[\p{{Lu}}])")
    )


@cache
def _soft() -> re.Pattern[str]:
    return re.compile(rf"[\s,(]+(?:{listed_pattern('place_soft_stops')})?[\s,(]*$", re.I)


@cache
def _numbered() -> re.Pattern[str]:
    rooms = "|".join(map(re.escape, words("navigation", "rooms")))
    return re.compile(rf"(?:{rooms})\.?\s+[\w.-]{{1,8}}", re.I)


@cache
def _online() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed_pattern('online_leads')})\s+{_PLATFORM}")


@cache
def _remote() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('remote')})(?!\w)", re.I)


@cache
def _offered() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words('navigation', 'attachments')))})(?!\w)", re.I)


@rule("material-online", nothing=False)
def _is_material(text: str, begin: int, end: int) -> bool:
    """Whether what stands before 'online' or a platform is of slides or recordings: 'Slides of previous talks are available online'."""
    return bool(_offered().search(text, begin, end))


def platform_in(text: str, span: Span) -> Span | None:
    """The platform that a sentence says talks are held on: 'via Zoom'."""
    match = _online().search(text, *span)
    return match.span(1) if match and not _is_material(text, span[0], match.start()) else None


def is_remote(text: str, span: Span) -> bool:
    """Whether a sentence says that talks are held online."""
    match = _online().search(text, *span) or _remote().search(text, *span)
    return match is not None and not _is_material(text, span[0], match.start())


def without_lead(text: str, span: Span) -> Span:
    """A place without the 'in' that a line opens with: 'im Hörsaal 3'; as it is where it opens with a capital."""
    lead = _leads(False).match(text, *span)
    opened = lead and text[span[0]].islower() and lead.end() < span[1] and not text[lead.end()].islower()
    begin = lead.end() if opened else span[0]
    article = _ARTICLE.match(text, begin, span[1])
    return (article.end() if article and (article[2] or fold(article[1]) in vocabulary("articles")) else begin), span[1]


def place_in(text: str, span: Span, *, moved: bool = False) -> Span | None:
    """The place that a sentence names behind 'in' or 'at', and behind 'to' where a talk is moved; None where it names none."""
    at = span[0]
    while match := _leads(moved).search(text, at, span[1]):
        at = max(match.start() + 1, match.end() - 1)
        begin = match.end()
        if further := _leads(moved).match(text, begin, span[1]):
            begin = further.end()
        place, sure = place_at(text, (begin, span[1]))
        if place and sure:
            return place
    return None


def place_leads(text: str, span: Span) -> int | None:
    """Where the words end that lead to a place and open a stretch: 'in', 'at the', 'im'; None where none do."""
    lead = _leads(False).match(text, *span)
    further = lead and _leads(False).match(text, lead.end(), span[1])
    return (further or lead).end() if lead else None


def place_at(text: str, span: Span) -> tuple[Span | None, bool]:
    """The words at the beginning of a stretch that may be a place, and whether they are one by what they hold."""
    place = _before_person(text, _place(text, span[0], min(span[1], span[0] + _LONGEST)))
    place = _inner(text, place)
    if place[0] >= place[1] or len(text[place[0] : place[1]].split()) > _MOST_WORDS:
        return None, False
    sure = _is_place(text, place)
    return (unhedged(text, place) if sure else place), sure


@rule("place-behind-hour", nothing=None)
def place_behind(text: str, begin: int, end: int) -> Span | None:
    """The place right behind an hour and a comma: 'at 7 PM, Ward Theatre, St. John's College'; None where there is none."""
    lead = _COMMA.match(text, begin, end)
    if lead is None:
        return None
    stop = _end().search(text, lead.end(), min(end, lead.end() + _LONGEST))
    stop = stop.start() if stop else min(end, lead.end() + _LONGEST)
    parts = [lead.end(), *(match.end() for match in _PARTS.finditer(text, lead.end(), stop)), stop]
    for first, last in zip(parts, parts[1:], strict=False):
        if find_dates(text, first, last) or find_times(text, first, last):
            stop = first
            break
    place = tightened(text, (lead.end(), stop))
    return place if place[0] < place[1] and names_room(text[place[0] : place[1]]) and _is_place(text, place) else None


def _place(text: str, begin: int, end: int) -> Span:
    """From the word behind 'in' to where the place ends, before a day or an hour at the latest."""
    stop = _end().search(text, min(begin + 2, end), end)
    end = stop.start() if stop else end
    marks = [mention.begin for find in (find_dates, find_times, find_weekdays) for mention in find(text, begin, end)]
    marks += [mark.start() for mark in _honorifics().finditer(text, begin, end)]
    first = min((mark for mark in marks if not _is_number(text, begin, mark)), default=end)
    opened = text.rfind("(", begin, first)
    if opened > begin and ")" not in text[opened:first]:  # 'Room 2 (303 E. Main St.)'
        first = end = opened
    soft = _soft().search(text, max(begin, first - 20), first) if first < end else None
    place = tightened(text, (begin, soft.start() if soft else first))
    return (place[0], place[1] - 1) if place[0] < place[1] and text[place[1] - 1] == ")" and "(" not in text[slice(*place)] else place


@cache
def _honorifics() -> re.Pattern[str]:
    """An honorific behind a number, that of the person named right behind a room: 'in Olin 138 Dr. Lee'."""
    listed = "|".join(sorted({re.escape(word.title()) for word in vocabulary("honorifics") if word.isalpha()}, key=len, reverse=True))
    return re.compile(rf"(?<=\d)\s+(?:{listed})(?!\w)")


def _is_number(text: str, begin: int, mark: int) -> bool:
    """Whether what looks like a time is the number of a room: 'Room 2.15'."""
    return any(match.start() < mark < match.end() for match in _numbered().finditer(text, begin, mark + 8))


def _is_place(text: str, place: Span) -> bool:
    printed = text[place[0] : place[1]]
    if "@" in printed or (is_gathering(printed) and not names_room(printed)):
        return False
    if not names_room(printed) and names_venue(printed):
        alone = fold(printed) in {fold(word) for word in words("navigation", "venues")}  # 'im Museum' says of none which
        return printed[0].isupper() and not alone and len(printed.split()) <= 8 and not is_prose(text, place)
    code = _CODE.match(text, *place)
    return bool(names_room(printed) or (_noun().search(printed) and _CAPITAL.search(printed)) or (code and not is_counted(code[0]) and not find_terms(printed))) and not is_prose(text, place)


def _inner(text: str, place: Span) -> Span:
    """A place without what a further 'in' parts from it: 'once a month in | the Blue Hall'."""
    inner = _leads(False).search(text, *place)
    if inner is None or not text[place[0]].islower() or names_room(text[place[0] : inner.start()]):
        return place
    return (inner.end(), place[1]) if names_room(text[inner.end() : place[1]]) else place


@cache
def _noun() -> re.Pattern[str]:
    """What houses are called that a sentence may say a talk is in: a museum, a library."""
    return re.compile(rf"(?<!\w)(?:{listed_pattern('place_nouns')})(?!\w)", re.I)


def _before_person(text: str, span: Span) -> Span:
    """A place without the person named right behind it: 'in room 2.01 Maria Lopez', 'w sali 2180 dr Jan Nikt'."""
    for word in tokens(text, *span)[1:]:
        if word.text[0].islower() and word.key in vocabulary("honorifics") | vocabulary("positions"):
            before = tightened(text, (span[0], word.begin))
            return before if is_location(text, before) else span
    for name in find_names(text, *span):
        before = tightened(text, (span[0], name.begin))
        if name.confidence >= 0.85 and text[before[1] - 1].isdigit() and is_location(text, before):
            return before
    return span
