"""HTML: blocks, cells, headings, lists, emphasis and links kept; scripts, styles and what is hidden left out."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from lxml import etree

from kg.read.draft import META, TEXT, Draft, Place, Property
from kg.read.grid import Grid, span_of

_DROPPED = frozenset(
    "head script style template noscript svg annotation annotation-xml iframe object embed select datalist textarea"
    " audio video canvas".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body button center details dialog dir div dl dt fieldset figcaption figure footer form"
    " frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section summary"
    " table caption tbody thead tfoot tr td th title ul".split()
)
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_HEADING = re.compile(r"h([1-6])$")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "onclick")
_ID = re.compile(r"[A-Za-z][\w:.-]{0,80}")
_FIELD = re.compile(r"(?:^|[\s_-])(?:talk)?[_-]?(?:speakers?|presenters?|titles?|affiliations?|venue|location|institution)(?:$|[\s_-])", re.I)
"""Names of classes that say what an element of a programme is."""
_FIELDS, _SIGNS = 8, " \t\r\n\u00a0,;:|•·–—-"
"""The most elements beside one another that are looked at, and signs that may stand between fields."""
DEPTH = 1500
"""Below libxml2's own bound of 2,048 nested elements, after which it drops the rest of the page."""
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)[^<>]*>")
_LONG_TAG = re.compile(r"(</?[A-Za-z][\w:-]{0,60})[^<>]{10000,}")
_ATTRIBUTES = 1_000
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def add_page(root: etree._Element, draft: Draft, address: str | None) -> None:
    """Adds what a reader of a page sees, after its title, which is a line of kind `meta`."""
    base = next((joined for one in root.xpath("//base/@href") if (joined := _joined(address, one))), address)
    draft.language = _language(root)
    title = root.findtext(".//title")
    if title and title.strip():
        draft.flow(title, META)
        draft.end_block()
    walk(root, draft, base)
    draft.end_block()


def read_fragment(text: str, draft: Draft, place: Place = TEXT, base: str | None = None) -> None:
    """Adds the words of a piece of HTML, as calendars and mails hold it."""
    root = parse(text)
    if root is not None:
        walk(root, draft, base, place)


def parse(text: str) -> etree._Element | None:
    """The tree of a page, however broken its markup is; None where there is none."""
    text = _LONG_TAG.sub(_without_attributes, text)
    root, parser = _parsed(text)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        root, _ = _parsed(_flattened(text))
    return root


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag of no more than its name where it has very many attributes: the parser compares each with every other."""
    return tag[1] + " " if len(tag[0].split(None, _ATTRIBUTES)) > _ATTRIBUTES else tag[0]


def _parsed(text: str) -> tuple[etree._Element | None, etree.HTMLParser]:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser), parser
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, parser


def _flattened(text: str) -> str:
    """The page without the tags that lie deeper than `DEPTH`."""
    kept, at, depth = [], 0, 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() in _VOID or tag[0].endswith("/>"):
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth + (tag[1] == "/") > DEPTH:
            kept += [text[at : tag.start()], " "]
            at = tag.end()
    return "".join(kept) + text[at:]


def _language(root: etree._Element) -> str | None:
    stated = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    stated += root.xpath("//body/@lang | //meta[translate(@http-equiv,'LACNTE','lacnte')='content-language']/@content")
    return next((code for one in stated if one and (code := primary_language(one))), None)


def primary_language(tag: str) -> str | None:
    """The language of a BCP 47 tag: 'en' of 'en-GB'; None where it is none."""
    code = re.split(r"[-_]", tag.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


@dataclass(slots=True)
class _State:
    """What the elements around the current words say of them; each opened element keeps the state to return to."""

    place: Place
    bold: bool = False
    verbatim: bool = False
    depth: int = 0
    grid: Grid | None = None
    landmark: bool = False
    skipped: bool = False


@dataclass(slots=True)
class _Walk:
    draft: Draft
    base: str | None
    shown: frozenset[str]
    state: _State
    stack: list[_State] = field(default_factory=list)
    anchors: list[tuple[int, str | None]] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    tables: int = 0


def walk(root: etree._Element, draft: Draft, base: str | None, place: Place = TEXT) -> None:
    """Adds the words below `root`, without recursion, so that no depth of nesting can exhaust the stack."""
    here = _Walk(draft, base, _toggled(root), _State(place))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if event == "start":
            here.stack.append(here.state)
            if tag in _DROPPED or _hidden(element, here.shown):
                here.state = replace(here.state, skipped=True)
                events.skip_subtree()
                continue
            _enter(here, tag, element)
            _words(here, element.text)
        else:
            if not here.state.skipped:
                _leave(here, tag, element)
            here.state = here.stack.pop()
            if element is not root:
                _words(here, element.tail)
    draft.end_line()


def _toggled(root: etree._Element) -> frozenset[str]:
    """The ids of parts that the page itself can show: an abstract behind 'show abstract' is no hidden text."""
    values = [value for name in _TARGETS for value in root.xpath(f"//*/@{name}") if len(value) < 500]
    values += [value for value in root.xpath("//a/@href") if value.startswith(("#", "javascript:"))]
    return frozenset(word for value in values for word in _ID.findall(value))


def _hidden(element: etree._Element, shown: frozenset[str]) -> bool:
    style = element.get("style")
    hidden = element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)
    return hidden and element.get("id") not in shown


def _words(here: _Walk, words: str | None) -> None:
    if not words:
        return
    state = here.state
    if not state.verbatim:
        here.draft.flow(words, state.place, bold=state.bold)
        return
    for number, line in enumerate(words.split("\n")):
        if number:
            here.draft.end_line()
        here.draft.verbatim(line, state.place, bold=state.bold)


def _enter(here: _Walk, tag: str, element: etree._Element) -> None:
    """Begins an element: its line breaks, its place, its emphasis."""
    draft, state = here.draft, here.state
    if tag == "br":
        (draft.end_block if draft.at_line_start else draft.end_line)()
    elif tag == "dd":
        draft.end_line()
    elif tag in _BLOCKS:
        draft.end_block()
    elif _is_field(element):
        draft.end_line()
    if tag == "a":
        here.anchors.append((draft.mark(), element.get("href")))
    elif tag == "time":
        here.times.append(draft.mark())
    elif tag in ("b", "strong", "th"):
        here.state = state = replace(state, bold=True)
    elif tag == "pre":
        here.state = state = replace(state, verbatim=True)
    style = element.get("style")
    if style and _BOLD.search(style):
        here.state = state = replace(state, bold=True)
    if changed := _placed(here, tag, element):
        here.state = replace(state, **changed)


def _placed(here: _Walk, tag: str, element: etree._Element) -> dict:
    """How an element changes the place of the words in it."""
    state, place = here.state, here.state.place
    if (tag == "nav" or element.get("role") == "navigation") and not state.landmark:
        return {"place": replace(place, kind="nav", level=0), "landmark": True}
    if tag == "footer" or element.get("role") == "contentinfo":
        inside = any(one.tag in ("article", "section", "blockquote") for one in element.iterancestors())
        return {} if inside or state.landmark else {"place": replace(place, kind="footer", level=0), "landmark": True}
    if tag == "blockquote" and (element.get("type") == "cite" or "gmail_quote" in (element.get("class") or "")):
        return {"place": replace(place, kind="quote", level=place.level + 1 if place.kind == "quote" else 1), "landmark": True}
    if tag == "table":
        here.tables += 1
        return {"grid": Grid(here.tables - 1)}
    if tag == "tr" and state.grid:
        state.grid.next_row()
    if tag in ("td", "th") and state.grid:
        cell = state.grid.place(element.get("colspan"), element.get("rowspan"))
        rows = span_of(element.get("rowspan"))
        return {"place": Place(place.kind if state.landmark else "cell", 0, cell, rows), "depth": 0}
    if tag in _LISTS:
        return {"depth": state.depth + 1}
    if state.landmark:
        return {}
    if heading := _HEADING.match(tag):
        return {"place": replace(place, kind="heading", level=int(heading[1]))}
    if tag == "li":
        return {"place": replace(place, kind="item", level=max(1, state.depth))}
    return {}


def _leave(here: _Walk, tag: str, element: etree._Element) -> None:
    """Ends an element: closes its line, its link, its date."""
    draft = here.draft
    if tag in ("dt", "dd"):
        draft.end_line()
    elif tag in _BLOCKS:
        draft.end_block()
    elif _is_field(element):
        draft.end_line()
    if tag == "a" and here.anchors:
        begin, href = here.anchors.pop()
        if target := absolute(here.base, href):
            draft.link(begin, draft.mark(), target)
    elif tag == "time" and here.times:
        begin = here.times.pop()
        if value := element.get("datetime", "").strip()[:64]:
            draft.record("time", [Property("datetime", value, begin, draft.mark())])


def _is_field(element: etree._Element) -> bool:
    """Whether an inline element is one of the fields that its parent holds and nothing else: who speaks, the title, the place."""
    parent = element.getparent()
    if parent is None or not _FIELD.search(element.get("class") or "") or not 2 <= len(parent) <= _FIELDS:
        return False
    beside = [parent.text, *(one.tail for one in parent)]
    return not any(words and words.strip(_SIGNS) for words in beside) and sum(bool(one.get("class")) for one in parent) > 1


def absolute(base: str | None, href: str | None) -> str | None:
    """The absolute address of a link; None where it leads to no page and no mailbox, or only somewhere on a page."""
    if not href or len(href) > 2000 or href.lstrip().startswith("#"):
        return None
    target = _joined(base, href.strip())
    scheme = target.split(":", 1)[0].lower()
    return target if scheme in ("http", "https", "mailto") and not re.search(r"[\s<>\"{}|\\^`]", target) else None


def _joined(base: str | None, href: str) -> str:
    try:
        return urljoin(base or "", href)
    except ValueError:  # 'http://[': an address that is none
        return ""
