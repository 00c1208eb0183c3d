"""Which names of persons are the same person."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.identify.blocks import candidate_pairs
from kg.identify.clusters import Clusters, clusters
from kg.identify.mentions import Node
from kg.identify.naming import Likeness, Name, likeness
from kg.identify.partition import Link, Rules, join
from kg.identify.profiles import Around, Profile, Stance, profiles
from kg.identify.rulings import Rulings

SAME_TALK = 3
"""Links up to this rank hold whatever affiliations are stated."""
_AT_ONCE = 1
"""Affiliations stated within so many years of each other count as held at the same time."""


def identify_people(nodes: Iterable[Node], around: Around, rulings: Rulings) -> Clusters:
    """The persons that the nodes name.

    The same full name in one document is evidence, unless the institutions differ. Between documents a name alone
    never is: it takes a shared institution, fact of the biographies, talk, co-author or series. Initials need more.
    """
    found = profiles(nodes, around, rulings)
    groups = [profile.nodes for profile in found]
    links = filter(None, (_link(found, a, b, around) for a, b in candidate_pairs([[*_keys(one)] for one in found])))
    joined = join(
        [profile.stance for profile in found],
        [*links, *rulings.links(groups)],
        [*_side_by_side(found), *rulings.forbidden(groups)],
        Rules(_clash, Stance.joined),
    )
    return clusters(groups, joined)


def _keys(profile: Profile) -> Iterator[tuple]:
    for atom in profile.atoms:
        for key in profile.name.keys:
            yield *atom, key
    for atom in profile.atoms:
        if atom[0] in ("line", "talk"):
            yield *atom, profile.name.words[-1]


def _side_by_side(found: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs of profiles that one list of speakers, organizers or co-authors names as two."""
    lists: dict[tuple, list[int]] = {}
    for number, profile in enumerate(found):
        for node in profile.nodes:
            lists.setdefault((node.source.doc, node.path.rpartition(".")[0]), []).append(number)
    for members in lists.values():
        for a, b in combinations(sorted(set(members)), 2):
            x, y = found[a], found[b]
            if x.name != y.name or (x.printed and y.printed and not x.known & y.known):
                yield a, b


def _link(found: Sequence[Profile], a: int, b: int, around: Around) -> Link | None:
    x, y = found[a], found[b]
    alike = likeness(x.name, y.name)
    if alike is Likeness.NONE:
        return None
    shared = _evidence(x, y, alike, around)
    if shared is None:
        return None
    rank, confidence, what = shared
    return Link(rank, a, b, confidence, f"Same because {_named(x, y)}, {what}.")


def _named(x: Profile, y: Profile) -> str:
    one, other = x.nodes[0], y.nodes[0]
    names = one.name if one.name == other.name else f"{one.name} and {other.name}"
    if one.source.doc == other.source.doc:
        return f"document {one.source.doc} names {names}"
    return f"documents {one.source.doc} and {other.source.doc} name {names}"


def _evidence(x: Profile, y: Profile, alike: Likeness, around: Around) -> tuple[int, float, str] | None:
    """Rank, confidence and words of the strongest evidence that two profiles are one person."""
    full = x.name.full and y.name.full and alike >= Likeness.FULL
    apart = x.nodes[0].source.doc != y.nodes[0].source.doc
    if alike is Likeness.SAME and apart and x.spots & y.spots:
        return 1, 1.0, "in one role of one talk of one page"
    if x.orcids & y.orcids:
        return 2, 0.99, f"with the identifier {min(x.orcids & y.orcids)}"
    if apart and x.talks & y.talks:
        return SAME_TALK, 0.97, "in one role of one talk"
    if not full:
        return _short(x, y, alike, around)
    if alike is Likeness.SAME and x.lines & y.lines:
        return 4, 0.93, "the full name in one document"
    return _shared(x, y, around)


def _shared(x: Profile, y: Profile, around: Around) -> tuple[int, float, str] | None:
    """What two profiles of compatible full names share."""
    if x.printed & y.printed:
        return 5, 0.95, f"of {around.orgs.name(min(x.printed & y.printed))}"
    if x.degrees & y.degrees:
        degree, institution = min(x.degrees & y.degrees)
        return 5, 0.95, f"with one degree ({degree}) of {around.orgs.name(institution)}"
    if x.posts & y.posts:
        return 6, 0.93, f"who held a post at {around.orgs.name(min(x.posts & y.posts))}"
    post = (x.printed & y.posts) | (y.printed & x.posts)
    if post:
        return 6, 0.92, f"of {around.orgs.name(min(post))}, a post in the biography"
    studied = (x.printed & y.known) | (y.printed & x.known)
    if studied:
        return 7, 0.85, f"of {around.orgs.name(min(studied))}, where the biography has a degree from"
    if x.together & y.together:
        return 8, 0.88, f"with one co-author ({' '.join(min(x.together & y.together))})"
    if x.organizes & y.organizes:
        return 8, 0.88, "an organizer of one series"
    return None


def _short(x: Profile, y: Profile, alike: Likeness, around: Around) -> tuple[int, float, str] | None:
    """What it takes to join initials with a full name: an institution, and the document, unit or a co-author too."""
    if alike < Likeness.SHORT or not x.printed & y.printed:
        return None
    of = around.orgs.name(min(x.printed & y.printed))
    if x.lines & y.lines:
        return 9, 0.85, f"of {of}, in one document"
    if x.units & y.units:
        return 9, 0.82, f"of {around.orgs.name(min(x.units & y.units))} of {of}"
    if x.together & y.together:
        return 9, 0.82, f"of {of}, with one co-author ({' '.join(min(x.together & y.together))})"
    return None


def _clash(a: Stance, b: Stance, rank: int) -> str | None:
    """Why two clusters cannot be one person at this rank."""
    if not rank:
        return None
    unlike = next(((x, y) for x in a.names for y in b.names if likeness(x, y) is Likeness.NONE), None)
    if unlike is not None:
        return f"the names {_words(unlike[0])} and {_words(unlike[1])} do not go together"
    if rank <= SAME_TALK:
        return None
    if a.printed and b.printed and not a.known & b.known and _at_once(a, b):
        return "different institutions are stated at the same time"
    if a.doctorates and b.doctorates and not a.doctorates & b.doctorates:
        return "the biographies name doctorates of different institutions"
    return None


def _words(name: Name) -> str:
    return " ".join(name.words)


def _at_once(a: Stance, b: Stance) -> bool:
    return not a.docs.isdisjoint(b.docs) or any(abs(x - y) <= _AT_ONCE for x in a.years for y in b.years)
