"""Feeds: RSS, Atom, JSON; words through the reader of HTML, fields of extensions, and what is hostile."""

import json

import pytest

RSS = """<?xml version="1.0" encoding="iso-8859-1"?>
<!-- made by hand -->
<?xml-stylesheet href="x.css"?>
<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/" xmlns:xCal="urn:ietf:params:xml:ns:xcal" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Knot Seminar</title><language>de-AT</language>%s</channel></rss>"""


def item(inner: str) -> str:
    return RSS % f"<item>{inner}</item>"


def paths(record) -> dict[str, str]:
    return {one.path: one.value for one in record.fields}


def test_an_entry_is_its_title_its_words_and_its_fields(document, line):
    page = document(item("""<title>Ada Byron: On kn&#246;ts &amp; links</title><link>/talks/1</link><pubDate>Mon, 28 Apr 2025 08:12:00 GMT</pubDate>
      <ev:startdate>2025-05-06T16:15:00</ev:startdate><xCal:location>Room 12</xCal:location>
      <description>short</description><content:encoded><![CDATA[<h3>Abstract</h3><p>All of <b>it</b>.</p>]]></content:encoded>"""), address="https://example.org/feed")  # fmt: skip
    assert page.media_type == "application/xml" and page.language == "de"
    assert line(page, "Ada Byron: On knöts & links").kind == "heading" and line(page, "Abstract").kind == "heading"
    [feed, entry] = page.records
    assert (feed.kind, paths(feed)) == ("feed", {"title": "Knot Seminar"})
    assert (entry.kind, paths(entry)) == ("entry", {
        "title": "Ada Byron: On knöts & links", "content": "Abstract\n\nAll of it.", "link": "https://example.org/talks/1",
        "published": "Mon, 28 Apr 2025 08:12:00 GMT", "ev:startdate": "2025-05-06T16:15:00", "xcal:location": "Room 12",
    })  # fmt: skip
    assert all(page.words((one.begin, one.end)) == one.value for one in entry.fields)
    assert ("Ada Byron: On knöts & links", "https://example.org/talks/1") in [(page.words((one.begin, one.end)), one.href) for one in page.links]


def test_a_feed_in_json_says_the_same(document):
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Knot Seminar", "items": [
        {"title": "Ada Byron: On knots", "url": "https://example.org/1", "content_html": "<p>All of it.</p>", "date_published": "2025-04-28T08:12:00Z"},
        {"title": "On links", "content_text": "One < two\nand more"}, "x",
    ]}  # fmt: skip
    page = document(json.dumps(feed))
    assert [(record.kind, paths(record)) for record in page.records] == [
        ("feed", {"title": "Knot Seminar"}),
        ("entry", {"title": "Ada Byron: On knots", "content": "All of it.", "link": "https://example.org/1", "published": "2025-04-28T08:12:00Z"}),
        ("entry", {"title": "On links", "content": "One < two\nand more"}),
    ]


def test_scripts_and_links_that_run_are_no_part_of_an_entry(document):
    page = document(item("""<title>&lt;script&gt;alert(1)&lt;/script&gt;On knots</title><link>javascript:alert(1)</link>
      <description><![CDATA[<p onclick="x()">On <a href="javascript:x()">knots</a><script>steal()</script><style>p{}</style></p>]]></description>"""))  # fmt: skip
    assert "alert" not in page.text.replace("link: javascript:alert(1)", "") and "steal" not in page.text and page.links == ()


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">%s]>' % "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)),
        '<!DOCTYPE rss [<!ENTITY j SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
    ids=["billion", "file", "address"],
)
def test_entities_neither_grow_nor_fetch(document, doctype):
    text = (RSS % "<item><title>On knots &j;</title><description>All of it.</description></item>").replace("<rss", doctype + "<rss", 1)
    page = document(text)
    assert "All of it." in page.text and len(page.text) < 2_000 and "root:" not in page.text


@pytest.mark.parametrize(
    "text",
    [
        RSS % "<item><title>On knots</title><description>All of it.</descr",
        RSS % "<item><title>On knots</title>" + "<a>" * 5_000 + "All of it.",
        (RSS % "<item><title>On knots</title><description>All & of it.</description></item>").replace("</channel>", ""),
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>On knots</title><content type='text'>All of it.</content></entry></feed>",
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(document, text):
    assert "On knots" in document(text).text


def test_xml_that_is_no_feed_is_text(document):
    assert document("<rdf:RDF xmlns:rdf='x'><thing>On knots</thing></rdf:RDF>").media_type == "text/plain"


def test_only_so_many_entries_are_read_and_it_is_said(document):
    page = document(RSS % ("<item><title>On knots</title></item>" * 2_100))
    assert page.notes == ("only the first 2,000 of 2,100 entries were read",)
