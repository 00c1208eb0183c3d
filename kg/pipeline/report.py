"""What a run did, for people and for programs."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.errors import shown

Status = Literal["stored", "new version", "new address", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its document's id and number of talks, and the problems found, a sentence each.

    `talks` counts what was read, `rejected` how many of those are not published. `exit_code` is what the source adds to
    that of the run.
    """

    source: str
    status: Status
    doc: str | None = None
    talks: int = 0
    rejected: int = 0
    problems: tuple[str, ...] = ()
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each source, and how many talks are published now.

    `problems` are those of documents that were not among the sources, `notes` what is said of pages that a source leads
    to and that could not be read: they are no sources, and change no exit code. `dry_run` marks a run that stored nothing.
    """

    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[str, ...] = ()
    published: int = 0
    changed: bool = False
    dry_run: bool = False
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """The highest of the sources' exit codes; 1 where only other documents have problems."""
        return max([outcome.exit_code for outcome in self.outcomes] + [1 if self.problems else 0])

    def form(self) -> dict[str, Any]:
        """The report in plain data, for JSON."""
        return {
            "sources": [asdict(outcome) | {"problems": list(outcome.problems)} for outcome in self.outcomes],
            "problems": list(self.problems),
            "notes": list(self.notes),
            "published": self.published,
            "changed": self.changed,
            "dry_run": self.dry_run,
            "exit_code": self.exit_code,
        }

    def text(self) -> str:
        """The report in sentences: a line for each source, its problems below it; what failed; and a summary.

        A name with a line end in it takes one line nevertheless.
        """
        lines = []
        for outcome in self.outcomes:
            if outcome.status != "failed":
                lines += [f"{outcome.source}: {_said(outcome)}.", *(f"  {problem}" for problem in outcome.problems)]
        lines += [problem for outcome in self.outcomes if outcome.status == "failed" for problem in outcome.problems]
        return "\n".join(map(shown, [*lines, *self.problems, *self.notes, self._summary()]))

    def _summary(self) -> str:
        counted = Counter(outcome.status for outcome in self.outcomes)
        parts = [f"{counted[status]} {status}" for status in _ORDER if counted[status]]
        done = ", ".join(parts) or "nothing read"
        what = "A dry run, nothing was stored" if self.dry_run else f"Sources: {done}"
        held = "would be published" if self.dry_run else "are published"
        if self.published == 1:
            held = "would be published" if self.dry_run else "is published"
        return f"{what}. {_count(self.published, 'talk')} {held}."


_ORDER: tuple[Status, ...] = ("stored", "new version", "new address", "unchanged", "failed")


def _said(outcome: Outcome) -> str:
    talks = "no talk found" if not outcome.talks else _count(outcome.talks, "talk")
    rejected = f", {outcome.rejected} not published" if outcome.rejected else ""
    return f"{outcome.status}, {talks}{rejected}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
