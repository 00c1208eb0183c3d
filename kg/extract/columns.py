"""Heading lines that name the columns of a table, whole or flattened: 'Date Title/Abstract Speaker'."""

import re
from functools import cache

from kg.extract.labels import label_key, label_roles, listed
from kg.extract.page import Page, Row
from kg.extract.wording import plain
from kg.rules import rule

_SPLIT = re.compile(r"\s*[|\t;]\s*|\s{2,}")


@rule("column-headings", nothing=())
def columns(text: str) -> tuple[str, ...]:
    """The roles that a line of column headings names, in order; none where it holds any other word.

    >>> columns("Date Title/Abstract Speaker")
    ('date', 'titleabstract', 'speaker')
    """
    if len(text) > 120 or ":" in text:
        return ()
    roles: list[str] = []
    for part in _SPLIT.split(text):
        found = _roles_of(label_key(part).split())
        if found is None:
            return ()
        roles.extend(found)
    return tuple(roles) if len(roles) >= 2 else ()


@rule("column-headings-among-others", nothing=())
def loose_columns(text: str) -> tuple[str, ...]:
    """The roles among the headings of a flattened table that has other columns too; none where most words are no headings.

    >>> loose_columns("Date Speaker Name Speaker Affiliation Title Host Speaker Photo Flyer")
    ('date', 'speaker', 'affiliation', 'title', 'host')
    """
    keys = label_key(text).split()
    if not 5 <= len(keys) <= 16 or any(sign in text for sign in ".:;?!") or any(key.isdigit() for key in keys):
        return ()
    roles: list[str] = []
    known = at = 0
    while at < len(keys):
        size = next((size for size in range(min(_longest(), len(keys) - at), 0, -1) if " ".join(keys[at : at + size]) in label_roles()), 0)
        role = label_roles().get(" ".join(keys[at : at + size])) if size else None
        if role and role not in roles:
            roles.append(role)
        known, at = known + size, at + max(1, size)
    needed = {"title", "speaker"} <= set(roles) and len(roles) >= 4
    return tuple(roles) if needed and known * 2 >= len(keys) else ()


def column_role(text: str) -> str | None:
    """The role that the heading of one column names; None where it names none."""
    found = _roles_of(label_key(text).split())
    return found[0] if found else _read_column(re.sub(r"\W+", " ", label_key(text)).strip())


@rule("columns-of-readings", nothing=None)
def _read_column(heading: str) -> str | None:
    """The role of a column of a reading group: what is read, which is the title, and those who wrote it, who are nobody here."""
    if heading in listed("navigation", "reading_columns"):
        return "reading"
    return "other" if heading in listed("navigation", "author_columns") else None


def _roles_of(words: list[str]) -> list[str] | None:
    """The roles of a run of words, the longest label first; None where a word belongs to no label."""
    roles, at = [], 0
    while at < len(words):
        size = next((size for size in range(min(_longest(), len(words) - at), 0, -1) if " ".join(words[at : at + size]) in label_roles()), 0)
        if not size:
            return None
        roles.append(label_roles()[" ".join(words[at : at + size])])
        at += size
    return roles


@cache
def _longest() -> int:
    return max(len(label.split()) for label in label_roles())


def page_columns(page: Page, rows: tuple[Row, ...]) -> tuple[tuple[Row, tuple[str, ...]], ...]:
    """The rows that are column headings, with the roles they name."""
    found = ((row, columns(plain(page.text, row.span))) for row in rows if row.end - row.begin < 120)
    told = tuple((row, roles) for row, roles in found if roles)
    if told:
        return told
    loose = ((row, loose_columns(plain(page.text, row.span))) for row in rows if row.end - row.begin < 160 and row.line.cell is None)
    return tuple((row, roles) for row, roles in loose if roles)
