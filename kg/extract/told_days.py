"""Lists told in sentences, a day for each talk: 'On 3 May Dr. Ann Lee (Lund) recalls two painters; Bo Ek follows on 10 May with …'.

No verb need say that somebody speaks: that one sentence after another gives a day of its own and one person says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

from kg.extract.claims import Claim
from kg.extract.clauses import Clause, clauses
from kg.extract.page import Page, is_prose
from kg.extract.scenes import Scene
from kg.extract.told_facts import RULE, is_no_day
from kg.extract.told_places import place_in
from kg.extract.told_speakers import is_marked, names_told, person_told
from kg.extract.told_titles import quoted_title
from kg.extract.when import is_beside
from kg.model.document import Span
from kg.rules import rule
from kg.text.hedges import is_usual
from kg.text.dates import real
from kg.text.moments import Dated, DateMention

_LEAST = 3
"""So many days with a person each are a list of talks."""
_SHARE = 0.7
"""The share of the days of a page that must have their one person."""
_LEAD = 2
"""Characters that stand at least before a day in its row: 'am', 'o'."""
_FAR = 190
"""Days between two talks of a list, over which a summer may lie."""
_REACH = 500
"""Characters behind a day within which its person is named."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of sentences about one day."""

    begin: int
    end: int
    day: DateMention


def scenes_by_day(page: Page, span: Span, known: list[Scene]) -> list[Scene]:
    """The talks of running text by its days, where more of them are told of so than verbs of speaking tell of; else those known."""
    found = _by_day(page, span)
    if len(found) <= sum(bool(scene.days) for scene in known):
        return known
    told = {name: scene for scene in known for name in scene.surnames}
    shared = [claim for scene in known[:1] for claim in scene.claims if all(claim in other.claims for other in known)] if len(known) > 1 else []
    for scene in found:
        scene.claims += [claim for claim in shared if not page.dates_in(claim.span)]
        same = next((told[name] for name in scene.surnames if name in told and told[name].days & scene.days), None)
        if same is not None:
            scene.people, scene.title = same.people, scene.title or same.title
    return found


@rule("days-told-one-by-one", nothing=[])
def _by_day(page: Page, span: Span) -> list[Scene]:
    """The talks of running text in which each of several days has one person; none where days and people do not go together."""
    parts = list(_parts(page, list(clauses(page, span))))
    days = {(part.day.month, part.day.day) for part in parts}
    if len(parts) < _LEAST or len(days) < _LEAST:
        return []
    scenes = [scene for part in parts if (scene := _scene(page, part)) is not None]
    people = {scene.people[0].name.text for scene in scenes}
    return scenes if len(people) >= max(_LEAST, _SHARE * len(parts)) else []


def _parts(page: Page, told: list[Clause]) -> Iterator[_Part]:
    """The stretches from one day to the next; of those whose first sentence names somebody, that sentence alone."""
    marks: list[tuple[Span, DateMention]] = []
    for clause in told:
        if is_usual(page.text, *clause.span):
            continue
        own = [day for day in page.dates_in(clause.span) if day.day and day.month and day.last is None and _is_told(page, day)]
        cuts = [clause.begin, *(_cut(page, one.end, other.begin) for one, other in zip(own, own[1:], strict=False)), clause.end]
        marks += [((begin, end), day) for begin, end, day in zip(cuts, cuts[1:], own, strict=False)]
    for place, (span, day) in enumerate(marks):
        next_one = marks[place + 1][0][0] if place + 1 < len(marks) else told[-1].end
        end = span[1] if names_told(page, span) else min(next_one, span[1] + _REACH)
        yield _Part(span[0], max(end, span[1]), day)


def _is_told(page: Page, day: DateMention) -> bool:
    """Whether a day stands in a sentence of running text, behind other words of it: no line that it opens, no posting."""
    row = next(iter(page.between((day.begin, day.end))), None)
    return row is not None and is_prose(page.text, row.span) and day.begin - row.begin >= _LEAD and not is_no_day(page.text, day.begin)


def _cut(page: Page, begin: int, end: int) -> int:
    """Where between two days of a sentence the part of the second begins: at the first comma behind which somebody is named."""
    names = names_told(page, (begin, end))
    stop = names[-1].begin if names else end
    commas = [at for at in range(begin, stop) if page.text[at] in ",;"]
    return commas[-1] + 1 if commas else end


def _scene(page: Page, part: _Part) -> Scene | None:
    """The talk of a day: of the one person named in its sentences, or the one of them printed with a title or a place."""
    title = quoted_title(page, (part.begin, part.end))
    names = [name for name in names_told(page, (part.begin, part.end)) if not (title and title[0] <= name.begin < title[1])]
    marked = [name for name in names if is_marked(page.text, name)]
    if len(marked or names) != 1:
        return None
    name = (marked or names)[0]
    person = person_told(page.text, name, (part.end,), title, part.begin)
    if not marked and not (person.affiliations or person.position):
        return None  # of whom the talk is, as like as not
    scene = Scene((person,), title, part.begin, part.end)
    times = [time for time in page.times_in((part.begin, part.end)) if not is_beside(page.text, time)]
    mentions = [part.day, *(time for time in times if not (title and title[0] <= time.begin < title[1]))][:2]
    scene.claims = [Claim("when", (one.begin, one.end), RULE, 0.84) for one in mentions]
    if place := place_in(page.text, (part.begin, part.end)):
        scene.claims.append(Claim("location", place, RULE, 0.78))
    scene.days = {(part.day.month, part.day.day)}
    return scene


@rule("years-in-turn", nothing={})
def in_turn(page: Page, scenes: list[Scene], dated: dict[int, Dated]) -> dict[int, Dated]:
    """The days of a list with the years that its order asks for: none before the day of the talk before it.

    A day with no year has that of the day before it, or the next one, where it lies within half a year of that day.
    """
    found: dict[int, Dated] = {}
    last: Day | None = None
    for scene in scenes:
        day = next((day for claim in scene.claims if claim.role == "when" for day in page.dates_in(claim.span)), None)
        known = day and dated.get(day.begin)
        if known is None or day.month is None or day.day is None or known.basis == "stated":
            continue
        here = _day(known.year, day)
        if last is not None and (here is None or here < last):
            here = next((one for year in (last.year, last.year + 1) if (one := _day(year, day)) and 0 <= (one - last).days <= _FAR), None)
            found[day.begin] = Dated(known.mention, here and here.year, here and "dates")
        last = here or last
    return found


def _day(year: int | None, day: DateMention) -> Day | None:
    return Day(year, day.month, day.day) if year and real(year, day.month, day.day) else None
