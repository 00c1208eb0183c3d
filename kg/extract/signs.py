"""Whether a page announces talks at all, and which of its readings are talks.

A heading, a name and a date make a reading; so do the pages of a committee, a manual and a post. A talk is told by more:
by a label, by a word for talks where the page says what it is, by an hour.
"""

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.announce import is_labelled
from kg.extract.breaks import is_break
from kg.extract.labels import label_key, listed
from kg.extract.page import Page, Row
from kg.extract.verbs import verbs_of_speaking
from kg.extract.wording import plain
from kg.model.announcement import Announcement, Talk, Value
from kg.rules import rule
from kg.text.language import words

_LABELS = ("speaker", "abstract", "title", "titleabstract", "bio", "host", "chair", "prespeaker")
_SURE, _LIKELY = 0.85, 0.6
"""The confidence from which a name is more than two capital letters (a known given name, an honorific, initials), and from
which an affiliation beside it makes it one."""
_PRINTED = 0.9
"""The confidence from which an affiliation is one by more than its place below a name."""
_FIRST, _SHORT, _AROUND = 5, 160, 3
"""How many rows open a page; how long a row may be that says what the page is; how many rows beside a talk are its own."""
_WORDS = 3
"""How many words an entry of a menu has at most, and how many entries a menu at least."""
_LONGEST_BREAK = 200
_LISTED = 3
"""So many readings of different days and with sure names are a list of talks, whatever the page calls itself."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Where a page says that it is about talks.

    `headed`: in its headings, its subject or its first lines, or by labels of talks; `named`: there stands a word for a
    gathering that need not hold any, a meeting or a school. `rows`: the numbers of the rows that hold a word for talks.
    """

    headed: bool
    named: bool
    rows: tuple[int, ...]


def announced(page: Page, said: Announcement) -> Announcement:
    """What a whole page announces: the readings that are talks, and nothing at all where none of them is."""
    if not any(map(_is_somebodys_or_dated, said.talks)):
        return Announcement() if said.talks else said
    signs = _signs_of(page)
    if signs is None:
        return said
    known = [talk for talk in said.talks if _is_known(talk)]
    days = {talk.start.text for talk in known if talk.start is not None and not talk.start.derived}
    several = len(days) >= (_LISTED - (signs.named or all(map(_is_placed, said.talks)))) and len(known) * 2 >= len(said.talks)
    several = several or _is_timetable(page, said)
    company = len(known) * _LISTED >= len(said.talks) >= _LISTED
    talks = tuple(talk for talk in said.talks if _is_talk(page, talk, signs, several, company))
    return replace(said, talks=talks) if talks else Announcement()


@rule("programme-with-breaks", nothing=False)
def _is_timetable(page: Page, said: Announcement) -> bool:
    """Whether the lines of a page open with hours, some of them are breaks, and most readings are people from somewhere."""
    timed = [row for row in page.rows if row.times and row.times[0].begin - row.begin < 3 and row.end - row.begin < _LONGEST_BREAK]
    pauses = sum(is_break(plain(page.text, (row.times[0].end, row.end))) for row in timed)
    placed = sum(any(person.affiliations for person in talk.speakers) for talk in said.talks)
    return len(timed) >= _LISTED * 2 and pauses >= 2 and placed >= _LISTED and placed * 3 >= len(said.talks) * 2


@rule("speaker-or-day-of-a-talk", nothing=True)
def _is_somebodys_or_dated(talk: Talk) -> bool:
    """Whether it is said of a talk who gives it, or when, or that it is not held, or its title is called so: advice for
    speakers speaks of titles and abstracts too."""
    titled = talk.title is not None and talk.title.rule == "labelled-title"
    return bool(titled or talk.speakers or talk.start or talk.time_text or talk.slot or talk.status.text != "scheduled")


@rule("sign-of-talks", nothing=None)
def _signs_of(page: Page) -> Signs:
    """The signs of talks on a page; those of its navigation are none."""
    menu = _menu(page)
    headed, named, found = _has_labels(page), False, []
    for place, row in enumerate((*page.rows, *page.meta)):
        if place < len(page.rows) and row.number in menu:
            continue
        printed = page.text[row.begin : row.end].casefold()
        says = _says_what(page, row, place)
        if _words(True).search(printed):
            found.append(row.number if place < len(page.rows) else -1)
            headed = headed or says
        headed = headed or (says and _is_programme(printed))
        named = named or (says and bool(_words(False).search(printed)))
    return Signs(headed, named, tuple(sorted(found)))


def _has_labels(page: Page) -> bool:
    """Whether the page labels a speaker, or two things of a talk; a manual has a title, an author or a description."""
    roles = {row.label.role for row in page.rows if row.label is not None and row.label.role in _LABELS}
    above = {row.label.role for row in page.meta if row.label is not None and row.label.role in _LABELS} - {"title"}
    return "speaker" in roles or len(roles | above) > 1


def _says_what(page: Page, row: Row, place: int) -> bool:
    """Whether a row is one of those that say what the page is."""
    if place >= len(page.rows):
        return True
    return row.end - row.begin <= _SHORT and (row.number < _FIRST or row.line.kind == "heading" or row.line.bold)


def _menu(page: Page) -> set[int]:
    """The numbers of the rows of a site's menu: short links, and runs of a few words each that are items or name its pages."""
    links = {(link.begin, link.end) for link in page.document.links if link.end - link.begin < 40}
    found = {row.number for row in page.rows if (row.begin, row.end) in links}
    for (short, kind), run in itertools.groupby(page.rows, key=lambda row: (_is_short(page, row), row.line.kind)):
        rows = list(run)
        if short and len(rows) >= _WORDS and kind != "heading" and (kind == "item" or any(_is_of_site(page, row) for row in rows)):
            found |= {row.number for row in rows}
    return found


def _is_short(page: Page, row: Row) -> bool:
    return row.end - row.begin <= _SHORT and len(page.text[row.begin : row.end].split()) <= _WORDS


def _is_of_site(page: Page, row: Row) -> bool:
    return label_key(page.text[row.begin : row.end]) in listed("navigation", "words")


def _is_talk(page: Page, talk: Talk, signs: Signs, several: bool, company: bool) -> bool:
    """Whether a reading is a talk: the less the page says of talks, the more the reading itself must show.

    `several`: it is one of some with a day and a sure name; `company`: of some whose names are mostly sure.
    """
    if is_labelled(talk) or (talk.title is not None and talk.title.rule == "talk-told-in-sentences"):
        return True
    known, timed = _is_known(talk), any(one and "T" in one.text for one in (talk.start, talk.slot and talk.slot.start))
    dated = talk.start is not None and not talk.start.derived
    if signs.headed or several:
        likely = any(person.affiliations and person.name.confidence >= _LIKELY for person in talk.speakers)
        return known or timed or dated or company or likely
    affiliated = any(person.affiliations for person in talk.speakers)
    near = _beside(page, talk, signs.rows)
    if timed:
        return near or known or affiliated
    shaped = talk.title is not None and talk.title.rule == "title-row"
    if dated and _is_own(page, talk, talk.start):
        return known and (near if talk.title is not None else talk.status.text != "scheduled")
    return known and ((affiliated and near and not shaped) or _opens(page, talk))


def _is_known(talk: Talk) -> bool:
    return any(person.name.confidence >= _SURE for person in talk.speakers)


def _is_placed(talk: Talk) -> bool:
    """Whether somebody gives the talk who is from somewhere, as far as that is printed beside the name."""
    return any(one.confidence >= _PRINTED for person in talk.speakers for one in person.affiliations)


def _opens(page: Page, talk: Talk) -> bool:
    """Whether name and title open the page in one row, with a place of their own below: the page of one talk."""
    if talk.title is None or talk.title.rule != "person-and-title-in-one-row" or talk.location is None or talk.location.derived:
        return False
    return bool(page.rows) and talk.title.spans[0][1] <= page.rows[0].end


def _beside(page: Page, talk: Talk, numbers: tuple[int, ...]) -> bool:
    """Whether one of these rows is a row of the talk, or stands beside it."""
    rows = _rows(page, talk)
    if not rows or not numbers:
        return -1 in numbers
    first = bisect_left(numbers, rows[0].number - _AROUND)
    return first < len(numbers) and numbers[first] <= rows[-1].number + _AROUND


def _is_own(page: Page, talk: Talk, start: Value) -> bool:
    """Whether a day stands beside the words of the talk, and not above a whole page of others."""
    return bool(start.spans) and _beside(page, talk, tuple(row.number for row in page.between(start.spans[0])))


def _rows(page: Page, talk: Talk) -> tuple[Row, ...]:
    """The rows of the title and the speakers, and those between them."""
    values: list[Value | None] = [talk.title, *(person.name for person in talk.speakers)]
    spans = [span for value in values if value is not None and not value.derived for span in value.spans]
    return page.between((min(begin for begin, _ in spans), max(end for _, end in spans))) if spans else ()


@cache
def _words(strong: bool) -> re.Pattern[str]:
    """Words for talks, for what they are held at and for holding one, in any language; or those that say it only weakly."""
    weak = {word.casefold() for name in ("event_words", "vague_gatherings") for word in words("navigation", name)}
    names = ("gatherings", "series_words", "talk_by", "talk_signs")
    listed = (*verbs_of_speaking(), *(word for name in names for word in words("navigation", name)))
    strong_words = {word.casefold() for word in listed} | set(words("people", "talk_words"))
    told = {word for word in strong_words if len(word) > 4 or word == "talk"} - weak
    compound = "|".join(re.escape(word.casefold()) for word in words("navigation", "compound_gatherings"))
    plain = "|".join(sorted(map(re.escape, told if strong else weak), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?:{plain})s?" + (rf"|\w{{3,}}(?:{compound})" if strong else "") + r")(?!\w)")


def _is_programme(printed: str) -> bool:
    """Whether a heading is a word for a programme, alone or of a gathering: 'Workshop Schedule 2027'."""
    nouns, beside = _programme()
    named = re.findall(r"[^\W\d_]+", printed)
    return any(word in nouns for word in named) and all(word in nouns or word in beside for word in named)


@cache
def _programme() -> tuple[frozenset[str], frozenset[str]]:
    """The words for a programme, and those that may stand beside one."""
    names = ("event_words", "gatherings", "schedule_leads")
    beside = {one for name in names for word in words("navigation", name) for one in word.casefold().split()}
    return frozenset(word.casefold() for word in words("navigation", "schedule_nouns")), frozenset(beside)
