"""What the pages of the bundled announcements say, and that each fact leads to its words."""

import html
import re
from collections.abc import Callable

import httpx
import pytest

ROW = re.compile(r"<tr>.*?</tr>", re.S)
PLACE = re.compile(r'<sup class="from">.*?</sup>', re.S)


def plain(markup: str) -> str:
    """The text of some HTML, its spaces made one."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def rows(page: str, heading: str) -> list[str]:
    """The rows of the table below a heading."""
    section = re.search(rf"<h2[^>]*>{heading}</h2>(.*?)</table>", page, re.S)
    return ROW.findall(section[1].partition("<tbody>")[2]) if section else []


def fact(page: str, label: str) -> str:
    """What stands beside a label."""
    return re.search(rf"<dt>{label}</dt>\s*<dd>(.*?)</dd>", page, re.S)[1]


@pytest.fixture(scope="module")
def page(site: str) -> Callable[[str, str], str]:
    """Opens the first thing of a list that matches some words."""

    def open_first(listing: str, words: str) -> str:
        found = httpx.get(f"{site}/{listing}", params={"q": words}).text
        href = re.search(r'<a href="(/(?:talk|person|org|series|event|doc)/[^"]+)"', found)[1]
        return httpx.get(site + href, headers={"Accept": "text/html"}).text

    return open_first


def test_a_speaker_stands_in_one_line_with_position_units_and_institution_in_reading_order(page):
    line = fact(page("talks", "Posterior Sampling"), "Speaker")
    names = plain(PLACE.sub("", line)).split(", ")
    assert names[0] == "Joan Bruna" and names[-1] == "New York University"
    assert {"Courant Institute", "Center for Data Science"} < set(names)
    assert len(PLACE.findall(line)) >= 5


@pytest.mark.parametrize("heading", ["Talks", "Announced from", "Posts", "Degrees", "Awards", "Service"])
def test_every_row_of_a_profile_leads_to_the_words_it_was_read_from(page, heading: str):
    found = rows(page("people", "Qing Qu"), heading)
    assert found
    for row in found:
        assert PLACE.search(row), plain(row)


def test_the_marker_of_a_fact_leads_to_these_very_words(site: str, page):
    with httpx.Client(base_url=site, headers={"Accept": "text/html"}, follow_redirects=True) as client:
        for href, words in re.findall(r'href="([^"#]+#c\d+)" title="Read from document \d+: “([^”]*)”"', page("people", "Joan Bruna")):
            text = client.get(href).text
            begins = re.search(rf' id="{href.partition("#")[2]}"[^>]*>([^<]*)<', text)[1]
            printed, shown = html.unescape(begins).split(), html.unescape(words).split()
            assert printed and printed[0] in html.unescape(words) or shown[0] in html.unescape(begins), (href, words, begins)


def test_the_numbers_of_markers_are_those_of_the_documents_listed(page):
    text = page("people", "Qing Qu")
    listed = re.findall(r'<li><a href="/doc/([0-9a-f]+)/', text.partition('<ol class="sources">')[2])
    assert len(listed) >= 2
    for document, number in re.findall(r'href="/id/doc/([0-9a-f]+)#c\d+"[^>]*>\[(\d+)\]', text):
        assert listed[int(number) - 1] == document


def test_reasons_name_documents_instead_of_their_ids(page):
    text = page("people", "Qing Qu")
    reasons = plain(re.search(r'<h2 id="why">.*?</ul>', text, re.S)[0])
    assert "Same because" in reasons and not re.search(r"\b[0-9a-f]{16}\b", reasons)


def test_the_speaker_of_a_profile_is_not_repeated_beside_each_talk(page):
    for row in rows(page("people", "Qing Qu"), "Talks"):
        assert "Qing Qu" not in plain(row)


def test_a_talk_tells_what_other_documents_say(page):
    assert 'id="otherwise"' in page("talks", "Posterior Sampling")


def test_a_joint_series_names_those_who_run_it(page):
    text = page("series", "FE Colloquium")
    assert '<p class="kind">Joint series</p>' in text
    assert plain(PLACE.sub("", fact(text, "Run by"))) == "Columbia UniversityNew York University"


def test_the_agenda_of_an_event_is_in_the_order_of_time(page):
    times = [re.search(r"\d\d:\d\d", plain(row)) for row in rows(page("series", "Deep Learning Workshop"), "Agenda")]
    stated = [time[0] for time in times if time]
    assert stated == sorted(stated)


def test_a_mark_in_a_document_says_what_was_read_and_of_which_thing(page):
    text = page("documents", "Local Complexity")
    assert re.search(r'<mark [^>]*title="[^"]*Name, as printed \(Eli Grigsby\)', text), re.findall(r'title="[^"]*"', text)[:20]


def test_properties_are_called_by_their_labels(page):
    section = page("documents", "Geometry").partition('id="readings"')[2]
    facts = {plain(cell) for cell in re.findall(r"<tr><td>(.*?)</td>", section)}
    assert {"Title", "Name, as printed"} <= facts
    assert [name for name in facts if re.search(r"[a-z][A-Z]", name)] == []


def test_the_latest_talks_come_first(site: str):
    listed = re.findall(r'<td><time datetime="(\d{4}-\d\d-\d\d)', httpx.get(f"{site}/talks").text)
    assert listed == sorted(listed, reverse=True) and len(listed) > 10


def test_names_are_sorted_without_regard_to_case_and_diacritics(site: str):
    names = [plain(row).rpartition(" ")[0].casefold() for row in ROW.findall(httpx.get(f"{site}/documents").text) if "<td" in row]
    bare = [re.sub("[àáâãäå]", "a", re.sub("[èéêë]", "e", name)) for name in names]
    assert bare == sorted(bare) and len(bare) > 10


def test_the_home_page_shows_what_to_look_at_first(site: str):
    text = httpx.get(site).text
    kinds = re.findall(r'<span class="kind">([^<]+)</span>', text)
    assert kinds == ["A speaker", "A joint series", "An identity decision"]
    for href in re.findall(r'<b><a href="([^"]+)"', text):
        assert httpx.get(site + href, follow_redirects=True).status_code == 200


def test_each_question_to_begin_with_has_an_answer(site: str):
    text = httpx.get(f"{site}/sparql", headers={"Accept": "text/html"}).text
    questions = re.findall(r'<li><a href="(/sparql\?query=[^"]+)">', text.partition("Questions to begin with")[2])
    assert len(questions) >= 10
    for href in questions:
        answer = httpx.get(site + html.unescape(href), headers={"Accept": "text/html"}, timeout=60)
        assert answer.status_code == 200 and "<h2>Answer</h2>" in answer.text, href


def test_what_is_not_stated_is_listed_by_document(site: str):
    text = httpx.get(f"{site}/problems").text
    assert "No date is stated" in text and "Talk by Kiril Datchev" in text
    assert re.search(r'<h2><a href="/doc/', text)
