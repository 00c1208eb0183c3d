"""Bytes that are no announcement, and text in other encodings."""

import random

import pytest

from kg.errors import SourceError

RUSSIAN = "Семинар по теории узлов: доклад Софьи Ковалевской о вращении твёрдого тела, аудитория двенадцать. " * 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\0\0\0\0", "is empty"),
        (random.Random(1).randbytes(5_000), "is binary"),
        (b"Talk\0\0of Ada\0", "is binary"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"PK\x03\x04xl/workbook.xml", "is damaged, or no spreadsheet"),
        (b"PK\x03\x04talks.txt", "an archive or an office document"),
        (b"PK\x03\x04word/document.xml", "a document of a word processor"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"<html><head><script>x()</script></head><body></body></html>", "no readable text"),
        (b"*** --- ***", "no readable text"),
        (b"x" * 2_000, "is larger than 1,000 bytes"),
    ],
)
def test_what_is_no_announcement_is_refused_in_one_sentence(document, data, reason):
    with pytest.raises(SourceError) as caught:
        document(data, max_bytes=1_000 if len(data) == 2_000 else 10_000)
    said = str(caught.value)
    assert reason in said
    assert said.startswith("/home/ada/announcement") and said.endswith(".") and "\n" not in said and ": " in said


@pytest.mark.parametrize(
    ("data", "charset", "encoding", "start"),
    [
        ("Séminaire".encode(), None, "utf-8", "Séminaire"),
        ("Séminaire".encode("utf-8-sig"), "latin-1", "utf-8", "Séminaire"),
        ("Séminaire de noeuds".encode("utf-16"), None, "utf-16-le", "Séminaire"),
        ("Séminaire de noeuds".encode("utf-16-be"), None, "utf-16-be", "Séminaire"),
        ("Séminaire".encode("latin-1"), "iso-8859-1", "cp1252", "Séminaire"),
        ("“Séminaire”".encode("cp1252"), "latin-1", "cp1252", "“Séminaire”"),
        ("Séminaire".encode(), "iso-8859-1", "utf-8", "Séminaire"),
        ("<html><meta charset='iso-8859-2'><p>Łódź".encode("iso-8859-2"), None, "iso8859-2", "Łódź"),
        ("トーク".encode("iso-2022-jp"), "iso-2022-jp", "iso2022_jp", "トーク"),
        (RUSSIAN.encode("cp1251"), None, "cp1251", "Семинар"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", "koi8-r", "Семинар"),
        ("Séminaire".encode("latin-1"), "no-such-charset", None, "S"),
    ],
)
def test_text_is_decoded_by_its_mark_its_validity_what_is_declared_and_a_guess(document, data, charset, encoding, start):
    page = document(data, charset=charset)
    assert page.text.startswith(start)
    assert encoding is None or page.encoding == encoding


def test_a_page_cut_off_inside_a_character_is_still_utf_8(document):
    page = document("Séminaire à Orléans, été".encode()[:-1])
    assert page.text == "Séminaire à Orléans, ét"


def test_a_page_with_a_damaged_byte_is_still_utf_8(document):
    page = document("Séminaire à Orléans, été, über die Brücke".encode().replace(b"Br", b"\xffr"))
    assert page.text == "Séminaire à Orléans, été, über die \ufffdrücke"


def test_bytes_in_no_encoding_are_refused_with_advice(document):
    # Valid in no multi-byte encoding, and unassigned in the single-byte ones that are guessed.
    with pytest.raises(SourceError, match="(unknown encoding|is binary)"):
        document(bytes(range(0x80, 0x100)) * 40)


def test_nothing_that_cannot_be_stored_reaches_the_text(document):
    page = document("On\x01 kn\x7fots\x0cpage two \x85 end")
    page.text.encode("utf-8")
    assert page.text == "On knots\npage two \n end"


def test_the_digest_is_of_the_bytes(document):
    assert document(b"abc").digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    "name", ["undefined", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7", "rot13", "base64", "mbcs"]
)
def test_a_declared_encoding_that_is_none_of_text_is_ignored(document, name):
    plain = "<html><head><title>Séminaire</title></head><body><p>Les nœuds à Orléans, \\u0041 +AGE- été</p></body></html>"
    data = plain.encode("cp1252").replace(b"<head>", b"<head><meta charset='" + name.encode() + b"'>")
    for charset in (None, name):
        page = document(data, charset=charset)
        assert "Les n" in page.text and "\\u0041 +AGE- " in page.text


def test_data_that_expand_beyond_reason_are_refused_by_name(document):
    lines = [f"b{level}: &b{level} [{', '.join([f'*b{level - 1}'] * 10)}]" for level in range(1, 7)]
    with pytest.raises(SourceError, match="^/home/ada/talks.yaml expands to more than 200,000 values: give"):
        document("\n".join(["title: Knots", "b0: &b0 Ada", *lines]), name="talks.yaml")
