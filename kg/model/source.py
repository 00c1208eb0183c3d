"""What is known of a source beforehand: where it is, what holds for all its talks, and how its lines are composed."""

from dataclasses import dataclass

TEXT_RIGHTS = ("full", "excerpt", "none")
"""How much of a source's text may be shown: all of it, the lines of evidence and one around them, or nothing."""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """The settings of one source, as a file of data/sources states them.

    `name` is the file's name without its ending. `address` is a page, a feed or a calendar. `series`, `zone` (IANA)
    and `language` hold for the talks whose document prints none. `licence` is a note on rights, `text` one of
    TEXT_RIGHTS; `follow` says whether the links of a listing are followed to the pages of its talks. `patterns` says
    of each field of an entry (`line` is a line of a page) how its text is composed, the first that fits first.
    """

    name: str
    address: str
    series: str | None = None
    zone: str | None = None
    language: str | None = None
    licence: str | None = None
    text: str = "excerpt"
    follow: bool = True
    patterns: tuple[tuple[str, tuple[str, ...]], ...] = ()
