"""Bytes to text: which encoding, and whether there is text at all."""

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import SourceError

SAMPLE = 1 << 16
"""How many bytes a guess looks at: guesses on more were no better and took seconds on large pages."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""(?:<meta\b[^>]{0,300}?charset|<\?xml\b[^>]{0,100}?encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.I)
_KNOWN = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258"
    " iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 iso8859-13"
    " iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic tis-620 gb2312 gbk gb18030 hz big5 big5hkscs"
    " euc_jp iso2022_jp iso2022_jp_2 iso2022_kr shift_jis euc_kr johab".split()
)
"""Python's names of the encodings that pages may declare (WHATWG Encoding, 4.2). Its codecs hold others that are no
encodings of text ('undefined', 'unicode_escape', 'idna', 'base64'), and those that browsers refuse ('utf-7')."""
_CONTROL = bytes(code for code in range(0x20) if code not in b"\t\n\x0b\x0c\r\x1b")


def decode(data: bytes, charset: str | None, name: str) -> tuple[str, str]:
    """The text of `data` and the encoding it is in.

    A byte order mark decides; else UTF-8 where it is valid and not mere ASCII; else the declared `charset`, the one the
    page names in its head, and a guess. Raises SourceError where the bytes are no text or no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if encoding := _wide(data):
        return data.decode(encoding, "replace"), encoding
    sample = data[:SAMPLE]
    if b"\0" in data or len(sample) - len(sample.translate(None, _CONTROL)) > 4 + len(sample) // 50:
        raise SourceError(f"{name} is binary, not an announcement in text: give the text, HTML or calendar file instead.")
    declared = [charset] if charset else []
    if found := _META.search(data[:4096]):
        declared.append(found[1].decode("ascii"))
    if data.isascii():
        return _declared(data, [one for one in declared if one.lower().startswith(("iso-2022", "hz"))]) or (
            data.decode("ascii"),
            "utf-8",
        )
    return _utf8(data) or _declared(data, declared) or _guessed(data, name)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[:1024]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[first::2], sample[1 - first :: 2]
        if len(sample) >= 8 and zeros.count(0) > len(zeros) * 0.6 and others.count(0) == 0:
            return encoding
    return None


def _utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8, also where a few bytes are damaged or the end is cut off inside a character, which is then left out."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3 and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8"), "utf-8"
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - damaged
    return (text, "utf-8") if whole > 4 * damaged else None


def _declared(data: bytes, names: list[str]) -> tuple[str, str] | None:
    """The text in the first declared encoding that is known and fits; what else a page declares is ignored."""
    for name in names:
        # What calls itself Latin-1 is Windows-1252 on the web (WHATWG Encoding, 4.2).
        encoding = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
        try:
            known = codecs.lookup(encoding).name
            if known in _KNOWN:
                return data.decode(known), known
        except (LookupError, ValueError):
            continue
    return None


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    first = next(number for number, byte in enumerate(data) if byte > 0x7F)
    begin = max(0, first - SAMPLE // 4)
    best = from_bytes(data[begin : begin + SAMPLE]).best()
    if best is not None:
        try:
            return data.decode(best.encoding), best.encoding
        except UnicodeDecodeError:
            pass
    raise SourceError(f"{name} is in an unknown encoding: save it as UTF-8 and try again.")
