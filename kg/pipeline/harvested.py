"""What a harvest did, for people and for programs."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from kg.pipeline.telling import ToldChange

_NEWS = {
    "stored": "new",
    "new version": "changed",
    "new address": "new",
    "unchanged": "unchanged",
    "aside": "left aside, announcing none of the talks",
    "gone": "gone",
    "silent": "without a talk, kept as before",
    "failed": "not fetched",
    "unread": "not read",
}


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page that was asked: its address, what it is to the source (`page`, `calendar`, `feed`, `details`), what became
    of it, the document that counts, its number of talks, and why it was not fetched or read."""

    address: str
    role: str
    news: str
    doc: str | None = None
    talks: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """One source: its own page first, then what that led to; `notes` are for whoever keeps the source."""

    name: str
    address: str
    pages: tuple[PageSeen, ...]
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """3 where the source's own page was not fetched, 1 where it could not be read; of others it is enough to tell."""
        return {"failed": 3, "gone": 3, "unread": 1}.get(self.pages[0].news, 0)


@dataclass(frozen=True, slots=True)
class HarvestReport:
    """What became of each source, what changed in the talks, and how many talks are published now."""

    sources: tuple[SourceSeen, ...] = ()
    changes: tuple[ToldChange, ...] = ()
    problems: tuple[str, ...] = ()
    published: int = 0
    changed: bool = False
    dry_run: bool = False

    @property
    def exit_code(self) -> int:
        """The highest of the sources' exit codes; 1 where there are problems."""
        return max([source.exit_code for source in self.sources] + [1 if self.problems else 0])

    def form(self) -> dict[str, Any]:
        """The report in plain data, for JSON."""
        return {
            "sources": [asdict(source) | {"exit_code": source.exit_code} for source in self.sources],
            "changes": [asdict(change) for change in self.changes],
            "problems": list(self.problems),
            "published": self.published,
            "changed": self.changed,
            "dry_run": self.dry_run,
            "exit_code": self.exit_code,
        }

    def text(self) -> str:
        """The report in sentences: a line for each source, what there is to say of its pages, what changed, a summary."""
        lines = []
        for source in self.sources:
            lines.append(f"{source.name}: {_counted(source)}.")
            lines += [f"  {page.problem}" for page in source.pages if page.problem]
            lines += [f"  {note}" for note in source.notes]
        lines += [change.sentence for change in self.changes]
        what = "A dry run, nothing was stored" if self.dry_run else f"{len(self.sources)} source{'' if len(self.sources) == 1 else 's'} harvested"
        talks = f"{self.published:,} talk{'' if self.published == 1 else 's'}"
        are = "would be" if self.dry_run else "is" if self.published == 1 else "are"
        return "\n".join([*lines, *self.problems, f"{what}. {talks} {are} published."])


def _counted(source: SourceSeen) -> str:
    counted = Counter(_NEWS[page.news] for page in source.pages)
    pages = f"{len(source.pages)} page{'' if len(source.pages) == 1 else 's'} asked"
    return ", ".join([pages, *(f"{counted[news]} {news}" for news in dict.fromkeys(_NEWS.values()) if counted[news])])
