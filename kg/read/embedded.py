"""Structured data in a page, JSON-LD and microdata, as records whose values stand at the end of the text."""

from lxml import etree

from kg.read.draft import Draft


def add_json_ld(root: etree._Element, draft: Draft) -> None:
    """Adds each node that a page's JSON-LD describes."""


def add_microdata(root: etree._Element, draft: Draft) -> None:
    """Adds each item that a page's microdata describes."""
