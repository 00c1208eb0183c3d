"""What holds of every document, on the reference announcements."""

import unicodedata

from kg.read import read


def test_every_reference_page_is_read_into_a_text_whose_offsets_hold(shared):
    pages = sorted((shared / "announcements" / "pages").iterdir()) + sorted((shared / "seeds").iterdir())
    assert len(pages) > 50
    for path in pages:
        document = read(path.read_bytes(), key=str(path), address="https://example.org/talks/", max_bytes=20_000_000)
        assert unicodedata.is_normalized("NFC", document.text) and "\r" not in document.text, path.name
        at = 0
        for line in document.lines:
            words = document.words((line.begin, line.end))
            assert at <= line.begin < line.end and words == words.strip() and "\n" not in words, (path.name, words)
            at = line.end
        assert [line.block for line in document.lines] == sorted(line.block for line in document.lines), path.name
        for link in document.links:
            assert document.words((link.begin, link.end)).strip() and link.href.startswith(("http", "mailto:")), (path.name, link)
        for record in document.records:
            assert all(document.words((one.begin, one.end)).strip() for one in record.fields), path.name


def test_plain_text_among_them_is_stored_as_printed(shared):
    plain = 0
    for path in sorted((shared / "announcements" / "pages").glob("*.txt")):
        document = read(path.read_bytes(), key="page", max_bytes=20_000_000)
        if document.media_type == "text/plain":
            plain += 1
            assert document.text == unicodedata.normalize("NFC", path.read_text(encoding="utf-8").replace("\r\n", "\n")), path.name
    assert plain > 15
