"""The JSON form of an announcement, and the way back.

A value stands as its text; what it rests on stands beside it in maps keyed by its path in the record
(`speakers.0.name`): `evidence` (offsets in the stored text), `read_by` (rule or model), `confidence`, and `rules`,
which names the rule. Values inherited from a default of the page are listed in `derived`. `columns` says what the
columns of a table were taken for (null: for nothing), `notes` what of the source was not read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from kg.extract.records_table import columns_of
from kg.model.announcement import Announcement, Event, Talk, Value
from kg.model.document import Document

_KEYS = {(Event, "agenda"): "agenda_non_talks"}
"""Where a key of the form is called otherwise than the field it stands for."""


def to_form(document: Document, announcement: Announcement, *, source: str, with_text: bool = True) -> dict[str, Any]:
    """The announcement in the JSON form, with the stored text that its offsets point into unless told otherwise."""
    text = {"text": document.text} if with_text else {}
    columns = {"columns": named} if (named := columns_of(document)) else {}
    notes = {"notes": list(document.notes)} if document.notes else {}
    return {"source": source} | text | columns | notes | announcement_form(announcement)


def announcement_form(announcement: Announcement) -> dict[str, Any]:
    """The talks, events and series of an announcement in the JSON form, without its source and text."""
    return {
        name: [_record_form(record) for record in getattr(announcement, name)] for name in ("talks", "events", "series")
    }


def from_form(form: Mapping[str, Any]) -> Announcement:
    """The announcement that a form was made from. Raises KeyError or TypeError on a form of another make."""
    hints = get_type_hints(Announcement)
    return Announcement(
        **{
            name: tuple(_record(get_args(hint)[0], record, "", record) for record in form.get(name, ()))
            for name, hint in hints.items()
        }
    )


def values(record: Any, path: str = "") -> Iterator[tuple[str, Value]]:
    """Each value of a record (a talk, an event, a series) with its path in the JSON form, in the order of the form.

    >>> from kg.extract.records_table import columns_of
from kg.model.announcement import Person
    >>> [path for path, _ in values(Talk(title=Value("On knots"), speakers=(Person(Value("Ada Byron")),)))]
    ['title', 'speakers.0.name', 'status']
    """
    if isinstance(record, Value):
        yield path, record
    elif isinstance(record, tuple):
        for number, part in enumerate(record):
            yield from values(part, f"{path}.{number}" if path else str(number))
    elif hasattr(record, "__dataclass_fields__"):
        for field in fields(record):
            key = _key(type(record), field.name)
            yield from values(getattr(record, field.name), f"{path}.{key}" if path else key)


def mapped(record: Any, change: Callable[[str, Value], Value], path: str = "") -> Any:
    """The record with each of its values changed; `change` is given its path in the JSON form, and the value."""
    if isinstance(record, Value):
        return change(path, record)
    if isinstance(record, tuple):
        return tuple(mapped(part, change, f"{path}.{number}" if path else str(number)) for number, part in enumerate(record))
    if not hasattr(record, "__dataclass_fields__"):
        return record
    parts = {}
    for field in fields(record):
        old = getattr(record, field.name)
        key = _key(type(record), field.name)
        new = mapped(old, change, f"{path}.{key}" if path else key)
        if new is not old and new != old:
            parts[field.name] = new
    return replace(record, **parts) if parts else record


def _key(record_type: type, name: str) -> str:
    return _KEYS.get((record_type, name), name)


def _record_form(record: Any) -> dict[str, Any]:
    form = _plain(record)
    if isinstance(record, Talk):
        form["online"] = record.mode is not None and record.mode.text in ("online", "hybrid")
    if isinstance(record, Event) and record.capacity is not None:
        form["capacity"] = int(record.capacity.text)
    read = list(values(record))
    form["derived"] = [path for path, value in read if value.derived]
    form["evidence"] = {path: [list(span) for span in value.spans] for path, value in read if value.spans}
    form["read_by"] = {path: value.read_by for path, value in read}
    form["confidence"] = {path: round(value.confidence, 3) for path, value in read}
    form["rules"] = {path: value.rule for path, value in read if value.rule}
    return form


def _plain(record: Any) -> Any:
    if isinstance(record, Value):
        return record.text
    if isinstance(record, tuple):
        return [_plain(part) for part in record]
    if not hasattr(record, "__dataclass_fields__"):
        return record
    stated = ((_key(type(record), field.name), getattr(record, field.name)) for field in fields(record))
    return {key: _plain(part) for key, part in stated if part is not None and part != () and part is not False}


def _record(record_type: type, form: Mapping[str, Any], path: str, about: Mapping[str, Any]) -> Any:
    """A record of `record_type` from its form; `about` is the whole record's form, which holds the evidence maps."""
    parts = {}
    for name, hint, required in _fields(record_type):
        key = _key(record_type, name)
        if key in form:
            parts[name] = _part(hint, form[key], f"{path}.{key}" if path else key, about)
        elif required:
            raise KeyError(f"{record_type.__name__} without {key!r}")
    return record_type(**parts)


def _part(hint: Any, form: Any, path: str, about: Mapping[str, Any]) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_part(get_args(hint)[0], part, f"{path}.{number}", about) for number, part in enumerate(form))
    if hint is Value:
        return Value(
            str(form),
            spans=tuple((begin, end) for begin, end in about["evidence"].get(path, ())),
            confidence=about["confidence"][path],
            rule=about["rules"].get(path, ""),
            read_by=about["read_by"][path],
            derived=path in about["derived"],
        )
    return _record(hint, form, path, about) if hasattr(hint, "__dataclass_fields__") else form


@cache
def _fields(record_type: type) -> tuple[tuple[str, Any, bool], ...]:
    """Name, type without `| None`, and whether it must be given, of each field."""
    hints = get_type_hints(record_type)
    return tuple(
        (field.name, _stated(hints[field.name]), field.default is MISSING and field.default_factory is MISSING)
        for field in fields(record_type)
    )


def _stated(hint: Any) -> Any:
    """The type of a field where it is stated: `X | None` is X."""
    if get_origin(hint) is tuple:
        return hint
    return next((option for option in get_args(hint) if option is not type(None)), hint)
