"""A seminar of many talks as a web site: a listing, a page for each talk, a feed and a calendar."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.harvest.server import Site

_FIRST = ("Ada", "Emmy", "Sofia", "Maryam", "Grace", "Hypatia", "Olga", "Julia", "Mary", "Dorothy")
_LAST = ("Okonkwo", "Lindqvist", "Moreau", "Tanaka")
_THINGS = ("knots", "rings", "sheaves", "matroids", "random walks", "lattices", "braids", "graphs", "primes", "surfaces")
_ADJECTIVES = ("Counting", "Colouring", "Sampling", "Deforming")


@dataclass(frozen=True)
class Entry:
    """One talk of the seminar."""

    number: int
    title: str | None
    speaker: str
    day: date
    time: str = "14:00"
    room: str = "Room 7"
    status: str = ""

    @property
    def path(self) -> str:
        return f"/talks/{self.number}.html"

    @property
    def abstract(self) -> str:
        return (
            f"In talk number {self.number} we look at {(self.title or 'something').lower()} from the side of algebra, and show that"
            " two counts which were thought to differ are the same. Nothing but linear algebra is needed."
        )


def entries(count: int, first: date = date(2031, 2, 6)) -> list[Entry]:
    """So many talks, one a week from a Thursday on; all in the future."""
    return [
        Entry(
            number,
            f"{_ADJECTIVES[number // 10 % 4]} {_THINGS[number % 10]} without coordinates",
            f"{_FIRST[number % 10]} {_LAST[number // 10 % 4]}",
            first + timedelta(weeks=number),
        )
        for number in range(count)
    ]


def day_of(entry: Entry) -> str:
    """The day as it is printed."""
    return f"{entry.day:%A}, {entry.day.day} {entry.day:%B %Y}"


def listing(talks: list[Entry], head: str = "") -> str:
    """The page that lists the talks, each title a link to the talk's page."""
    rows = "".join(
        f"<tr><td>{day_of(one)}, {one.time}</td><td>{one.speaker} (University of Oslo)</td>"
        f'<td><a href="{one.path}">{one.title or "TBA"}</a></td><td>{one.status}</td></tr>'
        for one in talks
    )
    return (
        f"<html><head><title>Algebra Seminar</title>{head}</head><body>"
        '<nav><a href="/">Home</a> <a href="/people.html">People</a></nav><h1>Algebra Seminar</h1>'
        f"<table><tr><th>Date</th><th>Speaker</th><th>Title</th><th>Remarks</th></tr>{rows}</table></body></html>"
    )


HEAD = (
    '<link rel="alternate" type="text/calendar" href="/seminar.ics">'
    '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
)


def details(one: Entry) -> str:
    """The page of one talk."""
    return (
        f"<html><head><title>{one.title}</title></head><body><h1>{one.title}</h1>"
        f"<p>Speaker: {one.speaker}, University of Oslo</p><p>Time: {day_of(one)}, {one.time}</p>"
        f"<p>Location: {one.room}</p><h2>Abstract</h2><p>{one.abstract}</p></body></html>"
    )


def calendar(talks: list[Entry]) -> str:
    """The calendar of the seminar."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{one.number}@seminar.example\r\nDTSTAMP:20310101T000000Z\r\n"
        f"DTSTART;TZID=Europe/Oslo:{one.day:%Y%m%d}T{one.time.replace(':', '')}00\r\n"
        f"SUMMARY:{one.speaker}: {one.title}\r\nLOCATION:{one.room}\r\nEND:VEVENT\r\n"
        for one in talks
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//seminar//EN\r\n{events}END:VCALENDAR\r\n"


def feed(talks: list[Entry]) -> str:
    """The feed of the seminar."""
    items = "".join(
        f"<item><title>{one.speaker}: {one.title}</title><guid isPermaLink='false'>talk-{one.number}</guid>"
        f"<description>{day_of(one)}, {one.time}, {one.room}</description></item>"
        for one in talks
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Algebra Seminar</title>{items}</channel></rss>'


def publish(site: Site, talks: list[Entry], *, with_others: bool = True) -> None:
    """Puts the listing, the talks' pages, and with them the feed and the calendar on the site."""
    site.put("/", listing(talks, HEAD if with_others else ""))
    for one in talks:
        site.put(one.path, details(one))
    if with_others:
        site.put("/seminar.ics", calendar(talks), "text/calendar")
        site.put("/feed.xml", feed(talks), "application/rss+xml")


def changed(talks: list[Entry], number: int, **facts) -> list[Entry]:
    """The talks with other facts of one of them."""
    return [replace(one, **facts) if one.number == number else one for one in talks]
