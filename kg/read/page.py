"""A page of HTML: what a person sees, then what it tells machines."""

from kg.read.draft import Draft
from kg.read.embedded import add_embedded
from kg.read.html import add_page, parse


def read_html(text: str, draft: Draft, address: str | None) -> None:
    """Adds the words of a page and, behind them as lines of kind `meta`, the events it describes to machines."""
    root = parse(text)
    if root is not None:
        add_page(root, draft, address)
        add_embedded(root, draft)
