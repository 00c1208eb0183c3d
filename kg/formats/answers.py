"""The answer to a SELECT."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolution, Triple


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: the names of its variables in order, and its rows.

    A row is indexed by name, `row["talk"]`: a pyoxigraph term, or None where the variable is unbound.
    """

    variables: tuple[str, ...]
    rows: tuple[QuerySolution, ...] = ()

    def __iter__(self) -> Iterator[QuerySolution]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


Triples = tuple[Triple, ...]
Answer = Solutions | bool | Triples
