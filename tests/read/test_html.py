"""HTML: what a reader sees, where the layout puts it, and what the page tells machines."""

import pytest

from kg.read.html import parse

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Knots &amp; links</title><style>p {color: red}</style></head>
<body>
<nav><a href="/">Home</a> <a href="/talks">Talks</a></nav>
<h1>Knot seminar</h1>
<p><b>Speaker:</b> Ada <span>By</span><span>ron</span><br>University of London</p>
<ul><li>Coffee<ul><li>with cake</li></ul></li><li>Talk</li></ul>
<script>document.write("never")</script>
<footer>Imprint</footer>
</body></html>"""


def test_each_part_of_a_page_is_a_line_that_knows_its_place(document):
    page = document(PAGE)
    assert [(page.words((one.begin, one.end)), one.kind, one.level) for one in page.lines] == [
        ("Knots & links", "meta", 0),
        ("Home Talks", "nav", 0),
        ("Knot seminar", "heading", 1),
        ("Speaker: Ada Byron", "text", 0),
        ("University of London", "text", 0),
        ("Coffee", "item", 1),
        ("with cake", "item", 2),
        ("Talk", "item", 1),
        ("Imprint", "footer", 0),
    ]
    assert page.language == "en"
    assert page.media_type == "text/html"


def test_a_line_break_stays_in_its_block_and_a_paragraph_begins_one(document, line):
    page = document("<p>one<br>two<br><br>three</p><p>four</p>")
    blocks = [line(page, words).block for words in ("one", "two", "three", "four")]
    assert blocks == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>7<sup>th</sup> <i>May</i></p>", "7th May"),
        ("<p>Geo<b>me</b>try</p>", "Geometry"),
        ("<p>a\n   b&nbsp;c</p>", "a b c"),
        ("<p>Sem&shy;i&#8203;nar</p>", "Seminar"),
        ("<p>Erd<span>o&#x30b;</span>s</p>", "Erdős"),
        ("<p>x<!-- never -->y</p>", "xy"),
        ("<p>x<script>never</script>y</p>", "xy"),
        ("<p>x<span hidden>never</span>y</p>", "xy"),
        ('<p>x<span style="display: none">never</span>y</p>', "xy"),
        ("<p>unclosed <b>and <i>crossed</b> tags</i>", "unclosed and crossed tags"),
        ("<p>1 < 2 & 3 > 2</p>", "1 < 2 & 3 > 2"),
    ],
)
def test_inline_markup_leaves_just_the_words(document, markup, expected):
    assert document(f"<html><body>{markup}</body></html>").text == expected


def test_an_abstract_that_the_page_itself_can_show_is_no_hidden_text(document):
    page = document('<html><body><a href="#abs">abstract</a><div id="abs" style="display:none">On knots.</div></body></html>')
    assert "On knots." in page.text


def test_cells_know_their_table_row_and_column(document, line):
    page = document(
        "<html><body><table><tr><th>Date</th><th>Speaker</th><th>Host</th></tr>"
        "<tr><td rowspan=2>3 May</td><td>Ada Byron<br>London</td><td></td></tr>"
        "<tr><td colspan=2>Mary Somerville</td></tr></table></body></html>"
    )
    cells = {words: line(page, words).cell for words in ("Date", "Host", "3 May", "Ada Byron", "London", "Mary Somerville")}
    assert cells == {
        "Date": (0, 0, 0),
        "Host": (0, 0, 2),
        "3 May": (0, 1, 0),
        "Ada Byron": (0, 1, 1),
        "London": (0, 1, 1),
        "Mary Somerville": (0, 2, 1),
    }
    assert line(page, "Date").bold and not line(page, "3 May").bold
    assert line(page, "Ada Byron").block == line(page, "London").block != line(page, "3 May").block


def test_a_table_in_a_cell_is_a_table_of_its_own(document, line):
    page = document("<table><tr><td>out<table><tr><td>in</td></tr></table>again</td><td>next</td></tr></table>")
    assert [line(page, words).cell for words in ("out", "in", "again", "next")] == [(0, 0, 0), (1, 0, 0), (0, 0, 0), (0, 0, 1)]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<b>Prof. Ada Byron</b> University of London", [("Prof. Ada Byron", True), ("University of London", False)]),
        ("<b>Speaker:</b> Ada Byron", [("Speaker: Ada Byron", False)]),
        ("<b>Note</b> that the room has changed", [("Note that the room has changed", False)]),
        ("<strong>On knots</strong>", [("On knots", True)]),
        ('<span style="font-weight: bold">On knots</span>', [("On knots", True)]),
        ("A talk by <b>Ada Byron</b>", [("A talk by Ada Byron", False)]),
    ],
)
def test_an_emphasised_beginning_is_a_line_unless_the_sentence_goes_on(document, markup, lines):
    page = document(f"<html><body><p>{markup}</p></body></html>")
    assert [(page.words((one.begin, one.end)), one.bold) for one in page.lines] == lines
    assert {one.block for one in page.lines} == {0}


def test_links_are_absolute_and_lead_to_pages_and_mailboxes_only(document):
    page = document(
        '<html><body><p>See <a href="../slides.pdf">the <b>slides</b></a>, <a href="mailto:ada@example.org">write</a>, '
        '<a href="javascript:x()">not</a> <a href="#top">this</a> <a href="ftp://example.org/">or that</a> <a href="http://[">or</a></p></body></html>',
        address="https://example.org/talks/2025/",
    )
    assert [(page.words((link.begin, link.end)), link.href) for link in page.links] == [
        ("the slides", "https://example.org/talks/slides.pdf"),
        ("write", "mailto:ada@example.org"),
    ]


def test_offsets_of_links_stay_true_where_composing_shortens_the_line(document):
    page = document('<p>Erdo\u030bs, Gyo\u030bri <a href="https://example.org/">Szemere\u0301di</a></p>')
    assert page.text == "Erdős, Győri Szemerédi"
    assert [page.words((link.begin, link.end)) for link in page.links] == ["Szemerédi"]


def test_a_term_and_what_it_says_are_one_block(document, line):
    page = document("<dl><dt>Speaker</dt><dd>Ada Byron</dd><dt>Room</dt><dd>12</dd></dl>")
    assert [line(page, words).block for words in ("Speaker", "Ada Byron", "Room", "12")] == [0, 0, 1, 1]


def test_events_in_json_ld_are_records_whose_words_stand_in_the_text(document):
    page = document(
        """<html><head><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Site"},
        {"@type": "EducationEvent", "name": "On knots", "performer": [{"@type": "Person", "name": "Ada Byron"}]}]}</script>
        </head><body><p>Welcome</p></body></html>"""
    )
    [record] = [record for record in page.records if record.kind == "json-ld"]
    values = {one.path: (one.value, page.words((one.begin, one.end))) for one in record.fields}
    assert values["name"] == ("On knots", "On knots")
    assert values["performer.0.name"] == ("Ada Byron", "Ada Byron")
    assert "Site" not in page.text


def test_events_in_microdata_are_records_with_the_values_meant_for_machines(document):
    page = document(
        '<html><body><div itemscope itemtype="https://schema.org/Event"><h2 itemprop="name">On knots</h2>'
        '<meta itemprop="startDate" content="2025-05-03T10:00"><p itemprop="performer" itemscope><b itemprop="name">Ada Byron</b></p>'
        "</div></body></html>"
    )
    [record] = [record for record in page.records if record.kind == "microdata"]
    values = {one.path: one.value for one in record.fields}
    assert (values["name"], values["startDate"], values["performer.name"]) == ("On knots", "2025-05-03T10:00", "Ada Byron")


def test_the_machine_form_of_a_time_stands_with_its_words(document):
    page = document('<p>On <time datetime="2025-05-03T10:00">Saturday at ten</time></p>')
    [record] = page.records
    assert [(one.path, one.value, page.words((one.begin, one.end))) for one in record.fields] == [
        ("datetime", "2025-05-03T10:00", "Saturday at ten")
    ]


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<ul><li>", "<b><p>", "<span>", "<blockquote>"])
def test_nesting_of_any_depth_keeps_the_words_behind_it(document, opening):
    page = document("<html><body>" + opening * 30_000 + "deep" + "<p>and after</p></body></html>")
    assert "deep" in page.text and "and after" in page.text


def test_a_page_without_markup_errors_is_never_needed(document):
    page = document("</p></div><h1>Talk<p>Ada Byron<td>loose<li>item<table>cell</table><p")
    assert {"Talk", "Ada Byron", "loose", "item"} <= set(page.text.split("\n")) | set(page.text.split())


def test_a_tag_with_very_many_attributes_is_read_without_them(document):
    many = " ".join(f"data-{number}='x'" for number in range(30_000))
    root = parse(f"<html><body><p {many}>On knots</p><p {many} unclosed")
    assert root is not None and [len(one.attrib) for one in root.iter("p")][0] == 0
    assert document(f"<html><body><h1 lang='en'>Seminar</h1><p {many}>On knots</p></body></html>").text.split() == ["Seminar", "On", "knots"]


def test_a_long_tag_with_few_attributes_keeps_them():
    root = parse(f"<html><body><img src='data:image/png;base64,{'A' * 20_000}' alt='A knot'></body></html>")
    assert root is not None and [one.get("alt") for one in root.iter("img")] == ["A knot"]
