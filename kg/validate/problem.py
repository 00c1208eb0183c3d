"""One result of a check."""

from dataclasses import dataclass
from typing import Literal as Either

from pyoxigraph import BlankNode, Literal, NamedNode

Severity = Either["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""From the worst to the mildest: it is wrong, it is poor, it is not stated."""

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """What a constraint found wrong with one node.

    `shape` is the constraint; `path` the property it is about, of a longer path the first; `value` what was found
    there, None where nothing was; `message` a sentence about the node; `label` what the node is called, if anything.
    """

    severity: Severity
    shape: NamedNode
    focus: NamedNode | BlankNode
    path: NamedNode | None
    value: Term | None
    message: str
    label: str | None = None

    def order(self) -> tuple:
        """The sort key: the worst first, then by node, constraint and value."""
        place = SEVERITIES.index(self.severity)
        return (place, str(self.focus), self.shape.value, str(self.path or ""), str(self.value or ""), self.message)
