"""Manners: what servers ask for is heeded, and a run is no burden to them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kg import fetch
from kg.config import Config
from kg.errors import FetchError, PageGone
from kg.fetch import Pace, Web
from kg.model.source import SourceSettings
from kg.pipeline import ingest
from tests.harvest.seminar import details, entries, listing, publish
from tests.harvest.server import Page, Site, serving

CONFIG = Config(delay=0.0)


@contextmanager
def web(**pace: float) -> Iterator[Web]:
    """The web, in a hurry."""
    one = Web(CONFIG, Pace(**({"longest": 5.0, "delay": 0.0, "most_delay": 0.3, "most_wait": 2.0} | pace)))
    try:
        yield one
    finally:
        one.close()


def robots(site: Site, text: str, **more) -> None:
    site.pages["/robots.txt"] = Page(text.encode(), "text/plain", **more)


def _ingest(desk, one: Web, site: Site, **options):
    found = fetch.all_sources([f"{site.address}/"], desk.config, web=one)
    return ingest(found, desk.store, desk.archive, desk.config, **options)


def test_robots_txt_is_asked_once_a_run_and_heeded(site):
    site.put("/a", "Ada")
    site.put("/private/b", "Ada")
    robots(site, "User-agent: *\nDisallow: /private/\n")
    with web() as one:
        assert one.get(f"{site.address}/a").data == b"Ada"
        with pytest.raises(FetchError, match="was not fetched: the robots.txt of its site asks programs not to") as caught:
            one.get(f"{site.address}/private/b")
    assert caught.value.exit_code == 3
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]
    assert all(agent.startswith("talkgraph/") and "http" in agent for agent in site.agents)


def test_rules_for_this_program_go_before_those_for_all(site):
    site.put("/a", "Ada")
    robots(site, "User-agent: talkgraph\nAllow: /\n\nUser-agent: *\nDisallow: /\n")
    with web() as one:
        assert one.get(f"{site.address}/a").data == b"Ada"


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_allows_everything(site, status):
    site.put("/a", "Ada")
    robots(site, "User-agent: *\nDisallow: /\n", status=status)
    with web() as one:
        assert one.get(f"{site.address}/a").data == b"Ada"


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_robots_txt_in_trouble_closes_the_site(site, status):
    site.put("/a", "Ada")
    robots(site, "", status=status)
    with web() as one, pytest.raises(FetchError, match=f"was not fetched: the robots.txt of its site answered {status}"):
        one.get(f"{site.address}/a")
    assert "/a" not in {path for path, _ in site.asked}


def test_a_robots_txt_elsewhere_is_followed(site):
    site.put("/private/b", "Ada")
    robots(site, "", status=301, headers={"Location": "/rules.txt"})
    site.put("/rules.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    with web() as one, pytest.raises(FetchError, match="asks programs not to"):
        one.get(f"{site.address}/private/b")


def test_the_robots_txt_of_the_site_that_a_redirect_leads_to_counts(site):
    with serving(Site()) as other:
        other.put("/b", "Ada")
        robots(other, "User-agent: *\nDisallow: /b\n")
        site.put("/a", "", status=302, headers={"Location": f"{other.address}/b"})
        with web() as one, pytest.raises(FetchError, match="asks programs not to"):
            one.get(f"{site.address}/a")
        assert [path for path, _ in other.asked] == ["/robots.txt"]


def test_a_crawl_delay_is_kept_up_to_the_bound(site):
    for name in "abc":
        site.put(f"/{name}", "Ada")
    robots(site, "User-agent: *\nCrawl-delay: 3600\n")
    with web(most_delay=0.3) as one:
        began = time.monotonic()
        for name in "abc":
            one.get(f"{site.address}/{name}")
        asked_for = time.monotonic() - began
    robots(site, "")
    with web() as one:
        began = time.monotonic()
        for name in "abc":
            one.get(f"{site.address}/{name}")
        assert asked_for > 2 * (time.monotonic() - began), "the same three pages, with and without a delay"


def test_a_server_that_is_too_busy_is_asked_once_more_when_it_said(site):
    site.put("/busy", "Ada", status=503, headers={"Retry-After": "1"}, validators=False)
    timer = threading.Timer(0.3, lambda: setattr(site.pages["/busy"], "status", 200))
    timer.start()
    with web() as one:
        assert one.get(f"{site.address}/busy").data == b"Ada"
    assert [status for path, status in site.asked if path == "/busy"] == [503, 200]


@pytest.mark.parametrize(("said", "asked"), [("1", 2), ("86400", 1), ("Fri, 31 Dec 2100 23:59:59 GMT", 1), ("soon", 1), (None, 1)])
def test_a_server_that_stays_busy_is_left_alone(site, said, asked):
    site.put("/busy", "", status=429, headers={"Retry-After": said} if said else {})
    with web(most_wait=1.0) as one, pytest.raises(FetchError, match="answered 429"):
        one.get(f"{site.address}/busy")
    assert len([path for path, _ in site.asked if path == "/busy"]) == asked


def test_one_connection_at_a_time_and_each_page_once(site, desk, gather):
    publish(site, entries(5), with_others=False)
    source = SourceSettings("one", f"{site.address}/")
    gather(source, SourceSettings("two", f"{site.address}/"))
    assert site.open_most == 1
    paths = [path for path, _ in site.asked]
    assert sorted(paths) == sorted({*paths}), "two sources with one address ask it once"


def test_what_robots_txt_forbids_of_a_listing_is_told_and_the_rest_read(site, desk, gather):
    publish(site, entries(3), with_others=False)
    robots(site, "User-agent: *\nDisallow: /talks/1\n")
    report = gather()
    assert report.exit_code == 0 and report.published == 3
    [problem] = [page.problem for page in report.sources[0].pages if page.news == "failed"]
    assert "robots.txt" in problem and "/talks/1.html" in problem


def test_a_page_that_is_not_there_is_told_from_one_that_does_not_answer(site):
    with web() as one, pytest.raises(PageGone, match="answered 404"):
        one.get(f"{site.address}/none")
    site.put("/broken", "", status=500)
    with web() as one, pytest.raises(FetchError) as caught:
        one.get(f"{site.address}/broken")
    assert not isinstance(caught.value, PageGone)


def test_a_source_that_does_not_answer_stops_none_of_the_others(site, desk, gather):
    publish(site, entries(2), with_others=False)
    report = gather(
        SourceSettings("gone", f"{site.address}/nowhere.html"),
        SourceSettings("nobody", "http://127.0.0.1:9/"),
        SourceSettings("seminar", f"{site.address}/"),
    )
    assert report.exit_code == 3 and report.published == 2
    assert [source.exit_code for source in report.sources] == [3, 3, 0]


def test_other_settings_are_read_with_though_no_page_changed(site, desk, gather):
    talks = entries(2)
    publish(site, talks, with_others=False)
    address = f"{site.address}/"
    gather(SourceSettings("seminar", address))
    site.take()
    gather(SourceSettings("seminar", address, zone="Europe/Oslo"))
    assert site.counted() == {304: 3}
    zones = desk.ask("?talk tg:timeZone ?zone", "zone")
    assert zones == [("Europe/Oslo",)]
    export = desk.export()
    desk.rebuild()
    assert desk.export() == export, "the settings are kept with what was read"


def test_a_dry_run_asks_and_stores_nothing(site, desk, gather):
    publish(site, entries(2), with_others=False)
    report = gather(dry_run=True)
    assert report.dry_run and report.published == 2 and site.counted()[200] == 3
    assert desk.everything() == set() and desk.files() == {}


def test_kg_ingest_follows_a_listing_and_asks_for_news_only(site, desk):
    publish(site, entries(3), with_others=False)
    with web() as one:
        report = _ingest(desk, one, site)
    assert report.exit_code == 0 and report.published == 3
    assert [outcome.status for outcome in report.outcomes] == ["stored"] * 4
    everything = desk.everything()
    site.take()
    with web() as one:
        again = _ingest(desk, one, site)
    assert [outcome.status for outcome in again.outcomes] == ["unchanged"] * 4 and not again.changed
    assert site.counted() == {304: 4} and desk.everything() == everything


def test_kg_ingest_reads_a_page_alone_where_it_is_told_to(site, desk):
    publish(site, entries(3))
    with web() as one:
        report = _ingest(desk, one, site, follow=False)
    assert len(report.outcomes) == 1 and [path for path, _ in site.take()] == ["/"]


def test_what_a_talks_page_says_joins_what_the_listing_says(site, desk, gather):
    [talk] = entries(1)
    site.put("/", listing([talk]))
    site.put(talk.path, details(talk))
    gather()
    [(title, abstract, room)] = desk.ask(
        "?talk a tg:Talk ; schema:name ?title ; schema:abstract ?abstract ; tg:locationText ?room", "title", "abstract", "room"
    )
    assert (title, abstract, room) == (talk.title, talk.abstract, "Room 7")


def test_a_password_in_the_address_of_a_source_opens_its_talks_pages_and_is_kept_nowhere(site, desk, gather):
    publish(site, entries(2), with_others=False)
    port = site.address.rpartition(":")[2]
    report = gather(SourceSettings("closed", f"http://ada:lovelace@127.0.0.1:{port}/", licence="Facts only"))
    assert report.exit_code == 0 and report.published == 2
    assert {path: user for path, user in site.users.items() if path != "/robots.txt"} == dict.fromkeys(
        ("/", "/talks/0.html", "/talks/1.html"), "Basic YWRhOmxvdmVsYWNl"
    )
    kept = b"".join(desk.files().values()) + "".join(desk.everything()).encode() + str(report.form()).encode()
    assert b"lovelace" not in kept
    assert desk.ask("?document dcterms:rights ?rights", "rights") == [("Facts only",)]
