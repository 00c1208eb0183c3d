"""Which announcements are of the same talk, and which talks are deliveries of the same content."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.identify.blocks import candidate_pairs
from kg.identify.folding import fold
from kg.identify.mentions import Node
from kg.identify.naming import Likeness, Name, likeness, person_name
from kg.identify.partition import Joined, Link, Rules, join
from kg.identify.walk import title_of
from kg.model.announcement import Talk

CONTINUED = 2
"""The rank at which a later version of a document may have moved a talk to another date."""
_TELLING = 3
"""So many words make a title that two talks do not share by chance."""
_NEAR = 92
"""Titles this alike, of one speaker on one day, are one title (percent of the longer, in words of any order)."""

Day = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class TalkFacts:
    """What tells talks apart. `day` is (year or '', month and day); `institutions` those of the speakers; `leads` are the
    keys of the documents that a link at the talk leads to."""

    node: Node
    title: str
    speakers: tuple[Name, ...]
    day: Day | None
    time: str
    series: str
    place: str
    institutions: frozenset[int]
    leads: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple:
        """The canonical order, by document and place."""
        return self.node.order


@dataclass(frozen=True, slots=True)
class _Stance:
    docs: frozenset[str]
    days: frozenset[Day]


def talk_facts(node: Node, institutions: frozenset[int]) -> TalkFacts:
    """The facts of the talk at `node`; a talk without a time of its own has the day of the block it shares."""
    talk: Talk = node.what
    start = talk.start or (talk.slot.start if talk.slot else None)
    date, _, time = (start.text if start else "").partition("T")
    names = (person_name(speaker.name.text) for speaker in talk.speakers)
    series, place = (fold(value.text) if value else "" for value in (talk.series, talk.location))
    number = int(node.path.rpartition(".")[2]) if node.source.leads else -1
    leads = frozenset(key for one, key in node.source.leads if one == number)
    return TalkFacts(node, title_of(talk), tuple(filter(None, names)), day_of(date), time, series, place, institutions, leads)


def day_of(date: str) -> Day | None:
    """(year, month-day) of `2025-02-20T09:00`, year '' of `--02-20`; None where the day is not said."""
    date = date.partition("T")[0]
    if date.startswith("--") and len(date) == 7:
        return "", date[2:]
    return (date[:4], date[5:]) if len(date) == 10 else None


def same_day(a: Day | None, b: Day | None) -> bool | None:
    """Whether the days agree, as far as both say; None where one of them is not known."""
    if a is None or b is None:
        return None
    return a[1] == b[1] and (a[0] == b[0] or "" in (a[0], b[0]))


def partition_talks(
    groups: Sequence[tuple[TalkFacts, ...]], extra: Iterable[Link], forbidden: Iterable[tuple[int, int]]
) -> Joined:
    """The clusters of announcements of the same talk; each group holds what is certainly one."""
    facts = [group[0] for group in groups]
    stances = [_stance(group) for group in groups]
    pointed = frozenset(key for one in facts for key in one.leads)
    keys = [[*_keys(one), *_places(one, pointed)] for one in facts]
    links = filter(None, (_link(facts, a, b) for a, b in candidate_pairs(keys)))
    return join(stances, [*links, *extra], forbidden, Rules(_clash, _merge))


def duplicate_key(facts: TalkFacts) -> tuple:
    """What two announcements in one document share only if they are the same line printed twice."""
    if not facts.speakers or facts.day is None or not facts.time:
        return facts.node.order
    return facts.node.source.doc, facts.title, facts.speakers, facts.day, facts.time, "" if facts.title else facts.series


def same_content(facts: Sequence[TalkFacts]) -> list[tuple[int, int]]:
    """The pairs of talks, as numbers, that have one title and one speaker, whenever they are held."""
    keys = [[(one.title, key) for key in _speaker_keys(one)] if _tells(one.title) else [] for one in facts]
    return [(a, b) for a, b in candidate_pairs(keys) if _speaker(facts[a], facts[b]) >= Likeness.SIMILAR]


def _tells(title: str) -> bool:
    return len(title.split()) >= _TELLING or len(title) >= 24


def _speaker_keys(facts: TalkFacts) -> Iterator[str]:
    for name in facts.speakers:
        yield from name.keys
        yield name.words[-1]


def _keys(facts: TalkFacts) -> Iterator[tuple[str, ...]]:
    for key in _speaker_keys(facts):
        if facts.title:
            yield "title", facts.title, key
        if facts.day:
            yield "day", facts.day[1], key
        if facts.series and not facts.title:
            yield "series", facts.series, key
    if facts.title and facts.day and not facts.speakers:
        yield "title", facts.title, facts.day[1]


def _places(facts: TalkFacts, pointed: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The documents that links at the talk lead to; of a document that such a link leads to, itself."""
    for key in {*facts.leads, *(key for key in facts.node.source.keys if key in pointed)}:
        yield "page", key


def _speaker(a: TalkFacts, b: TalkFacts) -> Likeness:
    """How alike the most alike speakers of the two are."""
    return max((likeness(x, y) for x in a.speakers for y in b.speakers), default=Likeness.NONE)


def _link(facts: Sequence[TalkFacts], number: int, other: int) -> Link | None:
    a, b = facts[number], facts[other]
    if a.node.source.doc == b.node.source.doc:
        return None
    found = _evidence(a, b)
    if found is None:
        return None
    rank, confidence, what = found
    docs = f"documents {a.node.source.doc} and {b.node.source.doc}"
    return Link(rank, number, other, confidence, f"Same because {docs} {what}.")


def _evidence(a: TalkFacts, b: TalkFacts) -> tuple[int, float, str] | None:
    """Rank, confidence and words of what speaks for one talk."""
    agree, speaker = same_day(a.day, b.day), _speaker(a, b)
    one_line = bool(a.node.source.lines & b.node.source.lines)
    if a.title and a.title == b.title and speaker:
        return _same_title(a, b, agree, one_line)
    if not speaker and not a.speakers and not b.speakers and a.title == b.title and _tells(a.title) and agree:
        return 4, 0.85, "announce one title on one day"
    if (_leads(a, b) or _leads(b, a)) and (found := _linked(a, b, agree, speaker)) is not None:
        return found
    if speaker < Likeness.FULL:
        return None
    if agree and one_line:
        return 3, 0.95, "are versions of one page, and announce one speaker on one day"
    if agree:
        return _same_speaker(a, b)
    if agree is None and not (a.title and b.title) and a.series and a.series == b.series and a.institutions & b.institutions:
        return 7, 0.8, "announce one speaker of one institution in a series of one name, one without a title"
    return None


def _leads(a: TalkFacts, b: TalkFacts) -> bool:
    """Whether a link at one talk leads to the page of the other."""
    return not a.leads.isdisjoint(b.node.source.keys)


def _linked(a: TalkFacts, b: TalkFacts, agree: bool | None, speaker: Likeness) -> tuple[int, float, str] | None:
    """Evidence of a talk and the page a link at it leads to: what both state must agree, and something must."""
    if agree is False or (a.speakers and b.speakers and not speaker):
        return None
    titles = bool(a.title and b.title)
    if titles and a.title != b.title and not _near(a.title, b.title):
        return None
    led_to = b if _leads(a, b) else a
    if not titles and not (agree and (speaker or len(led_to.node.source.announcement.talks) == 1)):
        return None
    return 3, 0.95, "announce one talk: a link at it in one leads to the other"


def _same_title(a: TalkFacts, b: TalkFacts, agree: bool | None, one_line: bool) -> tuple[int, float, str] | None:
    if agree:
        return 1, 0.99, "announce one title by one speaker on one day"
    if one_line:
        return CONTINUED, 0.97, "are versions of one page, and announce one title by one speaker"
    if agree is False or not _tells(a.title):
        return None
    if (a.series and a.series == b.series) or (a.place and a.place == b.place):
        return 5, 0.95, "announce one title by one speaker in one place or series, and no other date is stated"
    return 6, 0.92, "announce one title by one speaker, and no other date is stated"


def _same_speaker(a: TalkFacts, b: TalkFacts) -> tuple[int, float, str] | None:
    """Evidence of two announcements of one speaker on one day whose titles are not the same words."""
    if a.institutions and b.institutions and not a.institutions & b.institutions:
        return None
    if a.title and b.title:
        if _near(a.title, b.title):
            return 4, 0.9, "announce nearly one title by one speaker on one day"
        return None
    if (a.series and b.series and a.series != b.series) or (a.time and b.time and a.time != b.time):
        return None
    return 4, 0.9, "announce one speaker on one day, one of them without a title"


def _near(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return (_tells(short) and f" {short} " in f" {long} ") or fuzz.token_sort_ratio(a, b) >= _NEAR


def _stance(group: tuple[TalkFacts, ...]) -> _Stance:
    days = frozenset(facts.day for facts in group if facts.day)
    return _Stance(frozenset(facts.node.source.doc for facts in group), days)


def _clash(a: _Stance, b: _Stance, rank: int) -> str | None:
    if not rank:
        return None
    if a.docs & b.docs:
        return f"document {min(a.docs & b.docs)} announces them apart"
    if rank != CONTINUED and a.days and b.days and not any(same_day(x, y) for x in a.days for y in b.days):
        return "they are on different days"
    return None


def _merge(a: _Stance, b: _Stance) -> _Stance:
    return _Stance(a.docs | b.docs, a.days | b.days)
