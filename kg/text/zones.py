"""Time zones as printed, and pages whose times are in the zone of whoever reads them."""

import re
from functools import cache, lru_cache

from kg.rules import rule
from kg.text.language import words
from kg.text.moments import ZoneMention

_AREAS = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific"
_WINDOWS = (
    "GMT|Greenwich|UTC|Eastern|Central|Mountain|Pacific|US Eastern|US Mountain|Atlantic|Newfoundland|Alaskan|Hawaiian|"
    "Canada Central|W. Europe|Central Europe|Central European|E. Europe|Romance|FLE|GTB|Russian|Belarus|Turkey|Israel|Jordan|"
    "Egypt|South Africa|W. Central Africa|E. Africa|Morocco|Arab|Arabian|Arabic|Iran|Pakistan|India|Sri Lanka|Nepal|"
    "Bangladesh|SE Asia|China|Singapore|Taipei|Tokyo|Korea|W. Australia|E. Australia|AUS Eastern|AUS Central|"
    "Cen. Australia|Tasmania|New Zealand|SA Pacific|SA Western|SA Eastern|E. South America|Argentina|Pacific SA|"
    "Venezuela|Central America|Mexico|Ekaterinburg|N. Central Asia|North Asia|Vladivostok|Israel|British|Irish|Japan|Korean|"
    "Indian|Australian Eastern|Western European|Eastern European|West Africa|East Africa"
)
_REGIONS = "Eastern|Central|Mountain|Pacific|Atlantic|Central European|Eastern European|Western European|Greenwich Mean|Coordinated Universal"
_ABBREVIATIONS = (
    "UTC|GMT|BST|WET|WEST|CET|CEST|MET|MEZ|MESZ|EET|EEST|MSK|IST|IDT|TRT|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|"
    "AST|ADT|NST|NDT|AKST|AKDT|HST|BRT|ART|CLT|CLST|COT|PET|HKT|SGT|PKT|WIB|JST|KST|AEST|AEDT|ACST|ACDT|AWST|NZST|NZDT|"
    "SAST|CAT|EAT|WAT|NPT|ICT"
)
_SURE = (
    rf"(?:{_AREAS})/[A-Z][A-Za-z_-]{{1,30}}(?:/[A-Z][A-Za-z_-]{{1,30}})?\b"
    rf"|(?:{_WINDOWS.replace('.', '[.]')}) (?:Standard|Daylight|Summer|Winter) Time\b(?: Zone\b)?"
    rf"|(?:{_REGIONS}) Time\b(?: Zone\b)?"
    r"|(?:UTC|GMT)\s?[+\-−–]\s?\d{1,2}(?:[:.]?[0-5]\d)?(?!\d)"
)
_LEAD = r"[^\S\n]{0,3},?[^\S\n]{0,2}[(\[]?"
_CUE = re.compile(
    rf"\btime(?:s|[ -]?zone)?(?: are)?(?: all)?(?: given| shown| listed)?(?: in| is|:)? ?\(?({_ABBREVIATIONS})\b", re.IGNORECASE
)
_EVERYWHERE = re.compile(rf"\b(?:{_SURE})")


@cache
def _after() -> re.Pattern:
    phrases = "|".join(sorted(map(re.escape, words("dates", "zones")), key=len, reverse=True))
    return re.compile(rf"{_LEAD}(?P<zone>{_SURE}|(?i:(?:{_REGIONS}) time)\b|(?:{_ABBREVIATIONS})\b(?![-'’])|{phrases}\b)")


@rule("zone-after-time", nothing=None)
def zone_after(text: str, position: int, end: int) -> ZoneMention | None:
    """The zone printed right after a time that ends at `position`; only there is 'ET' or 'BST' surely a zone."""
    match = _after().match(text, position, end)
    return ZoneMention(match.start("zone"), match.end("zone"), match["zone"]) if match else None


@rule("named-zones", nothing=())
def find_zones(text: str, begin: int = 0, end: int | None = None) -> tuple[ZoneMention, ...]:
    """The zones of `text[begin:end]` that need no time beside them: full names, UTC+2, 'all times are in EST'."""
    stop = len(text) if end is None else end
    found = {match.start(): (match.end(), match[0]) for match in _EVERYWHERE.finditer(text, begin, stop)}
    for match in _CUE.finditer(text, begin, stop):
        if match[1].isupper():
            found.setdefault(match.start(1), (match.end(1), match[1]))
    return tuple(ZoneMention(start, *found[start]) for start in sorted(found))


@rule("reader-zone", nothing=None)
@lru_cache(maxsize=4)
def reader_zone(text: str) -> tuple[int, int] | None:
    """Where the page says that its times are in the reader's own zone; None where it does not.

    A zone that such a page prints is that of whoever fetched it, not of the talk: `find_times` leaves it out.
    """
    match = _reader().search(text)
    return match.span() if match else None


@cache
def _reader() -> re.Pattern:
    return re.compile("|".join(map(re.escape, words("dates", "reader_zone"))), re.IGNORECASE)
