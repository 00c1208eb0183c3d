"""No document takes more than linear work: four times the length, at most four and a half times the steps.

Steps are counted, not seconds: calls of functions, Python's own and those written in C. What is compared are two lengths
of the same text in one process, so no machine is too slow.
"""

import json
import random
import sys
from base64 import b64encode
from collections.abc import Callable

import pytest

from kg.extract import extract
from kg.extract.form import announcement_form
from kg.read import read

GIVEN = "Ada Boris Chiara Dmitri Elena Farid Greta Hiro Ines Jan".split()
SURNAMES = "Abel Brandt Conti Duarte Egger Fontana Gupta Hansen Ivanova Jansen".split()
THINGS = "curvature walks forms operators sheaves graphs entropy lattices knots flows".split()
PLACES = ("University of Basel", "ETH Zürich", "University of Oslo", "Università di Pisa")
MONTHS = "January February March April May June July August September October November December".split()


def name(number: int) -> str:
    return f"{GIVEN[number % 10]} {SURNAMES[number * 7 // 10 % 10]}"


def title(number: int) -> str:
    chosen = random.Random(number)
    return "On " + " ".join(chosen.choice(THINGS) for _ in range(4))


def day(number: int) -> str:
    return f"{1 + number % 28} {MONTHS[number // 28 % 12]} {2000 + number // 336 % 25}"


def lines(unit: Callable[[int], str], head: str = "", tail: str = "") -> Callable[[int], str]:
    """A text of so many units."""
    return lambda count: head + "".join(map(unit, range(count))) + tail


def again(words: str) -> Callable[[int], str]:
    """A notice with the same words again and again behind it."""
    return lambda count: "Speaker: Ada Byron\nDate: 3 May 2024\n\n" + words * count


HEAD = "From: a@example.org\nSubject: Seminar\nDate: Mon, 3 Mar 2025 10:00:00 +0100\n\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"

TEXTS: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "a dense listing": ("txt", 60, lines(lambda n: f"{day(n)}, 15:00 – {name(n)} ({PLACES[n % 4]}): {title(n)}\n")),
    "a listing of blocks": ("txt", 40, lines(lambda n: f"{day(n)}, 15:00\n{name(n)} ({PLACES[n % 4]})\n{title(n)}\nWe study it.\n\n")),
    "labelled blocks": ("txt", 40, lines(lambda n: f"Date: {day(n)}, 15:00\nSpeaker: {name(n)}\nTitle: {title(n)}\nAbstract: We try.\n\n")),
    "dates": ("txt", 150, lines(lambda n: f"{day(n)}\n")),
    "dates on one line": ("txt", 150, lines(lambda n: f"{day(n)}, ")),
    "dates without a year under terms": ("txt", 60, lines(lambda n: f"Spring {2000 + n % 20}\n\n{1 + n % 28} May\n{name(n)}\n\n")),
    "names": ("txt", 100, lines(lambda n: name(n) + "\n")),
    "names on one line": ("txt", 300, lines(lambda n: f"{name(n)} ({PLACES[n % 4]}), ")),
    "numbered names": ("txt", 60, lines(lambda n: "1. Ada Byron\n")),
    "one endless line of sentences": ("txt", 30, lines(lambda n: f'On {day(n)} at 3 pm {name(n)} of the {PLACES[n % 4]} will speak on "{title(n)}". ')),
    "paragraphs that tell of talks": ("txt", 30, lines(lambda n: f'On {day(n)} at 3 pm {name(n)} will speak on "{title(n)}" in room {n}.\n\n')),
    "an agenda": ("txt", 60, lines(lambda n: f"{9 + n % 9}:{n % 6}0 {name(n)}: {title(n)}\n")),
    "lines of one letter": ("txt", 200, lines(lambda n: "a\n")),
    "abstracts": ("txt", 100, again("Abstract: x\n")),
    "cancelled": ("txt", 100, again("Cancelled\n")),
    "breaks": ("txt", 100, again("10:30 Coffee break\n")),
    "open brackets": ("txt", 3000, again("(")),
    "a list that is never closed": ("txt", 100, again("(Ada Byron,\n")),
    "and": ("txt", 1000, again("and ")),
    "commas": ("txt", 1500, again(", ")),
    "joint work": ("txt", 150, again("joint work with Ada Byron and ")),
    "a life": ("txt", 80, again("Ada Byron is a professor at MIT. She received her PhD from ETH in 2004. ")),
    "a file in letters": ("txt", 60, lambda count: "Talk by Ada Byron.\n\n" + b64encode(random.Random(1).randbytes(count * 100)).decode()),
    "tables in tables": ("html", 40, lambda count: "<table><tr><td>" * count + "Ada Byron, 3 May 2024" + "</table>" * count),
    "one giant table": ("html", 60, lines(lambda n: f"<tr><td>{day(n)}<td>{name(n)}<td>{title(n)}</tr>", "<table><tr><th>Date<th>Speaker<th>Title")),
    "a table without headings": ("html", 60, lines(lambda n: f"<tr><td>{day(n)}<td>{name(n)}<td>{title(n)}</tr>", "<table>")),
    "lists in lists": ("html", 50, lines(lambda n: f"<ul><li>{name(n)} ")),
    "quotes in quotes": ("html", 50, lines(lambda n: f"<blockquote>{name(n)} ")),
    "headings": ("html", 60, lines(lambda n: f"<h{1 + n % 6}>{title(n)}</h{1 + n % 6}>")),
    "events for machines": ("html", 30, lines(
        lambda n: f'<div itemscope itemtype="http://schema.org/Event"><b itemprop=name>{title(n)}</b><i itemprop=performer>{name(n)}</i></div>'
    )),
    "tiny blocks of Markdown": ("md", 80, lines(lambda n: "- a\n\n# b\n\n")),
    "brackets in Markdown": ("md", 100, lines(lambda n: "[" * 20, "# Seminar\n\n**Ada Byron** [page](/a)\n\n")),
    "a list of small talks in JSON": ("json", 60, lambda count: json.dumps(
        [{"title": title(n), "speaker": name(n), "date": f"2024-03-{1 + n % 28:02}"} for n in range(count)]
    )),
    "small talks in YAML": ("yml", 60, lines(lambda n: f"- title: {title(n)}\n  speaker: {name(n)}\n  date: 2024-03-{1 + n % 28:02}\n")),
    "a table of commas": ("csv", 80, lines(lambda n: f"{day(n)},{name(n)},{title(n)}\n", "date,speaker,title\n")),
    "a calendar": ("ics", 40, lines(
        lambda n: f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:202403{1 + n % 28:02}T150000Z\r\nSUMMARY:{name(n)}: {title(n)}\r\n"
        "DESCRIPTION:We show it.\r\nEND:VEVENT\r\n", CALENDAR, "END:VCALENDAR\r\n",
    )),
    "a mail that quotes mails": ("eml", 100, lines(lambda n: ">" * (n % 100) + f" {title(n)}\n", HEAD)),
    "answers between quotes": ("eml", 50, lines(lambda n: f"{name(n)} wrote:\n> {title(n)}\n\nHello {name(n)},\n\n", HEAD)),
}  # fmt: skip
"""What is read, with the ending of its file and how many units the shorter text has."""


def steps(text: str, ending: str) -> int:
    """The calls it takes to read a text and what it announces."""
    count = 0

    def call(frame, event, argument):
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    data = text.encode()
    sys.setprofile(call)
    try:
        announcement_form(extract(read(data, key=f"/tests/text.{ending}", max_bytes=20_000_000)))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", TEXTS)
def test_four_times_the_text_takes_four_times_the_steps(kind: str):
    ending, count, text = TEXTS[kind]
    steps(text(count // 3), ending)  # word lists and patterns are made once
    short, long = steps(text(count), ending), steps(text(4 * count), ending)
    assert long <= 4.6 * short, f"{short:,} steps for {len(text(count)):,} characters, {long:,} for {len(text(4 * count)):,}"
