"""What a biography states as facts: posts, degrees, awards and service, each with the words it was read from."""

from kg.model.announcement import Biography, Value


def biography(text: str, begin: int, end: int, subject: str | None = None) -> Biography:
    """The facts of the biography between two offsets; `subject` is the name of the person it is about."""
    return Biography(text=Value(text[begin:end], ((begin, end),), 0.9, "biography"))
