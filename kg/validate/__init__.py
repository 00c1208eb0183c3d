"""Whether a graph is right, and what it leaves unsaid: the shapes checked by pySHACL, the results as problems in sentences.

    problems(data, focus)        what the shapes find in statements
    neighbourhood(focus, …)      the statements a check of a few nodes needs, looked up in a store
    wire                         a check as text for another process, and its problems back
    report(problems, format)     the problems as text, JSON, or a SHACL validation report
    load_files(paths)            the statements of RDF files
"""

from kg.validate.check import problems
from kg.validate.files import load_files
from kg.validate.neighbourhood import neighbourhood
from kg.validate.problem import Problem
from kg.validate.report import report

__all__ = ["Problem", "load_files", "neighbourhood", "problems", "report"]
