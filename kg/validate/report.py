"""Problems as text for people, JSON for programs, and a SHACL validation report."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import UsageError
from kg.formats import write
from kg.validate.problem import SEVERITIES, Problem, Term
from kg.vocab import (
    PREFIXES,
    RDF_type,
    SH_conforms,
    SH_focusNode,
    SH_Info,
    SH_result,
    SH_resultMessage,
    SH_resultPath,
    SH_resultSeverity,
    SH_sourceShape,
    SH_ValidationReport,
    SH_ValidationResult,
    SH_value,
    SH_Violation,
    SH_Warning,
    XSD_boolean,
)

_HEADINGS = {
    "violation": "Violations: what is wrong",
    "warning": "Warnings: what is poor",
    "info": "Notices: what is not stated",
}
_COUNTED = {"violation": ("violation", "violations"), "warning": ("warning", "warnings"), "info": ("notice", "notices")}
_SH_SEVERITY = {"violation": SH_Violation, "warning": SH_Warning, "info": SH_Info}


def report(problems: Iterable[Problem], format: str = "text") -> str:
    """The problems in a format: text (sentences by severity and thing), turtle (a SHACL report), or json.

    Equal problems give equal text, whatever their order. Raises UsageError for another format.
    """
    formats = {"text": _text, "turtle": _turtle, "json": _json}
    if format not in formats:
        raise UsageError(f"No report has the format {format!r}; there are {', '.join(formats)}.")
    return formats[format](sorted(problems, key=Problem.order))


def _text(problems: list[Problem]) -> str:
    lines = []
    for severity, found in groupby(problems, key=lambda problem: problem.severity):
        lines += [_HEADINGS[severity], ""]
        for _, own in groupby(found, key=lambda problem: problem.focus):
            of_one = list(own)
            lines += [f"  {_name(of_one[0])}"] + [f"    {_sentence(problem)}" for problem in of_one]
        lines.append("")
    return "\n".join([*lines, _summary(problems)]) + "\n"


def _name(problem: Problem) -> str:
    address = str(problem.focus)
    return f"{problem.label}  {address}" if problem.label else address


def _sentence(problem: Problem) -> str:
    """The message, with the property and the value it is about where there is a value."""
    if problem.value is None:
        return problem.message
    of = f"{compact(problem.path)} " if problem.path else ""
    return f"{problem.message} ({of}{_shown(problem.value)})"


def compact(term: NamedNode) -> str:
    """The address with a prefix where we know one: `schema:startDate`."""
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(namespace) and term.value != namespace:
            return f"{prefix}:{term.value[len(namespace) :]}"
    return str(term)


def _shown(term: Term) -> str:
    """The value in one line of at most 100 characters."""
    text = json.dumps(term.value, ensure_ascii=False) if isinstance(term, Literal) else compact_or_blank(term)
    return text if len(text) <= 100 else f"{text[:99]}…"


def compact_or_blank(term: NamedNode | BlankNode) -> str:
    """The address with a prefix, or the label of a blank node."""
    return compact(term) if isinstance(term, NamedNode) else str(term)


def _summary(problems: list[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{counts[severity]} {_COUNTED[severity][counts[severity] != 1]}" for severity in SEVERITIES if counts[severity]]
    return f"{', '.join(parts)}." if parts else "No problems were found."


def _json(problems: list[Problem]) -> str:
    found = [
        {
            "severity": problem.severity,
            "shape": problem.shape.value,
            "focus": compact_or_blank(problem.focus) if isinstance(problem.focus, BlankNode) else problem.focus.value,
            "label": problem.label,
            "path": problem.path.value if problem.path else None,
            "value": str(problem.value) if isinstance(problem.value, BlankNode) else problem.value and problem.value.value,
            "message": problem.message,
        }
        for problem in problems
    ]
    conforms = not any(problem.severity == "violation" for problem in problems)
    return json.dumps({"conforms": conforms, "problems": found}, ensure_ascii=False, indent=2) + "\n"


def _turtle(problems: list[Problem]) -> str:
    conforms = not any(problem.severity == "violation" for problem in problems)
    whole = BlankNode("report")
    triples = [
        Triple(whole, RDF_type, SH_ValidationReport),
        Triple(whole, SH_conforms, Literal(str(conforms).lower(), datatype=XSD_boolean)),
    ]
    for number, problem in enumerate(problems):
        result = BlankNode(f"result{number:06}")
        triples.append(Triple(whole, SH_result, result))
        triples += _result(result, problem)
    return write(triples, "turtle").decode()


def _result(result: BlankNode, problem: Problem) -> list[Triple]:
    triples = [
        Triple(result, RDF_type, SH_ValidationResult),
        Triple(result, SH_focusNode, problem.focus),
        Triple(result, SH_resultSeverity, _SH_SEVERITY[problem.severity]),
        Triple(result, SH_resultMessage, Literal(problem.message)),
        Triple(result, SH_sourceShape, problem.shape),
    ]
    if problem.path is not None:
        triples.append(Triple(result, SH_resultPath, problem.path))
    if problem.value is not None:
        triples.append(Triple(result, SH_value, problem.value))
    return triples
