"""Visitors' queries: checked, run within bounds, and answered whole or with an error that says why not."""

from kg.sparql.limits import Limits
from kg.sparql.service import Answer, QueryService

__all__ = ["Answer", "Limits", "QueryService"]
