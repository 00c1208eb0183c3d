"""Answers and statements in and out of files: RDF, tables, calendars, feeds; equal content gives equal bytes."""

from kg.formats.answers import Answer, Solutions, Triples
from kg.formats.rdf import PROSE, RDF_FORMATS, facts, parse, parse_file, rebase, write
from kg.formats.results import FORMATS, Format, form_of, format_for, render

__all__ = [
    "FORMATS", "PROSE", "RDF_FORMATS", "Answer", "Format", "Solutions", "Triples",
    "facts", "form_of", "format_for", "parse", "parse_file", "rebase", "render", "write",
]  # fmt: skip
