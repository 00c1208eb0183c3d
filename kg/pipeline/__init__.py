"""From announcements to the store: ingest, rebuild, and what is there.

Every run ends the same way: from the catalogue of document versions follows what the store should hold, and the
difference to what it holds is written in one transaction. So a document ingested twice changes nothing, a run that was
killed is made good by the next, and a rebuild is an ingest of nothing that reads everything again.
"""

from kg.pipeline.harvest import harvest
from kg.pipeline.harvested import HarvestReport
from kg.pipeline.ingest import ingest, rebuild
from kg.pipeline.report import IngestReport, Outcome
from kg.pipeline.statistics import Statistics, stats

__all__ = ["HarvestReport", "IngestReport", "Outcome", "Statistics", "harvest", "ingest", "rebuild", "stats"]
