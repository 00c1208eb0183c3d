"""Phrases that have the shape of a place: 'Baker Hall 235A', '7500 Wean Hall', 'Adamson Wing, Baker Hall'."""

import re
from dataclasses import dataclass

from kg.extract.tagger_sheet import Sheet
from kg.model.document import Span
from kg.text.gazetteer import is_institution

_DAYS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)(?![a-z])"
)
_OPENERS = (
    "Speakers?|Title|Times?|Dates?|Place|Host|Where|When|What|Who|Location|The|In|At|A|On|All|For|By|I|AM|PM|EST|EDT|Noon|To|From|Topic"
    "|Talk|Seminar|Lecture|Colloquium|Today|Tomorrow|Note|Please|This|Our|We|Refreshments|Coffee|Lunch|Reception|Open|Held|Venue|Abstract"
    "|Change"
)
_NO_NAME = rf"(?i:{_DAYS})\b|(?i:{_OPENERS})\b(?![ \t](?:Hall|Room|Center|Theat(?:er|re)|Aud(?:itorium)?)\b)"
_WORD = rf"(?:(?!{_NO_NAME})[A-Z](?:[\w'’]{{0,3}}\.|[\w'’]{{0,30}}(?:(?<=\w\w)[-/](?!{_NO_NAME})[A-Z][\w'’]{{1,30}})?))"
_HEADS = (
    "hall|rooms?|rm|auditorium|building|bldg|wing|lounge|ballroom|theat(?:er|re)|library|cent(?:er|re)|floor|chapel|gallery|cafeteria"
    "|laborator(?:y|ies)|labs?|quadrangle|museum|house|annex|tower|classroom|suite|union|campus|foyer|lobby|cathedral|basement|hotel|inn"
    r"|club|church|stadium|gym(?:nasium)?|institute|college|school|arena|studio|plaza|pavilion|court|courtyard|commons|atrium|aud|quad"
    r"|playroom|parlou?r|rotunda|terrace|observatory|planetarium|amphitheat(?:er|re)|hospital|refectory|ctr"
)
_HEAD = rf"(?i:(?:{_HEADS})\b\.?)"
_NO_CODE = rf"[\w/]|:\S|\.\d|\s?[ap]\.?m\b|\s?noon\b|(?<!\d\d\d)\s?-{{1,2}}\s?\d{{1,2}}(?:[: ]|[ap]\.?m)|[ ]{_DAYS}"
_LETTERS = r"(?:[A-Z]{1,3}|(?<=\d\d\d)[a-d]|-[A-Z\d]{1,4})?"
_APART = r"(?:(?<=\d\d)[ ][A-F](?=[ ]?(?:[,;)\n]|$|(?:at|on|from)\b))|(?<=[ ]\d)[ ](?:&|and)[ ]\d(?![\w:.]))?"
_CODE = (
    rf"(?:(?!\d{{3}}-\d{{4}}|19[6-9]\d\b)"
    rf"(?:[A-Z]?\d{{1,4}}{_LETTERS}|[A-Z]\d{{1,3}}[A-Z]?|[A-H]-\d{{1,4}}[A-Z]?|\d[A-Z]\d\d)(?!{_NO_CODE}){_APART})"
)
_LONG_CODE = rf"(?:(?=[A-Z]|\d{{3}}|\d\d-[A-Z]){_CODE})"
_B = r"(?:[ \t]{1,2})"
_MODIFIED = rf"(?:{_WORD}|conference|seminar|lecture|meeting|dining|new|main|old|board|reading|student|faculty)"
_NAMED = rf"(?:College|School|Institute|Cathedral|Museum|Academy){_B}of{_B}(?:the{_B})?{_WORD}(?:{_B}{_WORD})?(?!\w)"
_CENTER = rf"(?:{_WORD}{_B}){{0,3}}(?:Center|Centre|Institute|School){_B}(?:for|FOR){_B}(?:the{_B}|THE{_B})?{_WORD}(?:{_B}{_WORD})?(?!\w)"
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)"
    r"|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|ground|top|lower|upper|main))"
)
_FLOOR = (
    rf"{_ORDINAL}{_B}(?i:floor|level)(?!\w)"
    rf"(?:{_B}(?:of{_B}(?:the{_B})?)?(?={_WORD}(?:{_B}{_WORD})?[ ]?(?:[,;.()\n]|$|(?:at|on|from|for)\b))"
    rf"{_WORD}(?:{_B}{_WORD})?)?"
)
_TERMS = (
    "fall|autumn|winter|spring|summer|semester|term|quarter|phone|fax|tel|ext|extension|box|vol|volume|number|part|issue|page|pages|pp"
    "|course|section|chapter|figure|version|class|grade|year|session|week|day|since|until|after|before|about|over|under"
)
_NO_TERM = rf"(?!(?i:{_DAYS}|(?:{_TERMS}|{_OPENERS})\b))"
_SHORT = (
    rf"(?:{_NO_TERM}{_WORD}{_B}(?=(?:[A-Z]\w+|I{{1,3}}){_B}[A-Z]?\d))?"
    rf"{_NO_TERM}[A-Z](?:[A-Za-z]{{1,3}}|[A-Za-z]{{4,8}}(?=[ \t-]{{0,2}}[A-Z]?\d\d\d)"
    rf"|[A-Za-z]{{4,14}}(?:-[A-Z][a-z]{{2,12}})?(?=[ \t](?!20[0-3]\d\b)(?:\d\d\d|[A-H]-?\d\d)))"
    rf"[ \t-]{{0,2}}(?!19[6-9]\d\b)"
    rf"(?:[A-Z]?\d{{2,4}}[A-Z]?(?:(?<=\d\d\d)-\d{{3}}(?![\w-]))?|[A-H]-\d{{1,4}}[A-Z]?)(?![\w/]|:\S|-\d|\.\d){_APART}"
    rf"|[A-Z]{{1,2}}\d{{1,2}}-\d{{3,4}}[A-Z]?(?![\w/-]|[:.]\S)|[A-Z]{{2,4}}{_B}[A-H]{_B}\d{{1,2}}(?:\.\d)?(?![\w:/-])"
    rf"|{_NO_TERM}[A-Z]{{2,5}}{_B}\d{{1,2}}\.\d{{3}}[A-Z]?(?![\w/%]|[:.]\S)"
    rf"|[A-Z]{{2,4}}/[A-Z]{{2,4}}{_B}\d?-?\d{{2,4}}[A-Z]?(?![\w/-]|[:.]\S)"
)
_UNIT = (
    rf"(?:{_FLOOR}|(?i:level|floor){_B}\d{{1,2}}(?:{_B}{_MODIFIED})?{_B}{_HEAD}(?!\w)"
    rf"|(?<=,[ ])(?i:level|floor){_B}\d{{1,2}}(?!{_NO_CODE})|{_NAMED}|{_CENTER}|(?:Hotel|Villa){_B}(?!{_HEAD}){_WORD}"
    rf"|(?:{_WORD}{_B}(?:(?:of|and|for|the|&){_B}(?:the{_B})?)?){{0,4}}?(?:{_MODIFIED}{_B})?(?:{_ORDINAL}{_B})?"
    rf"{_HEAD}(?!\w)(?:{_B}?(?:\#{_B}?)?{_CODE}|{_B}(?:[A-H]|I{{1,3}})(?=[ ]?(?:[,;:.)\t\n]|-[ ]|$|(?:at|on|from)\b)))?"
    rf"|(?!(?:the|this|our|lecture|seminar|in|at|of)\b)[a-z]{{3,12}}{_B}(?:hall|building|auditorium){_B}{_CODE}"
    rf"|{_CODE}{_B}(?:{_WORD}{_B}){{0,2}}{_HEAD}(?!\w)"
    rf"|(?:Room|ROOM|room|Rm\.?|RM\.?|rm\.?){_B}(?:\#{_B}?)?(?:{_CODE}|\d{{1,2}}\.\d{{1,3}}[A-Z]?(?![\w/]|[:.]\S)|{_SHORT})"
    rf"|{_WORD}(?:{_B}(?:{_WORD}|\d{{1,2}}))?,{_B}(?i:rooms?|rm\.?){_B}{_CODE}"
    rf"|(?:\d{{3,4}}[A-Z]?|[A-D]\d{{1,3}}[A-Z]?){_B}?{_WORD}(?:{_B}(?:Blvd|Ave(?:nue)?|Street|Road|Drive)(?!\w))?"
    rf"|{_SHORT})"
)
_NO_YEAR = r"(?!19[6-9]\d\b|(?<=[:/.])\d|(?:(?<=\d,[ ])|(?<=\d[ ]))20\d\d\b)"
_JOIN = rf"(?:{_B}?,{_B}{{0,2}}(?:located in |(?:of|in){_B}the{_B})?|{_B}{{0,2}}\({_B}?|{_B}-{{0,2}}{_B}?|{_B}(?:of|in){_B}(?:the{_B})?)"
_NUMBER = r"(?<=\b[iI]n )(?!(?:19|20)\d\d\b)\d{3,4}[A-Z]?(?=[ ]?[.,;)]|\s(?:at|on|from|for)\b|[ \t]*$)"
_HOUSE_AHEAD = rf"(?:(?<!,[ ]){_NO_TERM}[A-Z]{{2,5}}\d?,{_B}(?={_ORDINAL}{_B}(?i:floor)|(?:{_WORD}{_B}){{0,3}}{_HEAD}(?!\w)))?"
_PHRASE = re.compile(
    rf"(?<![\w@])(?<!\w-)(?<!\w\.){_NO_YEAR}(?!(?i:rooms?|rm\.?)[ ]?[,(-])"
    rf"{_HOUSE_AHEAD}{_UNIT}(?:{_JOIN}(?:{_UNIT}|{_LONG_CODE})){{0,5}}|{_NUMBER}",
    re.MULTILINE,
)
_TAIL = re.compile(
    rf"{_B}(?:of|in){_B}(?:the{_B})?{_WORD}(?:{_B}{_WORD})?(?![\w@])"
    rf"|(?:,{_B}|{_B}-{_B}(?=[A-Z]{{2}})){_WORD}(?=[ ]{{0,8}}(?:[.,;:)\t]|$)|[ ](?:at|on|from|\d{{1,2}}:\d\d|[ ])\b)"
    rf"|{_B}\({_WORD}(?:{_B}{_WORD})?(?=\))",
    re.MULTILINE,
)
_WHOSE = re.compile(rf"((?=[A-Z]*U)[A-Z]{{3,5}}){_B}(?=[A-Z]\w+{_B}(?!\d+[.,;]?$)(?:\w+{_B})*{_HEAD}(?!\w))")
"""A short name with a U before a room with a name: 'UCLA Kelso Room'. Where it is a university's, the room is named without it."""
_SHORTENED = re.compile(r"\b(?i:bldg|blvd|ctr)\.$")
_ROOM_ALONE = re.compile(rf"(?:rooms?|rm\.?){_B}#?{_CODE}", re.IGNORECASE)
_HOUSE = re.compile(rf"{_B}{_WORD}(?=[ ]{{0,8}}(?:[.,;)]|$))", re.MULTILINE)
_REMARKS = (
    "(?:note|please|refreshments?|coffee|tea|reception|lunch|pizza|cookies|donuts|followed|all|everyone|open|new|unusual|chang(?:ed?|ing)"
    "|different|special|tentative|see|http|phone|with|dry|Note|Please|Phone|Refreshments?|NOTE|PLEASE|CHANGED?|REFRESHMENTS|SPECIAL"
    "|TENTATIVE|UNUSUAL)"
)
_ASIDE = re.compile(
    rf"--(?!(?:[^-\s]+[ ]){{0,3}}(?i:{_HEADS})\b)|(?<=\S)[ \t]{{3}}|[;!*]|[ ]?[ (]{_REMARKS}\b|\s{{1,2}}[A-Z][A-Za-z]{{2,12}}:(?!/)"
    rf"|[ ]?\((?=[^)\n]{{0,60}}\d:\d\d|(?![^)\n]{{0,60}}(?:\d{{3}}|(?i:{_HEADS})\b)))"
    rf"|[,;]?\s(?:(?:at|from|on)\s)?(?:(?:1[0-2]|[1-9]):\d\d|(?:1[0-2]|[1-9])\s?[apAP]\.?[mM]\b|(?:12\s)?[Nn]oon\b|{_DAYS}\b)"
)
_AHEAD = re.compile(
    rf"(?:(?i:in|at)[ ](?:the[ ])?|(?=\d{{1,2}}:\d\d|\d{{1,2}}\s?[apAP]\.?[mM]\b|{_DAYS}\b)"
    rf"(?:{_DAYS}\b\.?|\d{{1,2}}(?::\d\d|st|nd|rd|th)?(?!\d)|19\d\d|[ap]\.?m\b\.?|[AP]\.?M\b\.?|noon|at|to|in|the|[-,; ])+(?=[A-Z]|\d{3}))"
)
_COMBINED = re.compile(r"\b(?:place|where|location|venue)\b")
_WITHIN = re.compile(r"(?:(?<=[ \t]{2})|(?<=[;,.][ \t]))(?i:place|where|room|location|venue)[ \t]?:[ \t]{0,8}(?=\S)")
_ELSE = re.compile(r"\d:\d\d|:|@|\d\s?[ap]\.?m\b|" + _DAYS, re.IGNORECASE)
_OPEN = re.compile(r"\b(?:tb[ad]|to be (?:announced|determined)|see below)\b", re.IGNORECASE)
_LONGEST_VALUE = 400
"""Characters of a labelled value that are looked at."""
_HEADED = re.compile(rf"\b{_HEAD}")
_DIGIT = re.compile(r"\d")
_BELOW = re.compile(r",?[ \t]*\n[ \t]*\(?")
_LINE_END = re.compile(r"[ \t]*[.,;)]?[ \t]*$", re.MULTILINE)
_LAST_PART = re.compile(r"[\n,(][ \t]*([^\n,()]{2,60})$")
_OPEN_END = re.compile(r"\b(?:of|in|the|at|and)[ \t]*$")
_ROOM = re.compile(r"(?:rooms?|rm)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in the shape of a place. `tail` is the end of the words that may still belong to it, or None."""

    span: Span
    coded: bool
    headed: bool
    tail: int | None = None
    labelled: bool = False


def place_phrases(sheet: Sheet) -> tuple[Phrase, ...]:
    """The phrases of a text that look like places, and the values of the rows labelled as one."""
    flat = _flattened(sheet)
    found = []
    for match in _PHRASE.finditer(flat):
        end = match.start() + len(match[0].rstrip(" \t" if _SHORTENED.search(match[0]) else " \t."))
        coded = bool(_DIGIT.search(match[0]))
        bare = bool(_ROOM_ALONE.fullmatch(match[0]))
        tail = _TAIL.match(flat, match.end()) or (_HOUSE.match(flat, match.end()) if bare else None)
        if tail and tail[0].lstrip()[0] in ",(-" and is_institution(tail[0].strip(" \t,(-")):
            tail = None
        if tail and tail[0][0] == "," and coded and not bare:
            tail = None
        whose = _WHOSE.match(flat, match.start(), end)
        begin = whose.end() if whose and is_institution(whose[1]) else match.start()
        found.append(Phrase((begin, end), coded, bool(_HEADED.search(match[0])), tail.end() if tail else None))
    return (*_joined(flat, found), *_labelled(sheet))


def _joined(flat: str, found: list[Phrase]) -> list[Phrase]:
    """The phrases, with those as one that stand on lines of their own one below the other: a room, and the house it is in."""
    joined: list[Phrase] = []
    for phrase in found:
        before = joined[-1] if joined else None
        if before and _BELOW.fullmatch(flat, before.span[1], phrase.span[0]) and _belong(flat, before, phrase):
            joined[-1] = Phrase((before.span[0], phrase.span[1]), before.coded or phrase.coded, True, phrase.tail)
        else:
            joined.append(phrase)
    return joined


def _belong(flat: str, above: Phrase, below: Phrase) -> bool:
    """Whether two phrases on neighbouring lines are one place: the lower one fills its line, and they are not two halls with numbers."""
    if not (above.headed and below.headed) or above.tail or "\n" in flat[slice(*above.span)]:
        return False
    words = flat[slice(*above.span)], flat[slice(*below.span)]
    if above.coded and below.coded and not any(_ROOM.match(each) for each in words):
        return False
    return flat[below.span[0] - 1] == "(" or bool(_LINE_END.match(flat, below.span[1]))


def _labelled(sheet: Sheet) -> list[Phrase]:
    """The values of the rows labelled as a place, and of such labels within rows."""
    found = []
    for number, row in enumerate(sheet.rows):
        if row.role == "location":
            found.append(_value(sheet.text, row.value, _value_end(sheet, number)))
        elif row.label and _COMBINED.search(row.label):
            found.append(_value(sheet.text, row.value, row.end))
        elif not row.role or row.role in ("date", "time", "datetime"):
            found += [_value(sheet.text, match.end(), row.end) for match in _WITHIN.finditer(sheet.text, row.value, row.end)]
    return [phrase for phrase in found if phrase]


def _value_end(sheet: Sheet, number: int) -> int:
    """Where the value of a labelled row ends, with the lines that continue it: set in as deep as the value, and no times."""
    row, end = sheet.rows[number], sheet.rows[number].end
    inset = len(sheet.text[row.begin : row.end]) - len(sheet.text[row.begin : row.end].lstrip())
    empty = not sheet.text[row.value : row.end].strip()
    for below in sheet.rows[number + 1 : number + 4]:
        line = sheet.text[below.begin : below.end]
        deep = len(line.expandtabs()) - len(line.expandtabs().lstrip()) >= inset + 6
        if not line.strip() or below.label or _ELSE.search(line) or not (deep or (empty and below.kind != "prose")) or below.width > 70:
            break
        end, empty = below.end, False
        if not deep:
            break
    return end


def _value(text: str, begin: int, end: int) -> Phrase | None:
    """The whole value of a labelled row without what is said of the time before it and a remark behind it."""
    end = min(end, begin + _LONGEST_VALUE)
    while begin < end and text[begin].isspace():
        begin += 1
    ahead = _AHEAD.match(text, begin, end)
    begin = ahead.end() if ahead else begin
    remark = _ASIDE.search(text, begin + 4, end) if begin + 4 < end else None
    end = remark.start() if remark else end
    end = _stripped(text, begin, end)
    last = _LAST_PART.search(text, begin, end)
    if last and is_institution(last[1]):
        end = _stripped(text, begin, last.start())
    return Phrase((begin, end), True, True, labelled=True) if begin < end and not _OPEN.search(text, begin, end) else None


def _stripped(text: str, begin: int, end: int) -> int:
    while end > begin and text[end - 1] in " \t\n.,;(-)":
        end -= 1
    return end


def _flattened(sheet: Sheet) -> str:
    """The text with blanks for the line ends inside paragraphs, which follow a long line."""
    pieces = []
    for row, below in zip(sheet.rows, [*sheet.rows[1:], None], strict=True):
        pieces.append(sheet.text[row.begin : row.end])
        if below is not None:
            long = (row.width > 62 and not row.label) or (row.width > 52 and not below.indent)
            wrapped = below.size and not below.label and (long or _OPEN_END.search(pieces[-1]))
            pieces.append(" " if wrapped else "\n")
    return "".join(pieces)
