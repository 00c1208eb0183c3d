"""Saved queries: one `.rq` file each, its first line what it answers, its parameters declared in its head.

    # Talks of a speaker, oldest first
    # parameter person: string
    # parameter after: date, default 1900-01-01

`$person` in the text is replaced by the value as a SPARQL term. The files in `saved/` are for users; those in other
folders (`internal/`, `pages/`) belong to one part of the program.
"""

from kg.queries.binding import bind, parameter_values
from kg.queries.library import Parameter, SavedQuery, internal, parse, saved

__all__ = ["Parameter", "SavedQuery", "bind", "internal", "parameter_values", "parse", "saved"]
