"""Which mentions are the same person, organization, talk, series, event, work or place, and why.

    identify(readings, *, authority, decisions=(), pins=None) -> Identification

A pure function of the set of readings, the authority, the decisions and the pins: the order in which documents come
makes no difference. The places where things are named, in the JSON form's paths:

| path | type |
|---|---|
| `talks.0` | talk |
| `talks.0.speakers.0`, `talks.0.organizers.0`, `talks.0.coauthors.0`, `events.0.organizers.0` | person |
| `talks.0.speakers.0.affiliations.0` (also of organizers and co-authors) | org |
| `….bio.positions.0.organization`, `….bio.degrees.0.institution` | org |
| `series.0.organizers.0` | org |
| `talks.0.works.0` | work: see `kg.identify.walk.joint_works` |
| `talks.0.series`, `events.0.series`, `series.0` | series |
| `talks.0.event`, `events.0` | event |
| `talks.0.location`, `events.0.location` | place |
"""

from kg.identify.engine import identify
from kg.identify.model import Decision, DocumentReading, Doubt, Identification, Mention, Thing

__all__ = ["Decision", "DocumentReading", "Doubt", "Identification", "Mention", "Thing", "identify"]
