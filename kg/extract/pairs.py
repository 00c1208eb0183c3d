"""Several talks in one entry, told by people with quoted titles: what each is given of the entry's days, hours and places."""

from bisect import bisect_right

from kg.extract.claims import Claim, surest
from kg.extract.page import Page
from kg.extract.wording import plain
from kg.model.document import Span

_MOST_SHARED = 40
"""Claims of a role that the talks of one entry share; a line without end has one for each of its sentences."""

Claims = tuple[Claim, ...]


def paired(page: Page, claims: Claims) -> list[Claims]:
    """The claims of each talk of an entry that pairs people with quoted titles several times.

    What the entry says once holds for all its talks. Of several days, hours or places each talk has its own, where they
    stand before each talk or behind each; otherwise nobody can say whose they are, and no talk is given one.
    """
    people = [claim for claim in claims if claim.role == "speaker" and claim.rule == "people-before-title"]
    titles = [claim for claim in claims if claim.role == "title" and claim.rule == "quoted-title"]
    if len(people) < 2 or len(people) != len(titles):
        return [claims]
    pairs = list(zip(people, titles, strict=True))
    bounds = [(min(one.span[0], other.span[0]), max(one.span[1], other.span[1])) for one, other in pairs]
    dates, hours, places = _told(page, claims)
    days = {(date.month, date.day) for claim in dates for date in page.dates_in(claim.span)}
    own_dates = _own(dates, bounds) if len(days) > 1 else [dates] * len(pairs)
    own_hours = _shared(page, hours, bounds) if own_dates else None
    own_places = _shared(page, places, bounds)
    rest = surest(tuple(claim for claim in claims if claim.role not in ("speaker", "title", "abstract", "when", "location")), _MOST_SHARED)
    groups = [group or [()] * len(pairs) for group in (own_dates, own_hours, own_places)]
    own = (surest(tuple(claim for part in parts for claim in part), _MOST_SHARED) for parts in zip(*groups, strict=True))
    return [(*rest, *more, *pair) for more, pair in zip(own, pairs, strict=True)]


def _told(page: Page, claims: Claims) -> tuple[Claims, Claims, Claims]:
    """The claims of days (with or without an hour), of hours alone, and of places."""
    when = [claim for claim in claims if claim.role == "when"]
    dates = tuple(claim for claim in when if page.dates_in(claim.span))
    hours = tuple(claim for claim in when if not page.dates_in(claim.span))
    return dates, hours, tuple(claim for claim in claims if claim.role == "location")


def _shared(page: Page, claims: Claims, bounds: list[Span]) -> list[Claims] | None:
    """Hours or places for each talk: those of the entry where it says them once, or outside of its talks."""
    outside = all(claim.span[1] <= bounds[0][0] for claim in claims) or all(claim.span[0] >= bounds[-1][1] for claim in claims)
    if outside or len({plain(page.text, claim.span) for claim in claims}) < 2:
        return [surest(claims, _MOST_SHARED)] * len(bounds)
    return _own(claims, bounds)


def _own(claims: Claims, bounds: list[Span]) -> list[Claims] | None:
    """The claims before each talk, or those behind each; None where not every talk has some, or some are left."""
    if any(one[1] > other[0] for one, other in zip(bounds, bounds[1:], strict=False)):
        return None
    starts = [begin for begin, _ in bounds]
    ahead: list[list[Claim]] = [[] for _ in bounds]
    behind: list[list[Claim]] = [[] for _ in bounds]
    left_ahead = left_behind = False
    for claim in claims:
        place = bisect_right(starts, claim.span[0]) - 1
        inside = place >= 0 and claim.span[0] < bounds[place][1]
        if inside or place >= 0:
            behind[place].append(claim)
        else:
            left_behind = True
        if inside or place + 1 < len(bounds):
            ahead[place if inside else place + 1].append(claim)
        else:
            left_ahead = True
    if all(ahead) and not left_ahead:
        return list(map(tuple, ahead))
    return list(map(tuple, behind)) if all(behind) and not left_behind else None
