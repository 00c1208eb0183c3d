"""What the sentences of running text tell of each talk, put together: who, under which title, when, where, in which series."""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from kg.extract.claims import Claim
from kg.extract.clauses import Clause, clauses
from kg.extract.page import Page
from kg.extract.status import status_in
from kg.extract.told_places import listed_pattern, place_behind, place_in
from kg.extract.told_series import told_series
from kg.extract.told_speakers import earlier_person, is_marked, names_told, opens_with_pronoun, person_told, told_speakers
from kg.extract.told_titles import title_of_occasion, told_title
from kg.extract.when import is_beside
from kg.extract.wording import key, plain, tightened, unquoted
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule

RULE = "talk-told-in-sentences"
_REACH = 800
"""Characters behind a telling within which a sentence goes on about it without naming it."""
_LONGEST_STATUS = 200
_MOST = 60
"""Claims that are kept of one talk."""


@dataclass(slots=True)
class Scene:
    """One talk as the sentences tell of it so far."""

    people: tuple[Person, ...]
    title: Span | None
    begin: int
    end: int
    claims: list[Claim] = field(default_factory=list)
    days: set[tuple] = field(default_factory=set)

    @property
    def surnames(self) -> frozenset[str]:
        """The last names of the speakers, folded."""
        return frozenset(key(person.name.text).split()[-1] for person in self.people)

    def has(self, role: str) -> bool:
        """Whether anything is told in a role yet."""
        return any(claim.role == role for claim in self.claims)


def scenes_of(page: Page, span: Span) -> list[Scene]:
    """The talks that the sentences between two offsets tell of, in the order in which they are first named."""
    found: list[Scene] = []
    pending: list[Claim] = []
    waiting: Span | None = None
    shared: list[Claim] = []
    by_name: dict[str, Scene] = {}
    for clause in clauses(page, span):
        title = _title(page, clause, found)
        people = _people(page, clause, title or waiting, found) or _of_pending(page, clause, pending, found) or _titled(page, clause, title)
        if people:
            scene = _scene(page, clause, people, title, by_name)
            if scene is None:
                scene = Scene(people, None, clause.begin, clause.end, pending)
                scene.days = _days(page, pending)
                title, pending, waiting = title or waiting, [], None
                found.append(scene)
            by_name |= dict.fromkeys(scene.surnames, scene)
            _add(page, scene, clause, people, title)
        elif clause.held and clause.each:
            shared += _moments(page, clause, None, 0.7)[: _MOST - len(shared)]
        elif (clause.held and (not found or _is_later(page, found[-1], clause))) or (not found and _is_appointment(page, clause)):
            pending, waiting = _moments(page, clause, title, 0.84) or pending, title or waiting
        elif found and (clause.held or title) and len(found[-1].claims) < _MOST:
            _go_on(page, found, clause, title)
        elif found and clause.begin - found[-1].end < _REACH:
            _add_aside(page, found[-1], clause)
    named = [claim for scene in found for claim in scene.claims if claim.role == "series"]
    shared += [replace(claim, confidence=0.7) for claim in named if len(named) == 1]  # where several talks name it, it is not that of all
    for scene in found:
        scene.claims += [claim for claim in shared if claim.role == "when" or not scene.has(claim.role)]
    return found


def _is_appointment(page: Page, clause: Clause) -> bool:
    """Whether a sentence ahead of all speakers gives a day and an hour: 'The day opens with a ceremony on Monday, 17 October at 5 pm'."""
    days = [day for day in page.dates_in(clause.span) if day.day and day.weekday is not None and day.last is None]
    return bool(days) and any(time.finish is None for time in page.times_in(clause.span))  # 'daily from 10 to 6' are opening hours


def _title(page: Page, clause: Clause, found: list[Scene]) -> Span | None:
    """The title that a clause gives."""
    if clause.verb is None or clause.weak:
        return title_of_occasion(page, clause.span)
    return told_title(page, clause.span, clause.verb, clause.end)


def _people(page: Page, clause: Clause, title: Span | None, found: list[Scene]) -> tuple[Person, ...]:
    """The speakers of a clause, or the speaker of the talk so far where it goes on about that one by surname or 'she'."""
    if clause.verb is None:
        return ()
    if clause.weak and title is None:
        return ()
    if found and opens_with_pronoun(page, clause.span, clause.verb) and clause.begin - found[-1].end < _REACH:
        return found[-1].people
    people = told_speakers(page, clause.span, clause.verb, title)
    if people:
        return people
    return earlier_person(page, clause.span, clause.verb, tuple(person for scene in found[-3:] for person in scene.people))


def _of_pending(page: Page, clause: Clause, pending: list[Claim], found: list[Scene]) -> tuple[Person, ...]:
    """The first person of whom a report says what they will go into, where it has told of the day of a talk and of nobody yet."""
    if found or not clause.weak or not any(claim.role == "when" for claim in pending):
        return ()
    return told_speakers(page, clause.span, clause.verb, None)


@rule("title-day-and-person", nothing=())
def _titled(page: Page, clause: Clause, title: Span | None) -> tuple[Person, ...]:
    """The one person of a sentence that gives a title and its day: 'The series opens on 3 May with the talk “Knots” of Prof. Ann Lee.'"""
    if title is None or (clause.verb is not None and not clause.weak) or not page.dates_in(clause.span):
        return ()
    names = [name for name in names_told(page, clause.span) if is_marked(page.text, name) and not title[0] <= name.begin < title[1]]
    return (person_told(page.text, names[0], (clause.end,), title, clause.begin),) if len(names) == 1 else ()


def _scene(page: Page, clause: Clause, people: tuple[Person, ...], title: Span | None, by_name: dict[str, Scene]) -> Scene | None:
    """The talk told of before that a clause goes on about; None where it tells of a new one."""
    known = [by_name.get(key(person.name.text).split()[-1]) for person in people]
    if known[0] is None or any(scene is not known[0] for scene in known) or _is_other(page, known[0], clause, title):
        return None
    return known[0]


def _is_later(page: Page, scene: Scene, clause: Clause) -> bool:
    """Whether a sentence about a talk gives another day than the talk before it has."""
    days = {(day.month, day.day) for day in page.dates_in(clause.span) if day.day}
    return bool(days and scene.days and not days & scene.days)


def _is_other(page: Page, scene: Scene, clause: Clause, title: Span | None) -> bool:
    """Whether a clause about the same speaker gives another day, or another title with a day or an hour of its own."""
    if _is_later(page, scene, clause):
        return True
    if title is None or scene.title is None or _same(page, title, scene.title):
        return False
    return bool(page.dates_in(clause.span) or page.times_in(clause.span) or _ordinal().search(page.text, *clause.span))


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('other_talk')})(?!\w)", re.I)


def _same(page: Page, title: Span, other: Span) -> bool:
    return key(plain(page.text, title)) == key(plain(page.text, other))


def _add(page: Page, scene: Scene, clause: Clause, people: tuple[Person, ...], title: Span | None) -> None:
    """Takes what a clause of the speaker says into the talk."""
    scene.people = tuple(_fuller(old, people) for old in scene.people)
    if scene.title is None and title is not None:
        scene.title = title
    scene.end = max(scene.end, clause.end)
    told = _moments(page, clause, title, 0.85 if not clause.weak else 0.79)
    if clause.head and not any(claim.role == "when" for claim in (*told, *scene.claims)):
        told += _moments(page, replace(clause, begin=clause.head[0], end=clause.head[1], verb=None), None, 0.8)
    scene.claims += told
    scene.days |= _days(page, scene.claims)
    _add_series_and_status(page, scene, clause)


def _fuller(old: Person, people: tuple[Person, ...]) -> Person:
    """A person with the affiliations and the post that a later sentence prints."""
    surname = key(old.name.text).split()[-1]
    new = next((person for person in people if key(person.name.text).split()[-1] == surname), None)
    if new is None or old.affiliations or not (new.affiliations or new.position):
        return old
    return replace(old, affiliations=new.affiliations, position=old.position or new.position, honorific=old.honorific or new.honorific)


def _go_on(page: Page, found: list[Scene], clause: Clause, title: Span | None) -> None:
    """Takes a sentence about 'the lecture' into the talk before it, or opens a further talk of the same speakers."""
    scene = found[-1]
    if title is not None and _is_other(page, scene, clause, title):
        days = [claim for claim in scene.claims if claim.role == "when" and page.dates_in(claim.span)]
        kept = [claim for claim in scene.claims if claim.role == "series"]
        own = page.dates_in(clause.span)
        scene = Scene(scene.people, title, clause.begin, clause.end, [*kept, *(() if own else days)])
        found.append(scene)
    elif title is not None and scene.title is None:
        scene.title = title
    scene.end = max(scene.end, clause.end)
    scene.claims += _moments(page, clause, title, 0.83)
    scene.days |= _days(page, scene.claims)
    _add_series_and_status(page, scene, clause)


def _add_aside(page: Page, scene: Scene, clause: Clause) -> None:
    """A sentence that does not speak of the talk: the day and the hour it holds are the talk's only where nothing else is."""
    scene.claims += _moments(page, clause, None, 0.7)
    _add_series_and_status(page, scene, clause, series=False)


def _moments(page: Page, clause: Clause, title: Span | None, confidence: float) -> list[Claim]:
    """The day, the hour and the place of a clause."""
    mentions = [*page.dates_in(clause.span), *(time for time in page.times_in(clause.span) if not is_beside(page.text, time))]
    mentions = [m for m in mentions if not (title and title[0] <= m.begin < title[1]) and not is_no_day(page.text, m.begin)]
    told = _days_told(page, clause)
    mentions = [m for m in mentions if m.begin not in told]
    claims = [Claim("when", (m.begin, m.end), RULE, confidence) for m in mentions]
    place = next((place for part in _around(clause.span, title) if (place := place_in(page.text, part))), None)
    behind = (place_behind(page.text, m.end, clause.end) for m in mentions)
    place = place or next((found for found in behind if found), None)
    aside = not mentions and bool(page.times_in(clause.span))  # the room of a reception
    return [*claims, Claim("location", place, RULE, confidence - 0.05)] if place and not aside else claims


@rule("day-before-verb", nothing=frozenset())
def _days_told(page: Page, clause: Clause) -> frozenset[int]:
    """Where the days stand of what is told and not of the talk: behind the verb of a clause that gives its day in front of it."""
    if clause.verb is None or clause.weak or len(page.dates_in((clause.begin, clause.verb[0]))) != 1:
        return frozenset()
    return frozenset(date.begin for date in page.dates_in((clause.verb[1], clause.end)))


@rule("no-day-of-a-talk", nothing=False)
def is_no_day(text: str, begin: int) -> bool:
    """Whether a date names a week, or how long something has been: 'the week of August 26', 'since May 3'."""
    return bool(_no_day().search(text, max(0, begin - 24), begin))


@cache
def _no_day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('not_day_leads')})(?:\s+\w+day,?)?\s*$", re.I)


def _days(page: Page, claims: list[Claim]) -> set[tuple]:
    return {(day.month, day.day) for claim in claims if claim.role == "when" for day in page.dates_in(claim.span) if day.day}


def _around(span: Span, title: Span | None) -> tuple[Span, ...]:
    """The span without the title in it, in one piece or two."""
    inside = title and span[0] <= title[0] < title[1] < span[1]
    return ((span[0], title[0]), (title[1], span[1])) if inside else (span,)


def _add_series_and_status(page: Page, scene: Scene, clause: Clause, *, series: bool = True) -> None:
    if series and not scene.has("series") and (named := told_series(page.text, clause.span)):
        scene.claims.append(Claim("series", named, "series-told", 0.8))
    begin, end = tightened(page.text, clause.span)
    if not scene.has("status") and end - begin <= _LONGEST_STATUS and status_in(page.text, (begin, end)):
        scene.claims.append(Claim("status", (begin, end), "status-words", 0.85))


def claims_of(page: Page, scene: Scene) -> tuple[Claim, ...]:
    """What is told of a talk, as claims; of several days the one that is told most surely."""
    days = [claim for claim in scene.claims if claim.role == "when" and page.dates_in(claim.span)]
    sure = max((claim.confidence for claim in days), default=0.0)
    known = _days(page, [claim for claim in days if claim.confidence == sure])
    told = [claim for claim in scene.claims if claim not in days or claim.confidence == sure or _days(page, [claim]) & known]
    claims = [Claim("speaker", scene.people[0].name.spans[0], RULE, 0.85, scene.people), *told]
    if scene.title:
        claims.append(Claim("title", unquoted(page.text, scene.title), RULE, 0.85))
    return tuple(claims)
