"""What the sentences of running text tell of each talk, put together: who, under which title, when, where, in which series."""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from kg.extract.claims import Claim
from kg.extract.clauses import Clause, clauses
from kg.extract.page import Page
from kg.extract.told_facts import RULE, days_of, frame_of, is_day_line, moments, status_of
from kg.extract.told_owners import owner_of, subject_of
from kg.extract.told_panels import panel_in
from kg.extract.told_places import listed_pattern
from kg.extract.told_speakers import earlier_person, is_marked, names_told, opens_with_person, opens_with_pronoun, person_told, surname, told_speakers
from kg.extract.told_titles import title_of_occasion, told_title
from kg.extract.wording import key, plain, unquoted
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words

_REACH = 800
"""Characters behind a telling within which a sentence goes on about it without naming it."""
_MOST = 60
"""Claims that are kept of one talk."""


@dataclass(slots=True)
class Scene:
    """One talk as the sentences tell of it so far; nobody speaks in it as long as none of them has said who does."""

    people: tuple[Person, ...]
    title: Span | None
    begin: int
    end: int
    claims: list[Claim] = field(default_factory=list)
    days: set[tuple] = field(default_factory=set)

    @property
    def surnames(self) -> frozenset[str]:
        """The last names of the speakers, folded."""
        return frozenset(map(surname, self.people))

    def has(self, role: str) -> bool:
        """Whether anything is told in a role yet."""
        return any(claim.role == role for claim in self.claims)

    def add(self, page: Page, claims: list[Claim]) -> None:
        """Takes in what a clause claims: all its days, hours and places, and of each other role what comes first."""
        claims = [claim for claim in claims if claim.role in ("when", "location") or not self.has(claim.role)]
        self.claims += claims[: _MOST - len(self.claims)]
        self.days |= days_of(page, claims)


def scenes_of(page: Page, span: Span) -> list[Scene]:
    """The talks that the sentences between two offsets tell of, in the order in which they are first named."""
    found: list[Scene] = []
    ahead: Scene | None = None  # a lecture of which a sentence has told, and not yet who gives it
    shared: list[Claim] = []
    by_name: dict[str, Scene] = {}
    told = list(clauses(page, span))
    lines = {clause.begin for clause in told if is_day_line(page, clause)}
    heading: list[Claim] = []
    for clause in told:
        if len(lines) > 1 and clause.begin in lines:
            heading = moments(page, clause, None, 0.75)
            continue
        title = _title(page, clause)
        people = _people(page, clause, title or (ahead.title if ahead else None), found) or _of_ahead(page, clause, ahead, found) or _titled(page, clause, title)
        if people:
            scene = _known(page, clause, people, title, by_name)
            if scene is None:
                scene, ahead = ahead or Scene((), None, clause.begin, clause.end), None
                scene.people, scene.title = people, title or scene.title
                found.append(scene)
                _put_under(page, scene, clause, heading)
            by_name |= {surname(person): scene for person in scene.people}
            _go_on(page, scene, clause, title, people)
        elif clause.held and clause.each:
            shared += moments(page, clause, None, 0.7)[: _MOST - len(shared)]
        elif (title and not found) or (clause.held and (not found or _is_later(page, found[-1], clause))) or (not found and _is_appointment(page, clause)) or _opens(found, heading, clause, title):
            ahead = _ahead(page, clause, title, ahead)
            _put_under(page, ahead, clause, heading)
        elif found and (clause.held or title) and len(found[-1].claims) < _MOST:
            scene = _further(page, found[-1], clause, title)
            if scene is not found[-1]:
                found.append(scene)
                _put_under(page, scene, clause, heading)
            _go_on(page, scene, clause, title, ())
        elif found and clause.begin - found[-1].end < _REACH:
            of_person = opens_with_person(page, clause.span, found[-1].people)
            found[-1].add(page, [*(() if of_person else moments(page, clause, None, 0.7)), *status_of(page, clause)])
    named = [claim for scene in found for claim in scene.claims if claim.role == "series"]
    lead = min((person.name.spans[0][0] for scene in found for person in scene.people), default=0)
    shared += [replace(claim, confidence=0.7) for claim in named if len(named) == 1 and (claim.span[0] < lead or _of_several(page, claim))]  # what one talk is part of, the others need not be
    for scene in found:
        scene.claims += [claim for claim in shared if claim.role == "when" or not scene.has(claim.role)]
    return found


def _of_several(page: Page, claim: Claim) -> bool:
    """Whether the name of a series says that it has several talks: 'Ward Lecture Series', and not 'Ward Lecture'."""
    parts = key(plain(page.text, claim.span)).split()
    return bool({parts[0], parts[-1]} & set(map(key, words("sentences", "several_lectures"))))


def _put_under(page: Page, scene: Scene, clause: Clause, heading: list[Claim]) -> None:
    """Gives a talk without a day of its own the one on a line above it."""
    near = heading and clause.begin - heading[0].span[1] < _REACH
    if near and not scene.days and not page.dates_in(clause.span):
        scene.add(page, heading)


def _opens(found: list[Scene], heading: list[Claim], clause: Clause, title: Span | None) -> bool:
    """Whether a sentence without a speaker is the first to tell of a talk below the line of a further day."""
    return bool(found and heading and heading[0].span[0] > found[-1].end and (clause.held or title))


def _is_appointment(page: Page, clause: Clause) -> bool:
    """Whether a sentence ahead of all speakers gives a day and an hour: 'The day opens with a ceremony on Monday, 17 October at 5 pm'."""
    days = [day for day in page.dates_in(clause.span) if day.day and day.weekday is not None and day.last is None]
    return bool(days) and any(time.finish is None for time in page.times_in(clause.span))  # 'daily from 10 to 6' are opening hours


def _ahead(page: Page, clause: Clause, title: Span | None, before: Scene | None) -> Scene:
    """The lecture that a sentence without a speaker tells of; one told of before is the same where no day speaks against it."""
    when = moments(page, clause, title, 0.84)
    known = before if before and (not when or not before.days or not days_of(page, when) or days_of(page, when) & before.days) else None
    scene = known or Scene((), None, clause.begin, clause.end)
    dated = any(claim.role == "when" for claim in when)
    if known and dated:
        scene.claims = [claim for claim in scene.claims if claim.role not in {one.role for one in when}]
    elif known and scene.has("location"):
        when = []
    scene.title = title or scene.title
    scene.add(page, [*when, *frame_of(page, clause), *status_of(page, clause)])
    return scene


def _title(page: Page, clause: Clause) -> Span | None:
    """The title that a clause gives."""
    if clause.verb is None or clause.weak:
        return title_of_occasion(page, clause.span)
    return told_title(page, clause.span, clause.verb, clause.end)


def _people(page: Page, clause: Clause, title: Span | None, found: list[Scene]) -> tuple[Person, ...]:
    """The speakers of a clause, or the speaker of the talk so far where it goes on about that one by surname or 'she'."""
    if panel := panel_in(page.text, clause.span, page.rows[-1].end):
        return panel
    if clause.verb is None:
        return owner_of(page, clause.span) if not found and (clause.held or title) else ()
    if clause.weak and title is None and not page.dates_in(clause.span):
        return ()
    if found and opens_with_pronoun(page, clause.span, clause.verb) and clause.begin - found[-1].end < _REACH:
        return found[-1].people
    known = tuple(person for scene in found[-3:] for person in scene.people)
    return (
        subject_of(page.text, (clause.begin, clause.verb[0]), known)
        or told_speakers(page, clause.span, clause.verb, title)
        or earlier_person(page, clause.span, clause.verb, known)
    )


def _of_ahead(page: Page, clause: Clause, ahead: Scene | None, found: list[Scene]) -> tuple[Person, ...]:
    """The first person of whom a report says what they will go into, where it has told of the day of a talk and of nobody yet."""
    if found or not clause.weak or ahead is None or not ahead.has("when"):
        return ()
    return told_speakers(page, clause.span, clause.verb, None)


@rule("title-day-and-person", nothing=())
def _titled(page: Page, clause: Clause, title: Span | None) -> tuple[Person, ...]:
    """The one person of a sentence that gives a title and its day: 'The series opens on 3 May with the talk “Knots” of Prof. Ann Lee.'"""
    if title is None or (clause.verb is not None and not clause.weak) or not page.dates_in(clause.span):
        return ()
    names = [name for name in names_told(page, clause.span) if is_marked(page.text, name) and not title[0] <= name.begin < title[1]]
    return (person_told(page.text, names[0], (clause.end,), title, clause.begin),) if len(names) == 1 else ()


def _known(page: Page, clause: Clause, people: tuple[Person, ...], title: Span | None, by_name: dict[str, Scene]) -> Scene | None:
    """The talk told of before that a clause goes on about; None where it tells of a new one."""
    known = [by_name.get(surname(person)) for person in people]
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
    if title is None or scene.title is None or key(plain(page.text, title)) == key(plain(page.text, scene.title)):
        return False
    return bool(page.dates_in(clause.span) or page.times_in(clause.span) or _ordinal().search(page.text, *clause.span))


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('other_talk')})(?!\w)", re.I)


def _further(page: Page, scene: Scene, clause: Clause, title: Span | None) -> Scene:
    """The talk that a sentence about 'the lecture' goes on about: the one before it, or a further one of the same speakers."""
    if title is None or not _is_other(page, scene, clause, title):
        return scene
    days = [claim for claim in scene.claims if claim.role == "when" and page.dates_in(claim.span)]
    kept = [claim for claim in scene.claims if claim.role == "series"]
    own = page.dates_in(clause.span)
    return Scene(scene.people, title, clause.begin, clause.end, [*kept, *(() if own else days)])


def _go_on(page: Page, scene: Scene, clause: Clause, title: Span | None, people: tuple[Person, ...]) -> None:
    """Takes what a clause says into the talk it is about: `people` where it names the speakers."""
    scene.people = tuple(_fuller(old, people) for old in scene.people)
    scene.title = scene.title or title
    scene.end = max(scene.end, clause.end)
    sure = 0.83 if not people else 0.79 if clause.weak else 0.85
    told = moments(page, clause, title, sure)
    if clause.head and not scene.has("when") and not any(claim.role == "when" for claim in told):
        told += moments(page, replace(clause, begin=clause.head[0], end=clause.head[1], verb=None), None, 0.8)
    scene.add(page, [*told, *frame_of(page, clause), *status_of(page, clause)])


def _fuller(old: Person, people: tuple[Person, ...]) -> Person:
    """A person with the affiliations and the post that a later sentence prints."""
    new = next((person for person in people if surname(person) == surname(old)), None)
    if new is None or old.affiliations or not (new.affiliations or new.position):
        return old
    return replace(old, affiliations=new.affiliations, position=old.position or new.position, honorific=old.honorific or new.honorific)


def claims_of(page: Page, scene: Scene) -> tuple[Claim, ...]:
    """What is told of a talk, as claims; of several days the one that is told most surely."""
    days = [claim for claim in scene.claims if claim.role == "when" and page.dates_in(claim.span)]
    sure = max((claim.confidence for claim in days), default=0.0)
    known = days_of(page, [claim for claim in days if claim.confidence == sure])
    told = [claim for claim in scene.claims if claim not in days or claim.confidence == sure or days_of(page, [claim]) & known]
    claims = [Claim("speaker", scene.people[0].name.spans[0], RULE, 0.85, scene.people), *told]
    if scene.title:
        claims.append(Claim("title", unquoted(page.text, scene.title), RULE, 0.85))
    return tuple(claims)
