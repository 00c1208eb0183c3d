"""A site of forty linked pages, harvested three times while it changes."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.harvest.seminar import HEAD, calendar, changed, details, entries, feed, listing, publish
from tests.harvest.server import Site


@pytest.fixture
def talks():
    """37 talks: with the listing, the calendar and the feed forty pages."""
    return entries(37)


def test_three_harvests_of_forty_pages(site: Site, desk, gather, talks):
    publish(site, talks)
    assert len(site.pages) == 40

    first = gather()
    asked = site.take()
    assert Counter(asked) == Counter((path, 200) for path in site.pages), "each page once, and in full"
    assert first.exit_code == 0 and first.published == 37 and first.changes == ()
    titles = desk.titles()
    assert sorted(titles) == sorted(talk.title for talk in talks), "listing, page, calendar and feed tell of the same talks"
    facts = desk.ask("?talk a tg:Talk ; schema:abstract ?abstract ; tg:locationText ?room", "talk", "abstract")
    assert len(facts) == 37, "what only the talks' own pages say stands beside what the listing says"
    ids = {title: talk for talk, title in desk.ask("?talk a tg:Talk ; schema:name ?title", "talk", "title")}

    moved = changed(talks, 3, day=talks[3].day + timedelta(days=1))
    moved = changed(moved, 5, room="Hall B")
    publish(site, moved)
    second = gather()
    came = {path for path, status in site.asked if status == 200}
    assert came == {"/", "/seminar.ics", "/feed.xml", talks[3].path, talks[5].path}, "what changed, and nothing else"
    assert Counter(status for _, status in site.take()) == {200: 5, 304: 35}
    told = {(change.kind, change.property, change.title) for change in second.changes}
    assert told == {("moved", "start", talks[3].title), ("changed", "location", talks[5].title)}
    assert len(desk.titles()) == 37
    assert {title: talk for talk, title in desk.ask("?talk a tg:Talk ; schema:name ?title", "talk", "title")} == ids

    left = [talk for talk in moved if talk.number != 8]
    site.put("/", listing(changed(left, 6, status="Cancelled"), HEAD))
    site.put("/seminar.ics", calendar(left), "text/calendar")
    site.put("/feed.xml", feed(left), "application/rss+xml")
    del site.pages[talks[8].path]
    third = gather()
    assert Counter(status for _, status in site.take()) == {200: 3, 304: 36, 404: 1}
    told = {(change.kind, change.title) for change in third.changes}
    assert ("withdrawn", talks[8].title) in told
    assert ("cancelled", talks[6].title) in told
    assert len(desk.titles()) == 37, "a talk that is no longer listed stays"

    gone = desk.ask("?talk schema:name ?title ; tg:lastSeenIn ?document", "title")
    assert gone == [(talks[8].title,)]
    [(title, before, after)] = desk.ask(
        "?change a tg:Move ; tg:about/schema:name ?title ; tg:valueBefore ?before ; tg:valueAfter ?after", "title", "before", "after"
    )
    assert (title, before[:10], after[:10]) == (talks[3].title, str(talks[3].day), str(moved[3].day))
    start = desk.ask(f'?talk schema:name "{talks[3].title}" ; schema:startDate ?start', "start")
    assert start[0][0].startswith(str(moved[3].day))

    export = desk.export()
    assert desk.rebuild().changed is False and desk.export() == export, "the history follows from what is stored"


def test_nothing_new_is_only_seen_again(site, desk, gather):
    publish(site, entries(4))
    gather()
    export, files = desk.export(), set(desk.files())
    site.take()
    again = gather()
    assert site.counted() == {304: 7}
    assert again.changes == () and {page.news for page in again.sources[0].pages} <= {"unchanged", "aside"}
    lines = set(desk.export().splitlines()) - set(export.splitlines())
    assert all("tg:lastSeen" in line for line in lines), lines
    assert {name for name in set(desk.files()) - files if not name.startswith("catalogue-")} == set()


def test_a_page_that_comes_back_is_there_again(site, desk, gather):
    talks = entries(3)
    publish(site, talks, with_others=False)
    gather()
    page = site.pages.pop(talks[1].path)
    report = gather()
    assert [seen.news for seen in report.sources[0].pages if seen.address.endswith(talks[1].path)] == ["gone"]
    assert len(desk.ask("?document tg:goneSince ?since", "document")) == 1
    assert len(desk.titles()) == 3
    site.pages[talks[1].path] = page
    report = gather()
    assert [seen.news for seen in report.sources[0].pages if seen.address.endswith(talks[1].path)] == ["unchanged"]
    assert desk.ask("?document tg:goneSince ?since", "document") == []


def test_next_terms_listing_erases_nothing(site, desk, gather):
    spring = entries(3)
    publish(site, spring, with_others=False)
    gather()
    for talk in spring:
        del site.pages[talk.path]
    autumn = [talk for talk in entries(7) if talk.number > 3]
    publish(site, autumn, with_others=False)
    report = gather()
    assert report.exit_code == 0
    assert sorted(desk.titles()) == sorted(talk.title for talk in [*spring, *autumn])
    last = desk.ask("?talk schema:name ?title ; tg:lastSeenIn ?document", "title")
    assert sorted(last) == sorted((talk.title,) for talk in spring)
    assert {change.kind for change in report.changes} == set(), "another term's listing withdraws no talk"
    site.take()
    gather()
    assert {path for path, _ in site.take()} == {"/", *(talk.path for talk in autumn)}, "what is no longer linked is left alone"


def test_an_error_page_that_calls_itself_a_page_withdraws_nothing(site, desk, gather):
    talks = entries(3)
    publish(site, talks, with_others=False)
    gather()
    before = desk.titles()
    for path in ("/", *(talk.path for talk in talks)):
        site.put(path, "<html><body><h1>Sorry</h1><p>The page you asked for cannot be found. Please try later.</p></body></html>")
    report = gather()
    assert report.exit_code == 0 and report.changes == ()
    assert report.sources[0].pages[0].news == "silent"
    assert desk.titles() == before
    [(document,)] = desk.ask("?document tg:silentSince ?since", "document")
    publish(site, talks, with_others=False)
    gather()
    assert desk.ask("?document tg:silentSince ?since", "document") == []
    assert desk.ask("?talk tg:lastSeenIn ?document", "talk") == []


def test_a_talks_page_that_says_nothing_any_more_keeps_what_it_said(site, desk, gather):
    talks = entries(2)
    publish(site, talks, with_others=False)
    gather()
    site.put(talks[0].path, "<html><body><h1>Page moved</h1></body></html>")
    report = gather()
    assert [page.news for page in report.sources[0].pages if page.address.endswith(talks[0].path)] == ["silent"]
    abstracts = desk.ask("?talk schema:abstract ?abstract", "talk")
    assert len(abstracts) == 2


def test_a_page_that_prints_the_time_it_was_made_is_no_news(site, desk, gather):
    talks = entries(2)
    publish(site, talks, with_others=False)
    gather()
    site.pages["/"].body = site.pages["/"].body.replace(b"<body>", b"<body><!-- made at 12:31 -->")
    report = gather()
    assert report.sources[0].pages[0].news == "unchanged"
    assert len(desk.ask("?document a tg:SourceDocument", "document")) == 3


def test_a_page_that_has_not_heard_of_a_move_does_not_undo_it(site, desk, gather):
    talks = entries(2)
    publish(site, talks)
    gather()
    moved = changed(talks, 1, day=talks[1].day + timedelta(days=1), time="9:00")
    site.put("/", listing(moved, HEAD))
    gather()
    gather()
    [(start,)] = desk.ask(f'?talk schema:name "{talks[1].title}" ; schema:startDate ?start', "start")
    assert start.startswith(f"{moved[1].day}T09:00"), "the talk's page, the calendar and the feed still print the old day"
    stated = desk.ask("?other a tg:Disagreement ; tg:property schema:startDate ; tg:value ?value", "value")
    assert [value[:10] for (value,) in stated] and all(value.startswith(str(talks[1].day)) for (value,) in stated)
    assert len(desk.titles()) == 2


def test_a_listing_without_speakers_and_its_talks_pages_tell_of_the_same_talks(site, desk, gather):
    talks = entries(3)
    body = listing(talks)
    for talk in talks:
        body = body.replace(f"<td>{talk.speaker} (University of Oslo)</td>", "<td></td>")
        site.put(talk.path, details(talk))
    site.put("/", body)
    gather()
    found = desk.ask("?talk a tg:Talk ; schema:name ?title ; schema:performer/rdfs:label ?speaker ; schema:abstract ?abstract", "title", "speaker")
    assert found == sorted((talk.title, talk.speaker) for talk in talks)
    assert len(desk.ask("?talk a tg:Talk", "talk")) == 3


def test_a_title_that_is_yet_to_come_is_taken_from_the_talks_page(site, desk, gather):
    talks = entries(2)
    body = listing(talks).replace(talks[1].title, "TBA")
    site.put("/", body)
    for talk in talks:
        site.put(talk.path, details(talk))
    gather()
    assert len(desk.ask("?talk a tg:Talk", "talk")) == 2
    assert sorted(desk.titles()) == sorted(talk.title for talk in talks)
